/* The font file of a face, opened by HarfBuzz alone. */
#include "frame/facefile.h"

#include <harfbuzz/hb-ot.h>
#include <stdlib.h>

#include "frame/text.h"

static bool
is_family(FcPattern *pattern, const char *family)
{
	FcChar8 *name;

	for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
		if (g_ascii_strcasecmp((const char *)name, family) == 0)
			return true;
	return false;
}

/* How far a font is from what is wanted; slant counts more than any weight. */
static int
distance(FcPattern *pattern, bool bold, bool italic)
{
	int weight = FC_WEIGHT_REGULAR, slant = FC_SLANT_ROMAN;

	FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
	FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
	return abs(weight - (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)) +
		((slant != FC_SLANT_ROMAN) != italic ? 1000 : 0);
}

static FcPattern *
nearest(FcConfig *config, const char *family, bool bold, bool italic)
{
	FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
	FcPattern *best = NULL;

	for (int i = 0; set && i < set->nfont; i++)
		if (is_family(set->fonts[i], family) && (!best ||
			distance(set->fonts[i], bold, italic) < distance(best, bold, italic)))
			best = set->fonts[i];
	return best;
}

bool
facefile_open(struct facefile *face, FcConfig *config, const char *family, double size, bool bold,
	bool italic)
{
	FcPattern *pattern = nearest(config, family, bold, italic);
	int scale = (int)(size * PANGO_SCALE + 0.5);
	FcChar8 *file;
	hb_blob_t *blob;
	hb_face_t *hb;

	if (!pattern || FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch)
		return false;
	FcPatternGetInteger(pattern, FC_INDEX, 0, &face->index);
	face->file = (const char *)file;
	blob = hb_blob_create_from_file(face->file);
	hb = hb_face_create(blob, (unsigned)face->index);
	face->font = hb_font_create(hb);
	hb_ot_font_set_funcs(face->font);
	hb_font_set_scale(face->font, scale, scale);
	hb_face_destroy(hb);
	hb_blob_destroy(blob);
	return true;
}

void
facefile_close(struct facefile *face)
{
	hb_font_destroy(face->font);
}

/* Marks, joiners and controls may need another font for what is before them, or vanish. */
static bool
is_plain(gunichar c)
{
	return c >= 0x20 && c != 0x7f && c != 0xad && !g_unichar_ismark(c) && !g_unichar_iscntrl(c) &&
		g_unichar_type(c) != G_UNICODE_FORMAT;
}

bool
facefile_can(const struct facefile *face, const char *text, size_t bytes)
{
	hb_codepoint_t glyph;

	for (const char *at = text; at < text + bytes; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (!is_plain(c) || !hb_font_get_nominal_glyph(face->font, c, &glyph))
			return false;
	}
	return bytes > 0 && !text_is_complex(text, bytes);
}

/* Figures and marks alone are set as Latin text is. */
static void
buffer_fill(hb_buffer_t *buffer, PangoLanguage *language, const char *text, size_t bytes)
{
	hb_buffer_add_utf8(buffer, text, (int)bytes, 0, (int)bytes);
	hb_buffer_guess_segment_properties(buffer);
	if (hb_buffer_get_script(buffer) == HB_SCRIPT_INVALID)
		hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
	hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, hb_language_from_string(pango_language_to_string(language), -1));
}

PangoGlyphString *
facefile_shape(const struct facefile *face, PangoLanguage *language, const char *text, size_t bytes)
{
	hb_buffer_t *buffer = hb_buffer_create();
	PangoGlyphString *string = pango_glyph_string_new();
	const hb_glyph_info_t *infos;
	const hb_glyph_position_t *positions;
	unsigned count;

	buffer_fill(buffer, language, text, bytes);
	hb_shape(face->font, buffer, NULL, 0);
	infos = hb_buffer_get_glyph_infos(buffer, &count);
	positions = hb_buffer_get_glyph_positions(buffer, NULL);
	pango_glyph_string_set_size(string, (int)count);
	for (unsigned i = 0; i < count; i++) {
		string->glyphs[i].glyph = infos[i].codepoint;
		string->glyphs[i].geometry = (PangoGlyphGeometry){ positions[i].x_advance,
			positions[i].x_offset, -positions[i].y_offset };
		string->log_clusters[i] = (int)infos[i].cluster;
	}
	hb_buffer_destroy(buffer);
	return string;
}
