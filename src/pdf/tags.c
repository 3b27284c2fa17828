/* The tree of elements: blocks as the report has them, inline elements as marks come to them. */
#include "pdf/tags.h"

#include <string.h>

#include "base/arena.h"

static const char *const names[TAG_COUNT] = {
	[TAG_DOCUMENT] = "Document", [TAG_PART] = "Part", [TAG_SECT] = "Sect", [TAG_DIV] = "Div",
	[TAG_BLOCKQUOTE] = "BlockQuote",
	[TAG_CAPTION] = "Caption", [TAG_TOC] = "TOC", [TAG_TOCI] = "TOCI", [TAG_H1] = "H1",
	[TAG_H2] = "H2", [TAG_H3] = "H3", [TAG_H4] = "H4", [TAG_H5] = "H5", [TAG_H6] = "H6",
	[TAG_P] = "P", [TAG_L] = "L", [TAG_LI] = "LI", [TAG_LBL] = "Lbl", [TAG_LBODY] = "LBody",
	[TAG_TABLE] = "Table", [TAG_THEAD] = "THead", [TAG_TBODY] = "TBody", [TAG_TR] = "TR",
	[TAG_TH] = "TH", [TAG_TD] = "TD", [TAG_SPAN] = "Span", [TAG_NOTE] = "Note",
	[TAG_REFERENCE] = "Reference", [TAG_LINK] = "Link", [TAG_FIGURE] = "Figure",
};

const char *
tag_name(enum tag tag)
{
	return names[tag];
}

/* ---- elements ---- */

/* Nodes are aligned to more than the number of parts. */
static gpointer
key_of(const struct node *node, enum part part)
{
	return (char *)node + part;
}

struct elem *
tags_elem(const struct tags *tags, const struct node *node, enum part part)
{
	return g_hash_table_lookup(tags->elems, key_of(node, part));
}

static const char *
lang_around(const struct elem *elem)
{
	for (; elem; elem = elem->parent)
		if (elem->lang)
			return elem->lang;
	return NULL;
}

static void
kid_add(struct tags *tags, struct elem *parent, struct elem *elem, int mark)
{
	struct kid *kid = arena_new(tags->arena, struct kid);

	kid->elem = elem;
	kid->mark = mark;
	if (parent->last)
		parent->last->next = kid;
	else
		parent->first = kid;
	parent->last = kid;
}

struct elem *
elem_add(struct tags *tags, struct elem *parent, enum tag tag, const struct node *node, enum part part)
{
	struct elem *elem = arena_new(tags->arena, struct elem);
	const char *around = lang_around(parent), *lang = node_lang(node);

	elem->tag = tag;
	elem->node = node;
	elem->parent = parent;
	if (lang && (!around || strcmp(around, lang) != 0))
		elem->lang = lang;
	if (parent)
		kid_add(tags, parent, elem, 0);
	if (node && part < PART_COUNT)
		g_hash_table_insert(tags->elems, key_of(node, part), elem);
	return elem;
}

/* ---- blocks ---- */

/* The mark at the foot leads back to the one in the text. */
static void
label_tag(struct tags *tags, struct elem *note, const struct node *node)
{
	if (g_hash_table_contains(tags->hots, node))
		elem_add(tags, elem_add(tags, note, TAG_LBL, NULL, PART_COUNT), TAG_LINK, node, PART_LABEL);
	else
		elem_add(tags, note, TAG_LBL, node, PART_LABEL);
}

/* A note stands behind the block that refers to it, so that its words do not come amid a sentence. */
static void
notes_tag(struct tags *tags, struct elem *parent, const struct node *inline_parent)
{
	for (const struct node *at = inline_parent->first; at; at = at->next) {
		struct elem *note;

		if (at->kind != NODE_NOTE) {
			notes_tag(tags, parent, at);
			continue;
		}
		note = elem_add(tags, parent, TAG_NOTE, at, PART_BODY);
		note->id = arena_printf(tags->arena, "%s%05d", at->as.note.comment ? "comment" : "note",
			at->as.note.number);
		label_tag(tags, note, at);
		children_tag(tags, note, at);
	}
}

static void
para_tag(struct tags *tags, struct elem *parent, const struct node *node)
{
	elem_add(tags, parent, TAG_P, node, PART_BODY);
	notes_tag(tags, parent, node);
}

static void
heading_tag(struct tags *tags, struct elem *parent, const struct node *node)
{
	elem_add(tags, parent, TAG_H1 + CLAMP(node->as.heading.level, 1, 6) - 1, node, PART_BODY);
	notes_tag(tags, parent, node);
}

