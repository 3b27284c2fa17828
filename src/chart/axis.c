/* Axes of values and months: what stands at the plot's left and foot. */
#include "chart/axis.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "report/alt.h"

static const double hairline = 0.4, base_width = 0.75, gap = 5;

static bool
unit_is(const struct canvas *canvas, const char *unit)
{
	return canvas->chart->unit && !strcmp(canvas->chart->unit, unit);
}

const char *
value_text(const struct canvas *canvas, double value, int decimals)
{
	return chart_value_text(canvas->pages->arena, canvas->chart, value, decimals);
}

/* ---- values ---- */

/* What does not change needs no magnifying. */
static bool
wants_zero(struct range range, enum base base)
{
	static const double parts[] = { [BASE_BARS] = 0, [BASE_LINE] = 1 / 3.0, [BASE_DOTS] = 0.75 };
	double far = fmax(fabs(range.low), fabs(range.high)), reach = range.high - range.low;

	return range.any && (reach >= far * parts[base] || reach <= far * 1e-9);
}

static struct tick_rules
rules_make(const struct canvas *canvas, struct range range, enum base base)
{
	struct tick_rules rules = tick_free;

	rules.zero = wants_zero(range, base);
	if (range.low >= 0)
		rules.floor = 0;
	if (unit_is(canvas, "percent") && range.high <= 100)
		rules.ceiling = 100;
	rules.whole = (!canvas->chart->unit || unit_is(canvas, "number")) && !canvas->chart->decimals;
	if (unit_is(canvas, "position") && range.low >= 1) {
		rules.zero = base == BASE_BARS;
		rules.floor = rules.zero ? 0 : 1;
		rules.whole = true;
	}
	return rules;
}

struct value_axis
value_axis_make(const struct canvas *canvas, struct range range, double length, enum base base,
	bool across)
{
	struct value_axis axis = { .across = across };
	int wanted = (int)fmax(3, fmin(8, length / (across ? 56 : 26) + 1));

	axis.ticks = ticks_choose(range, wanted, rules_make(canvas, range, base));
	return axis;
}

static const char *
tick_text(const struct canvas *canvas, const struct value_axis *axis, int i)
{
	double value = tick_value(&axis->ticks, i);
	const char *text = value_text(canvas, value, axis->ticks.decimals);

	return axis->share && !unit_is(canvas, "percent") ? arena_printf(canvas->pages->arena, "%s%%", text) : text;
}

double
value_axis_width(const struct canvas *canvas, const struct value_axis *axis)
{
	double widest = 0;

	for (int i = 0; i < axis->ticks.count; i++)
		widest = fmax(widest, canvas_width(canvas, canvas->axis, tick_text(canvas, axis, i)));
	return widest + gap;
}

bool
value_axis_is_cut(const struct value_axis *axis)
{
	return axis->ticks.low > 0 || axis->ticks.high < 0;
}

/* Of how many ticks one is labelled such that labels stay apart; the last one of those side by side may
 * have to stand left of its tick. */
static int
tick_step(const struct canvas *canvas, const struct value_axis *axis)
{
	double apart = fabs(axis->scale.to - axis->scale.from) / (axis->ticks.count - 1);
	double width = value_axis_width(canvas, axis);

	if (apart <= 0)
		return 1;
	if (!axis->across)
		return (int)fmin(ceil(look_pitch(canvas->axis) / apart), axis->ticks.count);
	return (int)fmin(ceil((width + 1 + fmax(width / 2 - AXIS_OVERHANG, 0)) / apart),
		axis->ticks.count);
}

static void
tick_put(const struct canvas *canvas, const struct value_axis *axis, struct box plot, int i,
	bool labelled)
{
	double value = tick_value(&axis->ticks, i), at = scale_at(&axis->scale, value);
	bool base = value == 0 || (i == 0 && value_axis_is_cut(axis) && !axis->across);
	const char *text = tick_text(canvas, axis, i);
	double width = base ? base_width : hairline;
	struct colour colour = base ? canvas->baseline : canvas->grid;

	if (axis->across) {
		canvas_rule(canvas, at, plot.y, at, plot.y + plot.height, width, colour);
		at = fmin(at, plot.x + plot.width + AXIS_OVERHANG -
			canvas_width(canvas, canvas->axis, text) / 2);
		if (labelled)
			canvas_text(canvas, canvas->axis, (struct colour){ 0 }, at,
			plot.y + plot.height + 3 + look_drop(canvas->axis), ALIGN_CENTRE, text);
	} else {
		canvas_rule(canvas, plot.x, at, plot.x + plot.width, at, width, colour);
		if (labelled)
			canvas_text(canvas, canvas->axis, (struct colour){ 0 }, plot.x - gap,
			at - look_pitch(canvas->axis) / 2 + look_drop(canvas->axis), ALIGN_RIGHT, text);
	}
}

void
value_axis_put(const struct canvas *canvas, struct value_axis *axis, struct box plot)
{
	int step;

	axis->scale = (struct scale){ axis->ticks.low, axis->ticks.high, plot.y + plot.height, plot.y };
	if (axis->across) {
		axis->scale.from = plot.x;
		axis->scale.to = plot.x + plot.width;
	}
	step = tick_step(canvas, axis);
	for (int i = 0; i < axis->ticks.count; i++)
		tick_put(canvas, axis, plot, i, !axis->bare && i % step == 0);
}

/* ---- months ---- */

enum { TICK = 3 };

double
month_axis_height(const struct canvas *canvas)
{
	return TICK + 2 * look_pitch(canvas->axis) + 1;
}

