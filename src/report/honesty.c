/* Honesty of charts: one rule, one function. */
#include "report/honesty.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "report/chartrows.h"
#include "report/gaps.h"
#include "report/telling.h"

enum { LEAST_MONTHS = 6, MOST_LINES = 4, LEAST_CASES = 20, MOST_POINTS = 5000 };

struct question {
	const struct node *node;
	const struct chart *chart;
	struct diags *diags;
};

typedef bool rule_fn(const struct question *question, int *line);

static bool
role_is(const struct chart_series *series, const char *role)
{
	return series->role && !strcmp(series->role, role);
}

static bool
has_months(const struct chart *chart)
{
	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++)
			if (chart->series[s].points[i].month >= 0 && !chart->series[s].points[i].label)
				return true;
	return false;
}

/* ---- the rules: true when the chart breaks it; *line is where ---- */

static bool
breaks_projection(const struct question *question, int *line)
{
	for (int s = 0; s < question->chart->series_count; s++) {
		const struct chart_series *series = &question->chart->series[s];

		*line = series->line;
		if (role_is(series, "projection") && series->months < LEAST_MONTHS)
			return true;
	}
	return false;
}

/* Projections are drawn unlike data and are few; a panel of small multiples is a plot of its own. */
static bool
breaks_lines(const struct question *question, int *line)
{
	const struct chart *chart = question->chart;
	bool drawn = !strcmp(chart->kind, "monthly") || !strcmp(chart->kind, "multiples");

	for (int s = 0; s < chart->series_count && drawn; s++) {
		int lines = 0;

		for (int i = 0; i <= s; i++)
			lines += !role_is(&chart->series[i], "projection") &&
				g_strcmp0(chart->series[i].panel, chart->series[s].panel) == 0;
		*line = chart->series[s].line;
		if (lines > MOST_LINES)
			return true;
	}
	return false;
}

static bool
breaks_source(const struct question *question, int *line)
{
	(void)line;
	for (const struct node *at = question->node; at; at = at->next)
		if (at->kind == NODE_PARA && at->first)
			return false;
	return true;
}

static bool
breaks_period(const struct question *question, int *line)
{
	(void)line;
	return !question->chart->period && !has_months(question->chart);
}

static bool
breaks_group(const struct question *question, int *line)
{
	const struct chart_series *peers = series_of(question->chart, "peer");

	if (peers)
		*line = peers->line;
	return !question->chart->group && (peers || !strcmp(question->chart->kind, "peers"));
}

/* In an interval plot a range without a method is a range to compare with. */
static bool
breaks_method(const struct question *question, int *line)
{
	const struct chart *chart = question->chart;

	if (chart->method || (strcmp(chart->kind, "peers") != 0 && strcmp(chart->kind, "bars") != 0))
		return false;
	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++) {
			*line = chart->series[s].points[i].line;
			if (chart->series[s].points[i].ranged)
				return true;
		}
	return false;
}

static bool
breaks_cases(const struct question *question, int *line)
{
	const struct chart *chart = question->chart;

	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++) {
			const struct chart_point *point = &chart->series[s].points[i];

			*line = point->line;
			if (point_is_there(point) && point->base > 0 && point->base < LEAST_CASES)
				return true;
		}
	return false;
}

/* What is said to be missing is told with the chart. */
static bool
breaks_months(const struct question *question, int *line)
{
	struct chart_span span = chart_span(question->chart);

	for (int s = 0; s < question->chart->series_count; s++) {
		*line = question->chart->series[s].line;
		if (chart_gaps(span, &question->chart->series[s], false))
			return true;
	}
	return false;
}

static const struct rule {
	const char *name;
	rule_fn *breaks;
	const char *message, *hint;
} rules[] = {
	{ "projection", breaks_projection, "a projection rests on fewer than six months",
		"a line through so few months says little; leave it out, or say why it stands" },
	{ "lines", breaks_lines, "a chart has more than four lines",
		"a reader can follow four; use small multiples" },
	{ "source", breaks_source, "a chart has no source",
		"say below it where its figures come from" },
	{ "period", breaks_period, "a chart does not say which time its figures are of",
		"give the chart a period" },
	{ "group", breaks_group, "a chart compares with peers and does not name their group",
		"name the group" },
	{ "method", breaks_method, "a chart has intervals and does not name their method",
		"name the method, such as wilson or byar" },
	{ "few-cases", breaks_cases, "a chart shows a percentage or rate of fewer than 20 cases",
		"give the counts instead" },
	{ "months", breaks_months, "a chart has lines that leave out months which others have",
		"give these months too, or say that they are missing" },
};

static bool
is_waived(const struct chart *chart, const char *rule)
{
	char **names = g_strsplit(chart->waive ? chart->waive : "", " ", -1);
	bool waived = g_strv_contains((const char *const *)names, rule);

	g_strfreev(names);
	return waived;
}

/* ---- data that cannot stand as they are ---- */

