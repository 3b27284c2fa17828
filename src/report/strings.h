/* Fixed words of one language, from templates/strings/<lang>.xml and charts.<lang>.xml, and what is
 * printed by them: numbers, dates, lists. No word of a report stands in C. */
#ifndef REVISIT_REPORT_STRINGS_H
#define REVISIT_REPORT_STRINGS_H

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "report/figure.h"
#include "report/words.h"

struct _xmlDoc;
struct _xmlNode;
struct strings;

/* What stands in <value> in a string is between these two (of Unicode's private use), so that a
 * template can set it off after the fields are filled. */
#define STRINGS_MARK_BEGIN "\xee\x80\x80" /* U+E000 */
#define STRINGS_MARK_END "\xee\x80\x81"

/* Yours; NULL on failure, and diags says why (DIAG_RESOURCE_*). */
struct strings *strings_load(const char *folder, const char *lang, struct diags *diags);
/* The same of one file, by its path, without words of charts. */
struct strings *strings_load_file(const char *path, struct diags *diags);
void strings_destroy(struct strings *strings); /* NULL is fine */

/* No strings of its own yet: what it is not given, it has from `under`, which must outlive it.
 * Yours. */
struct strings *strings_over(const struct strings *under);
/* Its string of that name is what the element holds, as in a strings file. */
void strings_put(struct strings *strings, const char *name, const struct _xmlNode *element);

/* The string of that name, or NULL. Borrowed. */
const char *strings_find(const struct strings *strings, const char *name);
/* All names, in no order, with those beneath; they are added to `names` (of char *, borrowed). */
void strings_names(const struct strings *strings, GPtrArray *names);
/* The words that charts need, as <word name="...">; NULL when the language has none. Borrowed. */
struct _xmlDoc *strings_charts(const struct strings *strings);
const char *strings_path(const struct strings *strings); /* of the main file, for messages */

/* A language's words with the room to put results in; a name that was asked for and is not in the
 * file stays here for the caller to report. Results live in the arena. */
struct printing {
	const struct strings *strings;
	struct arena *arena;
	const char *missing;
};

/* The string of that name with its {fields} filled; [name] when there is none. */
const char *print_fill(struct printing *printing, const char *name, const struct field *fields);

struct print_style {
	const char *as;  /* number, percent, points, places, position, ordinal, words, text; NULL: by
	                  * the unit */
	int digits;      /* decimals at most; -1: as stated, or 2 */
	bool fixed;      /* all of the decimals, zeros too */
	const char *sign; /* none, always; NULL: only a minus */
	const char *size; /* of the group that a position is in, as text, or NULL */
};

/* A figure as it is printed. */
const char *print_figure(struct printing *printing, const struct figure *figure,
	const struct print_style *style);
/* Decimal text for machines: no words, no separators, at most six decimals. */
const char *print_plain(struct printing *printing, struct num num);

/* The indefinite article that stands before text that begins with a number, or "". */
const char *print_article(struct printing *printing, const char *text);

/* 2007-07-31, 2007-07, 2007; and from one to another, `to` NULL or "" for none. NULL when a date is
 * not sound. */
const char *print_date(struct printing *printing, const char *from, const char *to);

/* Words with spaces between as "3, 6 and 12". */
const char *print_list(struct printing *printing, const char *words);

/* The letter of the language's alphabet that text begins with, as a heading of a glossary has it (Ch);
 * "" for what is no letter. And a key that sorts by that alphabet when compared byte by byte: case,
 * accents and punctuation do not count. */
const char *print_letter(struct printing *printing, const char *text);
const char *print_sort_key(struct printing *printing, const char *text);

#endif
