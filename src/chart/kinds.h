/* The kinds of chart: one file each. */
#ifndef REVISIT_CHART_KINDS_H
#define REVISIT_CHART_KINDS_H

#include "chart/canvas.h"

/* Draws the canvas's chart into the box. Nothing to draw is drawn as such. */
typedef void chart_fn(struct canvas *canvas, struct box box);

chart_fn bars_draw;         /* grouped; a series of the role target stands as ticks */
chart_fn bullet_draw;
chart_fn control_draw;
chart_fn distribution_draw;
chart_fn dumbbell_draw;
chart_fn interval_draw;
chart_fn mark_draw;
chart_fn monthly_draw;
chart_fn multiples_draw;
chart_fn peers_draw;
chart_fn share_draw;
chart_fn slope_draw;
chart_fn sparkline_draw;
chart_fn stacked_draw;
chart_fn steps_draw;
double steps_height(const struct chart *chart, const struct style *style, double width);

/* The frame of a plot with the words for "no data" in it. */
void empty_draw(struct canvas *canvas, struct box box);

/* A note that names the method of the chart's intervals, by the word interval-<method>. */
void method_note(struct canvas *canvas);

#endif
