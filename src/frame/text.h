/* Text: fonts by file, shaping, measuring. Words are shaped once per face and kept. */
#ifndef REVISIT_FRAME_TEXT_H
#define REVISIT_FRAME_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/version.h"

struct style;
struct look;
struct fonts;
typedef struct _PangoLanguage PangoLanguage;

/* One font file at one size, for painters. */
struct font {
	const char *file;
	int index;   /* of the face in the file */
	int number;  /* of file and face, from 0: the same at every size */
	double size; /* em, points */
};

struct glyph {
	uint32_t index;
	float x, y; /* of its origin, from the run's start; y downwards */
};

/* As many bytes of the text as belong to as many glyphs, in the text's order. */
struct cluster {
	uint16_t bytes, glyphs;
};

/* A piece of text in one font and one direction. Immutable; lives as long as its fonts. */
struct run {
	const struct font *font;
	const char *text;
	int bytes, glyph_count, cluster_count;
	bool backwards; /* right to left: clusters go from the last glyph to the first */
	float x, width; /* from the start of the shaped text */
	const struct glyph *glyphs;
	const struct cluster *clusters;
};

/* A shaped piece of text: runs from left to right. */
struct shaped {
	double width;
	const struct run *runs;
	int run_count;
	uint32_t unknown; /* the first character that no font has; 0: none */
	const struct shaped *spaced; /* once fonts_spaced was asked for it */
};

/* One family at one size, weight and slant. */
struct face {
	double ascent, descent; /* of the font, both positive */
	double x_height, cap_height;
	const struct shaped *space;
	bool uncapped; /* its look asks for small capitals, and the font has none */
};

/* The fonts of a style; yours. A file that cannot be read is a failure in diags. */
struct fonts *fonts_create(const struct style *style, struct diags *diags);
void fonts_destroy(struct fonts *fonts); /* NULL is fine */

/* Borrowed; the same look gives the same face. */
const struct face *fonts_face(struct fonts *fonts, const struct look *look);

/* The language for shaping; BCP 47 or NULL. Never freed, equal for equal tags. */
PangoLanguage *text_language(const char *lang);
const char *text_language_name(PangoLanguage *language); /* "en-gb" */

/* Borrowed, from the cache when it was shaped before. One word or part of one, valid UTF-8: a text
 * of more than 1,000 bytes is shaped as it is, so break it first. fonts_shape_level takes text of one
 * embedding level (UAX 9), whose marks and brackets follow its direction. */
const struct shaped *fonts_shape(struct fonts *fonts, const struct face *face,
	PangoLanguage *language, const char *text, size_t bytes);
const struct shaped *fonts_shape_level(struct fonts *fonts, const struct face *face,
	PangoLanguage *language, int level, const char *text, size_t bytes);

/* The word with the face's space after it, whose width is the word's and the space's. Borrowed. */
const struct shaped *fonts_spaced(struct fonts *fonts, const struct face *face,
	const struct shaped *word);

/* True when the text has characters of scripts that spaces and hyphens alone do not divide, or that
 * run from right to left: Hebrew and all that follow it in Unicode but punctuation and symbols. */
bool text_is_complex(const char *text, size_t bytes);

/* Where a line may begin (UAX 14, and a dictionary for Thai): breaks[i] is true for the byte at which
 * one may; `breaks` has room for a flag a byte. */
void text_breaks(const char *text, size_t bytes, PangoLanguage *language, bool *breaks);

/* The language is written from right to left. */
bool text_is_leftward(PangoLanguage *language);

/* The embedding level of the character at each byte (UAX 9); odd: right to left. `rtl` is the base
 * direction: told for a language that is written from right to left, else found from the text. */
void text_levels(const char *text, size_t bytes, PangoLanguage *language, bool *rtl,
	unsigned char *levels);

/* The visual order of parts with these levels (UAX 9, L2): order[i] is the one that stands at place i
 * from the left. */
void text_order(const unsigned char *levels, int count, int *order);

/* Runs stand from left to right; this gives them in the order in which they are read, which is that in
 * which a PDF gives its words back. NULL is before the first, and after the last. */
const struct run *shaped_run_after(const struct shaped *shaped, const struct run *before);

/* The fonts used so far, in order of first use; count in *count. */
const struct font *const *fonts_used(const struct fonts *fonts, int *count);

libraries_fn text_libraries;

#endif
