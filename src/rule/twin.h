/* Inside the rule room: one comparison of two language versions. */
#ifndef REVISIT_RULE_TWIN_H
#define REVISIT_RULE_TWIN_H

#include <glib.h>
#include <libxml/tree.h>

#include "base/diag.h"
#include "record/record.h"
#include "report/included.h"

struct twins {
	const struct record *one, *other;
	struct included *taken, *other_taken; /* what each takes in; NULL in what is taken in itself */
	GHashTable *ids, *other_ids; /* id to element, of each */
	GHashTable *hashes;          /* element to struct twin_hash */
	GHashTable *told;            /* elements that a finding speaks of already */
	struct diags *diags;
};

/* A difference at `other`, an element of the other record or the value of its attribute; `one` of the
 * first is named by its line. Which code it has follows from what `one` (or `other`) is part of. */
void twin_found(struct twins *twins, const xmlNode *one, const xmlNode *other, const char *attribute,
	const char *format, ...) G_GNUC_PRINTF(5, 6);
void twin_found_as(struct twins *twins, enum diag_code code, const xmlNode *one,
	const xmlNode *other, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* The figures, dates, references and notes of two blocks of text, in any order. */
void twin_texts(struct twins *twins, const xmlNode *one, const xmlNode *other);

/* May the attribute be different in the other language? */
bool twin_is_free(const xmlNode *element, const char *attribute);

#endif
