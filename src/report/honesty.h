/* Honesty of charts: what would mislead a reader is told before it is published. */
#ifndef REVISIT_REPORT_HONESTY_H
#define REVISIT_REPORT_HONESTY_H

#include "base/diag.h"
#include "report/node.h"

/* Warnings for every chart of the report, each rule at most once a chart, with the line of what
 * breaks it. A chart's `waive` names rules that it breaks knowingly:
 *   projection   a projection rests on fewer than six months
 *   lines        more than four lines in one plot
 *   source       no source stands with the chart
 *   period       nothing says which time the figures are of
 *   group        peers of a group that is not named
 *   method       intervals whose method is not named
 *   few-cases    a percentage or rate of fewer than 20 cases
 *   months       a line leaves out months that others of the same chart have
 * Data that cannot be drawn as they stand (months given twice, values beyond 10^15) and data drawn
 * thinned are told as well. A cut axis for bars or a second value axis is not to be had at all. */
void report_honesty(const struct report *report, struct diags *diags);

#endif
