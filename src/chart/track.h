/* Tracks: a series made fit to draw. Whatever the data are, the points of a track are finite, in
 * order, one to a month, and few enough. */
#ifndef REVISIT_CHART_TRACK_H
#define REVISIT_CHART_TRACK_H

#include "chart/axis.h"
#include "chart/canvas.h"
#include "chart/scale.h"

struct track {
	const struct chart_series *series;
	const struct chart_point **points; /* in the pages' arena */
	int count;
	bool joined; /* drawn across months without a value: a projection, a target */
	struct pen pen;
};

/* True when the point has a value that can be drawn. */
bool point_is_drawable(const struct chart_point *point);

/* The drawable points of a series in order of months, the first of each month only. */
struct track track_make(const struct canvas *canvas, const struct chart_series *series);

/* All series of the chart, in the arena. */
struct track *tracks_make(const struct canvas *canvas);

bool role_is(const struct chart_series *series, const char *role);
/* The first series of a role, or -1. */
int role_find(const struct chart *chart, const char *role);

/* The pen of series number i: by its role, and by how many of that role are before it in its panel. */
struct pen pen_of(const struct canvas *canvas, int i);

/* Draw a track: its line with gaps where months are missing, its markers where they have room.
 * `places` gives where its points stand and must hold track->count. */
void track_put(const struct canvas *canvas, const struct track *track, const struct point *places,
	double slot);

/* Where the points stand: yours, g_free. */
struct point *track_places(const struct track *track, const struct month_axis *months,
	const struct scale *scale);

/* At most four points for each column of the page as wide as a hairline: first, least, greatest and
 * last (M4: Jugel, Jerzak, Hackenbroich and Markl, Proceedings of the VLDB Endowment 7(10), 2014).
 * In place; gives the new count. */
int points_decimate(struct point *points, int count, double column);

#endif
