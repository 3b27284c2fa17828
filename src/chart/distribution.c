/* Distribution: how many units have each grade, a row for each framework; the own grade is framed,
 * pointed at and set in bold. Grades are in order, so their fills are steps of one colour. */
#include <math.h>

#include "base/arena.h"
#include "chart/bars.h"
#include "chart/kinds.h"
#include "chart/track.h"

struct distribution {
	struct canvas *canvas;
	struct categories grades;
	double most; /* the largest sum of a row */
};

static double
row_sum(const struct distribution *distribution, int row)
{
	double sum = 0;

	for (int g = 0; g < distribution->grades.count; g++) {
		const struct chart_point *point = category_cell(&distribution->grades, g, row);

		sum += point && point->value > 0 ? point->value : 0;
	}
	return sum;
}

static void
own_put(const struct canvas *canvas, struct box box)
{
	double x = box.x + box.width / 2;
	const struct point pointer[] = { { x - 4, box.y - 6.5 }, { x + 4, box.y - 6.5 },
		{ x, box.y - 1.2 } };

	canvas_frame(canvas, box, 1.8, canvas->ink);
	canvas_polygon(canvas, pointer, 3, canvas->ink);
}

/* Numbers that find no room in their segment stand under it. */
static void
segment_put(const struct distribution *distribution, const struct chart_point *point, int grade,
	struct box box)
{
	const struct canvas *canvas = distribution->canvas;
	const struct look *look = point->own ? look_strong(canvas) : canvas->label;
	struct fill fill = fill_step(canvas, grade, distribution->grades.count);
	const char *text = value_text(canvas, point->value, canvas->chart->decimals);
	struct box inner = box;

	canvas_bar(canvas, box, fill.colour, fill.hatch);
	canvas_frame(canvas, box, 0.6, canvas->baseline);
	inner.width = fmax(inner.width, point->value > 0 ? 11 : 0);
	inner.x -= (inner.width - box.width) / 2;
	label_in_box(canvas, look, inner, fill, text);
}

static void
row_put(const struct distribution *distribution, const struct rows *rows, int row)
{
	const struct canvas *canvas = distribution->canvas;
	double thick = fmin(rows->pitch * 0.56, 18), x = rows->plot.x;
	double y = rows_y(rows, row) - thick / 2, sum = row_sum(distribution, row);
	struct box own = { 0 };

	if (sum <= 0) {
		rows_text(canvas, rows, row, x, ALIGN_LEFT, canvas_word(canvas, "no-data"));
		return;
	}
	for (int g = 0; g < distribution->grades.count; g++) {
		const struct chart_point *point = category_cell(&distribution->grades, g, row);
		struct box box = { x, y, 0, thick };

		if (!point || point->value < 0)
			continue;
		box.width = point->value / distribution->most * rows->plot.width;
		canvas_from(canvas, point->origin);
		if (point->value > 0)
			segment_put(distribution, point, g, box);
		if (point->own)
			own = box;
		x += box.width;
	}
	canvas_from(canvas, NULL);
	if (own.height > 0)
		own_put(canvas, own);
}

static struct box
legend(const struct distribution *distribution, struct box box)
{
	const struct canvas *canvas = distribution->canvas;
	int count = distribution->grades.count;
	struct legend_entry *entries =
		arena_new_array(canvas->pages->arena, struct legend_entry, MAX(count, 1));

	for (int g = 0; g < count; g++) {
		struct fill fill = fill_step(canvas, g, count);

		entries[g] = (struct legend_entry){ .name = distribution->grades.names[g], .bar = true,
			.pen = { .colour = fill.colour }, .hatch = fill.hatch };
	}
	return legend_put(canvas, entries, count, box);
}

void
distribution_draw(struct canvas *canvas, struct box box)
{
	const struct chart *chart = canvas->chart;
	struct arena *arena = canvas->pages->arena;
	struct distribution distribution = { .canvas = canvas,
		.grades = categories_make(chart, arena) };
	struct row_name *names = arena_new_array(arena, struct row_name, MAX(chart->series_count, 1));
	struct rows rows;
	double sums = 0;

	for (int s = 0; s < chart->series_count; s++) {
		distribution.most = fmax(distribution.most, row_sum(&distribution, s));
		names[s].text = chart->series[s].name;
	}
	if (distribution.most <= 0) {
		empty_draw(canvas, box);
		return;
	}
	sums = canvas_width(canvas, canvas->label, value_text(canvas, distribution.most, chart->decimals));
	canvas_add_note(canvas, words_find(canvas->head, "distribution-own"));
	box = legend(&distribution, notes_put(canvas, box));
	box.width -= sums + 8;
	rows = rows_make(canvas, box, names, chart->series_count);
	rows_put(canvas, &rows);
	for (int s = 0; s < chart->series_count; s++) {
		row_put(&distribution, &rows, s);
		rows_text(canvas, &rows, s, box.x + box.width + sums + 8, ALIGN_RIGHT,
			value_text(canvas, row_sum(&distribution, s), chart->decimals));
	}
}
