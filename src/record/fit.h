/* Whether a document fits a grammar: a walk by derivatives whose steps are remembered, so that what
 * comes again, in this document or the next, is looked up. */
#ifndef REVISIT_RECORD_FIT_H
#define REVISIT_RECORD_FIT_H

#include <stdbool.h>

#include <libxml/tree.h>

#include "record/grammar.h"

struct fit;

struct fit *fit_create(const struct grammar *grammar); /* yours; the grammar must outlive it */
void fit_destroy(struct fit *fit);                     /* NULL is fine */

/* The element and all in it against the pattern of its name. Not a word of why not: explain() says. */
bool fit_element(struct fit *fit, const xmlNode *element);

#endif
