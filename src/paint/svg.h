/* SVG: frame items as text that a browser draws. Words stay text, each at the place that layout gave
 * it, so that they can be searched, copied and clicked; the same font files and the same shaper
 * (HarfBuzz) then give the same glyphs as in the PDF. Where the reader's fonts are not ours, `fit`
 * keeps each line to the width that was measured. */
#ifndef REVISIT_PAINT_SVG_H
#define REVISIT_PAINT_SVG_H

#include <glib.h>
#include <stdbool.h>

#include "frame/frame.h"

/* How fonts and colours are named; zeroed: in attributes, by the font's own family, weight and slant. */
struct svg_way {
	/* Writes the attributes that choose a font and its size, with a space before each; `font` is NULL
	 * when the reader's own fonts serve (fit). */
	void (*font)(void *data, GString *out, const struct look *look, const struct font *font);
	/* Writes the attribute that sets `property` (fill or stroke), with a space before it. */
	void (*colour)(void *data, GString *out, const char *property, struct colour colour);
	void *data;
	bool fit;     /* a line of text is one piece, stretched to its width */
	bool sources; /* data-line (data-file, where it is not `file`; data-figure), role as class, links */
	const char *file;
};

/* Appends items number `from` to `to` (not with it) of a page, without an element around them. */
void paint_svg_items(GString *out, const struct page *page, unsigned from, unsigned to,
	const struct svg_way *way);

/* One page (from 0) as an SVG document. Yours, g_free. */
char *paint_svg(const struct pages *pages, int number, const struct svg_way *way);

/* A number as SVG and CSS have it: three decimals at most, no zeros at the end, never "-0"; whatever
 * the locale. */
void svg_number(GString *out, double number);

#endif
