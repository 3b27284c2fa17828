/* What `revisit verify` finds out about one PDF, as text or as JSON. */
#ifndef REVISIT_VERDICT_H
#define REVISIT_VERDICT_H

#include <glib.h>
#include <stdbool.h>

#include "base/diag.h"
#include "versus.h"

/* Why a document is not what its sources make here and now; told in this order. */
enum reason {
	REASON_ALTERED,  /* the file is not as it was written */
	REASON_APPENDED, /* others have added an update, perhaps a signature */
	REASON_INPUTS,   /* templates or style are not the installed ones */
	REASON_ENGINE,   /* made by another program, or with other libraries */
	REASON_FONTS,
	REASON_COUNT
};

struct verdict {
	const char *file;
	bool identical;  /* its first version is, byte for byte, what its sources make */
	bool made;       /* it could be made again */
	const char *seal; /* by its own identifier: "whole", "broken" or "none"; NULL: not asked */
	GPtrArray *reasons[REASON_COUNT]; /* of text; the first of them */
	int more[REASON_COUNT];           /* that many were left out */
	size_t appended; /* bytes */
	GPtrArray *signatures;  /* of struct signature, or NULL */
	struct versus *versus;  /* against what its sources make; NULL when identical or not made */
	struct versus *update;  /* of what was appended, against the first version; or NULL */
};

void verdict_begin(struct verdict *verdict, const char *file);
void verdict_end(struct verdict *verdict);
void verdict_add(struct verdict *verdict, enum reason reason, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
/* All are there: how many more there were is the last of each. */
void verdict_close(struct verdict *verdict);

/* In one word: identical, appended, altered, differs, same (words and look), or unknown. */
const char *verdict_word(const struct verdict *verdict);

/* 0: identical, and nothing to say; else 1. */
int verdict_status(const struct verdict *verdict);

/* Of struct signature, or NULL: an array of what each says. Yours. */
struct json_object *signatures_json(const GPtrArray *signatures);

/* Lines that begin with the file's name. */
void verdict_print(const struct verdict *verdict);
/* One line; docs/verify.md says what its members mean. */
void verdict_json(const struct verdict *verdict, const struct diags *diags);

#endif
