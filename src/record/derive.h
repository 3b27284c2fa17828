/* Derivatives of RELAX NG patterns: what may still come after what has come. J. A. Brzozowski,
 * "Derivatives of Regular Expressions" (1964); J. Clark, "An algorithm for RELAX NG validation"
 * (2002). Children are matched one by one against their own patterns, so the derivative by an element
 * needs its name only, and Clark's After patterns are not needed. */
#ifndef REVISIT_RECORD_DERIVE_H
#define REVISIT_RECORD_DERIVE_H

#include <stdbool.h>

#include <glib.h>

#include "record/grammar.h"

/* Where derived patterns live. Equal patterns are one pattern: compare by address. */
struct derive;

struct derive *derive_create(void); /* yours; the grammars' patterns must live as long */
void derive_destroy(struct derive *derive);

/* What may stand in an element (attributes, children, text), its references resolved. */
const struct pattern *derive_content(struct derive *derive, const struct pattern *element);

bool derive_is_dead(const struct pattern *pattern);     /* nothing matches it any more */
bool derive_is_complete(const struct pattern *pattern); /* nothing more is required */

/* What may follow a child element of that name; *element (may be NULL) is the pattern that it
 * matched, *content what may stand in it: a choice, where several of the name could stand here. */
const struct pattern *derive_element(struct derive *derive, const struct pattern *pattern,
	const char *name, const struct pattern **element, const struct pattern **content);

/* What may follow a run of text that is not only white space. */
const struct pattern *derive_text(struct derive *derive, const struct pattern *pattern);

/* What remains after an attribute of that value; a NULL value counts as right. */
const struct pattern *derive_attribute(struct derive *derive, const struct pattern *pattern,
	const char *name, const char *value);

/* What remains when no more attributes come: dead when one is missing, unless missing ones are
 * forgiven. */
const struct pattern *derive_close(struct derive *derive, const struct pattern *pattern,
	bool forgive);

/* True when the pattern wants the whole text as a value. */
bool derive_is_value(const struct pattern *pattern);
/* Whether a text is such a value. Takes patterns of the grammar and derived ones. */
bool derive_value(const struct pattern *pattern, const char *text);

/* All patterns of a kind that are left at this level, in order and without repetition of an address;
 * g_ptr_array_unref. */
GPtrArray *derive_leaves(const struct pattern *pattern, enum pattern_kind kind);
/* The elements that may come next. */
GPtrArray *derive_next(const struct pattern *pattern);

/* True when more than one child of the name may stand here. */
bool derive_repeats(const struct pattern *pattern, const char *name);

#endif
