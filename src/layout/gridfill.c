/* Grids on pages: one row after another, head rows that are repeated, and where a page ends. */
#include <glib.h>

#include "layout/gridrow.h"

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
	return row_break(rows, stop->at, x, stop->y);
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
