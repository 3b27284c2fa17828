/* Questions about the last good build: answered in the builder, as JSON. */
#ifndef REVISIT_SERVE_QUESTION_H
#define REVISIT_SERVE_QUESTION_H

#include <glib.h>
#include <stdbool.h>

#include "base/diag.h"
#include "serve/product.h"

/* What follows the question mark of an address: names and values, decoded, in UTF-8. */
struct query {
	GHashTable *values; /* char * → char * */
	const struct diags *diags; /* what was found when the product was made */
};

/* Of `a=b&c=d`; what is not sound is left out. */
void query_init(struct query *query, const char *text);
void query_finish(struct query *query);
const char *query_text(const struct query *query, const char *name); /* or NULL */
int query_number(const struct query *query, const char *name);       /* 0: none, or no number from 1 */

typedef void question_fn(const struct product *product, const struct query *query, GString *json);

/* Answers "explain" and so on. False when there is no such question. */
bool question_known(const char *name);
bool question_answer(const char *name, const struct product *product, const struct query *query,
	GString *json);

question_fn changes_answer, explain_answer, place_answer, publish_answer;

#endif
