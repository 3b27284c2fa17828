/* The canvas: what every kind of chart draws with. Wraps pages so that kinds speak of pens, markers
 * and lines of text, and so that no number reaches a page that the painters could choke on. */
#ifndef REVISIT_CHART_CANVAS_H
#define REVISIT_CHART_CANVAS_H

#include "chart/chart.h"
#include "report/words.h"

enum marker {
	MARKER_NONE,
	MARKER_DISC,
	MARKER_RING,
	MARKER_SQUARE,
	MARKER_DIAMOND,
	MARKER_TRIANGLE,
	MARKER_CROSS,
	MARKER_DOWN, /* triangle on its point */
	MARKER_COUNT
};

/* How a series is told from the others: colour, and always something besides colour. */
struct pen {
	struct colour colour;
	double width;
	double dash[4];
	int dash_count;
	enum marker marker;
	double radius;
};

enum hatch { HATCH_NONE, HATCH_RISING, HATCH_FALLING, HATCH_LEVEL, HATCH_DOTS, HATCH_COUNT };

struct point {
	double x, y;
};

enum { NOTE_MOST = 8 };

struct canvas {
	struct pages *pages;
	struct page *page;
	struct fonts *fonts;
	const struct style *style;
	const struct node *node;
	const struct chart *chart;
	const struct head *head;
	enum item_role role; /* of what is drawn; content unless it is decoration */
	struct diags *diags;
	const struct look *axis, *label, *note;
	struct colour ink, grid, baseline, peer, target, projection, paper;
	const struct origin **from; /* of what is drawn now: canvas_from */
	GByteArray *ops; /* the path being put together */
	GArray *numbers;
	const char *notes[NOTE_MOST]; /* lines under the chart; in the pages' arena */
	int note_count;
};

/* Borrows all of them; what it holds itself goes with canvas_finish. */
struct canvas canvas_make(struct pages *pages, struct page *page, struct fonts *fonts,
	const struct style *style, const struct node *node, struct diags *diags);
void canvas_finish(struct canvas *canvas);

/* What is drawn from here on comes from there; NULL: from the chart as a whole. Only previews know. */
void canvas_from(const struct canvas *canvas, const struct origin *origin);
/* Of the series, category or event of that name, or NULL. */
const struct origin *canvas_named(const struct canvas *canvas, const char *name);

/* A colour of the style by name, the text's ink when the style has none. */
struct colour canvas_colour(const struct canvas *canvas, const char *name);
/* Mixed with the paper: share 1 is the colour itself, 0 the paper. */
struct colour colour_mix(struct colour colour, struct colour paper, double share);

/* A line of text with its baseline at y, in `ink` or, unset, in the look's own. Gives its width. */
double canvas_text(const struct canvas *canvas, const struct look *look, struct colour ink, double x,
	double y, enum align align, const char *text);
double canvas_width(const struct canvas *canvas, const struct look *look, const char *text);
/* From one baseline to the next. */
double look_pitch(const struct look *look);
/* From the top of a line of text to its baseline, such that capitals are centred in the pitch. */
double look_drop(const struct look *look);

void canvas_rule(const struct canvas *canvas, double x1, double y1, double x2, double y2,
	double width, struct colour colour);
void canvas_rect(const struct canvas *canvas, struct box box, struct colour fill);
void canvas_frame(const struct canvas *canvas, struct box box, double width, struct colour colour);
/* A filled box that is told from others by its hatch, too. */
void canvas_bar(const struct canvas *canvas, struct box box, struct colour fill, enum hatch hatch);
void canvas_polyline(const struct canvas *canvas, const struct point *points, int count,
	const struct pen *pen);
void canvas_polygon(const struct canvas *canvas, const struct point *points, int count,
	struct colour fill);
/* The pen's marker at every point: one path, however many. */
void canvas_markers(const struct canvas *canvas, const struct point *points, int count,
	const struct pen *pen);
/* A sample of the pen in a box, for legends. */
void canvas_sample(const struct canvas *canvas, const struct pen *pen, double x, double y,
	double width);

/* A note to stand under the chart; text is borrowed from the pages' arena. NULL is passed over. */
void canvas_add_note(struct canvas *canvas, const char *text);

/* A fixed word; the name itself in square brackets where the report lacks it, so that it shows. */
const char *canvas_word(const struct canvas *canvas, const char *name);

#endif
