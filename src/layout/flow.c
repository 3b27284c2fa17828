/* Flows: a container's nodes become a list of blocks, and blocks fill one room after another. */
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "chart/chart.h"
#include "layout/lay.h"

#define SLACK 0.01

/* ---- nodes to blocks ---- */

struct context {
	const struct look *text; /* that paragraphs take */
	double left;
	int list_depth;
	bool in_cell, in_note;
	const struct node *item; /* whose label the next block takes */
	const struct shaped *label;
	const struct look *label_look;
	double label_room;
};

struct maker {
	struct layout *lo;
	GArray *blocks;
};

static void children_make(struct maker *maker, struct context *context, const struct node *parent);

/* The node has an id, or is the first of something that has one. */
static bool
begins_named(const struct node *node)
{
	while (!node->id && node->parent && node->parent->first == node)
		node = node->parent;
	return node->id != NULL;
}

static struct block *
block_add(struct maker *maker, enum block_kind kind, const struct node *node, const struct look *look,
	struct context *context)
{
	struct block block = { .kind = kind, .node = node, .look = look };

	block.left = context->left + look->left;
	block.right = look->right;
	block.before = look->before;
	block.after = look->after;
	block.keep_next = look->keep_next;
	block.align = look->align;
	block.anchored = node->kind == NODE_HEADING || begins_named(node);
	if (context->label) {
		block.label = context->label;
		block.label_source = context->item;
		block.label_look = context->label_look;
		block.label_room = context->label_room;
		context->label = NULL;
	}
	g_array_append_val(maker->blocks, block);
	return &g_array_index(maker->blocks, struct block, maker->blocks->len - 1);
}

/* The look that a node asks for by name, over what stands around it; one warning a name. */
static const struct look *
look_named(struct layout *lo, const struct look *under, const struct node *node, const char *otherwise)
{
	const char *name = node->style ? node->style : otherwise;

	if (node->style && !style_knows(lo->style, node->style))
		diag(lo->diags, DIAG_STYLE_UNKNOWN, lay_place(node),
			"the style `%s` has no look named `%s`", style_name(lo->style), node->style);
	return style_over(lo->style, under, name);
}

static void
label_shape(struct layout *lo, struct context *context, const struct node *source, const char *label,
	const struct look *look, double room)
{
	context->item = source;
	context->label_look = look;
	context->label_room = room;
	context->label = fonts_shape(lo->fonts, fonts_face(lo->fonts, look), text_language(NULL), label,
		strlen(label));
}

static void
text_block(struct maker *maker, struct context *context, const struct node *node,
	const struct look *look)
{
	struct block *block = block_add(maker, BLOCK_TEXT, node, look, context);

	text_make(maker->lo, &block->as.text, node, look);
}

static void
para_make(struct maker *maker, struct context *context, const struct node *node)
{
	struct layout *lo = maker->lo;
	const char *label = node->as.para.label;
	const struct look *look = context->text;

	if (label || node->style)
		look = look_named(lo, look, node, "numbered");
	if (label && !context->label)
		label_shape(lo, context, node, label, style_over(lo->style, look, "number"), look->hang);
	text_block(maker, context, node, look);
	if (node->as.para.keep_next)
		g_array_index(maker->blocks, struct block, maker->blocks->len - 1).keep_next = true;
}

/* The number stands in the hang, which is as wide as the look says or the number needs. */
static void
numbered_block(struct maker *maker, struct context *context, const struct node *node,
	const char *number, const struct look *look)
{
	double room = look->hang;

	if (number) {
		label_shape(maker->lo, context, node, number, look, 0);
		room = MAX(room, context->label->width + look->size * 0.6);
		context->label_room = room;
	}
	text_block(maker, context, node, look);
	if (number)
		g_array_index(maker->blocks, struct block, maker->blocks->len - 1).left += room;
}

