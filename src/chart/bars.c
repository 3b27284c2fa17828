/* Bars: grouped, stacked and stacked to 100 %, upright or lying. Zero is always on the axis. Lying
 * bars are chosen, too, when upright ones leave their labels no room: no label is cut or turned. */
#include <math.h>

#include "base/arena.h"
#include "chart/bars.h"
#include "chart/kinds.h"
#include "chart/track.h"
#include "report/alt.h"

enum stack { GROUPED, STACKED, SHARE };

struct bars {
	struct canvas *canvas;
	struct categories table;
	enum stack stack;
	int *drawn; /* series that are bars */
	int drawn_count;
	int target; /* series of ticks, or -1 */
	struct value_axis axis;
	bool lying;
	double room; /* for values beyond the ends of lying bars; 0: they go unwritten */
};

/* ---- values ---- */

static double
category_sum(const struct bars *bars, int category, double sign)
{
	double sum = 0;

	for (int i = 0; i < bars->drawn_count; i++) {
		const struct chart_point *point = category_cell(&bars->table, category, bars->drawn[i]);

		if (point && point->value * sign > 0)
			sum += point->value;
	}
	return sum;
}

/* A target beyond the whole has no place on a scale to 100 %. */
static const struct chart_point *
target_of(const struct bars *bars, int category)
{
	const struct chart_point *point = category_cell(&bars->table, category, bars->target);

	if (point && bars->stack == SHARE && (point->value < 0 || point->value > 100))
		return NULL;
	return point;
}

static struct range
range_find(const struct bars *bars)
{
	struct range range = { 0 };

	for (int c = 0; c < bars->table.count; c++) {
		for (int s = 0; s < bars->table.series; s++) {
			const struct chart_point *point = category_cell(&bars->table, c, s);

			if (point && (bars->stack == GROUPED || point == target_of(bars, c)))
				range_add(&range, point->value);
			if (point && point->ranged && bars->stack == GROUPED) {
				range_add(&range, point->low);
				range_add(&range, point->high);
			}
		}
		if (bars->stack == STACKED && bars->drawn_count) {
			range_add(&range, category_sum(bars, c, 1));
			range_add(&range, category_sum(bars, c, -1));
		}
		if (bars->stack == SHARE)
			range_add(&range, 100);
	}
	return range;
}

static bool
is_empty(const struct bars *bars)
{
	for (int c = 0; c < bars->table.count; c++)
		for (int s = 0; s < bars->table.series; s++)
			if (category_cell(&bars->table, c, s))
				return false;
	return true;
}

/* ---- one category's bars ---- */

/* From value to value across a band: upright or lying. */
static struct box
span_box(const struct bars *bars, double from, double to, double at, double thick)
{
	double a = scale_at(&bars->axis.scale, from), b = scale_at(&bars->axis.scale, to);

	if (bars->lying)
		return (struct box){ fmin(a, b), at, fabs(b - a), thick };
	return (struct box){ at, fmin(a, b), thick, fabs(b - a) };
}

/* Would the tick of the target run through a value beyond the end of the bar? */
static bool
target_meets(const struct bars *bars, int category, const struct chart_point *point)
{
	const struct chart_point *target = target_of(bars, category);
	double pitch = look_pitch(bars->canvas->axis), apart;

	if (!target)
		return false;
	apart = scale_at(&bars->axis.scale, target->value) - scale_at(&bars->axis.scale, point->value);
	if (!bars->lying)
		apart = -apart;
	return point->value < 0 ? apart < 2 && apart > -2 - pitch :
		apart > -2 && apart < 2 + (bars->lying ? bars->room : pitch);
}

/* On a ground of paper, so that no line of the grid runs through it. */
static void
value_text_put(const struct bars *bars, double x, double top, enum align align, const char *text)
{
	const struct canvas *canvas = bars->canvas;
	const struct look *look = canvas->axis;
	double width = canvas_width(canvas, look, text), pitch = look_pitch(look);
	double left = align == ALIGN_CENTRE ? x - width / 2 : align == ALIGN_RIGHT ? x - width : x;

	canvas_rect(canvas, (struct box){ left - 1, top + pitch * 0.15, width + 2, pitch * 0.7 },
		canvas->paper);
	canvas_text(canvas, look, canvas->ink, x, top + look_drop(look), align, text);
}

/* Inside the bar, at its end: where the target's tick stands in the way beyond it. */
static bool
value_within(const struct bars *bars, struct box bar, bool below, struct fill fill, const char *text)
{
	const struct look *look = bars->canvas->axis;
	double width = canvas_width(bars->canvas, look, text) + 8, pitch = look_pitch(look);
	struct box inner = bar;

	if (bars->lying) {
		inner.width = width;
		inner.x = below ? bar.x + 4 : bar.x + bar.width - width - 4;
		return bar.width >= width + 6 && label_in_box(bars->canvas, look, inner, fill, text);
	}
	inner.height = pitch;
	inner.y = below ? bar.y + bar.height - pitch - 4 : bar.y + 4;
	return bar.height >= pitch + 6 && label_in_box(bars->canvas, look, inner, fill, text);
}

