/* The two language versions of one report: they say the same in other words. */
#ifndef REVISIT_RULE_PAIR_H
#define REVISIT_RULE_PAIR_H

#include "base/diag.h"
#include "record/record.h"

/* Compares figures, recommendations, grades and structure of two records that record_load has passed.
 * Each difference is one error at its line of `other`, whose message names the line of `one`: DIAG_PAIR_*.
 * Free to differ are words, and what stands for words: names, sources, file names, abbreviations and the
 * glossary, and how a figure is printed; within a paragraph, also the order of its figures. Boilerplate and unit records are compared with each
 * other where they are taken in; the schema is for them. */
void pair_compare(const struct record *one, const struct record *other, const struct schema *schema,
	struct diags *diags);

#endif