static void
list_tag(struct tags *tags, struct elem *parent, const struct node *node)
{
	static const char *const numbering[] = {
		[LIST_BULLET] = "Disc", [LIST_DECIMAL] = "Decimal", [LIST_ALPHA] = "LowerAlpha",
		[LIST_ROMAN] = "LowerRoman", [LIST_PLAIN] = "None",
		[LIST_TERMS] = "None",
	};
	struct elem *list = elem_add(tags, parent, TAG_L, node, PART_BODY);

	list->attributes = arena_printf(tags->arena, "/O/List/ListNumbering/%s",
		numbering[node->as.list.kind]);
	for (const struct node *item = node->first; item; item = item->next) {
		struct elem *elem = elem_add(tags, list, TAG_LI, item, PART_COUNT);

		elem_add(tags, elem, TAG_LBL, item, PART_LABEL);
		children_tag(tags, elem_add(tags, elem, TAG_LBODY, item, PART_BODY), item);
	}
}

/* The alternative stands for all that is in a Figure, so caption and source line stay outside. */
static void
figure_tag(struct tags *tags, struct elem *parent, const struct node *node)
{
	struct elem *around = elem_add(tags, parent, TAG_DIV, node, PART_BODY);
	bool before = true;

	for (const struct node *at = node->first; at; at = at->next) {
		if (at->kind == NODE_CHART || at->kind == NODE_IMAGE)
			before = false;
		if (at->kind == NODE_PARA && before)
			block_tag(tags, elem_add(tags, around, TAG_CAPTION, NULL, PART_COUNT), at);
		else
			block_tag(tags, around, at);
	}
}

/* Deeper entries stand in a table of contents of their own, behind the entry above them. */
static void
contents_tag(struct tags *tags, struct elem *parent, const struct node *node)
{
	struct elem *contents = elem_add(tags, parent, TAG_TOC, node, PART_BODY), *at = contents;
	int level = node->first ? node->first->as.entry.level : 1;

	for (const struct node *entry = node->first; entry; entry = entry->next) {
		struct elem *reference;

		for (; level < entry->as.entry.level; level++)
			at = elem_add(tags, at, TAG_TOC, NULL, PART_COUNT);
		for (; level > entry->as.entry.level && at != contents; level--)
			at = at->parent;
		level = entry->as.entry.level;
		reference = elem_add(tags, elem_add(tags, at, TAG_TOCI, entry, PART_COUNT),
			TAG_REFERENCE, NULL, PART_COUNT);
		if (g_hash_table_contains(tags->hots, entry))
			reference = elem_add(tags, reference, TAG_LINK, NULL, PART_COUNT);
		g_hash_table_insert(tags->elems, key_of(entry, PART_BODY), reference);
	}
}

void
children_tag(struct tags *tags, struct elem *parent, const struct node *node)
{
	for (const struct node *at = node->first; at; at = at->next)
		block_tag(tags, parent, at);
}

/* Containers by kind; a box with a heading is a section, one of quoted words says so, and any other is
 * a mere division. */
static void
container_tag(struct tags *tags, struct elem *parent, const struct node *node)
{
	enum tag tag = node->kind == NODE_COVER ? TAG_PART
		: node->kind == NODE_SECTION || node_heading(node)
		? TAG_SECT : node->style && g_str_has_suffix(node->style, "quote") ? TAG_BLOCKQUOTE : TAG_DIV;

	children_tag(tags, elem_add(tags, parent, tag, node, PART_BODY), node);
}

static void
chart_tag(struct tags *tags, struct elem *parent, const struct node *node)
{
	elem_add(tags, parent, TAG_FIGURE, node, PART_BODY);
}

void
block_tag(struct tags *tags, struct elem *parent, const struct node *node)
{
	static void (*const by_kind[NODE_KIND_COUNT])(struct tags *, struct elem *,
		const struct node *) = {
		[NODE_COVER] = container_tag, [NODE_SECTION] = container_tag, [NODE_BOX] = container_tag,
		[NODE_FIGURE] = figure_tag, [NODE_HEADING] = heading_tag, [NODE_PARA] = para_tag,
		[NODE_LIST] = list_tag, [NODE_TABLE] = table_tag, [NODE_CHART] = chart_tag,
		[NODE_IMAGE] = chart_tag,
		[NODE_CONTENTS] = contents_tag,
	};

	if (by_kind[node->kind])
		by_kind[node->kind](tags, parent, node);
}

/* ---- marks ---- */

static struct elem *owner_elem(struct tags *tags, struct owner owner);

/* What an inline node stands in: the nearest node around it that is an element. A link cannot stand in a
 * link: the mark of a note is read behind the one that it stands in. */
static const struct node *
around_of(const struct node *node, enum part part)
{
	const struct node *around = node->parent;

	if (part == PART_LABEL)
		return node;
	for (const struct node *at = around; at && part == PART_REFERENCE && at->kind >= NODE_TEXT;
		at = at->parent)
		if (at->kind == NODE_LINK)
			around = at->parent;
	while (around && (around->kind == NODE_TEXT || (around->kind == NODE_SPAN && !around->lang)))
		around = around->parent;
	return around;
}

/* Inline elements begin where their first mark comes: so they stand between their neighbours' marks
 * as they were painted. A link that leads nowhere is no element. */
