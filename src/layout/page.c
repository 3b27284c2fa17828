/* Pages: which master, which label, and flows that go on from one to the next. */
#include <glib.h>

#include "base/arena.h"
#include "layout/lay.h"

/* AHEAD: more blocks than a page holds. */
enum { MOST_PAGES = 200000, AHEAD = 128 };

static const char *
label_next(struct layout *lo)
{
	int number = lo->next_label++;
	char *figures = lo->numbering == NUMBERING_ROMAN ? roman(number) : NULL;
	const char *label = figures ? arena_strdup(lo->arena, figures)
		: arena_printf(lo->arena, "%d", number);

	g_free(figures);
	return label;
}

/* The style's variant of a master, as body-first or body-even, when it has one. */
static const struct page_master *
master_variant(const struct layout *lo, const char *name, const char *variant)
{
	char *full = g_strconcat(name, variant, NULL);
	const struct page_master *master = style_knows_page(lo->style, full)
		? style_page(lo->style, full) : NULL;

	g_free(full);
	return master;
}

/* A draft's margins are for comments, but its lines are those of the final report. */
static const struct page_master *
draft_master(const struct layout *lo, const struct page_master *master)
{
	const struct page_master *draft = master_variant(lo, master->name, "-draft");

	return draft ? draft : master;
}

static const struct page_master *
master_choose(const struct layout *lo, const char *name, bool opens_chapter)
{
	const struct page_master *master = opens_chapter ? master_variant(lo, name, "-first") : NULL;

	if (!master && lo->next_label % 2 == 0)
		master = master_variant(lo, name, "-even");
	if (!master)
		master = style_page(lo->style, name);
	return lo->report->head.draft ? draft_master(lo, master) : master;
}

static void
page_begin(struct layout *lo, const struct page_master *master)
{
	lo->page_number = (int)lo->pages->pages->len;
	lo->page = pages_add(lo->pages, master);
	lo->page->label = label_next(lo);
	lo->page->run = lo->run;
	lo->note_height = lo->lowest = 0;
}

static struct room
room_of(const struct page_master *master)
{
	return (struct room){ master->left, master->top, master->width - master->left - master->right,
		master->height - master->bottom, FORCE_PLACE, 0 };
}

/* A heading of the highest level begins the page. */
static bool
opens_chapter(const struct flow *flow, struct cursor from)
{
	int at = from.at;

	while (at < flow->count && flow->blocks[at].kind == BLOCK_NEW_PAGE)
		at++;
	return !from.inner && at < flow->count && flow->blocks[at].node->kind == NODE_HEADING &&
		flow->blocks[at].node->as.heading.level == 1;
}

/* What goes on after the cursor must stand on an odd page, and the next one is even. */
static bool
needs_blank(const struct layout *lo, const struct flow *flow, struct cursor from)
{
	const struct block *turn = flow->count ? &flow->blocks[MAX(from.at - 1, 0)] : NULL;

	return !from.inner && turn && turn->kind == BLOCK_NEW_PAGE && turn->look->page_odd &&
		lo->next_label % 2 == 0;
}

/* ---- tables on pages of their own ---- */

/* How much wider than its place a table is at the size that it is written in. */
static double
excess_of(const struct block *table, double width)
{
	return grid_least_width(table->as.grid) - (width - table->left - table->right);
}

/* The table is wider than its pages, even as small as it may be set, and its style has others for it. */
static bool
is_turned(const struct layout *lo, const struct block *block, double width)
{
	const struct look *look = block->look;
	double scale = look->shrink > 0 ? look->shrink : 1;

	return block->kind == BLOCK_TABLE && look->turn && style_knows_page(lo->style, look->turn) &&
		grid_least_width(block->as.grid) * scale > width - block->left - block->right + 0.01;
}

/* What must stand with the table at `at`: from its caption and the headings above it */
static int
turned_start(const struct flow *flow, int first, int at)
{
	while (at > first && (flow->blocks[at - 1].keep_next ||
		flow->blocks[at - 1].kind == BLOCK_NEW_PAGE))
		at--;
	return at;
}

/* up to its notes. */
static int
turned_end(const struct flow *flow, int at)
{
	const struct node *table = flow->blocks[at++].node;

	for (; at < flow->count; at++) {
		const struct node *node = flow->blocks[at].node;

		while (node && node != table)
			node = node->parent;
		if (!node)
			break;
	}
	return at;
}

/* ---- from one page to the next ---- */

/* Blocks on their way onto pages: made some way ahead, and let go when their page is done. */
struct way {
	struct flow flow;
	int made, released; /* so many of its blocks so far */
	bool may_turn;
	int turned; /* the table that it ends before, for it is too wide for these pages; else -1 */
};

