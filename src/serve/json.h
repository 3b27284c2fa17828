/* JSON, to be written: strings and numbers, whatever the locale. */
#ifndef REVISIT_SERVE_JSON_H
#define REVISIT_SERVE_JSON_H

#include <glib.h>

/* With its quotation marks; null for NULL. Can stand in HTML, too: < is escaped. */
void json_put_text(GString *json, const char *text);
/* `"name":` and the string; a comma before it unless it is the first in its object or list. */
void json_put_member(GString *json, const char *name, const char *text);
void json_put_number(GString *json, const char *name, double number); /* three decimals at most */
/* The comma alone, when one is wanted. */
void json_put_comma(GString *json);

#endif
