/* Axes: values, months and categories. Each takes its room off the box, then draws in it. */
#ifndef REVISIT_CHART_AXIS_H
#define REVISIT_CHART_AXIS_H

#include "chart/canvas.h"
#include "chart/scale.h"

/* A value as the chart's unit writes it, with so many decimals; in the pages' arena. */
const char *value_text(const struct canvas *canvas, double value, int decimals);

/* ---- values ---- */

enum { AXIS_OVERHANG = 12 }; /* how far labels of an axis that runs across may stand out at its end */

struct value_axis {
	struct ticks ticks;
	struct scale scale;
	bool across; /* values run to the right: horizontal bars */
	bool bare;   /* grid lines without labels: the plot at the left has them */
	bool share;  /* labels are per cent, whatever the chart's unit */
};

/* Whether zero must be on the scale. Bars are lengths: always. A line's slope is read: unless the
 * data would be pressed into less than a third of the plot. A dot's place is read: only where the
 * data nearly reach it. */
enum base { BASE_BARS, BASE_LINE, BASE_DOTS };

/* Ticks for the range in so much length, by the chart's unit: counts in whole steps, shares within
 * 0 to 100, positions from 1. */
struct value_axis value_axis_make(const struct canvas *canvas, struct range range, double length,
	enum base base, bool across);
/* The width of the widest label, with its gap. */
double value_axis_width(const struct canvas *canvas, const struct value_axis *axis);
/* Grid hairlines over the plot and labels beside or below it; sets the scale. The line at zero, or
 * else the lowest, is drawn as the baseline. */
void value_axis_put(const struct canvas *canvas, struct value_axis *axis, struct box plot);
/* True when zero is not on it. */
bool value_axis_is_cut(const struct value_axis *axis);

/* ---- months ---- */

struct month_axis {
	int first, last;
	double left, slot; /* each month has a slot; its point stands in the middle */
};

double month_axis_height(const struct canvas *canvas);
struct month_axis month_axis_make(int first, int last, struct box plot);
double month_x(const struct month_axis *axis, int month);
/* Below the plot: every n-th month by its short name, years below between ticks. */
void month_axis_put(const struct canvas *canvas, const struct month_axis *axis, struct box plot);

#endif
