/* Footnotes: claimed by the line that holds their mark, placed at the foot when the page is full. A
 * note that the page has no room for goes on at the foot of the next. */
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

#define ENDLESS 100000.0

/* Above the first note: the room that holds the separating rule. */
static double
separator_height(const struct layout *lo)
{
	return style_look(lo->style, "note")->before;
}

static double
gap(const struct layout *lo)
{
	return style_look(lo->style, "note")->after;
}

static void
label_put(struct layout *lo, struct flow *flow, const struct node *note, const struct look *look)
{
	const char *label = note->as.note.label;

	for (int i = 0; i < flow->count; i++) {
		flow->blocks[i].left += look->hang;
		flow->blocks[i].before = 0; /* the look's is for the rule */
	}
	if (flow->count) {
		struct block *first = &flow->blocks[0];

		first->label_look = style_over(lo->style, look,
			note->as.note.comment ? "comment-mark" : "note-mark");
		first->label = fonts_shape(lo->fonts, fonts_face(lo->fonts, first->label_look),
			text_language(NULL), label, strlen(label));
		first->label_source = note;
		first->label_room = look->hang;
	}
}

/* Made once a note, for a line may be tried more than once. */
struct flow *
note_flow(struct layout *lo, const struct node *note, double width)
{
	struct flow *flow = g_hash_table_lookup(lo->note_flows, note);
	const struct look *look = style_look(lo->style, note->as.note.comment ? "comment" : "note");

	if (!flow) {
		flow = arena_new(lo->work, struct flow);
		flow_make(lo, flow, note, look, false);
		label_put(lo, flow, note, look);
		g_hash_table_insert(lo->note_flows, (gpointer)note, flow);
	}
	if (flow->width != width)
		flow_set(lo, flow, width);
	return flow;
}

/* As much as stands in that height, from the cursor on: tried on the page and taken back. */
static struct fill
flow_try(struct layout *lo, const struct flow *flow, struct cursor from, double width, double most)
{
	struct mark mark = lay_mark(lo);
	double claimed = lo->note_height;
	struct room room = { 0, 0, width, most, FORCE_NONE, 0 };
	struct fill fill;

	lo->note_height = 0;
	fill = flow_fill(lo, flow, from, room);
	lo->note_height = claimed;
	lay_rewind(lo, mark);
	return fill;
}

double
flow_height(struct layout *lo, const struct flow *flow, struct cursor from, double width, double most)
{
	struct fill fill = flow_try(lo, flow, from, width, most);

	return fill.fit == FIT_NONE ? 0 : fill.y;
}

/* The rule and the room above it come with the first note that stands here. */
static void
claim(struct layout *lo, struct flow *flow, struct cursor from, struct fill fill)
{
	struct note note = { flow, from, fill.fit == FIT_NONE ? 0 : fill.y, fill.fit == FIT_ALL };

	if (note.height > 0)
		lo->note_height += note.height + gap(lo) +
			(lo->note_height > 0 ? 0 : separator_height(lo));
	g_array_append_val(lo->notes, note);
}

/* A note goes on on the next page: those after it do not come before it. */
static bool
is_full(const struct layout *lo)
{
	return lo->notes->len && !g_array_index(lo->notes, struct note, lo->notes->len - 1).all;
}

static double
body_width(const struct layout *lo)
{
	return lo->page->width - lo->page->master->left - lo->page->master->right;
}

/* For who can end higher what stands beside the mark: the foot that would hold all of the note or, when
 * it is split anyway, as much as can stand below its line. */
static void
want(struct layout *lo, struct flow *flow, double above, double most, bool split)
{
	double width = body_width(lo), height = flow_height(lo, flow, (struct cursor){ 0 }, width, ENDLESS);

	if (height > most + SLACK && !split)
		return;
	lo->note_wanted = MAX(lo->note_wanted, above + MIN(height, most));
}

bool
note_claim(struct layout *lo, const struct node *note, const struct room *room, double y, bool split)
{
	double width = body_width(lo), left,
		above = lo->note_height + gap(lo) + (lo->note_height > 0 ? 0 : separator_height(lo)),
		beside = MAX(0, lo->lowest - y); /* in the cell beside it, lines may stand lower */
	struct flow *flow = note_flow(lo, note, width);
	struct fill fill = { FIT_NONE, 0, { 0 } };

	left = room->bottom - above - y;
	if (left - beside > 0 && !is_full(lo))
		fill = flow_try(lo, flow, (struct cursor){ 0 }, width, left - beside + SLACK);
	if (fill.fit != FIT_ALL && beside > 0 && left > 0 && !is_full(lo))
		want(lo, flow, above, left, split);
	if ((fill.fit != FIT_ALL && !split) ||
		(fill.fit == FIT_NONE && !is_full(lo) && room->force < FORCE_SPLIT))
		return false;
	claim(lo, flow, (struct cursor){ 0 }, fill);
	return true;
}

bool
notes_go_on(const struct layout *lo, struct mark mark)
{
	bool on = false;

	for (guint i = mark.notes; i < lo->notes->len; i++)
		on |= !g_array_index(lo->notes, struct note, i).all;
	return on;
}

/* Leaves the body a third of the page, so that it goes on too. */
void
notes_begin(struct layout *lo, const struct room *room)
{
	double width = body_width(lo), most = (room->bottom - room->y) * 2 / 3;

	for (guint i = 0; i < lo->carried->len; i++) {
		struct note *note = &g_array_index(lo->carried, struct note, i);
		struct fill fill = { FIT_NONE, 0, { 0 } };

		if (most > 0 && !is_full(lo))
			fill = flow_try(lo, note->flow, note->from, width, most);
		claim(lo, note->flow, note->from, fill);
		most -= fill.fit == FIT_NONE ? 0 : fill.y + gap(lo);
	}
	g_array_set_size(lo->carried, 0);
}

void
notes_place(struct layout *lo, const struct room *page)
{
	const struct look *look = style_look(lo->style, "note");
	double y = page->bottom - lo->note_height + separator_height(lo);

	if (lo->note_height > 0) {
		guint from = lo->page->items->len;

		page_rule(lo->pages, lo->page, ROLE_LAYOUT, NULL, page->x, y - look->leading / 2,
			page->x + page->width / 4, y - look->leading / 2, 0.5, look->ink);
		origin_give(lo->page, from, lo->report->head.origin);
	}
	lo->note_height = 0; /* the foot is theirs now */
	for (guint i = 0; i < lo->notes->len; i++) {
		struct note note = g_array_index(lo->notes, struct note, i);
		struct room room = { page->x, y, page->width, y + note.height + SLACK, FORCE_NONE, 0 };
		struct fill fill = { FIT_NONE, y, note.from };

		if (note.height > 0)
			fill = flow_fill(lo, note.flow, note.from, room);
		if (note.height > 0)
			y += note.height + look->after;
		note.from = fill.rest;
		if (fill.fit != FIT_ALL)
			g_array_append_val(lo->carried, note);
	}
	g_array_set_size(lo->notes, 0);
}
