/* Tables to grids: cells, looks and column widths. Knows nothing of pages. */
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

/* ---- looks ---- */

/* The table's own look for a part of it ("actions-head"), or that of any table ("table-head"). */
static const struct look *
part_look(struct layout *lo, const struct node *table, const char *part)
{
	char *own = g_strconcat(table->style ? table->style : "table", "-", part, NULL);
	char *any = g_strconcat("table-", part, NULL);
	const struct look *look = style_look(lo->style, style_knows(lo->style, own) ? own : any);

	g_free(own);
	g_free(any);
	return look;
}

static const struct look *
cell_look(struct layout *lo, const struct node *table, const struct node *row, const struct node *cell)
{
	const char *part = row->as.row.part == ROW_HEAD ? "head" : row->as.row.group ? "group"
		: cell->as.cell.scope != SCOPE_NONE ? "row" : "cell";
	const struct look *look = part_look(lo, table, part);

	return cell->style ? style_over(lo->style, look, cell->style) : look;
}

/* ---- decimal points ---- */

/* Bytes of the text before its decimal point, or before what follows its whole number; -1 when it
 * has no figure. */
static int
point_at(const char *text)
{
	const char *at = text + strcspn(text, "0123456789");

	if (!*at)
		return -1;
	while (g_ascii_isdigit(*at) || (*at == ',' && g_ascii_isdigit(at[1])))
		at++;
	return (int)(at - text);
}

static float
before_point(struct layout *lo, const struct text *text)
{
	float width = 0;

	for (int i = 0; i < text->token_count; i++) {
		const struct token *token = &text->tokens[i];
		GString *word = g_string_new(NULL);
		int at;

		token_append(word, token);
		at = point_at(word->str);
		if (at > 0)
			width += (float)fonts_shape(lo->fonts, token->cast->face, token->cast->language,
				word->str, (size_t)at)->width;
		g_string_free(word, TRUE);
		if (at >= 0)
			return width;
		width += token->width + token->space;
	}
	return -1;
}

static void
cell_point(struct layout *lo, struct grid *grid, struct gridcell *cell)
{
	const struct block *block = cell->flow.blocks;
	float after;

	cell->before_point = -1;
	if (cell->align != ALIGN_DECIMAL || cell->flow.count != 1 || block->kind != BLOCK_TEXT)
		return;
	cell->before_point = before_point(lo, &block->as.text);
	if (cell->before_point < 0)
		return;
	after = (float)text_natural_width(&block->as.text) - cell->before_point;
	grid->widest_before[cell->column] = MAX(grid->widest_before[cell->column], cell->before_point);
	grid->widest_after[cell->column] = MAX(grid->widest_after[cell->column], after);
}

/* ---- nodes to cells ---- */

static enum align
cell_align(const struct node *table, const struct node *row, const struct node *cell, int column)
{
	enum align align = cell->as.cell.align;

	if (align == ALIGN_STYLE && column < table->as.table.column_count && !row->as.row.group)
		align = table->as.table.columns[column].align;
	if (align == ALIGN_DECIMAL && row->as.row.part == ROW_HEAD)
		align = ALIGN_RIGHT;
	return align;
}

static void
cell_make(struct layout *lo, struct grid *grid, const struct node *table, const struct node *row,
	const struct node *node, struct gridcell *cell)
{
	cell->node = node;
	cell->look = cell_look(lo, table, row, node);
	cell->align = cell_align(table, row, node, cell->column);
	flow_make(lo, &cell->flow, node, cell->look, true);
	for (int i = 0; i < cell->flow.count; i++)
		if (cell->align != ALIGN_STYLE && cell->align != ALIGN_DECIMAL)
			cell->flow.blocks[i].align = cell->align;
	cell_point(lo, grid, cell);
	for (int i = 0; i < cell->flow.count; i++)
		if (cell->align == ALIGN_DECIMAL)
			cell->flow.blocks[i].align = cell->before_point < 0 ? ALIGN_RIGHT : ALIGN_LEFT;
}

