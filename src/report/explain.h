/* Explaining a figure: its formula, and what it was computed from, with values and lines; for people who
 * ask of a number on the page where it comes from. In English: this is for drafts, and no report has it. */
#ifndef REVISIT_REPORT_EXPLAIN_H
#define REVISIT_REPORT_EXPLAIN_H

#include <stdbool.h>

struct arena;
struct bands;
struct record;
struct schema;

struct explained_input {
	const char *path;  /* of a figure, which can be explained in turn; NULL: it is none */
	const char *name;  /* "Total crime: number, July 2006 to June 2007" */
	const char *value; /* "28,792"; "" for what is more than one value */
	const char *file;  /* where it is stated or, if it is computed, its measure */
	int line;
	bool computed;
};

struct explained {
	struct arena *arena;
	const char *path, *name, *value;
	const char *file;      /* where it is stated, or what it is a figure of */
	int line;
	bool computed;
	const char *formula;   /* in words: "(number, July 2006 … − number, July 2005 …) ÷ …" or a sentence */
	const char *worked;    /* with the values: "(28,792 − 27,906) ÷ 27,906 × 100 = 3.17%"; or NULL */
	const char *published; /* when the record overrides it, what the data give: a sentence; or NULL */
	struct explained_input *inputs;
	int input_count;
};

/* The figure of a path, as a template asks for it, in the record or in a file of that name that it takes
 * in (NULL: the record). Yours; NULL when there is no such figure. */
struct explained *figure_explain(const struct record *record, const struct schema *schema,
	const struct bands *bands, const char *file, const char *path);
void explained_destroy(struct explained *explained); /* NULL is fine */

#endif
