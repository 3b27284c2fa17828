/* Charts: from the data of a chart node to frame items. A chart is text and paths like any other
 * block, so that every output has it alike; captions and source lines are the report's own. */
#ifndef REVISIT_CHART_CHART_H
#define REVISIT_CHART_CHART_H

#include <stdbool.h>

#include "base/diag.h"
#include "frame/frame.h"
#include "report/node.h"
#include "style/style.h"

struct box {
	double x, y, width, height; /* points; y grows downwards */
};

/* The height a chart wants at that width, notes included. */
double chart_height(const struct node *chart, const struct style *style, double width);

/* Is it a plot that may be higher, and not rows that are as high as they need? */
bool chart_is_upright(const struct node *chart);

/* The least width that it can be drawn in. */
double chart_least_width(const struct node *chart);

/* Draw a NODE_CHART into the box; every item has the chart node as its source. Data that are odd
 * but sound (gaps, one point, constant) are drawn; false only when nothing can be drawn, with an
 * error in diags: an unknown kind, a box too small for it. Looks: chart-axis, chart-label,
 * chart-note. Colours: chart-1 .. chart-6, chart-grid, chart-axis, chart-peer, chart-target,
 * chart-projection, chart-paper. */
bool chart_draw(struct pages *pages, struct page *page, struct fonts *fonts,
	const struct style *style, const struct node *chart, struct box box, struct diags *diags);

#endif
