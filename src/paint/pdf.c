/* PDF: all pages through cairo, every drawing in a flat mark; src/pdf makes the document of it.
 *
 * cairo numbers the marks of a page in the order in which they are opened, but only those without
 * marks inside; so marks are never nested, never open over the end of a page, and no structure is
 * told to cairo at all. */
#include "paint/draw.h"
#include "paint/paint.h"

#include <cairo-pdf.h>
#include <errno.h>

#include "base/spool.h"
#include "pdf/pdf.h"

struct pdf {
	const struct pages *pages;
	struct marks *marks;
	struct spool *spool;
	cairo_surface_t *surface;
	cairo_t *cr;
	struct brush *brush;
};

/* What cannot be written stays in the spool, until its bytes are asked for. */
static cairo_status_t
pdf_write(void *spool, const unsigned char *bytes, unsigned int length)
{
	spool_write(spool, bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

/* Two names, so that the finishing step can see that it has the mark that was meant. */
static const char *
mark_name(const struct pdf *pdf)
{
	const GArray *marks = pdf->marks->marks;

	return g_array_index(marks, struct mark, marks->len - 1).owner.node ? "P" : "NonStruct";
}

static void
page_put(struct pdf *pdf, int number)
{
	const struct page *page = pages_page(pdf->pages, number);
	const char *open = NULL;

	cairo_pdf_surface_set_size(pdf->surface, page->width, page->height);
	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		if (marks_add(pdf->marks, number, item)) {
			if (open)
				cairo_tag_end(pdf->cr, open);
			open = mark_name(pdf);
			cairo_tag_begin(pdf->cr, open, NULL);
		}
		if (item->kind != ITEM_LINK)
			brush_item(pdf->brush, item);
	}
	if (open)
		cairo_tag_end(pdf->cr, open);
	cairo_show_page(pdf->cr);
}

/* The first thing that went wrong, or NULL. */
static const char *
pages_put(struct pdf *pdf, const char *date)
{
	const char *error;

	/* Below 1.5 cairo leaves out the ActualText of glyphs that do not tell their text; from 1.5 on
	 * newer ones hide objects in streams, and the finishing step reads the plain table. */
	cairo_pdf_surface_restrict_to_version(pdf->surface,
		cairo_version() < CAIRO_VERSION_ENCODE(1, 17, 6) ? CAIRO_PDF_VERSION_1_5
			: CAIRO_PDF_VERSION_1_4);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
	for (guint i = 0; i < pdf->pages->pages->len; i++)
		page_put(pdf, (int)i);
	cairo_surface_finish(pdf->surface);
	error = brush_error(pdf->brush);
	if (!error && cairo_surface_status(pdf->surface) != CAIRO_STATUS_SUCCESS)
		error = cairo_status_to_string(cairo_surface_status(pdf->surface));
	return error;
}

bool
paint_pdf(const struct pages *pages, const char *date, const struct attachments *attachments,
	struct outfile *out, struct diags *diags)
{
	struct pdf pdf = { .pages = pages, .marks = marks_create(), .spool = spool_create() };
	char *producer = g_strconcat("cairo ", cairo_version_string(), NULL);
	struct drawn drawn = { .pages = pages, .marks = pdf.marks, .date = date,
		.producer = producer, .attachments = attachments };
	const char *error;
	bool ok;

	pdf.surface = cairo_pdf_surface_create_for_stream(pdf_write, pdf.spool, 595, 842);
	pdf.cr = cairo_create(pdf.surface);
	pdf.brush = brush_create(pdf.cr);
	error = pages_put(&pdf, date);
	brush_destroy(pdf.brush);
	cairo_destroy(pdf.cr);
	cairo_surface_destroy(pdf.surface);
	drawn.bytes = spool_bytes(pdf.spool, &drawn.size);
	if (!error && !drawn.bytes)
		error = g_strerror(errno);
	if (error)
		diag(diags, DIAG_PAINT, (struct place){ 0 }, "the PDF cannot be drawn: %s", error);
	ok = !error && pdf_finish(&drawn, out, diags);
	spool_destroy(pdf.spool);
	marks_destroy(pdf.marks);
	g_free(producer);
	return ok;
}
