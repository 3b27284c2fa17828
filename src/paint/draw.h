/* Drawing with cairo, what all its surfaces share. */
#ifndef REVISIT_PAINT_DRAW_H
#define REVISIT_PAINT_DRAW_H

#include <cairo.h>

#include "frame/frame.h"

/* Opened font files; yours, and must outlive the surfaces drawn with it. */
struct brush;

/* A picture that cannot be decoded is a finding in diags with its line. */
struct brush *brush_create(cairo_t *cr, struct diags *diags);
void brush_destroy(struct brush *brush); /* NULL is fine */

/* Draw a text, path or image item; links draw nothing. */
void brush_item(struct brush *brush, const struct item *item);

/* Glyphs with the text that each cluster of them stands for, in a font at any size. */
void brush_glyphs(struct brush *brush, const struct font *font, double size, const char *text,
	int bytes, const cairo_glyph_t *glyphs, const cairo_text_cluster_t *clusters, int count);

/* Between two pages: what they share is kept, unless it is much. */
void brush_page_end(struct brush *brush);

/* What went wrong so far, or NULL: the first failure stays. */
const char *brush_error(const struct brush *brush);
/* A picture was left out, which is in diags already: nothing is to be published. */
bool brush_broken(const struct brush *brush);

#endif
