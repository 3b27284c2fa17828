/* Scales: ranges of data, ticks at sensible numbers, and the way from a value to the page. */
#ifndef REVISIT_CHART_SCALE_H
#define REVISIT_CHART_SCALE_H

#include <stdbool.h>

/* Values of more than this magnitude are not drawn; below the least they are zero. */
#define SCALE_MOST 1e15
#define SCALE_LEAST 1e-12

/* The span of some values; empty until one is added. */
struct range {
	double low, high;
	bool any;
};

void range_add(struct range *range, double value); /* what is not finite is passed over */

/* What a scale may not do. */
struct tick_rules {
	bool zero;    /* zero is on the scale: bars */
	bool whole;   /* no fractions between ticks: counts */
	double floor; /* the scale does not begin below it while the data do not: 0 for counts */
	double ceiling;
};

extern const struct tick_rules tick_free; /* none of these */

/* count ticks from low to high, step apart; the data lie between them. */
struct ticks {
	double low, high, step;
	int count;
	int decimals; /* that the labels need */
};

/* About `wanted` ticks around the range, by the extended algorithm of Wilkinson: Talbot, Lin and
 * Hanrahan, "An extension of Wilkinson's algorithm for positioning tick labels on axes", IEEE
 * Transactions on Visualization and Computer Graphics 16(6), 2010; labels outside the data only
 * ("loose"), legibility left to the axis. An empty range is 0 to 1, a constant one is widened. */
struct ticks ticks_choose(struct range range, int wanted, struct tick_rules rules);

/* The value of tick number i, exact zero included. */
double tick_value(const struct ticks *ticks, int i);

/* Values low..high stand at from..to on the page. */
struct scale {
	double low, high, from, to;
};

double scale_at(const struct scale *scale, double value);

#endif
