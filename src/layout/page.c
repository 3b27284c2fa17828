/* Pages: which master, which label, and flows that go on from one to the next. */
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

enum { MOST_PAGES = 200000 };

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

static void
pages_fill(struct layout *lo, struct flow *flow, const char *name)
{
	double width = room_of(style_page(lo->style, name)).width;
	struct fill fill = { .fit = FIT_SOME };

	flow_set(lo, flow, width);
	while ((fill.fit != FIT_ALL || lo->carried->len || lo->remarks->len) && lo->pages->pages->len < MOST_PAGES) {
		struct cursor from = fill.rest;
		struct room room;

		if (fill.fit != FIT_ALL && needs_blank(lo, flow, from))
			page_begin(lo, style_page(lo->style, "blank"));
		page_begin(lo, master_choose(lo, name, fill.fit != FIT_ALL && opens_chapter(flow, from)));
		room = room_of(lo->page->master);
		room.width = width;
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
	}
	if (fill.fit != FIT_ALL)
		diag(lo->diags, DIAG_LAYOUT_OVERFLOW, lay_place(lo->report->root),
			"the report has more than %d pages; what comes after them is left out", MOST_PAGES);
}

/* ---- tables on pages of their own ---- */

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

static void
part_on_pages(struct layout *lo, const struct flow *part, const char *master)
{
	double width = room_of(style_page(lo->style, master)).width;
	int first = 0;

	do {
		int at = first, start, end;
		struct flow before, turned;

		while (at < part->count && !is_turned(lo, &part->blocks[at], width))
			at++;
		start = at < part->count ? turned_start(part, first, at) : at;
		end = at < part->count ? turned_end(part, at) : at;
		before = (struct flow){ &part->blocks[first], start - first, 0 };
		turned = (struct flow){ &part->blocks[start], end - start, 0 };
		if (before.count || !part->count)
			pages_fill(lo, &before, master);
		if (turned.count) {
			diag(lo->diags, DIAG_LAYOUT_FITTED, lay_place(part->blocks[at].node),
				"this table is %.1f points wider than the page, and stands on a page of its own, `%s`",
				grid_least_width(part->blocks[at].as.grid) - width, part->blocks[at].look->turn);
			pages_fill(lo, &turned, part->blocks[at].look->turn);
		}
		first = end;
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
		part_on_pages(lo, &part, master);
		first += part.count;
	} while (first < flow->count);
}
