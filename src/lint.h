/* What only the report shows of a record: charts that could mislead, pictures that cannot be printed. */
#ifndef REVISIT_LINT_H
#define REVISIT_LINT_H

#include "base/data.h"
#include "base/diag.h"
#include "record/record.h"

/* What the records of a run share; templates and styles are loaded with the first record that needs them. */
struct linter;

/* Yours; all arguments must outlive it. */
struct linter *linter_create(struct data *data, const struct schema *schema);
void linter_destroy(struct linter *linter); /* NULL is fine */

/* Makes the report of a record that is valid, without laying it out, and tells what is wrong with its
 * charts, pictures and wordings (DIAG_CHART*, DIAG_IMAGE*, DIAG_WORDING): the same as a build tells, where
 * that can be known without pages. Nothing else that the report is found to lack is told: the rules have. */
void linter_run(struct linter *linter, const struct record *record, struct diags *diags);

/* Does the record have what only the templates know: fixed words in its own wording, or charts that it
 * gets without placing them? */
bool linter_wants(const struct record *record);

#endif
