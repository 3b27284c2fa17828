/* The way out of the pipeline: pages become files. Each appears at its name whole or not at all. */
#ifndef REVISIT_OUTPUT_H
#define REVISIT_OUTPUT_H

#include <stdbool.h>

#include "base/data.h"
#include "base/diag.h"
#include "build.h"
#include "carry.h"
#include "frame/frame.h"

const char *target_name(enum target target);      /* "pdf" */
const char *target_extension(enum target target); /* ".pdf" */

/* Where the page about the accessibility of that PDF goes: x.accessibility.html for x.pdf. Yours. */
char *access_name(const char *output);

/* Pages on their way out, and what they were made from, which a PDF carries. All is borrowed. */
struct output {
	const struct build *build;
	const struct data *data;
	struct carry *carry;
	const struct style *style;
	const struct fonts *fonts;
	const struct pages *pages;
	const char *input;
	const char *const *templates; /* the files that made it, or NULL */
};

/* Writes the pages as the target asked for. `path` is a pattern for PNG and SVG, whose %d is the number of
 * the page; "-" is the standard output for frames. */
bool output_pages(const struct output *output, const char *path, struct diags *diags);

/* The file of a page (from 0), by such a pattern. Yours, g_free. */
char *page_name(const char *pattern, unsigned page);

/* A PNG of each page, at `scale` pixels a point; `pattern` as above. */
bool output_png(const struct pages *pages, double scale, const char *pattern, struct diags *diags);

bool output_text(const char *text, const char *path, struct diags *diags); /* "-": the standard output */

#endif
