/* What the files of this room share. */
#ifndef REVISIT_RECORD_PRIVATE_H
#define REVISIT_RECORD_PRIVATE_H

#include <libxml/tree.h>

#include "record/fit.h"
#include "record/grammar.h"
#include "record/record.h"
#include "record/scan.h"
#include "record/source.h"

struct schema {
	struct grammar *grammar;
	struct fit *fit;
};

/* Where the bytes of a block's text stand in the record. */
struct prose_places {
	const struct _xmlNode *block; /* NULL: of none yet */
	uint32_t *offsets;
	size_t length;
};

struct record {
	struct source *source;
	struct record_limits limits; /* that it was read under */
	GArray *spots; /* struct spot, by order of start tags; node->_private points into it */
	struct prose_places *places; /* of the block that was asked for last */
	xmlDocPtr doc;
};

/* Where the element stands; NULL when it did not come from a record's text. */
const struct spot *record_spot(const struct _xmlNode *element);

/* Well-formed text, at most so deep, to a tree whose elements point to their spots. NULL when libxml2
 * refuses it after all, and diags says why. */
xmlDocPtr parse_text(struct source *source, GArray *spots, int depth, struct diags *diags);

/* Where the attribute, or its value, stands in the start tag at `tag`: bytes from `tag`. False when
 * the tag has no such attribute. */
bool tag_find(const char *tag, const char *attribute, bool value, size_t *offset, size_t *width);

/* Offset behind the tag that begins at `at`. */
size_t tag_end(const char *text, size_t at);

/* Why the record does not fit its schema, in document order, one finding for each mistake. */
void explain(const struct record *record, const struct schema *schema, struct diags *diags);

#endif
