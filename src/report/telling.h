/* Inside the report room: how text alternatives are put together, a sentence at a time. */
#ifndef REVISIT_REPORT_TELLING_H
#define REVISIT_REPORT_TELLING_H

#include <glib.h>

#include "report/gaps.h"
#include "report/words.h"

struct telling {
	struct arena *arena;
	const struct head *head;
	const struct chart *chart;
	GString *out;
	struct chart_span span;
	bool judged; /* a verdict was told */
};

/* Adds the sentence of that name, filled; nothing when the head lacks it. */
void tell(struct telling *telling, const char *name, const struct field *fields);

/* Adds a sentence of the report's own; nothing when it is NULL. */
void tell_text(struct telling *telling, const char *sentence);
/* Adds how the values stand to the series, and once for all which way is better. */
void tell_verdict(struct telling *telling, const struct chart_series *series);

/* Fields: a value with the chart's decimals, one that is reckoned from its values, a month, a whole
 * number. */
const char *told_value(const struct telling *telling, double value);
const char *told_fine(const struct telling *telling, double value);
const char *told_month(const struct telling *telling, int month);
const char *told_count(const struct telling *telling, int count);

/* True when the point has a value that a chart can show. */
bool point_is_there(const struct chart_point *point);
/* The first series of that role, or NULL. */
const struct chart_series *series_of(const struct chart *chart, const char *role);

typedef void telling_fn(struct telling *telling);

telling_fn tell_monthly;      /* and sparklines: without their months' details */
telling_fn tell_control;
telling_fn tell_multiples;
telling_fn tell_table;        /* categories by series */
telling_fn tell_distribution; /* series by categories */
telling_fn tell_peers;
telling_fn tell_mark;
telling_fn tell_steps;

#endif
