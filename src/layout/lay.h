/* Layout, inside: what its files share. Blocks are what a flow is made of; a cursor says where a
 * flow goes on; filling is resumable: into bounded room, back with the rest. */
#ifndef REVISIT_LAYOUT_LAY_H
#define REVISIT_LAYOUT_LAY_H

#include <glib.h>
#include <stdbool.h>

#include "layout/layout.h"

struct arena;

/* Lengths that differ by less are the same: positions are floats, and a width that was measured must fit
 * into itself. */
#define SLACK 0.01

/* Of a page's height: so much may stay blank for the looks of rows, and between the parts of a panel. */
#define MOST_MOVED 0.2

/* Lines of a divided box or row that go on together. */
enum { LEAST_REST = 4 };

/* ---- text ---- */

/* How a run of text looks, resolved once. */
struct cast {
	const struct look *look;
	const struct face *face;
	const struct node *link; /* NODE_LINK around it, or NULL */
	PangoLanguage *language;
};

/* Of a shape before words, as parts of their size: how high and wide it is, and with the white behind
 * it. */
#define SHAPE_SIZE 0.72
#define SHAPE_ROOM 1.15

enum token_flags {
	TOKEN_BREAK = 1,   /* a line may end after it */
	TOKEN_FORCED = 2,  /* a line must end after it */
	TOKEN_NOTE = 8,    /* the mark of a note: source is the NODE_NOTE */
	TOKEN_SPLIT = 16,  /* after it only when nothing else helps */
	TOKEN_SOFT = 32,   /* a line may end after it with a hyphen */
	TOKEN_SHAPE = 64,  /* the shape before marked words: source is the NODE_SPAN */
	TOKEN_DOUBTFUL = 128, /* with TOKEN_BREAK: after a hyphen that a line's own could be taken for */
	TOKEN_DEAR = 256,  /* a line that ends after it is worse for that */
};

/* A piece of text that no line divides. */
struct token {
	const struct shaped *shaped;
	const struct cast *cast;
	const struct node *source;
	const struct origin *origin; /* more exactly than the source, or NULL */
	float width, space; /* space: of the white space after it; 0: none */
	unsigned short flags;
	unsigned char level; /* of embedding (UAX 9); odd: from right to left */
};

struct line {
	int first, count; /* tokens */
	float width;      /* natural, without the space at its end */
	bool last;        /* of the paragraph or before a forced break: not justified */
};

struct text {
	struct token *tokens;
	int token_count;
	struct line *lines;
	int line_count;
	bool has_notes;
	bool soft;  /* some tokens are parts of words: lines must be joined */
	bool mixed; /* not all of it runs from left to right: levels count */
	bool rtl;   /* its base direction */
};

/* ---- blocks ---- */

enum block_kind {
	BLOCK_TEXT, BLOCK_TABLE, BLOCK_BOX, BLOCK_FIGURE, BLOCK_CHART, BLOCK_IMAGE, BLOCK_COLUMNS,
	BLOCK_NEW_PAGE
};

/* Blocks are listed first, then made: cells and boxes at once, the pages' own flow as they come near,
 * for what all of a long report is made of would fill the memory. */
enum block_state {
	BLOCK_LISTED,
	BLOCK_MADE, /* its text, table or inner flow is there */
	BLOCK_SET,  /* its lines are broken for a width */
};

struct flow {
	struct block *blocks;
	int count;
	double width; /* that lines are broken for */
};

struct columns {
	struct flow *inner;
	int count;
	double gap; /* between two */
};

struct block {
	enum block_kind kind;
	const struct node *node;
	const struct look *look;
	double left, right;       /* indents from the flow's edges */
	double before, after;
	const struct shaped *label;
	const struct node *label_source;
	const struct look *label_look;
	double label_room;        /* the label begins this far left of the text */
	enum align align;
	bool keep_next, anchored; /* anchored: its node's place is remembered */
	bool bare;                /* a label without a text of its own */
	bool in_cell;
	enum block_state state;
	struct arena *own;        /* what it is made of, when it is let go as its page is done; else NULL */
	const char *title;        /* of a table, for its parts on later pages; or NULL */
	const struct look *text;  /* of a box or figure: what its paragraphs take */
	const struct node *heading; /* above it, or NULL */
	union {
		struct text text;
		struct grid *grid;
		struct flow *inner; /* box, figure */
		struct columns columns;
	} as;
};

