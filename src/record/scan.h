/* The scan before the parser: one pass over the text of a record that finds what libxml2 would take
 * too long over, say badly or let through, and where each element stands. */
#ifndef REVISIT_RECORD_SCAN_H
#define REVISIT_RECORD_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "record/record.h"
#include "record/source.h"

/* Where an element stands, in bytes of the text from 0 and lines from 1. */
struct spot {
	uint32_t offset, line;         /* of < of the start tag */
	uint32_t end_offset, end_line; /* of < of the end tag; of an empty element, the same as above */
};

/* The spots of all elements in the order of their start tags, appended to spots. False when something
 * is wrong: not well-formed, DOCTYPE, over a limit, text that cannot be published. The first such
 * thing is told; of unpublishable characters, the first ten. */
bool scan_text(struct source *source, const struct record_limits *limits, GArray *spots,
	struct diags *diags);

#endif
