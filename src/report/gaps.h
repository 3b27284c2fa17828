/* Months that a series leaves out although its chart reaches over them. */
#ifndef REVISIT_REPORT_GAPS_H
#define REVISIT_REPORT_GAPS_H

#include "report/node.h"

/* The months that the values and peers of a chart reach over; last is before first when there are
 * none. */
struct chart_span {
	int first, last;
};

struct chart_span chart_span(const struct chart *chart);

/* How many months of the span this series of values or peers has no value for; those that are said to
 * be missing count when `said`. 0 of any other series. */
int chart_gaps(struct chart_span span, const struct chart_series *series, bool said);

#endif