/* A cell of a table; its blocks flow in it. */
struct gridcell {
	const struct node *node;
	const struct look *look;
	struct flow flow;
	int column, span, rows; /* columns and rows that it covers */
	enum align align;
	float before_point; /* width left of the decimal point, when aligned on it; else < 0 */
	double left;        /* of the grid's left edge, once the columns have their widths */
	double natural;     /* that wide, it takes no more lines than it must */
	int lines;          /* so many, when they are counted; else 0 */
};

struct gridrow {
	const struct node *node;
	struct gridcell *cells;
	int cell_count;
	int nth; /* row of its group, or after the head; 0: a head or group row itself */
};

enum grid_part { PART_HEAD, PART_GROUP, PART_ROW, PART_CELL, PART_EVEN, PART_COUNT };

struct grid {
	const struct node *node;
	const struct look *look; /* of the whole table */
	const struct look *parts[PART_COUNT]; /* PART_EVEN: laid over every second row, or NULL */
	double scale;            /* 1, or less when it had to be made smaller */
	double *least, *natural; /* by column: for its longest word, and to take no more lines than it must */
	struct gridrow *rows;
	int row_count, head_count;
	double *edges;           /* column i is from edges[i] to edges[i + 1], counted from where rows begin */
	bool rtl;                /* that is at the right */
	float *widest_before;    /* by column: widest up to the decimal point */
	float *widest_after;     /* and from it on */
	int *last_row;           /* by row: the last that a cell which begins here or before covers */
	int column_count;
};

/* ---- filling ---- */

/* Where a flow goes on: block `at` of a flow (line of a text, row of a table), and inside it. Values
 * never change once made, so that going back is keeping the old one. For the rows of a table,
 * `inner` has a cursor for each column in which a cell goes on. */
struct cursor {
	int at;
	bool begun, done;           /* done: for a cell that needs no more */
	const struct cursor *inner;
};

enum fit { FIT_ALL, FIT_SOME, FIT_NONE };

/* How much a block may ask for. OPEN: what is kept together may be divided after all, for the page
 * would otherwise stay blank from here on. SPLIT: keeps, widows and orphans give way, for what stands
 * above must stay with it and cannot go elsewhere. PLACE: nothing stands here yet, so something must
 * be placed, even beyond the bottom. */
enum force { FORCE_NONE, FORCE_OPEN, FORCE_SPLIT, FORCE_PLACE };

/* bottom: above it, notes are claimed; cut, when above zero: where columns end before the page does. */
struct room {
	double x, y, width, bottom;
	enum force force;
	double cut;
};

/* What a style asks to keep, and a page could not. */
enum keep { KEEP_NEXT, KEEP_TOGETHER, KEEP_LINES };

struct broken {
	const struct node *node;
	enum keep keep;
};

struct fill {
	enum fit fit;
	double y;          /* below what was placed */
	struct cursor rest;
};

/* What could be taken back. */
struct mark {
	unsigned items, anchors, pending, notes, broken, remarks;
	double note_height, lowest;
};

/* What was placed between two moments. */
struct span {
	struct mark from, end;
};

/* A page number of the contents, to be written when all pages are known: right-aligned, so that its
 * width changes nothing. */
struct pending {
	struct page *page;
	unsigned item;             /* in page->items: a text item without pieces */
	const struct node *target;
	const struct look *look;
	double right;
};

/* A note, or what is left of one, at the foot of a page. */
struct note {
	struct flow *flow;
	struct cursor from;
	double height; /* claimed: what stands here of it; 0: nothing */
	bool all;      /* of what is left of it */
};

/* An author's comment, or what is left of one, in the margin. */
struct remark {
	struct flow *flow;
	struct cursor from;
	double y, height; /* y: of the line that it is about, then of the remark */
};

