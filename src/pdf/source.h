/* The file that cairo wrote, read by its cross-reference table. What is not as cairo writes it is
 * refused, never guessed at. */
#ifndef REVISIT_PDF_SOURCE_H
#define REVISIT_PDF_SOURCE_H

#include "pdf/value.h"

struct source;

struct object {
	const struct value *value;
	const char *stream; /* its bytes as they stand in the file, or NULL */
	size_t length;
};

/* Borrows the bytes. Yours; NULL when this is no PDF with a classical cross-reference table. */
struct source *source_open(const char *bytes, size_t size);
void source_close(struct source *source); /* NULL is fine */

int source_count(const struct source *source); /* objects, 0 included */
const struct value *source_trailer(const struct source *source);
/* One object; its values are the arena's. False when it is not there or not sound. */
bool source_object(const struct source *source, struct arena *arena, int number,
	struct object *object);
/* What a reference leads to; a value that is none is given as it is. */
bool source_follow(const struct source *source, struct arena *arena, const struct value *value,
	struct object *object);

#endif
