/* Layout, the stage: flows onto pages, then what needs all pages known. Read this first. */
#include "layout/layout.h"

#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

enum { MOST_PASSES = 5 };

static void
broken_tell(struct layout *lo)
{
	static const char *const says[] = {
		[KEEP_NEXT] = "this does not fit on the page of what should stay with it",
		[KEEP_TOGETHER] = "this is divided between two pages: kept together, it would leave too much of one blank",
		[KEEP_LINES] = "fewer lines of this stand together at the edge of a page than the style asks for",
	};

	for (guint i = 0; i < lo->broken->len; i++) {
		const struct broken *broken = &g_array_index(lo->broken, struct broken, i);

		diag(lo->diags, DIAG_LAYOUT_KEEP, lay_place(broken->node), "%s", says[broken->keep]);
	}
}

/* The cover has a page master of its own; everything else flows on in body pages. */
static void
report_flow(struct layout *lo)
{
	const struct look *text = style_look(lo->style, "para");
	const struct node *root = lo->report->root;
	struct node body = *root;
	struct flow flow;

	if (root->first && root->first->kind == NODE_COVER) {
		flow_list(lo, &flow, root->first, style_look(lo->style, "cover"), false);
		flow_on_pages(lo, &flow, "cover");
		body.first = root->first->next;
	}
	flow_list(lo, &flow, &body, text, false);
	if (flow.count || !lo->pages->pages->len)
		flow_on_pages(lo, &flow, "body");
}

/* Takes over what the pass found out about pages that the text names; true when it knew it already. */
static bool
labels_settle(struct layout *lo)
{
	GHashTableIter iter;
	gpointer key;
	bool settled = true;

	g_hash_table_iter_init(&iter, lo->page_refs);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		struct node *target = ((const struct node *)key)->as.link.target;
		const char *now = label_of(lo->pages, target),
			*before = g_hash_table_lookup(lo->labels, target);

		if (!now || (before && strcmp(now, before) == 0))
			continue;
		g_hash_table_insert(lo->labels, target, g_strdup(now));
		settled = false;
	}
	return settled;
}

/* One pass over the whole report. Page numbers in the contents need no pass of their own: they are
 * written last, into room that they do not change. */
static bool
pass_run(struct layout *lo)
{
	bool settled;

	lo->pages = pages_create(lo->report);
	lo->next_label = 1;
	lo->numbering = NUMBERING_DECIMAL;
	lo->arena = lo->pages->arena;
	lo->work = arena_create();
	lo->spare = g_ptr_array_new_with_free_func((GDestroyNotify)arena_destroy);
	lo->tokens = g_array_new(FALSE, FALSE, sizeof(struct token));
	lo->pending = g_array_new(FALSE, FALSE, sizeof(struct pending));
	lo->notes = g_array_new(FALSE, FALSE, sizeof(struct note));
	lo->carried = g_array_new(FALSE, FALSE, sizeof(struct note));
	lo->broken = g_array_new(FALSE, FALSE, sizeof(struct broken));
	lo->remarks = g_array_new(FALSE, FALSE, sizeof(struct remark));
	lo->page_refs = g_hash_table_new(NULL, NULL);
	lo->note_flows = g_hash_table_new(NULL, NULL);
	lo->notes_below = g_hash_table_new(NULL, NULL);
	lo->glyph_warned = g_hash_table_new(NULL, NULL);
	lo->image_warned = g_hash_table_new(NULL, NULL);
	report_flow(lo);
	settled = labels_settle(lo);
	pending_resolve(lo);
	furniture_place(lo);
	broken_tell(lo);
	arena_destroy(lo->work);
	g_ptr_array_free(lo->spare, TRUE);
	g_array_free(lo->tokens, TRUE);
	g_array_free(lo->pending, TRUE);
	g_array_free(lo->notes, TRUE);
	g_array_free(lo->carried, TRUE);
	g_array_free(lo->broken, TRUE);
	g_array_free(lo->remarks, TRUE);
	g_hash_table_destroy(lo->page_refs);
	g_hash_table_destroy(lo->note_flows);
	g_hash_table_destroy(lo->notes_below);
	g_hash_table_destroy(lo->glyph_warned);
	g_hash_table_destroy(lo->image_warned);
	return settled;
}

struct pages *
layout_report(const struct report *report, struct style *style, struct fonts *fonts,
	struct diags *diags)
{
	struct layout lo = { .report = report, .style = style, .fonts = fonts };
	struct diags *own = NULL;
	bool settled = false;

	lo.labels = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	lo.hyphens = hyphens_create();
	for (int pass = 0; pass < MOST_PASSES && !settled; pass++) {
		diags_destroy(own); /* a pass says everything anew */
		pages_destroy(lo.pages);
		lo.diags = own = diags_create();
		settled = pass_run(&lo);
	}
	if (!settled)
		diag(own, DIAG_LAYOUT_UNSETTLED, lay_place(report->root),
			"the page numbers in the text did not settle in %d passes", MOST_PASSES);
	diags_move(diags, own);
	diags_destroy(own);
	g_hash_table_destroy(lo.labels);
	g_hash_table_destroy(lo.hyphens);
	return lo.pages;
}
