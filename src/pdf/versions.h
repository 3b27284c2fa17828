/* The versions of a PDF: what was first written, whether it is as it was, and what others have appended:
 * updates and signatures (ISO 32000-1, 7.5.6 and 12.8). */
#ifndef REVISIT_PDF_VERSIONS_H
#define REVISIT_PDF_VERSIONS_H

#include "pdf/document.h"

/* Bytes of the first version; all of the file when nothing was appended. */
size_t document_first(const struct document *document);
/* How many bytes follow it, and whether a signature is among them. */
size_t document_appended(const struct document *document, bool *is_signed);

/* Our documents have the hash of their own bytes as their identifier (/ID). It shows accidents and
 * careless changes, whatever program is at hand; it is no signature. */
enum seal {
	SEAL_WHOLE,  /* the bytes of the first version are those that were written */
	SEAL_BROKEN, /* they are not */
	SEAL_NONE,   /* there is no such identifier: it was written by another program */
};
enum seal document_seal(const struct document *document);

/* A signature; what it says is not checked. */
struct signature {
	char *name, *date, *format, *reason; /* "" when not said; the date as 2026-03-31T12:00:00 */
	size_t covers;                       /* bytes, from the first on, but for the signature itself; what follows
	                                      * is not signed */
	bool whole;                          /* it covers the file to its end */
};
/* Of struct signature, in the order of the form's fields. Yours, g_ptr_array_free. */
GPtrArray *document_signatures(const struct document *document);

#endif
