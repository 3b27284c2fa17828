/* Dumbbell: for each category the value before and the value now on one line, an arrow between
 * them, and the target that the contract sets as a line or a tick. */
#include <math.h>

#include "base/arena.h"
#include "chart/kinds.h"
#include "chart/mark.h"
#include "chart/rows.h"
#include "chart/track.h"

struct dumbbell {
	struct canvas *canvas;
	struct categories table;
	int value, previous, target;
	const struct chart_point *line; /* a target without a category: one for all */
	struct value_axis axis;
	double room; /* beside the first and the last tick */
	bool bare;   /* no room for values there: they go unwritten, the axis has them */
};

static const double radius = 3.4;

static struct range
range_find(const struct dumbbell *dumbbell)
{
	struct range range = { 0 };

	for (int c = 0; c < dumbbell->table.count; c++)
		for (int s = 0; s < dumbbell->table.series; s++) {
			const struct chart_point *point = category_cell(&dumbbell->table, c, s);

			if (point)
				range_add(&range, point->value);
		}
	if (dumbbell->line)
		range_add(&range, dumbbell->line->value);
	return range;
}

static double
x_of(const struct dumbbell *dumbbell, const struct chart_point *point)
{
	return scale_at(&dumbbell->axis.scale, point->value);
}

static void
value_put(const struct dumbbell *dumbbell, const struct chart_point *point, double y, bool left)
{
	const struct canvas *canvas = dumbbell->canvas;
	const struct look *look = canvas->axis;
	const char *text = value_text(canvas, point->value, canvas->chart->decimals);
	double x = x_of(dumbbell, point), width = canvas_width(canvas, look, text);

	if (dumbbell->bare)
		return;
	x += left ? -radius - 3 : radius + 3;
	if (dumbbell->line) /* on a ground of paper, so that the line does not run through it */
		canvas_rect(canvas, (struct box){ left ? x - width - 1 : x - 1, y - look_pitch(look) / 2 + 1,
			width + 2, look_pitch(look) - 2 }, canvas->paper);
	canvas_text(canvas, look, canvas->ink, x, y - look_pitch(look) / 2 + look_drop(look),
		left ? ALIGN_RIGHT : ALIGN_LEFT, text);
}

static void
arrow_put(const struct dumbbell *dumbbell, double from, double to, double y, struct colour colour)
{
	const struct canvas *canvas = dumbbell->canvas;
	double sign = to > from ? 1 : -1, tip = to - sign * (radius + 0.6);
	const struct point head[] = { { tip, y }, { tip - sign * 5, y - 3 }, { tip - sign * 5, y + 3 } };

	if (fabs(to - from) < 2 * radius)
		return;
	canvas_rule(canvas, from + sign * radius, y, tip - sign, y, 1.4, colour);
	if (fabs(to - from) > 3 * radius + 4)
		canvas_polygon(canvas, head, 3, colour);
}

static void
row_put(const struct dumbbell *dumbbell, const struct rows *rows, int i)
{
	const struct canvas *canvas = dumbbell->canvas;
	const struct chart_point *now = category_cell(&dumbbell->table, i, dumbbell->value);
	const struct chart_point *before = category_cell(&dumbbell->table, i, dumbbell->previous);
	const struct chart_point *target = category_cell(&dumbbell->table, i, dumbbell->target);
	struct colour colour = canvas_colour(canvas, "chart-1");
	struct pen disc = { .colour = colour, .marker = MARKER_DISC, .radius = radius };
	struct pen ring = { .colour = colour, .marker = MARKER_RING, .radius = radius };
	double y = rows_y(rows, i);
	bool rises = now && before && now->value > before->value;
	bool same = now && before && now->value == before->value;

	if (same) { /* the one shows around the other */
		ring.radius = radius + 0.8;
		disc.radius = radius - 1.6;
	}

	if (!now && !before)
		rows_text(canvas, rows, i, rows->plot.x + 4, ALIGN_LEFT, canvas_word(canvas, "no-data"));
	canvas_from(canvas, target ? target->origin : NULL);
	if (target)
		canvas_rule(canvas, x_of(dumbbell, target), y - 7, x_of(dumbbell, target), y + 7, 2,
			canvas->target);
	canvas_from(canvas, now ? now->origin : NULL);
	if (now && before)
		arrow_put(dumbbell, x_of(dumbbell, before), x_of(dumbbell, now), y, colour);
	if (before) {
		struct point at = { x_of(dumbbell, before), y };

		canvas_from(canvas, before->origin);
		canvas_markers(canvas, &at, 1, &ring);
		if (!same)
			value_put(dumbbell, before, y, rises);
	}
	if (now) {
		struct point at = { x_of(dumbbell, now), y };

		canvas_from(canvas, now->origin);
		canvas_markers(canvas, &at, 1, &disc);
		value_put(dumbbell, now, y, before && !rises && !same);
		mark_put(canvas, now->mark, rows->plot.x + rows->plot.width + dumbbell->room + 10, y, 9);
	}
	canvas_from(canvas, NULL);
}

