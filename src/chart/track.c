/* Tracks: guarding, sorting and drawing series over months. */
#include "chart/track.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

enum { MOST_MONTH = 10000 * 12 };

static const double marker_room = 4.5; /* a slot narrower than this has no markers */
static const double column_width = 0.25;

bool
point_is_drawable(const struct chart_point *point)
{
	return !point->missing && isfinite(point->value) && fabs(point->value) <= SCALE_MOST;
}

bool
role_is(const struct chart_series *series, const char *role)
{
	return series->role && !strcmp(series->role, role);
}

int
role_find(const struct chart *chart, const char *role)
{
	for (int i = 0; i < chart->series_count; i++)
		if (role_is(&chart->series[i], role))
			return i;
	return -1;
}

/* By month; the array's order decides between equals, so that sorting is stable. */
static int
by_month(const void *a, const void *b)
{
	const struct chart_point *left = *(const struct chart_point *const *)a;
	const struct chart_point *right = *(const struct chart_point *const *)b;

	if (left->month != right->month)
		return left->month < right->month ? -1 : 1;
	return (left > right) - (left < right);
}

struct track
track_make(const struct canvas *canvas, const struct chart_series *series)
{
	struct track track = { .series = series };
	bool sorted = true;
	int kept = 0;

	track.joined = role_is(series, "projection") || role_is(series, "target");
	track.points = arena_new_array(canvas->pages->arena, const struct chart_point *,
		MAX(series->point_count, 1));
	for (int i = 0; i < series->point_count; i++) {
		const struct chart_point *point = &series->points[i];

		if (!point_is_drawable(point) || point->month < 0 || point->month >= MOST_MONTH)
			continue;
		sorted = sorted && (!track.count || track.points[track.count - 1]->month < point->month);
		track.points[track.count++] = point;
	}
	if (sorted)
		return track;
	qsort(track.points, (size_t)track.count, sizeof *track.points, by_month);
	for (int i = 0; i < track.count; i++)
		if (!kept || track.points[kept - 1]->month != track.points[i]->month)
			track.points[kept++] = track.points[i];
	track.count = kept;
	return track;
}

struct track *
tracks_make(const struct canvas *canvas)
{
	int count = canvas->chart->series_count;
	struct track *tracks = arena_new_array(canvas->pages->arena, struct track, MAX(count, 1));

	for (int i = 0; i < count; i++) {
		tracks[i] = track_make(canvas, &canvas->chart->series[i]);
		tracks[i].pen = pen_of(canvas, i);
	}
	return tracks;
}

/* ---- pens ---- */

static struct pen
pen_data(const struct canvas *canvas, int nth)
{
	static const char *const colours[] = { "chart-1", "chart-2", "chart-3", "chart-4", "chart-5",
		"chart-6" };
	static const struct {
		enum marker marker;
		double dash[2];
		int dashes;
	} shapes[] = {
		{ MARKER_DISC, { 0 }, 0 },
		{ MARKER_SQUARE, { 6, 2 }, 2 },
		{ MARKER_TRIANGLE, { 0 }, 0 },
		{ MARKER_DIAMOND, { 8, 2 }, 2 },
		{ MARKER_DOWN, { 0 }, 0 },
		{ MARKER_CROSS, { 3, 1.5 }, 2 },
	};
	struct pen pen = { .width = nth ? 1.3 : 1.7, .radius = nth ? 2 : 2.1 };

	nth %= (int)G_N_ELEMENTS(shapes);
	pen.colour = canvas_colour(canvas, colours[nth]);
	pen.marker = shapes[nth].marker;
	pen.dash_count = shapes[nth].dashes;
	memcpy(pen.dash, shapes[nth].dash, sizeof shapes[nth].dash);
	return pen;
}

/* The fewer months a projection rests on, the shorter its dashes. */
static struct pen
pen_projection(const struct canvas *canvas, int months, int nth)
{
	static const double dashes[][2] = { { 1.4, 1.8 }, { 3.6, 2.2 }, { 7.5, 2.6 } };
	struct pen pen = { .colour = canvas->projection, .width = 1.1, .dash_count = 2 };

	if (months > 0)
		nth = months <= 3 ? 0 : months <= 6 ? 1 : 2;
	memcpy(pen.dash, dashes[nth % 3], sizeof dashes[0]);
	return pen;
}

