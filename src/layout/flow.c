/* Flows: their blocks get a width, and fill one room after another. */
#include <glib.h>

#include "base/arena.h"
#include "chart/chart.h"
#include "layout/lay.h"

/* ---- widths ---- */

static double
pad_of(const struct block *block)
{
	return block->look->pad_x * 2 + block->look->rule_left + block->look->rule_right;
}

static void
block_set(struct layout *lo, struct block *block, double width)
{
	double room = width - block->left - block->right;

	switch (block->kind) {
	case BLOCK_TEXT:
		text_break(lo, &block->as.text, room);
		break;
	case BLOCK_TABLE:
		grid_set(lo, block->as.grid, room);
		break;
	case BLOCK_BOX:
	case BLOCK_FIGURE:
		flow_set(lo, block->as.inner, room - pad_of(block));
		break;
	case BLOCK_COLUMNS:
		flow_set(lo, block->as.columns.inner, columns_width(block, room));
		break;
	case BLOCK_CHART:
	case BLOCK_IMAGE:
	case BLOCK_NEW_PAGE:
		break;
	}
	block->state = BLOCK_SET;
}

void
flow_set(struct layout *lo, struct flow *flow, double width)
{
	flow->width = width;
	for (int i = 0; i < flow->count; i++)
		block_set(lo, &flow->blocks[i], width);
}

/* Of a flow that was only listed. */
static void
block_ready(struct layout *lo, struct block *block, double width)
{
	struct arena *work = lo->work;

	if (block->state == BLOCK_LISTED)
		block_make(lo, block);
	if (block->state == BLOCK_SET)
		return;
	lo->work = block->own;
	block_set(lo, block, width);
	lo->work = work;
}

static double
flow_width(const struct flow *flow, bool least)
{
	double widest = 0;

	for (int i = 0; i < flow->count; i++) {
		const struct block *block = &flow->blocks[i];
		double width = block->left + block->right;

		if (block->kind == BLOCK_TEXT)
			width += least ? text_least_width(&block->as.text) : text_natural_width(&block->as.text);
		else if (block->kind == BLOCK_IMAGE)
			width += least ? image_least_width(block) : image_natural_width(block);
		else if (block->kind == BLOCK_BOX || block->kind == BLOCK_FIGURE)
			width += pad_of(block) + flow_width(block->as.inner, least);
		else if (block->kind == BLOCK_TABLE)
			width += least ? grid_least_width(block->as.grid) : grid_natural_width(block->as.grid);
		else if (block->kind == BLOCK_CHART)
			width += chart_least_width(block->node) * (least ? 1 : 2);
		else if (block->kind == BLOCK_COLUMNS)
			width += block->as.columns.count * (flow_width(block->as.columns.inner, least) +
				block->as.columns.gap) - block->as.columns.gap;
		widest = MAX(widest, width);
	}
	return widest;
}

double
flow_natural_width(const struct flow *flow)
{
	return flow_width(flow, false);
}

double
flow_least_width(const struct flow *flow)
{
	return flow_width(flow, true);
}

/* ---- filling ---- */

static struct fill
chart_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	struct fill fill = { FIT_ALL, room.y, { 0 } };
	struct box box = { room.x + block->left, room.y, room.width - block->left - block->right, 0 };

	(void)from;
	box.height = chart_height(block->node, lo->style, box.width);
	if (room.y + box.height > lay_bottom(lo, &room) + SLACK && room.force != FORCE_PLACE) {
		fill.fit = FIT_NONE;
		return fill;
	}
	chart_draw(lo->pages, lo->page, lo->fonts, lo->style, block->node, box, lo->diags);
	fill.y += box.height;
	return fill;
}

/* A ground and rules whose height is known only when their contents stand: drawn first, so that they
 * lie below, and stretched afterwards. */
