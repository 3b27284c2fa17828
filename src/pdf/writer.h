/* The writer of a PDF: objects in object streams, a cross-reference stream, an identifier that is
 * made from the bytes (ISO 32000-1, 7.5.7, 7.5.8, 14.4). */
#ifndef REVISIT_PDF_WRITER_H
#define REVISIT_PDF_WRITER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct writer;

/* Takes bytes in their order; what becomes of a failure is its own business. */
typedef void writer_sink_fn(void *sink, const void *bytes, size_t size);

struct writer *writer_create(writer_sink_fn *write, void *sink); /* yours; writes the header */
void writer_destroy(struct writer *writer);                      /* NULL is fine */

/* The first of `count` new object numbers in a row. */
int writer_reserve(struct writer *writer, int count);

/* An object that is no stream: its text is appended to the string, until writer_end. */
GString *writer_begin(struct writer *writer, int number);
void writer_end(struct writer *writer);

/* What comes next stands in object streams of its own: who reads it need not unpack what was before. */
void writer_part(struct writer *writer);

/* A stream: `entries` of its dictionary, without /Length, and its bytes as they are. */
void writer_stream(struct writer *writer, int number, const char *entries, const void *bytes,
	size_t size);
/* The same with the bytes deflated. */
void writer_stream_packed(struct writer *writer, int number, const char *entries,
	const void *bytes, size_t size);

/* Writes what is left; the file is whole then. */
void writer_finish(struct writer *writer, int root, int info);

/* PDF text string (7.9.2.2) from UTF-8, and one of bytes; appended. */
void text_string_put(GString *out, const char *text);
void byte_string_put(GString *out, const char *bytes, size_t size);
/* A whole number in digits. */
void whole_put(GString *out, size_t number);
/* A number of at most that many decimals (0 to 5), no zeros at the end, whatever the locale; and one of
 * at most two. */
void fixed_put(GString *out, double number, int decimals);
void number_put(GString *out, double number);
/* "12 0 R" */
void reference_put(GString *out, int number);

#endif
