/* Inside the PDF room: values of two documents as text that is the same when they are, whatever the numbers
 * of their objects. */
#ifndef REVISIT_PDF_PRINTS_H
#define REVISIT_PDF_PRINTS_H

#include "pdf/qpdf.h"

enum print_kind {
	PRINT_LOOKS,  /* what decides how a page looks */
	PRINT_OTHERS, /* all but how it is packed, and what is next in a list of objects */
};

/* Of one document: what is behind each number is read once. Yours, prints_end. */
struct prints;
struct prints *prints_begin(const struct document *document, enum print_kind kind);
void prints_end(struct prints *prints);
const struct document *prints_document(const struct prints *prints);

/* Adds a value to the text. What is more than 60 deep is left out. */
void print_value(struct prints *prints, GString *out, qpdf_oh value);
/* From now on that object is this text, wherever others lead to it. */
void print_known(struct prints *prints, qpdf_oh object, const char *text);

#endif
