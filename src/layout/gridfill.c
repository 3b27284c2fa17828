/* Grids on pages: rows, rows that go on over a page, head rows that are repeated. */
#include <glib.h>

#include "base/arena.h"
#include "layout/lay.h"

#define SLACK 0.01

static struct room
cell_room(const struct grid *grid, const struct gridcell *cell, const struct room *row)
{
	const struct look *look = cell->look;
	double left = grid->edges[cell->column], right = grid->edges[cell->column + cell->span];
	struct room room = *row;

	room.x = row->x + left + look->rule_left + look->pad_x;
	room.width = right - left - look->pad_x * 2 - look->rule_left - look->rule_right;
	room.y = row->y + look->pad_y + look->rule_above;
	room.bottom = row->bottom - look->pad_y - look->rule_below;
	if (cell->before_point >= 0 && cell->align == ALIGN_DECIMAL)
		room.x += room.width - grid->after_point[cell->column] - cell->before_point;
	return room;
}

/* Grounds come first, without height; row_dress gives it to them. Item numbers go to `grounds`. */
static void
grounds_begin(struct layout *lo, const struct grid *grid, const struct gridrow *row,
	const struct room *room, unsigned *grounds)
{
	for (int i = 0; i < row->cell_count; i++) {
		const struct gridcell *cell = &row->cells[i];
		double left = grid->edges[cell->column], right = grid->edges[cell->column + cell->span];

		grounds[i] = lo->page->items->len;
		page_rect(lo->pages, lo->page, ROLE_LAYOUT, cell->node, room->x + left, room->y,
			right - left, 0, cell->look->ground);
	}
}

static void
cell_rules(struct layout *lo, const struct gridcell *cell, double left, double right, double top,
	double bottom)
{
	const struct look *look = cell->look;

	page_rule(lo->pages, lo->page, ROLE_LAYOUT, cell->node, left, top + look->rule_above / 2, right,
		top + look->rule_above / 2, look->rule_above, look->rule);
	page_rule(lo->pages, lo->page, ROLE_LAYOUT, cell->node, left, bottom - look->rule_below / 2,
		right, bottom - look->rule_below / 2, look->rule_below, look->rule);
	page_rule(lo->pages, lo->page, ROLE_LAYOUT, cell->node, left + look->rule_left / 2, top,
		left + look->rule_left / 2, bottom, look->rule_left, look->rule);
	page_rule(lo->pages, lo->page, ROLE_LAYOUT, cell->node, right - look->rule_right / 2, top,
		right - look->rule_right / 2, bottom, look->rule_right, look->rule);
}

static void
row_dress(struct layout *lo, const struct grid *grid, const struct gridrow *row,
	const struct room *room, const unsigned *grounds, double bottom)
{
	for (int i = 0; i < row->cell_count; i++) {
		const struct gridcell *cell = &row->cells[i];
		double *points;

		if (cell->look->ground.set) {
			points = (double *)g_array_index(lo->page->items, struct item, grounds[i]).as.path.points;
			points[5] = points[7] = bottom;
		}
		cell_rules(lo, cell, room->x + grid->edges[cell->column],
			room->x + grid->edges[cell->column + cell->span], room->y, bottom);
	}
}

/* A row that was split goes on with a cursor a cell. A row of which one cell cannot even begin does
 * not begin. */
