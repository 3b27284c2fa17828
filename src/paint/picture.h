/* Pictures on cairo: decoded once, or passed through; drawn upright into a box. */
#ifndef REVISIT_PAINT_PICTURE_H
#define REVISIT_PAINT_PICTURE_H

#include <cairo.h>
#include <stdbool.h>

#include "frame/picture.h"

/* The pictures that a surface is drawn with, decoded; yours, and must outlive the surface's finish. */
struct gallery;

struct gallery *gallery_create(void);
void gallery_destroy(struct gallery *gallery); /* NULL is fine */

/* Draws a picture into a box. On a PDF, a JPEG's bytes are passed through as they are. False when its
 * bytes cannot be decoded; then nothing is drawn. */
bool gallery_draw(struct gallery *gallery, cairo_t *cr, const struct picture *picture, double x,
	double y, double width, double height);

/* Between two pages: gives back memory when much is held. */
void gallery_page_end(struct gallery *gallery);

/* A JPEG as pixels; yours. NULL when it cannot be decoded. */
cairo_surface_t *jpeg_surface(const struct picture *picture);

#endif
