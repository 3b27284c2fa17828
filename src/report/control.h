/* Control charts' figures from a chart's data: the same for the drawing, the text alternative and
 * the marks of a summary table. */
#ifndef REVISIT_REPORT_CONTROL_H
#define REVISIT_REPORT_CONTROL_H

#include "report/node.h"
#include "report/stat.h"

struct control_data {
	int first, count;      /* months from the first to the last that has a value */
	double *values;        /* NaN where a month has none */
	struct xmr_phase *phases;
	int phase_count;
	struct xmr_point *points;
	enum xmr_variant variant;
	bool never_negative;   /* no value is below zero */
	const char *assurance; /* mark of the target against the last phase's limits; NULL: no target */
};

/* From the first series of the role value; phases begin at the events that say rebase. False when
 * there are no values; else finish it. */
bool control_data_make(const struct chart *chart, struct control_data *data);
void control_data_finish(struct control_data *data);

/* A lower limit below zero says nothing where no value can be. */
bool control_lower_hidden(const struct control_data *data, const struct xmr_phase *phase);

/* The mark of the last value: variation-common, or -better-high and so on, by what is better. */
const char *control_variation(const struct control_data *data, enum polarity better);

#endif
