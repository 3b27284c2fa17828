/* Grids on pages: rows, rows that go on over a page, head rows that are repeated. */
#include <glib.h>

#include "base/arena.h"
#include "layout/lay.h"

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

/* A cell that stands on this page, until the last of its rows is placed. */
struct open {
	const struct gridcell *cell;
	double top, y;      /* y: below what it holds */
	unsigned ground;    /* its item */
	struct span held;   /* what it holds */
	int last;           /* row */
	bool begins;        /* here, not on a page before */
	struct cursor rest; /* done: nothing is left for later pages */
};

/* Rows of one grid on one page. */
struct rows {
	struct layout *lo;
	const struct grid *grid;
	GArray *open; /* of struct open */
};

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

/* The page ends here: what is open stays open, and goes on by a cursor a column. Where nothing is,
 * the next row begins on its own. */
static struct fill
open_break(struct rows *rows, int at, double x, double y)
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

/* A row that was divided goes on with a cursor a column. A row of which one cell cannot even begin
 * does not begin. */
static struct fill
row_fill(struct rows *rows, int number, const struct cursor *from, struct room room)
{
	struct layout *lo = rows->lo;
	const struct gridrow *row = &rows->grid->rows[number];
	struct mark mark = lay_mark(lo);
	guint open_mark = rows->open->len;
	struct fill done = { FIT_ALL, room.y, { 0 } };
	bool whole = room.force < FORCE_OPEN && is_whole(rows->grid, number), left = false,
		ok = whole ? cells_fill(rows, number, from, &room) : cells_fit(rows, number, from, room);

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
		return open_break(rows, number, room.x, done.y);
	open_close(rows, number, room.x, done.y);
	return done;
}

/* The group that this row is in the midst of, or -1. */
static int
group_of(const struct grid *grid, int row)
{
	int first = row - grid->rows[row].nth;

	return first >= grid->head_count && grid->rows[first].node->as.row.group ? first : -1;
}

/* The table's title. Gives what is below it. */
static double
title_repeat(const struct rows *rows, const struct block *block, const struct room *room)
{
	struct layout *lo = rows->lo;
	const struct grid *grid = rows->grid;
	const struct look *look = style_look(lo->style, "continued");
	double right = room->x + grid->edges[grid->column_count];

	page_text(lo->pages, lo->page, lo->fonts, ROLE_REPEAT, block->node, look, grid->rtl ? right : room->x,
		room->y + look->size, grid->rtl ? ALIGN_RIGHT : ALIGN_LEFT, block->title);
	return room->y + look->leading;
}

/* The table's title, its head rows and the name of the group that goes on, again, as decoration; they
 * take no more than half of the room. Gives where the rows go on. */
