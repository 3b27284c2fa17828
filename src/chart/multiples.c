/* Small multiples: one plot a panel, all with the same scales, so that panels can be compared. */
#include <math.h>

#include "base/arena.h"
#include "chart/kinds.h"
#include "chart/plot.h"
#include "chart/rows.h"

enum { LEAST_PANEL = 118, MOST_COLUMNS = 4 };
static const double gutter = 12;

struct multiples {
	struct canvas *canvas;
	struct track *tracks;
	const char **panels; /* names, in order of first appearance */
	int count, columns, rows;
	struct month_plot plot; /* the extent and the ticks that all share */
	double left, foot, head; /* room of the value labels, the month labels, a title */
	double width, height;    /* of one panel's plot */
	struct box box;
};

static void
panels_find(struct multiples *multiples)
{
	const struct chart *chart = multiples->canvas->chart;

	multiples->panels = arena_new_array(multiples->canvas->pages->arena, const char *,
		MAX(chart->series_count, 1));
	for (int i = 0; i < chart->series_count; i++) {
		int at = 0;

		while (at < multiples->count &&
			g_strcmp0(multiples->panels[at], chart->series[i].panel) != 0)
			at++;
		if (at == multiples->count)
			multiples->panels[multiples->count++] = chart->series[i].panel;
	}
}

static void
panel_put(struct multiples *multiples, int panel)
{
	const struct canvas *canvas = multiples->canvas;
	int column = panel % multiples->columns, row = panel / multiples->columns;
	bool lowest = panel + multiples->columns >= multiples->count;
	struct box plot = { multiples->box.x + multiples->left + column * (multiples->width + gutter),
		multiples->box.y + row * (multiples->head + multiples->height + 6) + multiples->head,
		multiples->width, multiples->height };
	struct month_axis months = month_axis_make(multiples->plot.months.first,
		multiples->plot.months.last, plot);
	struct value_axis values = multiples->plot.values;
	const struct look *strong = look_strong(canvas);

	if (multiples->panels[panel])
		canvas_text(canvas, strong, (struct colour){ 0 }, plot.x,
			plot.y - multiples->head + look_drop(strong), ALIGN_LEFT, multiples->panels[panel]);
	values.bare = column > 0;
	value_axis_put(canvas, &values, plot);
	if (lowest)
		month_axis_put(canvas, &months, plot);
	for (int i = canvas->chart->series_count - 1; i >= 0; i--) {
		struct track *track = &multiples->tracks[i];
		struct point *places;

		if (g_strcmp0(track->series->panel, multiples->panels[panel]) != 0)
			continue;
		places = track_places(track, &months, &values.scale);
		track_put(canvas, track, places, months.slot);
		g_free(places);
	}
}

/* Every name once: series of one name have one pen in all panels. */
static struct box
legend(const struct multiples *multiples, struct box box)
{
	const struct canvas *canvas = multiples->canvas;
	int series = canvas->chart->series_count, count = 0;
	struct legend_entry *entries =
		arena_new_array(canvas->pages->arena, struct legend_entry, MAX(series, 1));

	for (int i = 0; i < series; i++) {
		const char *name = canvas->chart->series[i].name;
		int at = 0;

		while (name && at < count && g_strcmp0(entries[at].name, name) != 0)
			at++;
		if (name && at == count)
			entries[count++] = (struct legend_entry){ .name = name,
				.pen = multiples->tracks[i].pen };
	}
	return legend_put(canvas, entries, count, box);
}

void
multiples_draw(struct canvas *canvas, struct box box)
{
	struct multiples multiples = { .canvas = canvas, .tracks = tracks_make(canvas) };
	struct range range = { 0 };

	panels_find(&multiples);
	if (!month_plot_extent(&multiples.plot, multiples.tracks, canvas->chart->series_count, &range)) {
		empty_draw(canvas, box);
		return;
	}
	multiples.columns = (int)fmax(1, fmin(MOST_COLUMNS, box.width / LEAST_PANEL));
	multiples.columns = MIN(multiples.columns, multiples.count);
	multiples.rows = (multiples.count + multiples.columns - 1) / multiples.columns;
	multiples.head = look_pitch(canvas->label) + 3;
	multiples.foot = month_axis_height(canvas);
	box = legend(&multiples, box);
	multiples.height = (box.height - multiples.foot - 10) / multiples.rows - multiples.head - 6;
	multiples.height = fmax(multiples.height, 10);
	multiples.plot.values = value_axis_make(canvas, range, multiples.height, BASE_LINE, false);
	month_plot_note(&multiples.plot, canvas);
	box = notes_put(canvas, box);
	multiples.height = fmax((box.height - multiples.foot) / multiples.rows - multiples.head - 6, 10);
	multiples.left = value_axis_width(canvas, &multiples.plot.values);
	multiples.width = (box.width - multiples.left - gutter * (multiples.columns - 1)) /
		multiples.columns;
	multiples.box = box;
	for (int i = 0; i < multiples.count; i++)
		panel_put(&multiples, i);
}
