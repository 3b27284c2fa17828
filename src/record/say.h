/* The words of schema findings. What is wrong is decided in explain.c; here it is said. */
#ifndef REVISIT_RECORD_SAY_H
#define REVISIT_RECORD_SAY_H

#include "record/private.h"
#include "record/repair.h"

/* The children of an element while it is explained. */
struct siblings {
	const xmlNode *parent;
	const struct pattern *whole; /* content model of the parent, without attributes */
	const struct token *tokens;
	size_t count;
};

struct say {
	const struct record *record;
	const struct grammar *grammar;
	struct diags *diags;
	struct derive *derive;
};

/* "unit" or "xml:lang"; yours, g_free. */
char *say_name(const xmlNode *element);
char *say_attribute_name(const xmlAttr *attribute);

void say_missing(const struct say *say, const struct siblings *siblings, const struct edit *edit);
void say_misplaced(const struct say *say, const struct siblings *siblings, const struct edit *edit);
void say_renamed(const struct say *say, const struct siblings *siblings, const struct edit *edit);
void say_unwrapped(const struct say *say, const struct siblings *siblings, const struct edit *edit);

/* The text of an element that holds only a value. */
void say_text(const struct say *say, const xmlNode *element, const struct pattern *pattern,
	const char *text);
/* A child in an element that holds only text. */
void say_no_children(const struct say *say, const xmlNode *child);

/* `meant` is the attribute that the name is near to, or NULL; `known` are those of the element. */
void say_attribute_unknown(const struct say *say, const xmlNode *element, const char *name,
	const struct pattern *meant, const GPtrArray *known);
void say_attribute_missing(const struct say *say, const xmlNode *element,
	const struct pattern *attribute, const struct pattern *other);
/* `allowed`: the patterns of the attribute that are possible beside the others. */
void say_attribute_value(const struct say *say, const xmlNode *element,
	const struct pattern *attribute, const char *value, const GPtrArray *allowed);
/* The attribute cannot be given beside `other`, or, NULL, at all any more. */
void say_attribute_excluded(const struct say *say, const xmlNode *element, const char *name,
	const char *other);

#endif
