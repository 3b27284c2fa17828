/* The least that has to change in the children of an element so that they fit its content model: the
 * changes are the author's mistakes. */
#ifndef REVISIT_RECORD_REPAIR_H
#define REVISIT_RECORD_REPAIR_H

#include "record/derive.h"

struct _xmlNode;

/* A child: an element, or a run of text that is not only white space. */
struct token {
	const struct _xmlNode *node;
	const char *name;  /* NULL: text */
	bool known;        /* the vocabulary has an element of that name */
};

enum edit_kind {
	EDIT_NONE,    /* fits as it is */
	EDIT_INSERT,  /* the element is missing before the token */
	EDIT_DELETE,  /* the token does not belong here */
	EDIT_RENAME,  /* the token stands for the element */
	EDIT_WRAP,    /* tokens that belong inside the element, which is missing around them */
};

struct edit {
	enum edit_kind kind;
	size_t at, count;              /* tokens; count is 0 for INSERT */
	const struct pattern *element; /* of NONE (NULL for text), INSERT, RENAME, WRAP */
	const struct pattern *content; /* what may stand in it */
	const struct pattern *before;  /* what was expected before this edit */
	const struct pattern *after;
};

/* Edits, appended to edits, from tokens[from], which does not fit `pattern`, up to where things have
 * rested again for a while or to the end. */
void repair_find(struct derive *derive, const struct token *tokens, size_t count, size_t from,
	const struct pattern *whole, const struct pattern *pattern, GArray *edits);

/* What may follow the token; dead when it cannot stand here. */
const struct pattern *repair_step(struct derive *derive, const struct pattern *pattern,
	const struct token *token, const struct pattern **element, const struct pattern **content);

#endif
