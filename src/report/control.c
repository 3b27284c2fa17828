/* Control charts' figures: months in place, phases, variation and assurance. */
#include "report/control.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "report/telling.h"

enum { MOST_MONTHS = 10000 * 12 };

static bool
is_usable(const struct chart_point *point)
{
	return point_is_there(point) && point->month >= 0 && point->month < MOST_MONTHS &&
		fabs(point->value) <= 1e15;
}

/* The first value of each month stands. */
static bool
values_make(const struct chart_series *series, struct control_data *data)
{
	int first = G_MAXINT, last = -1;

	for (int i = 0; i < series->point_count; i++)
		if (is_usable(&series->points[i])) {
			first = MIN(first, series->points[i].month);
			last = MAX(last, series->points[i].month);
		}
	if (last < first)
		return false;
	data->first = first;
	data->count = last - first + 1;
	data->values = g_new(double, (size_t)data->count);
	for (int i = 0; i < data->count; i++)
		data->values[i] = NAN;
	data->never_negative = true;
	for (int i = 0; i < series->point_count; i++) {
		const struct chart_point *point = &series->points[i];

		if (!is_usable(point) || !isnan(data->values[point->month - first]))
			continue;
		data->values[point->month - first] = point->value;
		data->never_negative = data->never_negative && point->value >= 0;
	}
	return true;
}

static int
by_number(const void *a, const void *b)
{
	return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

/* The target of the last month, or the last one before it, against the last limits. */
static const char *
assurance_of(const struct chart *chart, const struct control_data *data)
{
	const struct chart_series *series = series_of(chart, "target");
	const struct xmr_phase *phase = &data->phases[data->phase_count - 1];
	const struct chart_point *target = NULL;

	for (int i = 0; series && i < series->point_count; i++)
		if (is_usable(&series->points[i]) && (!target || series->points[i].month >= target->month))
			target = &series->points[i];
	if (!target || chart->better == POLARITY_NONE || !isfinite(phase->upper))
		return NULL;
	if (target->value > phase->upper)
		return chart->better == POLARITY_LOWER ? "assurance-pass" : "assurance-fail";
	if (target->value < phase->lower)
		return chart->better == POLARITY_LOWER ? "assurance-fail" : "assurance-pass";
	return "assurance-random";
}

bool
control_data_make(const struct chart *chart, struct control_data *data)
{
	const struct chart_series *series = series_of(chart, "value");
	int *starts, start_count = 0;

	memset(data, 0, sizeof *data);
	if (!series || !values_make(series, data))
		return false;
	starts = g_new(int, (size_t)chart->event_count + 1);
	for (int i = 0; i < chart->event_count; i++)
		if (chart->events[i].rebase)
			starts[start_count++] = chart->events[i].month - data->first;
	qsort(starts, (size_t)start_count, sizeof *starts, by_number);
	data->variant = chart->variant && !strcmp(chart->variant, "unscreened") ? XMR_UNSCREENED :
		XMR_SCREENED;
	data->phases = g_new(struct xmr_phase, (size_t)start_count + 1);
	data->points = g_new(struct xmr_point, (size_t)data->count);
	data->phase_count = stat_xmr(data->values, data->count, starts, start_count, chart->baseline,
		data->variant, data->phases, data->points);
	data->assurance = assurance_of(chart, data);
	g_free(starts);
	return true;
}

void
control_data_finish(struct control_data *data)
{
	g_free(data->values);
	g_free(data->phases);
	g_free(data->points);
}

bool
control_lower_hidden(const struct control_data *data, const struct xmr_phase *phase)
{
	return data->never_negative && phase->lower < 0;
}

const char *
control_variation(const struct control_data *data, enum polarity better)
{
	int direction = stat_xmr_direction(&data->points[data->count - 1]);

	if (!direction)
		return "variation-common";
	if (better == POLARITY_NONE)
		return direction > 0 ? "variation-high" : "variation-low";
	if ((direction > 0) == (better == POLARITY_HIGHER))
		return direction > 0 ? "variation-better-high" : "variation-better-low";
	return direction > 0 ? "variation-worse-high" : "variation-worse-low";
}
