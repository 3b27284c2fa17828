/* Text in HTML, for all who write pages. */
#ifndef REVISIT_HTML_ESCAPE_H
#define REVISIT_HTML_ESCAPE_H

#include <glib.h>
#include <stdbool.h>

/* Appends the text, fit to stand between tags and in quotation marks; what HTML may not hold becomes
 * U+FFFD. */
void html_escape(GString *out, const char *text);
/* Languages written from right to left, by their primary subtag. */
bool html_is_leftward(const char *lang);

#endif
