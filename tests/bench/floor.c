/* floor PAGES GLYPHS WORDS FONT OUT: the least that any program must do which writes such a report
 * with cairo: draws that many glyphs on that many pages, and nothing else. The words of the file WORDS
 * (its first 2,000) are shaped once, then drawn over and over, one call a line as the text must
 * extract. No layout, no tags, no links, no second font. */
#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <glib.h>
#include <harfbuzz/hb-ft.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 2000, LINES = 46 };

static const double size = 11, leading = 15, margin = 57, width = 595.28, height = 841.89;

struct word {
	const char *text; /* with the space after it */
	int bytes, count;
	cairo_glyph_t *glyphs; /* from 0, 0 */
	cairo_text_cluster_t *clusters;
	double advance;
};

struct line {
	GString *text;
	GArray *glyphs, *clusters;
};

static void
shape(struct word *word, hb_font_t *font)
{
	hb_buffer_t *buffer = hb_buffer_create();
	hb_glyph_info_t *info;
	hb_glyph_position_t *position;
	unsigned count;

	hb_buffer_add_utf8(buffer, word->text, word->bytes, 0, word->bytes);
	hb_buffer_guess_segment_properties(buffer);
	hb_shape(font, buffer, NULL, 0);
	info = hb_buffer_get_glyph_infos(buffer, &count);
	position = hb_buffer_get_glyph_positions(buffer, NULL);
	word->glyphs = g_new0(cairo_glyph_t, count);
	word->clusters = g_new0(cairo_text_cluster_t, count);
	word->count = (int)count;
	for (unsigned i = 0; i < count; i++) {
		unsigned next = i + 1 < count ? info[i + 1].cluster : (unsigned)word->bytes;

		word->glyphs[i] = (cairo_glyph_t){ info[i].codepoint,
			word->advance + position[i].x_offset / 64.0, 0 };
		word->clusters[i] = (cairo_text_cluster_t){ (int)(next - info[i].cluster), 1 };
		word->advance += position[i].x_advance / 64.0;
	}
	hb_buffer_destroy(buffer);
}

static GArray *
words_load(const char *path, hb_font_t *font)
{
	GArray *words = g_array_new(FALSE, TRUE, sizeof(struct word));
	char *text, **parts;

	if (!g_file_get_contents(path, &text, NULL, NULL) || !g_utf8_validate(text, -1, NULL))
		return words;
	parts = g_strsplit_set(text, " \n\f", -1);
	for (char **part = parts; *part && words->len < MOST_WORDS; part++) {
		struct word word = { .text = g_strconcat(*part, " ", NULL) };

		if (!**part)
			continue;
		word.bytes = (int)strlen(word.text);
		shape(&word, font);
		g_array_append_val(words, word);
	}
	g_strfreev(parts);
	g_free(text);
	return words;
}

static void
line_add(struct line *line, const struct word *word, double *x, double y)
{
	for (int i = 0; i < word->count; i++) {
		cairo_glyph_t glyph = word->glyphs[i];

		glyph.x += *x;
		glyph.y = y;
		g_array_append_val(line->glyphs, glyph);
	}
	g_array_append_vals(line->clusters, word->clusters, (guint)word->count);
	g_string_append_len(line->text, word->text, word->bytes);
	*x += word->advance;
}

static void
line_show(struct line *line, cairo_t *cr)
{
	cairo_show_text_glyphs(cr, line->text->str, (int)line->text->len,
		(cairo_glyph_t *)(void *)line->glyphs->data, (int)line->glyphs->len,
		(cairo_text_cluster_t *)(void *)line->clusters->data, (int)line->clusters->len, 0);
	g_string_truncate(line->text, 0);
	g_array_set_size(line->glyphs, 0);
	g_array_set_size(line->clusters, 0);
}

static void
pages_draw(cairo_t *cr, const GArray *words, long pages, long glyphs)
{
	struct line line = { g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t)),
		g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t)) };
	long drawn = 0, slots = pages * LINES;
	guint next = 0;

	for (long slot = 0; slot < slots; slot++) {
		double x = margin, y = margin + leading * (double)(slot % LINES + 1);

		while (drawn < glyphs * (slot + 1) / slots) {
			const struct word *word = &g_array_index(words, struct word, next++ % words->len);

			line_add(&line, word, &x, y);
			drawn += word->count;
		}
		line_show(&line, cr);
		if (slot % LINES == LINES - 1)
			cairo_show_page(cr);
	}
	g_string_free(line.text, TRUE);
	g_array_free(line.glyphs, TRUE);
	g_array_free(line.clusters, TRUE);
}

int
main(int argc, char **argv)
{
	FT_Library library;
	FT_Face face;
	GArray *words;
	cairo_surface_t *surface;
	cairo_t *cr;
	long pages = argc == 6 ? atol(argv[1]) : 0, glyphs = argc == 6 ? atol(argv[2]) : 0;

	if (pages < 1 || glyphs < 1 || FT_Init_FreeType(&library) ||
		FT_New_Face(library, argv[4], 0, &face) || FT_Set_Char_Size(face, 0, (FT_F26Dot6)(size * 64), 72, 72)) {
		fprintf(stderr, "usage: floor PAGES GLYPHS WORDS FONT OUT\n");
		return 2;
	}
	words = words_load(argv[3], hb_ft_font_create(face, NULL));
	if (!words->len) {
		fprintf(stderr, "%s: no words\n", argv[3]);
		return 3;
	}
	surface = cairo_pdf_surface_create(argv[5], width, height);
	cr = cairo_create(surface);
	cairo_set_font_face(cr, cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING));
	cairo_set_font_size(cr, size);
	pages_draw(cr, words, pages, glyphs);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	return cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS ? 0 : 3;
}
