/* Inside the rule room: one run of the rules over one record. */
#ifndef REVISIT_RULE_AUDIT_H
#define REVISIT_RULE_AUDIT_H

#include <glib.h>
#include <libxml/tree.h>

#include "base/arena.h"
#include "base/num.h"
#include "record/prose.h"
#include "report/figure.h"
#include "report/included.h"
#include "rule/rule.h"
#include "rule/words.h"

struct audit {
	const struct record *record;
	const xmlNode *root, *meta, *data, *body, *back; /* NULL when the record has none */
	const struct bands *bands;
	struct included *included;
	struct figures *figures; /* the included's */
	GPtrArray *elements;   /* of body and back, in order, boilerplate in its place: const xmlNode */
	struct arena *arena;   /* for what lasts as long as the audit */
	GPtrArray *prose;      /* of struct prose, in order, of body and back */
	GHashTable *words;     /* of each prose: GArray of struct word */
	GArray *waivers;       /* of struct waiver */
	GPtrArray *family;     /* the roots of all records that one report is made from: const xmlNode */
	struct diags *diags;
	bool strict, final;
	bool shows;            /* charts or pictures are placed */
	bool welsh;            /* what the rules know of words is otherwise English */
};

/* ---- findings ---- */

/* At an element, or at the value of its attribute when that is not NULL. `at` is what a waiver names: a
 * figure's path, or NULL for the ids of the element and of those around it. */
void found(struct audit *audit, const char *rule, const xmlNode *element, const char *attribute,
	const char *at, const char *format, ...) G_GNUC_PRINTF(6, 7);
/* At bytes from..to of a text. */
void found_text(struct audit *audit, const char *rule, const struct prose *prose, size_t from,
	size_t to, const char *format, ...) G_GNUC_PRINTF(6, 7);
/* The same, and waivers may also name `at`. */
void found_text_at(struct audit *audit, const char *rule, const char *at, const struct prose *prose,
	size_t from, size_t to, const char *format, ...) G_GNUC_PRINTF(7, 8);
/* What would be right; for the finding added last. */
void found_hint(struct audit *audit, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* ---- the tree ---- */

/* Borrowed; "" when there is none. */
const char *attr(const xmlNode *element, const char *name);
bool has_attr(const xmlNode *element, const char *name);
bool is_named(const xmlNode *node, const char *name);
/* The first child of that name, or NULL; NULL is fine. And the next sibling of the same name. */
const xmlNode *first_named(const xmlNode *parent, const char *name);
const xmlNode *next_same(const xmlNode *element);
/* The next element in document order below `top`, or NULL; begin with top itself. */
const xmlNode *next_element(const xmlNode *element, const xmlNode *top);

/* The record that an element is of: this one, or one that it takes in. */
const struct record *record_of(const struct audit *audit, const xmlNode *element);
/* "line 12" of an element, with its file if `from` is of another; in the audit's arena. */
const char *line_of(struct audit *audit, const xmlNode *element, const xmlNode *from);

/* All its text, folded; in the audit's arena. */
const char *text_of(struct audit *audit, const xmlNode *element);

/* The words of a text, of audit->prose. */
const GArray *words_of(const struct audit *audit, const struct prose *prose);
#define word_at(words, i) g_array_index((words), struct word, (i))

/* ---- figures ---- */

/* The number of a path made as by printf; false when there is none. `decimals` may be NULL; it is -1
 * of a computed figure. */
bool number_of(struct audit *audit, struct num *num, int *decimals, const char *format, ...)
	G_GNUC_PRINTF(4, 5);
/* A number as findings show it, with so many decimals; in the audit's arena. */
const char *shown(struct audit *audit, struct num num, int decimals);
const char *shown_trim(struct audit *audit, struct num num, int decimals); /* 25.40 as 25.4 */

/* ---- rules, by file ---- */
void rule_published(struct audit *audit);    /* R01 R02 R05 R08 R09 R11 R12 */
void rule_rates(struct audit *audit);        /* R03 R04 */
void rule_denominators(struct audit *audit); /* R06 */
void rule_positions(struct audit *audit);    /* R07 R10 R11 */
void rule_outliers(struct audit *audit);     /* R37 */
void rule_grades(struct audit *audit);       /* R14 R16 R19 */
void rule_judgements(struct audit *audit);   /* R15 */
void rule_surveys(struct audit *audit);      /* R17 */
void rule_facts(struct audit *audit);        /* R20 R21 R22 */
void rule_values(struct audit *audit);       /* R21 */
void rule_dates(struct audit *audit);        /* R30 */
void rule_tables(struct audit *audit);       /* R42 */
void rule_recommendations(struct audit *audit); /* R23 */
void rule_headings(struct audit *audit);     /* R25 */
void rule_cases(struct audit *audit);        /* R33 */
void rule_notes(struct audit *audit);        /* R34 */
void rule_text(struct audit *audit);         /* R27 R28 R32 R35 R36 */
void rule_repeated(struct audit *audit);     /* R31 */
void rule_direction_words(struct audit *audit); /* R18 */
void rule_milestone_words(struct audit *audit); /* R13 */
void rule_typed_references(struct audit *audit); /* R24, and so: */
void rule_quoted_parts(struct audit *audit);
void rule_contents(struct audit *audit);     /* R25, asked by rule_headings */
void rule_abbreviations(struct audit *audit); /* R26 */
void rule_names(struct audit *audit);        /* R29 */
void rule_numbers(struct audit *audit);      /* R38 R39 */

#endif
