/* Packing: zlib streams (RFC 1950), as PDF's FlateDecode has them. */
#ifndef REVISIT_PDF_PACK_H
#define REVISIT_PDF_PACK_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct packer;

struct packer *packer_create(void);           /* yours */
void packer_destroy(struct packer *packer);   /* NULL is fine */

/* The bytes, deflated, take the place of what is in `out`. */
void packer_pack(struct packer *packer, GByteArray *out, const void *bytes, size_t size);
/* The bytes, deflated, in memory that is no larger than they are. Yours, g_free. */
char *packer_pack_dup(struct packer *packer, const void *bytes, size_t size, size_t *packed);
/* The bytes, inflated, take the place of what is in `out`; false when they are no zlib stream or
 * would be more than `most`. */
bool packer_unpack(struct packer *packer, GByteArray *out, const void *bytes, size_t size,
	size_t most);

#endif
