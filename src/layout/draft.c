/* What only drafts have: authors' comments in the margin, and the numbers of lines. */
#include <glib.h>
#include <string.h>

#include "layout/lay.h"

#define ENDLESS 100000.0
/* ---- comments ---- */

static const double least_width = 40; /* of a comment, even where the margin has less */

/* The room of comments beside the text of a page. */
static struct room
margin_room(const struct layout *lo)
{
	const struct look *look = style_look(lo->style, "comment");
	const struct page_master *master = lo->page->master;
	double width = MAX(master->right - look->pad_x * 2, least_width);

	return (struct room){ MIN(master->width - master->right + look->pad_x, master->width - width),
		master->top, width, master->height - master->bottom, FORCE_PLACE, 0 };
}

static double
bar_width(const struct layout *lo)
{
	const struct look *look = style_look(lo->style, "comment");

	return look->rule_left > 0 ? look->rule_left + look->pad_y : 0;
}

void
remark_add(struct layout *lo, const struct node *comment, double y)
{
	struct room room = margin_room(lo);
	struct remark remark = { .y = y - style_look(lo->style, "comment")->leading };

	remark.flow = note_flow(lo, comment, room.width - bar_width(lo));
	g_array_append_val(lo->remarks, remark);
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
	const struct remark *left = a, *right = b;

	return left->y < right->y ? -1 : left->y > right->y;
}

/* Each beside its line, or below the one above it; then up again from the foot of the page. */
static void
remarks_spread(GArray *remarks, const struct room *room, double gap)
{
	double y = room->y;

	for (guint i = 0; i < remarks->len; i++) {
		struct remark *remark = &g_array_index(remarks, struct remark, i);

		remark->y = MAX(remark->y, y);
		y = remark->y + remark->height + gap;
	}
	y = room->bottom;
	for (guint i = remarks->len; i > 0; i--) {
		struct remark *remark = &g_array_index(remarks, struct remark, i - 1);

		remark->y = MAX(room->y, MIN(remark->y, y - remark->height));
		y = remark->y - gap;
	}
}

/* Below what stands in the margin already; false when some of it is left for the next page. */
static bool
remark_place(struct layout *lo, struct remark *remark, const struct room *margin, double *y)
{
	const struct look *look = style_look(lo->style, "comment");
	struct room room = *margin;
	struct fill fill;

	room.y = MAX(remark->y, *y);
	room.force = room.y <= margin->y + SLACK ? FORCE_PLACE : FORCE_SPLIT;
	room.x += bar_width(lo);
	room.width -= bar_width(lo);
	if (remark->flow->width != room.width)
		flow_set(lo, remark->flow, room.width);
	fill = flow_fill(lo, remark->flow, remark->from, room);
	if (fill.fit != FIT_NONE) {
		guint from = lo->page->items->len;

		page_rule(lo->pages, lo->page, ROLE_LAYOUT, NULL, margin->x + look->rule_left / 2, room.y,
			margin->x + look->rule_left / 2, fill.y, look->rule_left, look->rule);
		origin_give(lo->page, from, lo->report->head.origin);
		*y = fill.y + look->after;
		remark->from = fill.rest;
	}
	return fill.fit == FIT_ALL;
}

/* Measures as many as the margin may have room for; those after them go on to the next page. */
static void
remarks_measure(struct layout *lo, GArray *remarks, const struct room *margin, GArray *rest)
{
	double room = margin->bottom - margin->y, width = margin->width - bar_width(lo);
	guint count = 0;

	for (; count < remarks->len && room > 0; count++) {
		struct remark *remark = &g_array_index(remarks, struct remark, count);

		remark->height = flow_height(lo, remark->flow, remark->from, width, ENDLESS);
		room -= remark->height;
	}
	if (count < remarks->len)
		g_array_append_vals(rest, &g_array_index(remarks, struct remark, count),
			remarks->len - count);
	g_array_set_size(remarks, count);
}

