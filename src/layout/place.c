/* Lines of text on pages: alignment, labels, links, widows and orphans. */
#include <glib.h>
#include <math.h>

#include "base/arena.h"
#include "chart/mark.h"
#include "layout/lay.h"

/* A place in a line while its tokens are set. */
struct setter {
	struct layout *lo;
	const struct block *block;
	double x, y;      /* y: of the baseline */
	double stretch;   /* added to each space */
	bool repeated;    /* artifacts: no links, no notes */
};

static void
link_add(struct setter *setter, const struct cast *cast, const struct node *source, double x,
	double width)
{
	const struct node *link = cast->link;
	struct link_item *item;

	if (!link || setter->repeated)
		return;
	if (!link->as.link.uri && !link->as.link.target)
		return;
	item = &page_add(setter->lo->page, ITEM_LINK, setter->lo->role, source)->as.link;
	item->x = x;
	item->y = setter->y - cast->face->ascent;
	item->width = width;
	item->height = cast->face->ascent + cast->face->descent;
	item->uri = link->as.link.uri;
	item->target = link->as.link.target;
}

/* A forced end of a line divides words as a space does. */
static bool
spaced(const struct token *token)
{
	return token->space > 0 || token->flags & TOKEN_FORCED;
}

/* Decoration: the words say it. */
static void
shape_set(struct setter *setter, const struct token *token)
{
	struct layout *lo = setter->lo;
	const struct look *look = token->cast->look;
	struct canvas canvas = canvas_make(lo->pages, lo->page, lo->fonts, lo->style, token->source,
		lo->diags);
	double size = look->size * SHAPE_SIZE,
		x = token->level % 2 ? setter->x + token->width - size : setter->x;

	canvas.role = lo->role == ROLE_CONTENT ? ROLE_LAYOUT : lo->role;
	mark_put(&canvas, token->source->as.span.mark, x + size / 2,
		setter->y - look->rise - size / 2, size);
	canvas_finish(&canvas);
}

/* The tokens from `from` that look alike and come from one node make one item; gives the next. The
 * space at a line's end is drawn too (nobody sees it), so that words do not run together in a
 * copy. */
static int
item_set(struct setter *setter, const struct token *tokens, int from, int end)
{
	struct layout *lo = setter->lo;
	const struct token *token = &tokens[from];
	struct text_item text = { .x = setter->x, .look = token->cast->look,
		.ink = token->cast->look->ink };
	double x = 0;
	bool exact = false;
	int at = from;

	if (token->flags & TOKEN_SHAPE) {
		shape_set(setter, token);
		setter->x += token->width;
		return from + 1;
	}
	text.y = setter->y - token->cast->look->rise;
	for (; at < end && tokens[at].cast == token->cast && tokens[at].source == token->source; at++)
		exact |= tokens[at].origin != NULL;
	text.count = at - from;
	text.pieces = arena_new_array(lo->arena, struct piece, text.count);
	if (exact)
		text.origins = arena_new_array(lo->arena, const struct origin *, text.count);
	for (int i = 0; i < text.count; i++) {
		const struct token *one = &tokens[from + i];

		if (exact)
			text.origins[i] = one->origin;
		text.pieces[i] = (struct piece){ spaced(one) ?
			fonts_spaced(lo->fonts, one->cast->face, one->shaped) : one->shaped, x };
		x += one->width;
		text.width = x;
		if (one->space > 0)
			x += one->space + setter->stretch;
	}
	if (text.count && text.width <= 0) /* the mark of a comment: a place to click on after all */
		text.width = token->shaped->width;
	page_add(lo->page, ITEM_TEXT, lo->role, token->source)->as.text = text;
	link_add(setter, token->cast, token->source, setter->x, text.width);
	setter->x += x;
	return at;
}

/* In both directions: each token by itself at its visual place, in the order of reading. */
static void
mixed_set(struct setter *setter, const struct text *text, const struct line *line)
{
	double *x = g_new0(double, line->count + 1), left = setter->x;

	bidi_places(text, line, setter->stretch, x);
	for (int i = 0; i < line->count; i++) {
		setter->x = left + x[i];
		item_set(setter, text->tokens, line->first + i, line->first + i + 1);
	}
	g_free(x);
}

