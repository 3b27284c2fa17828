/* Where: on which page, and how far down, a line of a record stands. */
#ifndef REVISIT_SERVE_WHERE_H
#define REVISIT_SERVE_WHERE_H

#include "frame/frame.h"

struct where {
	int page; /* from 1; 0: nowhere */
	double y; /* of its upper edge */
};

/* The first thing that stands for the line, or for the nearest line before it. `file` NULL or `input`:
 * the record itself. */
struct where where_line(const struct pages *pages, const char *input, const char *file, int line);

/* The same for many lines. What it was made from must outlive it. Yours. */
struct where_map;
struct where_map *where_map_create(const struct pages *pages, const char *input);
struct where where_map_line(const struct where_map *map, const char *file, int line);
void where_map_destroy(struct where_map *map); /* NULL is fine */

/* The line that an item comes from, and its file, or NULL where that is `input`; 0: from none. */
int where_from(const struct item *item, const char *input, const char **file);

/* The upper edge of an item. */
double where_top(const struct item *item);

#endif
