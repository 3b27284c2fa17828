/* Styles: fonts, pages and named looks, as a designer wrote them. Knows nothing of content.
 * All lengths are points. */
#ifndef REVISIT_STYLE_STYLE_H
#define REVISIT_STYLE_STYLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "report/node.h"

struct colour {
	float red, green, blue; /* sRGB, 0 to 1 */
	bool set;                /* false: none, nothing is drawn */
};

struct font_file {
	const char *path;    /* found below the system's font folders, or NULL when not installed */
	const char *name;    /* as the style names it: LiberationSans-Regular.ttf */
	const char *package; /* that has it */
};

/* A family of the style. Fallback families hold other scripts; they are loaded only when a text
 * needs them, in the order of the style file. */
struct family {
	const char *name;   /* the style's word: body, display */
	const char *family; /* the font's own: Liberation Sans */
	struct font_file *files;
	int file_count;
	bool fallback;
};

enum valign { VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM };

/* Before, after, left, right: outside; padding: inside the background and rules. */
struct look {
	const char *name;
	const char *family; /* the font's own name */
	double size, leading;
	bool bold, italic, upper;
	bool small_caps;          /* as far as the font has them */
	double rise;              /* baseline shift, up is positive */
	struct colour ink, ground, rule;
	enum align align;
	double before, after, left, right;
	double hang;              /* a label (paragraph number, list marker) stands in this room */
	double pad_x, pad_y;
	double rule_above, rule_below, rule_left, rule_right; /* widths; 0: none */
	bool keep_next, keep_previous, keep_together, page_before;
	bool page_odd;            /* with page_before: an odd page, after a blank one if need be */
	bool notes_below;         /* of a table: its notes stand under it, not at the foot of a page */
	bool first_fit;           /* lines are filled one by one; else they are chosen together */
	bool balance;             /* its lines are about equally long */
	bool hyphenate;           /* words may be divided by the style's patterns */
	enum valign valign;       /* of a table's cell: where its contents stand in the row's height */
	double shrink;            /* of a table wider than its room: to how much of its size it may go */
	const char *turn;         /* of such a table: the page that it is set on, such as landscape */
	int columns;              /* that what it holds is set in; 0 or 1: none */
	double gap;               /* between columns; 0: one and a half times the size */
	bool span;                /* reaches over all columns that it stands in */
	int widows, orphans;      /* fewest lines at the top and at the foot of a page */
	const char *marker;       /* of a bullet list */
	bool underline;
	unsigned long said; /* a bit for each attribute that the look or those it is from name */
};

/* Header and footer of a page: patterns with {title}, {date}, {status}, {page}, {pages}, {section}. */
struct furniture {
	const char *left, *centre, *right; /* or NULL */
	const char *look;
	double y;         /* of the baseline from the page's top */
	double rule_y, rule_width; /* 0 width: none */
};

struct page_master {
	const char *name; /* cover, body */
	double width, height, top, bottom, left, right;
	struct furniture header, footer;
	struct colour band; /* a cover's coloured band, from the top edge down */
	double band_height;
};

/* The name of the style that a report has when nothing asks for another. */
#define STYLE_USUAL "inspectorate"

struct style;

/* Load a style.xml; fonts are looked up (by file name, below the font folders of the system and of
 * the user, and first in $REVISIT_FONTS) but not opened. Yours; NULL on failure and diags says why:
 * a font that is not installed is a failure that names its package, fallback families aside. */
struct style *style_load(const char *path, struct diags *diags);
void style_destroy(struct style *style); /* NULL is fine */

const char *style_name(const struct style *style);
/* Are the data of charts to be carried as files of comma-separated values? (data="csv") */
bool style_wants_csv(const struct style *style);
/* Does a step of a scale stand by itself, without the others? (steps="own") */
bool style_wants_own_step(const struct style *style);
/* The paths of the files that it was read from: its own first, then that of the style that it is from. */
const char *const *style_files(const struct style *style, int *count);
const struct family *style_families(const struct style *style, int *count);

/* The look of that name; the base look when the style does not know it. Never NULL. */
const struct look *style_look(const struct style *style, const char *name);
/* What the named look says, laid over another: for spans in a paragraph, lists in a cell. The same
 * two give the same pointer. */
const struct look *style_over(struct style *style, const struct look *under, const char *name);
/* The look at that part of its size: text, padding and indents. The same two give the same pointer. */
const struct look *style_scaled(struct style *style, const struct look *look, double scale);
bool style_knows(const struct style *style, const char *name);
/* Whether the look, or one that it is from, names the attribute that is kept at that offset of struct
 * look: style_says(look, offsetof(struct look, bold)). */
bool style_says(const struct look *look, size_t offset);
/* The page master of that name; the body's when the style does not know it. Never NULL. */
const struct page_master *style_page(const struct style *style, const char *name);
bool style_knows_page(const struct style *style, const char *name);
/* The file of hyphenation patterns for a language (BCP 47; "en-GB" also serves "en-GB-oxendict"), or
 * NULL when the style names none. */
const char *style_patterns(const struct style *style, const char *lang);
/* A colour by name, as `chart-1`; unset when unknown. */
struct colour style_colour(const struct style *style, const char *name);

#endif