static void
line_put(const struct dumbbell *dumbbell, struct box plot)
{
	const struct canvas *canvas = dumbbell->canvas;
	const struct pen pen = { .colour = canvas->target, .width = 1.3, .dash = { 5, 2 },
		.dash_count = 2 };
	double x = x_of(dumbbell, dumbbell->line);
	const struct point line[] = { { x, plot.y }, { x, plot.y + plot.height } };

	canvas_from(canvas, dumbbell->line->origin);
	canvas_polyline(canvas, line, 2, &pen);
	canvas_from(canvas, NULL);
}

/* What the widest value takes, unless that would leave no plot. */
static void
room_find(struct dumbbell *dumbbell, double width)
{
	const struct canvas *canvas = dumbbell->canvas;
	double widest = 0;

	for (int c = 0; c < dumbbell->table.count; c++)
		for (int s = 0; s < dumbbell->table.series; s++) {
			const struct chart_point *point = category_cell(&dumbbell->table, c, s);

			if (point)
				widest = fmax(widest, canvas_width(canvas, canvas->axis,
					value_text(canvas, point->value, canvas->chart->decimals)));
		}
	widest += radius + 4;
	dumbbell->bare = widest > width / 4;
	dumbbell->room = dumbbell->bare ? AXIS_OVERHANG : fmax(widest, AXIS_OVERHANG);
}

static struct box
legend(const struct dumbbell *dumbbell, struct box box)
{
	const struct canvas *canvas = dumbbell->canvas;
	const struct chart_series *series = canvas->chart->series;
	struct colour colour = canvas_colour(canvas, "chart-1");
	struct legend_entry entries[3] = { { 0 } };
	int count = 0;

	if (dumbbell->previous >= 0 && series[dumbbell->previous].name)
		entries[count++] = (struct legend_entry){ .name = series[dumbbell->previous].name,
			.pen = { .colour = colour, .marker = MARKER_RING, .radius = radius } };
	if (dumbbell->value >= 0 && series[dumbbell->value].name)
		entries[count++] = (struct legend_entry){ .name = series[dumbbell->value].name,
			.pen = { .colour = colour, .marker = MARKER_DISC, .radius = radius } };
	if (dumbbell->target >= 0 && series[dumbbell->target].name)
		entries[count++] = (struct legend_entry){ .name = series[dumbbell->target].name,
			.pen = { .colour = canvas->target, .width = 1.6, .dash = { 5, 2 },
				.dash_count = dumbbell->line ? 2 : 0 }, .upright = !dumbbell->line };
	return legend_put(canvas, entries, count, box);
}

static bool
has_marks(const struct dumbbell *dumbbell)
{
	for (int c = 0; c < dumbbell->table.count; c++) {
		const struct chart_point *point = category_cell(&dumbbell->table, c, dumbbell->value);

		if (point && point->mark)
			return true;
	}
	return false;
}

void
dumbbell_draw(struct canvas *canvas, struct box box)
{
	const struct chart *chart = canvas->chart;
	struct arena *arena = canvas->pages->arena;
	struct dumbbell dumbbell = { .canvas = canvas, .table = categories_make(chart, arena),
		.value = role_find(chart, "value"), .previous = role_find(chart, "previous"),
		.target = role_find(chart, "target") };
	const struct chart_series *target =
		dumbbell.target >= 0 ? &chart->series[dumbbell.target] : NULL;
	struct row_name *names = arena_new_array(arena, struct row_name, MAX(dumbbell.table.count, 1));
	struct rows rows;
	struct range range;

	if (target && target->point_count == 1 && !target->points->label &&
		point_is_drawable(target->points))
		dumbbell.line = target->points;
	range = range_find(&dumbbell);
	if (!range.any || !dumbbell.table.count) {
		empty_draw(canvas, box);
		return;
	}
	for (int c = 0; c < dumbbell.table.count; c++)
		names[c].text = dumbbell.table.names[c];
	box = legend(&dumbbell, notes_put(canvas, box));
	box.height -= rows_foot(canvas);
	box.width -= has_marks(&dumbbell) ? 20 : 0;
	rows = rows_make(canvas, box, names, dumbbell.table.count);
	room_find(&dumbbell, rows.plot.width);
	rows.plot.x += dumbbell.room;
	rows.plot.width -= 2 * dumbbell.room;
	dumbbell.axis = value_axis_make(canvas, range, rows.plot.width, BASE_DOTS, true);
	value_axis_put(canvas, &dumbbell.axis, rows.plot);
	if (dumbbell.line)
		line_put(&dumbbell, rows.plot);
	for (int c = 0; c < rows.count; c++)
		row_put(&dumbbell, &rows, c);
	rows.plot.x -= dumbbell.room;
	rows_put(canvas, &rows);
}
