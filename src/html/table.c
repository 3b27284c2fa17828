/* Tables: every data cell names the cells that head it, so that no reader has to guess. */
#include <string.h>

#include "base/arena.h"
#include "html/write.h"
#include "paint/svg.h"

/* What heads the cells below and beside, as ids with a space before each. */
struct heads {
	GString *columns[64];
	struct {
		char *id;
		int rows; /* that it still reaches over */
	} rows[64];
	int row_count;
	const char *group;
	int table, row; /* counted from 1, for ids */
	bool body_open, in_head;
	bool leftward; /* columns run from right to left */
	int *beside; /* by column: the widest text between a decimal point and the end of its cell, in half
	              * figures: after the point or, where the table is leftward, before it */
};

void
html_scroll_begin(struct html *html, const char *label_id)
{
	html_put(html, "<div class=\"scroll\" role=\"group\" tabindex=\"0\"");
	if (label_id)
		html_attribute(html, "aria-labelledby", label_id);
	else
		html_attribute(html, "aria-label", html_word(html, "html-table"));
	html_put(html, ">\n");
}

void
html_scroll_end(struct html *html)
{
	html_put(html, "</div>\n");
}

/* ---- alignment ---- */

static void
text_gather(GString *out, const struct node *node)
{
	for (const struct node *at = node->first; at; at = at->next)
		if (at->kind == NODE_TEXT)
			g_string_append(out, at->as.text.text);
		else if (at->kind != NODE_NOTE)
			text_gather(out, at);
}

static int
half_figures(const char *from, const char *end)
{
	int width = 0;

	for (const char *at = from; at < end; at = g_utf8_next_char(at))
		width += strchr(".,: ", *at) ? 1 : *at == '%' ? 3 : 2;
	return width;
}

/* The width of what follows a number's whole part, or of that and what stands before it, in half figures:
 * points and commas are half as wide as figures. -1 when there is no number. */
static int
beside_point(const struct heads *heads, const struct node *cell)
{
	GString *text = g_string_new(NULL);
	const char *at;
	int width = -1;

	text_gather(text, cell);
	at = text->str + strcspn(text->str, "0123456789");
	if (*at) {
		while (g_ascii_isdigit(*at) || (*at == ',' && g_ascii_isdigit(at[1])))
			at++;
		width = heads->leftward ? half_figures(text->str, at) : half_figures(at, text->str + text->len);
	}
	g_string_free(text, TRUE);
	return width;
}

static bool
is_decimal(const struct node *cell)
{
	return node_cell_align(cell) == ALIGN_DECIMAL && html_is_single(cell);
}

static void
widths_measure(struct heads *heads, const struct node *table)
{
	for (const struct node *row = table->first; row; row = row->next)
		for (const struct node *cell = row->kind == NODE_ROW ? row->first : NULL; cell;
			cell = cell->next)
			if (is_decimal(cell)) {
				int *widest = &heads->beside[cell->as.cell.column];

				*widest = MAX(*widest, beside_point(heads, cell));
			}
}

/* Numbers stand point under point: what is between it and the cell's end is as wide in all cells of a
 * column. */
static void
align_class(GString *class, const struct heads *heads, const struct node *cell)
{
	static const char *const names[] = { [ALIGN_RIGHT] = " right", [ALIGN_CENTRE] = " centre",
		[ALIGN_DECIMAL] = " point", [ALIGN_JUSTIFY] = NULL, [ALIGN_LEFT] = " left",
		[ALIGN_STYLE] = NULL };
	enum align align = node_cell_align(cell);
	int beside;

	if (names[align])
		g_string_append(class, names[align]);
	if (!is_decimal(cell) || (beside = beside_point(heads, cell)) < 0)
		return;
	beside = MIN(heads->beside[cell->as.cell.column] - beside, 12);
	if (beside > 0)
		g_string_append_printf(class, " pad-%d", beside);
}

/* ---- heads ---- */

static void
heads_add(struct heads *heads, const struct node *cell, const char *id)
{
	int first = cell->as.cell.column, last = first + cell->as.cell.colspan;

	switch (cell->as.cell.scope) {
	case SCOPE_COLUMN:
		for (int i = first; heads->in_head && i < last; i++)
			g_string_append_printf(heads->columns[i], " %s", id);
		break;
	case SCOPE_ROW:
		if (heads->row_count < 64) {
			heads->rows[heads->row_count].id = g_strdup(id);
			heads->rows[heads->row_count++].rows = cell->as.cell.rowspan;
		}
		break;
	case SCOPE_GROUP:
	case SCOPE_NONE:
		break;
	}
}

