/* Rules: what a record says must agree with itself. Each rule has an id that findings, waivers and
 * `check --explain` use. */
#ifndef REVISIT_RULE_RULE_H
#define REVISIT_RULE_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/data.h"
#include "base/diag.h"
#include "record/record.h"
#include "report/bands.h"

struct audit;

struct rule {
	const char *id;        /* R01 and so on */
	enum diag_level level; /* in a final record; an error is a warning in a draft */
	const char *title;
	const char *meaning;   /* sentences */
	const char *wrong;     /* an example of what it finds */
	const char *right;     /* and how that would be right */
	void (*run)(struct audit *audit); /* NULL: found on the way by another's */
};

size_t rule_count(void);
const struct rule *rule_at(size_t index); /* in order of their ids */
const struct rule *rule_find(const char *id); /* NULL when there is none */

/* What records are read and checked by: their schema and the bands of the wordings. Both are yours; when
 * one cannot be loaded, false, and diags says why. */
bool rules_load(const struct data *data, struct schema **schema, struct bands **bands,
	struct diags *diags);

struct rule_options {
	bool strict; /* waivers do not count */
	bool *shows; /* set when text or boilerplate places charts or pictures; NULL is fine */
	const struct schema *schema; /* for what the record takes in; NULL: that is not looked at */
};

/* Run all rules over a record that record_check has passed, with the boilerplate that it takes in as if
 * it stood there; and over each unit's record that it takes in. Findings name the file that they are in,
 * and are about a file that cannot be taken in, too. Findings carry the ids of their rules;
 * what the record waives is a note with its reason, and a waiver of nothing is a warning. */
void rules_run(const struct record *record, const struct bands *bands,
	const struct rule_options *options, struct diags *diags);

#endif
