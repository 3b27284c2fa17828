/* Comparison: two versions of one text, passage by passage and word by word. It knows nothing of where
 * passages come from: records, reports or published PDFs. Same passages, same answer. */
#ifndef REVISIT_REPORT_COMPARE_H
#define REVISIT_REPORT_COMPARE_H

#include <glib.h>
#include <stdbool.h>

struct node;
struct report;

enum passage_kind {
	PASSAGE_HEADING,
	PASSAGE_PARAGRAPH, /* of the text, of an item, a caption or a note */
	PASSAGE_ROW,       /* of a table: its cells, " | " between them */
	PASSAGE_PICTURE,   /* a chart or picture: its text alternative */
	PASSAGE_FIGURE,    /* one number that a chart draws */
};

/* One piece of text. Its texts are borrowed. */
struct passage {
	enum passage_kind kind;
	const char *key;   /* what it is called in both versions ("2.13", an id), or NULL */
	bool firm;         /* passages of one key are the same passage, however different their words */
	const char *place; /* for people: "2 Performance, paragraph 2.13"; "" when there is none */
	const char *words; /* UTF-8, white space folded; never NULL */
	const char *file;  /* where it was written, or NULL */
	int line;          /* from 1; 0: not known */
	int page;          /* where it begins, from 1; 0: not known */
	const struct node *node; /* that it was made from, or NULL */
};

enum change_kind { CHANGE_KEPT, CHANGE_CHANGED, CHANGE_ADDED, CHANGE_REMOVED };

/* Places in the two lists; -1: it is not in that one. */
struct change {
	enum change_kind kind;
	int old, new;
};

/* All passages of both, each in one change, in the order of the new list; what was removed stands
 * behind what it followed. Passages are changed, and not removed and added, when their keys are firm
 * and equal or when most of their words are the same. Array of struct change; yours, g_array_free. */
GArray *compare_passages(const struct passage *old, int old_count, const struct passage *new,
	int new_count);

/* How many changes are of one kind. */
int compare_count(const GArray *changes, enum change_kind kind);

/* A run of words that are in both texts (from the new one), or in one only; with the blanks behind
 * them. `text` is inside the caller's text, `length` in bytes. */
struct word_run {
	enum change_kind kind; /* kept, added or removed */
	const char *text;
	size_t length;
};

/* From the one text to the other. Array of struct word_run; yours, g_array_free. */
GArray *compare_words(const char *old, const char *new);

/* The same for people to read, on one line: "the force recorded [-1,204-]{+1,210+} offences". Words that
 * are the same are left out ("...") but for a few beside the changes; no more than `most` bytes. Yours,
 * g_free. */
char *compare_quote(const char *old, const char *new, size_t most);

/* The passages of a report, in the order of reading; good as long as the report. */
struct passages {
	struct arena *arena;
	struct passage *list;
	int count;
};
struct passages *passages_of(const struct report *report); /* yours */
void passages_destroy(struct passages *passages);          /* NULL is fine */

#endif
