/* Text in columns: one column after another, balanced where it ends. Notes stand at the foot of the
 * page, below all columns. */
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

/* How near to the best the balanced height comes, points; how often a page is tried again for notes. */
static const double step = 0.5;
enum { MOST_TRIES = 8 };

double
columns_width(const struct block *block, double width)
{
	const struct columns *columns = &block->as.columns;

	return (width - (columns->count - 1) * columns->gap) / columns->count;
}

/* ---- which blocks stand in columns ---- */

/* How many columns a node asks for, by itself or by its look; 1: none. The room between them. */
static int
columns_of(const struct layout *lo, const struct node *node, double *gap)
{
	const struct look *look;
	int count;

	if (node->kind != NODE_SECTION && node->kind != NODE_BOX && node->kind != NODE_LIST)
		return 1;
	count = node->kind == NODE_LIST ? node->as.list.columns : node->as.part.columns;
	if (!count && !node->style)
		return 1;
	look = style_look(lo->style, node->style && style_knows(lo->style, node->style) ? node->style
		: "columns");
	*gap = look->gap > 0 ? look->gap : look->size * 1.5;
	return count ? count : MAX(look->columns, 1);
}

/* The heading of the section itself, and what the style lets reach over all columns. */
static bool
spans(const struct block *block, const struct node *parent)
{
	return block->kind == BLOCK_NEW_PAGE || block->look->span ||
		(block->node->kind == NODE_HEADING && block->node == parent->first);
}

/* Numbers that hang left of their text must not hang into the column before. */
static double
gap_for(const struct block *blocks, int number, double gap)
{
	for (int i = 0; i < number; i++)
		if (blocks[i].label && blocks[i].label_room > blocks[i].left)
			gap = MAX(gap, blocks[i].label_room - blocks[i].left + blocks[i].look->size / 2);
	return gap;
}

static struct block
columns_block(struct layout *lo, const struct node *node, const struct block *blocks, int number,
	int count, double gap)
{
	struct flow *inner = arena_new(lo->work, struct flow);

	inner->blocks = arena_new_array(lo->work, struct block, number);
	inner->count = number;
	memcpy(inner->blocks, blocks, (size_t)number * sizeof *blocks);
	return (struct block){ .kind = BLOCK_COLUMNS, .node = node, .look = style_look(lo->style, "base"),
		.before = blocks[0].before, .after = blocks[number - 1].after,
		.as.columns = { inner, count, gap_for(blocks, number, gap) } };
}

void
columns_wrap(struct layout *lo, GArray *blocks, unsigned from, const struct node *parent)
{
	double gap = 0;
	int count = columns_of(lo, parent, &gap), number = (int)(blocks->len - from), end;
	struct block *made;

	if (count < 2 || number == 0)
		return;
	made = g_memdup2(&g_array_index(blocks, struct block, from), (gsize)number * sizeof *made);
	g_array_set_size(blocks, from);
	for (int at = 0; at < number; at = end) {
		struct block block = made[at];

		for (end = at; end < number && !spans(&made[end], parent); end++)
			;
		if (end > at)
			block = columns_block(lo, parent, &made[at], end - at, count, gap);
		else
			end = at + 1;
		g_array_append_val(blocks, block);
	}
	g_free(made);
}

/* ---- columns on pages ---- */

/* The columns one after another, down to `bottom`; below the deepest in fill.y. */
static struct fill
columns_set(struct layout *lo, const struct block *block, struct cursor from, struct room room,
	double bottom)
{
	const struct columns *columns = &block->as.columns;
	double width = columns_width(block, room.width), above = lo->lowest, lowest = above, y = room.y;
	struct fill fill = { FIT_SOME, room.y, from };

	room.cut = room.cut > 0 ? MIN(room.cut, bottom) : bottom;
	for (int i = 0; i < columns->count && fill.fit == FIT_SOME; i++) {
		struct room own = room;

		own.width = width;
		own.x += i * (width + columns->gap);
		own.force = i == 0 || room.force == FORCE_PLACE ? room.force : FORCE_NONE;
		lo->lowest = above; /* a note may stand below a column that is not so deep */
		fill = flow_fill(lo, columns->inner, fill.rest, own);
		if (fill.fit == FIT_NONE && i > 0) {
			fill.fit = FIT_SOME;
			break;
		}
		y = MAX(y, fill.y);
		lowest = MAX(lowest, lo->lowest);
	}
	lo->lowest = lowest;
	fill.y = y;
	return fill;
}

/* As much as the page holds. A column cannot know of the notes of those after it: where they would
 * meet, all columns end higher. */
static struct fill
columns_fit(struct layout *lo, const struct block *block, struct cursor from, const struct room *room)
{
	struct mark mark = lay_mark(lo);
	double bottom = room->bottom;
	struct fill fill;

	for (int i = 0;; i++) {
		fill = columns_set(lo, block, from, *room, bottom);
		if (fill.fit == FIT_NONE || i == MOST_TRIES || fill.y <= lay_bottom(lo, room) + SLACK)
			return fill;
		bottom = lay_bottom(lo, room);
		lay_rewind(lo, mark);
	}
}

/* The least height at which everything still fits, found by halving: what there is above it stands
 * already, and is set anew. */
static struct fill
columns_balance(struct layout *lo, const struct block *block, struct cursor from,
	const struct room *room, struct mark mark, struct fill full)
{
	double low = 0, high = full.y - room->y, best = room->bottom;
	struct room trial = *room;
	bool any = false;

	trial.force = FORCE_NONE;
	while (high - low > step) {
		double middle = (low + high) / 2;
		struct fill fill;

		lay_rewind(lo, mark);
		fill = columns_set(lo, block, from, trial, room->y + middle);
		if (fill.fit != FIT_ALL || fill.y > lay_bottom(lo, room) + SLACK) {
			low = middle;
			continue;
		}
		high = MIN(middle, fill.y - room->y);
		best = room->y + middle;
		any = true;
	}
	lay_rewind(lo, mark);
	if (any)
		return columns_set(lo, block, from, trial, best);
	return columns_fit(lo, block, from, room);
}

struct fill
columns_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	struct cursor start = from.inner ? *from.inner : (struct cursor){ 0 };
	struct mark mark = lay_mark(lo);
	struct fill fill;

	fill = columns_fit(lo, block, start, &room);
	if (fill.fit == FIT_ALL)
		fill = columns_balance(lo, block, start, &room, mark, fill);
	if (fill.fit == FIT_SOME) {
		struct cursor *rest = arena_new(lo->work, struct cursor);

		*rest = fill.rest;
		fill.rest = (struct cursor){ .begun = true, .inner = rest };
	}
	return fill;
}
