/* Interval plot: a value against a range, or an estimate with its interval, beside the previous
 * period and the peers; what is significant has a mark at the right. With a named method the range
 * of a point is the interval of an estimate (a whisker); without one it is a range to compare with
 * (a band). */
#include <math.h>

#include "base/arena.h"
#include "chart/kinds.h"
#include "chart/mark.h"
#include "chart/rows.h"
#include "chart/track.h"

struct interval {
	struct canvas *canvas;
	struct categories table;
	int value, previous, peer;
	struct value_axis axis;
};

static void
point_put(const struct interval *interval, const struct chart_point *point, double y, int kind)
{
	const struct canvas *canvas = interval->canvas;
	const struct pen pens[] = {
		{ .colour = canvas_colour(canvas, "chart-1"), .marker = MARKER_DISC, .radius = 3.4 },
		{ .colour = canvas_colour(canvas, "chart-1"), .marker = MARKER_RING, .radius = 2.8 },
	};
	double x = scale_at(&interval->axis.scale, point->value);
	struct point at = { x, y };

	canvas_from(canvas, point->origin);
	if (kind < 2)
		canvas_markers(canvas, &at, 1, &pens[kind]);
	else
		canvas_rule(canvas, x, y - 6.5, x, y + 6.5, 2, canvas->peer);
}

static void
row_put(const struct interval *interval, const struct rows *rows, int i, double right)
{
	const struct canvas *canvas = interval->canvas;
	const struct chart_point *now = category_cell(&interval->table, i, interval->value);
	const struct chart_point *before = category_cell(&interval->table, i, interval->previous);
	const struct chart_point *peer = category_cell(&interval->table, i, interval->peer);
	const struct scale *scale = &interval->axis.scale;
	double y = rows_y(rows, i);

	if (!now) {
		rows_text(canvas, rows, i, rows->plot.x + 4, ALIGN_LEFT, canvas_word(canvas, "no-data"));
		return;
	}
	canvas_from(canvas, now->origin);
	if (now->ranged && !canvas->chart->method) {
		struct box band = { scale_at(scale, now->low), y - 5, 0, 10 };

		band.width = fmax(scale_at(scale, now->high) - band.x, 1);
		canvas_rect(canvas, band, colour_mix(canvas_colour(canvas, "chart-6"), canvas->paper, 0.45));
		canvas_frame(canvas, band, 0.6, canvas->baseline);
	}
	if (peer)
		point_put(interval, peer, y, 2);
	canvas_from(canvas, now->origin);
	if (now->ranged && canvas->chart->method)
		whisker_put(canvas, scale_at(scale, now->low), scale_at(scale, now->high), y, 3);
	if (before)
		point_put(interval, before, y, 1);
	point_put(interval, now, y, 0);
	rows_text(canvas, rows, i, right, ALIGN_RIGHT,
		value_text(canvas, now->value, canvas->chart->decimals));
	mark_put(canvas, now->mark, right + 12, y, 9);
	canvas_from(canvas, NULL);
}

/* What the marks at the right say, where they say more than one can see. */
static void
marks_note(const struct interval *interval)
{
	static const char *const families[] = { "range", "significantly" };
	struct canvas *canvas = interval->canvas;

	for (size_t i = 0; i < G_N_ELEMENTS(families); i++)
		for (int c = 0; c < interval->table.count; c++) {
			const struct chart_point *now = category_cell(&interval->table, c, interval->value);

			if (!now || !now->mark || !g_str_has_prefix(now->mark, families[i]))
				continue;
			canvas_add_note(canvas, words_find(canvas->head,
				i ? "interval-marks-significance" : "interval-marks-range"));
			break;
		}
}

static void
entry_add(const struct interval *interval, struct legend_entry *entries, int *count, int series,
	struct pen pen)
{
	if (series >= 0 && interval->canvas->chart->series[series].name)
		entries[(*count)++] = (struct legend_entry){
			.name = interval->canvas->chart->series[series].name, .pen = pen,
			.upright = pen.width > 0 };
}

static struct box
legend(const struct interval *interval, struct box box)
{
	const struct canvas *canvas = interval->canvas;
	struct colour colour = canvas_colour(canvas, "chart-1");
	struct legend_entry entries[4] = { { 0 } };
	const char *band = words_find(canvas->head, "interval-band");
	int count = 0;

	entry_add(interval, entries, &count, interval->value,
		(struct pen){ .colour = colour, .marker = MARKER_DISC, .radius = 3.4 });
	entry_add(interval, entries, &count, interval->previous,
		(struct pen){ .colour = colour, .marker = MARKER_RING, .radius = 2.8 });
	entry_add(interval, entries, &count, interval->peer,
		(struct pen){ .colour = canvas->peer, .width = 2 });
	if (!canvas->chart->method && band)
		entries[count++] = (struct legend_entry){ .name = band, .bar = true,
			.pen = { .colour = colour_mix(canvas_colour(canvas, "chart-6"), canvas->paper, 0.45) } };
	return legend_put(canvas, entries, count, box);
}

void
interval_draw(struct canvas *canvas, struct box box)
{
	const struct chart *chart = canvas->chart;
	struct arena *arena = canvas->pages->arena;
	struct interval interval = { .canvas = canvas, .table = categories_make(chart, arena),
		.value = role_find(chart, "value"), .previous = role_find(chart, "previous"),
		.peer = role_find(chart, "peer") };
	struct row_name *names = arena_new_array(arena, struct row_name, MAX(interval.table.count, 1));
	struct range range = category_range(&interval.table);
	struct rows rows;
	double values;

	if (!range.any || !interval.table.count) {
		empty_draw(canvas, box);
		return;
	}
	for (int c = 0; c < interval.table.count; c++)
		names[c].text = interval.table.names[c];
	method_note(canvas);
	marks_note(&interval);
	box = legend(&interval, notes_put(canvas, box));
	values = category_widest(canvas, &interval.table, interval.value) + 8;
	box.height -= rows_foot(canvas);
	box.width -= values + 20;
	rows = rows_make(canvas, box, names, interval.table.count);
	interval.axis = value_axis_make(canvas, range, rows.plot.width, BASE_DOTS, true);
	value_axis_put(canvas, &interval.axis, rows.plot);
	for (int c = 0; c < rows.count; c++)
		row_put(&interval, &rows, c, box.x + box.width + values);
	rows_put(canvas, &rows);
}
