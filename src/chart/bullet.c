/* Bullet: what was achieved as a bar from zero, the target as a tick across it, where it started as
 * a ring, a range as a band behind, and a mark for the verdict. */
#include <math.h>

#include "base/arena.h"
#include "chart/kinds.h"
#include "chart/mark.h"
#include "chart/rows.h"
#include "chart/track.h"

struct bullet {
	struct canvas *canvas;
	struct categories table;
	int value, previous, target;
	struct value_axis axis;
};

static void
across(const struct bullet *bullet, double value, double y, double half)
{
	const struct canvas *canvas = bullet->canvas;
	double x = scale_at(&bullet->axis.scale, value);

	canvas_rule(canvas, x, y - half - 0.7, x, y + half + 0.7, 4.4, canvas->paper);
	canvas_rule(canvas, x, y - half, x, y + half, 2.4, canvas->target);
}

static void
row_put(const struct bullet *bullet, const struct rows *rows, int i, double right)
{
	const struct canvas *canvas = bullet->canvas;
	const struct chart_point *value = category_cell(&bullet->table, i, bullet->value);
	const struct chart_point *target = category_cell(&bullet->table, i, bullet->target);
	const struct chart_point *start = category_cell(&bullet->table, i, bullet->previous);
	const struct scale *scale = &bullet->axis.scale;
	double y = rows_y(rows, i), thick = rows_bar(rows), zero = scale_at(scale, 0);

	canvas_from(canvas, value ? value->origin : NULL);
	if (value && value->ranged)
		canvas_rect(canvas, (struct box){ scale_at(scale, value->low), y - thick / 2,
			scale_at(scale, value->high) - scale_at(scale, value->low), thick },
			colour_mix(canvas_colour(canvas, "chart-6"), canvas->paper, 0.35));
	if (value) {
		double end = scale_at(scale, value->value);

		canvas_rect(canvas, (struct box){ fmin(zero, end), y - thick / 4, fabs(end - zero),
			thick / 2 }, canvas_colour(canvas, "chart-1"));
		rows_text(canvas, rows, i, right, ALIGN_RIGHT,
			value_text(canvas, value->value, canvas->chart->decimals));
		mark_put(canvas, value->mark, right + 12, y, 9);
	} else {
		rows_text(canvas, rows, i, right, ALIGN_RIGHT, canvas_word(canvas, "no-data"));
	}
	if (start) {
		const struct pen ring = { .colour = canvas->ink, .marker = MARKER_RING, .radius = 3 };
		struct point at = { scale_at(scale, start->value), y };

		canvas_from(canvas, start->origin);
		canvas_markers(canvas, &at, 1, &ring);
	}
	canvas_from(canvas, target ? target->origin : NULL);
	if (target)
		across(bullet, target->value, y, thick / 2);
	canvas_from(canvas, NULL);
}

static struct box
legend(const struct bullet *bullet, struct box box)
{
	const struct canvas *canvas = bullet->canvas;
	const struct chart_series *series = canvas->chart->series;
	struct legend_entry entries[3] = { { 0 } };
	int count = 0;

	if (bullet->value >= 0 && series[bullet->value].name)
		entries[count++] = (struct legend_entry){ .name = series[bullet->value].name, .bar = true,
			.pen = { .colour = canvas_colour(canvas, "chart-1") } };
	if (bullet->target >= 0 && series[bullet->target].name)
		entries[count++] = (struct legend_entry){ .name = series[bullet->target].name,
			.pen = { .colour = canvas->target, .width = 2.4 }, .upright = true };
	if (bullet->previous >= 0 && series[bullet->previous].name)
		entries[count++] = (struct legend_entry){ .name = series[bullet->previous].name,
			.pen = { .colour = canvas->ink, .marker = MARKER_RING, .radius = 3 } };
	return legend_put(canvas, entries, count, box);
}

void
bullet_draw(struct canvas *canvas, struct box box)
{
	const struct chart *chart = canvas->chart;
	struct arena *arena = canvas->pages->arena;
	struct bullet bullet = { .canvas = canvas, .table = categories_make(chart, arena),
		.value = role_find(chart, "value"), .previous = role_find(chart, "previous"),
		.target = role_find(chart, "target") };
	struct row_name *names = arena_new_array(arena, struct row_name, MAX(bullet.table.count, 1));
	struct range range = category_range(&bullet.table);
	double values = fmax(canvas_width(canvas, canvas->label, canvas_word(canvas, "no-data")),
		category_widest(canvas, &bullet.table, bullet.value));
	struct rows rows;

	if (!range.any || !bullet.table.count) {
		empty_draw(canvas, box);
		return;
	}
	for (int c = 0; c < bullet.table.count; c++)
		names[c].text = bullet.table.names[c];
	box = legend(&bullet, notes_put(canvas, box));
	box.height -= rows_foot(canvas);
	box.width -= values + 8 + 20;
	rows = rows_make(canvas, box, names, bullet.table.count);
	bullet.axis = value_axis_make(canvas, range, rows.plot.width, BASE_BARS, true);
	value_axis_put(canvas, &bullet.axis, rows.plot);
	for (int c = 0; c < rows.count; c++)
		row_put(&bullet, &rows, c, box.x + box.width + 8 + values);
	rows_put(canvas, &rows);
}
