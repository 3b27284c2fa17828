/* Inside the bars: what grouped, stacked and distribution bars share. */
#ifndef REVISIT_CHART_BARS_H
#define REVISIT_CHART_BARS_H

#include "chart/rows.h"

/* How series or grade number i is filled: colour and hatch. */
struct fill {
	struct colour colour;
	enum hatch hatch;
};

struct fill fill_of(const struct canvas *canvas, int i);
/* Steps of one colour from dark to light, for grades in order. */
struct fill fill_step(const struct canvas *canvas, int i, int count);

/* A text in the middle of a filled box, on a ground of the fill so that hatches do not run through
 * it, in paper or ink, whichever contrasts more. Only where it fits: false otherwise. */
bool label_in_box(const struct canvas *canvas, const struct look *look, struct box box,
	struct fill fill, const char *text);

#endif