struct layout {
	const struct report *report;
	struct style *style;
	struct fonts *fonts;
	struct diags *diags;
	struct pages *pages;
	struct arena *arena;   /* the pages': what frames show */
	struct arena *work;    /* blocks, tokens, cursors: gone when the pass is done */
	GPtrArray *spare;      /* of struct arena: that blocks were made in, for those to come */
	GArray *tokens;        /* of struct token: of the text that is being made */
	struct page *page;     /* that is being filled */
	int page_number;       /* from 0 */
	int next_label;        /* the number that the next page shows */
	int run;               /* how often numbering began anew */
	enum numbering numbering;
	const struct node *heading; /* the last that was listed */
	enum item_role role;   /* of what is placed: content, or a repeated head */
	GArray *pending;       /* of struct pending */
	GArray *notes;         /* of struct note: on this page */
	GArray *carried;       /* of struct note: what the page before had no room for */
	GArray *remarks;       /* of struct remark: on this page, what was carried first */
	double note_height;    /* claimed at the foot of this page */
	double lowest;         /* the foot of the lowest that was placed on this page */
	double note_wanted;    /* so high would notes be that found no room below what stands beside them */
	bool row_again;        /* a row is filled anew to make that room: those in it are not */
	bool box_again;        /* likewise a box or a row, to leave more of it for the next page */
	GArray *broken;        /* of struct broken: keeps */
	GHashTable *labels;    /* node to the label of its page in the pass before; owned by the caller */
	GHashTable *page_refs; /* NODE_PAGE_REFs that were met */
	const char *lang;      /* of the text that was made last, */
	PangoLanguage *language; /* the same as shaping knows it, and whether it runs from right to left */
	bool leftward;
	GHashTable *hyphens;   /* language to its patterns (HyphenDict), NULL where there are none */
	GHashTable *note_flows;
	GHashTable *notes_below; /* notes that stand under their table */
	GHashTable *glyph_warned;
	GHashTable *image_warned;
};

/* lay.c: what every part asks for. */
struct mark lay_mark(const struct layout *lo);
void lay_rewind(struct layout *lo, struct mark mark);
/* Moves what was placed then on this page down. */
void lay_shift(struct layout *lo, struct span span, double down);
struct place lay_place(const struct node *node);
/* The foot of the room above the notes claimed so far. */
double lay_bottom(const struct layout *lo, const struct room *room);
/* That part of the height that the page has for its text. */
double lay_page_part(const struct layout *lo, double part);
/* So much of a page is left below `y` that it should not stay blank for a keep's sake. */
bool lay_wastes(const struct layout *lo, const struct room *room, double y);
/* To be told, unless it is taken back: the node could not be kept as its style asks. */
void lay_broken(struct layout *lo, const struct node *node, enum keep keep);
/* The label of the page where a node begins, or NULL when it stands nowhere. */
const char *label_of(const struct pages *pages, const struct node *node);
/* A number in small roman figures, as far as 3,999. Yours, g_free. */
char *roman(int number);
/* The place of a node as an origin; of the report as a whole when it has none. NULL but in previews. */
const struct origin *lay_origin(struct layout *lo, const struct node *node);
/* What the page has from item `from` on comes from there; NULL but in previews. */
void origin_give(struct page *page, unsigned from, const struct origin *origin);

/* inline.c: the inline children of a block become tokens. */
void text_make(struct layout *lo, struct text *text, const struct node *block,
	const struct look *look);
/* Its language, or that of what it stands in, is written from right to left. */
bool node_is_leftward(struct layout *lo, const struct node *node);
double text_natural_width(const struct text *text);
double text_least_width(const struct text *text);

/* bidi.c: the place of each token of a line, from the line's left edge. */
void bidi_places(const struct text *text, const struct line *line, double stretch, double *x);
/* The text that a token shows, appended. */
void token_append(GString *out, const struct token *token);

/* lines.c: tokens become lines of that width. */
void text_break(struct layout *lo, struct text *text, double width);
/* How many lines it would take, each as full as it gets and none with a hyphen. */
int text_line_count(const struct text *text, double width);

