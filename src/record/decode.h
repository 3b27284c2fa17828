/* Bytes of a record to UTF-8. Nothing is guessed: an encoding outside the list, or bytes that are not
 * what the record declares, are findings. */
#ifndef REVISIT_RECORD_DECODE_H
#define REVISIT_RECORD_DECODE_H

#include "base/diag.h"

/* UTF-8 without byte order mark, an NUL after the last byte; yours, g_free. Takes UTF-8, UTF-16 (with
 * byte order mark, or declared), US-ASCII and ISO-8859-1. NULL when refused, and diags says why. */
char *decode_bytes(const char *path, const char *raw, size_t size, size_t *text_size,
	struct diags *diags);

#endif
