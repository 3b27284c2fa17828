/* Tables to grids: rows, cells and their looks. Knows nothing of pages. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

/* ---- looks ---- */

/* The table's own look for a part of it ("actions-head"), or that of any table ("table-head"); NULL
 * when the style has neither. */
static const struct look *
part_look(struct layout *lo, const struct node *table, const char *part)
{
	char *own = g_strconcat(table->style ? table->style : "table", "-", part, NULL);
	char *any = g_strconcat("table-", part, NULL);
	const char *name = style_knows(lo->style, own) ? own : any;
	const struct look *look = style_knows(lo->style, name) ? style_look(lo->style, name) : NULL;

	g_free(own);
	g_free(any);
	return look;
}

static void
parts_find(struct layout *lo, struct grid *grid)
{
	static const char *const names[] = {
		[PART_HEAD] = "head", [PART_GROUP] = "group", [PART_ROW] = "row", [PART_CELL] = "cell",
		[PART_EVEN] = "even",
	};

	for (int i = 0; i < PART_COUNT; i++) {
		grid->parts[i] = part_look(lo, grid->node, names[i]);
		if (!grid->parts[i] && i != PART_EVEN)
			grid->parts[i] = style_look(lo->style, "base");
	}
}

static const struct look *
cell_look(struct layout *lo, const struct grid *grid, const struct gridrow *row,
	const struct node *cell)
{
	const struct node *node = row->node;
	const struct look *look = grid->parts[node->as.row.part == ROW_HEAD ? PART_HEAD
		: node->as.row.group ? PART_GROUP : cell->as.cell.scope != SCOPE_NONE ? PART_ROW : PART_CELL];

	if (row->nth && row->nth % 2 == 0 && grid->parts[PART_EVEN])
		look = style_over(lo->style, look, grid->parts[PART_EVEN]->name);
	if (cell->style)
		look = style_over(lo->style, look, cell->style);
	return grid->scale < 1 ? style_scaled(lo->style, look, grid->scale) : look;
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

/* Where the token stands, in a line that is long enough for all of the text. */
static float
token_x(const struct text *text, int token)
{
	struct line line = { .count = text->token_count };
	double *x;
	float left = 0;

	for (int i = 0; i < token && !text->mixed; i++)
		left += text->tokens[i].width + text->tokens[i].space;
	if (!text->mixed)
		return left;
	x = g_new0(double, text->token_count + 1);
	bidi_places(text, &line, 0, x);
	left = (float)x[token];
	g_free(x);
	return left;
}

static float
before_point(struct layout *lo, const struct text *text)
{
	for (int i = 0; i < text->token_count; i++) {
		const struct token *token = &text->tokens[i];
		GString *word = g_string_new(NULL);
		float width = -1;
		int at;

		token_append(word, token);
		at = point_at(word->str);
		if (at >= 0)
			width = token_x(text, i);
		if (at > 0)
			width += (float)fonts_shape(lo->fonts, token->cast->face, token->cast->language,
				word->str, (size_t)at)->width;
		g_string_free(word, TRUE);
		if (at >= 0)
			return width;
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

/* The place of a figure is its column's business, and its line begins there at the left, in whatever
 * direction it runs; what else stands in that column ends where it does. */
static enum align
decimal_align(const struct gridcell *cell, const struct block *block)
{
	bool rtl = block->kind == BLOCK_TEXT && block->as.text.rtl;

	return cell->before_point >= 0 && !rtl ? ALIGN_LEFT : ALIGN_RIGHT;
}

static void
cell_make(struct layout *lo, struct grid *grid, const struct gridrow *row, const struct node *node,
	struct gridcell *cell)
{
	cell->node = node;
	cell->look = cell_look(lo, grid, row, node);
	cell->align = node_cell_align(node);
	flow_make(lo, &cell->flow, node, cell->look, true);
	for (int i = 0; i < cell->flow.count; i++)
		if (cell->align != ALIGN_STYLE && cell->align != ALIGN_DECIMAL)
			cell->flow.blocks[i].align = cell->align;
	cell_point(lo, grid, cell);
	for (int i = 0; i < cell->flow.count; i++)
		if (cell->align == ALIGN_DECIMAL)
			cell->flow.blocks[i].align = decimal_align(cell, &cell->flow.blocks[i]);
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
row_make(struct layout *lo, struct grid *grid, struct gridrow *row, int rows_left, int *covered)
{
	const struct node *node = row->node;
	int column = 0;

	row->cells = arena_new_array(lo->work, struct gridcell, children_count(node, NODE_CELL));
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
		cell_make(lo, grid, row, child, cell);
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
		reach = 0, nth = 0;

	grid->rows = arena_new_array(lo->work, struct gridrow, count);
	grid->last_row = arena_new_array(lo->work, int, count);
	for (const struct node *child = table->first; child; child = child->next) {
		struct gridrow *row = &grid->rows[grid->row_count];

		if (child->kind != NODE_ROW)
			continue;
		row->node = child;
		nth = child->as.row.part == ROW_HEAD || child->as.row.group ? 0 : nth + 1;
		row->nth = nth;
		row_make(lo, grid, row, count - grid->row_count, covered);
		for (int i = 0; i < row->cell_count; i++)
			reach = MAX(reach, grid->row_count + row->cells[i].rows - 1);
		grid->last_row[grid->row_count] = MAX(reach, grid->row_count);
		if (child->as.row.part == ROW_HEAD && grid->head_count == grid->row_count)
			grid->head_count++;
		grid->row_count++;
	}
	g_free(covered);
}

static void
grid_fill_in(struct layout *lo, struct grid *grid, double scale)
{
	int count = grid->column_count;

	grid->scale = scale;
	grid->row_count = grid->head_count = 0;
	memset(grid->widest_before, 0, (size_t)count * sizeof(float));
	memset(grid->widest_after, 0, (size_t)count * sizeof(float));
	rows_make(lo, grid, grid->node);
	grid_measure(grid);
}

struct grid *
grid_make(struct layout *lo, const struct node *table)
{
	struct grid *grid = arena_new(lo->work, struct grid);

	grid->node = table;
	grid->look = style_look(lo->style, table->style && style_knows(lo->style, table->style)
		? table->style : "table");
	parts_find(lo, grid);
	grid->rtl = node_is_leftward(lo, table);
	grid->column_count = table->as.table.column_count;
	grid->edges = arena_new_array(lo->work, double, grid->column_count + 1);
	grid->least = arena_new_array(lo->work, double, grid->column_count);
	grid->natural = arena_new_array(lo->work, double, grid->column_count);
	grid->widest_before = arena_new_array(lo->work, float, grid->column_count);
	grid->widest_after = arena_new_array(lo->work, float, grid->column_count);
	grid_fill_in(lo, grid, 1);
	return grid;
}

/* ---- room ---- */

/* As much smaller as it must be, in whole per cents, and as its style allows. */
static void
grid_shrink(struct layout *lo, struct grid *grid, double width)
{
	double need = grid_least_width(grid), least = grid->look->shrink,
		scale = MAX(least, floor(width / need * 100) / 100);

	if (least <= 0 || least >= 1 || scale >= 1)
		return;
	grid_fill_in(lo, grid, scale);
	diag(lo->diags, DIAG_LAYOUT_FITTED, lay_place(grid->node),
		"this table is %.1f points wider than its room, and is set at %.0f%% of its size",
		need - width, scale * 100);
}

void
grid_set(struct layout *lo, struct grid *grid, double width)
{
	if (grid->scale == 1 && grid_least_width(grid) > width + SLACK)
		grid_shrink(lo, grid, width);
	grid_divide(lo, grid, width);
	for (int i = 0; i < grid->row_count; i++)
		for (int j = 0; j < grid->rows[i].cell_count; j++) {
			struct gridcell *cell = &grid->rows[i].cells[j];
			double begin = grid->edges[cell->column], end = grid->edges[cell->column + cell->span];

			cell->left = grid->rtl ? grid->edges[grid->column_count] - end : begin;
			flow_set(lo, &cell->flow, end - begin - cell->look->pad_x * 2 - cell->look->rule_left -
				cell->look->rule_right);
		}
}
