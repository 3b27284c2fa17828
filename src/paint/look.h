/* Looks: pages of PDFs as a reader of PDFs draws them, compared pixel by pixel. Ours and others': the
 * library that draws them, poppler, is loaded when it is first needed, and must run in a worker. */
#ifndef REVISIT_PAINT_LOOK_H
#define REVISIT_PAINT_LOOK_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/file.h"

struct look;

/* Yours; NULL when the library is not installed or cannot read the file, and diags says so of `file`. */
struct look *look_open(const char *path, const char *file, struct diags *diags);
void look_close(struct look *look); /* NULL is fine */
int look_pages(const struct look *look);

/* Do the pages of that number (from 1) look the same? No pixel differs but by what rounding does. A page
 * that one of them does not have looks like no other. */
bool looks_same(struct look *old, struct look *new, int page);

/* Both side by side as PNG, with what differs marked. */
bool looks_write(struct look *old, struct look *new, int page, struct outfile *out,
	struct diags *diags);

#endif
