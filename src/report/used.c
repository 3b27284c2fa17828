/* Rows that stand only when their words are used elsewhere in the report: a glossary explains what is
 * there to be explained. */
#include <string.h>

#include "report/reader.h"

/* Letters and digits of any script. */
static bool
is_word_at(const char *text)
{
	return *text && g_unichar_isalnum(g_utf8_get_char(text));
}

/* Behind the words, and the s of their plural or genitive. */
static bool
ends_word(const char *text)
{
	static const char *const endings[] = { "s", "'s", "\xe2\x80\x99s", "es" };

	if (!is_word_at(text))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
		if (g_str_has_prefix(text, endings[i]) && !is_word_at(text + strlen(endings[i])))
			return true;
	return false;
}

static bool
is_used(const GString *text, const char *words)
{
	for (const char *at = text->str; (at = strstr(at, words)); at++)
		if ((at == text->str || !is_word_at(g_utf8_prev_char(at))) &&
			ends_word(at + strlen(words)))
			return true;
	return false;
}

static void
string_add(GString *out, const char *text)
{
	if (text)
		g_string_append_printf(out, "\n%s", text);
}

static void
chart_add(GString *out, const struct chart *chart)
{
	string_add(out, chart->group);
	for (int i = 0; i < chart->series_count; i++) {
		const struct chart_series *series = &chart->series[i];

		string_add(out, series->name);
		for (int j = 0; j < series->point_count; j++)
			string_add(out, series->points[j].label);
	}
	for (int i = 0; i < chart->event_count; i++)
		string_add(out, chart->events[i].label);
}

/* All that the report prints, but for the tables that explain it; words are not parted by spans. */
static void
text_add(GString *out, const struct node *parent, GHashTable *without)
{
	for (const struct node *at = parent->first; at; at = at->next) {
		if (g_hash_table_contains(without, at))
			continue;
		if (at->kind == NODE_TEXT) {
			g_string_append(out, at->as.text.text);
			continue;
		}
		if (at->kind < NODE_TEXT || at->kind == NODE_LINE_BREAK)
			g_string_append_c(out, '\n');
		if (at->kind == NODE_CHART)
			chart_add(out, at->as.chart);
		text_add(out, at, without);
		if (at->kind == NODE_NOTE)
			g_string_append_c(out, '\n');
	}
}

/* Rows that head no rows any more, and tables of heads alone, go too. */
static void
table_settle(struct node *table)
{
	struct node *group = NULL, *next, *around = table->parent;
	bool any = false;

	for (struct node *row = table->first; row; row = next) {
		next = row->next;
		if (row->kind != NODE_ROW || row->as.row.part == ROW_HEAD)
			continue;
		if (row->as.row.group && group)
			node_remove(group);
		group = row->as.row.group ? row : NULL;
		any |= !row->as.row.group;
	}
	if (group)
		node_remove(group);
	if (any)
		return;
	node_remove(table);
	if (around->kind == NODE_SECTION && around->first == around->last &&
		around->first && around->first->kind == NODE_HEADING)
		node_remove(around);
}

void
reader_used(struct reader *reader)
{
	GHashTable *tables = g_hash_table_new(NULL, NULL);
	GPtrArray *changed = g_ptr_array_new();
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < reader->conditions->len; i++)
		g_hash_table_add(tables,
			g_array_index(reader->conditions, struct condition, i).row->parent);
	if (reader->conditions->len)
		text_add(text, reader->report->root, tables);
	for (guint i = 0; i < reader->conditions->len; i++) {
		const struct condition *one = &g_array_index(reader->conditions, struct condition, i);

		if (is_used(text, one->words))
			continue;
		node_remove(one->row);
		if (!changed->len || g_ptr_array_index(changed, changed->len - 1) != one->row->parent)
			g_ptr_array_add(changed, one->row->parent);
	}
	for (guint i = 0; i < changed->len; i++)
		table_settle(g_ptr_array_index(changed, i));
	g_string_free(text, TRUE);
	g_ptr_array_free(changed, TRUE);
	g_hash_table_destroy(tables);
}
