/* PDF: what makes a drawing a document. Drawings, structure, and the fonts that cairo made. */
#ifndef REVISIT_PDF_PDF_H
#define REVISIT_PDF_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/file.h"
#include "base/version.h"
#include "frame/glyphs.h"
#include "pdf/attach.h"

struct drawn {
	const struct pages *pages;
	const struct used_glyphs *used;
	GArray *pictures;  /* of struct used_picture */
	const char *bytes; /* of the PDF that cairo wrote: one page with each of these glyphs, in their
	                    * order, then a page for each picture */
	size_t size;
	const char *date;     /* of the document: 2007-07-31T00:00:00Z */
	const char *producer; /* the library that drew it, and its version */
	const struct attachments *attachments; /* or NULL */
};

/* Writes the document: tagged (PDF/UA-1), archival (PDF/A-3a), with the attachments. False and diags
 * when something has no place in the report's tree or the fonts are not as cairo writes them; `out` is then the caller's to discard. */
bool pdf_finish(const struct drawn *drawn, struct outfile *out, struct diags *diags);

libraries_fn pdf_libraries;

#endif
