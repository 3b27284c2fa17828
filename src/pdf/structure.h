/* Structure: the tree of elements of a PDF (ISO 32000-1, 14.7 and 14.8), read back from the finished file:
 * what a screen reader is given. */
#ifndef REVISIT_PDF_STRUCTURE_H
#define REVISIT_PDF_STRUCTURE_H

#include <glib.h>
#include <stdbool.h>

#include "base/diag.h"

struct arena;
struct document;

enum element_kind {
	ELEMENT_TAG,   /* an element */
	ELEMENT_WORDS, /* what one mark shows */
	ELEMENT_ANNOT, /* an annotation */
};

/* Strings are NULL where the file says nothing. */
struct element {
	enum element_kind kind;
	const char *tag;      /* the standard type, as H1; of an annotation its subtype, as Link */
	const char *text;     /* of words: UTF-8, white space as it stands; of an annotation: /Contents */
	const char *uri;      /* of a link: its address, # and a destination's name, or "page 3" */
	const char *lang, *alt, *actual, *id, *title;
	const char *scope;    /* Row, Column, Both */
	const char *headers;  /* identifiers of header cells, with spaces between */
	const char *numbering; /* of a list: Disc, Decimal, ... */
	int colspan, rowspan; /* 1 when not said */
	bool box;             /* it says where on the page it stands (BBox) */
	int page;             /* of words and annotations, from 1; 0: unknown */
	int mark;             /* of words: the number of the mark, in the order of painting where we painted */
	struct element *parent, *first, *last, *next;
};

struct structure {
	struct arena *arena;
	struct element *root; /* the tree's root, without a tag; no children: the file has no structure */
	const char *lang;     /* of the document, or NULL */
	const char *title;    /* likewise */
	bool titled;          /* a window that shows it is called by its title, not by the file's name */
	bool bookmarks;       /* there are some */
	bool whole;           /* all of tree and pages could be read */
	int loose;            /* things that are painted without being marked, or called decoration */
	int strays;           /* marks that no element holds */
	int missing;          /* marks that an element names and no page has */
	int doubled;          /* marks that two elements hold, or two places of a page */
};

/* Yours; never NULL. To be called in a worker, as document_read. */
struct structure *structure_read(const struct document *document);
void structure_destroy(struct structure *structure); /* NULL is fine */

/* All words below an element, in order, ActualText in place of what it stands for; a figure's own words
 * are left out when it has an alternative. White space is folded. Yours, g_free. */
char *element_words(const struct element *element);
/* The next element in reading order, below `top`; NULL at the end. Begin with `top` itself. */
const struct element *element_next(const struct element *top, const struct element *at);
/* The language that holds at an element; "" when none does. */
const char *element_lang(const struct structure *structure, const struct element *element);

/* One line an element, indented, with its attributes and words. Yours, g_free. */
char *structure_dump(const struct structure *structure);

#endif