struct month_axis
month_axis_make(int first, int last, struct box plot)
{
	return (struct month_axis){ first, last, plot.x, plot.width / ((double)last - first + 1) };
}

double
month_x(const struct month_axis *axis, int month)
{
	return axis->left + ((double)month - axis->first + 0.5) * axis->slot;
}

static const char *
month_short(const struct canvas *canvas, int month)
{
	const char *word = words_numbered(canvas->head, "month-short", month % 12 + 1);

	return word ? word : arena_printf(canvas->pages->arena, "%d", month % 12 + 1);
}

/* The year that a month belongs to counts from its first month: 4 for April. */
static int
year_of(const struct canvas *canvas, int month)
{
	int start = canvas->chart->year_start;

	return (month - (start > 1 && start <= 12 ? start - 1 : 0)) / 12;
}

static int
year_first_month(const struct canvas *canvas, int year)
{
	int start = canvas->chart->year_start;

	return year * 12 + (start > 1 && start <= 12 ? start - 1 : 0);
}

static const char *
year_text(const struct canvas *canvas, int year)
{
	if (canvas->chart->year_start > 1)
		return arena_printf(canvas->pages->arena, "%d/%02d", year, (year + 1) % 100);
	return arena_printf(canvas->pages->arena, "%d", year);
}

/* Every how many months a label: the first divisor of a year that leaves each its room; 0: years
 * alone. */
static int
label_step(const struct canvas *canvas, const struct month_axis *axis)
{
	static const int steps[] = { 1, 2, 3, 6 };
	double widest = 0;

	for (int month = 0; month < 12; month++)
		widest = fmax(widest, canvas_width(canvas, canvas->axis, month_short(canvas, month)));
	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
		if (steps[i] * axis->slot >= widest + 5)
			return steps[i];
	return axis->last - axis->first < 12 ? 6 : 0;
}

static void
month_labels(const struct canvas *canvas, const struct month_axis *axis, double y, int step)
{
	int only = axis->first == axis->last;

	for (int month = axis->first; month <= axis->last; month++) {
		double x = month_x(axis, month);

		if (!only && month % step != 0)
			continue;
		canvas_rule(canvas, x, y, x, y + TICK, base_width, canvas->baseline);
		canvas_text(canvas, canvas->axis, (struct colour){ 0 }, x, y + TICK + look_drop(canvas->axis),
			ALIGN_CENTRE, month_short(canvas, month));
	}
}

/* Between y and the row's foot: a year's label stands in the middle of its months, rules between
 * years; a sliver of a year at an end goes without a label unless it is all there is. */
static void
year_labels(const struct canvas *canvas, const struct month_axis *axis, double y, double foot)
{
	int first = year_of(canvas, axis->first), last = year_of(canvas, axis->last);

	for (int year = first; year <= last; year++) {
		int from = MAX(year_first_month(canvas, year), axis->first);
		int to = MIN(year_first_month(canvas, year + 1) - 1, axis->last);
		double left = axis->left + ((double)from - axis->first) * axis->slot;
		double width = ((double)to - from + 1) * axis->slot;
		const char *text = year_text(canvas, year);

		if (year > first)
			canvas_rule(canvas, left, y, left, foot, base_width, canvas->baseline);
		if (first == last || canvas_width(canvas, canvas->axis, text) <= width)
			canvas_text(canvas, canvas->axis, (struct colour){ 0 }, left + width / 2,
				foot - look_pitch(canvas->axis) + look_drop(canvas->axis), ALIGN_CENTRE, text);
	}
}

/* Too many years for that: every n-th has a tick where it begins and its label below. */
static void
year_ticks(const struct canvas *canvas, const struct month_axis *axis, double y, int every)
{
	int first = year_of(canvas, axis->first), last = year_of(canvas, axis->last);

	for (int year = first - first % every; year <= last; year += every) {
		int month = year_first_month(canvas, year);
		double x = axis->left + ((double)month - axis->first) * axis->slot;

		if (month < axis->first)
			continue;
		canvas_rule(canvas, x, y, x, y + TICK, base_width, canvas->baseline);
		canvas_text(canvas, canvas->axis, (struct colour){ 0 }, x,
			y + TICK + look_drop(canvas->axis), ALIGN_CENTRE, year_text(canvas, year));
	}
}

/* Of how many years one has a label, such that labels have room. */
static int
year_step(const struct canvas *canvas, const struct month_axis *axis)
{
	static const int factors[] = { 2, 5, 10 };
	double room = canvas_width(canvas, canvas->axis, year_text(canvas, 2000)) + 8;
	int power = 1;

	if (axis->slot * 12 >= room)
		return 1;
	for (; power < 100000; power *= 10)
		for (size_t i = 0; i < G_N_ELEMENTS(factors); i++)
			if (axis->slot * 12 * power * factors[i] >= room)
				return power * factors[i];
	return power;
}

void
month_axis_put(const struct canvas *canvas, const struct month_axis *axis, struct box plot)
{
	double foot = plot.y + plot.height, pitch = look_pitch(canvas->axis);
	int step = label_step(canvas, axis), every = step ? 1 : year_step(canvas, axis);

	if (step)
		month_labels(canvas, axis, foot, step);
	if (every > 1)
		year_ticks(canvas, axis, foot, every);
	else if (step)
		year_labels(canvas, axis, foot + TICK + pitch, foot + TICK + 2 * pitch);
	else
		year_labels(canvas, axis, foot, foot + TICK + pitch);
}
