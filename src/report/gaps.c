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

struct chart_span
chart_span(const struct chart *chart)
{
	struct chart_span span = { MOST_MONTHS, -1 };

	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++) {
			int month = chart->series[s].points[i].month;

			if (!is_month_by_month(&chart->series[s]) || month < 0 || month >= MOST_MONTHS)
				continue;
			span.first = MIN(span.first, month);
			span.last = MAX(span.last, month);
		}
	return span;
}

int
chart_gaps(struct chart_span span, const struct chart_series *series, bool said)
{
	int count = span.last - span.first + 1, gaps = 0;
	bool *there;

	if (!is_month_by_month(series) || count <= 0)
		return 0;
	there = g_new0(bool, (size_t)count);
	for (int i = 0; i < series->point_count; i++) {
		const struct chart_point *point = &series->points[i];

		if (point->month >= span.first && point->month <= span.last &&
			(!said || point_is_there(point)))
			there[point->month - span.first] = true;
	}
	for (int i = 0; i < count; i++)
		gaps += !there[i];
	g_free(there);
	return gaps;
}
