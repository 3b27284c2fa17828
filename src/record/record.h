/* Records: read from a file that nobody vouches for, checked against the schema, and explained in
 * the words of the vocabulary where they do not fit. What leaves this room is well-formed, valid,
 * bounded in size and depth, and has no text that could not be published. */
#ifndef REVISIT_RECORD_RECORD_H
#define REVISIT_RECORD_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct _xmlDoc;
struct _xmlNode;

/* The compiled RELAX NG, and our own reading of it for explanations. Shared by any number of
 * records; never changed by them. */
struct schema;

/* Yours. NULL on failure, and diags says why (DIAG_RESOURCE_*). */
struct schema *schema_load(const char *rng_path, struct diags *diags);
void schema_destroy(struct schema *schema); /* NULL is fine */

/* What a record may ask of us. Each has its message when it is exceeded. */
struct record_limits {
	size_t bytes;      /* of the file */
	size_t nodes;      /* elements, runs of text, comments; an attribute counts twice */
	int depth;         /* of open elements */
	int attributes;    /* of one tag */
	size_t tag_bytes;  /* from < to > */
	size_t run_bytes;  /* of one comment, instruction or run of text */
	int marks;         /* combining marks in a row */
	int names;         /* different names of elements and attributes */
	/* besides its own, where what it shows or takes in may stand; ends with NULL. NULL: nowhere */
	const char *const *folders;
};

#define RECORD_LIMITS_DEFAULT \
	((struct record_limits){ .bytes = 32 << 20, .nodes = 2000000, .depth = 256, \
		.attributes = 256, .tag_bytes = 64 << 10, .run_bytes = 8 << 20, .marks = 30, .names = 2000 })

/* Sets the limit of that name: bytes, nodes, depth, attributes, tag, run, marks or names. False when
 * there is none, or it cannot be so much: beyond that, the library itself gives up. */
bool record_limit_set(struct record_limits *limits, const char *name, double most);

struct record;

/* Yours. NULL when there is nothing to work with or the record is not valid; diags says why. Needs
 * xml_init. Nothing but the file itself is read. */
struct record *record_load(const char *path, const struct schema *schema,
	const struct record_limits *limits, struct diags *diags);
/* The same of another document of the schema, such as `boilerplate`, by its first element. */
struct record *record_load_as(const char *root, const char *path, const struct schema *schema,
	const struct record_limits *limits, struct diags *diags);
void record_destroy(struct record *record); /* NULL is fine */

/* Borrowed: the tree is the record's. */
struct _xmlDoc *record_doc(const struct record *record);
const char *record_path(const struct record *record);
/* The characters of the file in UTF-8, NUL after the last; borrowed. */
const char *record_text(const struct record *record, size_t *size);
/* Those that it was read under, for what it takes in. */
const struct record_limits *record_limits(const struct record *record);

/* The line of the element's start tag (of a text or attribute: of its element), from 1; 0 when it is
 * not known. Right beyond 65,535, where libxml2's own number stops. */
int record_line(const struct _xmlNode *node);

/* As /inspection-record/body/section[2]/para; a number where siblings share the name. Yours, g_free. */
char *record_element_path(const struct _xmlNode *node);

/* Where an element is, or, when given, the value of its attribute. `path` becomes the element's; yours,
 * g_free. */
struct place record_place(const struct record *record, const struct _xmlNode *element,
	const char *attribute, char **path);

/* Add the line of the record, with a caret under the element's name or, when given, under the value
 * of its attribute, to the finding added last. */
void record_show(const struct record *record, const struct _xmlNode *element, const char *attribute,
	struct diags *diags);

/* What the schema cannot say: ids, references, the order of dates. True when nothing is wrong. */
bool record_check(const struct record *record, struct diags *diags);

#endif
