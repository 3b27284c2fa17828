/* Statistics over plain numbers: lines, intervals, tests, ranks. Control limits are in statxmr.c. */
#include "report/stat.h"

#include <math.h>

bool
stat_line_fit(const double *values, int count, struct stat_line *line)
{
	double mean_x = 0, mean_y = 0, cross = 0, square = 0;
	int used = 0;

	/* running means: no sum can overflow or swallow what is small */
	for (int i = 0; i < count; i++) {
		if (!isfinite(values[i]))
			continue;
		used++;
		mean_x += (i - mean_x) / used;
		mean_y += (values[i] - mean_y) / used;
	}
	for (int i = 0; i < count; i++) {
		if (!isfinite(values[i]))
			continue;
		cross += (i - mean_x) * (values[i] - mean_y);
		square += (i - mean_x) * (i - mean_x);
	}
	if (used < 2)
		return false;
	line->used = used;
	line->slope = cross / square;
	line->intercept = mean_y - line->slope * mean_x;
	return true;
}

double
stat_line_at(const struct stat_line *line, double x)
{
	return line->intercept + line->slope * x;
}

double
stat_mean(const double *values, int count)
{
	double mean = 0;
	int used = 0;

	for (int i = 0; i < count; i++)
		if (isfinite(values[i]))
			mean += (values[i] - mean) / ++used;
	return used ? mean : NAN;
}

bool
stat_wilson(double successes, double trials, double z, struct stat_interval *interval)
{
	double p = successes / trials, z2 = z * z, centre, half;

	if (!(trials > 0) || !(successes >= 0) || !(successes <= trials) || !isfinite(trials))
		return false;
	centre = (p + z2 / (2 * trials)) / (1 + z2 / trials);
	half = z * sqrt(p * (1 - p) / trials + z2 / (4 * trials * trials)) / (1 + z2 / trials);
	/* at the ends the formula gives 0 and 1 but for rounding */
	interval->low = successes == 0 ? 0 : fmax(centre - half, 0);
	interval->high = successes == trials ? 1 : fmin(centre + half, 1);
	return true;
}

static double
byar_limit(double count, double z)
{
	return count * pow(1 - 1 / (9 * count) + z / (3 * sqrt(count)), 3);
}

bool
stat_byar(double count, double z, struct stat_interval *interval)
{
	if (!(count >= 0) || !isfinite(count))
		return false;
	interval->low = count > 0 ? fmax(byar_limit(count, -z), 0) : 0;
	interval->high = byar_limit(count + 1, z);
	return true;
}

/* NaN for what is no proportion or no sample. */
static double
variance(double p, double n, double design)
{
	if (!(p >= 0) || !(p <= 1) || !(n > 0) || !(design > 0))
		return NAN;
	return design * p * (1 - p) / n;
}

double
stat_half_width(double p, double n, double design, double z)
{
	return z * sqrt(variance(p, n, design));
}

double
stat_two_proportions(double p1, double n1, double p2, double n2, double design)
{
	double both = variance(p1, n1, design) + variance(p2, n2, design);

	if (both == 0 && p1 == p2)
		return 0;
	return (p1 - p2) / sqrt(both);
}

double
stat_least_difference(double p, double n1, double n2, double design, double z)
{
	return z * sqrt(variance(p, n1, design) + variance(p, n2, design));
}

int
stat_rank(const double *values, int count, int which, bool lower_is_better, int *ties)
{
	int better = 0, equal = 0;

	if (which < 0 || which >= count || !isfinite(values[which]))
		return 0;
	for (int i = 0; i < count; i++) {
		if (i == which || !isfinite(values[i]))
			continue;
		equal += values[i] == values[which];
		better += lower_is_better ? values[i] < values[which] : values[i] > values[which];
	}
	if (ties)
		*ties = equal;
	return better + 1;
}
