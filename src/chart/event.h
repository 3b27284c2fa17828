/* Events: dated notes at the head of a plot over months, each with a rule down to the axis. */
#ifndef REVISIT_CHART_EVENT_H
#define REVISIT_CHART_EVENT_H

#include "chart/axis.h"
#include "chart/label.h"

struct events {
	struct event_label {
		const struct chart_event *event;
		const char *text;
		int row;
		double x, left, width; /* of the rule; of the text */
	} *labels; /* in the pages' arena */
	int count, rows;
};

/* Those of the chart's events that fall on the axis. Labels that find no room in four rows become
 * numbers and are told in notes, which are added to the canvas: call before notes_put. */
struct events events_make(struct canvas *canvas, const struct month_axis *months);
double events_height(const struct canvas *canvas, const struct events *events);
/* Their rules are in the way of labels in the plot. */
void events_avoid(const struct events *events, struct box plot, struct obstacles *obstacles);
/* Into the band of that height above the plot. */
void events_put(const struct canvas *canvas, const struct events *events, struct box plot);

#endif