/* The value beyond the end of a bar where it stands free, else inside the bar, else beyond the
 * target's tick. */
static void
value_put(const struct bars *bars, int category, const struct chart_point *point, struct box bar,
	struct fill fill, double room)
{
	const struct canvas *canvas = bars->canvas;
	const char *text = value_text(canvas, point->value, canvas->chart->decimals);
	double pitch = look_pitch(canvas->axis), width = canvas_width(canvas, canvas->axis, text);
	double end = scale_at(&bars->axis.scale, point->ranged ? point->high : point->value);
	bool below = point->value < 0;

	if (bars->lying ? room < pitch * 0.9 || bars->room <= 0 : room < width)
		return;
	if (below && point->ranged)
		end = scale_at(&bars->axis.scale, point->low);
	if (target_meets(bars, category, point)) {
		if (value_within(bars, bar, below, fill, text))
			return;
		end = scale_at(&bars->axis.scale, target_of(bars, category)->value);
		end += bars->lying == below ? -2 : 2;
	}
	if (bars->lying)
		value_text_put(bars, end + (below ? -3 : 3), bar.y + bar.height / 2 - pitch / 2,
			below ? ALIGN_RIGHT : ALIGN_LEFT, text);
	else
		value_text_put(bars, bar.x + bar.width / 2, below ? end + 1 : end - 1 - pitch,
			ALIGN_CENTRE, text);
}

/* A category without any value says so, where there is room, and beyond a tick that stands there. */
static void
none_put(const struct bars *bars, int category, double at, double band)
{
	const struct canvas *canvas = bars->canvas;
	const char *text = canvas_word(canvas, "no-data");
	const struct chart_point *target = target_of(bars, category);
	double zero = scale_at(&bars->axis.scale, 0), pitch = look_pitch(canvas->axis);
	double width = canvas_width(canvas, canvas->axis, text);
	double tick = target ? fabs(scale_at(&bars->axis.scale, target->value) - zero) : 0;

	if (tick > (bars->lying ? width + 6 : pitch + 2))
		tick = 0;
	if (bars->lying)
		value_text_put(bars, zero + tick + 3, at + band / 2 - pitch / 2, ALIGN_LEFT, text);
	else if (width <= band * 1.2)
		value_text_put(bars, at + band / 2, zero - tick - pitch - 1, ALIGN_CENTRE, text);
}

static void
target_put(const struct bars *bars, const struct chart_point *point, double at, double thick)
{
	const struct canvas *canvas = bars->canvas;
	double value = scale_at(&bars->axis.scale, point->value);

	for (int turn = 0; turn < 2; turn++) {
		struct colour colour = turn ? canvas->target : canvas->paper;
		double width = turn ? 2.2 : 4;

		if (bars->lying)
			canvas_rule(canvas, value, at - 2, value, at + thick + 2, width, colour);
		else
			canvas_rule(canvas, at - 2, value, at + thick + 2, value, width, colour);
	}
}

static void
grouped_put(const struct bars *bars, int category, double at, double band)
{
	const struct canvas *canvas = bars->canvas;
	double each = band / MAX(bars->drawn_count, 1);
	double gap = fmin(each * 0.1, 1.5);

	for (int i = 0; i < bars->drawn_count; i++) {
		const struct chart_point *point = category_cell(&bars->table, category, bars->drawn[i]);
		struct fill fill = fill_of(canvas, i);
		struct box box;

		if (!point)
			continue;
		canvas_from(canvas, point->origin);
		box = span_box(bars, 0, point->value, at + i * each + gap / 2, each - gap);
		canvas_bar(canvas, box, fill.colour, fill.hatch);
		if (point->ranged && bars->lying)
			whisker_put(canvas, scale_at(&bars->axis.scale, point->low),
				scale_at(&bars->axis.scale, point->high), box.y + box.height / 2,
				fmin(each / 4, 2.5));
		value_put(bars, category, point, box, fill, each);
	}
}

static void
seam_put(const struct bars *bars, double value, double at, double band)
{
	const struct canvas *canvas = bars->canvas;
	double place = scale_at(&bars->axis.scale, value);

	if (bars->lying)
		canvas_rule(canvas, place, at, place, at + band, 0.9, canvas->paper);
	else
		canvas_rule(canvas, at, place, at + band, place, 0.9, canvas->paper);
}

