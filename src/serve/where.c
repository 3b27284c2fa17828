/* Where: from the lines of a record to places on its pages. */
#include "serve/where.h"

#include <math.h>
#include <string.h>

int
where_from(const struct item *item, const char *input, const char **file)
{
	const struct node *node = item->source;

	if (item->origin) {
		*file = strcmp(item->origin->file, input) != 0 ? item->origin->file : NULL;
		return item->origin->line;
	}
	while (node && !node->line)
		node = node->parent;
	*file = node && node->file && strcmp(node->file, input) != 0 ? node->file : NULL;
	return node ? node->line : 0;
}

/* The same of piece number `number` of a text, from 0; 0 when there is no such piece, or it is from
 * nowhere else than its item. */
static int
piece_from(const struct item *item, int number, const char *input, const char **file)
{
	const struct origin *origin = item->kind == ITEM_TEXT ? piece_origin(&item->as.text, number)
		: NULL;

	if (!origin || item->origin)
		return 0;
	*file = strcmp(origin->file, input) != 0 ? origin->file : NULL;
	return origin->line;
}

static double
path_top(const struct path_item *path)
{
	double top = path->point_count ? path->points[1] : 0;

	for (int i = 3; i < path->point_count; i += 2)
		top = fmin(top, path->points[i]);
	return top;
}

double
where_top(const struct item *item)
{
	switch (item->kind) {
	case ITEM_TEXT:
		return item->as.text.y - item->as.text.look->size;
	case ITEM_PATH:
		return path_top(&item->as.path);
	case ITEM_LINK:
		return item->as.link.y;
	case ITEM_IMAGE:
		return item->as.image.y;
	}
	return 0;
}

struct where
where_line(const struct pages *pages, const char *input, const char *file, int line)
{
	struct where where = { 0 };
	int best = 0;

	if (file && strcmp(file, input) == 0)
		file = NULL;
	for (guint i = 0; i < pages->pages->len; i++) {
		const struct page *page = pages_page(pages, (int)i);

		for (guint j = 0; j < page->items->len; j++) {
			const struct item *item = &g_array_index(page->items, struct item, j);
			int pieces = item->kind == ITEM_TEXT ? item->as.text.count : 0;

			for (int k = -1; k < pieces && item->role != ROLE_REPEAT; k++) {
				const char *from = NULL;
				int at = k < 0 ? where_from(item, input, &from) : piece_from(item, k, input, &from);

				if (at <= best || at > line || g_strcmp0(from, file) != 0)
					continue;
				best = at;
				where = (struct where){ (int)i + 1, fmax(where_top(item), 0) };
			}
		}
	}
	return where;
}
