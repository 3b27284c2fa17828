/* Grids on pages, inside: a row, and the cells that stand open between rows. */
#ifndef REVISIT_LAYOUT_GRIDROW_H
#define REVISIT_LAYOUT_GRIDROW_H

#include "layout/lay.h"

/* A cell that stands on this page, until the last of its rows is placed. */
struct open {
	const struct gridcell *cell;
	double top, y;      /* y: below what it holds */
	unsigned ground;    /* its item */
	struct span held;   /* what it holds */
	int last;           /* row */
	bool begins;        /* here, not on a page before */
	struct cursor rest; /* done: nothing is left for later pages */
};

/* Rows of one grid on one page. */
struct rows {
	struct layout *lo;
	const struct grid *grid;
	GArray *open; /* of struct open */
};

/* A row, from where the page before left it (`from`, a cursor a column), or NULL. One that was divided goes
 * on with such cursors; one of which a cell cannot even begin does not begin. */
struct fill row_fill(struct rows *rows, int number, const struct cursor *from, struct room room);

/* The page ends here, before row `at`: what is open stays open, and goes on by a cursor a column. Where
 * nothing is, the next row begins on its own. */
struct fill row_break(struct rows *rows, int at, double x, double y);

#endif