/* hyphenate.c: words as parts between which a hyphen may stand (true when there are any), and lines
 * whose parts are words again, with a hyphen where a line ends in one. */
GHashTable *hyphens_create(void);
bool text_hyphenate(struct layout *lo, struct text *text);
void text_join(struct layout *lo, struct text *text);
float hyphen_width(struct layout *lo, const struct cast *cast);

/* place.c: lines on pages. */
/* The label of a block that is no text, beside its first line; y: of the baseline. */
void label_set(struct layout *lo, const struct block *block, double x, double y);
struct fill text_fill(struct layout *lo, const struct block *block, struct cursor from,
	struct room room);

/* blocks.c: a container's nodes become blocks; flow.c: blocks fill rooms. flow_make lists and makes;
 * of a flow that is only listed, each block is made by block_make, in memory of its own, or at the
 * latest when it is filled in, and let go by block_release. */
void flow_list(struct layout *lo, struct flow *flow, const struct node *parent,
	const struct look *text, bool in_cell);
void flow_make(struct layout *lo, struct flow *flow, const struct node *parent,
	const struct look *text, bool in_cell);
void block_make(struct layout *lo, struct block *block);
void block_release(struct layout *lo, struct block *block);
void flow_set(struct layout *lo, struct flow *flow, double width);
struct fill flow_fill(struct layout *lo, const struct flow *flow, struct cursor from,
	struct room room);
double flow_natural_width(const struct flow *flow);
double flow_least_width(const struct flow *flow);
/* grid.c: tables to grids; gridfill.c: grids on pages, by the rows of gridrow.c. */
struct grid *grid_make(struct layout *lo, const struct node *table);
void grid_set(struct layout *lo, struct grid *grid, double width);
/* widths.c: what columns need, and what they get. */
void grid_measure(struct grid *grid);
void grid_divide(struct layout *lo, struct grid *grid, double width);
double grid_least_width(const struct grid *grid);
double grid_natural_width(const struct grid *grid);
struct fill grid_fill(struct layout *lo, const struct block *block, struct cursor from,
	struct room room);

/* page.c: a flow on as many pages as it takes, of that master until it names another. */
void flow_on_pages(struct layout *lo, struct flow *flow, const char *master);

/* columns.c: blocks of that node, from number `from` on, that stand in columns become one block each
 * time that nothing reaches over all columns. */
void columns_wrap(struct layout *lo, GArray *blocks, unsigned from, const struct node *parent);
struct fill columns_fill(struct layout *lo, const struct block *block, struct cursor from,
	struct room room);
double columns_width(const struct block *block, double width); /* of one, in a room of that width */

/* image.c: pictures. */
struct fill image_fill(struct layout *lo, const struct block *block, struct cursor from,
	struct room room);
double image_natural_width(const struct block *block);
double image_least_width(const struct block *block);

/* notes.c: what stands at the foot of a page. note_claim takes room for a note of a line that ends at
 * `y`: all of it or, when `split`, as much as there is, at least its first lines unless the line must
 * stand here; false, and nothing taken, when it cannot. */
bool note_claim(struct layout *lo, const struct node *note, const struct room *room, double y,
	bool split);
struct flow *note_flow(struct layout *lo, const struct node *note, double width);
/* Some of the notes claimed since then go on on the next page. */
bool notes_go_on(const struct layout *lo, struct mark mark);
/* How high a flow stands from the cursor on, up to `most`: tried on the page and taken back. */
double flow_height(struct layout *lo, const struct flow *flow, struct cursor from, double width,
	double most);
void notes_begin(struct layout *lo, const struct room *room); /* on a new page: what was carried */
void notes_place(struct layout *lo, const struct room *page);

/* draft.c: what only drafts have. A comment on the line at `y`; those of a full page into its margin,
 * and what the margin has no room for to the next; numbers of the lines of a page. */
void remark_add(struct layout *lo, const struct node *comment, double y);
void remarks_place(struct layout *lo);
void lines_number(struct layout *lo, struct page *page);

/* furniture.c: headers, footers, watermark; page numbers once they are known. */
void furniture_place(struct layout *lo);
void pending_resolve(struct layout *lo);

#endif
