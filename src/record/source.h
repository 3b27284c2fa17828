/* The text of a record: where an offset is, and findings that show the place. */
#ifndef REVISIT_RECORD_SOURCE_H
#define REVISIT_RECORD_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct source {
	char *path;
	char *text;       /* UTF-8, NUL after the last byte */
	size_t size;
	GArray *lines;    /* uint32_t: offset of each line's first byte; made when first needed */
	size_t last;      /* an offset whose column is known, so that long lines are counted once */
	int last_column;
};

/* Takes text over (g_malloc); path is copied. */
struct source *source_create(const char *path, char *text, size_t size);
void source_destroy(struct source *source);

/* Line from 1, column from 1 in characters. */
int source_line(struct source *source, size_t offset);
int source_column(struct source *source, size_t offset);

/* Add a finding at an offset, with its line and a caret under `width` bytes. `path` is the element's
 * or NULL. */
void source_diag(struct source *source, struct diags *diags, enum diag_code code, size_t offset,
	size_t width, const char *path, const char *format, ...) G_GNUC_PRINTF(7, 8);
void source_diag_valist(struct source *source, struct diags *diags, enum diag_code code,
	size_t offset, size_t width, const char *path, const char *format, va_list args)
	G_GNUC_PRINTF(7, 0);

/* The line at the offset, with a caret, for the finding added last. */
void source_show(struct source *source, struct diags *diags, size_t offset, size_t width);

#endif
