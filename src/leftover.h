/* Pictures of pages that an older document had and the new one has not: beside the new ones they would be
 * taken for its pages. */
#ifndef REVISIT_LEFTOVER_H
#define REVISIT_LEFTOVER_H

#include <stdbool.h>

#include "base/diag.h"

/* Zeroed to begin with. */
struct leftovers {
	char *gone, *left;         /* the first of each, or NULL */
	int gone_count, left_count;
};

/* If there is such a file and we made it, it goes; any other stays. False when there is none. */
bool leftover_take(struct leftovers *leftovers, const char *path);
/* Says what went and what stayed, and frees. */
void leftovers_tell(struct leftovers *leftovers, struct diags *diags);

/* What stands by the names of pages from `count` (from 0) on, up to a hundred that are not there; %d in the
 * pattern is the number of a page, from 1. */
void leftover_pages(const char *pattern, unsigned count, struct diags *diags);

#endif