/* Heads of rows that reached to the row before go. */
static void
heads_next_row(struct heads *heads)
{
	int kept = 0;

	for (int i = 0; i < heads->row_count; i++) {
		if (--heads->rows[i].rows > 0)
			heads->rows[kept++] = heads->rows[i];
		else
			g_free(heads->rows[i].id);
	}
	heads->row_count = kept;
	heads->row++;
}

/* The ids of all that head a cell: group, rows, columns; each once. */
static void
headers_put(struct html *html, const struct heads *heads, const struct node *cell)
{
	GString *ids = g_string_new(heads->group ? heads->group : NULL);
	int first = cell->as.cell.column, last = first + cell->as.cell.colspan;

	for (int i = 0; i < heads->row_count; i++)
		g_string_append_printf(ids, "%s%s", ids->len ? " " : "", heads->rows[i].id);
	for (int i = first; i < last; i++) {
		const char *columns = heads->columns[i]->str;

		if (*columns && (i == first || strcmp(columns, heads->columns[i - 1]->str) != 0))
			g_string_append(ids, ids->len ? columns : columns + 1);
	}
	html_attribute(html, "headers", ids->len ? ids->str : NULL);
	g_string_free(ids, TRUE);
}

/* ---- cells ---- */

static void
scope_put(struct html *html, const struct node *cell)
{
	static const char *const one[] = { [SCOPE_ROW] = "row", [SCOPE_COLUMN] = "col",
		[SCOPE_GROUP] = "rowgroup" };
	static const char *const many[] = { [SCOPE_ROW] = "rowgroup", [SCOPE_COLUMN] = "colgroup",
		[SCOPE_GROUP] = "rowgroup" };
	enum scope scope = cell->as.cell.scope;
	bool wide = (scope == SCOPE_COLUMN && cell->as.cell.colspan > 1) ||
		(scope == SCOPE_ROW && cell->as.cell.rowspan > 1);

	html_attribute(html, "scope", wide ? many[scope] : one[scope]);
}

static void
cell_attributes(struct html *html, struct heads *heads, const struct node *cell, bool head)
{
	GString *class = g_string_new(NULL);

	if (head) {
		const char *id = cell->id ? cell->id
			: html_id_new(html, "t%d-%d-%d", heads->table, heads->row, cell->as.cell.column + 1);

		html_attribute(html, "id", id);
		heads_add(heads, cell, id);
		if (cell->as.cell.scope == SCOPE_GROUP)
			heads->group = id;
		scope_put(html, cell);
	} else {
		html_attribute(html, "id", cell->id);
		if (!heads->in_head)
			headers_put(html, heads, cell);
	}
	if (cell->as.cell.colspan > 1)
		g_string_append_printf(html->out, " colspan=\"%d\"", cell->as.cell.colspan);
	if (cell->as.cell.rowspan > 1)
		g_string_append_printf(html->out, " rowspan=\"%d\"", cell->as.cell.rowspan);
	align_class(class, heads, cell);
	if (cell->style && style_knows(html->style, cell->style))
		g_string_append_printf(class, " %s",
			sheet_class(html->sheet, style_look(html->style, cell->style), USE_INLINE));
	html_attribute(html, "class", class->len ? class->str + 1 : NULL);
	html_lang(html, cell);
	g_string_free(class, TRUE);
}

static const char *
part_of(const struct node *row, const struct node *cell)
{
	return row->as.row.part == ROW_HEAD ? "head" : row->as.row.group ? "group"
		: cell->as.cell.scope != SCOPE_NONE ? "row" : "cell";
}

/* A head without words heads nothing. */
static void
cell_put(struct html *html, struct heads *heads, const struct node *table, const struct node *row,
	const struct node *cell)
{
	bool head = cell->as.cell.scope != SCOPE_NONE && node_says(cell);
	const struct look *look = sheet_part(html->sheet, table->style, part_of(row, cell));
	const struct around around = { .text = look, .plain = look };

	html_put(html, head ? "<th" : "<td");
	cell_attributes(html, heads, cell, head);
	html_put(html, ">");
	html_contents(html, cell, &around);
	html_put(html, head ? "</th>" : "</td>");
}

