/* The functions that templates call, in the namespace urn:revisit:calc; docs/report.md lists them.
 * They answer with text. What cannot be answered is a finding at the element that asks (DIAG_CALC),
 * and the answer is empty. */
#ifndef REVISIT_REPORT_CALC_H
#define REVISIT_REPORT_CALC_H

#include "base/diag.h"
#include "report/bands.h"
#include "report/strings.h"

#define CALC_NAMESPACE "urn:revisit:calc"

struct calc;
struct origins;
struct record;
struct schema;
struct _xsltTransformContext;

/* For one run over one record; everything is borrowed and must outlive it. The schema is for the files
 * that the record takes in; without it, it can take in none. Yours. */
struct calc *calc_create(const struct record *record, const struct schema *schema,
	const struct bands *bands, const struct strings *strings, struct diags *diags);
/* Answers then say where they come from, by marks of `origins` (NULL: they do not), and so do files
 * that are taken in. */
void calc_follow(struct calc *calc, struct origins *origins);
void calc_destroy(struct calc *calc); /* NULL is fine */

/* Make the functions known to a run; its _private becomes the calc. False when libxslt refuses. */
bool calc_register(struct calc *calc, struct _xsltTransformContext *run);

struct arena;
struct taken_file;

/* The files that the record took in during the run, as report/node.h tells them; in the arena. */
/* How many figures were computed so far. */
int calc_computed(const struct calc *calc);
struct taken_file *calc_taken(const struct calc *calc, struct arena *arena, int *count);

#endif