static void
stacked_put(const struct bars *bars, int category, double at, double band)
{
	const struct canvas *canvas = bars->canvas;
	double whole = category_sum(bars, category, 1), up = 0, down = 0;

	for (int i = 0; i < bars->drawn_count; i++) {
		const struct chart_point *point = category_cell(&bars->table, category, bars->drawn[i]);
		struct fill fill = fill_of(canvas, i);
		double *from = point && point->value < 0 ? &down : &up, value;
		struct box box;
		const char *text;

		if (!point || (bars->stack == SHARE && (point->value <= 0 || whole <= 0)))
			continue;
		value = bars->stack == SHARE ? point->value / whole * 100 : point->value;
		box = span_box(bars, *from, *from + value, at, band);
		*from += value;
		canvas_from(canvas, point->origin);
		canvas_bar(canvas, box, fill.colour, fill.hatch);
		if (*from != value) /* not the first: a gap parts it from the one before */
			seam_put(bars, *from - value, at, band);
		text = value_text(canvas, point->value, canvas->chart->decimals);
		if (bars->stack == SHARE)
			text = chart_share_text(canvas->pages->arena, value);
		label_in_box(canvas, canvas->axis, box, fill, text);
	}
}

static void
category_put(const struct bars *bars, int category, double at, double band)
{
	const struct chart_point *target = target_of(bars, category);
	bool any = false;

	for (int i = 0; i < bars->drawn_count; i++)
		any = any || category_cell(&bars->table, category, bars->drawn[i]);
	if (!any)
		none_put(bars, category, at, band);
	if (bars->stack == GROUPED)
		grouped_put(bars, category, at, band);
	else
		stacked_put(bars, category, at, band);
	if (target) {
		canvas_from(bars->canvas, target->origin);
		target_put(bars, target, at, band);
	}
	canvas_from(bars->canvas, NULL);
}

/* ---- the whole ---- */

static bool
category_is_own(const struct bars *bars, int category)
{
	for (int s = 0; s < bars->table.series; s++) {
		const struct chart_point *point = category_cell(&bars->table, category, s);

		if (point && point->own)
			return true;
	}
	return false;
}

/* What the widest value takes beyond a bar, unless that would leave no room for bars. */
static double
value_room(const struct bars *bars, double width)
{
	const struct canvas *canvas = bars->canvas;
	double widest = 0;

	for (int c = 0; c < bars->table.count && bars->stack == GROUPED; c++)
		for (int i = 0; i < bars->drawn_count; i++) {
			const struct chart_point *point =
				category_cell(&bars->table, c, bars->drawn[i]);

			if (point)
				widest = fmax(widest, canvas_width(canvas, canvas->axis,
					value_text(canvas, point->value, canvas->chart->decimals)));
		}
	return widest > 0 && widest + 5 < width / 5 ? widest + 5 : 0;
}

static void
lying_put(struct bars *bars, struct box box)
{
	struct canvas *canvas = bars->canvas;
	struct row_name *names =
		arena_new_array(canvas->pages->arena, struct row_name, bars->table.count);
	struct range range = range_find(bars);
	struct rows rows;

	for (int c = 0; c < bars->table.count; c++)
		names[c] = (struct row_name){ bars->table.names[c], category_is_own(bars, c) };
	box.height -= rows_foot(canvas);
	bars->room = value_room(bars, box.width);
	box.width -= fmax(bars->room, AXIS_OVERHANG);
	rows = rows_make(canvas, box, names, bars->table.count);
	rows_put(canvas, &rows);
	if (range.low < 0) {
		rows.plot.x += bars->room;
		rows.plot.width -= bars->room;
	}
	bars->axis = value_axis_make(canvas, range, rows.plot.width, BASE_BARS, true);
	bars->axis.share = bars->stack == SHARE;
	value_axis_put(canvas, &bars->axis, rows.plot);
	for (int c = 0; c < rows.count; c++) {
		double band = fmin(rows.pitch * 0.76, 20.0 * (bars->stack ? 1 : bars->drawn_count));

		category_put(bars, c, rows_y(&rows, c) - band / 2, band);
	}
}

/* Labels below upright bars, wrapped between words; false when a word or four lines are needed. */
static bool
labels_wrap(const struct bars *bars, double room, struct label *labels, double *height)
{
	const struct canvas *canvas = bars->canvas;

	*height = 0;
	for (int c = 0; c < bars->table.count; c++) {
		char **words = g_strsplit(bars->table.names[c], " ", -1);
		bool fits = label_make(canvas, canvas->axis, bars->table.names[c], room, &labels[c]);

		for (int i = 0; words[i] && fits; i++)
			fits = canvas_width(canvas, canvas->axis, words[i]) <= room;
		g_strfreev(words);
		if (!fits)
			return false;
		labels[c].ink = canvas->axis->ink;
		labels[c].origin = canvas_named(canvas, bars->table.names[c]);
		*height = fmax(*height, labels[c].height);
	}
	return true;
}