/* Makes what the next page may take. */
static void
ahead_make(struct layout *lo, struct way *way, struct cursor from)
{
	struct flow *flow = &way->flow;

	for (; way->made < MIN(from.at + AHEAD, flow->count); way->made++) {
		struct block *block = &flow->blocks[way->made];

		if (block->state == BLOCK_LISTED)
			block_make(lo, block);
		if (way->may_turn && is_turned(lo, block, flow->width)) {
			way->turned = way->made;
			flow->count = turned_start(flow, from.at + (from.inner ? 1 : 0), way->made);
		}
	}
}

static void
behind_release(struct layout *lo, struct way *way, int up_to)
{
	for (; way->released < up_to; way->released++)
		block_release(lo, &way->flow.blocks[way->released]);
}

static struct fill
page_fill(struct layout *lo, const struct flow *flow, struct fill fill, const char *name)
{
	struct cursor from = fill.rest;
	struct room room;

	if (fill.fit != FIT_ALL && needs_blank(lo, flow, from))
		page_begin(lo, style_page(lo->style, "blank"));
	page_begin(lo, master_choose(lo, name, fill.fit != FIT_ALL && opens_chapter(flow, from)));
	room = room_of(lo->page->master);
	room.width = flow->width;
	notes_begin(lo, &room);
	if (fill.fit != FIT_ALL)
		fill = flow_fill(lo, flow, from, room);
	notes_place(lo, &room);
	remarks_place(lo);
	page_seal(lo->page);
	if (fill.fit == FIT_NONE) {
		diag(lo->diags, DIAG_LAYOUT_OVERFLOW, lay_place(flow->blocks[from.at].node),
			"this cannot be placed on any page and is left out");
		fill = (struct fill){ FIT_SOME, 0, { .at = from.at + 1 } };
	}
	return fill;
}

static void
pages_fill(struct layout *lo, struct way *way, const char *name)
{
	struct flow *flow = &way->flow;
	struct fill fill = { .fit = FIT_SOME };

	flow->width = room_of(style_page(lo->style, name)).width;
	while ((fill.fit != FIT_ALL || lo->carried->len || lo->remarks->len) && lo->pages->pages->len < MOST_PAGES) {
		ahead_make(lo, way, fill.rest);
		if (fill.fit != FIT_ALL && way->turned >= 0 && fill.rest.at >= flow->count) {
			fill.fit = FIT_ALL;
			continue;
		}
		fill = page_fill(lo, flow, fill, name);
		behind_release(lo, way, fill.fit == FIT_ALL ? flow->count : MIN(fill.rest.at, flow->count));
	}
	behind_release(lo, way, flow->count);
	if (fill.fit != FIT_ALL)
		diag(lo->diags, DIAG_LAYOUT_OVERFLOW, lay_place(lo->report->root),
			"the report has more than %d pages; what comes after them is left out", MOST_PAGES);
}

static void
part_on_pages(struct layout *lo, const struct flow *part, const char *master)
{
	int first = 0;

	do {
		struct way way = { .flow = { &part->blocks[first], part->count - first, 0 },
			.may_turn = true, .turned = -1 };
		const struct block *table;

		pages_fill(lo, &way, master);
		table = &part->blocks[first + way.turned];
		first += way.flow.count;
		if (way.turned >= 0) {
			int end = turned_end(part, (int)(table - part->blocks));
			struct way turned = { .flow = { &part->blocks[first], end - first, 0 }, .turned = -1 };

			diag(lo->diags, DIAG_LAYOUT_FITTED, lay_place(table->node),
				"this table is %.1f points wider than its place, and stands on a page of its own, `%s`",
				excess_of(table, way.flow.width), table->look->turn);
			pages_fill(lo, &turned, table->look->turn);
			first = end;
		}
	} while (first < part->count);
}

static const struct node *
turn_of(const struct block *block)
{
	return block->kind == BLOCK_NEW_PAGE && block->node->kind == NODE_NEW_PAGE ? block->node : NULL;
}

static bool
changes_pages(const struct block *block)
{
	const struct node *turn = turn_of(block);

	return turn && (turn->as.new_page.master || turn->as.new_page.start ||
		turn->as.new_page.numbering != NUMBERING_ON);
}

void
flow_on_pages(struct layout *lo, struct flow *flow, const char *master)
{
	int first = 0;

	do {
		struct flow part = { &flow->blocks[first], 1, 0 };
		const struct node *turn = flow->count ? turn_of(&flow->blocks[first]) : NULL;

		while (first + part.count < flow->count && !changes_pages(&flow->blocks[first + part.count]))
			part.count++;
		part.count = MIN(part.count, flow->count - first);
		if (turn && turn->as.new_page.master)
			master = turn->as.new_page.master;
		if (turn && turn->as.new_page.numbering != NUMBERING_ON)
			lo->numbering = turn->as.new_page.numbering;
		if (turn && turn->as.new_page.start)
			lo->next_label = turn->as.new_page.start;
		if (turn && (turn->as.new_page.start || turn->as.new_page.numbering != NUMBERING_ON))
			lo->run++;
		part_on_pages(lo, &part, master);
		first += part.count;
	} while (first < flow->count);
}
