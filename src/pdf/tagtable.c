/* Tables: which header cells each cell belongs to, said twice: by Scope, for readers that go along
 * rows and columns, and by Headers, for those that follow references (ISO 32000-1, 14.8.5.7). */
#include "pdf/tags.h"

#include <string.h>

#include "base/arena.h"

enum { MOST_COLUMNS = 64 };

/* The header cells seen so far: of each column, of the rows' group, and of the rows. */
struct headers {
	int count;                      /* of the table's columns */
	GString *columns[MOST_COLUMNS]; /* identifiers, each in brackets */
	const char *group;
	const char *rows[MOST_COLUMNS]; /* by the column that the cell begins in */
	int reach[MOST_COLUMNS];        /* how many more rows it reaches down */
};

static const char *
scope_name(const struct node *row, const struct node *cell)
{
	if (cell->as.cell.scope == SCOPE_ROW)
		return "Row";
	return cell->as.cell.scope != SCOPE_NONE || row->as.row.part == ROW_HEAD ? "Column" : NULL;
}

/* A cell that says nothing heads nothing, as in the corner of a head: it stays a plain one. */
static bool
is_header(const struct node *row, const struct node *cell)
{
	return (cell->as.cell.scope != SCOPE_NONE || row->as.row.part == ROW_HEAD) && node_says(cell);
}

static void
id_put(GString *out, const char *id)
{
	g_string_append_c(out, '(');
	g_string_append(out, id);
	g_string_append_c(out, ')');
}

static void
headers_put(GString *out, const struct headers *headers, const struct node *row,
	const struct node *cell)
{
	int from = cell->as.cell.column, to = MIN(from + cell->as.cell.colspan, headers->count);
	GString *list = g_string_new(NULL);
	int last;

	if (cell->as.cell.scope == SCOPE_GROUP)
		to = from; /* it heads rows: what the columns are called is nothing to it */
	for (int i = from; i < to; i++)
		for (const char *at = headers->columns[i]->str; *at;) {
			size_t length = strcspn(at, ")") + 1;

			if (!memmem(list->str, list->len, at, length))
				g_string_append_len(list, at, (gssize)length);
			at += length;
		}
	if (row->as.row.part == ROW_BODY && cell->as.cell.scope != SCOPE_GROUP && headers->group)
		id_put(list, headers->group);
	/* a header of a row is itself headed by those before it */
	last = cell->as.cell.scope == SCOPE_NONE ? headers->count : cell->as.cell.scope == SCOPE_ROW ? from : 0;
	for (int i = 0; i < last; i++)
		if (headers->rows[i])
			id_put(list, headers->rows[i]);
	if (list->len)
		g_string_append_printf(out, "/Headers[%s]", list->str);
	g_string_free(list, TRUE);
}

static void
cell_attributes(struct tags *tags, struct elem *elem, const struct headers *headers,
	const struct node *row, const struct node *cell)
{
	GString *out = g_string_new("/O/Table");
	const char *scope = scope_name(row, cell);

	if (elem->tag == TAG_TH && scope)
		g_string_append_printf(out, "/Scope/%s", scope);
	if (cell->as.cell.colspan > 1)
		g_string_append_printf(out, "/ColSpan %d", cell->as.cell.colspan);
	if (cell->as.cell.rowspan > 1)
		g_string_append_printf(out, "/RowSpan %d", cell->as.cell.rowspan);
	headers_put(out, headers, row, cell);
	if (out->len > strlen("/O/Table"))
		elem->attributes = arena_strdup(tags->arena, out->str);
	g_string_free(out, TRUE);
}

/* A header cell of this row counts for the cells of its own row too, so rows are gone through first. */
static void
row_headers(struct tags *tags, struct headers *headers, struct elem *tr, const struct node *row)
{
	for (const struct node *cell = row->first; cell; cell = cell->next) {
		struct elem *elem = elem_add(tags, tr, is_header(row, cell) ? TAG_TH : TAG_TD, cell,
			PART_BODY);

		if (elem->tag != TAG_TH)
			continue;
		elem->id = arena_printf(tags->arena, "cell%06d", ++tags->id_count);
		if (cell->as.cell.scope == SCOPE_GROUP) {
			headers->group = elem->id;
		} else if (cell->as.cell.scope == SCOPE_ROW) {
			headers->rows[cell->as.cell.column] = elem->id;
			headers->reach[cell->as.cell.column] = cell->as.cell.rowspan;
		}
	}
}

/* What the head cells of this row mean for the rows below. */
static void
row_pass(const struct tags *tags, struct headers *headers, const struct node *row)
{
	for (const struct node *cell = row->first; cell; cell = cell->next) {
		const struct elem *elem = tags_elem(tags, cell, PART_BODY);
		int from = cell->as.cell.column, to = MIN(from + cell->as.cell.colspan, headers->count);

		if (elem->tag != TAG_TH || cell->as.cell.scope == SCOPE_ROW ||
			cell->as.cell.scope == SCOPE_GROUP)
			continue;
		for (int i = from; i < to; i++)
			id_put(headers->columns[i], elem->id);
	}
	for (int i = 0; i < headers->count; i++)
		if (headers->reach[i] > 0 && --headers->reach[i] == 0)
			headers->rows[i] = NULL;
}

static void
row_tag(struct tags *tags, struct headers *headers, struct elem *part, const struct node *row)
{
	struct elem *tr = elem_add(tags, part, TAG_TR, row, PART_BODY);

	row_headers(tags, headers, tr, row);
	for (const struct node *cell = row->first; cell; cell = cell->next) {
		struct elem *elem = tags_elem(tags, cell, PART_BODY);

		cell_attributes(tags, elem, headers, row, cell);
		children_tag(tags, elem, cell);
	}
	row_pass(tags, headers, row);
}

/* Validators want a body under every head: a table that is all head has neither. */
void
table_tag(struct tags *tags, struct elem *parent, const struct node *node)
{
	struct elem *table = elem_add(tags, parent, TAG_TABLE, node, PART_BODY), *part = NULL;
	struct headers headers = { .count = MIN(node->as.table.column_count, MOST_COLUMNS) };
	bool has_body = false;

	for (int i = 0; i < headers.count; i++)
		headers.columns[i] = g_string_new(NULL);
	for (const struct node *at = node->first; at; at = at->next)
		has_body |= at->kind == NODE_ROW && at->as.row.part == ROW_BODY;
	for (const struct node *at = node->first; at; at = at->next) {
		enum tag tag = at->kind == NODE_ROW && at->as.row.part == ROW_HEAD ? TAG_THEAD : TAG_TBODY;

		if (at->kind != NODE_ROW) {
			block_tag(tags, elem_add(tags, table, TAG_CAPTION, NULL, PART_COUNT), at);
			continue;
		}
		if (!has_body)
			part = table;
		else if (!part || part->tag != tag)
			part = elem_add(tags, table, tag, NULL, PART_COUNT);
		row_tag(tags, &headers, part, at);
	}
	for (int i = 0; i < headers.count; i++)
		g_string_free(headers.columns[i], TRUE);
}
