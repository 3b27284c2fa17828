/* Fixed words of the report's language, by name, and patterns with {fields} to fill. They come from
 * the strings file through the template: no sentence stands in C. */
#ifndef REVISIT_REPORT_WORDS_H
#define REVISIT_REPORT_WORDS_H

#include "report/node.h"

struct arena;

/* A field of a pattern and what stands there; the list ends with a NULL name. */
struct field {
	const char *name, *text;
};

/* The word of that name, or NULL when the report has none. */
const char *words_find(const struct head *head, const char *name);

/* The same for numbered words: month-1 .. month-12. */
const char *words_numbered(const struct head *head, const char *name, int number);

/* The pattern with every {name} replaced by the field of that name, in the arena; fields that are
 * not listed stay as they are, so that a gap shows. A {name} whose text is NULL or empty is dropped
 * together with one space before it. NULL when pattern is NULL. */
const char *words_fill(struct arena *arena, const char *pattern, const struct field *fields);

#endif
