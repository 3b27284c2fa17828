/* Peer group: units ranked by bars from zero, the own unit marked by weight and pointer besides
 * colour, the group's average as a line, intervals as whiskers. */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "chart/kinds.h"
#include "chart/rows.h"
#include "chart/track.h"
#include "report/stat.h"

struct peers {
	struct canvas *canvas;
	const struct chart_point **points; /* best first, those without a value last */
	int count, there;
	const struct chart_point *average; /* or NULL */
	const struct chart_series *averages; /* that it is of */
	struct range range;
};

static int
order(const struct chart_point *a, const struct chart_point *b, enum polarity better)
{
	bool here = point_is_drawable(a), there = point_is_drawable(b);

	if (!here || !there)
		return there - here;
	if (a->value == b->value)
		return 0;
	return (a->value < b->value) == (better == POLARITY_LOWER) ? -1 : 1;
}

static int
by_lower(const void *a, const void *b)
{
	const struct chart_point *left = *(const struct chart_point *const *)a;
	const struct chart_point *right = *(const struct chart_point *const *)b;
	int before = order(left, right, POLARITY_LOWER);

	return before ? before : (left > right) - (left < right);
}

static int
by_higher(const void *a, const void *b)
{
	const struct chart_point *left = *(const struct chart_point *const *)a;
	const struct chart_point *right = *(const struct chart_point *const *)b;
	int before = order(left, right, POLARITY_HIGHER);

	return before ? before : (left > right) - (left < right);
}

static void
peers_sort(struct peers *peers, const struct chart_series *series)
{
	struct canvas *canvas = peers->canvas;

	peers->count = series->point_count;
	peers->points = arena_new_array(canvas->pages->arena, const struct chart_point *,
		MAX(peers->count, 1));
	for (int i = 0; i < peers->count; i++) {
		const struct chart_point *point = &series->points[i];

		peers->points[i] = point;
		if (!point_is_drawable(point))
			continue;
		peers->there++;
		range_add(&peers->range, point->value);
		if (point->ranged) {
			range_add(&peers->range, point->low);
			range_add(&peers->range, point->high);
		}
	}
	qsort(peers->points, (size_t)peers->count, sizeof *peers->points,
		canvas->chart->better == POLARITY_LOWER ? by_lower : by_higher);
}

/* "Northfield is in position 5 of 15." Shared positions say so. */
static void
note_position(struct peers *peers)
{
	struct canvas *canvas = peers->canvas;
	struct arena *arena = canvas->pages->arena;
	double *values = g_new(double, (size_t)peers->count + 1);

	for (int i = 0; i < peers->there; i++)
		values[i] = peers->points[i]->value;
	for (int i = 0; i < peers->there; i++) {
		int ties, rank = stat_rank(values, peers->there, i,
			canvas->chart->better == POLARITY_LOWER, &ties);
		const struct field fields[] = { { "name", peers->points[i]->label },
			{ "position", arena_printf(arena, "%d", rank) },
			{ "count", arena_printf(arena, "%d", peers->there) },
			{ "group", canvas->chart->group }, { NULL, NULL } };

		if (peers->points[i]->own)
			canvas_add_note(canvas, words_fill(arena, words_find(canvas->head,
				ties ? "peers-position-shared" : "peers-position"), fields));
	}
	g_free(values);
}

static void
bar_put(const struct peers *peers, const struct rows *rows, const struct value_axis *axis, int i)
{
	const struct canvas *canvas = peers->canvas;
	const struct chart_point *point = peers->points[i];
	double zero = scale_at(&axis->scale, 0), end = scale_at(&axis->scale, point->value);
	double y = rows_y(rows, i), thick = rows_bar(rows);
	const struct point pointer[] = { { rows->plot.x - 6.5, y - 3 }, { rows->plot.x - 2, y },
		{ rows->plot.x - 6.5, y + 3 } };

	canvas_from(canvas, point->origin);
	canvas_rect(canvas, (struct box){ fmin(zero, end), y - thick / 2, fabs(end - zero), thick },
		canvas_colour(canvas, point->own ? "chart-1" : "chart-6"));
	if (point->own)
		canvas_polygon(canvas, pointer, 3, canvas_colour(canvas, "chart-1"));
	if (point->ranged)
		whisker_put(canvas, scale_at(&axis->scale, point->low), scale_at(&axis->scale, point->high),
			y, fmin(thick / 4, 2.5));
	canvas_from(canvas, NULL);
}

