/* Statistics: lines, intervals, tests, ranks and control limits over plain numbers. No function
 * here knows a record. A value that is not finite is a missing one. */
#ifndef REVISIT_REPORT_STAT_H
#define REVISIT_REPORT_STAT_H

#include <stdbool.h>

/* The standard normal deviate of a two-sided 95 % interval, as published tables round it. */
#define STAT_Z95 1.96

struct stat_interval {
	double low, high;
};

/* ---- straight lines ---- */

struct stat_line {
	double intercept, slope;
	int used; /* values that were not missing */
};

/* The least-squares line through values[i] at x = i (Draper and Smith, Applied Regression Analysis,
 * 3rd ed. 1998, section 1.2). False with fewer than two values. */
bool stat_line_fit(const double *values, int count, struct stat_line *line);
double stat_line_at(const struct stat_line *line, double x);

/* ---- means ---- */

/* The mean of what is there; NaN when nothing is. */
double stat_mean(const double *values, int count);

/* ---- intervals ---- */

/* The score interval for a proportion: E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", Journal of the American Statistical Association 22 (1927), 209-212. In
 * 0 to 1. False unless 0 <= successes <= trials and trials > 0. */
bool stat_wilson(double successes, double trials, double z, struct stat_interval *interval);

/* Byar's approximation to the exact Poisson interval for a count: Breslow and Day, Statistical
 * Methods in Cancer Research II, IARC 1987, section 2.3; used for rates by the public health
 * observatories. False for a count below 0. */
bool stat_byar(double count, double z, struct stat_interval *interval);

/* Half the width of the normal interval for a proportion of n, its variance multiplied by the design
 * effect (1: simple random sample; Kish, Survey Sampling, 1965): z sqrt(design p (1 - p) / n).
 * In 0 to 1; NaN when p is outside 0 to 1 or n <= 0. */
double stat_half_width(double p, double n, double design, double z);

/* ---- two proportions ---- */

/* The z of the difference p1 - p2 over the root of both variances, each p (1 - p) / n times the
 * design effect (Agresti, Categorical Data Analysis, 2nd ed. 2002, section 3.1.1). NaN when it is
 * not defined; infinite when both variances are 0 and the proportions differ. */
double stat_two_proportions(double p1, double n1, double p2, double n2, double design);

/* The least difference that is significant between two samples when both have proportion p. */
double stat_least_difference(double p, double n1, double n2, double design, double z);

/* ---- ranks ---- */

/* Position of values[which] among all that are there: 1 and how many are better ("1224" ranking).
 * How many others share it goes to *ties (may be NULL). 0 when it is missing. Values that differ by
 * less than their printed form can show are the caller's to round first. */
int stat_rank(const double *values, int count, int which, bool lower_is_better, int *ties);

/* ---- control charts ---- */

/* Individuals and moving ranges (XmR): Shewhart, Economic Control of Quality of Manufactured Product,
 * 1931; Wheeler, Understanding Variation, 2nd ed. 2000. Limits are mean +/- 2.66 mean moving range;
 * 2.66 = 3 / 1.128. The NHS's "Making Data Count" draws its charts so; of its two official tools the
 * R package leaves out, once, moving ranges of 3.267 times their mean and more (a range's own upper
 * limit), the spreadsheet does not: XMR_SCREENED and XMR_UNSCREENED. */
enum xmr_variant { XMR_SCREENED, XMR_UNSCREENED };

enum { XMR_RUN = 7, XMR_TRIAL = 12 };

/* A stretch with limits of its own. */
struct xmr_phase {
	int first, count; /* values, missing ones included */
	int used;         /* that are there */
	double mean, lower, upper, range_mean; /* NaN with fewer than one value, two for the limits */
	bool trial;       /* fewer than 12 values: limits that may yet change */
};

/* The four rules, each with its direction: 1 high or rising, -1 low or falling, 0 does not hold.
 * Neighbours are neighbours in time; a missing value is passed over, a new phase ends every run. */
struct xmr_point {
	signed char outside; /* beyond a limit */
	signed char shift;   /* in a run of seven or more on one side of the mean */
	signed char trend;   /* in a run of seven or more, each higher (lower) than the one before */
	signed char near;    /* one of two in three beyond two thirds of the way to a limit, all three on
	                        that side of the mean */
};

/* Phases begin at 0 and at every index in starts (ascending; others are passed over). phases has
 * room for start_count + 1, points for count. Gives the number of phases. `baseline` is how many
 * values of the first phase set its limits, the later ones being judged by them; 0: all. */
int stat_xmr(const double *values, int count, const int *starts, int start_count, int baseline,
	enum xmr_variant variant, struct xmr_phase *phases, struct xmr_point *points);

/* What the rules say of a point together: 1 or -1, 0 for common cause. A limit or a run on one side
 * goes before a trend. */
int stat_xmr_direction(const struct xmr_point *point);

#endif