static struct fill
row_fill(struct layout *lo, const struct grid *grid, const struct gridrow *row,
	const struct cursor *from, struct room room)
{
	struct mark mark = lay_mark(lo);
	unsigned *grounds = g_newa(unsigned, row->cell_count + 1);
	struct cursor *rest = g_newa(struct cursor, row->cell_count + 1);
	struct fill done = { FIT_ALL, room.y, { 0 } };

	grounds_begin(lo, grid, row, &room, grounds);
	for (int i = 0; i < row->cell_count; i++) {
		const struct gridcell *cell = &row->cells[i];
		struct cursor start = from ? from[i] : (struct cursor){ 0 };
		struct fill fill = { FIT_ALL, room.y, { 0 } };

		if (!start.done)
			fill = flow_fill(lo, &cell->flow, start, cell_room(grid, cell, &room));
		if (fill.fit == FIT_NONE || (fill.fit == FIT_SOME && row->node->as.row.together &&
			!room.force)) {
			lay_rewind(lo, mark);
			return (struct fill){ FIT_NONE, room.y, { 0 } };
		}
		rest[i] = fill.rest;
		rest[i].done = fill.fit == FIT_ALL;
		if (fill.fit == FIT_SOME)
			done.fit = FIT_SOME;
		if (!start.done)
			done.y = MAX(done.y, fill.y + cell->look->pad_y + cell->look->rule_below);
	}
	row_dress(lo, grid, row, &room, grounds, done.y);
	if (done.fit == FIT_SOME) {
		struct cursor *kept = arena_new_array(lo->arena, struct cursor, row->cell_count);

		for (int i = 0; i < row->cell_count; i++)
			kept[i] = rest[i];
		done.rest.inner = kept;
	}
	return done;
}

/* The head rows again, as decoration; they take no more than half of the room. */
static double
head_repeat(struct layout *lo, const struct grid *grid, struct room room)
{
	struct mark mark = lay_mark(lo);
	enum item_role role = lo->role;
	double top = room.y;

	lo->role = ROLE_REPEAT;
	room.force = true;
	for (int i = 0; i < grid->head_count; i++)
		room.y = row_fill(lo, grid, &grid->rows[i], NULL, room).y;
	lo->role = role;
	if (room.y - top > (room.bottom - top) / 2) {
		lay_rewind(lo, mark);
		return top;
	}
	return room.y;
}

static void
table_rules(struct layout *lo, const struct grid *grid, const struct block *block,
	const struct room *room, double top, double bottom, bool begins, bool ends)
{
	double right = room->x + grid->edges[grid->column_count];

	if (begins)
		page_rule(lo->pages, lo->page, ROLE_LAYOUT, block->node, room->x, top, right, top,
			grid->look->rule_above, grid->look->rule);
	if (ends)
		page_rule(lo->pages, lo->page, ROLE_LAYOUT, block->node, room->x, bottom, right, bottom,
			grid->look->rule_below, grid->look->rule);
}

/* Head rows and group rows do not end a page. */
static bool
may_end(const struct grid *grid, int row)
{
	return row >= grid->head_count && !grid->rows[row].node->as.row.group;
}

struct fill
grid_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	const struct grid *grid = block->as.grid;
	const struct cursor *inner = from.inner;
	struct fill done = { FIT_ALL, room.y, { 0 } };
	struct mark safe_mark = lay_mark(lo);
	double safe_y = room.y;
	int safe = -1, start = from.at;

	room.x += block->left;
	room.width -= block->left + block->right;
	if (from.begun && grid->head_count && from.at >= grid->head_count)
		done.y = head_repeat(lo, grid, room);
	for (int at = from.at; at < grid->row_count; at++, inner = NULL) {
		struct room own = room;
		struct fill fill;

		own.y = done.y;
		own.force = room.force && at == start;
		if (room.force && safe < 0)
			own.force = true; /* the head and the first row after it */
		fill = row_fill(lo, grid, &grid->rows[at], inner, own);
		if (fill.fit == FIT_NONE && safe < 0)
			return (struct fill){ FIT_NONE, room.y, from };
		if (fill.fit == FIT_NONE) {
			lay_rewind(lo, safe_mark);
			done = (struct fill){ FIT_SOME, safe_y, { .at = safe, .begun = true } };
			break;
		}
		done.y = fill.y;
		if (fill.fit == FIT_SOME) {
			done.fit = FIT_SOME;
			done.rest = (struct cursor){ .at = at, .begun = true, .inner = fill.rest.inner };
			break;
		}
		if (may_end(grid, at)) {
			safe = at + 1;
			safe_y = done.y;
			safe_mark = lay_mark(lo);
		}
	}
	table_rules(lo, grid, block, &room, room.y, done.y, !from.begun, done.fit == FIT_ALL);
	return done;
}