static void
heading_make(struct maker *maker, struct context *context, const struct node *node)
{
	struct layout *lo = maker->lo;
	char *name = g_strdup_printf("heading-%d", CLAMP(node->as.heading.level, 1, 6));
	const struct look *look = look_named(lo, style_look(lo->style, "base"), node, name);

	if (look->page_before)
		block_add(maker, BLOCK_NEW_PAGE, node, style_look(lo->style, "base"), context)->anchored =
			false;
	numbered_block(maker, context, node, node->as.heading.number, look);
	maker->lo->heading = node;
	g_free(name);
}

static void
entry_make(struct maker *maker, struct context *context, const struct node *node)
{
	struct layout *lo = maker->lo;
	char *name = g_strdup_printf("contents-%d", CLAMP(node->as.entry.level, 1, 6));
	const struct look *look = look_named(lo, context->text, node, name);
	const char *number = node->as.entry.target->as.heading.number;

	numbered_block(maker, context, node, number, look);
	g_array_index(maker->blocks, struct block, maker->blocks->len - 1).right += text_width(lo->fonts, look, "0000") + 8;
	g_free(name);
}

static char *
marker_text(const struct node *list, const struct look *look, int number)
{
	static const char *const ones[] = { "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix" };
	static const char *const tens[] = { "", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc" };

	switch (list->as.list.kind) {
	case LIST_DECIMAL:
		return g_strdup_printf("%d.", number);
	case LIST_ALPHA:
		return number <= 26 ? g_strdup_printf("%c.", 'a' + number - 1)
			: g_strdup_printf("%c%c.", 'a' + (number - 1) / 26 - 1, 'a' + (number - 1) % 26);
	case LIST_ROMAN:
		return g_strdup_printf("%s%s.", tens[number / 10 % 10], ones[number % 10]);
	case LIST_BULLET:
		return g_strdup(look->marker ? look->marker : "\xe2\x80\xa2");
	case LIST_PLAIN:
		break;
	}
	return NULL;
}

static void
list_make(struct maker *maker, struct context *context, const struct node *list)
{
	struct layout *lo = maker->lo;
	struct context own = *context;
	char *name = g_strdup_printf("list-%d", MIN(context->list_depth + 1, 3));
	const struct look *look = look_named(lo, context->text, list, name);
	int number = list->as.list.start;

	own.list_depth++;
	own.text = look;
	for (const struct node *item = list->first; item; item = item->next, number++) {
		char *marker = marker_text(list, look, number);

		own.label = NULL;
		if (marker)
			label_shape(lo, &own, item, marker, style_over(lo->style, look, "marker"), look->hang);
		own.left = context->left;
		children_make(maker, &own, item);
		g_free(marker);
	}
	if (maker->blocks->len) { /* what follows keeps the distance of paragraphs */
		struct block *last = &g_array_index(maker->blocks, struct block, maker->blocks->len - 1);

		last->after = MAX(last->after, context->text->after);
	}
	g_free(name);
}

static void
inner_make(struct maker *maker, struct context *context, const struct node *node,
	enum block_kind kind, const char *otherwise)
{
	struct layout *lo = maker->lo;
	const struct look *look = look_named(lo, style_look(lo->style, "base"), node, otherwise);
	struct block *block = block_add(maker, kind, node, look, context);
	struct flow *inner = arena_new(lo->arena, struct flow);
	char *text = g_strconcat(look->name, "-text", NULL);

	block->as.inner = inner;
	flow_make(lo, inner, node, style_over(lo->style, context->text, text), context->in_cell);
	g_free(text);
}

/* What the parts of a table on later pages are called: by its caption, or by the heading above. */
static const char *
table_title(struct maker *maker, const struct node *table)
{
	const struct node *named = table->first && table->first->kind == NODE_PARA ? table->first
		: maker->lo->heading;
	char *text = named ? plain_text(named) : g_strdup("");
	const char *title = arena_printf(maker->lo->arena, "%s%s%s", text, *text ? " " : "",
		maker->lo->report->head.continued);

	g_free(text);
	return title;
}

static void
table_make(struct maker *maker, struct context *context, const struct node *node)
{
	struct layout *lo = maker->lo;
	const struct look *look = look_named(lo, style_look(lo->style, "base"), node, "table");
	struct block *block;

	if (node->first && node->first->kind == NODE_PARA)
		text_block(maker, context, node->first,
			look_named(lo, context->text, node->first, "caption"));
	block = block_add(maker, BLOCK_TABLE, node, look, context);
	block->as.grid = grid_make(lo, node);
	block->title = node->as.table.repeat_head ? table_title(maker, node) : NULL;
}

static void
node_make(struct maker *maker, struct context *context, const struct node *node)
{
	struct layout *lo = maker->lo;

	switch (node->kind) {
	case NODE_COVER:
	case NODE_SECTION:
	case NODE_CONTENTS:
		children_make(maker, context, node);
		break;
	case NODE_HEADING:
		heading_make(maker, context, node);
		break;
	case NODE_PARA:
		para_make(maker, context, node);
		break;
	case NODE_ENTRY:
		entry_make(maker, context, node);
		break;
	case NODE_LIST:
		list_make(maker, context, node);
		break;
	case NODE_TABLE:
		table_make(maker, context, node);
		break;
	case NODE_BOX:
		inner_make(maker, context, node, BLOCK_BOX, "box");
		break;
	case NODE_FIGURE:
		inner_make(maker, context, node, BLOCK_FIGURE, "figure");
		break;
	case NODE_CHART:
		block_add(maker, BLOCK_CHART, node, look_named(lo, style_look(lo->style, "base"), node,
			"chart"), context);
		break;
	case NODE_NEW_PAGE:
		block_add(maker, BLOCK_NEW_PAGE, node, style_look(lo->style, "base"), context);
		break;
	default: /* inline and parts of blocks: report.rng keeps them out of here */
		break;
	}
}

static void
children_make(struct maker *maker, struct context *context, const struct node *parent)
{
	for (const struct node *child = parent->first; child; child = child->next)
		node_make(maker, context, child);
}

void
flow_make(struct layout *lo, struct flow *flow, const struct node *parent, const struct look *text,
	bool in_cell)
{
	struct maker maker = { .lo = lo };
	struct context context = { .text = text, .in_cell = in_cell };

	maker.blocks = g_array_new(FALSE, FALSE, sizeof(struct block));
	children_make(&maker, &context, parent);
	flow->count = (int)maker.blocks->len;
	flow->blocks = arena_new_array(lo->arena, struct block, flow->count);
	if (flow->count)
		memcpy(flow->blocks, maker.blocks->data, maker.blocks->len * sizeof(struct block));
	g_array_free(maker.blocks, TRUE);
}

/* ---- widths ---- */

static double
pad_of(const struct block *block)
{
	return block->look->pad_x * 2 + block->look->rule_left + block->look->rule_right;
}

void
flow_set(struct layout *lo, struct flow *flow, double width)
{
	flow->width = width;
	for (int i = 0; i < flow->count; i++) {
		struct block *block = &flow->blocks[i];
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
		case BLOCK_CHART:
		case BLOCK_NEW_PAGE:
			break;
		}
	}
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
		else if (block->kind == BLOCK_BOX || block->kind == BLOCK_FIGURE)
			width += pad_of(block) + flow_width(block->as.inner, least);
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

static struct fill
box_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	const struct look *look = block->look;
	struct mark mark = lay_mark(lo);
	unsigned ground = ground_begin(lo, block, &room);
	struct room inner = room;
	struct fill fill;
	enum force split = block->kind == BLOCK_FIGURE ? FORCE_PLACE
		: look->keep_together ? FORCE_SPLIT : FORCE_NONE;

	inner.x += block->left + look->rule_left + look->pad_x;
	inner.width -= block->left + block->right + pad_of(block);
	inner.y += look->pad_y + look->rule_above;
	inner.bottom -= look->pad_y + look->rule_below;
	fill = flow_fill(lo, block->as.inner, from.inner ? *from.inner : (struct cursor){ 0 }, inner);
	if (fill.fit == FIT_NONE || (fill.fit == FIT_SOME && room.force < split)) {
		lay_rewind(lo, mark);
		return (struct fill){ FIT_NONE, room.y, from };
	}
	fill.y += look->pad_y + look->rule_below;
	ground_end(lo, block, ground, &room, fill.y);
	box_rules(lo, block, &room, fill.y, !from.inner, fill.fit == FIT_ALL);
	if (fill.fit == FIT_SOME) {
		struct cursor *rest = arena_new(lo->arena, struct cursor);

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
	[BLOCK_FIGURE] = box_fill,  [BLOCK_CHART] = chart_fill, [BLOCK_NEW_PAGE] = new_page_fill,
};

static struct fill
block_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	struct mark mark = lay_mark(lo);
	struct fill fill;

	if (block->anchored && !from.begun && lo->role == ROLE_CONTENT)
		pages_anchor_add(lo->pages, block->node, lo->page_number, room.x + block->left, room.y);
	fill = fills[block->kind](lo, block, from, room);
	if (fill.fit == FIT_NONE)
		lay_rewind(lo, mark);
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

static struct fill
broken(struct layout *lo, const struct safe *safe)
{
	lay_rewind(lo, safe->mark);
	return (struct fill){ FIT_SOME, safe->y, { .at = safe->at, .begun = true } };
}

static struct cursor
rest_in(struct layout *lo, int at, struct cursor rest)
{
	struct cursor *inner = arena_new(lo->arena, struct cursor);

	*inner = rest;
	return (struct cursor){ .at = at, .begun = true, .inner = inner };
}

struct fill
flow_fill(struct layout *lo, const struct flow *flow, struct cursor from, struct room room)
{
	struct cursor inner = from.inner ? *from.inner : (struct cursor){ 0 };
	struct fill done = { FIT_ALL, room.y, { 0 } };
	struct safe safe = { 0 };
	struct mark start = lay_mark(lo);
	bool placed = false;

	for (int at = from.at; at < flow->count; at++, inner = (struct cursor){ 0 }) {
		const struct block *block = &flow->blocks[at];
		struct room own = room;
		struct fill fill;

		if (placed)
			own.y = done.y + MAX(flow->blocks[at - 1].after, block->before);
		else
			own.y = done.y;
		own.force = placed ? FORCE_NONE : room.force;
		fill = block_fill(lo, block, inner, own);
		if (fill.fit == FIT_NONE && room.force && placed && !safe.set) {
			own.force = FORCE_SPLIT;
			fill = block_fill(lo, block, inner, own);
		}
		if (fill.fit == FIT_NONE && safe.set)
			return broken(lo, &safe);
		if (fill.fit == FIT_NONE) {
			if (placed && !room.force) {
				lay_rewind(lo, start);
				placed = false;
			}
			if (placed)
				diag(lo->diags, DIAG_LAYOUT_KEEP, lay_place(block->node),
					"this does not fit on the page of what should stay with it");
			done.fit = placed ? FIT_SOME : FIT_NONE;
			done.rest = placed ? (struct cursor){ .at = at, .begun = true } : from;
			return done;
		}
		done.y = fill.y;
		placed |= block->kind != BLOCK_NEW_PAGE;
		if (fill.fit == FIT_SOME && block->kind == BLOCK_NEW_PAGE) {
			done.fit = FIT_SOME;
			done.rest = (struct cursor){ .at = at + 1, .begun = true };
			return done;
		}
		if (fill.fit == FIT_SOME) {
			done.fit = FIT_SOME;
			done.rest = rest_in(lo, at, fill.rest);
			return done;
		}
		if (!block->keep_next)
			safe = (struct safe){ true, at + 1, done.y, lay_mark(lo) };
	}
	return done;
}
