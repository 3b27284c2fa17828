/* Phrases of several findings: lists of names, and what a value can be. */
#ifndef REVISIT_RECORD_PHRASE_H
#define REVISIT_RECORD_PHRASE_H

#include <glib.h>

#include "record/grammar.h"

/* "`a`, `b` or `c`"; beyond `most`, "`a`, `b` and others". Yours, g_free. */
char *phrase_list(const char *const *names, size_t count, size_t most);

/* "a" or "an", for a name of the vocabulary. */
const char *phrase_article(const char *name);

/* What the values of these patterns can be: the fixed ones by name, the others in words, each once. */
struct values {
	GPtrArray *names;   /* of const char * */
	GPtrArray *phrases; /* as "a month such as 2007-07" */
};

struct values *values_create(void);
void values_add(struct values *values, const struct pattern *pattern);
void values_destroy(struct values *values);

/* "`draft`, `final` or a month such as 2007-07"; yours, g_free. */
char *values_phrase(const struct values *values);

#endif
