/* Where: from the lines of a record to places on its pages. */
#include "serve/where.h"

#include <math.h>
#include <string.h>

int
where_from(const struct item *item, const char *input, const char **file)
{
	const struct node *node = item->source;

	while (node && !node->line)
		node = node->parent;
	*file = node && node->file && strcmp(node->file, input) != 0 ? node->file : NULL;
	return node ? node->line : 0;
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
			const char *from;
			int at = item->role == ROLE_REPEAT ? 0 : where_from(item, input, &from);

			if (at <= best || at > line || g_strcmp0(from, file) != 0)
				continue;
			best = at;
			where = (struct where){ (int)i + 1, fmax(where_top(item), 0) };
		}
	}
	return where;
}
