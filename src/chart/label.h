/* Labels: text that is wrapped and never cut, set where it meets nothing; legends and notes. */
#ifndef REVISIT_CHART_LABEL_H
#define REVISIT_CHART_LABEL_H

#include "chart/canvas.h"

enum { LABEL_LINES = 3, NAME_LINES = 8 };

/* A label: lines about a height on the page, up to three when it stands among lines, up to eight when it
 * names a row. */
struct label {
	const char *lines[NAME_LINES]; /* in the pages' arena */
	int line_count;
	double width, height;
	double want;   /* the middle's y where the label would like to stand */
	double middle; /* where it stands */
	struct colour ink;
	const struct origin *origin; /* or NULL */
};

/* Break a text into lines of at most `width`, between words, inside a word only when it alone is
 * too wide. At most `most` lines are kept, in the arena; gives how many there would be. */
int text_wrap(const struct canvas *canvas, const struct look *look, const char *text, double width,
	const char **lines, int most);

/* False when the text does not go into three lines of that width. */
bool label_make(const struct canvas *canvas, const struct look *look, const char *text,
	double width, struct label *label);
/* The name of a row or of a legend's entry: all of it, but for what does not go into `most` lines (eight
 * at most); the last of them ends in … then. */
void name_make(const struct canvas *canvas, const struct look *look, const char *text, double width,
	int most, struct label *label);
/* Lines from x, aligned about it, centred on label->middle. */
void label_put(const struct canvas *canvas, const struct look *look, const struct label *label,
	double x, enum align align);

/* Move labels apart so that none overlap between top and foot and together they stay as close as
 * can be to where they would like to stand (least squares, by pooling neighbours). Sorts them.
 * False when they do not fit. */
bool labels_place(struct label *labels, int count, double top, double foot);

/* ---- what is on the plot already ---- */

struct obstacles {
	GArray *segments;
	GArray *boxes;
};

struct obstacles obstacles_make(void);
void obstacles_finish(struct obstacles *obstacles);
void obstacles_add_line(struct obstacles *obstacles, const struct point *points, int count);
void obstacles_add_box(struct obstacles *obstacles, struct box box);
bool obstacles_hit(const struct obstacles *obstacles, struct box box);

/* A free place for a label of that size beside one of the points, the last points first, and where no
 * line but that of the points (the same array) is as near, if there is one: centre in *place. Inside
 * `room` only; false when there is none. */
bool label_beside(const struct obstacles *obstacles, struct box room, const struct point *points,
	int count, double width, double height, struct point *place);

/* ---- legends and notes ---- */

struct legend_entry {
	const char *name;
	struct pen pen;   /* a line's or marker's */
	bool bar;         /* a bar's: pen.colour and hatch */
	enum hatch hatch;
	bool upright;     /* a line's that stands across its row */
};

/* A legend in rows at the top of the box; gives what is left of the box below it. */
struct box legend_put(const struct canvas *canvas, const struct legend_entry *entries, int count,
	struct box box);

/* The canvas's notes at the foot of the box; gives what is left of the box above them. */
struct box notes_put(const struct canvas *canvas, struct box box);

/* A text in the middle of a box: no data. */
void text_centred(const struct canvas *canvas, const struct look *look, struct box box,
	const char *text);

#endif
