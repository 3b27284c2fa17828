/* Frames: pages of items, and the small helpers that make them. */
#include "frame/frame.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

enum { LARGEST = 1000000 };

struct pages *
pages_create(const struct report *report)
{
	struct pages *pages = g_new0(struct pages, 1);

	pages->arena = arena_create();
	pages->pages = g_ptr_array_new();
	pages->anchors = g_array_new(FALSE, FALSE, sizeof(struct anchor));
	pages->by_node = g_hash_table_new(NULL, NULL);
	pages->report = report;
	return pages;
}

void
pages_destroy(struct pages *pages)
{
	if (!pages)
		return;
	for (guint i = 0; i < pages->pages->len; i++) {
		struct page *page = g_ptr_array_index(pages->pages, i);

		if (page->items == &page->sealed)
			g_free(page->sealed.data);
		else
			g_array_free(page->items, TRUE);
	}
	g_ptr_array_free(pages->pages, TRUE);
	g_array_free(pages->anchors, TRUE);
	g_hash_table_destroy(pages->by_node);
	arena_destroy(pages->arena);
	g_free(pages);
}

struct page *
pages_add(struct pages *pages, const struct page_master *master)
{
	struct page *page = arena_new(pages->arena, struct page);

	page->width = master->width;
	page->height = master->height;
	page->master = master;
	page->label = "";
	page->items = g_array_sized_new(FALSE, FALSE, sizeof(struct item), 64);
	g_ptr_array_add(pages->pages, page);
	return page;
}

const struct origin *
piece_origin(const struct text_item *text, int number)
{
	return text->origins && number < text->count ? text->origins[number] : NULL;
}

void
page_seal(struct page *page)
{
	GArray *items = page->items;

	if (items == &page->sealed)
		return;
	page->sealed.len = items->len;
	page->sealed.data = g_memdup2(items->data, items->len * sizeof(struct item));
	page->items = &page->sealed;
	g_array_free(items, TRUE);
}

void
page_open(struct page *page)
{
	if (page->items != &page->sealed)
		return;
	page->items = g_array_sized_new(FALSE, FALSE, sizeof(struct item), page->sealed.len + 8);
	if (page->sealed.len)
		g_array_append_vals(page->items, page->sealed.data, page->sealed.len);
	g_free(page->sealed.data);
	page->sealed.data = NULL;
}

struct page *
pages_page(const struct pages *pages, int number)
{
	return g_ptr_array_index(pages->pages, (guint)number);
}

void
pages_anchor_add(struct pages *pages, const struct node *node, int page, double x, double y)
{
	struct anchor anchor = { node, page, x, y };

	g_hash_table_insert(pages->by_node, (gpointer)node, GUINT_TO_POINTER(pages->anchors->len + 1));
	g_array_append_val(pages->anchors, anchor);
}

void
pages_anchors_rewind(struct pages *pages, unsigned mark)
{
	for (guint i = mark; i < pages->anchors->len; i++)
		g_hash_table_remove(pages->by_node, g_array_index(pages->anchors, struct anchor, i).node);
	g_array_set_size(pages->anchors, mark);
}

const struct anchor *
pages_anchor(const struct pages *pages, const struct node *node)
{
	guint at = 0;

	for (; node && !at; node = node->first)
		at = GPOINTER_TO_UINT(g_hash_table_lookup(pages->by_node, node));
	return at ? &g_array_index(pages->anchors, struct anchor, at - 1) : NULL;
}

struct item *
page_add(struct page *page, enum item_kind kind, enum item_role role, const struct node *source)
{
	struct item *item;

	g_assert(page->items != &page->sealed);
	g_array_set_size(page->items, page->items->len + 1);
	item = &g_array_index(page->items, struct item, page->items->len - 1);
	memset(item, 0, sizeof *item);
	item->kind = kind;
	item->role = role;
	item->source = source;
	return item;
}

void
page_rewind(struct page *page, unsigned mark)
{
	g_array_set_size(page->items, mark);
}

void
page_shift(struct page *page, unsigned from, unsigned end, double down)
{
	for (unsigned i = from; i < end; i++) {
		struct item *item = &g_array_index(page->items, struct item, i);
		double *points = (double *)item->as.path.points;

		switch (item->kind) {
		case ITEM_TEXT:
			item->as.text.y += down;
			break;
		case ITEM_PATH:
			for (int j = 1; j < item->as.path.point_count; j += 2)
				points[j] += down;
			break;
		case ITEM_LINK:
			item->as.link.y += down;
			break;
		case ITEM_IMAGE:
			item->as.image.y += down;
			break;
		}
	}
}

static bool
in_bounds(const double *numbers, int count)
{
	for (int i = 0; i < count; i++)
		if (!isfinite(numbers[i]) || fabs(numbers[i]) > LARGEST)
			return false;
	return true;
}

static const double *
numbers_keep(struct pages *pages, const double *numbers, int count)
{
	return memcpy(arena_new_array(pages->arena, double, count), numbers,
		(size_t)count * sizeof *numbers);
}

