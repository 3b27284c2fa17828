/* Data: where templates and styles are found, run from the source tree or installed. */
#ifndef REVISIT_BASE_DATA_H
#define REVISIT_BASE_DATA_H

#include "base/diag.h"

struct data;

/* Looks, in this order: the environment's REVISIT_DATA (a folder that holds templates/ and styles/;
 * when it is set nothing else is tried), the source tree that the program stands in, the share
 * folder beside the program's bin, the place of installation. `templates` (--templates, or NULL)
 * takes the place of templates/ alone. Yours; NULL when nothing is found, and diags says where it
 * was looked for. */
struct data *data_open(const char *templates, struct diags *diags);
/* That folder, and no other. NULL when it is none of data, and diags says so. */
struct data *data_open_at(const char *folder, struct diags *diags);
void data_close(struct data *data); /* NULL is fine */

/* The path of "templates/record.rng" or "styles/...", there or not. Yours, g_free. */
char *data_path(const struct data *data, const char *relative);

/* The path of kind/name/file, as "styles", "inspectorate", "style.xml", for a name that comes from a
 * user. Yours, g_free. NULL when there is no such file, or when the name is no plain name; diags then
 * names the `what` ("style") and those that there are (DIAG_RESOURCE_MISSING). */
char *data_find(const struct data *data, const char *kind, const char *name, const char *file,
	const char *what, struct diags *diags);

/* The names for which kind/name/file is there, sorted. Yours, g_strfreev. */
char **data_names(const struct data *data, const char *kind, const char *file);

#endif
