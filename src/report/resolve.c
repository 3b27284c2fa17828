/* What a report's tree needs once it is whole: captions are numbered, links find their targets,
 * contents their entries. */
#include "report/reader.h"

#include <string.h>

static void
links_resolve(struct reader *reader)
{
	for (guint i = 0; i < reader->links->len; i++) {
		struct node *link = g_ptr_array_index(reader->links, i);

		link->as.link.target = g_hash_table_lookup(reader->ids, link->as.link.ref);
		if (!link->as.link.target)
			diag(reader->diags, DIAG_REPORT_REFERENCE,
				(struct place){ .file = link->file, .line = link->line },
				"nothing in the report has the id %s, which is referred to here",
				link->as.link.ref);
	}
}

static struct node *
node_add(struct reader *reader, enum node_kind kind, struct node *parent, const struct node *like)
{
	struct node *node = arena_new(reader->arena, struct node);

	*node = *like;
	node->kind = kind;
	node->id = NULL;
	node->first = node->last = NULL;
	node_append(parent, node);
	return node;
}

static struct node *
text_node_add(struct reader *reader, struct node *parent, const struct node *like, const char *text)
{
	struct node *node = node_add(reader, NODE_TEXT, parent, like);

	memset(&node->as, 0, sizeof node->as); /* what it is like may be no text */
	node->style = NULL;
	node->as.text.text = text;
	return node;
}

/* The words of a heading once more. Its notes stay where they are, its links become plain words
 * (the entry is a link itself), and a break of its lines is a space. */
static void
inline_copy(struct reader *reader, const struct node *from, struct node *to)
{
	for (const struct node *at = from->first; at; at = at->next) {
		struct node *copy;

		switch (at->kind) {
		case NODE_NOTE:
			break;
		case NODE_LINE_BREAK:
			text_node_add(reader, to, at, " ");
			break;
		case NODE_LINK:
			inline_copy(reader, at, to);
			break;
		default:
			copy = node_add(reader, at->kind, to, at);
			inline_copy(reader, at, copy);
		}
	}
}

/* ---- numbers of captions ---- */

/* In front of the caption, as words of it. */
static void
caption_number(struct reader *reader, struct node *caption, const char *pattern, int number)
{
	char *figures = g_strdup_printf("%d", number);
	GString *text = g_string_new(pattern);
	struct node *words = caption->first, *last = caption->last, *span;

	g_string_replace(text, "{n}", figures, 0);
	caption->first = caption->last = NULL;
	span = node_add(reader, NODE_SPAN, caption, caption);
	span->style = "caption-number";
	text_node_add(reader, span, caption, arena_strdup(reader->arena, text->str));
	text_node_add(reader, caption, caption, " ");
	if (words) {
		g_assert(caption->last); /* the number at least */
		caption->last->next = words;
		caption->last = last;
	}
	g_string_free(text, TRUE);
	g_free(figures);
}

/* Tables and figures are counted each by themselves; `numbers` keeps them by node. */
static void
captions_number(struct reader *reader, struct node *node, GHashTable *numbers, int counts[2])
{
	const struct head *head = &reader->report->head;

	for (struct node *at = node->first; at; at = at->next) {
		bool table = at->kind == NODE_TABLE;
		const char *pattern = table ? head->table_pattern : head->figure_pattern;
		struct node *caption = (struct node *)node_caption(at);

		if (caption && pattern) {
			caption_number(reader, caption, pattern, ++counts[table]);
			g_hash_table_insert(numbers, at, GINT_TO_POINTER(counts[table]));
		}
		captions_number(reader, at, numbers, counts);
	}
}

