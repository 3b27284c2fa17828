/* The text of a block as a reader sees it, and where each byte of it stands in the record. */
#ifndef REVISIT_RECORD_PROSE_H
#define REVISIT_RECORD_PROSE_H

#include "record/record.h"

/* In place of what is computed when the report is made (val, date, xref, param): no record has the
 * character itself. UTF-8. */
#define PROSE_COMPUTED "\xef\xbf\xbc"

/* An element inside the text: bytes from..to of it. */
struct prose_span {
	const struct _xmlNode *element;
	size_t from, to;
};

struct prose {
	const struct _xmlNode *block;
	char *text;         /* UTF-8; white space folded, none at the ends; br and what is no text (a list
	                     * in an item) are a newline; notes are left out */
	size_t length;
	struct prose_span *spans; /* in order of their ends */
	size_t span_count;
};

/* Is the element text of a block, and not a block itself? */
bool prose_is_inline(const struct _xmlNode *element);

/* Yours. NULL when the element is inline, or has no text of its own. */
struct prose *prose_read(const struct record *record, const struct _xmlNode *block);
void prose_destroy(struct prose *prose); /* NULL is fine */

/* The span that byte `at` stands in, innermost; NULL when it stands in none. */
const struct prose_span *prose_span_at(const struct prose *prose, size_t at);

/* Place of byte `at`, for a finding; `path` (g_free) is the block's. */
struct place prose_place(const struct record *record, const struct prose *prose, size_t at,
	char **path);
/* The line of the record with a caret under bytes from..to, for the finding added last. */
void prose_show(const struct record *record, const struct prose *prose, size_t from, size_t to,
	struct diags *diags);

#endif
