/* Months that a series leaves out although its chart reaches over them. */
#include "report/gaps.h"

#include <glib.h>
#include <string.h>

#include "report/telling.h"

enum { MOST_MONTHS = 10000 * 12 };

/* Targets and projections are lines between few months; a total begins when its months are full. */
static bool
is_month_by_month(const struct chart_series *series)
{
	return series->role && (!strcmp(series->role, "value") || !strcmp(series->role, "peer"));
}

static void
extent_find(const struct chart *chart, int *first, int *last)
{
	*first = MOST_MONTHS;
	*last = -1;
	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++) {
			int month = chart->series[s].points[i].month;

			if (!is_month_by_month(&chart->series[s]) || month < 0 || month >= MOST_MONTHS)
				continue;
			*first = MIN(*first, month);
			*last = MAX(*last, month);
		}
}

int
chart_gaps(const struct chart *chart, const struct chart_series *series, bool said)
{
	int first, last, gaps = 0;
	bool *there;

	extent_find(chart, &first, &last);
	if (!is_month_by_month(series) || last < first)
		return 0;
	there = g_new0(bool, (size_t)(last - first) + 1);
	for (int i = 0; i < series->point_count; i++) {
		const struct chart_point *point = &series->points[i];

		if (point->month >= first && point->month <= last && (!said || point_is_there(point)))
			there[point->month - first] = true;
	}
	for (int month = first; month <= last; month++)
		gaps += !there[month - first];
	g_free(there);
	return gaps;
}
