/* Packed files: what is the same in many documents, templates and styles, as make puts it into the program. */
#ifndef REVISIT_PDF_PACKED_H
#define REVISIT_PDF_PACKED_H

#include <stddef.h>

struct packed_file {
	const char *sha256;         /* of the file, as hash_of gives it */
	const unsigned char *bytes; /* as packer_pack gives them for the file, no others */
	size_t size;
};

extern const struct packed_file packed_files[]; /* ends with a NULL sha256 */

#endif