/* What is printed of the number of something: that of its caption, of its heading, or its label. */
static const char *
number_of(struct reader *reader, const struct node *node, GHashTable *numbers)
{
	int number = node ? GPOINTER_TO_INT(g_hash_table_lookup(numbers, node)) : 0;

	if (number)
		return arena_printf(reader->arena, "%d", number);
	if (node && node->kind == NODE_SECTION && node->first && node->first->kind == NODE_HEADING)
		node = node->first;
	if (node && node->kind == NODE_HEADING)
		return node->as.heading.number;
	return node && node->kind == NODE_PARA ? node->as.para.label : NULL;
}

static void
numbers_resolve(struct reader *reader)
{
	GHashTable *numbers = g_hash_table_new(NULL, NULL);
	int counts[2] = { 0, 0 };

	captions_number(reader, reader->report->root, numbers, counts);
	for (guint i = 0; i < reader->numbers->len; i++) {
		const struct number_ref *ref = &g_array_index(reader->numbers, struct number_ref, i);
		const struct node *target = g_hash_table_lookup(reader->ids, ref->ref);
		const char *number = number_of(reader, target, numbers);

		if (number)
			ref->node->as.text.text = number;
		else
			diag(reader->diags, DIAG_REPORT_REFERENCE,
				(struct place){ .file = ref->node->file, .line = ref->node->line },
				target ? "what has the id %s has no number, which is referred to here"
				: "nothing in the report has the id %s, which is referred to here", ref->ref);
	}
	g_hash_table_destroy(numbers);
}

/* ---- contents ---- */

static void
entry_add(struct reader *reader, struct node *contents, struct node *target, struct node *words,
	int level)
{
	struct node *entry = node_add(reader, NODE_ENTRY, contents, words);
	const char *lang = node_lang(words), *around = node_lang(contents);

	entry->style = NULL;
	entry->lang = lang && (!around || strcmp(lang, around) != 0) ? lang : NULL;
	entry->as.entry.target = target;
	entry->as.entry.level = level;
	inline_copy(reader, words, entry);
}

/* Entries for the captions of one kind in `node`, in order of the report. */
static void
captions_add(struct reader *reader, struct node *node, enum node_kind kind, struct node *contents)
{
	for (struct node *at = node->first; at; at = at->next) {
		struct node *caption = at->kind == kind ? (struct node *)node_caption(at) : NULL;

		if (caption)
			entry_add(reader, contents, at, caption, 1);
		captions_add(reader, at, kind, contents);
	}
}

/* Entries for the headings in and after `node`, in order of the report. */
static void
entries_add(struct reader *reader, struct node *node, struct node *contents)
{
	for (struct node *at = node->first; at; at = at->next) {
		if (at->kind == NODE_HEADING && at->as.heading.contents &&
			at->as.heading.level <= contents->as.contents.depth)
			entry_add(reader, contents, at, at, at->as.heading.level);
		if (at->kind == NODE_SECTION || at->kind == NODE_BOX)
			entries_add(reader, at, contents);
	}
}

/* A list of nothing has no heading either. */
static void
list_settle(struct node *contents)
{
	struct node *section = contents->parent;

	if (!contents->first && section->kind == NODE_SECTION && section->last == contents &&
		section->first->kind == NODE_HEADING && section->first->next == contents)
		node_remove(section);
}

static void
contents_fill(struct reader *reader, struct node *node)
{
	for (struct node *at = node->first; at; at = at->next) {
		if (at->kind == NODE_CONTENTS && at->as.contents.of == CONTENTS_HEADINGS) {
			entries_add(reader, reader->report->root, at);
		} else if (at->kind == NODE_CONTENTS) {
			captions_add(reader, reader->report->root,
				at->as.contents.of == CONTENTS_TABLES ? NODE_TABLE : NODE_FIGURE, at);
			list_settle(at);
		} else if (at->kind == NODE_SECTION) {
			contents_fill(reader, at);
		}
	}
}

void
reader_resolve(struct reader *reader)
{
	reader_used(reader);
	links_resolve(reader);
	numbers_resolve(reader);
	contents_fill(reader, reader->report->root);
}
