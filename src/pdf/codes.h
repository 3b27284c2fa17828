/* Codes: what the bytes of shown text mean, by the ToUnicode table of their font (ISO 32000-1, 9.10.3). */
#ifndef REVISIT_PDF_CODES_H
#define REVISIT_PDF_CODES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct codes;

/* Of the table's bytes, or of none (NULL): then codes are those of WinAnsi, or, when they have two
 * bytes (`wide`), unknown. Yours. */
struct codes *codes_read(const char *cmap, size_t size, bool wide);
void codes_destroy(struct codes *codes); /* NULL is fine */

/* Appends what the bytes show. A code without a meaning is U+FFFD. */
void codes_put(const struct codes *codes, GString *out, const char *bytes, size_t size);

/* The bytes of a string as it stands in PDF syntax, in parentheses or angle brackets, appended. */
void string_unescape(GString *out, const char *text, size_t length);
/* The text of a text string (7.9.2.2): UTF-16 or UTF-8 by its first bytes, else as Latin-1. */
void text_string_decode(GString *out, const char *bytes, size_t size);

#endif
