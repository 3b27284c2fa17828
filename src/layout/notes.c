/* Footnotes: claimed by the line that holds their mark, placed at the foot when the page is full. */
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

/* Above the first note: the room that holds the separating rule. */
static double
separator_height(const struct layout *lo)
{
	return style_look(lo->style, "note")->before;
}

/* Made once a note and width, for a line may be tried more than once. */
static struct flow *
note_flow(struct layout *lo, const struct node *note, double width)
{
	struct flow *flow = g_hash_table_lookup(lo->note_flows, note);
	const struct look *look = style_look(lo->style, "note");

	if (!flow) {
		flow = arena_new(lo->arena, struct flow);
		flow_make(lo, flow, note, look, false);
		for (int i = 0; i < flow->count; i++)
			flow->blocks[i].left += look->hang;
		if (flow->count) {
			struct block *first = &flow->blocks[0];

			first->label_look = style_over(lo->style, look, "note-mark");
			first->label = fonts_shape(lo->fonts, fonts_face(lo->fonts, first->label_look),
				text_language(NULL), note->as.note.label, strlen(note->as.note.label));
			first->label_source = note;
			first->label_room = look->hang;
		}
		g_hash_table_insert(lo->note_flows, (gpointer)note, flow);
	}
	if (flow->width != width)
		flow_set(lo, flow, width);
	return flow;
}

double
note_claim(struct layout *lo, const struct node *note, double width)
{
	struct note claimed = { .node = note };

	width = lo->page->width - lo->page->master->left - lo->page->master->right;
	claimed.flow = note_flow(lo, note, width);
	claimed.height = flow_text_height(claimed.flow) + style_look(lo->style, "note")->after;
	if (!lo->notes->len)
		lo->note_height += separator_height(lo);
	lo->note_height += claimed.height;
	g_array_append_val(lo->notes, claimed);
	return lo->note_height;
}

void
notes_place(struct layout *lo, double x, double width, double bottom)
{
	const struct look *look = style_look(lo->style, "note");
	double y = bottom - lo->note_height + separator_height(lo);

	if (lo->notes->len)
		page_rule(lo->pages, lo->page, ROLE_LAYOUT, NULL, x, y - look->leading / 2, x + width / 4,
			y - look->leading / 2, 0.5, look->ink);
	lo->note_height = 0; /* the foot is theirs now */
	for (guint i = 0; i < lo->notes->len; i++) {
		struct note *note = &g_array_index(lo->notes, struct note, i);
		struct room room = { x, y, width, bottom + 1, true };

		flow_fill(lo, note->flow, (struct cursor){ 0 }, room);
		y += note->height;
	}
	g_array_set_size(lo->notes, 0);
}