static void
tokens_set(struct setter *setter, const struct text *text, const struct line *line)
{
	int end = line->first + line->count;

	if (text->mixed)
		mixed_set(setter, text, line);
	for (int at = line->first; at < end && !text->mixed;)
		at = item_set(setter, text->tokens, at, end);
}

/* Left is where the text begins, right where it ends. Decimal alignment is the table's business: it gives
 * the text its left edge. */
static double
line_x(const struct block *block, const struct line *line, double x, double width)
{
	enum align align = block->align;

	if (block->as.text.rtl)
		align = align == ALIGN_LEFT || (align == ALIGN_JUSTIFY && line->last) ? ALIGN_RIGHT
			: align == ALIGN_RIGHT ? ALIGN_LEFT : align;
	switch (align) {
	case ALIGN_RIGHT:
		return x + width - line->width;
	case ALIGN_CENTRE:
		return x + (width - line->width) / 2;
	default:
		return x;
	}
}

static double
line_stretch(const struct block *block, const struct text *text, const struct line *line,
	double width)
{
	int spaces = 0;

	if (block->align != ALIGN_JUSTIFY || line->last)
		return 0;
	for (int i = line->first; i < line->first + line->count - 1; i++)
		spaces += text->tokens[i].space > 0;
	return spaces ? MAX(0, width - line->width) / spaces : 0;
}

/* Before the text: left of it, or right of text that runs from right to left. */
static double
label_x(const struct block *block, double x, double width)
{
	return block->as.text.rtl ? x + width + block->label_room - block->label->width
		: x - block->label_room;
}

void
label_set(struct layout *lo, const struct block *block, double x, double y)
{
	struct item *item;
	struct piece *piece = arena_new(lo->arena, struct piece);

	piece->shaped = fonts_spaced(lo->fonts, fonts_face(lo->fonts, block->label_look), block->label);
	item = page_add(lo->page, ITEM_TEXT, lo->role == ROLE_CONTENT ? ROLE_LABEL : lo->role,
		block->label_source);
	item->as.text = (struct text_item){ .x = x, .y = y,
		.width = block->label->width, .look = block->label_look,
		.ink = block->label_look->ink, .pieces = piece, .count = 1 };
}

/* A contents entry: leader dots and the number of the page, which comes later. */
static void
entry_end_set(struct layout *lo, const struct block *block, double x, double y, double right)
{
	const struct look *look = style_over(lo->style, block->look, "leader");
	const struct shaped *dot = fonts_shape(lo->fonts, fonts_face(lo->fonts, look),
		text_language(NULL), ".", 1);
	double step = dot->width + 2.5, room = text_width(lo->fonts, block->look, "000") + 4;
	struct pending pending = { lo->page, 0, block->node->as.entry.target, block->look, right };
	struct text_item leader = { .y = y, .look = look, .ink = look->ink };
	int count = (int)floor((right - room - x - 6) / step);

	if (count > 1) {
		leader.pieces = arena_new_array(lo->arena, struct piece, count);
		leader.x = right - room - count * step;
		for (; leader.count < count; leader.count++)
			leader.pieces[leader.count] = (struct piece){ dot, leader.count * step };
		leader.width = count * step;
		page_add(lo->page, ITEM_TEXT, ROLE_LAYOUT, block->node)->as.text = leader;
	}
	pending.item = lo->page->items->len;
	page_add(lo->page, ITEM_TEXT, lo->role, block->node)->as.text =
		(struct text_item){ .x = right, .y = y, .look = block->look, .ink = block->look->ink };
	g_array_append_val(lo->pending, pending);
}

static void
entry_link_set(struct layout *lo, const struct block *block, double x, double y, double right)
{
	struct link_item *item = &page_add(lo->page, ITEM_LINK, lo->role, block->node)->as.link;

	item->x = x;
	item->y = y;
	item->width = right - x;
	item->height = block->look->leading;
	item->target = block->node->as.entry.target;
}

