/* What a chart over months shows, in words. */
#include <math.h>
#include <string.h>

#include "report/alt.h"
#include "report/control.h"
#include "report/telling.h"

/* The points at which a series has its first, last, highest and lowest value; of equals the first.
 * Points need not be in order. */
struct extremes {
	const struct chart_point *first, *last, *high, *low;
	int count;
};

static struct extremes
extremes_find(const struct chart_series *series)
{
	struct extremes found = { 0 };

	for (int i = 0; i < series->point_count; i++) {
		const struct chart_point *at = &series->points[i];

		if (!point_is_there(at) || at->month < 0)
			continue;
		found.count++;
		if (!found.first || at->month < found.first->month)
			found.first = at;
		if (!found.last || at->month > found.last->month)
			found.last = at;
		if (!found.high || at->value > found.high->value)
			found.high = at;
		if (!found.low || at->value < found.low->value)
			found.low = at;
	}
	return found;
}

static const struct chart_point *
point_at(const struct chart_series *series, int month)
{
	for (int i = 0; i < series->point_count; i++)
		if (series->points[i].month == month && point_is_there(&series->points[i]))
			return &series->points[i];
	return NULL;
}

/* The straight line through three months and more; over a long gap it would still be through what
 * is there, so months are places. */
static void
tell_line(struct telling *telling, const struct chart_series *series, const struct extremes *found)
{
	enum { MOST_MONTHS = 1200 };
	int months = found->last->month - found->first->month + 1;
	struct stat_line line;
	double *values;

	if (found->count < 3 || months > MOST_MONTHS)
		return;
	values = g_new(double, (size_t)months);
	for (int i = 0; i < months; i++)
		values[i] = NAN;
	for (int i = 0; i < series->point_count; i++)
		if (point_is_there(&series->points[i]) && series->points[i].month >= 0)
			values[series->points[i].month - found->first->month] = series->points[i].value;
	if (stat_line_fit(values, months, &line)) {
		const struct field fields[] = {
			{ "from", told_fine(telling, stat_line_at(&line, 0)) },
			{ "to", told_fine(telling, stat_line_at(&line, months - 1)) },
			{ NULL, NULL },
		};

		tell(telling, "alt-line", fields);
	}
	g_free(values);
}

static void
tell_missing(struct telling *telling, const struct chart_series *series)
{
	int missing = chart_gaps(telling->span, series, true);
	const struct field fields[] = { { "count", told_count(telling, missing) }, { NULL, NULL } };

	if (missing)
		tell(telling, missing == 1 ? "alt-missing-one" : "alt-missing", fields);
}

static void
tell_values(struct telling *telling, const struct chart_series *series)
{
	struct extremes found = extremes_find(series);

	if (found.count) {
		const struct field fields[] = {
			{ "name", series->name },
			{ "first", told_value(telling, found.first->value) },
			{ "first-month", told_month(telling, found.first->month) },
			{ "last", told_value(telling, found.last->value) },
			{ "last-month", told_month(telling, found.last->month) },
			{ "high", told_value(telling, found.high->value) },
			{ "high-month", told_month(telling, found.high->month) },
			{ "low", told_value(telling, found.low->value) },
			{ "low-month", told_month(telling, found.low->month) },
			{ NULL, NULL },
		};

		tell(telling, found.count > 1 ? "alt-series" : "alt-value", fields);
		tell_line(telling, series, &found);
	}
	if (series->role)
		tell_missing(telling, series);
}

/* Peers and targets in the last month that the unit has a value for; projections at their end. */
static void
tell_other(struct telling *telling, const struct chart_series *series)
{
	const struct chart_series *own = series_of(telling->chart, "value");
	struct extremes found = extremes_find(series);
	const struct chart_point *at = found.last;

	if (own && strcmp(series->role, "projection") != 0) {
		struct extremes of_own = extremes_find(own);

		at = of_own.last ? point_at(series, of_own.last->month) : at;
	}
	if (!at)
		at = found.last;
	if (at) {
		const struct field fields[] = {
			{ "name", series->name },
			{ "last", chart_value_text(telling->arena, telling->chart, at->value,
				series->decimals) },
			{ "last-month", told_month(telling, at->month) },
			{ NULL, NULL },
		};

		tell(telling, "alt-value", fields);
		tell_missing(telling, series);
	}
	tell_verdict(telling, series);
}

