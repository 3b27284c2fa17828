/* Events: rows of labels that do not meet, over rules at their months. */
#include "chart/event.h"

#include <math.h>

#include "base/arena.h"

enum { MOST_ROWS = 4, LABEL_GAP = 6 };

/* The first row in which the label meets none before it; -1 when there is none. */
static int
row_find(const struct event_label *labels, int count, double left, double width)
{
	for (int row = 0; row < MOST_ROWS; row++) {
		bool free = true;

		for (int i = 0; i < count && free; i++)
			free = labels[i].row != row || left + width + LABEL_GAP <= labels[i].left ||
				labels[i].left + labels[i].width + LABEL_GAP <= left;
		if (free)
			return row;
	}
	return -1;
}

/* Centred about its month, but inside the plot's width. */
static bool
event_fit(const struct canvas *canvas, const struct month_axis *months, struct events *events,
	struct event_label *label)
{
	double right = months->left + months->slot * ((double)months->last - months->first + 1);
	double x = month_x(months, label->event->month);

	label->width = canvas_width(canvas, canvas->note, label->text);
	if (label->width > right - months->left)
		return false;
	label->left = fmin(fmax(x - label->width / 2, months->left), right - label->width);
	label->row = row_find(events->labels, events->count, label->left, label->width);
	return label->row >= 0;
}

struct events
events_make(struct canvas *canvas, const struct month_axis *months)
{
	const struct chart *chart = canvas->chart;
	struct events events = { .labels = arena_new_array(canvas->pages->arena, struct event_label,
					 MAX(chart->event_count, 1)) };
	int number = 0;

	for (int i = 0; i < chart->event_count; i++) {
		struct event_label *label = &events.labels[events.count];
		const char *text = chart->events[i].label;

		if (chart->events[i].month < months->first || chart->events[i].month > months->last || !text)
			continue;
		label->event = &chart->events[i];
		label->text = text;
		if (!event_fit(canvas, months, &events, label)) {
			label->text = arena_printf(canvas->pages->arena, "%d", ++number);
			if (!event_fit(canvas, months, &events, label))
				label->row = MOST_ROWS - 1;
			canvas_add_note(canvas,
				arena_printf(canvas->pages->arena, "%d: %s", number, text));
		}
		events.rows = MAX(events.rows, label->row + 1);
		events.count++;
	}
	return events;
}

double
events_height(const struct canvas *canvas, const struct events *events)
{
	return events->rows ? events->rows * look_pitch(canvas->note) + 3 : 0;
}

void
events_put(const struct canvas *canvas, const struct events *events,
	const struct month_axis *months, struct box plot)
{
	const struct pen pen = { .colour = canvas->baseline, .width = 0.6, .dash = { 1, 1.5 },
		.dash_count = 2 };
	double pitch = look_pitch(canvas->note), top = plot.y - events_height(canvas, events);

	for (int i = 0; i < events->count; i++) {
		const struct event_label *label = &events->labels[i];
		double x = month_x(months, label->event->month);
		const struct point rule[] = { { x, top + (label->row + 1) * pitch + 1 },
			{ x, plot.y + plot.height } };

		canvas_polyline(canvas, rule, 2, &pen);
		canvas_text(canvas, canvas->note, (struct colour){ 0 }, label->left,
			top + label->row * pitch + look_drop(canvas->note), ALIGN_LEFT, label->text);
	}
}
