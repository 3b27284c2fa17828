/* Slope: the value before at the left, the value now at the right, a line for each category, names
 * and values at both ends. Of positions the first stands on top. */
#include <math.h>

#include "base/arena.h"
#include "chart/kinds.h"
#include "chart/plot.h"
#include "chart/rows.h"

struct slope {
	struct canvas *canvas;
	struct categories table;
	int ends[2]; /* series: before, now */
	double x[2];
	struct scale scale;
	struct label *labels[2];
	int label_count[2];
};

static const double label_gap = 8;

static struct range
range_find(const struct slope *slope, int target)
{
	struct range range = { 0 };

	for (int c = 0; c < slope->table.count; c++)
		for (int end = 0; end < 2; end++) {
			const struct chart_point *point = category_cell(&slope->table, c, slope->ends[end]);

			if (point)
				range_add(&range, point->value);
		}
	if (target >= 0 && range.any)
		for (int i = 0; i < slope->canvas->chart->series[target].point_count; i++)
			range_add(&range, slope->canvas->chart->series[target].points[i].value);
	return range;
}

/* "Burglary 5" at the right, the same at the left: a reader need not follow the line back. False
 * when a name does not fit. */
static bool
labels_make(struct slope *slope, int end, double width)
{
	const struct canvas *canvas = slope->canvas;

	for (int c = 0; c < slope->table.count; c++) {
		const struct chart_point *point = category_cell(&slope->table, c, slope->ends[end]);
		struct label *label = &slope->labels[end][slope->label_count[end]];
		const char *name = slope->table.names[c], *value;

		if (!point)
			continue;
		value = value_text(canvas, point->value, canvas->chart->decimals);
		if (!label_make(canvas, canvas->label,
			    arena_printf(canvas->pages->arena, "%s  %s", end ? value : name,
				    end ? name : value), width, label))
			return false;
		label->ink = canvas->ink;
		label->origin = point->origin;
		label->want = scale_at(&slope->scale, point->value);
		slope->label_count[end]++;
	}
	return true;
}

static void
line_put(const struct slope *slope, int category)
{
	const struct canvas *canvas = slope->canvas;
	const struct chart_point *before = category_cell(&slope->table, category, slope->ends[0]);
	const struct chart_point *now = category_cell(&slope->table, category, slope->ends[1]);
	bool own = (now && now->own) || (before && before->own);
	struct pen pen = { .colour = canvas_colour(canvas, own ? "chart-1" : "chart-6"),
		.width = own ? 2.2 : 1.2, .marker = own ? MARKER_DISC : MARKER_RING, .radius = 2.6 };
	struct point ends[2];
	int count = 0;

	if (before)
		ends[count++] = (struct point){ slope->x[0], scale_at(&slope->scale, before->value) };
	if (now)
		ends[count++] = (struct point){ slope->x[1], scale_at(&slope->scale, now->value) };
	canvas_from(canvas, now ? now->origin : before ? before->origin : NULL);
	canvas_polyline(canvas, ends, count, &pen);
	if (before && now && now->origin) { /* each by itself */
		canvas_from(canvas, before->origin);
		canvas_markers(canvas, ends, 1, &pen);
		canvas_from(canvas, now->origin);
		canvas_markers(canvas, ends + 1, 1, &pen);
	} else {
		canvas_markers(canvas, ends, count, &pen);
	}
	canvas_from(canvas, NULL);
}

/* Beside the target's line where no other line passes; else on a ground of its own. */
static void
target_label(const struct slope *slope, const char *name, double y)
{
	enum { PLACES = 9 };
	const struct canvas *canvas = slope->canvas;
	double width = canvas_width(canvas, canvas->label, name), pitch = look_pitch(canvas->label);
	double reach = slope->x[1] - slope->x[0];
	struct obstacles obstacles = obstacles_make();
	double top = fmin(slope->scale.from, slope->scale.to) - 8; /* below the heads */
	struct box room = { slope->x[0], top, reach, fabs(slope->scale.to - slope->scale.from) + 16 };
	struct point places[PLACES];
	struct point at = { slope->x[0] + reach / 2, fmax(y - pitch / 2 - 2, top + pitch / 2) };

	for (int c = 0; c < slope->table.count; c++) {
		const struct chart_point *ends[2] = { category_cell(&slope->table, c, slope->ends[0]),
			category_cell(&slope->table, c, slope->ends[1]) };

		if (ends[0] && ends[1])
			obstacles_add_line(&obstacles, (const struct point[]){
				{ slope->x[0], scale_at(&slope->scale, ends[0]->value) },
				{ slope->x[1], scale_at(&slope->scale, ends[1]->value) } }, 2);
	}
	for (int i = 0; i < PLACES; i++)
		places[i] = (struct point){ slope->x[0] + reach * (i + 1) / (PLACES + 1), y };
	if (!label_beside(&obstacles, room, places, PLACES, width, pitch, &at))
		canvas_rect(canvas, (struct box){ at.x - width / 2 - 2, at.y - pitch / 2, width + 4, pitch },
			canvas->paper);
	canvas_text(canvas, canvas->label, canvas->target, at.x,
		at.y - pitch / 2 + look_drop(canvas->label), ALIGN_CENTRE, name);
	obstacles_finish(&obstacles);
}

