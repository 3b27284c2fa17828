/* Table columns: from cell contents to column widths. Knows nothing of pages. */
#include <glib.h>
#include <string.h>

#include "layout/lay.h"

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

static double
pad_of(const struct gridcell *cell)
{
	return cell->look->pad_x * 2 + cell->look->rule_left + cell->look->rule_right;
}

static void
cell_measure(struct grid *grid, struct gridcell *cell, bool head)
{
	double pad = pad_of(cell) + 0.02;
	double least = flow_least_width(&cell->flow), natural = flow_natural_width(&cell->flow);

	cell->natural = natural + pad;
	if (head) /* a heading rather takes two lines than the figures' room */
		natural = MAX(least, natural * 0.55);
	if (cell->before_point >= 0)
		least = natural = grid->widest_before[cell->column] + grid->widest_after[cell->column];
	span_widen(grid->least, cell->column, cell->span, least + pad);
	span_widen(grid->natural, cell->column, cell->span, natural + pad);
}

void
grid_measure(struct grid *grid)
{
	int count = grid->column_count;

	memset(grid->least, 0, (size_t)count * sizeof(double));
	memset(grid->natural, 0, (size_t)count * sizeof(double));
	for (int pass = 0; pass < 2; pass++) /* single cells first, then those that span */
		for (int i = 0; i < grid->row_count; i++)
			for (int j = 0; j < grid->rows[i].cell_count; j++)
				if ((grid->rows[i].cells[j].span > 1) == (pass == 1))
					cell_measure(grid, &grid->rows[i].cells[j], i < grid->head_count);
	for (int i = 0; i < count; i++)
		grid->natural[i] = MAX(grid->natural[i], grid->least[i]);
}

static double
sum(const double *numbers, int count)
{
	double total = 0;

	for (int i = 0; i < count; i++)
		total += numbers[i];
	return total;
}

double
grid_least_width(const struct grid *grid)
{
	return sum(grid->least, grid->column_count);
}

double
grid_natural_width(const struct grid *grid)
{
	return sum(grid->natural, grid->column_count);
}

static double
share_of(const struct grid *grid, int column)
{
	return grid->node->as.table.columns[column].share;
}

/* Columns without a share get what they want when it fits, else what they need and a part of the
 * rest by how much more they want; what those with a share want is met first. Gives the room that is
 * left for those. */
static double
widths_want(const struct grid *grid, double width, double *out)
{
	int count = grid->column_count;
	double shares = 0, least = 0, natural = 0, room = width, shared = 0;

	for (int i = 0; i < count; i++) {
		bool automatic = share_of(grid, i) <= 0;

		shares += share_of(grid, i);
		least += automatic ? grid->least[i] : 0;
		natural += automatic ? grid->natural[i] : 0;
		shared += automatic ? 0 : grid->least[i];
	}
	for (int i = 0; i < count; i++)
		if (share_of(grid, i) > 0)
			room = MIN(room, width - grid->least[i] * shares / share_of(grid, i));
	room = MIN(MAX(room, least), MAX(width - shared, least));
	for (int i = 0; i < count; i++) {
		if (share_of(grid, i) > 0)
			continue;
		if (natural <= room)
			out[i] = grid->natural[i] * (shares > 0 ? 1 : room / MAX(natural, 1));
		else
			out[i] = grid->least[i] + (room - least) * (grid->natural[i] - grid->least[i]) /
				(natural - least);
	}
	return width - sum(out, count);
}

/* By their shares; a column whose share is too narrow for its longest word gets what it needs, and the
 * others divide the rest anew. */