static unsigned
ground_begin(struct layout *lo, const struct block *block, const struct room *room)
{
	const struct look *look = block->look;

	page_rect(lo->pages, lo->page, ROLE_LAYOUT, block->node, room->x + block->left, room->y,
		room->width - block->left - block->right, 0, look->ground);
	return lo->page->items->len - (look->ground.set ? 1 : 0);
}

static void
ground_end(struct layout *lo, const struct block *block, unsigned item, const struct room *room,
	double bottom)
{
	const struct look *look = block->look;
	double left = room->x + block->left, right = room->x + room->width - block->right;

	if (look->ground.set) {
		double *points = (double *)g_array_index(lo->page->items, struct item, item).as.path.points;

		points[5] = points[7] = bottom;
	}
	page_rule(lo->pages, lo->page, ROLE_LAYOUT, block->node, left + look->rule_left / 2, room->y,
		left + look->rule_left / 2, bottom, look->rule_left, look->rule);
	page_rule(lo->pages, lo->page, ROLE_LAYOUT, block->node, right - look->rule_right / 2, room->y,
		right - look->rule_right / 2, bottom, look->rule_right, look->rule);
}

/* Above and below only where the box begins and ends: a split one stays open at the break. */
static void
box_rules(struct layout *lo, const struct block *block, const struct room *room, double bottom,
	bool begins, bool ends)
{
	const struct look *look = block->look;
	double left = room->x + block->left, right = room->x + room->width - block->right;

	if (begins)
		page_rule(lo->pages, lo->page, ROLE_LAYOUT, block->node, left,
			room->y + look->rule_above / 2, right, room->y + look->rule_above / 2,
			look->rule_above, look->rule);
	if (ends)
		page_rule(lo->pages, lo->page, ROLE_LAYOUT, block->node, left,
			bottom - look->rule_below / 2, right, bottom - look->rule_below / 2,
			look->rule_below, look->rule);
}

/* What a box that is divided here leaves for later is less than so many lines. */
static bool
leaves_little(struct layout *lo, const struct block *block, struct fill fill, double *missing)
{
	double least = LEAST_REST * block->text->leading,
		rest = flow_height(lo, block->as.inner, fill.rest, block->as.inner->width, least * 8);

	*missing = least - rest;
	return rest > 0 && *missing > SLACK; /* none: it is too high to be looked at */
}

/* A box that is divided ends early enough for some lines to stand on the page after it; those in it do not,
 * or the tries would multiply with the depth. */
static struct fill
box_contents(struct layout *lo, const struct block *block, struct cursor from, struct room room,
	bool divided)
{
	struct mark mark = lay_mark(lo);
	struct fill fill = flow_fill(lo, block->as.inner, from, room);
	struct room shorter = room;
	double missing;
	int tries = 0;

	if (!divided || block->kind == BLOCK_FIGURE || lo->box_again)
		return fill;
	lo->box_again = true;
	while (fill.fit == FIT_SOME && leaves_little(lo, block, fill, &missing) && tries++ < 4) {
		lay_rewind(lo, mark);
		shorter.cut = fill.y - MAX(missing, block->text->leading) + SLACK;
		shorter.force = MIN(room.force, FORCE_OPEN);
		fill = flow_fill(lo, block->as.inner, from, shorter);
	}
	if (tries && (fill.fit != FIT_SOME || leaves_little(lo, block, fill, &missing))) {
		lay_rewind(lo, mark);
		fill = flow_fill(lo, block->as.inner, from, room);
	}
	lo->box_again = false;
	return fill;
}