static const char *
name_of(const struct chart_series *series)
{
	return series->name ? series->name : series->panel ? series->panel : series->role;
}

/* Does the chart show anything at all? */
static void
check_empty(const struct question *question)
{
	const struct chart *chart = question->chart;

	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++)
			if (point_is_there(&chart->series[s].points[i]))
				return;
	diag(question->diags, DIAG_CHART_DATA,
		(struct place){ .file = question->node->file, .line = question->node->line },
		"the chart has no value to show");
}

/* Bars are compared within a category: the first one that a series leaves out is told. */
static void
check_lengths(const struct question *question)
{
	static const char *const kinds[] = { "bars", "share", "stacked", NULL };
	const struct chart *chart = question->chart;
	const struct chart_series *first = series_of(chart, "value");

	for (int s = 0; s < chart->series_count && first && g_strv_contains(kinds, chart->kind); s++) {
		const struct chart_series *series = &chart->series[s];

		if (!role_is(series, "value") || series->point_count == first->point_count)
			continue;
		diag(question->diags, DIAG_CHART_DATA,
			(struct place){ .file = question->node->file, .line = series->line },
			"the series “%s” has %d values and the series “%s” %d: categories without a value have "
			"no bar", name_of(series), series->point_count, name_of(first), first->point_count);
		return;
	}
}

/* The first month that stands before an earlier one is told. */
static void
check_order(const struct question *question, const struct chart_series *series)
{
	int last = -1;

	for (int i = 0; i < series->point_count; i++) {
		const struct chart_point *point = &series->points[i];

		if (point->month < 0 || point->label)
			continue;
		if (point->month < last) {
			diag(question->diags, DIAG_CHART_DATA,
				(struct place){ .file = question->node->file, .line = point->line },
				"the months of the series “%s” are not in order at %04d-%02d: they are drawn in "
				"order", name_of(series), point->month / 12, point->month % 12 + 1);
			return;
		}
		last = point->month;
	}
}

/* The first month that comes twice is told. */
static void
check_months(const struct question *question, const struct chart_series *series)
{
	GHashTable *seen = g_hash_table_new(NULL, NULL);
	bool told = false;

	for (int i = 0; i < series->point_count && !told; i++) {
		const struct chart_point *point = &series->points[i];

		if (point->month < 0 || point->label || !point_is_there(point))
			continue;
		if (g_hash_table_add(seen, GINT_TO_POINTER(point->month + 1)))
			continue;
		diag(question->diags, DIAG_CHART_DATA,
			(struct place){ .file = question->node->file, .line = point->line },
			"the series “%s” has two values for %04d-%02d: the first one is drawn", name_of(series),
			point->month / 12, point->month % 12 + 1);
		told = true;
	}
	g_hash_table_destroy(seen);
}

static void
check_values(const struct question *question, const struct chart_series *series)
{
	for (int i = 0; i < series->point_count; i++) {
		const struct chart_point *point = &series->points[i];

		if (point->missing || (isfinite(point->value) && fabs(point->value) <= 1e15))
			continue;
		diag(question->diags, DIAG_CHART_DATA,
			(struct place){ .file = question->node->file, .line = point->line },
			"a value of the series “%s” is too large to draw, and is left out",
			name_of(series));
		return;
	}
}

static void
check_count(const struct question *question, const struct chart_series *series)
{
	if (series->point_count > MOST_POINTS)
		diag(question->diags, DIAG_CHART_THINNED,
			(struct place){ .file = question->node->file, .line = series->line },
			"the series “%s” has %d values: it is drawn thinned, with its extremes",
			name_of(series), series->point_count);
}

static void
chart_check(const struct question *question)
{
	const struct chart *chart = question->chart;
	bool small = !chart_has_table(chart);

	for (size_t i = 0; i < G_N_ELEMENTS(rules) && !small; i++) {
		struct place place = { .file = question->node->file, .line = question->node->line };
		int line = 0;

		if (is_waived(chart, rules[i].name) || !rules[i].breaks(question, &line))
			continue;
		place.line = line ? line : place.line;
		diag(question->diags, DIAG_CHART_HONESTY, place, "%s", rules[i].message);
		diag_hint(question->diags, "%s", rules[i].hint);
	}
	if (strcmp(chart->kind, "mark") != 0)
		check_empty(question);
	check_lengths(question);
	for (int s = 0; s < chart->series_count; s++) {
		check_order(question, &chart->series[s]);
		check_months(question, &chart->series[s]);
		check_values(question, &chart->series[s]);
		check_count(question, &chart->series[s]);
	}
}

static void
node_check(const struct node *node, struct diags *diags)
{
	for (; node; node = node->next) {
		if (node->kind == NODE_CHART)
			chart_check(&(struct question){ node, node->as.chart, diags });
		node_check(node->first, diags);
	}
}

void
report_honesty(const struct report *report, struct diags *diags)
{
	node_check(report->root, diags);
}