static void
average_put(const struct peers *peers, const struct value_axis *axis, struct box plot)
{
	const struct canvas *canvas = peers->canvas;
	const struct pen pen = { .colour = canvas->peer, .width = 1.3, .dash = { 5, 2 },
		.dash_count = 2 };
	double x = scale_at(&axis->scale, peers->average->value), half, pitch;
	const struct point line[] = { { x, plot.y - 2 }, { x, plot.y + plot.height } };
	const char *text = arena_printf(canvas->pages->arena, "%s %s",
		peers->averages->name ? peers->averages->name : "",
		value_text(canvas, peers->average->value, peers->averages->decimals));

	canvas_from(canvas, peers->average->origin);
	canvas_polyline(canvas, line, 2, &pen);
	half = canvas_width(canvas, canvas->label, text) / 2;
	pitch = look_pitch(canvas->label);
	x = fmax(fmin(x, plot.x + plot.width - half), plot.x + half);
	canvas_text(canvas, canvas->label, canvas->peer, x, plot.y - 3 - pitch + look_drop(canvas->label),
		ALIGN_CENTRE, text);
	canvas_from(canvas, NULL);
}

static void
peers_put(struct peers *peers, struct box box)
{
	struct canvas *canvas = peers->canvas;
	struct row_name *names =
		arena_new_array(canvas->pages->arena, struct row_name, peers->count);
	struct value_axis axis;
	struct rows rows;
	double values = 0, top = peers->average ? look_pitch(canvas->label) + 3 : 0;
	int decimals = canvas->chart->decimals;

	for (int i = 0; i < peers->count; i++) {
		names[i] = (struct row_name){ peers->points[i]->label, peers->points[i]->own };
		values = fmax(values, canvas_width(canvas, look_strong(canvas),
			point_is_drawable(peers->points[i]) ?
				value_text(canvas, peers->points[i]->value, decimals) : ""));
	}
	box.y += top;
	box.height -= top + rows_foot(canvas);
	box.width -= values + 8;
	rows = rows_make(canvas, box, names, peers->count);
	axis = value_axis_make(canvas, peers->range, rows.plot.width, BASE_BARS, true);
	value_axis_put(canvas, &axis, rows.plot);
	for (int i = 0; i < peers->there; i++) {
		bar_put(peers, &rows, &axis, i);
		rows_text(canvas, &rows, i, box.x + box.width + 8 + values, ALIGN_RIGHT,
			value_text(canvas, peers->points[i]->value, decimals));
	}
	if (peers->average)
		average_put(peers, &axis, rows.plot);
	for (int i = peers->there; i < peers->count; i++)
		rows_text(canvas, &rows, i, rows.plot.x + 4, ALIGN_LEFT, canvas_word(canvas, "no-data"));
	rows_put(canvas, &rows);
}

void
peers_draw(struct canvas *canvas, struct box box)
{
	const struct chart *chart = canvas->chart;
	struct peers peers = { .canvas = canvas };
	int value = role_find(chart, "value"), average = role_find(chart, "peer");

	if (value >= 0)
		peers_sort(&peers, &chart->series[value]);
	if (!peers.there) {
		empty_draw(canvas, box);
		return;
	}
	if (average >= 0 && chart->series[average].point_count &&
		point_is_drawable(chart->series[average].points)) {
		peers.averages = &chart->series[average];
		peers.average = peers.averages->points;
		range_add(&peers.range, peers.average->value);
	}
	note_position(&peers);
	method_note(canvas);
	peers_put(&peers, notes_put(canvas, box));
}
