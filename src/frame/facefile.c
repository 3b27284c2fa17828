/* The font file of a face, opened by HarfBuzz alone. */
#include "frame/facefile.h"

#include <harfbuzz/hb-ot.h>
#include <stdlib.h>

#include "frame/text.h"

struct facefiles {
	GHashTable *faces; /* pattern to hb_face_t: what HarfBuzz has learned of a file serves all sizes */
	hb_buffer_t *buffer;
};

static void
face_free(gpointer face)
{
	hb_face_destroy(face);
}

struct facefiles *
facefiles_create(void)
{
	struct facefiles *files = g_new0(struct facefiles, 1);

	files->faces = g_hash_table_new_full(NULL, NULL, NULL, face_free);
	files->buffer = hb_buffer_create();
	return files;
}

void
facefiles_destroy(struct facefiles *files)
{
	if (!files)
		return;
	g_hash_table_destroy(files->faces);
	hb_buffer_destroy(files->buffer);
	g_free(files);
}

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

static hb_face_t *
face_of(struct facefiles *files, const FcPattern *pattern, const char *file, int index)
{
	hb_face_t *face = g_hash_table_lookup(files->faces, pattern);
	hb_blob_t *blob;

	if (!face) {
		blob = hb_blob_create_from_file(file);
		face = hb_face_create(blob, (unsigned)index);
		hb_blob_destroy(blob);
		g_hash_table_insert(files->faces, (gpointer)pattern, face);
	}
	return face;
}

bool
facefile_open(struct facefile *face, struct facefiles *files, FcConfig *config, const char *family,
	double size, bool bold, bool italic)
{
	FcPattern *pattern = nearest(config, family, bold, italic);
	int scale = (int)(size * PANGO_SCALE + 0.5);
	FcChar8 *file;

	if (!pattern || FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch)
		return false;
	FcPatternGetInteger(pattern, FC_INDEX, 0, &face->index);
	face->file = (const char *)file;
	face->buffer = files->buffer;
	face->font = hb_font_create(face_of(files, pattern, face->file, face->index));
	hb_ot_font_set_funcs(face->font);
	hb_font_set_scale(face->font, scale, scale);
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

static const hb_feature_t small_caps = { HB_TAG('s', 'm', 'c', 'p'), 1, HB_FEATURE_GLOBAL_START,
	HB_FEATURE_GLOBAL_END };

bool
facefile_has_small_caps(const struct facefile *face)
{
	hb_face_t *own = hb_font_get_face(face->font);
	hb_tag_t tags[32];
	unsigned from = 0, count;
	bool has = false;

	do {
		count = G_N_ELEMENTS(tags);
		hb_ot_layout_table_get_feature_tags(own, HB_OT_TAG_GSUB, from, &count, tags);
		for (unsigned i = 0; i < count; i++)
			has |= tags[i] == small_caps.tag;
		from += count;
	} while (count == G_N_ELEMENTS(tags) && !has);
	return has;
}

PangoGlyphString *
facefile_shape(const struct facefile *face, PangoLanguage *language, const char *text, size_t bytes)
{
	hb_buffer_t *buffer = face->buffer;
	PangoGlyphString *string = pango_glyph_string_new();
	const hb_glyph_info_t *infos;
	const hb_glyph_position_t *positions;
	unsigned count;

	hb_buffer_clear_contents(buffer);
	buffer_fill(buffer, language, text, bytes);
	hb_shape(face->font, buffer, &small_caps, face->small_caps ? 1 : 0);
	infos = hb_buffer_get_glyph_infos(buffer, &count);
	positions = hb_buffer_get_glyph_positions(buffer, NULL);
	pango_glyph_string_set_size(string, (int)count);
	for (unsigned i = 0; i < count; i++) {
		string->glyphs[i].glyph = infos[i].codepoint;
		string->glyphs[i].geometry = (PangoGlyphGeometry){ positions[i].x_advance,
			positions[i].x_offset, -positions[i].y_offset };
		string->log_clusters[i] = (int)infos[i].cluster;
	}
	return string;
}
