/* Blocks: a container's nodes become the list of blocks that a flow is made of. */
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

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
	if (kind != BLOCK_TEXT && context->list_depth)
		block.left += context->text->left; /* below the text of its item */
	block.right = look->right;
	block.before = look->before;
	block.after = look->after;
	block.keep_next = look->keep_next;
	block.align = look->align;
	block.in_cell = context->in_cell;
	block.heading = maker->lo->heading;
	block.anchored = node->kind == NODE_HEADING || begins_named(node) ||
		(node->parent && node_caption(node->parent) == node);
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

static struct block *
last_of(struct maker *maker)
{
	return &g_array_index(maker->blocks, struct block, maker->blocks->len - 1);
}

/* "As follows:" does not stand alone at a page's foot. */
static bool
leads_in(const struct node *para)
{
	const struct node *last = para->last;

	while (last && last->kind != NODE_TEXT)
		last = last->last;
	return last && para->next && g_str_has_suffix(last->as.text.text, ":");
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
	block_add(maker, BLOCK_TEXT, node, look, context);
	if (node->as.para.keep_next || leads_in(node))
		last_of(maker)->keep_next = true;
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
	block_add(maker, BLOCK_TEXT, node, look, context);
	if (number)
		last_of(maker)->left += room;
}

static void
heading_make(struct maker *maker, struct context *context, const struct node *node)
{
	struct layout *lo = maker->lo;
	char *name = g_strdup_printf("heading-%d", CLAMP(node->as.heading.level, 1, 6));
	const struct look *look = look_named(lo, style_look(lo->style, "base"), node, name);

	if (look->page_before)
		block_add(maker, BLOCK_NEW_PAGE, node, look, context)->anchored = false;
	numbered_block(maker, context, node, node->as.heading.number, look);
	maker->lo->heading = node;
	g_free(name);
}

static void
entry_make(struct maker *maker, struct context *context, const struct node *node)
{
	struct layout *lo = maker->lo;
	char *name = g_strdup_printf("contents-%d", CLAMP(node->as.entry.level, 1, 6));
	const struct node *target = node->as.entry.target;
	bool heading = target->kind == NODE_HEADING;
	const struct look *look = look_named(lo, context->text, node, heading ? name : "contents-caption");
	const char *number = heading ? target->as.heading.number : NULL;

	numbered_block(maker, context, node, number, look);
	last_of(maker)->right += text_width(lo->fonts, look, "0000") + 8;
	g_free(name);
}

/* a to z, then aa, ab and so on. Yours. */
static char *
letters(int number)
{
	GString *out = g_string_new(NULL);

	for (; number > 0; number = (number - 1) / 26)
		g_string_prepend_c(out, (char)('a' + (number - 1) % 26));
	return g_string_free(out, FALSE);
}

/* Yours; NULL for a list without markers. */
static char *
marker_text(const struct node *list, const struct look *look, int number)
{
	char *figures = NULL, *marker = NULL;

	switch (list->as.list.kind) {
	case LIST_DECIMAL:
		figures = g_strdup_printf("%d", number);
		break;
	case LIST_ALPHA:
		figures = letters(number);
		break;
	case LIST_ROMAN:
		figures = roman(number);
		break;
	case LIST_BULLET:
		marker = g_strdup(look->marker ? look->marker : "\xe2\x80\xa2");
		break;
	default:
		break;
	}
	if (figures)
		marker = g_strconcat(figures, ".", NULL);
	g_free(figures);
	return marker;
}

/* The terms' room: as wide as the widest of them, but no wider than the look says. */
static double
terms_room(struct layout *lo, const struct node *list, const struct look *look)
{
	const struct look *term = style_over(lo->style, look, "term");
	double room = 0;

	for (const struct node *item = list->first; item; item = item->next)
		room = MAX(room, text_width(lo->fonts, term, item->as.item.term) + term->size * 0.8);
	return MIN(room, look->hang);
}

/* A term that is too wide for its room stands above what it means. */
static void
term_make(struct maker *maker, struct context *context, const struct node *item, double room)
{
	struct layout *lo = maker->lo;
	const struct look *look = style_over(lo->style, context->text, "term");
	struct block *block;

	label_shape(lo, context, item, item->as.item.term, look, room);
	if (context->label->width + look->size * 0.5 <= room)
		return;
	block = block_add(maker, BLOCK_TEXT, item, context->text, context);
	block->bare = block->keep_next = true;
	block->after = 0;
}

