/* Marks: direction and status as a shape with a colour and, where it needs one, a letter. Marks that
 * mean different things differ in shape, so that they are told apart in grey. */
#ifndef REVISIT_CHART_MARK_H
#define REVISIT_CHART_MARK_H

#include "chart/canvas.h"

/* Draws the mark of that name about x, y; size is its height. False when there is no such mark:
 * better, worse, same (judged); better-up, better-down, worse-up, worse-down (judged, with the
 * direction of the figure); up, down, level (direction only); met, partly, not-met;
 * variation-common, variation-better-high, variation-better-low, variation-worse-high,
 * variation-worse-low, variation-high, variation-low; assurance-pass, assurance-fail,
 * assurance-random. */
bool mark_put(const struct canvas *canvas, const char *name, double x, double y, double size);

#endif
