/* The glyphs that pages use, font file by font file: what a painter must embed. */
#ifndef REVISIT_FRAME_GLYPHS_H
#define REVISIT_FRAME_GLYPHS_H

#include "frame/frame.h"

struct used_glyph {
	const struct font *font; /* at one of the sizes at which it is used */
	uint32_t index;
	const char *text;        /* what it stands for, alone if it ever does; not terminated */
	int bytes;
	bool alone;              /* no other glyph is needed for that text */
};

/* In order of font number, then of first use. */
struct used_glyphs {
	GArray *glyphs;    /* of struct used_glyph */
	int *first;        /* by font number: place of its first */
	GPtrArray *places; /* by font number: GHashTable of glyph index to place from there, from 1 */
};

struct used_glyphs *pages_glyphs(const struct pages *pages); /* yours */
void used_glyphs_destroy(struct used_glyphs *used);         /* NULL is fine */

/* Its place in the list, or -1. */
int used_glyph_find(const struct used_glyphs *used, const struct font *font, uint32_t index);

#endif
