/* Changes: the draft against another record, or against what was published: which paragraphs differ, and
 * where they stand; which figures. */
#include <math.h>
#include <string.h>

#include "report/compare.h"
#include "report/explain.h"
#include "report/report.h"
#include "serve/json.h"
#include "serve/question.h"
#include "serve/where.h"

/* What a list that people read may hold. */
enum { MOST_CHANGES = 500, MOST_NAMED = 100 };

/* ---- where passages stand ---- */

/* Of a passage: the page on which it begins, and from where to where. */
struct extent {
	int page;
	double top, foot;
};

static double
item_foot(const struct item *item)
{
	double foot = where_top(item);

	switch (item->kind) {
	case ITEM_TEXT:
		return item->as.text.y + item->as.text.look->size * 0.25;
	case ITEM_PATH:
		for (int i = 1; i < item->as.path.point_count; i += 2)
			foot = fmax(foot, item->as.path.points[i]);
		return foot;
	case ITEM_LINK:
		return foot + item->as.link.height;
	case ITEM_IMAGE:
		return foot + item->as.image.height;
	}
	return foot;
}

static void
item_take(GHashTable *extents, const struct item *item, int page)
{
	struct extent *extent = NULL;

	for (const struct node *at = item->source; at && !extent; at = at->parent)
		extent = g_hash_table_lookup(extents, at);
	if (!extent || (extent->page && extent->page != page))
		return;
	extent->top = extent->page ? fmin(extent->top, where_top(item)) : where_top(item);
	extent->foot = extent->page ? fmax(extent->foot, item_foot(item)) : item_foot(item);
	extent->page = page;
}

/* Node of a passage → its extent; yours. */
static GHashTable *
extents_find(const struct passages *passages, const struct pages *pages)
{
	GHashTable *extents = g_hash_table_new_full(NULL, NULL, NULL, g_free);

	for (int i = 0; i < passages->count; i++)
		if (passages->list[i].node)
			g_hash_table_insert(extents, (gpointer)passages->list[i].node, g_new0(struct extent, 1));
	for (guint p = 0; p < pages->pages->len; p++) {
		const struct page *page = pages_page(pages, (int)p);

		for (guint i = 0; i < page->items->len; i++) {
			const struct item *item = &g_array_index(page->items, struct item, i);

			if (item->role == ROLE_CONTENT || item->role == ROLE_LABEL)
				item_take(extents, item, (int)p + 1);
		}
	}
	return extents;
}

static void
extent_put(GHashTable *extents, const struct passage *passage, bool behind, GString *json)
{
	const struct extent *extent = passage && passage->node ?
		g_hash_table_lookup(extents, passage->node) : NULL;

	if (!extent || !extent->page)
		return;
	json_put_number(json, "page", extent->page);
	json_put_number(json, "y", behind ? extent->foot : extent->top);
	json_put_number(json, "height", behind ? 4 : extent->foot - extent->top);
}

/* ---- paragraphs ---- */

/* Word by word: lists of a sign (=, + or -) and a text. */
static void
words_put(const char *old, const char *new, GString *json)
{
	static const char *const signs[] = { [CHANGE_KEPT] = "=", [CHANGE_CHANGED] = "=",
		[CHANGE_ADDED] = "+", [CHANGE_REMOVED] = "-" };
	GArray *runs = compare_words(old, new);

	g_string_append(json, ",\"words\":[");
	for (guint i = 0; i < runs->len; i++) {
		const struct word_run *run = &g_array_index(runs, struct word_run, i);
		char *text = g_strndup(run->text, run->length);

		json_put_comma(json);
		g_string_append_printf(json, "[\"%s\",", signs[run->kind]);
		json_put_text(json, text);
		g_string_append_c(json, ']');
		g_free(text);
	}
	g_string_append_c(json, ']');
	g_array_free(runs, TRUE);
}

static void
change_put(GHashTable *extents, const struct change *change, const struct passage *old,
	const struct passage *new, const struct passage *before, GString *json)
{
	static const char *const words[] = { [CHANGE_KEPT] = "kept", [CHANGE_CHANGED] = "changed",
		[CHANGE_ADDED] = "added", [CHANGE_REMOVED] = "removed" };
	const struct passage *at = new ? new : before;

	json_put_comma(json);
	g_string_append_c(json, '{');
	json_put_member(json, "kind", words[change->kind]);
	json_put_member(json, "place", new ? new->place : old ? old->place : "");
	if (old)
		json_put_member(json, "before", old->words);
	if (new)
		json_put_member(json, "after", new->words);
	if (old && new)
		words_put(old->words, new->words, json);
	if (at) {
		json_put_member(json, "file", at->file);
		json_put_number(json, "line", at->line);
	}
	extent_put(extents, at, !new, json);
	g_string_append_c(json, '}');
}

static void
paragraphs_put(const struct passages *old, const struct passages *new, const GArray *changes,
	GHashTable *extents, GString *json)
{
	const struct passage *before = NULL;
	int count = 0;

	for (guint i = 0; i < changes->len; i++) {
		const struct change *change = &g_array_index(changes, struct change, i);
		const struct passage *was = change->old >= 0 ? &old->list[change->old] : NULL;
		const struct passage *is = change->new >= 0 ? &new->list[change->new] : NULL;
		const struct passage *one = is ? is : was;
		bool figure = one && one->kind == PASSAGE_FIGURE;

		if (one && change->kind != CHANGE_KEPT && !figure && count++ < MOST_CHANGES)
			change_put(extents, change, was, is, before, json);
		if (is && !figure)
			before = is;
	}
}

