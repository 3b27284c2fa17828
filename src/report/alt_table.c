/* What a chart of categories shows, in words: its rows, one sentence each; of many, the ends. */
#include <string.h>

#include "base/arena.h"
#include "report/alt.h"
#include "report/stat.h"
#include "report/telling.h"

enum { MOST_ROWS = 16 };

/* ---- beginnings ---- */

static void
tell_head(struct telling *telling, int count)
{
	const struct chart *chart = telling->chart;
	const struct field fields[] = { { "title", chart->title },
		{ "count", told_count(telling, count) }, { "period", chart->period },
		{ "group", chart->group }, { NULL, NULL } };
	char name[64];

	g_snprintf(name, sizeof name, "alt-%s", chart->kind);
	tell(telling, name, fields);
	if (chart->period)
		tell(telling, "alt-period", fields);
	if (chart->group)
		tell(telling, "alt-group", fields);
	if (chart->method) {
		g_snprintf(name, sizeof name, "interval-%s", chart->method);
		tell(telling, name, fields);
	}
}

/* ---- cells ---- */

/* The words of a mark, or NULL. */
static const char *
mark_word(const struct telling *telling, const char *mark)
{
	char word[64];

	if (!mark)
		return NULL;
	g_snprintf(word, sizeof word, "mark-%s", mark);
	return words_find(telling->head, word);
}

static const struct chart_point *
point_of(const struct chart_series *series, const char *label)
{
	for (int i = 0; i < series->point_count; i++)
		if (series->points[i].label && !strcmp(series->points[i].label, label))
			return &series->points[i];
	return NULL;
}

/* Of bars to 100 %: the share that is drawn, with the amount; NULL of any other chart. */
static const char *
share_text(const struct telling *telling, const char *text, const struct chart_point *point)
{
	const struct chart *chart = telling->chart;
	double whole = 0;

	if (strcmp(chart->kind, "share") != 0 || (chart->unit && !strcmp(chart->unit, "percent")))
		return NULL;
	for (int s = 0; s < chart->series_count; s++) {
		const struct chart_point *other = point_of(&chart->series[s], point->label);

		if (other && point_is_there(other) && other->value > 0 &&
			g_strcmp0(chart->series[s].role, "target") != 0)
			whole += other->value;
	}
	if (!point_is_there(point) || point->value <= 0 || whole <= 0)
		return NULL;
	return words_fill(telling->arena, words_find(telling->head, "alt-cell-share"),
		(const struct field[]){ { "cell", text },
			{ "share", chart_share_text(telling->arena, point->value / whole * 100) },
			{ NULL, NULL } });
}

static const char *
cell_text(const struct telling *telling, const char *name, const struct chart_point *point)
{
	const char *pattern = point->ranged ? "alt-cell-range" : point->own ? "alt-cell-own" : "alt-cell";
	const char *mark = mark_word(telling, point->mark), *text, *share;
	const struct field fields[] = {
		{ "name", name },
		{ "value", told_value(telling, point->value) },
		{ "low", told_value(telling, point->low) },
		{ "high", told_value(telling, point->high) },
		{ NULL, NULL },
	};

	if (!point_is_there(point))
		pattern = "alt-cell-missing";
	text = words_fill(telling->arena, words_find(telling->head, pattern), fields);
	share = share_text(telling, text, point);
	text = share ? share : text;
	if (mark)
		text = words_fill(telling->arena, words_find(telling->head, "alt-cell-mark"),
			(const struct field[]){ { "cell", text }, { "mark", mark }, { NULL, NULL } });
	return text;
}

static void
list_add(GString *list, const char *text)
{
	if (!text)
		return;
	if (list->len)
		g_string_append(list, "; ");
	g_string_append(list, text);
}

static void
tell_row(struct telling *telling, const char *category, const GString *list)
{
	const struct field fields[] = { { "category", category },
		{ "values", arena_strndup(telling->arena, list->str, list->len) }, { NULL, NULL } };

	if (list->len)
		tell(telling, "alt-row", fields);
}

/* ---- rows by category ---- */

/* The labels of all series in order of first appearance; in the arena. */
static const char **
labels_find(const struct telling *telling, int *count)
{
	const struct chart *chart = telling->chart;
	GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *found = g_ptr_array_new();
	const char **labels;

	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++) {
			const char *label = chart->series[s].points[i].label;

			if (label && g_hash_table_add(seen, (char *)label))
				g_ptr_array_add(found, (char *)label);
		}
	*count = (int)found->len;
	labels = arena_new_array(telling->arena, const char *, MAX(found->len, 1));
	if (found->len)
		memcpy(labels, found->pdata, found->len * sizeof *labels);
	g_ptr_array_free(found, TRUE);
	g_hash_table_destroy(seen);
	return labels;
}

static void
tell_category(struct telling *telling, const char *label)
{
	const struct chart *chart = telling->chart;
	GString *list = g_string_new(NULL);

	for (int s = 0; s < chart->series_count; s++) {
		const struct chart_point *point = point_of(&chart->series[s], label);

		if (point)
			list_add(list, cell_text(telling, chart->series[s].name, point));
	}
	tell_row(telling, label, list);
	g_string_free(list, TRUE);
}

