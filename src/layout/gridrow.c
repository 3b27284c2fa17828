/* Rows of grids on pages, whole or divided: their cells, with grounds and rules. */
#include <glib.h>

#include "base/arena.h"
#include "layout/gridrow.h"

/* How often a row is filled anew for notes. */
enum { MOST_TRIES = 8 };

static double
cell_width(const struct grid *grid, const struct gridcell *cell)
{
	return grid->edges[cell->column + cell->span] - grid->edges[cell->column];
}

/* A look's left is where a table begins that runs from left to right. */
static double
cell_rule_left(const struct grid *grid, const struct look *look)
{
	return grid->rtl ? look->rule_right : look->rule_left;
}

static double
cell_rule_right(const struct grid *grid, const struct look *look)
{
	return grid->rtl ? look->rule_left : look->rule_right;
}

static struct room
cell_room(const struct grid *grid, const struct gridcell *cell, const struct room *row)
{
	const struct look *look = cell->look;
	struct room room = *row;

	room.x = row->x + cell->left + cell_rule_left(grid, look) + look->pad_x;
	room.width = cell_width(grid, cell) - look->pad_x * 2 - look->rule_left - look->rule_right;
	room.y = row->y + look->pad_y + look->rule_above;
	room.bottom = row->bottom - look->pad_y - look->rule_below;
	room.cut = row->cut - look->pad_y - look->rule_below;
	if (cell->before_point >= 0 && cell->align == ALIGN_DECIMAL)
		room.x += (grid->rtl ? grid->widest_before[cell->column]
			: room.width - grid->widest_after[cell->column]) - cell->before_point;
	return room;
}

/* Grounds come first, without height; cell_dress gives it to them. Gives the item's number. */
static unsigned
ground_begin(const struct rows *rows, const struct gridcell *cell, const struct room *room)
{
	struct page *page = rows->lo->page;

	page_rect(rows->lo->pages, page, ROLE_LAYOUT, cell->node, room->x + cell->left, room->y,
		cell_width(rows->grid, cell), 0, cell->look->ground);
	return page->items->len - 1;
}

static bool
cell_is_rightmost(const struct grid *grid, const struct gridcell *cell)
{
	return grid->rtl ? cell->column == 0 : cell->column + cell->span == grid->column_count;
}

/* Ground and rules, which stay open where the cell goes on over a page; and its place in the height
 * that the others want. Between two cells the rules of both stand on the edge, so that two are one. */
