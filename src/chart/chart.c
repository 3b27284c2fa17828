/* Charts: the table of kinds, their heights, and the guards before any of them draws. */
#include "chart/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart/kinds.h"
#include "chart/label.h"
#include "chart/rows.h"

enum { MOST_HEIGHT = 620 }; /* a page's, with room for caption and source */

typedef double height_fn(const struct chart *chart, const struct style *style, double width);

static double
height_plot(const struct chart *chart, const struct style *style, double width)
{
	(void)chart;
	(void)style;
	return fmax(140, fmin(width * 0.35, 230));
}

/* Marks above, notes below: a plot as high as that of other charts stands between them. Where it is
 * narrow, notes wrap, and events have theirs below. */
static double
height_control(const struct chart *chart, const struct style *style, double width)
{
	const double wide = 400;
	double lines = 3 * fmax(1, fmin(wide / width, 3)) + (width < wide ? chart->event_count : 0);

	return height_plot(chart, style, width) +
		lines * look_pitch(style_look(style, "chart-note")) + 12;
}

/* Legend, notes and axis of a chart of rows; in a narrow one legend and notes have more lines. */
static double
height_around(const struct style *style, double width)
{
	return (width < 250 ? 8 : 5) * look_pitch(style_look(style, "chart-label")) + 12;
}

/* A row for each point of the longest series. */
static double
height_points(const struct chart *chart, const struct style *style, double width)
{
	const struct chart_series *longest = NULL;
	struct row_name *names;
	double height;

	for (int i = 0; i < chart->series_count; i++)
		if (!longest || chart->series[i].point_count > longest->point_count)
			longest = &chart->series[i];
	if (!longest || !longest->point_count)
		return 80;
	names = g_new0(struct row_name, (size_t)longest->point_count);
	for (int i = 0; i < longest->point_count; i++)
		names[i].text = longest->points[i].label;
	height = rows_height(style, names, longest->point_count, width) + height_around(style, width);
	g_free(names);
	return fmin(height, MOST_HEIGHT);
}

/* Bars that lie need a row for each category, and a line for each bar in it. */
static double
height_bars(const struct chart *chart, const struct style *style, double width)
{
	double height = height_points(chart, style, width);
	int rows = 0;

	if (!chart->horizontal)
		return height_plot(chart, style, width);
	for (int i = 0; i < chart->series_count; i++)
		rows = MAX(rows, chart->series[i].point_count);
	return fmin(fmax(height, rows * (12.0 * chart->series_count + 8) + height_around(style, width)),
		MOST_HEIGHT);
}

static double
height_stack(const struct chart *chart, const struct style *style, double width)
{
	return chart->horizontal ? height_points(chart, style, width) + 20 :
		height_plot(chart, style, width);
}

/* A row for each series. */
static double
height_series(const struct chart *chart, const struct style *style, double width)
{
	struct row_name *names = g_new0(struct row_name, (size_t)chart->series_count + 1);
	double height;

	for (int i = 0; i < chart->series_count; i++)
		names[i].text = chart->series[i].name;
	height = rows_height(style, names, chart->series_count, width) +
		8 * chart->series_count + height_around(style, width);
	g_free(names);
	return fmin(height, MOST_HEIGHT);
}

/* A row of panels needs as much as half a plot. */
static double
height_panels(const struct chart *chart, const struct style *style, double width)
{
	int panels = 0, rows, columns = (int)fmax(1, fmin(4, width / 118));

	for (int i = 0; i < chart->series_count; i++) {
		int j = 0;

		while (g_strcmp0(chart->series[j].panel, chart->series[i].panel) != 0)
			j++;
		panels += i == j;
	}
	rows = (panels + columns - 1) / columns;
	return fmin(100.0 * rows + height_around(style, width), MOST_HEIGHT);
}

static double
height_line(const struct chart *chart, const struct style *style, double width)
{
	(void)chart;
	(void)width;
	return look_pitch(style_look(style, "chart-label")) + 2;
}

static const struct kind {
	const char *name;
	chart_fn *draw;
	height_fn *height;
	double least_width, least_height;
} kinds[] = { /* keep alphabetical */
	{ "bars", bars_draw, height_bars, 60, 40 },
	{ "bullet", bullet_draw, height_points, 60, 40 },
	{ "control", control_draw, height_control, 60, 40 },
	{ "distribution", distribution_draw, height_series, 60, 40 },
	{ "dumbbell", dumbbell_draw, height_points, 60, 40 },
	{ "interval", interval_draw, height_points, 60, 40 },
	{ "mark", mark_draw, height_line, 6, 6 },
	{ "monthly", monthly_draw, height_plot, 60, 40 },
	{ "multiples", multiples_draw, height_panels, 60, 40 },
	{ "peers", peers_draw, height_points, 60, 40 },
	{ "share", share_draw, height_stack, 60, 40 },
	{ "slope", slope_draw, height_plot, 60, 40 },
	{ "sparkline", sparkline_draw, height_line, 20, 6 },
	{ "stacked", stacked_draw, height_stack, 60, 40 },
	{ "steps", steps_draw, steps_height, 60, 6 },
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
	const struct kind *kind = kind_find(chart->as.chart);

	return kind ? kind->height(chart->as.chart, style, width) : 40;
}

bool
chart_is_upright(const struct node *chart)
{
	const struct kind *kind = kind_find(chart->as.chart);

	return kind && (kind->height == height_plot || kind->height == height_control ||
		((kind->height == height_bars || kind->height == height_stack) &&
		!chart->as.chart->horizontal));
}

double
chart_least_width(const struct node *chart)
{
	const struct kind *kind = kind_find(chart->as.chart);

	return kind ? kind->least_width : 40;
}

static bool
box_is_sound(const struct kind *kind, struct box box)
{
	const double most = 100000;

	return fabs(box.x) <= most && fabs(box.y) <= most && box.width >= kind->least_width &&
		box.width <= most && box.height >= kind->least_height && box.height <= most;
}

bool
chart_draw(struct pages *pages, struct page *page, struct fonts *fonts, const struct style *style,
	const struct node *chart, struct box box, struct diags *diags)
{
	const struct place place = { chart->file, chart->line, 0, NULL };
	const struct kind *kind = kind_find(chart->as.chart);
	struct canvas canvas;

	if (!kind) {
		diag(diags, DIAG_CHART, place, "there is no chart of the kind “%s”",
			chart->as.chart->kind ? chart->as.chart->kind : "");
		return false;
	}
	if (!box_is_sound(kind, box)) {
		diag(diags, DIAG_CHART, place, "the chart has no room: %.0f by %.0f points", box.width,
			box.height);
		diag_hint(diags, "a chart of this kind needs %.0f by %.0f points at least",
			kind->least_width, kind->least_height);
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

void
method_note(struct canvas *canvas)
{
	char name[64];

	if (!canvas->chart->method)
		return;
	snprintf(name, sizeof name, "interval-%s", canvas->chart->method);
	canvas_add_note(canvas, words_find(canvas->head, name));
}
