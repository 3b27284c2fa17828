/* The report: a tree of typed nodes, the hand-over from templates to layout, tags and HTML.
 * All of a report lives in its arena. Text is UTF-8; white space is folded already. */
#ifndef REVISIT_REPORT_NODE_H
#define REVISIT_REPORT_NODE_H

#include <stdbool.h>

struct arena;
struct picture;

enum node_kind {
	/* containers */
	NODE_REPORT,
	NODE_COVER,    /* the cover page's blocks */
	NODE_SECTION,  /* first child may be its NODE_HEADING; sections nest */
	NODE_BOX,      /* a panel: recommendation, notice, grade; blocks */
	NODE_FIGURE,   /* kept together: caption (a para), chart or image, source line (a para) */
	/* blocks */
	NODE_HEADING,  /* inline */
	NODE_PARA,     /* inline */
	NODE_LIST,     /* items */
	NODE_ITEM,     /* blocks */
	NODE_TABLE,    /* caption (a para)?, rows */
	NODE_ROW,      /* cells */
	NODE_CELL,     /* blocks */
	NODE_CHART,    /* no children: as.chart */
	NODE_IMAGE,    /* no children: as.image */
	NODE_CONTENTS, /* entries, filled from headings or captions when the tree is made */
	NODE_ENTRY,    /* inline copy of a heading or caption; as.entry.target: heading, table, figure */
	NODE_NEW_PAGE, /* what follows begins a page */
	/* inline */
	NODE_TEXT,
	NODE_SPAN,     /* inline with a style: strong, emph, title, ... */
	NODE_LINK,     /* inline; to a URI or, when as.link.target is set, into the report */
	NODE_PAGE_REF, /* the number of the page where as.link.target stands */
	NODE_LINE_BREAK,
	NODE_NOTE,     /* its mark stands here; children are the blocks of the note, or author's comment */
	NODE_KIND_COUNT
};

enum numbering { NUMBERING_ON, NUMBERING_DECIMAL, NUMBERING_ROMAN }; /* ON: as before */
enum contents_of { CONTENTS_HEADINGS, CONTENTS_TABLES, CONTENTS_FIGURES };
enum list_kind { LIST_BULLET, LIST_DECIMAL, LIST_ALPHA, LIST_ROMAN, LIST_PLAIN, LIST_TERMS };
enum row_part { ROW_HEAD, ROW_BODY };
enum align { ALIGN_STYLE, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE, ALIGN_JUSTIFY, ALIGN_DECIMAL };
enum scope { SCOPE_NONE, SCOPE_ROW, SCOPE_COLUMN, SCOPE_GROUP }; /* NONE: a data cell */

/* Where words come from, more exactly than their node says; in previews only. */
struct origin {
	const char *file;
	int line;
	const char *figure; /* its path, when they are a figure; else NULL */
};

/* Of a text, from one byte to the next stretch; NULL: as the node. */
struct stretch {
	int from;
	const struct origin *origin;
};

/* A column is as wide as its contents want, or has a share of what the table's width leaves. */
struct column {
	double share; /* 0: automatic */
	enum align align;
};

/* One value of a series. Months count from year 0: year * 12 + (month - 1). Zeroed fields mean
 * "not said". */
struct chart_point {
	int month;         /* -1 when the chart has no time axis */
	const char *label; /* category, or NULL */
	double value;
	double low, high;  /* its interval or range, when `ranged` */
	double base;       /* how many cases a percentage or rate is of; 0: not said */
	bool missing;      /* drawn as a gap */
	bool ranged;
	bool own;          /* the unit or grade that the report is about: marked by more than colour */
	const char *mark;  /* how it is judged, shown by a shape: better, worse, same, met, ...; or NULL */
	int line;
	const struct origin *origin; /* of its value; NULL: not said, as in most builds */
};

struct chart_series {
	const char *role;  /* value, peer, projection, target, total, previous, ... */
	const char *name;  /* for the direct label or the legend */
	const char *verdict; /* how the values stand to it, a sentence for the text alternative; or NULL */
	const char *panel; /* small multiples: series of one panel name share a plot; else NULL */
	int decimals;      /* of its printed values: the chart's, or more where those would not do */
	int table_decimals; /* the same where they stand in a table */
	int months;        /* of a projection: how many months' data it was fitted to; else 0 */
	struct chart_point *points;
	int point_count;
	int line;
	const struct origin *origin; /* of its name, or NULL */
};

/* Something dated that is marked on the time axis: an action, a change of practice. */
struct chart_event {
	int month;
	const char *label;
	bool rebase; /* a control chart's mean and limits are computed anew from this month on */
	int line;
	const struct origin *origin; /* or NULL */
};

/* Which way is better: decides the marks and colours of change, never the sign of a figure. */
enum polarity { POLARITY_NONE, POLARITY_HIGHER, POLARITY_LOWER };