static void
widths_share(const struct grid *grid, double room, double *out)
{
	int count = grid->column_count;
	bool *met = g_new0(bool, count + 1), again = true;
	double shares = 0;

	for (int i = 0; i < count; i++)
		shares += share_of(grid, i);
	while (again) {
		double left = room, rest = shares;

		again = false;
		for (int i = 0; i < count && !again; i++) {
			if (share_of(grid, i) <= 0 || met[i])
				continue;
			out[i] = left * share_of(grid, i) / rest;
			if (out[i] + 0.001 >= grid->least[i])
				continue;
			out[i] = grid->least[i];
			met[i] = again = true;
			room -= out[i];
			shares -= share_of(grid, i);
		}
	}
	g_free(met);
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
widths_check(struct layout *lo, const struct grid *grid, const double *given)
{
	for (int i = 0; i < grid->column_count; i++)
		if (given[i] + 0.1 < grid->least[i]) {
			diag(lo->diags, DIAG_LAYOUT_OVERFLOW, lay_place(grid->node),
				"column %d of this table is too narrow for its longest word by %.1f points", i + 1,
				grid->least[i] - given[i]);
			return;
		}
}

/* ---- idle room ---- */

/* The first rows of a long table speak for it. */
enum { ROWS_ASKED = 400 };

/* How many lines its text takes in that width; what is no text counts nothing. */
static int
cell_lines(struct gridcell *cell, const double *widths)
{
	double width = sum(&widths[cell->column], cell->span);
	int lines = 0;

	if (width > cell->natural && cell->lines)
		return cell->lines;
	width -= pad_of(cell);
	for (int i = 0; i < cell->flow.count; i++) {
		const struct block *block = &cell->flow.blocks[i];

		if (block->kind == BLOCK_TEXT)
			lines += text_line_count(&block->as.text, width - block->left - block->right);
	}
	if (width + pad_of(cell) > cell->natural)
		cell->lines = lines;
	return lines;
}

/* Of the whole table: each row is as high as its highest cell. */
static int
grid_lines(const struct grid *grid, const double *widths)
{
	int lines = 0;

	for (int i = 0; i < MIN(grid->row_count, ROWS_ASKED); i++) {
		const struct gridrow *row = &grid->rows[i];
		int most = 0;

		for (int j = 0; j < row->cell_count; j++) {
			struct gridcell *cell = &row->cells[j];

			most = MAX(most, (cell_lines(cell, widths) + cell->rows - 1) / cell->rows);
		}
		lines += most;
	}
	return lines;
}

/* Of the cells that stand in the column, or reach over it. */
static int
column_lines(const struct grid *grid, const double *widths, int column)
{
	int lines = 0;

	for (int i = 0; i < MIN(grid->row_count, ROWS_ASKED); i++)
		for (int j = 0; j < grid->rows[i].cell_count; j++) {
			struct gridcell *cell = &grid->rows[i].cells[j];

			if (column >= cell->column && column < cell->column + cell->span)
				lines += cell_lines(cell, widths);
		}
	return lines;
}

/* Narrows a column as far as none of its cells takes more lines for it. */
static void
column_tighten(const struct grid *grid, double *widths, int column)
{
	double high = widths[column], low = MIN(grid->least[column], high);
	int lines = column_lines(grid, widths, column);

	widths[column] = low;
	if (column_lines(grid, widths, column) == lines)
		return;
	while (high - low > 0.5) {
		widths[column] = (low + high) / 2;
		if (column_lines(grid, widths, column) > lines)
			low = widths[column];
		else
			high = widths[column];
	}
	widths[column] = high;
}

/* Columns that are widened together: one without a share or, with WITH_SHARES, all that have one. */
enum { WITH_SHARES = -1 };

static void
column_widen(const struct grid *grid, const double *widths, int column, double more, double *out)
{
	double shared = 0;

	for (int i = 0; i < grid->column_count; i++) {
		out[i] = widths[i] + (i == column ? more : 0);
		shared += share_of(grid, i) > 0 ? widths[i] : 0;
	}
	if (column == WITH_SHARES && shared > 0)
		widths_share(grid, shared + more, out);
}

/* The least that saves as many lines as all of the idle room would. Gives what is left of that. */
static double
idle_give(const struct grid *grid, double *widths, int column, double idle)
{
	int count = grid->column_count, best;
	double *tried = g_new(double, count + 1), low = 0, high = idle;

	column_widen(grid, widths, column, idle, tried);
	best = grid_lines(grid, tried);
	if (best < grid_lines(grid, widths)) {
		while (high - low > 0.5) {
			column_widen(grid, widths, column, (low + high) / 2, tried);
			if (grid_lines(grid, tried) > best)
				low = (low + high) / 2;
			else
				high = (low + high) / 2;
		}
		column_widen(grid, widths, column, high, tried);
		memcpy(widths, tried, (size_t)count * sizeof *widths);
		idle -= high;
	}
	g_free(tried);
	return idle;
}

/* Room that saves a column no line goes where it saves one; what none has a use for stays where it was. */
static void
idle_share(const struct grid *grid, double *given)
{
	int count = grid->column_count;
	double *tight = g_memdup2(given, (gsize)(count + 1) * sizeof *given), idle, left, kept = 0;

	for (int i = 0; i < count; i++)
		if (share_of(grid, i) <= 0)
			column_tighten(grid, tight, i);
	idle = left = sum(given, count) - sum(tight, count);
	for (int i = WITH_SHARES; i < count; i++)
		if (left > SLACK && (i < 0 || share_of(grid, i) <= 0))
			left = idle_give(grid, tight, i, left);
	for (int i = 0; i < count; i++)
		kept += share_of(grid, i) <= 0 ? MAX(0, given[i] - tight[i]) : 0;
	for (int i = 0; i < count && kept > 0; i++)
		if (share_of(grid, i) <= 0)
			tight[i] += MAX(0, given[i] - tight[i]) * left / kept;
	if (left < idle && grid_lines(grid, tight) < grid_lines(grid, given))
		memcpy(given, tight, (size_t)count * sizeof *given);
	g_free(tight);
}

/* Some column takes more lines than it would like, and another is wider than it must be. */
static bool
may_be_idle(const struct grid *grid, const double *given)
{
	bool wants = false, has = false;

	for (int i = 0; i < grid->column_count; i++) {
		wants |= given[i] + SLACK < grid->natural[i];
		has |= share_of(grid, i) <= 0 && given[i] > grid->least[i] + 0.5;
	}
	return wants && has;
}

void
grid_divide(struct layout *lo, struct grid *grid, double width)
{
	int count = grid->column_count;
	double *given = g_new0(double, count + 1);

	widths_share(grid, widths_want(grid, width, given), given);
	widths_fit(given, count, width);
	if (may_be_idle(grid, given))
		idle_share(grid, given);
	widths_check(lo, grid, given);
	grid->edges[0] = 0;
	for (int i = 0; i < count; i++)
		grid->edges[i + 1] = grid->edges[i] + given[i];
	g_free(given);
}