static void
terms_make(struct maker *maker, struct context *context, const struct node *list)
{
	struct layout *lo = maker->lo;
	struct context own = *context;
	const struct look *look = look_named(lo, context->text, list, "terms");
	double room = terms_room(lo, list, look);
	guint from = maker->blocks->len;

	own.text = look;
	for (const struct node *item = list->first; item; item = item->next) {
		own.label = NULL;
		own.left = context->left + (context->list_depth ? context->text->left : 0) + room;
		term_make(maker, &own, item, room);
		children_make(maker, &own, item);
	}
	last_of(maker)->after =
		MAX(look->after, context->text->after);
	columns_wrap(lo, maker->blocks, from, list);
}

/* How much wider than the look's hang the markers are, when their list counts far: "100.", "viii." */
static double
markers_overhang(struct layout *lo, const struct node *list, const struct look *look)
{
	const struct look *marker_look = style_over(lo->style, look, "marker");
	double widest = 0;
	int number = list->as.list.start;

	if (list->as.list.kind == LIST_BULLET || list->as.list.kind == LIST_PLAIN)
		return 0;
	for (const struct node *item = list->first; item; item = item->next, number++) {
		char *marker = marker_text(list, look, number);

		widest = MAX(widest, text_width(lo->fonts, marker_look, marker));
		g_free(marker);
	}
	return widest + look->size * 0.2 > look->hang ? widest + look->size * 0.4 - look->hang : 0;
}

static void
list_make(struct maker *maker, struct context *context, const struct node *list)
{
	struct layout *lo = maker->lo;
	struct context own = *context;
	char *name = g_strdup_printf("list-%d", MIN(context->list_depth + 1, 3));
	const struct look *look = look_named(lo, context->text, list, name);
	int number = list->as.list.start;
	double over = markers_overhang(lo, list, look);
	guint from = maker->blocks->len;

	own.list_depth++;
	own.text = look;
	for (const struct node *item = list->first; item; item = item->next, number++) {
		char *marker = marker_text(list, look, number);

		own.label = NULL;
		if (marker)
			label_shape(lo, &own, item, marker, style_over(lo->style, look, "marker"),
				look->hang + over);
		own.left = context->left + over;
		children_make(maker, &own, item);
		g_free(marker);
	}
	if (maker->blocks->len) { /* what follows keeps the distance of paragraphs */
		struct block *last = last_of(maker);

		last->after = MAX(last->after, context->text->after);
	}
	columns_wrap(lo, maker->blocks, from, list);
	g_free(name);
}

/* The last heading that stands in it, or else the one before. */
static const struct node *
heading_after(const struct node *parent, const struct node *before)
{
	for (const struct node *child = parent->first; child; child = child->next)
		before = child->kind == NODE_HEADING ? child
			: child->kind == NODE_TABLE ? before : heading_after(child, before);
	return before;
}

static void
inner_make(struct maker *maker, struct context *context, const struct node *node,
	enum block_kind kind, const char *otherwise)
{
	struct layout *lo = maker->lo;
	const struct look *look = look_named(lo, style_look(lo->style, "base"), node, otherwise);
	struct block *block = block_add(maker, kind, node, look, context);
	char *text = g_strconcat(look->name, "-text", NULL);

	block->text = style_over(lo->style, context->text, text);
	lo->heading = heading_after(node, lo->heading);
	g_free(text);
}

/* What the parts of a table on later pages are called: by its caption, or by the heading above. */
static const char *
table_title(struct maker *maker, const struct node *table)
{
	const struct node *named = table->first && table->first->kind == NODE_PARA ? table->first
		: maker->lo->heading;
	char *text = named ? node_text(named) : g_strdup("");
	const char *title = arena_printf(maker->lo->work, "%s%s%s", text, *text ? " " : "",
		maker->lo->report->head.continued);

	g_free(text);
	return title;
}

/* The notes of a table, in the order of their marks. */
static void
notes_gather(const struct node *parent, GPtrArray *notes)
{
	for (const struct node *child = parent->first; child; child = child->next) {
		if (child->kind == NODE_NOTE && !child->as.note.comment)
			g_ptr_array_add(notes, (gpointer)child);
		notes_gather(child, notes);
	}
}

static void
note_below(struct maker *maker, const struct context *context, const struct node *note, bool first)
{
	struct layout *lo = maker->lo;
	const struct look *look = style_look(lo->style, "note");
	struct context own = *context;
	guint at = maker->blocks->len;

	own.text = look;
	own.left += look->hang;
	label_shape(lo, &own, note, note->as.note.label, style_over(lo->style, look, "note-mark"),
		look->hang);
	children_make(maker, &own, note);
	for (guint i = at; i < maker->blocks->len; i++)
		g_array_index(maker->blocks, struct block, i).before = first && i == at ? look->after : 0;
}

