/* The content of a page, read back: what words each of its marks shows. */
#ifndef REVISIT_PDF_CONTENT_H
#define REVISIT_PDF_CONTENT_H

#include <glib.h>

#include "pdf/qpdf.h"

struct content {
	GHashTable *words; /* of its marks: number to GString, perhaps empty */
	int loose;         /* how many things are painted that are neither marked nor an artifact */
	int doubled;       /* how many marks have a number that another has */
	bool whole;        /* it could be read to its end */
};

/* Fonts that pages share, by the number of their object: struct codes. */
GHashTable *content_fonts_create(void); /* yours: g_hash_table_destroy */

/* Of one page. Yours. */
struct content *content_read(const struct document *document, qpdf_oh page, GHashTable *fonts);
void content_destroy(struct content *content); /* NULL is fine */

#endif
