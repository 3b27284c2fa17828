/* Control limits and rules for individuals and moving ranges. */
#include "report/stat.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static const double limit_factor = 2.66, screen_factor = 3.267;

/* The mean moving range of the values that are there; those from `screen` on are left out. NaN when
 * there is none. */
static double
range_mean(const double *values, int count, double screen)
{
	double before = NAN, mean = 0;
	int used = 0;

	for (int i = 0; i < count; i++) {
		double range = fabs(values[i] - before);

		if (!isfinite(values[i]))
			continue;
		before = values[i];
		if (isfinite(range) && range < screen)
			mean += (range - mean) / ++used;
	}
	return used ? mean : NAN;
}

static int
count_there(const double *values, int count)
{
	int there = 0;

	for (int i = 0; i < count; i++)
		there += isfinite(values[i]);
	return there;
}

/* How far the first `baseline` values that are there reach. */
static int
baseline_reach(const double *values, int count, int baseline)
{
	int there = 0, i = 0;

	while (i < count && there < baseline)
		there += isfinite(values[i++]);
	return i;
}

static struct xmr_phase
phase_make(const double *values, int first, int count, int baseline, enum xmr_variant variant)
{
	struct xmr_phase phase = { .first = first, .count = count };
	int basis = baseline > 0 ? baseline_reach(values + first, count, baseline) : count;
	double mean_range = range_mean(values + first, basis, INFINITY);

	/* a mean range of 0 screens nothing: there is nothing to leave out */
	if (variant == XMR_SCREENED && mean_range > 0)
		mean_range = range_mean(values + first, basis, screen_factor * mean_range);
	phase.used = count_there(values + first, count);
	phase.mean = stat_mean(values + first, basis);
	phase.range_mean = mean_range;
	phase.lower = phase.mean - limit_factor * mean_range;
	phase.upper = phase.mean + limit_factor * mean_range;
	phase.trial = count_there(values + first, basis) < XMR_TRIAL;
	return phase;
}

static signed char
sign_of(double value)
{
	return (signed char)((value > 0) - (value < 0));
}

/* Marks places[from..to) when the run is long enough; `offset` finds the flag in a point. */
static void
run_mark(struct xmr_point *points, const int *places, int from, int to, signed char sign,
	size_t offset, int least)
{
	if (!sign || to - from < least)
		return;
	for (int i = from; i < to; i++)
		*((signed char *)&points[places[i]] + offset) = sign;
}

static void
mark_shifts(struct xmr_point *points, const double *values, const int *places, int count,
	double mean)
{
	int from = 0;

	for (int i = 1; i <= count; i++)
		if (i == count || sign_of(values[places[i]] - mean) != sign_of(values[places[from]] - mean)) {
			run_mark(points, places, from, i, sign_of(values[places[from]] - mean),
				offsetof(struct xmr_point, shift), XMR_RUN);
			from = i;
		}
}

/* Seven values in a row have six steps between them; where a run turns, the turning point ends one
 * run and begins the next. */
static void
mark_trends(struct xmr_point *points, const double *values, const int *places, int count)
{
	int from = 0;

	for (int i = 1; i < count; i++) {
		signed char step = sign_of(values[places[i]] - values[places[i - 1]]);
		signed char next =
			i + 1 < count ? sign_of(values[places[i + 1]] - values[places[i]]) : 0;

		if (i + 1 < count && next == step)
			continue;
		run_mark(points, places, from, i + 1, step, offsetof(struct xmr_point, trend), XMR_RUN);
		from = i;
	}
}

static void
mark_near(struct xmr_point *points, const double *values, const int *places, int count,
	const struct xmr_phase *phase)
{
	double reach = (phase->upper - phase->mean) * 2 / 3;

	for (int i = 0; i + 2 < count; i++) {
		signed char side = sign_of(values[places[i]] - phase->mean);
		int beyond = 0;
		bool same = side != 0;

		for (int j = i; j < i + 3; j++) {
			same = same && sign_of(values[places[j]] - phase->mean) == side;
			beyond += fabs(values[places[j]] - phase->mean) > reach;
		}
		if (!same || beyond < 2)
			continue;
		for (int j = i; j < i + 3; j++)
			if (fabs(values[places[j]] - phase->mean) > reach)
				points[places[j]].near = side;
	}
}

static void
phase_mark(const double *values, const struct xmr_phase *phase, struct xmr_point *points,
	int *places)
{
	int count = 0;

	for (int i = phase->first; i < phase->first + phase->count; i++) {
		if (!isfinite(values[i]))
			continue;
		places[count++] = i;
		if (values[i] > phase->upper)
			points[i].outside = 1;
		else if (values[i] < phase->lower)
			points[i].outside = -1;
	}
	mark_shifts(points, values, places, count, phase->mean);
	mark_trends(points, values, places, count);
	if (isfinite(phase->upper))
		mark_near(points, values, places, count, phase);
}

int
stat_xmr(const double *values, int count, const int *starts, int start_count, int baseline,
	enum xmr_variant variant, struct xmr_phase *phases, struct xmr_point *points)
{
	int *places = g_new(int, (size_t)count + 1);
	int phase_count = 0, first = 0;

	memset(points, 0, sizeof *points * (size_t)count);
	for (int i = 0; i <= start_count && count > 0; i++) {
		int end = i < start_count ? starts[i] : count;

		if (end <= first || end > count)
			continue;
		phases[phase_count] = phase_make(values, first, end - first, first ? 0 : baseline, variant);
		phase_mark(values, &phases[phase_count++], points, places);
		first = end;
	}
	g_free(places);
	return phase_count;
}

int
stat_xmr_direction(const struct xmr_point *point)
{
	if (point->outside)
		return point->outside;
	if (point->shift)
		return point->shift;
	return point->near ? point->near : point->trend;
}
