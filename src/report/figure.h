/* Figures: what a record's data part states and what follows from it, each by its path, exactly.
 * templates/record.rng describes the paths at the element val. */
#ifndef REVISIT_REPORT_FIGURE_H
#define REVISIT_REPORT_FIGURE_H

#include <stdbool.h>

#include "base/num.h"
#include "report/bands.h"

struct _xmlNode;

enum figure_kind {
	FIGURE_NUMBER,
	FIGURE_WORD, /* one of a fixed set, such as just-below: printed by the strings file */
	FIGURE_TEXT, /* words of the record, such as a measure's name */
};

enum figure_unit { UNIT_COUNT, UNIT_PERCENT, UNIT_POINTS, UNIT_RATE, UNIT_POSITION, UNIT_PLACES };

struct figure {
	enum figure_kind kind;
	enum figure_unit unit;      /* of a number */
	struct num num;             /* of a number; of a word the value that belongs to it, or none */
	int decimals;               /* as stated in the record; -1: computed */
	const char *set;            /* of a word: which set it is from, such as comparison */
	const char *text;           /* of a word or text */
	const char *print;          /* the exact characters that were published, or NULL */
	const struct _xmlNode *from; /* the element that states it; NULL: computed */
};

struct figures;

/* Of the record whose root element is given; it and the bands must outlive them. Yours. */
struct figures *figures_create(const struct _xmlNode *root, const struct bands *bands);
void figures_destroy(struct figures *figures); /* NULL is fine */

/* How many different numbers and words were asked for and computed, not stated by the record. */
int figures_computed(const struct figures *figures);

/* The figure of a path; borrowed. NULL when there is none, and figures_why says why. */
const struct figure *figure_find(struct figures *figures, const char *path);
/* The same as the data give it, even where the record states what was published. */
const struct figure *figure_computed(struct figures *figures, const char *path);
/* In the words of an inspector; good until the next question. */
const char *figures_why(const struct figures *figures);

/* The element of the data part with that id, or NULL. */
const struct _xmlNode *figures_element(const struct figures *figures, const char *id);

/* The months of a period, first and last; false when it is not in the record or is not sound. */
bool figures_period(struct figures *figures, const char *id, int *from, int *to);

#endif
