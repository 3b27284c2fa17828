/* Where two PDFs differ beside their words and looks: where links lead, what happens when one is opened, what
 * they carry, what they say of themselves. */
#ifndef REVISIT_PDF_BESIDES_H
#define REVISIT_PDF_BESIDES_H

#include "pdf/document.h"

/* Of text, a difference each ("the bookmarks", "the file record/record.xml"); empty when there is none.
 * Yours, g_ptr_array_free. */
GPtrArray *document_besides_differ(const struct document *a, const struct document *b);

#endif
