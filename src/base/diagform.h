/* Findings in the forms that people and machines read, and their way from a worker to its parent. */
#ifndef REVISIT_BASE_DIAGFORM_H
#define REVISIT_BASE_DIAGFORM_H

#include <stdio.h>

#include "base/diag.h"

enum diag_form {
	DIAG_FORM_TEXT,    /* as diags_print, with colour when asked */
	DIAG_FORM_JSON,
	DIAG_FORM_SARIF,   /* OASIS SARIF 2.1.0 */
	DIAG_FORM_JUNIT,   /* a test case a file, as Jenkins and GitLab read it */
	DIAG_FORM_SUMMARY, /* a line a rule or code */
	DIAG_FORM_COUNT
};

/* "json"; or the form of a name, DIAG_FORM_COUNT when there is none. */
const char *diag_form_name(enum diag_form form);
enum diag_form diag_form_find(const char *name);

/* What was found in one file. */
struct checked {
	const char *file;
	const struct diags *diags;
};

/* One line on each code or rule that findings may have; ends with a NULL name. */
struct diag_subject {
	const char *name, *summary;
};

/* All findings on all files as one document. `subjects` may be NULL. */
void diags_write(const struct checked *checked, size_t count, enum diag_form form, bool colour,
	const struct diag_subject *subjects, FILE *out);

/* The codes of diag.h as subjects; `more` are put after them. Yours, g_free. */
struct diag_subject *diag_subjects(const struct diag_subject *more);

/* Findings to a file and from it, in the same program. False when the file is not whole. */
bool diags_save(const struct diags *diags, FILE *file);
bool diags_load(struct diags *diags, FILE *file);

#endif
