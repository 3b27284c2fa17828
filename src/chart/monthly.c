/* Monthly line chart: values, peers, targets and projections over months, with gaps where months
 * are missing. Labels stand beside the lines; where they do not fit, a legend stands above. */
#include <math.h>

#include "base/arena.h"
#include "chart/kinds.h"
#include "chart/plot.h"

struct monthly {
	struct canvas *canvas;
	struct track *tracks;
	int count;
	struct point **places; /* of each track's points, g_free */
	struct month_plot plot;
	struct label *labels; /* of the tracks that end at the plot's right */
	int label_count;
	double label_width;
};

static const double label_gap = 7;

static bool
ends_last(const struct monthly *monthly, const struct track *track)
{
	return track->count && track->points[track->count - 1]->month == monthly->plot.months.last;
}

/* Labels for the tracks that reach the last month: they stand in a column right of the plot. False
 * when one of them is too long for it. */
static bool
column_make(struct monthly *monthly, double width)
{
	const struct canvas *canvas = monthly->canvas;

	monthly->labels = arena_new_array(canvas->pages->arena, struct label, MAX(monthly->count, 1));
	monthly->label_count = 0;
	monthly->label_width = 0;
	for (int i = 0; i < monthly->count; i++) {
		struct label *label = &monthly->labels[monthly->label_count];

		if (!ends_last(monthly, &monthly->tracks[i]) || !monthly->tracks[i].series->name)
			continue;
		if (!label_make(canvas, canvas->label, monthly->tracks[i].series->name, width, label))
			return false;
		label->ink = monthly->tracks[i].pen.colour;
		label->origin = monthly->tracks[i].series->origin;
		monthly->label_width = fmax(monthly->label_width, label->width + label_gap);
		monthly->label_count++;
	}
	return true;
}

static void
plot_make(struct monthly *monthly, struct box box, struct range range)
{
	month_plot_make(&monthly->plot, monthly->canvas, box, range, monthly->label_width);
	for (int i = 0; i < monthly->count; i++) {
		g_free(monthly->places[i]);
		monthly->places[i] = track_places(&monthly->tracks[i], &monthly->plot.months,
			&monthly->plot.values.scale);
	}
}

/* Where the labels of the column stand. False when together they are higher than the plot. */
static bool
column_place(struct monthly *monthly)
{
	double half = look_pitch(monthly->canvas->label) / 2;
	int at = 0;

	for (int i = 0; i < monthly->count; i++) {
		const struct track *track = &monthly->tracks[i];

		if (ends_last(monthly, track) && track->series->name)
			monthly->labels[at++].want = monthly->places[i][track->count - 1].y;
	}
	return labels_place(monthly->labels, at, monthly->plot.box.y - half,
		monthly->plot.box.y + monthly->plot.box.height + half);
}

/* Labels inside the plot for the tracks that end before the last month. All or none. */
static bool
inside_place(struct monthly *monthly, struct label *labels, struct point *places, bool *wanted)
{
	const struct canvas *canvas = monthly->canvas;
	struct obstacles obstacles = obstacles_make();
	bool fits = true;

	for (int i = 0; i < monthly->count; i++)
		obstacles_add_line(&obstacles, monthly->places[i], monthly->tracks[i].count);
	events_avoid(&monthly->plot.events, monthly->plot.box, &obstacles);
	for (int i = 0; i < monthly->count && fits; i++) {
		const struct track *track = &monthly->tracks[i];

		wanted[i] = track->count && !ends_last(monthly, track) && track->series->name;
		if (!wanted[i])
			continue;
		fits = label_make(canvas, canvas->label, track->series->name, monthly->plot.box.width / 3,
				&labels[i]) &&
			label_beside(&obstacles, monthly->plot.box, monthly->places[i], track->count,
				labels[i].width, labels[i].height, &places[i]);
		labels[i].ink = track->pen.colour;
		labels[i].origin = track->series->origin;
		labels[i].middle = places[i].y;
		obstacles_add_box(&obstacles, (struct box){ places[i].x - labels[i].width / 2,
			places[i].y - labels[i].height / 2, labels[i].width, labels[i].height });
	}
	obstacles_finish(&obstacles);
	return fits;
}

/* Projections lie under the data, the unit's own line on top. */
static void
tracks_put(const struct monthly *monthly)
{
	static const char *const order[] = { "projection", "target", "peer", "total", NULL };
	double slot = monthly->plot.months.slot;

	for (size_t turn = 0; turn < G_N_ELEMENTS(order); turn++)
		for (int i = monthly->count - 1; i >= 0; i--) {
			size_t its = 0;

			while (order[its] && !role_is(monthly->tracks[i].series, order[its]))
				its++;
			if (its == turn)
				track_put(monthly->canvas, &monthly->tracks[i], monthly->places[i], slot);
		}
}

/* With a legend above, no track has a label of its own. */
static void
legend_make(struct monthly *monthly, struct box box, struct range range)
{
	struct legend_entry *entries =
		arena_new_array(monthly->canvas->pages->arena, struct legend_entry, monthly->count);
	int count = 0;

	for (int i = 0; i < monthly->count; i++)
		if (monthly->tracks[i].count && monthly->tracks[i].series->name)
			entries[count++] = (struct legend_entry){ .name = monthly->tracks[i].series->name,
				.pen = monthly->tracks[i].pen };
	monthly->label_count = 0;
	monthly->label_width = 0;
	plot_make(monthly, legend_put(monthly->canvas, entries, count, box), range);
}

static void
monthly_put(struct monthly *monthly, struct box box, struct range range)
{
	struct canvas *canvas = monthly->canvas;
	int count = monthly->count;
	struct label *labels = arena_new_array(canvas->pages->arena, struct label, count);
	struct point *places = arena_new_array(canvas->pages->arena, struct point, count);
	bool *wanted = arena_new_array(canvas->pages->arena, bool, count), direct;

	direct = column_make(monthly, fmin(box.width * 0.24, 100));
	plot_make(monthly, box, range);
	month_plot_note(&monthly->plot, canvas);
	box = notes_put(canvas, box);
	plot_make(monthly, box, range);
	direct = direct && column_place(monthly) && inside_place(monthly, labels, places, wanted);
	if (!direct)
		legend_make(monthly, box, range);
	month_plot_put(&monthly->plot, canvas);
	tracks_put(monthly);
	column_put(canvas, monthly->labels, monthly->label_count,
		month_x(&monthly->plot.months, monthly->plot.months.last),
		monthly->plot.box.x + monthly->plot.box.width + label_gap);
	for (int i = 0; i < count && direct; i++)
		if (wanted[i])
			label_put(canvas, canvas->label, &labels[i], places[i].x, ALIGN_CENTRE);
}

void
monthly_draw(struct canvas *canvas, struct box box)
{
	struct monthly monthly = { .canvas = canvas, .tracks = tracks_make(canvas),
		.count = canvas->chart->series_count };
	struct range range = { 0 };

	if (!month_plot_extent(&monthly.plot, monthly.tracks, monthly.count, &range)) {
		empty_draw(canvas, box);
		return;
	}
	monthly.places = g_new0(struct point *, (size_t)monthly.count);
	monthly_put(&monthly, box, range);
	for (int i = 0; i < monthly.count; i++)
		g_free(monthly.places[i]);
	g_free(monthly.places);
}
