/* Records and boilerplate that a record takes in from other files below its own folder. Each has its
 * own figures, its own lines and its own name in messages. */
#ifndef REVISIT_REPORT_INCLUDED_H
#define REVISIT_REPORT_INCLUDED_H

#include "base/diag.h"
#include "report/figure.h"

struct arena;
struct record;
struct schema;
struct _xmlNode;

/* One file: the record itself, or one that it takes in. */
struct source_file {
	const struct record *record;
	const struct _xmlNode *root;
	struct figures *figures;  /* its own; of boilerplate, which has no data, those of the record */
	const char *prefix;       /* before its ids, so that two units may use the same; "" usually */
	const struct _xmlNode *by; /* the element that took it in; NULL for the record itself */
};

struct included;

/* Of a record. Without a schema nothing can be taken in. Yours; all arguments must outlive it. */
struct included *included_create(const struct record *record, const struct schema *schema,
	const struct bands *bands);
void included_destroy(struct included *included); /* NULL is fine */

/* The file that a node is from; the record's own when it is from none of them. */
const struct source_file *included_of(const struct included *included, const struct _xmlNode *node);

/* The file that an include or unit-record names, read and checked when it is first asked for. NULL
 * when it cannot be had, and then diags says why, once. */
const struct source_file *included_take(struct included *included, const struct _xmlNode *element,
	struct diags *diags);

/* True when the file of that element was asked for before. */
bool included_has(const struct included *included, const struct _xmlNode *element);

/* The element with that id in the file that `node` is from, outside its data part; or NULL. */
const struct _xmlNode *included_target(struct included *included, const struct _xmlNode *node,
	const char *id);

/* How many figures of all files were computed. */
int included_computed(const struct included *included);

struct taken_file;

/* The files that were taken in, in order of their names, each once; in the arena. */
struct taken_file *included_files(const struct included *included, struct arena *arena, int *count);

#endif
