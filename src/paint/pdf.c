/* PDF: fonts and pictures through cairo, everything else by src/pdf.
 *
 * cairo is good at fonts: it makes the subsets, their widths and their text. So it draws one page with
 * every glyph once, in the order of the list; src/pdf finds there by what name and code each goes, and
 * writes the pages' drawings itself, marks and all. Behind it comes a page for each picture, which
 * src/pdf makes a form that pages show. */
#include "paint/draw.h"
#include "paint/paint.h"

#include <cairo-pdf.h>
#include <errno.h>

#include "base/spool.h"
#include "frame/glyphs.h"
#include "frame/picture.h"
#include "pdf/pdf.h"

enum { GLYPHS_A_ROW = 40, PITCH = 12, SIZE = 8 };

/* What cannot be written stays in the spool, until its bytes are asked for. */
static cairo_status_t
pdf_write(void *spool, const unsigned char *bytes, unsigned int length)
{
	spool_write(spool, bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

/* Glyphs of one font, at most a row of them, from `from` on. Gives the next. */
static guint
row_show(struct brush *brush, const struct used_glyphs *used, guint from, int row)
{
	const struct used_glyph *first = &g_array_index(used->glyphs, struct used_glyph, from);
	cairo_glyph_t glyphs[GLYPHS_A_ROW];
	cairo_text_cluster_t clusters[GLYPHS_A_ROW];
	GString *text = g_string_new(NULL);
	int count = 0;

	for (guint i = from; i < used->glyphs->len && count < GLYPHS_A_ROW; i++) {
		const struct used_glyph *glyph = &g_array_index(used->glyphs, struct used_glyph, i);

		if (glyph->font->number != first->font->number)
			break;
		glyphs[count] = (cairo_glyph_t){ glyph->index, PITCH * (count + 1), PITCH * (row + 1) };
		clusters[count++] = (cairo_text_cluster_t){ glyph->bytes, 1 };
		g_string_append_len(text, glyph->text, glyph->bytes);
	}
	brush_glyphs(brush, first->font, SIZE, text->str, (int)text->len, glyphs, clusters, count);
	g_string_free(text, TRUE);
	return from + (guint)count;
}

/* Each fills a page of its own size. */
static void
pictures_show(struct brush *brush, cairo_surface_t *surface, cairo_t *cr, const GArray *pictures)
{
	for (guint i = 0; i < pictures->len; i++) {
		const struct used_picture *used = &g_array_index(pictures, struct used_picture, i);
		struct item item = *used->item;

		item.as.image = (struct image_item){ 0, 0, used->picture->width, used->picture->height,
			used->picture };
		cairo_pdf_surface_set_size(surface, used->picture->width, used->picture->height);
		brush_item(brush, &item);
		cairo_show_page(cr);
		brush_page_end(brush);
	}
}

/* What the documents share, as cairo draws it. Gives the first thing that went wrong, or NULL; `whole`
 * is false when a picture could not be drawn, which is in diags. */
static const char *
parts_show(const struct drawn *drawn, struct spool *spool, struct diags *diags, bool *whole)
{
	const struct used_glyphs *used = drawn->used;
	guint rows = used->glyphs->len / GLYPHS_A_ROW + used->places->len + 3;
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(pdf_write, spool,
		PITCH * (GLYPHS_A_ROW + 2), PITCH * (double)rows);
	cairo_t *cr = cairo_create(surface);
	struct brush *brush = brush_create(cr, diags);
	const char *error;
	int row = 0;

	/* From 1.5 on newer versions hide objects in streams; the plain table is what is read. */
	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, drawn->date);
	for (guint i = 0; i < used->glyphs->len;)
		i = row_show(brush, used, i, row++);
	cairo_show_page(cr);
	pictures_show(brush, surface, cr, drawn->pictures);
	cairo_surface_finish(surface);
	*whole = !brush_broken(brush);
	error = brush_error(brush);
	if (!error && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
		error = cairo_status_to_string(cairo_surface_status(surface));
	brush_destroy(brush);
	cairo_destroy(cr);
	cairo_surface_destroy(surface);
	return error;
}

bool
paint_pdf(const struct pages *pages, const char *date, const struct attachments *attachments,
	struct outfile *out, struct diags *diags)
{
	struct spool *spool = spool_create();
	struct used_glyphs *used = pages_glyphs(pages);
	char *producer = g_strconcat("cairo ", cairo_version_string(), NULL);
	struct drawn drawn = { .pages = pages, .used = used, .date = date, .producer = producer,
		.attachments = attachments, .pictures = pages_pictures(pages) };
	bool whole, ok;
	const char *error = parts_show(&drawn, spool, diags, &whole);

	drawn.bytes = spool_bytes(spool, &drawn.size);
	if (!error && !drawn.bytes)
		error = g_strerror(errno);
	if (error)
		diag(diags, DIAG_PAINT, (struct place){ 0 }, "the PDF cannot be drawn: %s", error);
	ok = !error && whole && pdf_finish(&drawn, out, diags);
	used_glyphs_destroy(used);
	g_array_free(drawn.pictures, TRUE);
	spool_destroy(spool);
	g_free(producer);
	return ok;
}
