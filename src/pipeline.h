/* The pipeline: from one file to one document. */
#ifndef REVISIT_PIPELINE_H
#define REVISIT_PIPELINE_H

#include <stdbool.h>

#include "base/diag.h"
#include "build.h"

/* What inputs share: folders, schema, templates. Loaded once, inherited by workers. */
struct engine;

struct engine *engine_open(const struct build *build, struct diags *diags); /* yours */
void engine_close(struct engine *engine);                                  /* NULL is fine */

/* Build one input into `output` ("-": standard output, for html, report and frames only). For PNG
 * and SVG the output is a pattern whose %d is the number of the page. Gives the number of pages (0 for
 * HTML and a report); -1 on failure, and diags says why; nothing then stands at the output's name that
 * did not before. */
int engine_build(struct engine *engine, const char *input, const char *output, struct diags *diags);
int engine_figures(const struct engine *engine); /* how many were computed for the last one */

/* One input as far as its pages, kept with all that it came from: for who looks at it, and not only
 * once. */
struct draft {
	struct record *record;
	struct report *report;
	struct pages *pages;
	/* the engine's */
	const struct schema *schema;
	const struct bands *bands;
	struct templates *templates;
	struct style *style;
	struct fonts *fonts;
};

/* A record that contradicts itself has pages all the same, whatever its status: every finding of every
 * rule goes to diags. NULL when it is no record, lacks a file that it takes in, or has no pages. Yours;
 * must go before the engine. */
struct draft *engine_draft(struct engine *engine, const char *input, struct diags *diags);
void draft_destroy(struct draft *draft); /* NULL is fine */
/* A PNG of each page, at the engine's scale; the output is a pattern as for engine_build. */
bool engine_pictures(const struct engine *engine, const struct draft *draft, const char *output,
	struct diags *diags);

#endif