static void
target_put(const struct slope *slope, int target)
{
	const struct canvas *canvas = slope->canvas;
	const struct chart_series *series = &canvas->chart->series[target];
	const struct pen pen = { .colour = canvas->target, .width = 1.2, .dash = { 5, 2 },
		.dash_count = 2 };
	double y;

	if (!series->point_count || !point_is_drawable(series->points))
		return;
	y = scale_at(&slope->scale, series->points->value);
	canvas_from(canvas, series->points->origin);
	canvas_polyline(canvas, (const struct point[]){ { slope->x[0], y }, { slope->x[1], y } }, 2, &pen);
	if (series->name)
		target_label(slope, series->name, y);
	canvas_from(canvas, NULL);
}

static void
heads_put(const struct slope *slope, double top, double foot)
{
	const struct canvas *canvas = slope->canvas;
	const struct look *look = look_strong(canvas);

	for (int end = 0; end < 2; end++) {
		const char *name =
			slope->ends[end] >= 0 ? canvas->chart->series[slope->ends[end]].name : NULL;

		canvas_rule(canvas, slope->x[end], top + look_pitch(look) + 2, slope->x[end], foot, 0.75,
			canvas->baseline);
		if (name)
			canvas_text(canvas, look, (struct colour){ 0 }, slope->x[end],
				top + look_drop(look), ALIGN_CENTRE, name);
	}
}

static void
slope_put(struct slope *slope, struct box box, int target)
{
	struct canvas *canvas = slope->canvas;
	double top = look_pitch(canvas->label) + 10, side = box.width * 0.33;
	bool fits = true;

	slope->x[0] = box.x + side;
	slope->x[1] = box.x + box.width - side;
	slope->scale.from = box.y + box.height - 8;
	slope->scale.to = box.y + top;
	if (g_strcmp0(canvas->chart->unit, "position") == 0) {
		slope->scale.from = box.y + top;
		slope->scale.to = box.y + box.height - 8;
	}
	for (int end = 0; end < 2; end++) {
		fits = fits && labels_make(slope, end, side - label_gap);
		fits = fits && labels_place(slope->labels[end], slope->label_count[end],
			box.y + top - 8, box.y + box.height);
	}
	if (!fits) { /* more than can be named: the same data as a dumbbell, which takes rows */
		dumbbell_draw(canvas, box);
		return;
	}
	heads_put(slope, box.y, box.y + box.height);
	if (target >= 0)
		target_put(slope, target);
	for (int c = 0; c < slope->table.count; c++)
		line_put(slope, c);
	for (int end = 0; end < 2; end++)
		for (int i = 0; i < slope->label_count[end]; i++) {
			const struct label *label = &slope->labels[end][i];
			double sign = end ? 1 : -1;

			if (fabs(label->middle - label->want) > 2)
				canvas_rule(canvas, slope->x[end] + sign * 3.5, label->want,
					slope->x[end] + sign * (label_gap - 1), label->middle, 0.4,
					canvas->baseline);
			label_put(canvas, canvas->label, label, slope->x[end] + sign * label_gap,
				end ? ALIGN_LEFT : ALIGN_RIGHT);
		}
}

void
slope_draw(struct canvas *canvas, struct box box)
{
	const struct chart *chart = canvas->chart;
	struct arena *arena = canvas->pages->arena;
	struct slope slope = { .canvas = canvas, .table = categories_make(chart, arena),
		.ends = { role_find(chart, "previous"), role_find(chart, "value") } };
	int target = role_find(chart, "target");
	struct range range = range_find(&slope, target);

	if (!range.any) {
		empty_draw(canvas, box);
		return;
	}
	for (int end = 0; end < 2; end++)
		slope.labels[end] = arena_new_array(arena, struct label, slope.table.count);
	slope.scale.low = range.low;
	slope.scale.high = range.high;
	slope_put(&slope, notes_put(canvas, box), target);
}