/* The operators are not copied. */
static bool
path_add(struct pages *pages, struct page *page, enum item_role role, const struct node *source,
	const struct path_item *path)
{
	const double *points, *dash;
	struct path_item *copy;

	if (!in_bounds(path->points, path->point_count) || !in_bounds(&(double){ path->width }, 1))
		return false;
	points = numbers_keep(pages, path->points, path->point_count);
	dash = path->dash_count ? numbers_keep(pages, path->dash, path->dash_count) : NULL;
	copy = &page_add(page, ITEM_PATH, role, source)->as.path;
	*copy = *path;
	copy->points = points;
	copy->dash = dash;
	return true;
}

bool
page_path(struct pages *pages, struct page *page, enum item_role role, const struct node *source,
	const struct path_item *path)
{
	struct path_item own = *path;
	unsigned char *ops = arena_alloc(pages->arena, (size_t)path->op_count);

	memcpy(ops, path->ops, (size_t)path->op_count);
	own.ops = ops;
	return path_add(pages, page, role, source, &own);
}

bool
page_rect(struct pages *pages, struct page *page, enum item_role role, const struct node *source,
	double x, double y, double width, double height, struct colour fill)
{
	static const unsigned char ops[] = { PATH_MOVE, PATH_LINE, PATH_LINE, PATH_LINE, PATH_CLOSE };
	const double points[] = { x, y, x + width, y, x + width, y + height, x, y + height };
	const struct path_item path = { .ops = ops, .points = points, .op_count = 5,
		.point_count = 8, .fill = fill };

	return !fill.set || path_add(pages, page, role, source, &path);
}

bool
page_rule(struct pages *pages, struct page *page, enum item_role role, const struct node *source,
	double x1, double y1, double x2, double y2, double width, struct colour stroke)
{
	static const unsigned char ops[] = { PATH_MOVE, PATH_LINE };
	const double points[] = { x1, y1, x2, y2 };
	const struct path_item path = { .ops = ops, .points = points, .op_count = 2,
		.point_count = 4, .stroke = stroke, .width = (float)width };

	return !stroke.set || width <= 0 || path_add(pages, page, role, source, &path);
}

/* Calls back for each word and the space after it. Gives the width. */
static double
words_each(struct fonts *fonts, const struct look *look, const char *text,
	void (*each)(void *data, const struct shaped *shaped, double x), void *data)
{
	const struct face *face = fonts_face(fonts, look);
	double x = 0;

	while (*text) {
		size_t bytes = strcspn(text, " ");
		const struct shaped *shaped = bytes
			? fonts_shape(fonts, face, text_language(NULL), text, bytes) : face->space;

		if (each)
			each(data, shaped, x);
		x += shaped->width;
		text += MAX(bytes, 1);
	}
	return x;
}

double
text_width(struct fonts *fonts, const struct look *look, const char *text)
{
	return words_each(fonts, look, text, NULL, NULL);
}

static void
piece_append(void *data, const struct shaped *shaped, double x)
{
	struct text_item *item = data;

	item->pieces[item->count++] = (struct piece){ shaped, x };
}

static int
pieces_most(const char *text)
{
	int most = 1;

	for (; *text; text++)
		most += *text == ' ' ? 2 : 0;
	return most;
}

/* Where not all of the text runs from left to right, its words stand in their visual order. */
static void
pieces_order(struct text_item *item, const char *text)
{
	size_t bytes = strlen(text), at = 0;
	unsigned char *levels = g_malloc(bytes + 1), *own = g_new(unsigned char, item->count + 1);
	struct piece *logical = g_memdup2(item->pieces, (gsize)item->count * sizeof *logical);
	int *order = g_new(int, item->count + 1);
	double x = 0;
	bool rtl;

	text_levels(text, bytes, text_language(NULL), &rtl, levels);
	for (int i = 0; i < item->count; i++) {
		own[i] = levels[at];
		at += MAX(strcspn(text + at, " "), 1);
	}
	text_order(own, item->count, order);
	for (int i = 0; i < item->count; i++) {
		item->pieces[i] = (struct piece){ logical[order[i]].shaped, x };
		x += item->pieces[i].shaped->width;
	}
	g_free(order);
	g_free(logical);
	g_free(own);
	g_free(levels);
}

double
page_text(struct pages *pages, struct page *page, struct fonts *fonts, enum item_role role,
	const struct node *source, const struct look *look, double x, double y, enum align align,
	const char *text)
{
	char *raised = look->upper ? g_utf8_strup(text, -1) : NULL;
	struct text_item item = { .y = y, .look = look, .ink = look->ink };

	if (raised)
		text = raised;
	item.pieces = arena_new_array(pages->arena, struct piece, pieces_most(text));
	item.width = words_each(fonts, look, text, piece_append, &item);
	if (text_is_complex(text, strlen(text)))
		pieces_order(&item, text);
	item.x = align == ALIGN_RIGHT ? x - item.width : align == ALIGN_CENTRE ? x - item.width / 2 : x;
	if (item.count && in_bounds(&item.x, 1) && in_bounds(&item.y, 1))
		page_add(page, ITEM_TEXT, role, source)->as.text = item;
	g_free(raised);
	return item.width;
}
