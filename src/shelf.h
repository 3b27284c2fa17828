/* The styles in use: each is loaded once, with its fonts and the words shaped so far, however many
 * reports it dresses. */
#ifndef REVISIT_SHELF_H
#define REVISIT_SHELF_H

#include "base/data.h"
#include "base/diag.h"
#include "frame/text.h"
#include "style/colour.h"
#include "style/style.h"

struct shelf;

struct dress {
	char *name;
	struct style *style;
	struct fonts *fonts;
};

struct shelf *shelf_create(enum sight sight); /* yours; whose colours its styles show */
void shelf_destroy(struct shelf *shelf);      /* NULL is fine */

/* The style of that name. Borrowed, good for as long as the shelf; NULL on failure, and diags says why. */
const struct dress *shelf_take(struct shelf *shelf, const struct data *data, const char *name,
	struct diags *diags);

#endif
