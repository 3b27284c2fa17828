/* XML files of the program's own kind (schemas, templates, styles), and the settings that keep
 * libxml2 away from the network and from files that nobody named. Records have a stricter reader. */
#ifndef REVISIT_BASE_XML_H
#define REVISIT_BASE_XML_H

#include <stdbool.h>

#include "base/diag.h"

struct _xmlDoc;
struct _xmlNode;

/* Once, before any other use of libxml2: no catalogues, no entity loader, silent default errors. */
void xml_init(void);

/* Well-formed XML from a file of at most 8 MB; `what` names it to the user ("style"). Yours,
 * xmlFreeDoc. NULL on failure and diags says why, with the line (DIAG_RESOURCE_*). */
struct _xmlDoc *xml_load(const char *path, const char *what, struct diags *diags);

/* The attribute's value or NULL; yours, g_free. */
char *xml_attribute(const struct _xmlNode *element, const char *name);

/* In place: white space folded to single spaces, none at the ends. */
void xml_fold(char *text);

/* Text of white space only, a comment or an instruction. */
bool xml_is_blank(const struct _xmlNode *node);

#endif
