/* Sparkline: the shape of a series in a line of a table: its range is its own, its last value is
 * marked. No axis, no label: the cells beside it have the figures. */
#include <math.h>

#include "chart/kinds.h"
#include "chart/plot.h"

void
sparkline_draw(struct canvas *canvas, struct box box)
{
	struct track *tracks = tracks_make(canvas);
	struct month_plot plot = { .box = box };
	struct range range = { 0 };
	struct scale scale;

	if (!month_plot_extent(&plot, tracks, canvas->chart->series_count, &range)) {
		text_centred(canvas, canvas->note, box, canvas_word(canvas, "no-data"));
		return;
	}
	box.x += 2;
	box.width -= 4;
	scale = (struct scale){ range.low, range.high, box.y + box.height - 2.5, box.y + 2.5 };
	plot.months = month_axis_make(plot.months.first, plot.months.last, box);
	for (int i = canvas->chart->series_count - 1; i >= 0; i--) {
		struct track *track = &tracks[i];
		struct point *places = track_places(track, &plot.months, &scale);

		track->pen.width = fmin(track->pen.width, 1.1) * 0.8;
		track->pen.marker = MARKER_NONE;
		track->pen.radius = 1;
		track_put(canvas, track, places, 0);
		if (track->count && role_is(track->series, "value")) {
			track->pen.marker = MARKER_DISC;
			track->pen.radius = 1.7;
			canvas_markers(canvas, &places[track->count - 1], 1, &track->pen);
		}
		g_free(places);
	}
}
