/* Frames: what stands where on a page. Five kinds of item, each knowing the node it came from.
 * Frames are dumb: no stage after this one decides anything. Points; y grows downwards from the
 * page's top left corner. */
#ifndef REVISIT_FRAME_FRAME_H
#define REVISIT_FRAME_FRAME_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "frame/text.h"
#include "report/node.h"
#include "style/style.h"

enum item_kind { ITEM_TEXT, ITEM_PATH, ITEM_LINK, ITEM_IMAGE };

/* What an item is to a reader. Everything from ROLE_LAYOUT on is an artifact: decoration or
 * repetition that a screen reader passes over. */
enum item_role {
	ROLE_CONTENT,
	ROLE_LABEL,     /* list marker, paragraph or heading number */
	ROLE_LAYOUT,    /* rules, grounds, leaders */
	ROLE_HEADER,
	ROLE_FOOTER,
	ROLE_WATERMARK,
	ROLE_REPEAT,    /* table head on a later page */
};

/* A word, mostly with the space after it, at its place in a line. */
struct piece {
	const struct shaped *shaped;
	double x; /* from the item's x */
};

/* Pieces on one baseline, in one look. */
struct text_item {
	double x, y, width;
	const struct look *look; /* for its name and underline; the runs name their fonts */
	struct colour ink;
	struct piece *pieces;
	/* by piece: where its words come from, more exactly than the item, or NULL; NULL but in previews */
	const struct origin **origins;
	int count;
	float angle; /* radians, clockwise; 0 but for watermarks */
};

enum path_op { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE };

/* x, y pairs follow each other in `points`: one for MOVE and LINE, three for CURVE, none for CLOSE. */
struct path_item {
	const unsigned char *ops;
	const double *points;
	int op_count, point_count; /* points: single numbers, always even */
	struct colour fill, stroke;
	const double *dash;        /* lengths drawn and left out, in turn */
	float width;               /* of the stroke */
	unsigned char dash_count;  /* 0: drawn through */
	bool round;                /* caps and joins */
};

struct link_item {
	double x, y, width, height;
	const char *uri;           /* or NULL */
	const struct node *target; /* or NULL */
};

struct image_item {
	double x, y, width, height;
	const struct picture *picture; /* frame/picture.h; stood up, it fills the box */
};

struct item {
	enum item_kind kind;
	enum item_role role;
	const struct node *source; /* NULL only for page furniture */
	const struct origin *origin; /* more exactly than the source; NULL but in previews */
	union {
		struct text_item text;
		struct path_item path;
		struct link_item link;
		struct image_item image;
	} as;
};

struct page {
	double width, height;
	const struct page_master *master;
	const char *label; /* "iii", "12" */
	int run;           /* pages of one run are counted together */
	GArray *items;     /* of struct item */
	GArray sealed;     /* what items is while the page is sealed */
};

/* Where a node begins, for links, bookmarks and page references. */
struct anchor {
	const struct node *node;
	int page; /* from 0 */
	double x, y;
};

struct pages {
	struct arena *arena;
	GPtrArray *pages;  /* of struct page */
	GArray *anchors;   /* of struct anchor, in order of the report */
	GHashTable *by_node; /* number of its anchor, from 1 */
	const struct report *report;
};

struct pages *pages_create(const struct report *report); /* yours */
void pages_destroy(struct pages *pages);                 /* NULL is fine */
struct page *pages_add(struct pages *pages, const struct page_master *master);
struct page *pages_page(const struct pages *pages, int number); /* from 0 */
/* Say where a node begins; pages_anchors_rewind takes back all from number `mark` on. */
void pages_anchor_add(struct pages *pages, const struct node *node, int page, double x, double y);
void pages_anchors_rewind(struct pages *pages, unsigned mark);
/* The anchor of a node, or of what it begins with; NULL when it stands nowhere. */
const struct anchor *pages_anchor(const struct pages *pages, const struct node *node);

/* Items are appended to a page; what the pointers show must live in the pages' arena, in the fonts
 * or in the report. The pointer is good until the next one is added. */
struct item *page_add(struct page *page, enum item_kind kind, enum item_role role,
	const struct node *source);

/* Of piece number `number` of a text; or NULL. */
const struct origin *piece_origin(const struct text_item *text, int number);

/* A page that is done for now takes no more memory than it needs, and no more items until it is opened
 * again. Sealing a sealed page or opening an open one does nothing. */
void page_seal(struct page *page);
void page_open(struct page *page);

/* Path helpers; arrays are copied into the arena. Numbers must be finite and within ±10^6: others
 * are refused (false), for cairo never returns from some of them. */
bool page_rect(struct pages *pages, struct page *page, enum item_role role,
	const struct node *source, double x, double y, double width, double height,
	struct colour fill);
bool page_rule(struct pages *pages, struct page *page, enum item_role role,
	const struct node *source, double x1, double y1, double x2, double y2, double width,
	struct colour stroke);
/* A path of op_count operators; takes fill, stroke, width, dash from `path`. */
bool page_path(struct pages *pages, struct page *page, enum item_role role,
	const struct node *source, const struct path_item *path);

/* One line of text with its baseline at x, y, in the look's face; `align` LEFT, CENTRE or RIGHT
 * about x. Words are shaped one by one. Gives the width. */
double page_text(struct pages *pages, struct page *page, struct fonts *fonts, enum item_role role,
	const struct node *source, const struct look *look, double x, double y, enum align align,
	const char *text);
/* Its width without drawing it. */
double text_width(struct fonts *fonts, const struct look *look, const char *text);

/* Take back everything from item number `mark` on (page->items->len at that time). */
void page_rewind(struct page *page, unsigned mark);

/* Move items `from` up to `end` (without it) down the page. */
void page_shift(struct page *page, unsigned from, unsigned end, double down);

/* The dump that golden tests compare: a line an item, lengths with two decimals. Yours, g_free. */
char *pages_dump(const struct pages *pages);

#endif
