/* Colours: contrast, difference, and how they look to eyes and printers other than one's own. */
#ifndef REVISIT_STYLE_COLOUR_H
#define REVISIT_STYLE_COLOUR_H

#include "style/style.h"

/* Black and white print, and the three dichromacies. */
enum sight { SIGHT_NORMAL, SIGHT_GREY, SIGHT_PROTAN, SIGHT_DEUTAN, SIGHT_TRITAN, SIGHT_COUNT };

/* Names for SIGHT_...: normal, grey, protanopia, deuteranopia, tritanopia; NULL-terminated. */
extern const char *const sight_names[];

/* Contrast ratio, 1 to 21: WCAG 2.2, "contrast ratio" and "relative luminance". */
double colour_contrast(struct colour a, struct colour b);

/* How different two colours look: CIE 1976 distance in L*a*b* for D65; about 2 can just be told
 * apart side by side. */
double colour_difference(struct colour a, struct colour b);

/* L*, 0 to 100. */
double colour_lightness(struct colour colour);

/* As CSS has it: #123f66. */
void colour_print(char out[8], struct colour colour);

/* A colour as that sight sees it: grey of the same luminance; or the dichromat's, by Machado, Oliveira
 * and Fernandes, "A physiologically-based model for simulation of color vision deficiency", IEEE
 * Transactions on Visualization and Computer Graphics 15(6), 2009, severity 1.0. Unset stays unset. */
struct colour colour_seen(struct colour colour, enum sight sight);

/* All colours of the style become as that sight sees them, for proofs. */
void style_see(struct style *style, enum sight sight);

#endif
