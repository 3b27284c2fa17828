/* What every part of layout asks for: what to take back, where something stands, how much room is left. */
#include "layout/lay.h"

#include <glib.h>

#include "base/arena.h"

/* Of a page's height, that a keep may leave empty. */
static const double most_blank = 0.3;

struct mark
lay_mark(const struct layout *lo)
{
	return (struct mark){ lo->page->items->len, lo->pages->anchors->len, lo->pending->len,
		lo->notes->len, lo->broken->len, lo->remarks->len, lo->note_height, lo->lowest };
}

void
lay_rewind(struct layout *lo, struct mark mark)
{
	page_rewind(lo->page, mark.items);
	pages_anchors_rewind(lo->pages, mark.anchors);
	g_array_set_size(lo->pending, mark.pending);
	g_array_set_size(lo->notes, mark.notes);
	g_array_set_size(lo->broken, mark.broken);
	g_array_set_size(lo->remarks, mark.remarks);
	lo->note_height = mark.note_height;
	lo->lowest = mark.lowest;
}

void
lay_shift(struct layout *lo, struct span span, double down)
{
	page_shift(lo->page, span.from.items, span.end.items, down);
	for (unsigned i = span.from.anchors; i < span.end.anchors; i++)
		g_array_index(lo->pages->anchors, struct anchor, i).y += down;
}

struct place
lay_place(const struct node *node)
{
	while (node && !node->line)
		node = node->parent;
	return (struct place){ .file = node ? node->file : NULL, .line = node ? node->line : 0 };
}

double
lay_bottom(const struct layout *lo, const struct room *room)
{
	double bottom = room->bottom - lo->note_height;

	return room->cut > 0 ? MIN(bottom, room->cut) : bottom;
}

double
lay_page_part(const struct layout *lo, double part)
{
	const struct page_master *master = lo->page->master;

	return (master->height - master->top - master->bottom) * part;
}

bool
lay_wastes(const struct layout *lo, const struct room *room, double y)
{
	return lay_bottom(lo, room) - y > lay_page_part(lo, most_blank) + SLACK;
}

void
lay_broken(struct layout *lo, const struct node *node, enum keep keep)
{
	struct broken broken = { node, keep };

	if (lo->role == ROLE_CONTENT)
		g_array_append_val(lo->broken, broken);
}

const char *
label_of(const struct pages *pages, const struct node *node)
{
	const struct anchor *anchor = node ? pages_anchor(pages, node) : NULL;

	return anchor ? pages_page(pages, anchor->page)->label : NULL;
}

char *
roman(int number)
{
	static const struct {
		int value;
		const char *figure;
	} figures[] = {
		{ 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" },
		{ 50, "l" }, { 40, "xl" }, { 10, "x" }, { 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" },
	};
	GString *out = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(figures) && number < 4000; i++)
		for (; number >= figures[i].value; number -= figures[i].value)
			g_string_append(out, figures[i].figure);
	return g_string_free(out, FALSE);
}

void
origin_give(struct page *page, unsigned from, const struct origin *origin)
{
	for (unsigned i = from; origin && i < page->items->len; i++)
		g_array_index(page->items, struct item, i).origin = origin;
}

const struct origin *
lay_origin(struct layout *lo, const struct node *node)
{
	struct place place = lay_place(node);
	struct origin *origin;

	if (!lo->report->head.origin || !place.line)
		return lo->report->head.origin;
	origin = arena_new(lo->pages->arena, struct origin);
	*origin = (struct origin){ place.file, place.line, NULL };
	return origin;
}
