/* PDF: what makes a drawing a document. Finishing of what cairo wrote. */
#ifndef REVISIT_PDF_PDF_H
#define REVISIT_PDF_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/file.h"
#include "base/version.h"
#include "pdf/attach.h"
#include "pdf/marks.h"

struct drawn {
	const struct pages *pages;
	const struct marks *marks;
	const char *bytes; /* of the PDF that cairo wrote */
	size_t size;
	const char *date;     /* of the document: 2007-07-31T00:00:00Z */
	const char *producer; /* the library that drew it, and its version */
	const struct attachments *attachments; /* or NULL */
};

/* Writes the document: tagged (PDF/UA-1), archival (PDF/A-3a), with the attachments. False and diags
 * when anything is not as the painter says it painted it; `out` is then the caller's to discard. */
bool pdf_finish(const struct drawn *drawn, struct outfile *out, struct diags *diags);

libraries_fn pdf_libraries;

#endif
