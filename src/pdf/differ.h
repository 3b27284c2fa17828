/* Where two PDFs differ: which pages are drawn differently, and which objects are not the same. */
#ifndef REVISIT_PDF_DIFFER_H
#define REVISIT_PDF_DIFFER_H

#include "pdf/document.h"

/* The pages (from 1) whose drawings differ, with all that they draw with: fonts, pictures, annotations
 * that have a look of their own. A page that is not among them looks the same. Array of int; yours,
 * g_array_free. */
GArray *document_pages_differ(const struct document *a, const struct document *b);

/* Numbers as "2, 5-7"; after eight of them "...". Yours, g_free. */
char *places_text(const GArray *numbers);

/* The first objects that are not the same, as "12 (drawing of page 3), 40 (Metadata)"; "" for none.
 * Yours, g_free. */
char *document_objects_differ(const struct document *a, const struct document *b);

#endif
