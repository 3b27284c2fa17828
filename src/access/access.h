/* Accessibility: what can be said of a finished document before it is published, from its structure as
 * read back, its pages and its style: what passes, what to look at, and what only a person can tell. */
#ifndef REVISIT_ACCESS_ACCESS_H
#define REVISIT_ACCESS_ACCESS_H

#include "base/diag.h"
#include "frame/frame.h"
#include "report/strings.h"
#include "style/style.h"

enum access_verdict {
	ACCESS_PASS,
	ACCESS_LOOK,   /* perhaps as it should be: a person must look */
	ACCESS_FAIL,   /* people will be shut out: to be mended before it is published */
	ACCESS_PERSON, /* no machine can tell */
	ACCESS_VERDICT_COUNT
};

/* One place that a finding is about. */
struct access_point {
	const char *says; /* UTF-8 */
	const char *file; /* of the record, or what it takes in; NULL: unknown */
	int line;         /* 0: unknown */
	int page;         /* from 1; 0: of no one page */
};

/* What was found of one matter, in publishers' words and the language that was asked for. */
struct access_finding {
	const char *name;  /* headings */
	const char *title; /* Headings */
	const char *rule;  /* of WCAG 2.2 or ISO 14289-1, as "WCAG 1.3.1, 2.4.6" */
	enum access_verdict verdict;
	const char *says;  /* one sentence, or a few */
	const struct access_point *points; /* what to look at; at most 50 */
	int point_count;
};

struct access;

/* The words that all of this is said in, from the folder of templates: of that language, else English.
 * Yours; NULL on failure, and diags says why. */
struct strings *access_words(const char *templates, const char *lang, struct diags *diags);

/* Reads the PDF that was made of these pages, all of which must outlive the result. To be called in a
 * worker, as it reads a PDF. Yours; NULL when it cannot be read, and diags says why. */
struct access *access_read(const char *path, const struct pages *pages, const struct style *style,
	const struct strings *words, struct diags *diags);
void access_destroy(struct access *access); /* NULL is fine */

/* In the order in which they are to be shown. */
int access_count(const struct access *access);
const struct access_finding *access_finding(const struct access *access, int number);
/* "passed", "to look at", ... */
const char *access_verdict_name(const struct access *access, enum access_verdict verdict);

/* All of it as one HTML page, accessible itself. Yours, g_free. */
char *access_page(const struct access *access);
/* Is `page` such a page, and about a PDF with other bytes than this one? */
bool access_is_old(const char *page, const char *pdf);

#endif
