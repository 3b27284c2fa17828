/* The data behind a chart as a table: a row for each month or category, a column for each series. */
#ifndef REVISIT_REPORT_CHARTROWS_H
#define REVISIT_REPORT_CHARTROWS_H

#include <glib.h>

#include "report/node.h"

struct chart_rows {
	const struct chart *chart;
	GArray *months;    /* of int, ascending; none where there are labels */
	GPtrArray *labels; /* of const char, in order of first appearance */
};

struct chart_rows chart_rows_make(const struct chart *chart);
void chart_rows_finish(struct chart_rows *rows);

/* The point of a series in a row, by its label or, where that is NULL, by its month; NULL when the
 * series has none. A single month among labels is a line for all of them. Points mostly come in the rows' order, so the search goes on where it was (*at, 0 to
 * begin with). */
const struct chart_point *chart_rows_point(const struct chart_series *series, int month,
	const char *label, int *at);

/* What a column is called: panel and name, or the chart's title. Yours, g_free. */
char *chart_column_name(const struct chart *chart, const struct chart_series *series);

/* Is it drawn from data that a table of its own could show? Marks and sparklines are not. */
bool chart_has_table(const struct chart *chart);

/* The table as comma-separated values (RFC 4180), UTF-8: months as 2007-06, numbers without
 * separators, the ends of ranges in columns of their own, what is missing empty. Yours, g_free. */
char *chart_csv(const struct head *head, const struct chart *chart);

#endif