static struct elem *
inline_elem(struct tags *tags, struct owner owner)
{
	const struct node *node = owner.node;
	struct owner around = { around_of(node, owner.part), PART_BODY };
	bool link = node->kind == NODE_LINK && g_hash_table_contains(tags->hots, node);
	struct elem *parent;

	parent = around.node ? owner_elem(tags, around) : NULL;
	if (!parent || (node->kind == NODE_LINK && !link) || node->kind == NODE_HEADING)
		return parent;
	if (owner.part == PART_LABEL)
		return elem_add(tags, parent, TAG_LBL, node, PART_LABEL);
	if (owner.part == PART_REFERENCE) {
		parent = elem_add(tags, parent, TAG_REFERENCE, NULL, PART_COUNT);
		return elem_add(tags, parent, TAG_LINK, node, PART_REFERENCE);
	}
	return elem_add(tags, parent, link ? TAG_LINK : TAG_SPAN, node, PART_BODY);
}

static struct elem *
owner_elem(struct tags *tags, struct owner owner)
{
	struct elem *elem = tags_elem(tags, owner.node, owner.part);
	bool inlined = owner.node->kind == NODE_SPAN || owner.node->kind == NODE_LINK;

	if (!elem && owner.node->kind == NODE_ENTRY)
		return tags_elem(tags, owner.node, PART_BODY); /* its number is part of the link */
	if (!elem && (inlined || owner.part != PART_BODY))
		elem = inline_elem(tags, owner);
	return elem;
}

static bool
marks_attach(struct tags *tags)
{
	const GArray *marks = tags->marks->marks;
	int page = -1, next = 0;

	for (guint i = 0; i < marks->len; i++) {
		const struct mark *mark = &g_array_index(marks, struct mark, i);
		struct elem *elem;

		if (mark->page != page)
			next = 0;
		page = mark->page;
		tags->mcids[i] = -1;
		if (!mark->owner.node)
			continue;
		if (!(elem = owner_elem(tags, mark->owner)))
			return false;
		kid_add(tags, elem, NULL, (int)i);
		tags->by_mark[i] = elem;
		tags->mcids[i] = next++;
		for (; elem && !elem->used; elem = elem->parent)
			elem->used = true;
	}
	return true;
}

/* ---- places ---- */

static int
first_mark(const struct elem *elem)
{
	for (const struct kid *kid = elem->first; kid; kid = kid->next) {
		int mark = kid->elem ? first_mark(kid->elem) : kid->mark;

		if (mark >= 0)
			return mark;
	}
	return -1;
}

bool
elem_spot(const struct tags *tags, const struct elem *elem, struct spot *spot)
{
	int number = elem ? first_mark(elem) : -1;
	const struct mark *mark;

	if (number < 0)
		return false;
	mark = &g_array_index(tags->marks->marks, struct mark, number);
	*spot = (struct spot){ mark->page, mark->x1, mark->y1 };
	return true;
}

bool
tags_spot(const struct tags *tags, const struct node *node, struct spot *spot)
{
	const struct anchor *anchor = pages_anchor(tags->pages, node);
	const struct elem *elem = NULL;

	if (anchor) {
		*spot = (struct spot){ anchor->page, anchor->x, anchor->y };
		return true;
	}
	for (; node && !elem; node = node->parent)
		elem = tags_elem(tags, node, PART_BODY);
	return elem_spot(tags, elem, spot);
}

struct tags *
tags_make(const struct pages *pages, const struct marks *marks)
{
	struct tags *tags = g_new0(struct tags, 1);
	const struct node *root = pages->report->root;

	tags->arena = arena_create();
	tags->pages = pages;
	tags->marks = marks;
	tags->elems = g_hash_table_new(NULL, NULL);
	tags->hots = g_hash_table_new(NULL, NULL);
	tags->annots = g_array_new(FALSE, FALSE, sizeof(struct annot));
	tags->by_mark = arena_new_array(tags->arena, struct elem *, marks->marks->len + 1);
	tags->mcids = arena_new_array(tags->arena, int, marks->marks->len + 1);
	for (guint i = 0; i < marks->hots->len; i++)
		g_hash_table_add(tags->hots,
			(gpointer)g_array_index(marks->hots, struct hot, i).source);
	for (guint i = 0; i < marks->marks->len; i++) {
		struct owner owner = g_array_index(marks->marks, struct mark, i).owner;

		if (owner.node && owner.part == PART_REFERENCE)
			g_hash_table_add(tags->hots, (gpointer)owner.node);
	}
	tags->root = elem_add(tags, NULL, TAG_DOCUMENT, root, PART_BODY);
	children_tag(tags, tags->root, root);
	if (!marks_attach(tags))
		g_clear_pointer(&tags, tags_destroy);
	return tags;
}

void
tags_destroy(struct tags *tags)
{
	if (!tags)
		return;
	for (guint i = 0; i < tags->annots->len; i++)
		g_free(g_array_index(tags->annots, struct annot, i).contents);
	g_array_free(tags->annots, TRUE);
	g_hash_table_destroy(tags->elems);
	g_hash_table_destroy(tags->hots);
	arena_destroy(tags->arena);
	g_free(tags);
}
