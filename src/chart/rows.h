/* Rows: charts whose categories stand below each other, each with its label at the left and its
 * drawing in a band of the plot. */
#ifndef REVISIT_CHART_ROWS_H
#define REVISIT_CHART_ROWS_H

#include "chart/axis.h"
#include "chart/label.h"

struct row_name {
	const char *text;
	bool strong; /* the one that the report is about */
};

struct rows {
	struct box plot;
	double pitch; /* from row to row; of rows of different height the least */
	double *middles; /* of rows of different height, from the top; NULL: all are the same */
	double label_room; /* the widest a label may be */
	int label_lines;   /* and the most lines that it may have */
	int count;
	const struct row_name *names;
	const struct look *look, *strong;
	bool crowded; /* rows are lower than a line of text: only some are labelled */
};

/* The label look in bold; in the pages' arena. */
const struct look *look_strong(const struct canvas *canvas);

/* The plot is what the labels leave of the box: they take at most two fifths of its width. names is
 * borrowed. */
struct rows rows_make(const struct canvas *canvas, struct box box, const struct row_name *names,
	int count);
/* The middle of a row. */
double rows_y(const struct rows *rows, int i);
/* How thick a bar in a row is. */
double rows_bar(const struct rows *rows);
void rows_put(const struct canvas *canvas, const struct rows *rows);
/* A text in the column that ends at x, in a row. */
void rows_text(const struct canvas *canvas, const struct rows *rows, int i, double x,
	enum align align, const char *text);

/* The room of a value axis below rows. */
double rows_foot(const struct canvas *canvas);

/* An estimate of the height of so many rows of text, from the style alone. */
double rows_height(const struct style *style, const struct row_name *names, int count,
	double width);

/* ---- tables of categories by series ---- */

/* Categories are the points' labels in order of first appearance; cell [c * series + s] is the point
 * of series s in category c, or NULL. In the pages' arena. */
struct categories {
	const char **names;
	int count, series;
	const struct chart_point **cells;
};

struct categories categories_make(const struct chart *chart, struct arena *arena);
const struct chart_point *category_cell(const struct categories *categories, int category,
	int series);

/* Of all values of the table, and of their own ranges. */
struct range category_range(const struct categories *categories);

/* How wide the widest value of a series is, as a label. */
double category_widest(const struct canvas *canvas, const struct categories *categories, int series);

/* An interval's or range's whisker across a row: a line with caps that shows on any ground. */
void whisker_put(const struct canvas *canvas, double x1, double x2, double y, double cap);

#endif
