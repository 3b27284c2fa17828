/* The product: what a build gives, as the builder keeps it until the next good one. */
#ifndef REVISIT_SERVE_PRODUCT_H
#define REVISIT_SERVE_PRODUCT_H

#include "base/diag.h"

struct bands;
struct fonts;
struct pages;
struct record;
struct report;
struct schema;
struct style;
struct templates;

struct product {
	const char *input; /* the record's path, as it was given */
	const struct record *record;
	const struct report *report;
	const struct pages *pages;
	const struct schema *schema;
	const struct bands *bands;
	struct templates *templates;
	struct style *style;
	struct fonts *fonts;
	const char *against_input;     /* of --against, or NULL */
	const struct product *against; /* made from it; NULL when there is none, or none could be made */
};

#endif
