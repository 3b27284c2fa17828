/* Marks: what is drawn, leaf by leaf. One flat mark holds all that follows each other in one element;
 * drawings are written, and the structure tree is made, from this list and the report's own tree. */
#ifndef REVISIT_PDF_MARKS_H
#define REVISIT_PDF_MARKS_H

#include "frame/frame.h"

/* The parts of a node that are elements of their own. */
enum part {
	PART_BODY,
	PART_LABEL,     /* its number or marker */
	PART_REFERENCE, /* of a note: the mark in the text */
	PART_COUNT
};

/* The element that an item belongs to: the innermost node around its source that has one. */
struct owner {
	const struct node *node; /* NULL: an artifact */
	enum part part;
};

/* One run of marked content. Its number on the page is its place among the page's marks. */
struct mark {
	struct owner owner;
	enum item_role role;      /* of an artifact, its kind; else ROLE_CONTENT */
	int page;                 /* from 0 */
	unsigned item;            /* of that page, where it begins */
	float x1, y1, x2, y2;     /* what it covers: points from the page's top left corner */
};

/* A place to click on, as wide as one line of its text. */
struct hot {
	const struct node *source; /* the link, or the entry of the contents */
	const char *uri;           /* or NULL */
	const struct node *target; /* or NULL */
	int page;
	float x1, y1, x2, y2;
};

struct marks {
	GArray *marks; /* of struct mark, in the order of painting */
	GArray *hots;  /* of struct hot, likewise */
};

struct marks *marks_make(const struct pages *pages); /* yours */
void marks_destroy(struct marks *marks);             /* NULL is fine */

struct owner marks_owner(const struct item *item);

#endif
