/* Bands: the thresholds between wordings, from templates/common/bands.xml. */
#ifndef REVISIT_REPORT_BANDS_H
#define REVISIT_REPORT_BANDS_H

#include "base/diag.h"
#include "base/num.h"

struct bands;

/* Yours; NULL on failure, and diags says why (DIAG_RESOURCE_*). */
struct bands *bands_load(const char *path, struct diags *diags);
void bands_destroy(struct bands *bands); /* NULL is fine */

/* The word of a value on a scale (comparison, projection, milestone); a threshold belongs to the
 * narrower band. NULL when there is no such scale or no number. Borrowed. */
const char *bands_word(const struct bands *bands, const char *scale, struct num value);

#endif