static void
cell_dress(const struct rows *rows, const struct open *open, double x, double bottom, bool ends)
{
	struct layout *lo = rows->lo;
	const struct gridcell *cell = open->cell;
	const struct look *look = cell->look;
	const struct grid *grid = rows->grid;
	double left = x + cell->left, top = open->top, right = left + cell_width(grid, cell),
		rule_left = cell_rule_left(grid, look), rule_right = cell_rule_right(grid, look),
		first = left + (cell->left > 0 ? 0 : rule_left / 2),
		last = right - (cell_is_rightmost(grid, cell) ? rule_right / 2 : 0);
	const struct { double x1, y1, x2, y2, width; } rules[] = {
		{ left, top + look->rule_above / 2, right, top + look->rule_above / 2,
			open->begins ? look->rule_above : 0 },
		{ left, bottom - look->rule_below / 2, right, bottom - look->rule_below / 2,
			ends ? look->rule_below : 0 },
		{ first, top, first, bottom, rule_left },
		{ last, top, last, bottom, rule_right },
	};

	if (look->ground.set) {
		double *points = (double *)g_array_index(lo->page->items, struct item,
			open->ground).as.path.points;

		points[5] = points[7] = bottom;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
		page_rule(lo->pages, lo->page, ROLE_LAYOUT, cell->node, rules[i].x1, rules[i].y1,
			rules[i].x2, rules[i].y2, rules[i].width, look->rule);
	if (open->begins && ends && look->valign != VALIGN_TOP)
		lay_shift(lo, open->held,
			(bottom - open->y) / (look->valign == VALIGN_MIDDLE ? 2 : 1));
}

/* The cells that this row is the last of. */
static void
open_close(struct rows *rows, int row, double x, double bottom)
{
	guint kept = 0;

	for (guint i = 0; i < rows->open->len; i++) {
		struct open *open = &g_array_index(rows->open, struct open, i);

		if (open->last == row)
			cell_dress(rows, open, x, bottom, true);
		else
			g_array_index(rows->open, struct open, kept++) = *open;
	}
	g_array_set_size(rows->open, kept);
}

/* Below all that ends with this row (-1: below all); *left is set when some of it is left for later. */
static double
open_bottom(const struct rows *rows, int row, double y, bool *left)
{
	for (guint i = 0; i < rows->open->len; i++) {
		const struct open *open = &g_array_index(rows->open, struct open, i);

		if (row >= 0 && open->last != row)
			continue;
		y = MAX(y, open->y);
		*left |= !open->rest.done;
	}
	return y;
}

struct fill
row_break(struct rows *rows, int at, double x, double y)
{
	struct layout *lo = rows->lo;
	struct cursor *rest = arena_new_array(lo->work, struct cursor, rows->grid->column_count);
	struct fill done = { FIT_SOME, y, { .at = at, .begun = true,
		.inner = rows->open->len ? rest : NULL } };
	bool left = false;

	done.y = open_bottom(rows, -1, y, &left);
	for (guint i = 0; i < rows->open->len; i++) {
		const struct open *open = &g_array_index(rows->open, struct open, i);

		cell_dress(rows, open, x, done.y, false);
		rest[open->cell->column] = open->rest;
		rest[open->cell->column].begun = true;
	}
	g_array_set_size(rows->open, 0);
	return done;
}

/* A cell begins here, or goes on from where the page before left it. Its contents come when all
 * grounds of its row are there. */
static void
cell_open(struct rows *rows, const struct gridcell *cell, int last, struct cursor from,
	const struct room *room)
{
	struct open open = { .cell = cell, .top = room->y, .y = room->y, .last = last,
		.begins = !from.begun, .rest = from };

	open.ground = ground_begin(rows, cell, room);
	g_array_append_val(rows->open, open);
}

/* False when nothing of it can stand here. */
static bool
cell_fill(struct rows *rows, struct open *open, const struct room *room)
{
	struct layout *lo = rows->lo;
	const struct look *look = open->cell->look;
	struct fill fill;

	open->held.from = lay_mark(lo);
	if (!open->rest.done) {
		fill = flow_fill(lo, &open->cell->flow, open->rest, cell_room(rows->grid, open->cell, room));
		if (fill.fit == FIT_NONE)
			return false;
		open->y = fill.y + look->pad_y + look->rule_below;
		open->rest = fill.rest;
		open->rest.done = fill.fit == FIT_ALL;
	}
	open->held.end = lay_mark(lo);
	return true;
}

/* On a later page, the cells from rows above that reach this row. */
static void
open_again(struct rows *rows, int row, const struct cursor *from, const struct room *room)
{
	const struct grid *grid = rows->grid;
	int first = row;

	while (first > 0 && grid->last_row[first - 1] >= row)
		first--;
	for (; first < row; first++)
		for (int i = 0; i < grid->rows[first].cell_count; i++) {
			const struct gridcell *cell = &grid->rows[first].cells[i];

			if (first + cell->rows > row)
				cell_open(rows, cell, first + cell->rows - 1, from[cell->column], room);
		}
}

/* The row's cells are its own, and it is low enough to be moved to the next page as a whole. */
static bool
is_low(const struct rows *rows, int row)
{
	struct layout *lo = rows->lo;
	double most = lay_page_part(lo, MOST_MOVED);
	bool low = true;

	for (int i = 0; low && i < rows->grid->rows[row].cell_count; i++) {
		const struct gridcell *cell = &rows->grid->rows[row].cells[i];
		const struct look *look = cell->look;
		double around = look->pad_y * 2 + look->rule_above + look->rule_below;

		low = cell->rows == 1 && around + flow_height(lo, &cell->flow, (struct cursor){ 0 },
			cell->flow.width, most * 2) <= most + SLACK;
	}
	return low;
}

/* Head and group rows are divided no sooner than rows that are kept together, and low ones. */
static bool
is_whole(const struct grid *grid, int row)
{
	const struct node *node = grid->rows[row].node;

	return row < grid->head_count || node->as.row.group || node->as.row.together;
}

/* All cells of a row; false when one of them cannot even begin. */
static bool
cells_fill(struct rows *rows, int number, const struct cursor *from, const struct room *room)
{
	const struct gridrow *row = &rows->grid->rows[number];
	guint at = rows->open->len;
	bool ok = true;

	if (from)
		open_again(rows, number, from, room);
	for (int i = 0; i < row->cell_count; i++) {
		const struct gridcell *cell = &row->cells[i];

		cell_open(rows, cell, number + cell->rows - 1,
			from ? from[cell->column] : (struct cursor){ 0 }, room);
	}
	for (; ok && at < rows->open->len; at++)
		ok = cell_fill(rows, &g_array_index(rows->open, struct open, at), room);
	return ok;
}

/* A cell may fill the page before the one beside it comes to a mark. Notes claim their height first:
 * all cells then end higher, until the notes of the lines that stand here stand here too. */
static bool
cells_fit(struct rows *rows, int number, const struct cursor *from, struct room room)
{
	struct layout *lo = rows->lo;
	struct mark mark = lay_mark(lo);
	guint open_mark = rows->open->len;
	double wanted = lo->note_wanted, bottom = lay_bottom(lo, &room);
	bool again = lo->row_again, ok;

	for (int i = 0;; i++) {
		lo->note_wanted = 0;
		ok = cells_fill(rows, number, from, &room);
		if (again || i == MOST_TRIES || (ok && !notes_go_on(lo, mark)) ||
			lo->note_wanted <= 0 || room.bottom - lo->note_wanted > bottom - SLACK)
			break;
		lo->row_again = true;
		room.cut = bottom = room.bottom - lo->note_wanted;
		lay_rewind(lo, mark);
		g_array_set_size(rows->open, open_mark);
	}
	lo->row_again = again;
	lo->note_wanted = MAX(wanted, lo->note_wanted);
	return ok;
}

/* How much more of a row that is divided here, of the cells open since then, should go on. */
static double
row_missing(const struct rows *rows, guint mark)
{
	struct layout *lo = rows->lo;
	double most = 0, least = 0;

	for (guint i = mark; i < rows->open->len; i++) {
		const struct open *open = &g_array_index(rows->open, struct open, i);
		double enough = LEAST_REST * open->cell->look->leading, rest;

		if (open->rest.done)
			continue;
		rest = flow_height(lo, &open->cell->flow, open->rest, open->cell->flow.width, enough * 8);
		most = MAX(most, rest > 0 ? rest : enough); /* none: it is too high to be looked at */
		least = MAX(least, enough);
	}
	return least - most > SLACK ? MAX(least - most, least / LEAST_REST) : 0;
}

/* Where the last row is divided, it ends early enough for some lines to stand on the page after it, if it
 * can. */
static bool
cells_divide(struct rows *rows, int number, const struct cursor *from, struct room room)
{
	struct layout *lo = rows->lo;
	struct mark mark = lay_mark(lo);
	guint open_mark = rows->open->len;
	bool ok = cells_fit(rows, number, from, room), left = false;
	bool last = number == rows->grid->row_count - 1;
	double missing = ok && last && !lo->box_again ? row_missing(rows, open_mark) : 0;
	struct room shorter = room;

	if (missing <= 0)
		return ok;
	lo->box_again = true;
	shorter.cut = open_bottom(rows, -1, room.y, &left) - missing + SLACK;
	for (int tries = 0; tries < 2; tries++, shorter = room) {
		lay_rewind(lo, mark);
		g_array_set_size(rows->open, open_mark);
		ok = cells_fit(rows, number, from, shorter);
		if (ok && row_missing(rows, open_mark) <= 0)
			break;
	}
	lo->box_again = false;
	return ok;
}

struct fill
row_fill(struct rows *rows, int number, const struct cursor *from, struct room room)
{
	struct layout *lo = rows->lo;
	const struct gridrow *row = &rows->grid->rows[number];
	struct mark mark = lay_mark(lo);
	guint open_mark = rows->open->len;
	struct fill done = { FIT_ALL, room.y, { 0 } };
	bool whole = room.force < FORCE_OPEN && is_whole(rows->grid, number), left = false,
		ok = whole ? cells_fill(rows, number, from, &room) : cells_divide(rows, number, from, room);

	done.y = open_bottom(rows, number, done.y, &left);
	if (left && !whole && !from && room.force < FORCE_OPEN)
		whole = is_low(rows, number);
	if (!ok || (left && whole)) {
		lay_rewind(lo, mark);
		g_array_set_size(rows->open, open_mark);
		return (struct fill){ FIT_NONE, room.y, { 0 } };
	}
	if (left && row->node->as.row.together && !from)
		lay_broken(lo, row->node, KEEP_TOGETHER);
	if (left)
		return row_break(rows, number, room.x, done.y);
	open_close(rows, number, room.x, done.y);
	return done;
}
