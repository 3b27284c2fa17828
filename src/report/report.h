/* Reports: made from a record by its templates, or read from a file; and their dump. */
#ifndef REVISIT_REPORT_REPORT_H
#define REVISIT_REPORT_REPORT_H

#include "base/diag.h"
#include "report/node.h"

struct _xmlDoc;

/* A report from a file in the vocabulary of templates/report.rng. The lines of its nodes are those
 * that the file states (line="12"), else the file's own. Yours; NULL on failure, and diags says why. */
struct report *report_load(const char *path, struct diags *diags);

/* The same from a document that templates made from the record `file`: an element that states no
 * line has its parent's. The document stays the caller's and is not needed afterwards. A link that
 * leads nowhere is an error in diags and stays without a target; anything else that the vocabulary
 * forbids gives NULL (DIAG_REPORT_INVALID). */
struct report *report_read(const struct _xmlDoc *doc, const char *file, struct diags *diags);

void report_destroy(struct report *report); /* NULL is fine */

/* The report as XML in its own vocabulary, one block a line: what golden tests compare. Reading it
 * gives the same report again. Yours, g_free. */
char *report_dump(const struct report *report);

#endif