struct pen
pen_of(const struct canvas *canvas, int i)
{
	const struct chart_series *series = &canvas->chart->series[i];
	int nth = 0;

	for (int j = 0; j < i; j++)
		nth += role_is(&canvas->chart->series[j], series->role ? series->role : "") &&
			g_strcmp0(canvas->chart->series[j].panel, series->panel) == 0;
	if (role_is(series, "projection"))
		return pen_projection(canvas, series->months, nth);
	if (role_is(series, "target"))
		return (struct pen){ .colour = canvas->target, .width = nth ? 0.9 : 1.2,
			.dash = { 5, 1.5, 1, 1.5 }, .dash_count = 4 };
	if (role_is(series, "peer"))
		return (struct pen){ .colour = canvas->peer, .width = 1.1,
			.marker = nth ? MARKER_DIAMOND : MARKER_RING, .radius = 1.8 };
	if (role_is(series, "total"))
		return (struct pen){ .colour = canvas_colour(canvas, "chart-3"), .width = 2.2 };
	return pen_data(canvas, nth);
}

/* ---- drawing ---- */

struct point *
track_places(const struct track *track, const struct month_axis *months, const struct scale *scale)
{
	struct point *places = g_new(struct point, (size_t)track->count + 1);

	for (int i = 0; i < track->count; i++)
		places[i] = (struct point){ month_x(months, track->points[i]->month),
			scale_at(scale, track->points[i]->value) };
	return places;
}

int
points_decimate(struct point *points, int count, double column)
{
	int kept = 0;

	for (int i = 0; i < count;) {
		int first = i, low = i, high = i, last, picks[4];
		double cell = floor(points[i].x / column);

		for (; i < count && floor(points[i].x / column) == cell; i++) {
			low = points[i].y < points[low].y ? i : low;
			high = points[i].y > points[high].y ? i : high;
		}
		last = i - 1;
		picks[0] = first;
		picks[1] = MIN(low, high);
		picks[2] = MAX(low, high);
		picks[3] = last;
		for (int j = 0; j < 4; j++)
			if (!j || picks[j] != picks[j - 1])
				points[kept++] = points[picks[j]];
	}
	return kept;
}

/* One unbroken stretch; markers, where they have room, are drawn for the whole track at once. */
static void
stretch_put(const struct canvas *canvas, const struct pen *pen, const struct point *places,
	int count)
{
	struct point *few;

	if (count <= 100) {
		canvas_polyline(canvas, places, count, pen);
		return;
	}
	few = g_memdup2(places, sizeof *places * (size_t)count);
	canvas_polyline(canvas, few, points_decimate(few, count, column_width), pen);
	g_free(few);
}

/* All in one path; where it is to be known what each shows, each by itself. */
static void
markers_put(const struct canvas *canvas, const struct track *track, const struct point *places,
	const struct pen *pen)
{
	if (!track->count || !track->points[0]->origin) {
		canvas_markers(canvas, places, track->count, pen);
		return;
	}
	for (int i = 0; i < track->count; i++) {
		canvas_from(canvas, track->points[i]->origin);
		canvas_markers(canvas, &places[i], 1, pen);
	}
}

/* A lone point has no line to be seen by: it has a marker whatever the room. */
void
track_put(const struct canvas *canvas, const struct track *track, const struct point *places,
	double slot)
{
	bool marked = slot >= marker_room && track->pen.marker;
	struct point *lone = g_new(struct point, (size_t)track->count + 1);
	struct pen pen = track->pen;
	int lone_count = 0;

	canvas_from(canvas, track->series->origin);
	for (int i = 0, first = 0; i < track->count; i++) {
		bool end = i + 1 == track->count;

		if (!end && (track->joined || track->points[i + 1]->month == track->points[i]->month + 1))
			continue;
		if (first == i)
			lone[lone_count++] = places[i];
		else
			stretch_put(canvas, &pen, places + first, i + 1 - first);
		first = i + 1;
	}
	if (marked)
		markers_put(canvas, track, places, &pen);
	pen.marker = pen.marker ? pen.marker : MARKER_DISC;
	pen.radius = fmax(pen.radius, 1.6);
	if (!marked)
		canvas_markers(canvas, lone, points_decimate(lone, lone_count, column_width), &pen);
	canvas_from(canvas, NULL);
	g_free(lone);
}