static struct fill
box_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	const struct look *look = block->look;
	struct mark mark = lay_mark(lo);
	unsigned ground = ground_begin(lo, block, &room);
	struct room inner = room;
	struct fill fill;
	enum force split = block->kind == BLOCK_FIGURE ? FORCE_PLACE
		: look->keep_together ? FORCE_OPEN : FORCE_NONE;

	inner.x += block->left + look->rule_left + look->pad_x;
	inner.width -= block->left + block->right + pad_of(block);
	inner.y += look->pad_y + look->rule_above;
	inner.bottom -= look->pad_y + look->rule_below;
	inner.cut -= look->pad_y + look->rule_below;
	fill = box_contents(lo, block, from.inner ? *from.inner : (struct cursor){ 0 }, inner,
		room.force >= split);
	if (fill.fit == FIT_NONE || (fill.fit == FIT_SOME && room.force < split)) {
		lay_rewind(lo, mark);
		return (struct fill){ FIT_NONE, room.y, from };
	}
	fill.y += look->pad_y + look->rule_below;
	ground_end(lo, block, ground, &room, fill.y);
	box_rules(lo, block, &room, fill.y, !from.inner, fill.fit == FIT_ALL);
	if (fill.fit == FIT_SOME) {
		struct cursor *rest = arena_new(lo->work, struct cursor);

		if (split > FORCE_NONE && !from.inner)
			lay_broken(lo, block->node, KEEP_TOGETHER);

		*rest = fill.rest;
		fill.rest = (struct cursor){ .begun = true, .inner = rest };
	}
	return fill;
}

static struct fill
new_page_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	(void)lo;
	(void)block;
	(void)from;
	return (struct fill){ room.force == FORCE_PLACE ? FIT_ALL : FIT_SOME, room.y, { 0 } };
}

typedef struct fill fill_fn(struct layout *lo, const struct block *block, struct cursor from,
	struct room room);

static fill_fn *const fills[] = {
	[BLOCK_TEXT] = text_fill,   [BLOCK_TABLE] = grid_fill, [BLOCK_BOX] = box_fill,
	[BLOCK_FIGURE] = box_fill,  [BLOCK_CHART] = chart_fill,
	[BLOCK_IMAGE] = image_fill,  [BLOCK_COLUMNS] = columns_fill, [BLOCK_NEW_PAGE] = new_page_fill,
};

static struct fill
block_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	struct mark mark = lay_mark(lo);
	bool begins = from.at == 0 && !from.inner;
	struct fill fill;

	if (block->anchored && begins && lo->role == ROLE_CONTENT)
		pages_anchor_add(lo->pages, block->node, lo->page_number, room.x + block->left, room.y);
	if (block->label && block->kind != BLOCK_TEXT && begins)
		label_set(lo, block, room.x + block->left - block->label_room,
			room.y + block->look->pad_y + block->label_look->leading * 0.75);
	fill = fills[block->kind](lo, block, from, room);
	if (fill.fit == FIT_NONE)
		lay_rewind(lo, mark);
	else
		lo->lowest = MAX(lo->lowest, fill.y);
	return fill;
}

/* Where a flow may be broken although more of it fits: after the last block that need not stay with
 * the next. */
struct safe {
	bool set;
	int at;
	double y;
	struct mark mark;
};

/* The block before, or before single lines, when it must stay with the next but may be divided, and how
 * it was placed. */
struct kept {
	bool set;
	int at;
	struct cursor from;
	struct room own;
	struct mark mark;
	double end;
};

/* A flow that fills a room. */
struct filling {
	struct layout *lo;
	const struct flow *flow;
	struct room room;
	struct cursor from;
	struct mark start;
	struct safe safe;
	struct kept kept;
	bool placed; /* something of it */
	double y;    /* below that */
};

static struct cursor
rest_in(struct layout *lo, int at, struct cursor rest)
{
	struct cursor *inner = arena_new(lo->work, struct cursor);

	*inner = rest;
	return (struct cursor){ .at = at, .begun = true, .inner = inner };
}

/* An item of one line and nothing else. */
static const struct node *
short_item(const struct block *block)
{
	const struct node *item = block->node->parent;
	bool single = item && item->kind == NODE_ITEM && item->first == block->node && !block->node->next;

	return single && block->kind == BLOCK_TEXT && block->as.text.line_count == 1 ? item : NULL;
}

/* The first item of a list does not stand alone at the foot of a page, nor the last at the head of
 * one, when it has but one line. */
