/* Painters: frames to files. They decide nothing: every item stands where layout put it. */
#ifndef REVISIT_PAINT_PAINT_H
#define REVISIT_PAINT_PAINT_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/file.h"
#include "base/version.h"
#include "frame/frame.h"

struct attachments;

/* All pages as one PDF that everyone can read (PDF/UA-1) and that lasts (PDF/A-3a), with what it is
 * to carry (may be NULL). `date` is the document's own, as 2007-07-31T00:00:00Z: the clock is never
 * asked. False and diags on failure; `out` stays open and is the caller's to commit or discard. */
bool paint_pdf(const struct pages *pages, const char *date, const struct attachments *attachments,
	struct outfile *out, struct diags *diags);

/* One page (from 0) as PNG at `scale` pixels a point. */
bool paint_png(const struct pages *pages, int number, double scale, struct outfile *out,
	struct diags *diags);

/* A picture of a page, PNG or SVG, that we wrote, known by its imprint. False for a link, and for all that we
 * cannot read. */
bool paint_is_ours(const char *path);
/* Before an SVG that is a file of its own. */
extern const char imprint_svg[];

/* Makes ready what draws SVG pictures, which is otherwise loaded with the first of them; false when it is
 * not installed. */
bool paint_svg_load(void);

/* librsvg among them once it is loaded. */
libraries_fn paint_libraries;

#endif