static int
children_count(const struct node *node, enum node_kind kind)
{
	int count = 0;

	for (const struct node *child = node->first; child; child = child->next)
		count += child->kind == kind;
	return count;
}

/* Columns that a cell from a row above covers are passed over. `covered` counts the rows that each
 * column is still covered for. */
static void
row_make(struct layout *lo, struct grid *grid, const struct node *table, const struct node *node,
	struct gridrow *row, int rows_left, int *covered)
{
	int column = 0;

	row->node = node;
	row->cells = arena_new_array(lo->arena, struct gridcell, children_count(node, NODE_CELL));
	for (const struct node *child = node->first; child; child = child->next) {
		struct gridcell *cell;

		while (column < grid->column_count && covered[column] > 0)
			column++;
		if (child->kind != NODE_CELL || column >= grid->column_count)
			continue;
		cell = &row->cells[row->cell_count++];
		cell->column = column;
		cell->span = CLAMP(child->as.cell.colspan, 1, grid->column_count - column);
		cell->rows = CLAMP(child->as.cell.rowspan, 1, rows_left);
		cell_make(lo, grid, table, node, child, cell);
		for (int i = 0; i < cell->span; i++)
			covered[column++] = cell->rows;
	}
	for (int i = 0; i < grid->column_count; i++)
		covered[i] -= covered[i] > 0;
}

static void
rows_make(struct layout *lo, struct grid *grid, const struct node *table)
{
	int *covered = g_new0(int, grid->column_count + 1), count = children_count(table, NODE_ROW),
		reach = 0;

	grid->rows = arena_new_array(lo->arena, struct gridrow, count);
	grid->last_row = arena_new_array(lo->arena, int, count);
	for (const struct node *child = table->first; child; child = child->next) {
		struct gridrow *row = &grid->rows[grid->row_count];

		if (child->kind != NODE_ROW)
			continue;
		row_make(lo, grid, table, child, row, count - grid->row_count, covered);
		for (int i = 0; i < row->cell_count; i++)
			reach = MAX(reach, grid->row_count + row->cells[i].rows - 1);
		grid->last_row[grid->row_count] = MAX(reach, grid->row_count);
		if (child->as.row.part == ROW_HEAD && grid->head_count == grid->row_count)
			grid->head_count++;
		grid->row_count++;
	}
	g_free(covered);
}

struct grid *
grid_make(struct layout *lo, const struct node *table)
{
	struct grid *grid = arena_new(lo->arena, struct grid);

	grid->look = style_look(lo->style, table->style && style_knows(lo->style, table->style)
		? table->style : "table");
	grid->column_count = table->as.table.column_count;
	grid->edges = arena_new_array(lo->arena, double, grid->column_count + 1);
	grid->widest_before = arena_new_array(lo->arena, float, grid->column_count);
	grid->widest_after = arena_new_array(lo->arena, float, grid->column_count);
	rows_make(lo, grid, table);
	return grid;
}

/* ---- column widths ---- */

struct widths {
	double *least, *natural, *share;
	int count;
};

/* What a spanning cell needs more than its columns have goes to all of them alike. */
static void
span_widen(double *widths, int column, int span, double width)
{
	double sum = 0;

	for (int i = column; i < column + span; i++)
		sum += widths[i];
	for (int i = column; i < column + span && sum < width; i++)
		widths[i] += (width - sum) / span;
}

static void
cell_measure(const struct grid *grid, const struct gridcell *cell, bool head, struct widths *widths)
{
	double pad = cell->look->pad_x * 2 + cell->look->rule_left + cell->look->rule_right + 0.02;
	double least = flow_least_width(&cell->flow), natural = flow_natural_width(&cell->flow);

	if (head) /* a heading rather takes two lines than the figures' room */
		natural = MAX(least, natural * 0.55);
	if (cell->before_point >= 0)
		least = natural = grid->widest_before[cell->column] + grid->widest_after[cell->column];
	span_widen(widths->least, cell->column, cell->span, least + pad);
	span_widen(widths->natural, cell->column, cell->span, natural + pad);
}

