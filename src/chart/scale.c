/* Scales: extended Wilkinson ticks over guarded ranges. Knows nothing of pages. */
#include "chart/scale.h"

#include <math.h>

/* The paper also tries every second, third, ... step, which begins axes at 365 or 9: not here. */
enum { MOST_SKIP = 1, MOST_TICKS = 40 };

/* Steps in order of preference. The paper's 3 and 4 are left out: readers of reports do not
 * count in threes. */
static const double nice[] = { 1, 5, 2, 2.5 };
enum { NICE_COUNT = sizeof nice / sizeof *nice };

const struct tick_rules tick_free = { false, false, -INFINITY, INFINITY };

void
range_add(struct range *range, double value)
{
	if (!isfinite(value) || fabs(value) > SCALE_MOST * 1000) /* sums of values are larger */
		return;
	if (fabs(value) < SCALE_LEAST)
		value = 0;
	if (!range->any)
		*range = (struct range){ value, value, true };
	range->low = fmin(range->low, value);
	range->high = fmax(range->high, value);
}

/* A range that has a width, and zero where the rules ask for it. */
static struct range
range_widen(struct range range, struct tick_rules rules)
{
	double middle, reach;

	if (!range.any)
		return (struct range){ 0, 1, true };
	if (rules.zero)
		range_add(&range, 0);
	middle = (range.low + range.high) / 2;
	reach = range.high - range.low;
	if (reach > fmax(fabs(range.low), fabs(range.high)) * 1e-9)
		return range;
	if (middle == 0)
		return (struct range){ 0, 1, true };
	reach = fmax(fabs(middle) * 0.1, rules.whole ? 1 : 0);
	range.low = middle - reach;
	range.high = middle + reach;
	if (middle >= rules.floor && range.low < rules.floor)
		range.low = rules.floor;
	if (middle <= rules.ceiling && range.high > rules.ceiling)
		range.high = rules.ceiling;
	return range;
}

static double
score_simplicity(int q, int skip, bool has_zero)
{
	return 1 - q / (NICE_COUNT - 1.0) - skip + has_zero;
}

static double
score_coverage(struct range data, double low, double high)
{
	double tenth = 0.1 * (data.high - data.low), over = data.high - high, under = data.low - low;

	return 1 - 0.5 * (over * over + under * under) / (tenth * tenth);
}

static double
best_coverage(struct range data, double span)
{
	double reach = data.high - data.low, half = (span - reach) / 2;

	return span > reach ? 1 - half * half / (0.01 * reach * reach) : 1;
}

static double
score_density(struct range data, int count, int wanted, double low, double high)
{
	double have = (count - 1) / (high - low);
	double want = (wanted - 1) / (fmax(high, data.high) - fmin(low, data.low));

	return 2 - fmax(have / want, want / have);
}

static double
best_density(int count, int wanted)
{
	return count >= wanted ? 2 - (count - 1.0) / (wanted - 1.0) : 1;
}

static double
score(double simplicity, double coverage, double density)
{
	return 0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05;
}

struct search {
	struct range data;
	struct tick_rules rules;
	int wanted;
	double best;
	struct ticks ticks;
};

static bool
is_allowed(const struct search *search, double low, double high, double step)
{
	const struct tick_rules *rules = &search->rules;
	double slack = step * 1e-9;

	if (low > search->data.low + slack || high < search->data.high - slack)
		return false;
	if (rules->whole && (step < 1 - 1e-9 || fabs(step - round(step)) > step * 1e-9 ||
				    fabs(low - round(low)) > slack))
		return false;
	if (search->data.low >= rules->floor && low < rules->floor - slack)
		return false;
	return search->data.high > rules->ceiling || high <= rules->ceiling + slack;
}

/* Every place where `count` ticks of this step could begin. */
static void
try_starts(struct search *search, int q, int skip, int count, double step)
{
	double first = floor(search->data.high / step) * skip - (count - 1.0) * skip;
	double last = ceil(search->data.low / step) * skip;

	for (double start = first; start <= last && last - first < 1000; start++) {
		double low = start * (step / skip), high = low + step * (count - 1), points;
		double off = fabs(low / step - round(low / step));

		points = score(score_simplicity(q, skip, off < 1e-9 && low <= 0 && high >= 0),
			score_coverage(search->data, low, high),
			score_density(search->data, count, search->wanted, low, high));
		if (points > search->best && is_allowed(search, low, high, step)) {
			search->best = points;
			search->ticks = (struct ticks){ low, high, step, count, 0 };
		}
	}
}

static void
try_counts(struct search *search, int q, int skip)
{
	double simple = score_simplicity(q, skip, true), reach = search->data.high - search->data.low;

	for (int count = 2; count < MOST_TICKS; count++) {
		double dense = best_density(count, search->wanted);
		double power = ceil(log10(reach / (count + 1) / skip / nice[q]));

		if (score(simple, 1, dense) < search->best)
			break;
		for (int i = 0; i < 20; i++, power++) {
			double step = skip * nice[q] * pow(10, power);

			if (nice[q] == 2.5 && step < 10) /* 25 and 250, but not 47.5 beside 50 */
				continue;
			if (score(simple, best_coverage(search->data, step * (count - 1)), dense) <
				search->best)
				break;
			try_starts(search, q, skip, count, step);
		}
	}
}

static int
decimals_of(const struct ticks *ticks)
{
	for (int decimals = 0; decimals < 15; decimals++) {
		double step = ticks->step * pow(10, decimals), low = ticks->low * pow(10, decimals);

		if (fabs(step - round(step)) < step * 1e-6 && fabs(low - round(low)) < step * 1e-6)
			return decimals;
	}
	return 15;
}

struct ticks
ticks_choose(struct range range, int wanted, struct tick_rules rules)
{
	struct search search = { .data = range_widen(range, rules), .rules = rules,
		.wanted = wanted < 2 ? 2 : wanted, .best = -1000 };

	for (int skip = 1; skip <= MOST_SKIP; skip++) {
		for (int q = 0; q < NICE_COUNT; q++)
			if (score(score_simplicity(q, skip, true), 1, 1) >= search.best)
				try_counts(&search, q, skip);
	}
	if (!search.ticks.count) /* nothing allowed: the ends of the data themselves */
		search.ticks = (struct ticks){ search.data.low, search.data.high,
			search.data.high - search.data.low, 2, 0 };
	search.ticks.decimals = decimals_of(&search.ticks);
	return search.ticks;
}

double
tick_value(const struct ticks *ticks, int i)
{
	double value = ticks->low + i * ticks->step;

	return fabs(value) < ticks->step * 1e-9 ? 0 : value;
}

double
scale_at(const struct scale *scale, double value)
{
	double share = scale->high > scale->low ? (value - scale->low) / (scale->high - scale->low) : 0.5;

	return scale->from + share * (scale->to - scale->from);
}
