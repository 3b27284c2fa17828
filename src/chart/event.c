/* Events: flags at the head of a plot. A flag's rule goes down from its row at its month, its text
 * stands beside the rule; no text meets another, and no rule runs through one. */
#include "chart/event.h"

#include <math.h>

#include "base/arena.h"

enum { MOST_ROWS = 4, LABEL_GAP = 6 };
static const double beside = 3; /* between rule and text */

/* Would two flags meet? The rule of the one in the higher row passes the other's row. */
static bool
flags_meet(const struct event_label *a, const struct event_label *b)
{
	const struct event_label *high = a->row <= b->row ? a : b, *low = high == a ? b : a;

	if (a->row == b->row)
		return a->left < b->left + b->width + LABEL_GAP && b->left < a->left + a->width + LABEL_GAP;
	return high->x > low->left - beside && high->x < low->left + low->width + beside;
}

/* The first row, and side of the rule, in which a flag meets none before it, inside the plot. */
static bool
flag_fit(const struct canvas *canvas, const struct month_axis *months, const struct events *events,
	struct event_label *label)
{
	double right = months->left + months->slot * ((double)months->last - months->first + 1);

	label->x = month_x(months, label->event->month);
	label->width = canvas_width(canvas, canvas->note, label->text);
	for (label->row = 0; label->row < MOST_ROWS; label->row++)
		for (int side = 0; side < 2; side++) {
			bool meets = false;

			label->left = side ? label->x - beside - label->width : label->x + beside;
			if (label->left < months->left || label->left + label->width > right)
				continue;
			for (int i = 0; i < events->count && !meets; i++)
				meets = flags_meet(label, &events->labels[i]);
			if (!meets)
				return true;
		}
	return false;
}

/* When even the number finds no room it stands in the lowest row all the same: events of one month
 * cannot be told apart on the plot, but their notes can. */
static void
flag_number(struct canvas *canvas, const struct month_axis *months, const struct events *events,
	struct event_label *label, int number)
{
	struct arena *arena = canvas->pages->arena;

	canvas_add_note(canvas, arena_printf(arena, "%d: %s", number, label->text));
	label->text = arena_printf(arena, "%d", number);
	if (!flag_fit(canvas, months, events, label))
		label->row = MOST_ROWS - 1;
}

struct events
events_make(struct canvas *canvas, const struct month_axis *months)
{
	const struct chart *chart = canvas->chart;
	struct events events = { .labels = arena_new_array(canvas->pages->arena, struct event_label,
					 MAX(chart->event_count, 1)) };
	int numbered = 0;

	for (int i = 0; i < chart->event_count; i++) {
		struct event_label *label = &events.labels[events.count];

		if (chart->events[i].month < months->first || chart->events[i].month > months->last ||
			!chart->events[i].label)
			continue;
		label->event = &chart->events[i];
		label->text = label->event->label;
		if (!flag_fit(canvas, months, &events, label))
			flag_number(canvas, months, &events, label, ++numbered);
		events.rows = MAX(events.rows, label->row + 1);
		events.count++;
	}
	return events;
}

double
events_height(const struct canvas *canvas, const struct events *events)
{
	return events->rows ? events->rows * look_pitch(canvas->note) : 0;
}

void
events_avoid(const struct events *events, struct box plot, struct obstacles *obstacles)
{
	for (int i = 0; i < events->count; i++) {
		double x = events->labels[i].x;

		obstacles_add_line(obstacles,
			(const struct point[]){ { x, plot.y }, { x, plot.y + plot.height } }, 2);
	}
}

void
events_put(const struct canvas *canvas, const struct events *events, struct box plot)
{
	const struct pen pen = { .colour = canvas->baseline, .width = 0.6, .dash = { 1, 1.5 },
		.dash_count = 2 };
	double pitch = look_pitch(canvas->note), top = plot.y - events_height(canvas, events) - 4;

	for (int i = 0; i < events->count; i++) {
		const struct event_label *label = &events->labels[i];
		const struct point rule[] = { { label->x, top + label->row * pitch + 1.5 },
			{ label->x, plot.y + plot.height } };

		canvas_from(canvas, label->event ? label->event->origin : NULL);
		canvas_polyline(canvas, rule, 2, &pen);
		canvas_text(canvas, canvas->note, (struct colour){ 0 }, label->left,
			top + label->row * pitch + look_drop(canvas->note), ALIGN_LEFT, label->text);
	}
	canvas_from(canvas, NULL);
}
