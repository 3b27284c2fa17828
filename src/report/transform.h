/* Inside the report room: libxslt under guard. */
#ifndef REVISIT_REPORT_TRANSFORM_H
#define REVISIT_REPORT_TRANSFORM_H

#include <libxslt/xsltInternals.h>

#include "base/diag.h"
#include "report/calc.h"

/* A stylesheet whose file, and all that it includes, stand below the folder `dir`. Yours,
 * xsltFreeStylesheet; NULL on failure, and diags says why. */
xsltStylesheetPtr transform_load(const char *path, const char *dir, struct diags *diags);

/* The paths of a stylesheet's files, as they were loaded, are added to `paths` (of char *, yours). */
void transform_files(const xsltStylesheet *style, GPtrArray *paths);

/* The result of a run, yours; NULL on failure, and diags says why. `params` are names and XPath
 * expressions in turn, NULL at the end. libxslt numbers the elements of the source while it runs and
 * else leaves it as it was. */
xmlDocPtr transform_run(xsltStylesheetPtr style, xmlDocPtr source, const char **params,
	struct calc *calc, struct place place, struct diags *diags);

#endif
