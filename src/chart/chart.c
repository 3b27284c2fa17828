/* Charts: the table of kinds, their heights, and the guards before any of them draws. */
#include "chart/chart.h"

#include <math.h>
#include <string.h>

#include "chart/axis.h"
#include "chart/kinds.h"
#include "chart/label.h"

enum { LEAST_WIDTH = 60, LEAST_HEIGHT = 40 };

static double
height_plot(const struct chart *chart, const struct style *style, double width)
{
	(void)chart;
	(void)style;
	return fmax(140, fmin(width * 0.35, 230));
}

static const struct kind {
	const char *name;
	chart_fn *draw;
	double (*height)(const struct chart *chart, const struct style *style, double width);
} kinds[] = { /* keep alphabetical */
	{ "monthly", monthly_draw, height_plot },
};

static const struct kind *
kind_find(const struct chart *chart)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (chart->kind && !strcmp(kinds[i].name, chart->kind))
			return &kinds[i];
	return NULL;
}

double
chart_height(const struct node *chart, const struct style *style, double width)
{
	const struct kind *kind = kind_find(&chart->as.chart);

	return kind ? kind->height(&chart->as.chart, style, width) : LEAST_HEIGHT;
}

static bool
box_is_sound(struct box box)
{
	const double most = 100000;

	return fabs(box.x) <= most && fabs(box.y) <= most && box.width >= LEAST_WIDTH &&
		box.width <= most && box.height >= LEAST_HEIGHT && box.height <= most;
}

bool
chart_draw(struct pages *pages, struct page *page, struct fonts *fonts, const struct style *style,
	const struct node *chart, struct box box, struct diags *diags)
{
	const struct place place = { chart->file, chart->line, 0, NULL };
	const struct kind *kind = kind_find(&chart->as.chart);
	struct canvas canvas;

	if (!kind) {
		diag(diags, DIAG_CHART, place, "there is no chart of the kind “%s”",
			chart->as.chart.kind ? chart->as.chart.kind : "");
		return false;
	}
	if (!box_is_sound(box)) {
		diag(diags, DIAG_CHART, place, "the chart has no room: %.0f by %.0f points", box.width,
			box.height);
		diag_hint(diags, "a chart needs %d by %d points at least", LEAST_WIDTH, LEAST_HEIGHT);
		return false;
	}
	canvas = canvas_make(pages, page, fonts, style, chart, diags);
	kind->draw(&canvas, box);
	canvas_finish(&canvas);
	return true;
}

void
empty_draw(struct canvas *canvas, struct box box)
{
	canvas_rule(canvas, box.x, box.y, box.x + box.width, box.y, 0.4, canvas->grid);
	canvas_rule(canvas, box.x, box.y + box.height, box.x + box.width, box.y + box.height, 0.75,
		canvas->baseline);
	text_centred(canvas, canvas->label, box, canvas_word(canvas, "no-data"));
}
