/* Inside the HTML room: what its files share while a page is written. */
#ifndef REVISIT_HTML_WRITE_H
#define REVISIT_HTML_WRITE_H

#include <glib.h>

#include "html/escape.h"
#include "html/html.h"
#include "html/sheet.h"

struct html {
	const struct report *report;
	struct style *style;
	struct fonts *fonts;
	const struct pages *pages; /* or NULL */
	struct diags *diags;
	struct arena *arena;
	struct sheet *sheet;
	GString *out;
	GHashTable *ids;    /* node to its id, where it has none of its own */
	GHashTable *marks;  /* note to the id of its mark */
	GHashTable *taken;  /* ids in use */
	GPtrArray *notes;   /* of const struct node, in order of their marks */
	GPtrArray *waiting; /* notes whose marks wait for the end of a link */
	const struct node *title; /* the paragraph of the cover that is the page's first heading */
	const char *main; /* the id of the report itself */
	struct colour ground; /* below the drawing that is being made */
	int tables;
	int links;          /* links that are open: there are none in links */
};

/* What stands around a block. */
struct around {
	const struct look *text; /* that paragraphs take */
	const struct look *plain; /* that paragraphs need not name: what is around them says it */
	int lists;               /* how deep */
	double left;             /* of the list around, points */
};

/* ---- write.c: text, ids, words ---- */

void html_text(struct html *html, const char *text);       /* escaped */
void html_put(struct html *html, const char *markup);      /* as it is */
void html_attribute(struct html *html, const char *name, const char *value); /* NULL: none */
/* Language and direction, where the node says its own. */
void html_lang(struct html *html, const struct node *node);
/* The same of what stands apart from the nodes around it, amid words of the report's own language. Whether it
 * is in another one. */
bool html_lang_apart(struct html *html, const struct node *node);
/* The id that links to the node use: its own, or one made for it. */
const char *html_id(struct html *html, const struct node *node);
/* The same if it has one by now, else NULL: for what nothing need lead to. */
const char *html_id_given(const struct html *html, const struct node *node);
/* One that nothing else has, made from the format. */
const char *html_id_new(struct html *html, const char *format, ...) 
	__attribute__((format(printf, 2, 3)));
/* href="#id" */
void html_href(struct html *html, const char *id);
/* A fixed word, or its name in brackets, so that a gap shows. */
const char *html_word(const struct html *html, const char *name);

/* ---- inline.c ---- */

void html_inline(struct html *html, const struct node *parent);
/* The same without links, notes and marks. */
void html_inline_plain(struct html *html, const struct node *parent);
/* The marks of notes that stood in a link. */
void html_waiting(struct html *html);
/* All notes with the ways back, as a section; nothing when there are none. */
void html_notes(struct html *html);

/* ---- block.c ---- */

void html_blocks(struct html *html, const struct node *parent, const struct around *around);
void html_block(struct html *html, const struct node *node, const struct around *around);
/* A single paragraph without an element of its own, else blocks; for items and cells. */
void html_contents(struct html *html, const struct node *parent, const struct around *around);
bool html_is_single(const struct node *parent);
/* The look that a node asks for, over what is around it. */
const struct look *html_look(const struct html *html, const struct look *under,
	const struct node *node, const char *otherwise);

/* ---- nav.c ---- */

/* The section, or the contents node, that becomes the page's navigation; or NULL. */
const struct node *nav_find(const struct html *html);
/* Entries that stand in the text: lists of tables and figures. */
void html_entries(struct html *html, const struct node *contents);
void html_nav(struct html *html, const struct node *nav);

/* ---- table.c, figure.c ---- */

void html_table(struct html *html, const struct node *table, const struct around *around);
/* A box that scrolls sideways by itself, with the name of what is in it. */
void html_scroll_begin(struct html *html, const char *label_id);
void html_scroll_end(struct html *html);
/* The shape before marked words, which say what it means. */
void html_shape(struct html *html, const struct node *span);
void html_figure(struct html *html, const struct node *figure, const struct around *around);

/* ---- image.c ---- */

void html_image(struct html *html, const struct node *node);

#endif
