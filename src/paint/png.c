/* PNG: one page as pixels, for previews and for looking at. */
#include "paint/draw.h"
#include "paint/imprint.h"
#include "paint/paint.h"

#include <math.h>

bool
paint_png(const struct pages *pages, int number, double scale, struct outfile *out,
	struct diags *diags)
{
	const struct page *page = pages_page(pages, number);
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
		(int)ceil(page->width * scale), (int)ceil(page->height * scale));
	cairo_t *cr = cairo_create(surface);
	struct imprint imprint = { .out = out };
	struct brush *brush;
	const char *error;
	bool ok;

	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_scale(cr, scale, scale);
	brush = brush_create(cr, diags);
	for (guint i = 0; i < page->items->len; i++)
		brush_item(brush, &g_array_index(page->items, struct item, i));
	error = brush_error(brush);
	ok = !error && !brush_broken(brush);
	if (ok)
		cairo_surface_write_to_png_stream(surface, imprint_png, &imprint);
	else if (error)
		diag(diags, DIAG_PAINT, (struct place){ 0 }, "page %d cannot be drawn: %s", number + 1, error);
	brush_destroy(brush);
	cairo_destroy(cr);
	cairo_surface_destroy(surface);
	return ok;
}
