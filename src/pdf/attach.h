/* Attachments: files that a document carries, each with what it is to the document (ISO 19005-3,
 * 6.8; ISO 32000-2, 14.13). */
#ifndef REVISIT_PDF_ATTACH_H
#define REVISIT_PDF_ATTACH_H

#include <stddef.h>

struct node;

enum relation { RELATION_SOURCE, RELATION_SUPPLEMENT, RELATION_DATA };

struct attachment {
	const char *name;        /* ASCII, unique, perhaps with folders: templates/common/text.xsl */
	const char *type;        /* text/xml */
	const char *description; /* one line */
	enum relation relation;
	const void *packed;      /* its bytes, deflated (pdf/pack.h) */
	size_t packed_size, size; /* of these; of the file */
	const struct node *node; /* the chart that it is the data of, or NULL */
};

struct attachments {
	const struct attachment *list;
	int count;
};

#endif