void
remarks_place(struct layout *lo)
{
	const struct room margin = margin_room(lo);
	GArray *remarks = lo->remarks, *rest, *after;
	double y = margin.y;

	if (!remarks->len)
		return;
	rest = g_array_new(FALSE, FALSE, sizeof(struct remark));
	after = g_array_new(FALSE, FALSE, sizeof(struct remark));
	g_array_sort(remarks, by_place);
	remarks_measure(lo, remarks, &margin, after);
	remarks_spread(remarks, &margin, style_look(lo->style, "comment")->after);
	for (guint i = 0; i < remarks->len; i++) {
		struct remark remark = g_array_index(remarks, struct remark, i);

		if (rest->len || !remark_place(lo, &remark, &margin, &y))
			g_array_append_val(rest, remark);
	}
	g_array_append_vals(rest, after->data, after->len);
	for (guint i = 0; i < rest->len; i++) /* at the head of the next page */
		g_array_index(rest, struct remark, i).y = 0;
	g_array_free(after, TRUE);
	g_array_free(remarks, TRUE);
	lo->remarks = rest;
}

/* ---- numbers of lines ---- */

struct baseline {
	double y, near; /* near: what stands closer than that is on the same line */
	const struct node *block;
};

/* The paragraph or heading that a text belongs to; NULL for what is not counted. */
static const struct node *
block_of(const struct node *node)
{
	const struct node *block = NULL;

	for (; node; node = node->parent) {
		if (node->kind == NODE_CHART || node->kind == NODE_ENTRY ||
			(node->kind == NODE_NOTE && node->as.note.comment))
			return NULL;
		if (!block && (node->kind == NODE_PARA || node->kind == NODE_HEADING))
			block = node;
	}
	return block;
}

static gint
by_height(gconstpointer a, gconstpointer b)
{
	const struct baseline *left = a, *right = b;

	return left->y < right->y ? -1 : left->y > right->y;
}

/* The baselines of the page's text from top to bottom. Yours. */
static GArray *
baselines_gather(const struct page *page)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct baseline));

	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);
		struct baseline one = { 0 };

		if (item->kind != ITEM_TEXT || item->role != ROLE_CONTENT)
			continue;
		one.y = item->as.text.y + item->as.text.look->rise;
		one.near = item->as.text.look->leading / 2;
		if (item->source && (one.block = block_of(item->source)))
			g_array_append_val(all, one);
	}
	g_array_sort(all, by_height);
	return all;
}

static void
number_put(struct layout *lo, struct page *page, const char *name, double y, int number)
{
	const struct look *look = style_look(lo->style, name);
	char text[16];

	g_snprintf(text, sizeof text, "%d", number);
	page_text(lo->pages, page, lo->fonts, ROLE_LAYOUT, NULL, look, page->master->left - look->pad_x,
		y, ALIGN_RIGHT, text);
}

/* Lines of cells beside each other count once where less than half a line is between them. A number stands where a
 * paragraph begins, and at every fifth line. */
void
lines_number(struct layout *lo, struct page *page)
{
	GHashTable *seen = g_hash_table_new(NULL, NULL);
	GArray *all;
	int number = 0;

	if (strcmp(page->master->name, "cover") == 0) {
		g_hash_table_destroy(seen);
		return;
	}
	all = baselines_gather(page);
	for (guint i = 0, end, from; i < all->len; i = end) {
		const struct baseline *first = &g_array_index(all, struct baseline, i), *at;
		const struct node *opened = NULL;

		for (end = i; end < all->len; end++) {
			at = &g_array_index(all, struct baseline, end);
			if (at->y - first->y >= first->near)
				break;
			if (g_hash_table_add(seen, (gpointer)at->block) && !opened)
				opened = at->block;
		}
		from = page->items->len;
		number++;
		if (opened || number % 5 == 0)
			number_put(lo, page, "line-number", first->y, number);
		if (opened && lo->report->head.record_lines && lay_place(opened).line)
			number_put(lo, page, "record-line", first->y, lay_place(opened).line);
		origin_give(page, from, lay_origin(lo, first->block));
	}
	g_array_free(all, TRUE);
	g_hash_table_destroy(seen);
}
