/* Tags: the logical structure of a document (ISO 32000-1, 14.7 and 14.8), made from the report's own
 * tree and the marks that the painter drew. */
#ifndef REVISIT_PDF_TAGS_H
#define REVISIT_PDF_TAGS_H

#include "pdf/marks.h"

enum tag {
	TAG_DOCUMENT,
	TAG_PART,
	TAG_SECT,
	TAG_DIV,
	TAG_BLOCKQUOTE,
	TAG_CAPTION,
	TAG_TOC,
	TAG_TOCI,
	TAG_H1,
	TAG_H2,
	TAG_H3,
	TAG_H4,
	TAG_H5,
	TAG_H6,
	TAG_P,
	TAG_L,
	TAG_LI,
	TAG_LBL,
	TAG_LBODY,
	TAG_TABLE,
	TAG_THEAD,
	TAG_TBODY,
	TAG_TR,
	TAG_TH,
	TAG_TD,
	TAG_SPAN,
	TAG_NOTE,
	TAG_REFERENCE,
	TAG_LINK,
	TAG_FIGURE,
	TAG_COUNT
};

/* What an element holds: another element, or a mark. */
struct kid {
	struct kid *next;
	struct elem *elem; /* NULL: a mark */
	int mark;          /* its number in the list of marks */
};

struct elem {
	enum tag tag;
	bool used;                /* a mark is in it or below it */
	const struct node *node;  /* that it was made from */
	struct elem *parent;
	struct kid *first, *last;
	const char *lang;         /* where it differs from what is around it, or NULL */
	const char *id;           /* or NULL */
	const char *attributes;   /* entries of its attribute dictionary, or NULL */
	int number;               /* of its object; 0: not written */
	int first_annot, annot_count; /* of a link: consecutive in the tags' list */
};

/* A link annotation. */
struct annot {
	struct hot hot;
	struct elem *elem;
	const struct elem *to; /* what it leads to, where that is no node's beginning; or NULL */
	char *contents; /* what it is, for those who do not see it */
	int number;     /* of its object */
};

struct tags {
	struct arena *arena;
	const struct pages *pages;
	const struct marks *marks;
	struct elem *root;
	struct elem **by_mark; /* the element of each mark; NULL: an artifact */
	int *mcids;            /* the number of each mark among the content of its page; -1: artifact */
	GArray *annots;        /* of struct annot, in order of the marks */
	GHashTable *elems;     /* by node and part */
	GHashTable *hots;      /* nodes that can be clicked on: links, entries, notes by their marks */
	int id_count;
};

/* Borrows pages and marks. Yours; NULL when a mark has no place in the report's tree. */
struct tags *tags_make(const struct pages *pages, const struct marks *marks);
void tags_destroy(struct tags *tags); /* NULL is fine */

const char *tag_name(enum tag tag);

/* The element of a part of a node, or NULL. */
struct elem *tags_elem(const struct tags *tags, const struct node *node, enum part part);

/* Where a node begins: its anchor, else its first mark. False when it stands on no page. */
struct spot {
	int page;
	double x, y;
};
bool tags_spot(const struct tags *tags, const struct node *node, struct spot *spot);
/* The same of an element, by its first mark. */
bool elem_spot(const struct tags *tags, const struct elem *elem, struct spot *spot);

/* For the files that make the tree: a new element at the end of its parent, known by node and part
 * when the part is less than PART_COUNT. */
struct elem *elem_add(struct tags *tags, struct elem *parent, enum tag tag, const struct node *node,
	enum part part);
/* What a block becomes, below parent; tagtable.c does tables. */
void block_tag(struct tags *tags, struct elem *parent, const struct node *node);
void children_tag(struct tags *tags, struct elem *parent, const struct node *node);
void table_tag(struct tags *tags, struct elem *parent, const struct node *node);

#endif
