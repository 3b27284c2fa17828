/* The font file of a face, opened by HarfBuzz alone: words of one script that runs from left to right
 * are shaped without pango, which starts threads for every font that it looks for. */
#ifndef REVISIT_FRAME_FACEFILE_H
#define REVISIT_FRAME_FACEFILE_H

#include <fontconfig/fontconfig.h>
#include <harfbuzz/hb.h>
#include <pango/pango.h>
#include <stdbool.h>
#include <stddef.h>

struct facefile {
	hb_font_t *font; /* units of 1/1024 point */
	hb_buffer_t *buffer; /* borrowed */
	const char *file; /* borrowed from the configuration */
	int index;
	bool small_caps; /* as far as the font has them; said before the face is opened */
};

/* Font files that are open, each once for all sizes. */
struct facefiles;

struct facefiles *facefiles_create(void);          /* yours; must outlive the faces */
void facefiles_destroy(struct facefiles *files);   /* NULL is fine */

/* The file among the configuration's own fonts whose family it is and whose weight and slant come
 * nearest. False when there is none of the family. */
bool facefile_open(struct facefile *face, struct facefiles *files, FcConfig *config,
	const char *family, double size, bool bold, bool italic);
void facefile_close(struct facefile *face); /* one that was not opened is fine */

/* True when the face has all characters of the text, and none of them wants more than shaping. */
bool facefile_can(const struct facefile *face, const char *text, size_t bytes);

bool facefile_has_small_caps(const struct facefile *face);

/* As pango gives glyphs; yours, pango_glyph_string_free. */
PangoGlyphString *facefile_shape(const struct facefile *face, PangoLanguage *language,
	const char *text, size_t bytes);

#endif
