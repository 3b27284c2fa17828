/* How exactly the numbers of a chart are printed: never so roughly that they say something else than
 * what is drawn. */
#include <math.h>
#include <string.h>

#include "report/reader.h"
#include "report/telling.h"

enum { MOST_DECIMALS = 12 };

/* Of what is drawn, how much a printed number may be off: a fortieth, by half of its last place. And how
 * much can be seen: that is not printed as nothing. */
static const double coarsest = 1 / 20.0, seen = 1 / 200.0;

/* A value as large as what is drawn at all, by which rounding is judged. */
static double
reach_of(const struct chart *chart)
{
	static const char *const lines[] = { "control", "monthly", "multiples", "sparkline", "dumbbell",
		"interval", "slope", NULL };
	double low = 0, high = 0;
	bool any = chart->kind && !g_strv_contains(lines, chart->kind); /* bars begin at zero */

	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++) {
			const struct chart_point *point = &chart->series[s].points[i];

			if (!point_is_there(point))
				continue;
			low = any ? fmin(low, point->value) : point->value;
			high = any ? fmax(high, point->value) : point->value;
			any = true;
		}
	if (high - low <= fmax(fabs(low), fabs(high)) * 1e-9)
		return fmax(fabs(low), fabs(high));
	return high - low;
}

static bool
is_exact(double value, int decimals)
{
	double shifted = value * pow(10, decimals);

	return fabs(shifted - round(shifted)) <= fabs(shifted) * 1e-9;
}

static bool
are_exact(const struct chart_series *series, int decimals)
{
	for (int i = 0; i < series->point_count; i++) {
		const struct chart_point *point = &series->points[i];

		if (point_is_there(point) && (!is_exact(point->value, decimals) ||
			(point->ranged && (!is_exact(point->low, decimals) ||
			!is_exact(point->high, decimals)))))
			return false;
	}
	return true;
}

/* An average or a line through counts does not make the counts less whole. */
static bool
is_reckoned(const struct chart_series *series)
{
	return series->role && (!strcmp(series->role, "peer") || !strcmp(series->role, "projection"));
}

/* Is something that can be seen printed as 0? */
static bool
has_nothing(const struct chart *chart, double reach)
{
	double half = pow(10, -chart->decimals) / 2;

	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++) {
			const struct chart_point *point = &chart->series[s].points[i];

			if (point_is_there(point) && fabs(point->value) < half &&
				fabs(point->value) > reach * seen && !is_reckoned(&chart->series[s]))
				return true;
		}
	return false;
}

/* A table has months as they were stated, if that is one place more. */
static void
decimals_set(const struct chart *chart, struct chart_series *series)
{
	bool months = series->point_count && series->points->month >= 0;

	series->decimals = are_exact(series, chart->decimals) ? chart->decimals : chart->fine_decimals;
	series->table_decimals = series->decimals;
	if (months && !are_exact(series, series->decimals) && are_exact(series, series->decimals + 1))
		series->table_decimals++;
}

void
chart_decimals_choose(struct chart *chart)
{
	double reach = reach_of(chart);

	chart->fine_decimals = chart->decimals;
	while (reach > 0 && chart->fine_decimals < MOST_DECIMALS && pow(10, -chart->fine_decimals) > reach * coarsest)
		chart->fine_decimals++;
	for (int s = 0; s < chart->series_count; s++)
		while (!is_reckoned(&chart->series[s]) && chart->decimals < chart->fine_decimals &&
			!are_exact(&chart->series[s], chart->decimals))
			chart->decimals++;
	while (chart->decimals < MOST_DECIMALS && has_nothing(chart, reach))
		chart->decimals++;
	chart->fine_decimals = MAX(chart->fine_decimals, chart->decimals);
	for (int s = 0; s < chart->series_count; s++)
		decimals_set(chart, &chart->series[s]);
}