static void
body_begin(struct html *html, struct heads *heads)
{
	if (heads->body_open)
		html_put(html, "</tbody>\n");
	html_put(html, "<tbody>\n");
	heads->body_open = true;
}

static void
row_put(struct html *html, struct heads *heads, const struct node *table, const struct node *row)
{
	bool head = row->as.row.part == ROW_HEAD;

	if (head && !heads->in_head)
		html_put(html, "<thead>\n");
	if (!head && heads->in_head)
		html_put(html, "</thead>\n");
	heads->in_head = head;
	if (!head && (row->as.row.group || !heads->body_open)) {
		heads->group = NULL;
		body_begin(html, heads);
	}
	html_put(html, row->as.row.group ? "<tr class=\"group\"" : "<tr");
	html_attribute(html, "id", row->id);
	html_lang(html, row);
	html_put(html, ">");
	for (const struct node *cell = row->first; cell; cell = cell->next)
		cell_put(html, heads, table, row, cell);
	html_put(html, "</tr>\n");
	heads_next_row(heads);
}

static void
caption_put(struct html *html, const struct node *caption, const char *id,
	const struct around *around)
{
	const struct look *look = html_look(html, around->text, caption, "caption");

	html_put(html, "<caption");
	html_attribute(html, "id", id);
	html_attribute(html, "class", sheet_class(html->sheet, look, USE_TEXT));
	html_lang(html, caption);
	html_put(html, ">");
	html_inline(html, caption);
	html_put(html, "</caption>\n");
}

static bool
is_leftward(const struct node *table)
{
	while (!table->lang && table->parent)
		table = table->parent;
	return table->lang && html_is_leftward(table->lang);
}

/* Widths only when the report gives all columns their shares: else the contents decide. */
static void
columns_put(struct html *html, const struct node *table)
{
	const struct column *columns = table->as.table.columns;
	double shares = 0;

	for (int i = 0; i < table->as.table.column_count; i++) {
		if (columns[i].share <= 0)
			return;
		shares += columns[i].share;
	}
	html_put(html, "<colgroup>");
	for (int i = 0; i < table->as.table.column_count; i++) {
		html_put(html, "<col style=\"width:");
		svg_number(html->out, columns[i].share / shares * 100);
		html_put(html, "%\"/>");
	}
	html_put(html, "</colgroup>\n");
}

/* One row with a drawing in it: in a narrow window its cells stand one above the other, for the drawing
 * would be cut off beside them. */
static bool
is_stacked(const struct node *table)
{
	int rows = 0;
	bool drawn = false;

	for (const struct node *row = table->first; row; row = row->next) {
		if (row->kind != NODE_ROW)
			continue;
		rows++;
		for (const struct node *cell = row->first; cell; cell = cell->next)
			drawn |= cell->first && cell->first->kind == NODE_FIGURE;
	}
	return rows == 1 && drawn;
}

static void
class_put(struct html *html, const struct node *table)
{
	const char *class = sheet_table(html->sheet, table->style);

	html_attribute(html, "class",
		is_stacked(table) ? arena_printf(html->arena, "%s stack", class) : class);
}

void
html_table(struct html *html, const struct node *table, const struct around *around)
{
	const struct node *caption = table->first->kind == NODE_PARA ? table->first : NULL;
	struct heads heads = { .table = ++html->tables, .row = 1 };
	int columns = table->as.table.column_count;
	const char *label = caption ? html_id(html, caption) : NULL;

	for (int i = 0; i < columns; i++)
		heads.columns[i] = g_string_new(NULL);
	heads.leftward = is_leftward(table);
	heads.beside = g_new0(int, columns);
	widths_measure(&heads, table);
	html_scroll_begin(html, label);
	html_put(html, "<table");
	html_attribute(html, "id", html_id_given(html, table));
	class_put(html, table);
	html_lang(html, table);
	html_put(html, ">\n");
	if (caption)
		caption_put(html, caption, label, around);
	columns_put(html, table);
	for (const struct node *row = table->first; row; row = row->next)
		if (row->kind == NODE_ROW)
			row_put(html, &heads, table, row);
	html_put(html, heads.in_head ? "</thead>\n</table>\n" : "</tbody>\n</table>\n");
	html_scroll_end(html);
	for (int i = 0; i < columns; i++)
		g_string_free(heads.columns[i], TRUE);
	for (int i = 0; i < heads.row_count; i++)
		g_free(heads.rows[i].id);
	g_free(heads.beside);
}
