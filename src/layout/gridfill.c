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
		room.x += room.width - grid->widest_after[cell->column] - cell->before_point;
	return room;
}

/* A cell that covers more rows than its own: open until the last of them is placed. */
struct open {
	const struct gridcell *cell;
	double top, y;    /* y: below what it holds */
	unsigned ground;
	int last;         /* row */
};

/* Rows of one grid on one page. */
struct rows {
	struct layout *lo;
	const struct grid *grid;
	GArray *open;      /* of struct open */
};

/* Grounds come first, without height; cell_dress gives it to them. Gives the item's number. */
static unsigned
ground_begin(const struct rows *rows, const struct gridcell *cell, const struct room *room)
{
	const double *edges = rows->grid->edges;
	struct page *page = rows->lo->page;

	page_rect(rows->lo->pages, page, ROLE_LAYOUT, cell->node, room->x + edges[cell->column], room->y,
		edges[cell->column + cell->span] - edges[cell->column], 0, cell->look->ground);
	return page->items->len - 1;
}

static void
cell_dress(const struct rows *rows, const struct gridcell *cell, unsigned ground, double x, double top,
	double bottom)
{
	struct layout *lo = rows->lo;
	const struct look *look = cell->look;
	double left = x + rows->grid->edges[cell->column],
		right = x + rows->grid->edges[cell->column + cell->span];
	const struct { double x1, y1, x2, y2, width; } rules[] = {
		{ left, top + look->rule_above / 2, right, top + look->rule_above / 2, look->rule_above },
		{ left, bottom - look->rule_below / 2, right, bottom - look->rule_below / 2,
			look->rule_below },
		{ left + look->rule_left / 2, top, left + look->rule_left / 2, bottom, look->rule_left },
		{ right - look->rule_right / 2, top, right - look->rule_right / 2, bottom,
			look->rule_right },
	};

	if (look->ground.set) {
		double *points = (double *)g_array_index(lo->page->items, struct item, ground).as.path.points;

		points[5] = points[7] = bottom;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
		page_rule(lo->pages, lo->page, ROLE_LAYOUT, cell->node, rules[i].x1, rules[i].y1,
			rules[i].x2, rules[i].y2, rules[i].width, look->rule);
}

/* The cells that this row is the last of, from rows above. */
static void
open_close(struct rows *rows, int row, double x, double bottom)
{
	for (guint i = rows->open->len; i > 0; i--) {
		const struct open *open = &g_array_index(rows->open, struct open, i - 1);

		if (open->last != row)
			continue;
		cell_dress(rows, open->cell, open->ground, x, open->top, bottom);
		g_array_remove_index(rows->open, i - 1);
	}
}

static double
open_bottom(const struct rows *rows, int row, double y)
{
	for (guint i = 0; i < rows->open->len; i++) {
		const struct open *open = &g_array_index(rows->open, struct open, i);

		if (open->last == row)
			y = MAX(y, open->y);
	}
	return y;
}

static const struct cursor *
cursors_keep(struct layout *lo, const struct cursor *cursors, int count)
{
	struct cursor *kept = arena_new_array(lo->arena, struct cursor, count);

	for (int i = 0; i < count; i++)
		kept[i] = cursors[i];
	return kept;
}

/* A row that was split goes on with a cursor a cell. A row of which one cell cannot even begin does
 * not begin; neither does one that would split a cell over several rows. */
static struct fill
row_fill(struct rows *rows, int number, const struct cursor *from, struct room room)
{
	struct layout *lo = rows->lo;
	const struct gridrow *row = &rows->grid->rows[number];
	struct mark mark = lay_mark(lo);
	guint open_mark = rows->open->len;
	unsigned *grounds = g_newa(unsigned, row->cell_count + 1);
	struct cursor *rest = g_newa(struct cursor, row->cell_count + 1);
	struct fill done = { FIT_ALL, room.y, { 0 } };

	for (int i = 0; i < row->cell_count; i++)
		grounds[i] = ground_begin(rows, &row->cells[i], &room);
	for (int i = 0; i < row->cell_count; i++) {
		const struct gridcell *cell = &row->cells[i];
		struct cursor start = from ? from[i] : (struct cursor){ 0 };
		struct fill fill = { FIT_ALL, room.y, { 0 } };

		if (!start.done)
			fill = flow_fill(lo, &cell->flow, start, cell_room(rows->grid, cell, &room));
		if (fill.fit == FIT_NONE || (fill.fit == FIT_SOME && room.force < FORCE_OPEN &&
			(row->node->as.row.together || cell->rows > 1))) {
			lay_rewind(lo, mark);
			g_array_set_size(rows->open, open_mark);
			return (struct fill){ FIT_NONE, room.y, { 0 } };
		}
		rest[i] = fill.rest;
		rest[i].done = fill.fit == FIT_ALL;
		if (fill.fit == FIT_SOME)
			done.fit = FIT_SOME;
		fill.y += start.done ? 0 : cell->look->pad_y + cell->look->rule_below;
		if (cell->rows > 1) {
			struct open open = { cell, room.y, fill.y, grounds[i], number + cell->rows - 1 };

			g_array_append_val(rows->open, open);
		} else {
			done.y = MAX(done.y, fill.y);
		}
	}
	done.y = open_bottom(rows, number, done.y);
	for (int i = 0; i < row->cell_count; i++)
		if (row->cells[i].rows == 1)
			cell_dress(rows, &row->cells[i], grounds[i], room.x, room.y, done.y);
	open_close(rows, number, room.x, done.y);
	if (done.fit == FIT_SOME && row->node->as.row.together && !from)
		lay_broken(lo, row->node, KEEP_TOGETHER);
	if (done.fit == FIT_SOME)
		done.rest.inner = cursors_keep(lo, rest, row->cell_count);
	return done;
}

/* The table's title and its head rows again, as decoration; they take no more than half of the room.
 * Gives where the rows go on. */
static double
head_repeat(struct rows *rows, const struct block *block, struct room room)
{
	struct layout *lo = rows->lo;
	const struct look *look = style_look(lo->style, "continued");
	struct mark mark = lay_mark(lo);
	enum item_role role = lo->role;
	double top = room.y;

	lo->role = ROLE_REPEAT;
	room.force = FORCE_PLACE;
	page_text(lo->pages, lo->page, lo->fonts, ROLE_REPEAT, block->node, look, room.x,
		room.y + look->size, ALIGN_LEFT, block->title);
	room.y += look->leading;
	for (int i = 0; i < rows->grid->head_count; i++)
		room.y = row_fill(rows, i, NULL, room).y;
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

/* Head rows, group rows and rows that share a cell with the next do not end a page. */
static bool
may_end(const struct grid *grid, int row)
{
	return row >= grid->head_count && !grid->rows[row].node->as.row.group &&
		grid->last_row[row] == row;
}

/* Rows from `from` on, into room; the head stands already. */
static struct fill
rows_fill(struct rows *rows, struct cursor from, struct room room, double y)
{
	struct layout *lo = rows->lo;
	const struct grid *grid = rows->grid;
	const struct cursor *inner = from.inner;
	struct fill done = { FIT_ALL, y, { 0 } }, safe = { FIT_NONE, room.y, from };
	struct mark safe_mark = lay_mark(lo);

	for (int at = from.at; at < grid->row_count; at++, inner = NULL) {
		struct room own = room;
		struct fill fill;

		own.y = done.y;
		own.force = at == from.at ? room.force : FORCE_NONE;
		fill = row_fill(rows, at, inner, own);
		if (fill.fit == FIT_NONE && (room.force >= FORCE_OPEN || lay_wastes(lo, &room, safe.y))) {
			own.force = MAX(own.force, FORCE_OPEN);
			fill = row_fill(rows, at, inner, own);
		}
		/* the head and the first row after it have nowhere else to go */
		for (enum force force = FORCE_SPLIT; fill.fit == FIT_NONE && safe.fit == FIT_NONE &&
			force <= room.force; force++) {
			own.force = force;
			fill = row_fill(rows, at, inner, own);
		}
		if (fill.fit == FIT_NONE) {
			lay_rewind(lo, safe_mark);
			return safe;
		}
		done.y = fill.y;
		if (fill.fit == FIT_SOME) {
			done.fit = FIT_SOME;
			done.rest = (struct cursor){ .at = at, .begun = true, .inner = fill.rest.inner };
			return done;
		}
		if (may_end(grid, at)) {
			safe = (struct fill){ FIT_SOME, done.y, { .at = at + 1, .begun = true } };
			safe_mark = lay_mark(lo);
		}
	}
	return done;
}

struct fill
grid_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	struct rows rows = { lo, block->as.grid, g_array_new(FALSE, FALSE, sizeof(struct open)) };
	struct fill done;
	double y = room.y;

	room.x += block->left;
	room.width -= block->left + block->right;
	if (from.begun && from.at >= rows.grid->head_count && block->title)
		y = head_repeat(&rows, block, room);
	done = rows_fill(&rows, from, room, y);
	if (done.fit != FIT_NONE)
		table_rules(lo, rows.grid, block, &room, room.y, done.y, !from.begun, done.fit == FIT_ALL);
	g_array_free(rows.open, TRUE);
	return done;
}