static bool
item_stays(const struct block *block, const struct block *next)
{
	const struct node *first = short_item(block), *last = short_item(next);

	return (first && first->parent->first == first && first->next) ||
		(last && !last->next && last->parent->first != last);
}

/* Keeping ends where a section does: a heading belongs to what comes after it, and to what its own box
 * has above it. */
static bool
keeps_next(const struct flow *flow, int at)
{
	const struct block *block = &flow->blocks[at];
	const struct block *next = at + 1 < flow->count ? &flow->blocks[at + 1] : NULL;

	if (!next)
		return false;
	if (block->node->kind == NODE_HEADING)
		return block->keep_next;
	if (next->node->kind == NODE_HEADING)
		return block->keep_next && next->node->parent->kind == NODE_BOX;
	return block->keep_next || next->look->keep_previous || item_stays(block, next);
}

/* Each keep gives way in its turn: first those that would leave much of the page blank, then, where
 * what stands above cannot go elsewhere, all of them. */
static struct fill
block_try(const struct filling *filling, const struct block *block, struct cursor from, struct room own)
{
	struct layout *lo = filling->lo;
	const struct room *room = &filling->room;
	const struct safe *safe = &filling->safe;
	struct fill fill = block_fill(lo, block, from, own);

	if (fill.fit == FIT_NONE && filling->placed && ((room->force >= FORCE_OPEN && !safe->set) ||
		lay_wastes(lo, room, safe->set ? safe->y : room->y))) {
		own.force = FORCE_OPEN;
		fill = block_fill(lo, block, from, own);
	}
	if (fill.fit == FIT_NONE && filling->placed && room->force >= FORCE_SPLIT && !safe->set) {
		own.force = FORCE_SPLIT;
		fill = block_fill(lo, block, from, own);
	}
	return fill;
}

/* What was kept, and the lines between it and the block at `at`, as they stood. */
static void
kept_restore(const struct filling *filling, int at)
{
	const struct kept *kept = &filling->kept;
	const struct block *blocks = filling->flow->blocks;
	struct fill fill;

	lay_rewind(filling->lo, kept->mark);
	fill = block_fill(filling->lo, &blocks[kept->at], kept->from, kept->own);
	for (int i = kept->at + 1; i < at; i++) {
		struct room own = filling->room;

		own.y = fill.y + MAX(blocks[i - 1].after, blocks[i].before);
		own.force = FORCE_NONE;
		fill = block_fill(filling->lo, &blocks[i], (struct cursor){ 0 }, own);
	}
}

/* Its last lines or rows go on with what does not fit below it, so that no more of it need go. All is
 * placed again as it was when it cannot be divided. */
static struct fill
kept_divide(const struct filling *filling, int at)
{
	const struct kept *kept = &filling->kept;
	struct room shorter = kept->own;
	struct fill fill;

	lay_rewind(filling->lo, kept->mark);
	shorter.force = FORCE_NONE;
	shorter.cut = kept->end - 2 * SLACK;
	fill = block_fill(filling->lo, &filling->flow->blocks[kept->at], kept->from, shorter);
	if (fill.fit != FIT_SOME)
		kept_restore(filling, at);
	return fill;
}

/* The page ends between a box and its table, rather than that to move the box, too, leaves more than a fifth
 * of the page blank. What stands above the box and must stay with it, though, moves it. */
static bool
panel_ends(const struct filling *filling, int at)
{
	struct layout *lo = filling->lo;
	const struct safe *safe = &filling->safe;
	const struct block *box = &filling->flow->blocks[MAX(at - 1, 0)];

	return safe->set && safe->at == at - 1 && box->kind == BLOCK_BOX && box[1].kind == BLOCK_TABLE &&
		lay_bottom(lo, &filling->room) - safe->y > lay_page_part(lo, MOST_MOVED) + SLACK;
}

