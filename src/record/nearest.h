/* The name that was probably meant. */
#ifndef REVISIT_RECORD_NEAREST_H
#define REVISIT_RECORD_NEAREST_H

#include <stddef.h>

/* Letters to change, add, drop or swap with their neighbour until the names are the same (optimal
 * string alignment; F. J. Damerau, 1964), case not counted; at most `most` + 1. Bytes, not
 * characters. */
int nearest_distance(const char *a, const char *b, int most);

/* Index of the nearest of the names, or -1 when none is near: at most one change for every three
 * letters. Of equals, the first. `distance` may be NULL. NULL names are skipped. */
int nearest_find(const char *name, const char *const *names, size_t count, int *distance);

/* The name in this vocabulary for an element of HTML and its kin (p is para), or NULL. */
const char *nearest_synonym(const char *name);

#endif
