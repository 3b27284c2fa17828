/* HTML: a report as one accessible page that needs nothing but itself: no script, no font, no image
 * from elsewhere. The same words and figures as the PDF, in the same order. */
#ifndef REVISIT_HTML_HTML_H
#define REVISIT_HTML_HTML_H

#include <stdbool.h>

#include "base/diag.h"
#include "frame/frame.h"
#include "report/node.h"
#include "style/style.h"

/* True when the report's text names pages by their numbers, outside its contents: html_make then
 * prints the numbers of the pages given to it, as links. */
bool html_names_pages(const struct report *report);

/* The page as text in UTF-8, valid both as HTML and as XML. `pages` is the report laid out, or NULL
 * when it names no pages. Charts that cannot be drawn are told in diags. Yours, g_free. */
char *html_make(const struct report *report, struct style *style, struct fonts *fonts,
	const struct pages *pages, struct diags *diags);

#endif
