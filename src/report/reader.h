/* Inside the report room: what the files that read report XML share. */
#ifndef REVISIT_REPORT_READER_H
#define REVISIT_REPORT_READER_H

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "report/node.h"
#include "report/origin.h"

/* White space is folded over a whole paragraph, whatever its spans: a space is dropped where one
 * has just been written, and at the paragraph's and a line's ends. */
struct fold {
	bool after_space;
	struct node *last; /* the text written last, whose final space may have to go */
};

/* Where the number of something else is printed once all are counted. */
struct number_ref {
	struct node *node; /* NODE_TEXT, in a span so that it is not joined to others */
	const char *ref;
};

/* A row that stands only when the words are used elsewhere. */
struct condition {
	struct node *row;
	const char *words;
};

struct reader {
	struct report *report;
	struct arena *arena;
	struct diags *diags;
	const char *file;
	GHashTable *ids;  /* id → struct node; keys live in the arena */
	GPtrArray *links; /* nodes with as.link.ref */
	GArray *numbers;  /* of struct number_ref */
	GArray *conditions; /* of struct condition, in order of the report */
	struct fold fold;
	const struct origins *origins;    /* whose marks stand in the text, or NULL: there are none */
	const struct origin *all_origins; /* by number */
	const struct origin *origin;      /* of the attribute or text read last, or NULL */
	GArray *stretches;                /* of struct stretch: of the text that is being read */
	GArray *within;                   /* const struct origin *: marks that are open */
	bool own_lines; /* an element without a line attribute has its own in the file */
	int depth;     /* of nesting */
	int sections;  /* sections with a heading around this place */
	bool failed;
};

/* The report is not in its vocabulary: noted, and nothing will be given. */
void reader_refuse(struct reader *reader, const xmlNode *at, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
/* The record's line that an element states, else its own or its parent's. */
int reader_line(const struct reader *reader, const xmlNode *element);

/* Attributes; `fallback` when there is none. Words are a NULL-terminated list, the value is the
 * position of the one that stands there. */
const char *reader_text(struct reader *reader, const xmlNode *element, const char *name);
int reader_whole(struct reader *reader, const xmlNode *element, const char *name, int least,
	int most, int fallback);
int reader_word(struct reader *reader, const xmlNode *element, const char *name,
	const char *const *words, int fallback);
/* Takes the marks of origins out of the text, in place; reader->origin is then the first's, or NULL. */
void reader_unmark(struct reader *reader, char *text);
/* A place in the node's file, when origins are followed; else NULL. */
const struct origin *reader_origin(struct reader *reader, const struct node *node, int line,
	const char *figure);
bool reader_flag(struct reader *reader, const xmlNode *element, const char *name, bool fallback);
/* Finite and within ±10^12; false when it is missing or something else (refused then). */
bool reader_number(struct reader *reader, const xmlNode *element, const char *name, double *value);
/* Refuses any attribute that is in neither list (names with spaces between). Elements that become
 * nodes, and the parts of charts, may have those of `node_attributes`, and xml:lang. */
void reader_attributes(struct reader *reader, const xmlNode *element, const char *common,
	const char *allowed);

/* Refuses what stands inside an element that holds nothing, or holds text only. */
void reader_empty(struct reader *reader, const xmlNode *element, bool text);

/* A new last child of `parent`; line and file come from the element. */
struct node *reader_node(struct reader *reader, enum node_kind kind, struct node *parent,
	const xmlNode *element);

/* chart.c, head.c, grid.c, fold.c, resolve.c: parts of the reading */
void reader_chart(struct reader *reader, const xmlNode *element, struct node *node);
void chart_decimals_choose(struct chart *chart); /* decimals.c: those it says, or as many as needed */
void reader_head(struct reader *reader, const xmlNode *element);
void reader_grid(struct reader *reader, const xmlNode *element, struct node *table);
void fold_begin(struct reader *reader);
void fold_text(struct reader *reader, const char *text, struct node *parent,
	const xmlNode *element);
void fold_mark(struct reader *reader);  /* something is printed here that is no text */
void fold_break(struct reader *reader); /* a line ends here */
void fold_end(struct reader *reader, struct node *block);
void reader_used(struct reader *reader); /* used.c: rows whose words are not used go */
void reader_resolve(struct reader *reader);

/* report_read of a document whose text has the marks of origins, which may be NULL. */
struct report *report_read_marked(const struct _xmlDoc *doc, const char *file,
	const struct origins *origins, struct diags *diags);

extern const char node_attributes[];
extern const char *const list_words[], *const numbering_words[], *const align_words[];
extern const char *const scope_words[], *const contents_words[];

#endif
