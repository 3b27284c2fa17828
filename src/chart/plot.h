/* Plots over months: the box that axes, events and a column of labels leave, with its scales. */
#ifndef REVISIT_CHART_PLOT_H
#define REVISIT_CHART_PLOT_H

#include "chart/event.h"
#include "chart/track.h"

struct month_plot {
	struct box box;
	struct month_axis months;
	struct value_axis values;
	struct events events;
};

/* The extent of tracks: months into plot->months, values added to the range. False when there are
 * no points. */
bool month_plot_extent(struct month_plot *plot, const struct track *tracks, int count,
	struct range *range);

/* Shares out the box: `right` is kept for labels. Ticks are chosen the first time only, so that
 * what a note has said of them stays true; notes of events replace those of the time before. */
void month_plot_make(struct month_plot *plot, struct canvas *canvas, struct box box,
	struct range range, double right);

/* A note when zero is not on the value axis. */
void month_plot_note(const struct month_plot *plot, struct canvas *canvas);

/* Grid, axes and events. */
void month_plot_put(struct month_plot *plot, const struct canvas *canvas);

/* Labels in a column right of the plot, with leaders to `edge` for those that had to move. */
void column_put(const struct canvas *canvas, const struct label *labels, int count, double edge,
	double x);

#endif