static void
tell_events(struct telling *telling)
{
	for (int i = 0; i < telling->chart->event_count; i++) {
		const struct chart_event *event = &telling->chart->events[i];
		const struct field fields[] = {
			{ "month", told_month(telling, event->month) },
			{ "label", event->label },
			{ NULL, NULL },
		};

		tell(telling, "alt-event", fields);
	}
}

/* The kind's own first sentence, or the one for no data. */
static void
tell_months(struct telling *telling)
{
	const struct chart *chart = telling->chart;
	const struct chart_point *first = NULL, *last = NULL;
	char name[64];

	for (int i = 0; i < chart->series_count; i++) {
		struct extremes found = extremes_find(&chart->series[i]);

		if (!found.count || (chart->series[i].role && !strcmp(chart->series[i].role, "projection")))
			continue;
		first = !first || found.first->month < first->month ? found.first : first;
		last = !last || found.last->month > last->month ? found.last : last;
	}
	g_snprintf(name, sizeof name, "alt-%s%s", chart->kind, first ? "" : "-empty");
	tell(telling, name,
		(const struct field[]){
			{ "title", chart->title },
			{ "first-month", first ? told_month(telling, first->month) : NULL },
			{ "last-month", last ? told_month(telling, last->month) : NULL },
			{ NULL, NULL },
		});
}

void
tell_monthly(struct telling *telling)
{
	const struct chart *chart = telling->chart;

	tell_months(telling);
	for (int i = 0; i < chart->series_count; i++)
		if (!chart->series[i].role || !strcmp(chart->series[i].role, "value"))
			tell_values(telling, &chart->series[i]);
		else
			tell_other(telling, &chart->series[i]);
	tell_events(telling);
}

/* ---- control charts ---- */

static void
tell_phase(struct telling *telling, const struct control_data *data, const struct xmr_phase *phase)
{
	const struct field fields[] = {
		{ "month", told_month(telling, data->first + phase->first) },
		{ "mean", told_fine(telling, phase->mean) },
		{ "lower", told_fine(telling, phase->lower) },
		{ "upper", told_fine(telling, phase->upper) },
		{ "count", told_count(telling, phase->used) },
		{ NULL, NULL },
	};
	const char *name = !isfinite(phase->upper) ? "alt-phase-mean" :
		control_lower_hidden(data, phase) ? "alt-phase-upper" : "alt-phase";

	tell(telling, name, fields);
	if (phase->trial)
		tell(telling, "control-trial", fields);
}

static void
tell_special(struct telling *telling, const struct control_data *data)
{
	int count = 0;

	for (int i = 0; i < data->count; i++)
		count += stat_xmr_direction(&data->points[i]) != 0;
	tell(telling, count == 0 ? "alt-special-none" : count == 1 ? "alt-special-one" : "alt-special",
		(const struct field[]){ { "count", told_count(telling, count) }, { NULL, NULL } });
}

static void
tell_word(struct telling *telling, const char *sentence, const char *mark)
{
	char name[64];

	if (!mark)
		return;
	g_snprintf(name, sizeof name, "mark-%s", mark);
	tell(telling, sentence, (const struct field[]){
		{ "mark", words_find(telling->head, name) }, { NULL, NULL } });
}

void
tell_control(struct telling *telling)
{
	struct control_data data;

	tell_monthly(telling);
	if (!control_data_make(telling->chart, &data))
		return;
	tell(telling, data.variant == XMR_SCREENED ? "control-screened" : "control-unscreened", NULL);
	if (telling->chart->baseline)
		tell(telling, "control-baseline", (const struct field[]){
			{ "count", told_count(telling, telling->chart->baseline) }, { NULL, NULL } });
	for (int i = 0; i < data.phase_count; i++)
		tell_phase(telling, &data, &data.phases[i]);
	tell_special(telling, &data);
	tell_word(telling, "alt-mark", control_variation(&data, telling->chart->better));
	tell_word(telling, "alt-assurance", data.assurance);
	control_data_finish(&data);
}

/* ---- small multiples ---- */

/* Each panel by its name and what its own series do. */
void
tell_multiples(struct telling *telling)
{
	const struct chart *chart = telling->chart;
	const char *panel = NULL;

	tell_months(telling);
	for (int i = 0; i < chart->series_count; i++) {
		const struct chart_series *series = &chart->series[i];

		if (series->panel && (!panel || strcmp(panel, series->panel) != 0))
			tell(telling, "alt-panel", (const struct field[]){
				{ "panel", series->panel }, { NULL, NULL } });
		panel = series->panel;
		if (!series->role || !strcmp(series->role, "value"))
			tell_values(telling, series);
		else
			tell_other(telling, series);
	}
}
