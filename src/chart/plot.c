/* Plots over months: who gets which part of the box. */
#include "chart/plot.h"

#include <math.h>

static const double leader_least = 2;

bool
month_plot_extent(struct month_plot *plot, const struct track *tracks, int count,
	struct range *range)
{
	int first = INT_MAX, last = INT_MIN;

	for (int i = 0; i < count; i++) {
		const struct track *track = &tracks[i];

		if (!track->count)
			continue;
		first = MIN(first, track->points[0]->month);
		last = MAX(last, track->points[track->count - 1]->month);
		for (int j = 0; j < track->count; j++)
			range_add(range, track->points[j]->value);
	}
	plot->months.first = first;
	plot->months.last = last;
	return first <= last;
}

void
month_plot_make(struct month_plot *plot, struct canvas *canvas, struct box box, struct range range,
	double right)
{
	double half = look_pitch(canvas->axis) / 2; /* of the topmost tick's label */
	double left, height;

	box.height -= month_axis_height(canvas) + half;
	box.y += half;
	if (!plot->values.ticks.count)
		plot->values = value_axis_make(canvas, range, box.height, BASE_LINE, false);
	left = value_axis_width(canvas, &plot->values);
	box.x += left;
	box.width = fmax(box.width - left - right, 10);
	plot->months = month_axis_make(plot->months.first, plot->months.last, box);
	canvas->note_count = 0;
	plot->events = events_make(canvas, &plot->months);
	height = events_height(canvas, &plot->events);
	box.y += height;
	box.height = fmax(box.height - height, 10);
	plot->box = box;
	plot->values.scale = (struct scale){ plot->values.ticks.low, plot->values.ticks.high,
		box.y + box.height, box.y };
}

void
month_plot_note(const struct month_plot *plot, struct canvas *canvas)
{
	const struct ticks *ticks = &plot->values.ticks;
	const struct field fields[] = {
		{ "value", value_text(canvas, ticks->low, ticks->decimals) }, { NULL, NULL } };

	if (value_axis_is_cut(&plot->values))
		canvas_add_note(canvas, words_fill(canvas->pages->arena,
			words_find(canvas->head, "axis-begins"), fields));
}

void
month_plot_put(struct month_plot *plot, const struct canvas *canvas)
{
	value_axis_put(canvas, &plot->values, plot->box);
	month_axis_put(canvas, &plot->months, plot->box);
	events_put(canvas, &plot->events, plot->box);
}

void
column_put(const struct canvas *canvas, const struct label *labels, int count, double edge, double x)
{
	for (int i = 0; i < count; i++) {
		if (fabs(labels[i].middle - labels[i].want) > leader_least)
			canvas_rule(canvas, edge + 3, labels[i].want, x - 1.5, labels[i].middle, 0.4,
				canvas->baseline);
		label_put(canvas, canvas->label, &labels[i], x, ALIGN_LEFT);
	}
}