struct chart {
	const char *kind;    /* monthly, ... */
	const char *unit;    /* number, percent, ... decides the labels of the value axis */
	const char *title;   /* what is shown, plain text for the text alternative; not drawn */
	const char *alt;     /* text alternative, computed from the data */
	const char *period;  /* of a chart without months: "July 2006 to June 2007"; or NULL */
	const char *group;   /* the peer group's name, or NULL */
	const char *method;  /* how intervals were computed: wilson, byar, ...; or NULL */
	const char *variant; /* a control chart's screening of moving ranges: screened, unscreened */
	enum polarity better;
	bool horizontal;     /* of bars */
	const char *waive;   /* rules of honesty that it breaks knowingly, spaces between; or NULL */
	int decimals;        /* of printed values; the axis decides its own */
	int fine_decimals;   /* of what is reckoned from them, such as a mean of counts */
	int baseline;        /* how many values set the limits of a control chart's first phase; 0: all */
	int year_start;      /* the month that years on the time axis begin with; 0: January */
	struct chart_series *series;
	int series_count;
	struct chart_event *events;
	int event_count;
};

struct node {
	enum node_kind kind;
	int line;          /* of the record; 0 when unknown */
	const char *file;  /* of the record or what it includes */
	const char *style; /* named look, or NULL for the kind's own */
	const char *id;    /* or NULL */
	const char *lang;  /* BCP 47, or NULL: as the parent */
	struct node *parent, *first, *last, *next;
	union {
		struct { const char *number; int level; bool contents; } heading; /* level from 1 */
		struct { const char *label; bool keep_next; } para; /* "1.1", hanging; or NULL */
		struct { int columns; } part; /* section, box: that it is set in; 0: as its style says */
		struct { enum list_kind kind; int start, columns; } list;
		/* repeat_head: its head rows stand on every page that the table reaches */
		struct { struct column *columns; int column_count; bool repeat_head; } table;
		struct { enum row_part part; bool group; bool together; } row;
		struct { int colspan, rowspan, column; enum scope scope; enum align align; } cell;
		struct { const char *text; const struct stretch *stretches; int stretch_count; } text;
		struct { const char *mark; } span; /* the shape before its words, by what it says; or NULL */
		struct { const char *term; } item; /* of a list of terms, else NULL */
		struct { const char *uri, *ref; struct node *target; } link;
		struct { struct node *target; int level; } entry;
		/* counted through the report; comments, which drafts have in the margin, by themselves */
		struct { const char *label; int number; bool comment; } note;
		/* master: of the pages from here on, or NULL; start: number of this page, 0: as it comes */
		struct { const char *master; enum numbering numbering; int start; } new_page;
		struct { int depth; enum contents_of of; } contents;
		/* href: a file below the record's folder; width: per cent of its room, 0: as the file says;
		 * picture: frame/picture.h, NULL until it is read */
		struct { const char *href, *alt; double width; const struct picture *picture; } image;
		struct chart *chart;
	} as;
};

/* A fixed word or pattern, from the strings file by way of the template. */
struct word {
	const char *name, *text;
};

/* What the document says of itself; text, never NULL but where said. */
struct head {
	const char *title, *subtitle, *author, *subject, *keywords, *lang;
	const char *date;         /* ISO 8601: 2007, 2007-07 or 2007-07-31 */
	const char *printed_date; /* as the running header shows it */
	const char *style;        /* named by the record, or NULL */
	bool draft;
	bool record_lines; /* a draft's margin has the lines of the record too */
	/* fixed words that layout needs: contents heading, "Page {page} of {pages}", "(continued)" */
	const char *draft_word, *page_pattern, *continued;
	/* "Table {n}", "Figure {n}" when captions are numbered, else NULL */
	const char *table_pattern, *figure_pattern;
	/* fixed words and sentence patterns in the report's language that charts and their text
	 * alternatives need (month-1 .. month-12, no-data, ...), by name; see report/words.h */
	const struct word *words;
	int word_count;
	/* in previews: of the report as a whole, of its title, of the printed date; else NULL */
	const struct origin *origin, *title_origin, *date_origin;
};

/* A file that a record takes in: boilerplate, the record of a unit. */
struct taken_file {
	const char *name; /* plain, from the record's own folder: units/hackney-2004.xml */
	const char *path; /* where it was read */
	const char *file; /* which took it in, and in which line */
	int line;
};

struct report {
	struct arena *arena;
	struct head head;
	struct node *root; /* NODE_REPORT */
	int note_count, comment_count;
	int figures; /* that were computed for it; 0 when it was loaded */
	struct taken_file *taken; /* in order of their names, each once; pictures are in the tree */
	int taken_count;
};

/* The caption of a table or a figure; NULL when it has none, and of anything else. */
const struct node *node_caption(const struct node *node);
/* How a cell is aligned: as it says, else as its column does, with what that means in the head;
 * ALIGN_STYLE when neither says anything. */
enum align node_cell_align(const struct node *cell);
/* Of a section or a box, above whose heading paragraphs may stand; NULL without one. */
const struct node *node_heading(const struct node *node);

/* The language of a node: its own, or that of the nearest around it; NULL when none is said. */
const char *node_lang(const struct node *node);
/* Are there words, or a picture of something, in a node or below it? An author's remark is words, too. */
bool node_says(const struct node *node);

/* A new last child of `parent`. */
void node_append(struct node *parent, struct node *node);
/* Out of its parent's children, with all that it holds. */
void node_remove(struct node *node);

/* The text of its inline content, without the notes and without soft hyphens. Yours, g_free. */
char *node_text(const struct node *node);

/* Where the bytes `from` to `end` of a NODE_TEXT come from: the figure among them, else what the first
 * is of; NULL: as the node. */
const struct origin *node_origin(const struct node *text, int from, int end);

#endif
