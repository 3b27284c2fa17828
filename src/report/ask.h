/* Inside the report room: what the files that resolve figures share. */
#ifndef REVISIT_REPORT_ASK_H
#define REVISIT_REPORT_ASK_H

#include <glib.h>
#include <libxml/tree.h>

#include "base/arena.h"
#include "report/figure.h"

struct figures {
	const xmlNode *root;
	const xmlNode *data, *body; /* NULL when the record has none */
	const struct bands *bands;
	struct arena *arena;
	GHashTable *ids;    /* of the data part: id → xmlNode */
	GHashTable *cache;  /* path → struct figure */
	GHashTable *series; /* id → struct months */
	char *why;
	int depth;          /* of figures that follow from figures */
	/* what the first of them asks for itself: paths, in the arena, and series that it reads; NULL when
	 * nobody wants to know */
	GPtrArray *asked, *read;
};

/* One question: the path's parts, and the element of its id. */
struct ask {
	struct figures *figures;
	const xmlNode *element;
	const char *id, *property, *rest; /* property and rest may be NULL */
	bool computed;                    /* not what was published */
};

/* Answers in *out, which is zeroed but for decimals -1; false when figures_why says why not. */
typedef bool resolve_fn(struct ask *ask, struct figure *out);

resolve_fn resolve_measure, resolve_series, resolve_milestone, resolve_milestones,
	resolve_recommendations, resolve_fact, resolve_denominator, resolve_group,
	resolve_grade, resolve_survey, resolve_indicator, resolve_peers, resolve_breakdown;

/* Says why there is no figure; gives false. */
bool figures_fail(struct figures *figures, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A number that the question's own answer needs: of the same id (or another), NULL rest for none. */
bool ask_number(struct ask *ask, const char *property, const char *rest, struct num *out);
bool ask_number_of(struct figures *figures, const char *id, const char *property, const char *rest,
	struct num *out);

/* Notes, for who wants to know, that an answer needs a stated figure which it reads itself. */
void figures_note(struct figures *figures, const char *id, const char *property, const char *rest);

/* Answers. A number that is none or beyond ±10^12 fails. */
bool answer_number(struct ask *ask, struct figure *out, enum figure_unit unit, struct num num);
/* The same of a number that is not exact, such as an end of an interval: to six decimals. */
bool answer_double(struct ask *ask, struct figure *out, enum figure_unit unit, double value);
bool answer_word(struct figure *out, const char *set, const char *word);
bool answer_text(struct ask *ask, struct figure *out, const xmlNode *element);
/* The number that an attribute states, with its decimals. */
bool answer_stated(struct ask *ask, struct figure *out, enum figure_unit unit,
	const xmlNode *element, const char *attribute);

/* Borrowed from the tree; "" when the attribute is not there. */
const char *attribute_of(const xmlNode *element, const char *name);
bool is_element(const xmlNode *node, const char *name);
const xmlNode *child_of(const xmlNode *element, const char *name); /* NULL element is fine */
/* The next of its siblings, itself included, that is an element of that name. */
const xmlNode *next_named(const xmlNode *node, const char *name);

/* ---- series ---- */

/* The months of a series, one after the other. Of a detection series the values are the detections. */
struct months {
	const xmlNode *element;
	int first, count;
	struct num *values, *peers, *targets; /* none where the record has none */
};

typedef bool series_fn(struct ask *ask, const struct months *months, struct figure *out);

/* latest, latest-month; margin to its target; the mean, limits and marks of a control chart of the
 * months. */
series_fn latest_answer, target_margin_answer, control_answer;

/* The series of a measure (`of` as in the record), or NULL with figures_why. */
const struct months *months_of_measure(struct figures *figures, const char *measure, const char *of);
const struct months *months_of(struct figures *figures, const xmlNode *series);

/* Detection rates, and not counts? */
bool months_are_rates(const struct months *months);

/* The sum over some months of the values or peers; false when one of them is not there. */
bool months_sum(const struct months *months, bool peers, int from, int to, struct num *sum);

/* The values that a line is fitted to, as charts show them: counts, or detection rates in per cent,
 * these to nine decimals so that sums stay exact. `to` is the last of the months. */
bool months_values(struct figures *figures, const struct months *months, int from, int to,
	struct num *values);

enum { MOST_WINDOW = 36 };

/* The least-squares line through the last `count` months: its mean, and its slope a month. */
struct fit {
	struct num mean, slope;
};

bool months_fit(struct figures *figures, const struct months *months, int count, struct fit *fit);
/* A window as a path names it: 3, 6, 12; 0 when it is not a whole number from 2 to 36. */
int window_parse(const char *text);

#endif
