/* Inside the room of accessibility: what was gathered from a document, for its judges and its page. */
#ifndef REVISIT_ACCESS_GATHER_H
#define REVISIT_ACCESS_GATHER_H

#include <stdarg.h>

#include <glib.h>

#include "access/access.h"
#include "base/hash.h"
#include "pdf/structure.h"

/* Words are UTF-8, the arena's; a node is NULL where the document could not be matched to its report. */
struct heading {
	int level, page;
	const char *words, *lang;
	const struct node *node;
};

struct sheet_table {
	const char *caption; /* or NULL */
	const char *heads;   /* the words of its header cells, with ; between */
	const char *lang;
	int rows, columns, head_count;
	int lost;            /* data cells with words that name no header cell of the table */
	bool ragged;         /* its rows are not equally long */
	int page;
	const struct node *node;
};

struct sheet_figure {
	const char *alt, *lang; /* alt: or NULL */
	bool box;
	int page;
	const struct node *node;
};

struct hyperlink {
	const char *name, *lang; /* its words */
	const char *told;        /* what a screen reader says of it, or NULL */
	const char *to;          /* or NULL: it leads nowhere */
	int page;
	const struct node *node;
};

struct tongue {
	const char *lang;
	int words, page; /* page: of its first words */
};

/* Ink on a ground, as it stands on the pages. */
struct pair {
	struct colour ink, ground;
	double ratio, needed;  /* WCAG 2.2, 1.4.3 and 1.4.11 */
	double least, most;    /* points; 0: no text */
	int count, page;       /* of items; page: of the first */
	const char *sample;    /* some of its words, or NULL */
	bool graphic;          /* lines and areas of charts */
	const struct node *node;
};

struct access {
	struct arena *arena;
	struct printing *printing; /* what it says is said in */
	const struct pages *pages;
	const struct style *style;
	struct structure *structure;
	char *claims;        /* PDF/A-3A, PDF/UA-1 */
	char sha256[HASH_TEXT]; /* of the PDF */
	int page_count;
	GArray *headings, *tables, *figures, *links, *tongues, *pairs; /* of the structs above */
	int lists, items, notes, notes_unnamed, contents;
	int words;
	GArray *strange;     /* of struct access_point: words with characters that say nothing */
	GArray *leaps;       /* of struct access_point: read in another order than they were painted */
	double smallest;     /* points, of words */
	int smallest_page;
	const struct node *smallest_node;
	int over_pictures;   /* texts that stand on a picture: their contrast is not known */
	struct access_finding *findings;
};

void about_put(GString *out, const struct access *access); /* about.c: which document a page is about */

void gather_structure(struct access *access);
void gather_contrast(struct access *access); /* contrast.c: pairs, worst first */
void judge(struct access *access);           /* judge.c: findings */

/* What is said lives in the arena. Of the word of that name, with its {fields} filled from pairs of name
 * and text, up to a NULL. */
const char *access_say(const struct access *access, const char *name, ...) G_GNUC_NULL_TERMINATED;
const char *access_vsay(const struct access *access, const char *name, va_list args);
/* Of a counted word, which has bars between what is said of none, of one and of {n}. */
const char *access_counted(const struct access *access, const char *name, int count);
const char *access_number(const struct access *access, int number);
/* "Welsh" for cy; a tag that is not known is its own name. */
const char *access_language(const struct access *access, const char *lang);
char *ratio_print(char out[16], double ratio);        /* 4.49; gives out */
const char *needed_print(const struct pair *pair);    /* 4.5 */

#endif
