/* A PDF of whoever's making, read by libqpdf: what it says of itself and what it carries. */
#ifndef REVISIT_PDF_DOCUMENT_H
#define REVISIT_PDF_DOCUMENT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct document;

/* A file that it carries. */
struct carried {
	char *name;         /* as it stands there: perhaps with folders, perhaps hostile */
	char *relation;     /* Source, Supplement, Data, ...; "" when not said */
	char *bytes;
	size_t size;
};

/* Yours; NULL when it is no PDF that can be read, and diags says why. To be called in a worker: the
 * bytes may want any amount of memory. */
struct document *document_read(const char *path, struct diags *diags);
/* The same of bytes, which become the document's; `path` is for messages. */
struct document *document_parse(char *bytes, size_t size, const char *path, struct diags *diags);
void document_destroy(struct document *document); /* NULL is fine */

const char *document_bytes(const struct document *document, size_t *size);
int document_pages(const struct document *document);
bool document_tagged(const struct document *document);
/* An entry of the information dictionary ("/Title"), or of the catalog ("/Lang"); "" when there is
 * none. Yours, g_free. */
char *document_info(const struct document *document, const char *key);
char *document_catalog(const struct document *document, const char *key);
/* What its XMP claims, as "PDF/A-3A, PDF/UA-1"; "" for nothing. Yours, g_free. */
char *document_claims(const struct document *document);

/* All that it carries, in order of names; false when something cannot be taken out. */
const GPtrArray *document_carried(const struct document *document); /* of struct carried */
const struct carried *document_find(const struct document *document, const char *name);

#endif