static void
table_make(struct maker *maker, struct context *context, const struct node *node)
{
	struct layout *lo = maker->lo;
	const struct look *look = look_named(lo, style_look(lo->style, "base"), node, "table");
	GPtrArray *notes = g_ptr_array_new();
	struct block *block;
	guint at;

	if (look->notes_below && !context->in_cell)
		notes_gather(node, notes);
	for (guint i = 0; i < notes->len; i++)
		g_hash_table_add(lo->notes_below, g_ptr_array_index(notes, i));
	if (node->first && node->first->kind == NODE_PARA)
		block_add(maker, BLOCK_TEXT, node->first,
			look_named(lo, context->text, node->first, "caption"), context);
	at = maker->blocks->len;
	block = block_add(maker, BLOCK_TABLE, node, look, context);
	block->title = node->as.table.repeat_head ? table_title(maker, node) : NULL;
	if (notes->len)
		block->after = 0;
	for (guint i = 0; i < notes->len; i++)
		note_below(maker, context, g_ptr_array_index(notes, i), i == 0);
	for (; at + 1 < maker->blocks->len && notes->len; at++) /* not parted from its last rows */
		g_array_index(maker->blocks, struct block, at).keep_next = true;
	if (notes->len)
		last_of(maker)->after = look->after;
	g_ptr_array_free(notes, TRUE);
}

/* In a figure, caption and source line keep their own distance. */
static void
image_make(struct maker *maker, struct context *context, const struct node *node)
{
	struct layout *lo = maker->lo;
	struct block *block = block_add(maker, BLOCK_IMAGE, node,
		look_named(lo, style_look(lo->style, "base"), node, "image"), context);

	if (node->parent->kind == NODE_FIGURE)
		block->before = block->after = 0;
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
		if (node->as.list.kind == LIST_TERMS)
			terms_make(maker, context, node);
		else
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
	case NODE_IMAGE:
		image_make(maker, context, node);
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
	guint from = maker->blocks->len;

	for (const struct node *child = parent->first; child; child = child->next)
		node_make(maker, context, child);
	columns_wrap(maker->lo, maker->blocks, from, parent);
}

void
flow_list(struct layout *lo, struct flow *flow, const struct node *parent, const struct look *text,
	bool in_cell)
{
	struct maker maker = { .lo = lo };
	struct context context = { .text = text, .in_cell = in_cell };

	maker.blocks = g_array_new(FALSE, FALSE, sizeof(struct block));
	children_make(&maker, &context, parent);
	flow->count = (int)maker.blocks->len;
	flow->blocks = arena_new_array(lo->work, struct block, flow->count);
	if (flow->count)
		memcpy(flow->blocks, maker.blocks->data, maker.blocks->len * sizeof(struct block));
	g_array_free(maker.blocks, TRUE);
}

/* What the block shows, in lo->work. */
static void
content_make(struct layout *lo, struct block *block)
{
	switch (block->kind) {
	case BLOCK_TEXT:
		if (!block->bare)
			text_make(lo, &block->as.text, block->node, block->look);
		break;
	case BLOCK_TABLE:
		block->as.grid = grid_make(lo, block->node);
		break;
	case BLOCK_BOX:
	case BLOCK_FIGURE:
		block->as.inner = arena_new(lo->work, struct flow);
		flow_make(lo, block->as.inner, block->node, block->text, block->in_cell);
		break;
	case BLOCK_COLUMNS:
		for (int i = 0; i < block->as.columns.inner->count; i++)
			content_make(lo, &block->as.columns.inner->blocks[i]);
		break;
	case BLOCK_CHART:
	case BLOCK_IMAGE:
	case BLOCK_NEW_PAGE:
		break;
	}
	block->state = BLOCK_MADE;
}

void
flow_make(struct layout *lo, struct flow *flow, const struct node *parent, const struct look *text,
	bool in_cell)
{
	flow_list(lo, flow, parent, text, in_cell);
	for (int i = 0; i < flow->count; i++)
		content_make(lo, &flow->blocks[i]);
}

void
block_make(struct layout *lo, struct block *block)
{
	const struct node *heading = lo->heading;
	struct arena *work = lo->work;

	lo->work = block->own = lo->spare->len ?
		g_ptr_array_steal_index_fast(lo->spare, lo->spare->len - 1) : arena_create();
	lo->heading = block->heading;
	content_make(lo, block);
	lo->heading = heading;
	lo->work = work;
}

void
block_release(struct layout *lo, struct block *block)
{
	if (!block->own)
		return;
	arena_clear(block->own);
	g_ptr_array_add(lo->spare, block->own);
	block->own = NULL;
}
