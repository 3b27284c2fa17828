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

/* ---- a map of all lines ---- */

struct spot {
	const char *file; /* NULL: the record itself */
	int line;
	guint order;      /* in which it stands on the pages */
	struct where where;
};

struct where_map {
	const char *input;
	GArray *spots; /* of struct spot, by file and line; of each the first */
};

static int
spots_compare(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;
	int files = g_strcmp0(x->file, y->file);

	if (files)
		return files;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Most things come from where the one before them comes from. */
static void
spot_add(GArray *spots, const char *file, int line, const struct item *item, int page)
{
	const struct spot *last = spots->len ? &g_array_index(spots, struct spot, spots->len - 1) : NULL;
	struct spot spot = { .file = file, .line = line, .order = spots->len };

	if (!line || (last && last->line == line && g_strcmp0(last->file, file) == 0))
		return;
	spot.where = (struct where){ page, fmax(where_top(item), 0) };
	g_array_append_val(spots, spot);
}

static void
spots_of_item(GArray *spots, const struct item *item, const char *input, int page)
{
	int pieces = item->kind == ITEM_TEXT ? item->as.text.count : 0;
	const char *file = NULL;
	int line = where_from(item, input, &file);

	spot_add(spots, file, line, item, page);
	for (int i = 0; i < pieces; i++) {
		line = piece_from(item, i, input, &file);
		spot_add(spots, file, line, item, page);
	}
}

struct where_map *
where_map_create(const struct pages *pages, const char *input)
{
	struct where_map *map = g_new0(struct where_map, 1);

	map->input = input;
	map->spots = g_array_new(FALSE, FALSE, sizeof(struct spot));
	for (guint i = 0; i < pages->pages->len; i++) {
		const struct page *page = pages_page(pages, (int)i);

		for (guint j = 0; j < page->items->len; j++) {
			const struct item *item = &g_array_index(page->items, struct item, j);

			if (item->role != ROLE_REPEAT)
				spots_of_item(map->spots, item, input, (int)i + 1);
		}
	}
	g_array_sort(map->spots, spots_compare);
	return map;
}

void
where_map_destroy(struct where_map *map)
{
	if (!map)
		return;
	g_array_free(map->spots, TRUE);
	g_free(map);
}

/* The last line that is not after it, and of that the first thing. */
struct where
where_map_line(const struct where_map *map, const char *file, int line)
{
	const struct spot wanted = { .file = file && strcmp(file, map->input) == 0 ? NULL : file,
		.line = line, .order = G_MAXUINT };
	guint low = 0, high = map->spots->len;
	const struct spot *spots = (const struct spot *)(void *)map->spots->data;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (spots_compare(&spots[middle], &wanted) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || g_strcmp0(spots[low - 1].file, wanted.file) != 0)
		return (struct where){ 0 };
	for (low--; low > 0 && spots[low - 1].line == spots[low].line &&
		g_strcmp0(spots[low - 1].file, wanted.file) == 0;)
		low--;
	return spots[low].where;
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
