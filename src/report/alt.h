/* Text alternatives: what a chart shows, told from its data in the report's words. */
#ifndef REVISIT_REPORT_ALT_H
#define REVISIT_REPORT_ALT_H

#include "report/node.h"

struct arena;

/* A few sentences in the arena: kind, measure and period; first, last, highest and lowest value; the
 * straight line through them; peers, targets and projections; what is missing and what happened.
 * The sentences are the words alt-... of the head; one that the head lacks is left out. NULL when
 * the head has none for the chart's kind (alt-<kind>). */
const char *chart_alt(struct arena *arena, const struct head *head, const struct chart *chart);

/* A value as the chart's unit writes it, with so many decimals: 28,792 or 25.45%. */
const char *chart_value_text(struct arena *arena, const struct chart *chart, double value,
	int decimals);

/* A share in whole per cent: 55%. */
const char *chart_share_text(struct arena *arena, double percent);

/* "July 2006", or 2006-07 where the head lacks the name of the month. */
const char *chart_month_text(struct arena *arena, const struct head *head, int month);

#endif