static void
tell_ends(struct telling *telling, const struct chart_series *series)
{
	const struct chart_point *high = NULL, *low = NULL;

	for (int i = 0; i < series->point_count; i++) {
		const struct chart_point *at = &series->points[i];

		if (!point_is_there(at) || !at->label)
			continue;
		high = !high || at->value > high->value ? at : high;
		low = !low || at->value < low->value ? at : low;
	}
	if (high)
		tell(telling, series->name ? "alt-ends-of" : "alt-ends", (const struct field[]){
			{ "name", series->name },
			{ "high", told_value(telling, high->value) },
			{ "high-name", high->label },
			{ "low", told_value(telling, low->value) },
			{ "low-name", low->label },
			{ NULL, NULL },
		});
}

/* A series with one value and no category: a line through all of them, whose name may have the value. */
static void
tell_lines(struct telling *telling)
{
	for (int s = 0; s < telling->chart->series_count; s++) {
		const struct chart_series *series = &telling->chart->series[s];

		if (series->point_count == 1 && !series->points->label && point_is_there(series->points)) {
			const char *value = told_value(telling, series->points->value);
			bool named = series->name && g_str_has_suffix(series->name, value);

			tell(telling, named ? "alt-name" : "alt-point", (const struct field[]){
				{ "name", series->name }, { "value", value }, { NULL, NULL } });
		}
	}
}

void
tell_table(struct telling *telling)
{
	int count;
	const char **labels = labels_find(telling, &count);

	tell_head(telling, count);
	for (int i = 0; i < count && count <= MOST_ROWS; i++)
		tell_category(telling, labels[i]);
	for (int s = 0; s < telling->chart->series_count && count > MOST_ROWS; s++)
		tell_ends(telling, &telling->chart->series[s]);
	tell_lines(telling);
}

/* ---- rows by series: distributions ---- */

void
tell_distribution(struct telling *telling)
{
	const struct chart *chart = telling->chart;

	tell_head(telling, chart->series_count);
	for (int s = 0; s < chart->series_count; s++) {
		GString *list = g_string_new(NULL);

		for (int i = 0; i < chart->series[s].point_count; i++)
			list_add(list, cell_text(telling, chart->series[s].points[i].label,
				&chart->series[s].points[i]));
		tell_row(telling, chart->series[s].name, list);
		g_string_free(list, TRUE);
	}
}

/* ---- peers ---- */

/* The own unit's value, interval and position among those that have a value. */
static void
tell_own(struct telling *telling, const struct chart_series *series, const double *values, int count)
{
	bool lower = telling->chart->better == POLARITY_LOWER;

	for (int i = 0; i < count; i++) {
		const struct chart_point *own = &series->points[i];
		int ties, rank;

		if (!own->own || !(rank = stat_rank(values, count, i, lower, &ties)))
			continue;
		const struct field fields[] = {
			{ "name", own->label },
			{ "value", told_value(telling, own->value) },
			{ "low", told_value(telling, own->low) },
			{ "high", told_value(telling, own->high) },
			{ "position", told_count(telling, rank) },
			{ "count", told_count(telling, count) },
			{ NULL, NULL },
		};

		tell(telling, own->ranged ? "alt-own-range" : "alt-own", fields);
		tell(telling, ties ? "peers-position-shared" : "peers-position", fields);
	}
}

void
tell_peers(struct telling *telling)
{
	const struct chart_series *series = series_of(telling->chart, "value");
	const struct chart_series *average = series_of(telling->chart, "peer");
	struct chart_series there = { 0 };
	double *values;

	if (!series) {
		tell_head(telling, 0);
		return;
	}
	there.name = series->name;
	there.points = arena_new_array(telling->arena, struct chart_point, MAX(series->point_count, 1));
	values = arena_new_array(telling->arena, double, MAX(series->point_count, 1));
	for (int i = 0; i < series->point_count; i++)
		if (point_is_there(&series->points[i])) {
			values[there.point_count] = series->points[i].value;
			there.points[there.point_count++] = series->points[i];
		}
	tell_head(telling, there.point_count);
	tell_own(telling, &there, values, there.point_count);
	if (average && average->point_count && point_is_there(average->points))
		tell(telling, "alt-point", (const struct field[]){
			{ "name", average->name },
			{ "value", chart_value_text(telling->arena, telling->chart,
				average->points->value, average->decimals) },
			{ NULL, NULL },
		});
	if (average)
		tell_verdict(telling, average);
	tell_ends(telling, &there);
}

/* ---- marks ---- */

void
tell_mark(struct telling *telling)
{
	char name[64];

	g_snprintf(name, sizeof name, "mark-%s", telling->chart->variant ? telling->chart->variant : "");
	tell(telling, name, (const struct field[]){ { NULL, NULL } });
}

/* ---- one of some steps ---- */

void
tell_steps(struct telling *telling)
{
	const struct chart *chart = telling->chart;
	const struct chart_series *series = chart->series_count ? chart->series : NULL;
	GString *scale = g_string_new(NULL);

	for (int i = 0; series && i < series->point_count; i++)
		g_string_append_printf(scale, "%s%s", i ? ", " : "",
			series->points[i].label ? series->points[i].label : "");
	if (series)
		tell(telling, "alt-steps", (const struct field[]){ { "title", chart->title },
			{ "own", series->name }, { "scale", scale->str }, { NULL, NULL } });
	g_string_free(scale, TRUE);
}