static bool
upright_put(struct bars *bars, struct box box)
{
	struct canvas *canvas = bars->canvas;
	int count = bars->table.count;
	struct label *labels = arena_new_array(canvas->pages->arena, struct label, count);
	double height, left, slot, top = look_pitch(canvas->axis), foot;
	struct range range = range_find(bars);
	struct box plot = box;

	foot = bars->stack == GROUPED && range.low < 0 ? top + 1 : 0; /* values below bars */
	bars->axis = value_axis_make(canvas, range, box.height * 0.8, BASE_BARS, false);
	bars->axis.share = bars->stack == SHARE;
	left = value_axis_width(canvas, &bars->axis);
	plot.x += left;
	plot.width -= left;
	slot = plot.width / count;
	if (!labels_wrap(bars, slot - 6, labels, &height))
		return false;
	plot.y += top;
	plot.height -= top + foot + height + 4;
	value_axis_put(canvas, &bars->axis, plot);
	for (int c = 0; c < count; c++) {
		double band = fmin(slot * 0.76, 46.0 * bars->drawn_count);
		double middle = plot.x + (c + 0.5) * slot;

		category_put(bars, c, middle - band / 2, band);
		labels[c].middle = plot.y + plot.height + foot + 4 + labels[c].height / 2;
		label_put(canvas, category_is_own(bars, c) ? look_strong(canvas) : canvas->axis, &labels[c],
			middle, ALIGN_CENTRE);
	}
	return true;
}

static struct box
legend(const struct bars *bars, struct box box)
{
	const struct canvas *canvas = bars->canvas;
	struct legend_entry *entries = arena_new_array(canvas->pages->arena, struct legend_entry,
		bars->drawn_count + 1);
	int count = 0;

	for (int i = 0; i < bars->drawn_count; i++) {
		struct fill fill = fill_of(canvas, i);
		const char *name = canvas->chart->series[bars->drawn[i]].name;

		if (name)
			entries[count++] = (struct legend_entry){ .name = name, .bar = true,
				.pen = { .colour = fill.colour }, .hatch = fill.hatch };
	}
	if (bars->target >= 0 && canvas->chart->series[bars->target].name)
		entries[count++] = (struct legend_entry){
			.name = canvas->chart->series[bars->target].name,
			.pen = { .colour = canvas->target, .width = 2.2 }, .upright = bars->lying };
	return count > 1 ? legend_put(canvas, entries, count, box) : box;
}

/* Whiskers are drawn on lying bars, where names of units have room. */
static bool
has_ranges(const struct chart *chart)
{
	for (int s = 0; s < chart->series_count; s++)
		for (int i = 0; i < chart->series[s].point_count; i++)
			if (chart->series[s].points[i].ranged)
				return true;
	return false;
}

/* Do the shares of a category, as they are printed, make something else than 100? */
static bool
has_rounding(const struct bars *bars)
{
	for (int c = 0; c < bars->table.count && bars->stack == SHARE; c++) {
		double whole = category_sum(bars, c, 1), sum = 0;

		for (int i = 0; i < bars->drawn_count && whole > 0; i++) {
			const struct chart_point *point = category_cell(&bars->table, c, bars->drawn[i]);

			if (point && point->value > 0)
				sum += round(point->value / whole * 100);
		}
		if (whole > 0 && sum != 100)
			return true;
	}
	return false;
}

static void
draw(struct canvas *canvas, struct box box, enum stack stack)
{
	const struct chart *chart = canvas->chart;
	struct bars bars = { .canvas = canvas, .stack = stack, .lying = chart->horizontal,
		.table = categories_make(chart, canvas->pages->arena) };

	bars.target = role_find(chart, "target");
	bars.drawn = arena_new_array(canvas->pages->arena, int, MAX(chart->series_count, 1));
	for (int i = 0; i < chart->series_count; i++)
		if (!role_is(&chart->series[i], "target"))
			bars.drawn[bars.drawn_count++] = i;
	if (is_empty(&bars)) {
		empty_draw(canvas, box);
		return;
	}
	bars.lying = bars.lying || has_ranges(chart);
	method_note(canvas);
	if (has_rounding(&bars))
		canvas_add_note(canvas, words_find(canvas->head, "share-rounded"));
	box = legend(&bars, notes_put(canvas, box));
	if (bars.lying || !upright_put(&bars, box)) {
		bars.lying = true;
		lying_put(&bars, box);
	}
}

void
bars_draw(struct canvas *canvas, struct box box)
{
	draw(canvas, box, GROUPED);
}

void
stacked_draw(struct canvas *canvas, struct box box)
{
	draw(canvas, box, STACKED);
}

void
share_draw(struct canvas *canvas, struct box box)
{
	draw(canvas, box, SHARE);
}
