/* What can be asked of any node. */
#include "report/node.h"

#include <glib.h>
#include <string.h>

#include "report/report.h"

const struct node *
node_caption(const struct node *node)
{
	const struct node *first = node->first;

	return (node->kind == NODE_TABLE || node->kind == NODE_FIGURE) && first &&
		first->kind == NODE_PARA ? first : NULL;
}

enum align
node_cell_align(const struct node *cell)
{
	const struct node *row = cell->parent, *table = row->parent;
	enum align align = cell->as.cell.align;
	bool head = row->as.row.part == ROW_HEAD;

	if (align == ALIGN_STYLE && !row->as.row.group)
		align = table->as.table.columns[cell->as.cell.column].align;
	if (align == ALIGN_DECIMAL && head)
		align = ALIGN_RIGHT;
	if (align == ALIGN_RIGHT && head && cell->as.cell.colspan > 1 && cell->as.cell.align == ALIGN_STYLE)
		align = ALIGN_CENTRE; /* over all of its columns, not the last */
	return align;
}

const struct node *
node_heading(const struct node *node)
{
	const struct node *at = node->first;

	while (node->kind == NODE_BOX && at && at->kind == NODE_PARA)
		at = at->next;
	return at && at->kind == NODE_HEADING ? at : NULL;
}

void
node_append(struct node *parent, struct node *node)
{
	node->parent = parent;
	node->next = NULL;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
}

void
node_remove(struct node *node)
{
	struct node *parent = node->parent, *before = NULL;

	if (parent->first == node) {
		parent->first = node->next;
	} else {
		for (before = parent->first; before->next != node;)
			before = before->next;
		before->next = node->next;
	}
	if (parent->last == node)
		parent->last = before;
}

static void
comments_drop(struct node *parent)
{
	for (struct node *at = parent->first, *next; at; at = next) {
		next = at->next;
		if (at->kind == NODE_NOTE && at->as.note.comment)
			node_remove(at);
		else
			comments_drop(at);
	}
}

void
report_comments_drop(struct report *report)
{
	if (report->comment_count)
		comments_drop(report->root);
	report->comment_count = 0;
}

char *
node_text(const struct node *node)
{
	GString *out = g_string_new(NULL);

	for (const struct node *at = node->first; at; at = at->next) {
		if (at->kind == NODE_TEXT) {
			g_string_append(out, at->as.text.text);
		} else if (at->kind == NODE_LINE_BREAK) {
			g_string_append_c(out, ' ');
		} else if (at->kind != NODE_NOTE) {
			char *inner = node_text(at);

			g_string_append(out, inner);
			g_free(inner);
		}
	}
	g_string_replace(out, "\xc2\xad", "", 0);
	return g_string_free(out, FALSE);
}

const char *
node_lang(const struct node *node)
{
	while (node && !node->lang)
		node = node->parent;
	return node ? node->lang : NULL;
}

bool
node_says(const struct node *node)
{
	if (node->kind == NODE_TEXT)
		return node->as.text.text[strspn(node->as.text.text, " ")] != '\0';
	if (node->kind == NODE_CHART || node->kind == NODE_IMAGE || node->kind == NODE_PAGE_REF)
		return true;
	for (const struct node *at = node->first; at; at = at->next)
		if (node_says(at))
			return true;
	return false;
}

const struct origin *
node_origin(const struct node *text, int from, int end)
{
	const struct stretch *stretches = text->as.text.stretches;
	const struct origin *first = NULL;

	for (int i = 0; i < text->as.text.stretch_count && stretches[i].from < end; i++) {
		int to = i + 1 < text->as.text.stretch_count ? stretches[i + 1].from : end;

		if (to <= from || !stretches[i].origin)
			continue;
		if (stretches[i].origin->figure)
			return stretches[i].origin;
		if (!first)
			first = stretches[i].origin;
	}
	return first;
}
