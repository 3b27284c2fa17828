/* The kinds of chart: one file each. */
#ifndef REVISIT_CHART_KINDS_H
#define REVISIT_CHART_KINDS_H

#include "chart/canvas.h"

/* Draws the canvas's chart into the box. Nothing to draw is drawn as such. */
typedef void chart_fn(struct canvas *canvas, struct box box);

chart_fn monthly_draw;

/* The frame of a plot with the words for "no data" in it. */
void empty_draw(struct canvas *canvas, struct box box);

#endif