static void
line_set(struct layout *lo, const struct block *block, int number, double x, double y, double width)
{
	const struct text *text = &block->as.text;
	const struct line *line = &text->lines[number];
	const struct face *face = fonts_face(lo->fonts, block->look);
	double baseline = y + (block->look->leading - face->ascent - face->descent) / 2 + face->ascent;
	struct setter setter = { .lo = lo, .block = block, .y = baseline,
		.x = line_x(block, line, x, width),
		.stretch = line_stretch(block, text, line, width),
		.repeated = lo->role != ROLE_CONTENT };

	if (number == 0 && block->label)
		label_set(lo, block, label_x(block, x, width), baseline);
	tokens_set(&setter, text, line);
	if (block->node->kind == NODE_ENTRY) {
		entry_link_set(lo, block, x - block->left, y, x + width + block->right);
		if (number == text->line_count - 1)
			entry_end_set(lo, block, setter.x, baseline, x + width + block->right);
	}
}

/* Claims the foot of the page for the notes of a line that ends at `y`; false, and nothing claimed,
 * when line and notes do not fit together. A line that must stand here has its notes split, and one that
 * would leave too much blank. */
static bool
line_notes_claim(struct layout *lo, const struct text *text, const struct line *line, double y,
	const struct room *room)
{
	struct mark mark = lay_mark(lo);
	bool ok = true, split = room->force >= FORCE_OPEN || lay_wastes(lo, room, y);

	if (!text->has_notes || lo->role != ROLE_CONTENT)
		return true;
	for (int i = line->first; ok && i < line->first + line->count; i++)
		if (text->tokens[i].flags & TOKEN_NOTE && text->tokens[i].source->as.note.comment)
			remark_add(lo, text->tokens[i].source, y);
		else if (text->tokens[i].flags & TOKEN_NOTE)
			ok = note_claim(lo, text->tokens[i].source, room, y, split);
	if (!ok)
		lay_rewind(lo, mark);
	return ok;
}

/* How many lines from `from` may stand here, so that neither too few stay nor too few go on. */
static int
lines_allowed(const struct block *block, int from, int fitting, enum force force)
{
	int count = block->as.text.line_count, left = count - from, allowed = fitting,
		orphans = from == 0 ? MIN(MAX(1, block->look->orphans), count) : 1;

	if (fitting >= left)
		return left;
	if (left - allowed < MAX(1, block->look->widows))
		allowed = left - MAX(1, block->look->widows);
	if (allowed >= orphans)
		return allowed;
	if (force == FORCE_PLACE)
		return MAX(1, fitting);
	return force == FORCE_SPLIT ? fitting : 0;
}

struct fill
text_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	const struct text *text = &block->as.text;
	double leading = block->look->leading,
		x = room.x + (text->rtl ? block->right : block->left), width = room.width - block->left - block->right;
	struct fill fill = { FIT_ALL, room.y, { 0 } };
	int fitting, allowed, at = from.at;

	fitting = (int)floor((lay_bottom(lo, &room) - room.y + SLACK) / leading);
	allowed = lines_allowed(block, at, MAX(fitting, 0), room.force);
	if (allowed == 0 && text->line_count > 0) {
		fill.fit = FIT_NONE;
		return fill;
	}
	for (int end = at + allowed; at < end; at++) {
		struct mark mark = lay_mark(lo);

		if (!line_notes_claim(lo, text, &text->lines[at], fill.y + leading, &room))
			break;
		if (lo->role == ROLE_CONTENT && fill.y + leading > lay_bottom(lo, &room) + SLACK &&
			!(room.force == FORCE_PLACE && at == from.at)) {
			lay_rewind(lo, mark);
			break;
		}
		line_set(lo, block, at, x, fill.y, width);
		fill.y += leading;
		room.force = FORCE_NONE;
	}
	if (text->line_count == 0 && block->label) {
		label_set(lo, block, label_x(block, x, width), fill.y + leading * 0.75);
		fill.y += leading;
	}
	if (at < text->line_count && at > from.at && (text->line_count - at < block->look->widows ||
		(from.at == 0 && at < MIN(block->look->orphans, text->line_count))))
		lay_broken(lo, block->node, KEEP_LINES);
	if (at < text->line_count) {
		fill.fit = at == from.at ? FIT_NONE : FIT_SOME;
		fill.rest = (struct cursor){ .at = at, .begun = true };
	}
	return fill;
}