/* ---- figures ---- */

/* What a report prints for a figure, the first time. */
struct printed {
	const struct origin *origin;
	const struct node *node; /* NULL: in a chart */
	char *text;
};

static void
printed_free(gpointer data)
{
	struct printed *printed = data;

	g_free(printed->text);
	g_free(printed);
}

static void
printed_add(GHashTable *all, GPtrArray *order, const struct origin *origin, const struct node *node,
	char *text)
{
	struct printed *printed;
	const char *at;

	for (at = text; *at && !g_ascii_isdigit(*at); at++)
		;
	if (!*at || g_hash_table_contains(all, origin->figure)) {
		g_free(text);
		return;
	}
	printed = g_new0(struct printed, 1);
	*printed = (struct printed){ origin, node, text };
	g_hash_table_insert(all, (gpointer)origin->figure, printed);
	if (order)
		g_ptr_array_add(order, printed);
}

/* By figure, in the order of the report. */
static void
printed_collect(GHashTable *all, GPtrArray *order, const struct node *parent)
{
	for (const struct node *at = parent->first; at; at = at->next) {
		for (int i = 0; at->kind == NODE_TEXT && i < at->as.text.stretch_count; i++) {
			const struct stretch *stretch = &at->as.text.stretches[i];
			int end = i + 1 < at->as.text.stretch_count ? stretch[1].from : (int)strlen(at->as.text.text);

			if (stretch->origin && stretch->origin->figure && end > stretch->from)
				printed_add(all, order, stretch->origin, at, g_strndup(at->as.text.text +
					stretch->from, (gsize)(end - stretch->from)));
		}
		printed_collect(all, order, at);
	}
}

static void
name_put(const struct product *product, const struct origin *origin, GString *json)
{
	struct explained *said = figure_explain(product->record, product->schema, product->bands,
		origin->file, origin->figure);

	if (said)
		json_put_member(json, "name", said->name);
	explained_destroy(said);
}

static void
figures_put(const struct product *product, GString *json)
{
	GHashTable *old = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, printed_free);
	GHashTable *new = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, printed_free);
	GPtrArray *order = g_ptr_array_new();
	struct where_map *map = where_map_create(product->pages, product->input);
	int count = 0;

	printed_collect(old, NULL, product->against->report->root);
	printed_collect(new, order, product->report->root);
	for (guint i = 0; i < order->len && count < MOST_CHANGES; i++) {
		const struct printed *is = order->pdata[i];
		const struct printed *was = g_hash_table_lookup(old, is->origin->figure);
		struct where where;

		if (!was || strcmp(was->text, is->text) == 0)
			continue;
		where = where_map_line(map, is->origin->file, is->origin->line);
		count++;
		json_put_comma(json);
		g_string_append_c(json, '{');
		json_put_member(json, "path", is->origin->figure);
		if (count <= MOST_NAMED)
			name_put(product, is->origin, json);
		json_put_member(json, "before", was->text);
		json_put_member(json, "after", is->text);
		json_put_member(json, "file", is->origin->file);
		json_put_number(json, "line", is->origin->line);
		json_put_number(json, "page", where.page);
		json_put_number(json, "y", where.y);
		g_string_append_c(json, '}');
	}
	where_map_destroy(map);
	g_ptr_array_free(order, TRUE);
	g_hash_table_destroy(old);
	g_hash_table_destroy(new);
}

/* Numbers that only charts show. */
static void
charts_put(const struct passages *old, const struct passages *new, const GArray *changes, GString *json)
{
	int count = 0;

	for (guint i = 0; i < changes->len && count < MOST_CHANGES; i++) {
		const struct change *change = &g_array_index(changes, struct change, i);

		if (change->kind != CHANGE_CHANGED || new->list[change->new].kind != PASSAGE_FIGURE)
			continue;
		count++;
		json_put_comma(json);
		g_string_append_c(json, '{');
		json_put_member(json, "name", new->list[change->new].place);
		json_put_member(json, "before", old->list[change->old].words);
		json_put_member(json, "after", new->list[change->new].words);
		json_put_member(json, "file", new->list[change->new].file);
		json_put_number(json, "line", new->list[change->new].line);
		g_string_append_c(json, '}');
	}
}

void
changes_answer(const struct product *product, const struct query *query, GString *json)
{
	struct passages *old, *new;
	GHashTable *extents;
	GArray *changes;

	(void)query;
	if (!product->against) {
		g_string_append(json, "null");
		return;
	}
	old = passages_of(product->against->report);
	new = passages_of(product->report);
	changes = compare_passages(old->list, old->count, new->list, new->count);
	extents = extents_find(new, product->pages);
	g_string_append_c(json, '{');
	json_put_member(json, "against", product->against_input);
	g_string_append(json, ",\"paragraphs\":[");
	paragraphs_put(old, new, changes, extents, json);
	g_string_append(json, "],\"figures\":[");
	figures_put(product, json);
	charts_put(old, new, changes, json);
	g_string_append(json, "]}");
	g_hash_table_destroy(extents);
	g_array_free(changes, TRUE);
	passages_destroy(old);
	passages_destroy(new);
}
