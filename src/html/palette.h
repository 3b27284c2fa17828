/* The colours of a page, each with its counterpart in dark surroundings. */
#ifndef REVISIT_HTML_PALETTE_H
#define REVISIT_HTML_PALETTE_H

#include "style/style.h"

/* The colour that takes its place on dark paper. Every contrast is kept: of any two colours, the
 * counterparts have the same contrast ratio (WCAG 2.2, relative luminance) with light and dark
 * exchanged, but where one would have to be lighter than white. The hue stays, in OKLCH. */
struct colour palette_dark(struct colour light);

/* WCAG 2.2: 1 to 21. */
double palette_contrast(struct colour a, struct colour b);

#endif
