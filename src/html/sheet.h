/* The style sheet of a page: looks become classes, and only those that are used. Colours are named
 * once, with a second set of them for dark surroundings. */
#ifndef REVISIT_HTML_SHEET_H
#define REVISIT_HTML_SHEET_H

#include <glib.h>

#include "style/style.h"

/* What a look is used for decides which of its attributes count. */
enum use {
	USE_TEXT,    /* paragraphs and headings: type and room around */
	USE_ITEM,    /* the same in a list, which stands in already */
	USE_INLINE,  /* words in a paragraph: only what the look itself names */
	USE_BOX,     /* ground, rules, padding and room around */
	USE_COUNT
};

struct sheet;

struct sheet *sheet_create(struct style *style); /* yours */
void sheet_destroy(struct sheet *sheet);         /* NULL is fine */

/* The class of that look in that use; borrowed. The same two give the same class. */
const char *sheet_class(struct sheet *sheet, const struct look *look, enum use use);
/* The class of a list: `indent` is how far its text stands in from what is around it, points. */
const char *sheet_list(struct sheet *sheet, const struct look *look, double indent);
/* The class of a table of that style name (or NULL), with the looks of its parts. */
const char *sheet_table(struct sheet *sheet, const char *name);
/* The looks of a table's parts: head, group, row, cell. */
const struct look *sheet_part(const struct sheet *sheet, const char *table, const char *part);
/* The cover's paragraphs stand on its band: their ink must be seen on it. */
void sheet_cover(struct sheet *sheet, struct colour band);

/* A colour's name for CSS, as var(--c3); borrowed. */
const char *sheet_colour(struct sheet *sheet, struct colour colour);
/* The same of what stands on that ground: a dark one is kept in dark surroundings, and so is all on it. */
const char *sheet_colour_on(struct sheet *sheet, struct colour colour, struct colour ground);
/* Points as rem: the base look's size is 1rem. */
double sheet_rem(const struct sheet *sheet, double points);
/* A font's family with what stands in for it on the reader's machine. */
void sheet_family(GString *out, const char *family);

/* The whole style sheet. */
void sheet_put(struct sheet *sheet, GString *out);

#endif
