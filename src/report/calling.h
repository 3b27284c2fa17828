/* Inside the report room: what the functions for templates share. */
#ifndef REVISIT_REPORT_CALLING_H
#define REVISIT_REPORT_CALLING_H

#include <libxml/xpath.h>

#include "report/calc.h"
#include "report/included.h"
#include "report/origin.h"

enum { MOST_ARGUMENTS = 21 };

struct calc {
	struct diags *diags;
	struct included *included;
	struct printing printing;
	const struct strings *strings; /* of the language, with the record's own wordings */
	GHashTable *wordings; /* record → its strings over `strings`; NULL for none of its own */
	struct origins *origins; /* or NULL */
	const xmlNode *includer; /* the element that took boilerplate in last */
	GHashTable *places; /* element → its place among those of its name in its file */
	GHashTable *ranks;  /* what is counted → (element → its place among those of equal value) */
	GHashTable *told;   /* findings that are in diags already: "line message" */
};

struct call {
	const xmlNode *node; /* that the template stands at */
	const xmlNode *output; /* of the report, that is being filled */
	int count;
	const char *text[MOST_ARGUMENTS]; /* "" where there is none */
	bool printed;                     /* the answer goes into the report as it is */
	const xmlNode *first;             /* the first node of the first argument, when it is nodes */
};

typedef xmlXPathObjectPtr calc_fn(struct calc *calc, struct call *call);

struct calc_function {
	const char *name;
	calc_fn *run;
	int least, most; /* arguments */
};

extern const struct calc_function calc_functions[];
extern const int calc_function_count;

/* A finding at the element that the template stands at, once. */
void calc_tell(struct calc *calc, const struct call *call, const char *message);

#endif
