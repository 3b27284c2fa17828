/* Our own reading of a RELAX NG grammar in XML syntax, with its annotations: for verdicts, and for their
 * reasons. */
#ifndef REVISIT_RECORD_GRAMMAR_H
#define REVISIT_RECORD_GRAMMAR_H

#include <stdbool.h>

#include "base/diag.h"

struct _xmlDoc;
struct _xmlSchemaFacet;
struct _xmlSchemaType;

enum pattern_kind {
	PATTERN_EMPTY,
	PATTERN_NOT_ALLOWED,
	PATTERN_TEXT,
	PATTERN_CHOICE,      /* first, second */
	PATTERN_GROUP,       /* first, second */
	PATTERN_INTERLEAVE,  /* first, second */
	PATTERN_ONE_OR_MORE, /* first */
	PATTERN_ELEMENT,     /* name; first: its content */
	PATTERN_ATTRIBUTE,   /* name; first: its value */
	PATTERN_DATA,        /* name of an XML Schema datatype, facets */
	PATTERN_VALUE,       /* name: the value itself */
	PATTERN_REF,         /* name of a definition; first: what it stands for */
};

struct pattern {
	enum pattern_kind kind;
	const char *name;
	const char *doc; /* the annotation's text, or NULL */
	const struct pattern *first, *second;
	struct _xmlSchemaType *type;
	struct _xmlSchemaFacet **facets; /* NULL at the end; or NULL */
	int line;
};

struct grammar;

/* The same from a file. */
struct grammar *grammar_load(const char *path, struct diags *diags);

/* Yours. NULL when the schema uses what we do not read, and diags says what (DIAG_RESOURCE_BROKEN). */
struct grammar *grammar_read(const char *path, struct _xmlDoc *doc, struct diags *diags);
void grammar_destroy(struct grammar *grammar); /* NULL is fine */

const struct pattern *grammar_start(const struct grammar *grammar);

/* All element patterns, in the order of the schema; not copied. */
size_t grammar_element_count(const struct grammar *grammar);
const struct pattern *grammar_element_at(const struct grammar *grammar, size_t index);

/* The first element of that name, or NULL. */
const struct pattern *grammar_element(const struct grammar *grammar, const char *name);

/* An attribute of an element, or NULL. */
const struct pattern *grammar_attribute(const struct pattern *element, const char *name);

/* The pattern that a REF or any other pattern stands for. */
const struct pattern *pattern_resolve(const struct pattern *pattern);

#endif