/* The room ends before the block at `at`, or earlier, for what must stay with it. */
static struct fill
flow_end(struct filling *filling, int at)
{
	struct layout *lo = filling->lo;
	const struct safe *safe = &filling->safe;
	const struct block *block = &filling->flow->blocks[at];

	if (filling->kept.set) {
		struct fill fill = kept_divide(filling, at);

		if (fill.fit == FIT_SOME)
			return (struct fill){ FIT_SOME, fill.y, rest_in(lo, filling->kept.at, fill.rest) };
	}
	if (panel_ends(filling, at)) {
		struct cursor rest = { .begun = true }; /* so that the table is told what it belongs to */

		return (struct fill){ FIT_SOME, filling->y, rest_in(lo, at, rest) };
	}
	if (safe->set) {
		lay_rewind(lo, safe->mark);
		return (struct fill){ FIT_SOME, safe->y, { .at = safe->at, .begun = true } };
	}
	if (filling->placed && filling->room.force < FORCE_SPLIT) {
		lay_rewind(lo, filling->start);
		filling->placed = false;
	}
	if (!filling->placed)
		return (struct fill){ FIT_NONE, filling->y, filling->from };
	lay_broken(lo, block->node, KEEP_NEXT);
	return (struct fill){ FIT_SOME, filling->y, { .at = at, .begun = true } };
}

/* A single line that stays with what follows it, below a block that can be divided instead. */
static bool
is_between(const struct filling *filling, int at)
{
	const struct block *block = &filling->flow->blocks[at];

	return filling->kept.set && keeps_next(filling->flow, at) &&
		block->kind == BLOCK_TEXT && block->as.text.line_count == 1 && block->node->kind != NODE_HEADING;
}

/* The block at `at` stands there as a whole, from the mark on. */
static void
flow_placed(struct filling *filling, int at, struct cursor from, struct room own, struct mark mark)
{
	const struct block *block = &filling->flow->blocks[at];

	filling->placed |= block->kind != BLOCK_NEW_PAGE;
	if (is_between(filling, at))
		return;
	filling->kept = (struct kept){ false, at, from, own, mark, filling->y };
	if (!keeps_next(filling->flow, at))
		filling->safe = (struct safe){ true, at + 1, filling->y, lay_mark(filling->lo) };
	else
		filling->kept.set = block->node->kind != NODE_HEADING &&
			(block->kind == BLOCK_TEXT || block->kind == BLOCK_TABLE);
}

struct fill
flow_fill(struct layout *lo, const struct flow *flow, struct cursor from, struct room room)
{
	struct cursor inner = from.inner ? *from.inner : (struct cursor){ 0 };
	struct filling filling = { .lo = lo, .flow = flow, .room = room, .from = from,
		.start = lay_mark(lo), .y = room.y };

	for (int at = from.at; at < flow->count; at++, inner = (struct cursor){ 0 }) {
		const struct block *block = &flow->blocks[at];
		struct mark mark = lay_mark(lo);
		struct room own = room;
		struct fill fill;

		for (int i = at; i < MIN(at + 2, flow->count); i++) /* what keeps asks for the next, too */
			block_ready(lo, &flow->blocks[i], flow->width);
		own.y = filling.y + (filling.placed ? MAX(flow->blocks[at - 1].after, block->before) : 0);
		own.force = filling.placed ? FORCE_NONE : room.force;
		fill = block_try(&filling, block, inner, own);
		if (fill.fit == FIT_NONE)
			return flow_end(&filling, at);
		filling.y = fill.y;
		if (fill.fit == FIT_SOME && block->kind == BLOCK_NEW_PAGE)
			return (struct fill){ FIT_SOME, fill.y, { .at = at + 1, .begun = true } };
		if (fill.fit == FIT_SOME)
			return (struct fill){ FIT_SOME, fill.y, rest_in(lo, at, fill.rest) };
		flow_placed(&filling, at, inner, own, mark);
	}
	return (struct fill){ FIT_ALL, filling.y, { 0 } };
}
