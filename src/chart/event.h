/* Events: dated notes at the head of a plot over months, each with a rule down to the axis. */
#ifndef REVISIT_CHART_EVENT_H
#define REVISIT_CHART_EVENT_H

#include "chart/axis.h"
#include "chart/label.h"

/* Takes the room of the events' labels off the top of the plot; the axis must be of the same width.
 * Labels that find no room in four rows become numbers, told in notes under the chart: call before
 * notes_put, on a canvas that will be told. */
struct events {
	struct event_label {
		const struct chart_event *event;
		const char *text;
		int row;
		double left, width;
	} *labels; /* in the pages' arena */
	int count, rows;
};

struct events events_make(struct canvas *canvas, const struct month_axis *months);
double events_height(const struct canvas *canvas, const struct events *events);
/* Into the band above the plot. */
void events_put(const struct canvas *canvas, const struct events *events,
	const struct month_axis *months, struct box plot);

#endif
