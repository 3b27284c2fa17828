/* What a report's tree needs once it is whole: links find their targets, contents their entries. */
#include "report/reader.h"

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
	node->parent = parent;
	node->first = node->last = node->next = NULL;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
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
			copy = node_add(reader, NODE_TEXT, to, at);
			copy->as.text.text = " ";
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

/* Entries for the headings in and after `node`, in order of the report. */
static void
entries_add(struct reader *reader, struct node *node, struct node *contents)
{
	for (struct node *at = node->first; at; at = at->next) {
		if (at->kind == NODE_HEADING && at->as.heading.contents &&
			at->as.heading.level <= contents->as.contents.depth) {
			struct node *entry = node_add(reader, NODE_ENTRY, contents, at);

			entry->style = NULL;
			entry->as.entry.target = at;
			entry->as.entry.level = at->as.heading.level;
			inline_copy(reader, at, entry);
		}
		if (at->kind == NODE_SECTION || at->kind == NODE_BOX)
			entries_add(reader, at, contents);
	}
}

static void
contents_fill(struct reader *reader, struct node *node)
{
	for (struct node *at = node->first; at; at = at->next) {
		if (at->kind == NODE_CONTENTS)
			entries_add(reader, reader->report->root, at);
		else if (at->kind == NODE_SECTION)
			contents_fill(reader, at);
	}
}

void
reader_resolve(struct reader *reader)
{
	links_resolve(reader);
	contents_fill(reader, reader->report->root);
}
