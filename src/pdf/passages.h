/* The passages of a published PDF, from its structure: what can be compared with another. */
#ifndef REVISIT_PDF_PASSAGES_H
#define REVISIT_PDF_PASSAGES_H

#include "pdf/structure.h"
#include "report/compare.h"

/* In the order of reading, without the contents, which say nothing of their own. Soft hyphens are left
 * out, for they go with the lines. Yours, passages_destroy; needs the structure no longer. */
struct passages *structure_passages(const struct structure *structure);

#endif
