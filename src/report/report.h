/* Reports: made from a record by its templates, or read from a file; and their dump. */
#ifndef REVISIT_REPORT_REPORT_H
#define REVISIT_REPORT_REPORT_H

#include "base/diag.h"
#include "base/version.h"
#include "report/node.h"

struct _xmlDoc;
struct record;
struct schema;

/* What records are made into reports by: the folder templates/. */
struct templates;

/* Each kind of report and each language is loaded when a record first needs it, and kept. Yours;
 * NULL on failure, and diags says why (DIAG_RESOURCE_*). */
struct templates *templates_load(const char *dir, struct diags *diags);
void templates_destroy(struct templates *templates); /* NULL is fine */
const char *templates_folder(const struct templates *templates); /* borrowed */

/* The files that make the report of a record, as record.rng or common/inline.xsl, in order of their
 * names. To be asked once the report is made. Yours, g_strfreev. */
char **templates_used(const struct templates *templates, const struct record *record);

struct report_options {
	bool draft; /* marked as a draft whatever the record says */
	bool exact; /* each word knows the line it comes from (node_origin), charts their points */
	const struct schema *schema; /* for the files that a record takes in; NULL: it may take in none */
};

/* The report of a record, by the templates of its kind and in its language. Yours. NULL when there is
 * none to be had, and diags says why. A figure that cannot be computed is an error in diags
 * (DIAG_CALC) and leaves its place in the report empty; so does a file that is to be taken in and
 * cannot be had (DIAG_TAKEN_IN). */
struct report *report_make(const struct record *record, struct templates *templates,
	const struct report_options *options, struct diags *diags);

/* A report from a file in the vocabulary of templates/report.rng. The lines of its nodes are those
 * that the file states (line="12"), else the file's own. Yours; NULL on failure, and diags says why. */
struct report *report_load(const char *path, struct diags *diags);

/* The same from a document that templates made from the record `file`: an element that states no
 * line has its parent's. The document stays the caller's and is not needed afterwards. A link that
 * leads nowhere is an error in diags and stays without a target; anything else that the vocabulary
 * forbids gives NULL (DIAG_REPORT_INVALID). */
struct report *report_read(const struct _xmlDoc *doc, const char *file, struct diags *diags);

/* Takes the authors' comments out: for a report that is no draft. */
void report_comments_drop(struct report *report);

void report_destroy(struct report *report); /* NULL is fine */

/* The report as XML in its own vocabulary, one block a line: what golden tests compare. Reading it
 * gives the same report again. Yours, g_free. */
char *report_dump(const struct report *report);

libraries_fn report_libraries;

#endif
