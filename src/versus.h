/* One PDF against another: which of its words have changed, and which of its pages look different. */
#ifndef REVISIT_VERSUS_H
#define REVISIT_VERSUS_H

#include <json-c/json.h>
#include <stdbool.h>

#include "base/diag.h"
#include "pdf/document.h"
#include "report/compare.h"

struct versus {
	struct passages *old, *new;
	GArray *changes; /* of struct change; NULL: one of them has no structure to compare words by */
	int count;       /* of pages, of the one that has more */
	GArray *drawn;   /* of int: pages, from 1, that are not drawn alike */
	GArray *seen;    /* of int: those of them that look different; NULL: nobody has looked */
	GPtrArray *besides; /* of text: what else differs; NULL: it was not asked */
};

/* Words, and how pages are drawn. To be called in a worker. Yours. */
struct versus *versus_make(const struct document *old, const struct document *new);
void versus_destroy(struct versus *versus); /* NULL is fine */
/* Asks what else differs: links, bookmarks, scripts, files, metadata. */
void versus_ask_besides(struct versus *versus, const struct document *old, const struct document *new);

/* Looks at the pages that are not drawn alike, in a worker of its own: the files at these paths, with
 * `scratch` for what it finds out. With `folder`, pages that look different are written there, side by
 * side, as NAME-003.png. */
struct look_job {
	const char *file; /* for messages: the others may be ours, and gone by then */
	const char *old, *new, *scratch;
	const char *folder, *name; /* folder may be NULL */
	double seconds; /* how long it may take; what has no end leaves time to tell the rest */
};
void versus_look(struct versus *versus, const struct look_job *job, struct diags *diags);

/* Of the pictures that an earlier run wrote there, those go that are none of these pages (may be NULL). The
 * documents have at most so many pages. */
void versus_clear(const struct look_job *job, const GArray *seen, int count, struct diags *diags);

bool versus_same_words(const struct versus *versus);
bool versus_same_look(const struct versus *versus); /* pages drawn alike look alike */

/* Lines, each with `before` in front. */
void versus_print(const struct versus *versus, const char *before);
/* Members "words", "look", "pages", "changes" and, when it was asked, "besides". */
void versus_json(const struct versus *versus, struct json_object *into);

#endif