static void
widths_measure(const struct grid *grid, struct widths *widths)
{
	for (int pass = 0; pass < 2; pass++) /* single cells first, then those that span */
		for (int i = 0; i < grid->row_count; i++)
			for (int j = 0; j < grid->rows[i].cell_count; j++)
				if ((grid->rows[i].cells[j].span > 1) == (pass == 1))
					cell_measure(grid, &grid->rows[i].cells[j], i < grid->head_count, widths);
}

static double
sum(const double *numbers, int count)
{
	double total = 0;

	for (int i = 0; i < count; i++)
		total += numbers[i];
	return total;
}

/* Columns without a share get what they want when it fits, else what they need and a part of the
 * rest by how much more they want; those with a share divide what is left by their shares, and the
 * widest need among them is met first. */
static void
widths_share(struct widths *widths, double width, double *out)
{
	double shares = sum(widths->share, widths->count), least = 0, natural = 0, room = width, spare;

	for (int i = 0; i < widths->count; i++) {
		widths->natural[i] = MAX(widths->natural[i], widths->least[i]);
		if (widths->share[i] > 0)
			continue;
		least += widths->least[i];
		natural += widths->natural[i];
	}
	for (int i = 0; i < widths->count; i++)
		if (widths->share[i] > 0)
			room = MIN(room, width - widths->least[i] * shares / widths->share[i]);
	room = MAX(room, least);
	spare = room - least;
	for (int i = 0; i < widths->count; i++) {
		if (widths->share[i] > 0)
			continue;
		if (natural <= room)
			out[i] = widths->natural[i] * (shares > 0 ? 1 : room / MAX(natural, 1));
		else
			out[i] = widths->least[i] + spare * (widths->natural[i] - widths->least[i]) /
				(natural - least);
	}
	room = width - sum(out, widths->count);
	for (int i = 0; i < widths->count; i++)
		if (widths->share[i] > 0)
			out[i] = room * widths->share[i] / shares;
}

/* A table wider than its room is narrowed alike in all its columns, and said so. */
static void
widths_fit(double *widths, int count, double width)
{
	double total = sum(widths, count);

	for (int i = 0; i < count && total > width + 0.01; i++)
		widths[i] *= width / total;
}

static void
table_width_check(struct layout *lo, const struct grid *grid, const struct widths *widths,
	const double *given)
{
	for (int i = 0; i < widths->count; i++)
		if (given[i] + 0.1 < widths->least[i]) {
			diag(lo->diags, DIAG_LAYOUT_OVERFLOW, lay_place(grid->rows[0].node->parent),
				"column %d of this table is too narrow for its longest word by %.1f points", i + 1,
				widths->least[i] - given[i]);
			return;
		}
}

void
grid_set(struct layout *lo, struct grid *grid, double width)
{
	int count = grid->column_count;
	struct widths widths = { g_new0(double, count), g_new0(double, count), g_new0(double, count),
		count };
	double *given = g_new0(double, count + 1);
	const struct node *table = grid->row_count ? grid->rows[0].node->parent : NULL;

	for (int i = 0; table && i < count; i++)
		widths.share[i] = table->as.table.columns[i].share;
	widths_measure(grid, &widths);
	widths_share(&widths, width, given);
	widths_fit(given, count, width);
	if (table)
		table_width_check(lo, grid, &widths, given);
	grid->edges[0] = 0;
	for (int i = 0; i < count; i++)
		grid->edges[i + 1] = grid->edges[i] + given[i];
	for (int i = 0; i < grid->row_count; i++)
		for (int j = 0; j < grid->rows[i].cell_count; j++) {
			struct gridcell *cell = &grid->rows[i].cells[j];

			flow_set(lo, &cell->flow, grid->edges[cell->column + cell->span] -
				grid->edges[cell->column] - cell->look->pad_x * 2 - cell->look->rule_left -
				cell->look->rule_right);
		}
	g_free(widths.least);
	g_free(widths.natural);
	g_free(widths.share);
	g_free(given);
}