static double
head_repeat(struct rows *rows, const struct block *block, struct cursor from, struct room room)
{
	struct layout *lo = rows->lo;
	const struct grid *grid = rows->grid;
	struct mark mark = lay_mark(lo);
	enum item_role role = lo->role;
	double top = room.y, head, right = room.x + grid->edges[grid->column_count];
	int group = group_of(grid, from.at);

	lo->role = ROLE_REPEAT;
	room.force = FORCE_PLACE;
	room.y = head = title_repeat(rows, block, &room);
	for (int i = 0; i < grid->head_count; i++)
		room.y = row_fill(rows, i, NULL, room).y;
	if (group >= 0 && group < from.at)
		room.y = row_fill(rows, group, NULL, room).y;
	lo->role = role;
	if (room.y - top > (room.bottom - top) / 2) {
		lay_rewind(lo, mark);
		return top;
	}
	if (grid->head_count || !from.inner) /* a row that goes on stays open above */
		page_rule(lo->pages, lo->page, ROLE_LAYOUT, block->node, room.x, head, right, head,
			grid->look->rule_above, grid->look->rule);
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

/* Where the rows may be broken although more of them fit. */
struct stop {
	bool set;
	int at;
	double y;
	struct mark mark;
	GArray *open;
};

/* even: where, besides, no row stands alone; shared: between rows that share a cell. */
struct stops {
	struct stop clean, even, shared;
};

static void
stop_set(struct stop *stop, const struct rows *rows, int at, double y)
{
	stop->set = true;
	stop->at = at;
	stop->y = y;
	stop->mark = lay_mark(rows->lo);
	g_array_set_size(stop->open, 0);
	if (rows->open->len)
		g_array_append_vals(stop->open, rows->open->data, rows->open->len);
}

static struct fill
stop_take(const struct stop *stop, struct rows *rows, double x)
{
	lay_rewind(rows->lo, stop->mark);
	g_array_set_size(rows->open, 0);
	if (stop->open->len)
		g_array_append_vals(rows->open, stop->open->data, stop->open->len);
	return open_break(rows, stop->at, x, stop->y);
}

/* The rows between two group rows, or the head and the foot, are not divided so that one of them
 * stands alone. */
static bool
is_even(const struct grid *grid, int at)
{
	int after = 0;

	while (after < 2 && at + after < grid->row_count && grid->rows[at + after].nth)
		after++;
	return after == 0 || (after == 2 && grid->rows[at - 1].nth >= 2);
}

/* Where the page ends when no cell is shared: where no row stands alone, unless that leaves too much of it
 * blank. */
static const struct stop *
clean_stop(const struct rows *rows, const struct stops *stops, const struct room *room)
{
	struct layout *lo = rows->lo;
	double blank = lay_bottom(lo, room) - (stops->even.set ? stops->even.y : room->y);

	if (!stops->clean.set || blank > lay_page_part(lo, MOST_MOVED) + SLACK)
		return &stops->clean;
	return &stops->even;
}

/* The best place to end the page, when the next row does not fit. Rows that share a cell are divided
 * only when they would leave too much blank, or are higher than the page. */
static struct fill
rows_break(struct rows *rows, const struct stops *stops, const struct room *room, struct cursor from)
{
	struct layout *lo = rows->lo;
	const struct stop *clean = clean_stop(rows, stops, room), *shared = &stops->shared;
	bool wastes = lay_wastes(lo, room, clean->set ? clean->y : room->y) ||
		(!clean->set && room->force >= FORCE_OPEN);

	if (wastes)
		clean = &stops->clean;
	if (shared->set && (!clean->set || shared->at > clean->at) && wastes)
		return stop_take(shared, rows, room->x);
	if (clean->set)
		return stop_take(clean, rows, room->x);
	return (struct fill){ FIT_NONE, room->y, from };
}

static struct fill
row_try(struct rows *rows, int at, const struct cursor *inner, struct room own,
	const struct room *room, const struct stop *clean)
{
	struct fill fill = row_fill(rows, at, inner, own);

	if (fill.fit == FIT_NONE && ((room->force >= FORCE_OPEN && !clean->set) ||
		lay_wastes(rows->lo, room, clean->set ? clean->y : room->y))) {
		own.force = MAX(own.force, FORCE_OPEN);
		fill = row_fill(rows, at, inner, own);
	}
	return fill;
}

/* All of a row stands, and the page may end below it. */
static void
row_placed(const struct rows *rows, struct stops *stops, int at, double y)
{
	const struct grid *grid = rows->grid;
	bool clean = grid->last_row[at] == at;

	if (at < grid->head_count || grid->rows[at].node->as.row.group)
		return;
	stop_set(clean ? &stops->clean : &stops->shared, rows, at + 1, y);
	if (clean && is_even(grid, at + 1))
		stop_set(&stops->even, rows, at + 1, y);
}

static struct stops
stops_begin(void)
{
	return (struct stops){ .clean.open = g_array_new(FALSE, FALSE, sizeof(struct open)),
		.even.open = g_array_new(FALSE, FALSE, sizeof(struct open)),
		.shared.open = g_array_new(FALSE, FALSE, sizeof(struct open)) };
}

static void
stops_end(struct stops *stops)
{
	g_array_free(stops->clean.open, TRUE);
	g_array_free(stops->even.open, TRUE);
	g_array_free(stops->shared.open, TRUE);
}

/* Rows from `from` on, into room; the head stands already. */
static struct fill
rows_fill(struct rows *rows, struct cursor from, struct room room, double y)
{
	const struct grid *grid = rows->grid;
	const struct cursor *inner = from.inner;
	struct stops stops = stops_begin();
	struct mark start = lay_mark(rows->lo);
	struct fill done = { FIT_ALL, y, { 0 } };

	for (int at = from.at; at < grid->row_count && done.fit == FIT_ALL; at++, inner = NULL) {
		struct room own = room;
		struct fill fill;

		own.y = done.y;
		own.force = at == from.at ? room.force : FORCE_NONE;
		fill = row_try(rows, at, inner, own, &room, &stops.clean);
		/* the head and the first row after it have nowhere else to go */
		for (enum force force = FORCE_SPLIT; fill.fit == FIT_NONE && !stops.clean.set &&
			!stops.shared.set && force <= room.force; force++) {
			own.force = force;
			fill = row_fill(rows, at, inner, own);
		}
		if (fill.fit == FIT_NONE)
			fill = rows_break(rows, &stops, &room, from);
		done = fill;
		if (fill.fit == FIT_ALL)
			row_placed(rows, &stops, at, done.y);
	}
	if (done.fit == FIT_NONE)
		lay_rewind(rows->lo, start);
	stops_end(&stops);
	return done;
}

struct fill
grid_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	struct rows rows = { lo, block->as.grid, g_array_new(FALSE, FALSE, sizeof(struct open)) };
	struct fill done;
	bool begins = from.at == 0 && !from.inner; /* begun, then, is the panel that it is part of */
	double y = room.y;

	room.x += rows.grid->rtl ? block->right : block->left;
	room.width -= block->left + block->right;
	if (from.begun && begins && block->title)
		room.y = y = title_repeat(&rows, block, &room);
	else if (from.begun && from.at >= rows.grid->head_count && block->title)
		y = head_repeat(&rows, block, from, room);
	done = rows_fill(&rows, from, room, y);
	if (done.fit != FIT_NONE)
		table_rules(lo, rows.grid, block, &room, room.y, done.y, begins, done.fit == FIT_ALL);
	g_array_free(rows.open, TRUE);
	return done;
}
