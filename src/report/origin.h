/* Inside the report room: where text comes from, followed through the templates. A template sees only
 * strings, so a string carries its origin in itself: before text from a record, and before a figure,
 * stands a character of the private planes (U+F0000 and up) that is the number of an origin; U+10FFFD
 * ends it. Templates copy them like any character; the reader of the report takes them out again and
 * keeps what they said. Used for previews only: other builds have none, and cost nothing. */
#ifndef REVISIT_REPORT_ORIGIN_H
#define REVISIT_REPORT_ORIGIN_H

#include <glib.h>

#include "base/arena.h"
#include "report/node.h"

struct record;
struct _xmlNode;

struct origins;

struct origins *origins_create(void);           /* yours */
void origins_destroy(struct origins *origins);  /* takes all marks out of the records again; NULL is fine */

/* Puts marks into the text of a record, which keeps them until origins_destroy: a mark for each line
 * of each run of text. False, and nothing done, when the record has such characters of its own. The
 * record must live as long. */
bool origins_put(struct origins *origins, const struct record *record);

/* `text` between marks that say where it comes from; "" stays "". `figure` is a path or NULL. In the
 * arena; `file` is copied. */
const char *origins_mark(struct origins *origins, struct arena *arena, const char *text,
	const char *file, int line, const char *figure);

/* The first byte after the marks that `text` begins with. */
const char *origin_skip(const char *text);
/* Bytes of the mark at `text`; 0 when there is none. Its origin goes to *number, -1 for an end. */
size_t origin_mark_at(const char *text, int *number);
/* Takes the marks out, in place. */
void origin_strip(char *text);

/* Copies of all origins for a report, in its arena, by their numbers. */
const struct origin *origins_copy(const struct origins *origins, struct arena *arena);

#endif
