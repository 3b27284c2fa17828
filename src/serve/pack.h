/* Packing: pages, outline and problems, as they go from the builder to the server. */
#ifndef REVISIT_SERVE_PACK_H
#define REVISIT_SERVE_PACK_H

#include <glib.h>

#include "base/diag.h"
#include "frame/frame.h"
#include "serve/product.h"

/* All findings as a JSON list, each with its place on the pages; `pages` may be NULL. Yours, g_free. */
char *pack_problems(const struct diags *diags, const char *input, const struct pages *pages);

/* The headings as a JSON list. Yours, g_free. */
char *pack_outline(const struct product *product);

/* What a page is drawn with, told as it is met: the family's name in the SVG, and the file. */
typedef void pack_font_fn(void *data, const char *name, const char *file);

/* A page (from 0) as SVG, with sources. Yours, g_free. */
char *pack_svg(const struct product *product, int number, pack_font_fn *font, void *data);

/* Its guides: JSON. Yours, g_free. */
char *pack_guides(const struct product *product, int number);

#endif
