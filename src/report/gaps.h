/* Months that a series leaves out although its chart reaches over them. */
#ifndef REVISIT_REPORT_GAPS_H
#define REVISIT_REPORT_GAPS_H

#include "report/node.h"

/* How many of the months from the first to the last of the chart's values and peers this series of
 * values or peers has no value for; those that are said to be missing count when `said`. 0 of any other
 * series. */
int chart_gaps(const struct chart *chart, const struct chart_series *series, bool said);

#endif
