/* Pages drawn by poppler, through its GLib interface. */
#include "paint/look.h"

#include <cairo.h>
#include <math.h>
#include <poppler.h>

#include "base/library.h"
#include "paint/imprint.h"

/* Pixels a point, and the most that a page is wide or high: a hostile one may say that it is a mile. */
static const double scale = 1.5, most = 3000;
enum { TOLERANCE = 24, CELL = 8, GAP = 16 };

#define POPPLER_CALLS(call) \
	call(poppler_document_new_from_file) call(poppler_document_get_n_pages) \
	call(poppler_document_get_page) call(poppler_page_get_size) call(poppler_page_render)

static struct {
	void *handle;
	POPPLER_CALLS(LIBRARY_POINTER)
} lib;

static bool
lib_load(struct diags *diags)
{
	static const char *const files[] = { "libpoppler-glib.so.8", "libpoppler-glib.so",
		"libpoppler-glib.dylib", NULL };
#define POPPLER_CALL(name) { #name, &lib.name },
	static const struct library_call calls[] = { POPPLER_CALLS(POPPLER_CALL) { 0 } };
	static const struct library_wanted wanted = { "poppler-glib", "which draws the pages of PDFs",
		"libpoppler-glib8", files, calls };

	return library_load(&wanted, &lib.handle, diags);
}

struct look {
	PopplerDocument *document;
};

struct look *
look_open(const char *path, const char *file, struct diags *diags)
{
	char *full = g_canonicalize_filename(path, NULL);
	char *uri = g_filename_to_uri(full, NULL, NULL);
	PopplerDocument *document = lib_load(diags) && uri
		? lib.poppler_document_new_from_file(uri, NULL, NULL) : NULL;
	struct look *look = NULL;

	if (document) {
		look = g_new0(struct look, 1);
		look->document = document;
	} else if (lib.handle) {
		diag(diags, DIAG_PDF, (struct place){ .file = file }, "the pages of this PDF cannot be drawn");
	}
	g_free(uri);
	g_free(full);
	return look;
}

void
look_close(struct look *look)
{
	if (!look)
		return;
	g_object_unref(look->document);
	g_free(look);
}

int
look_pages(const struct look *look)
{
	return lib.poppler_document_get_n_pages(look->document);
}

/* A page on white. Yours; NULL when there is no such page, or it has no size. */
static cairo_surface_t *
page_draw(struct look *look, int number)
{
	PopplerPage *page = number <= look_pages(look)
		? lib.poppler_document_get_page(look->document, number - 1) : NULL;
	double width = 0, height = 0, by;
	cairo_surface_t *surface = NULL;
	cairo_t *cr;

	if (page)
		lib.poppler_page_get_size(page, &width, &height);
	if (width > 0 && height > 0 && isfinite(width) && isfinite(height)) {
		by = MIN(scale, most / MAX(width, height));
		surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, MAX(1, (int)ceil(width * by)),
			MAX(1, (int)ceil(height * by)));
		cr = cairo_create(surface);
		cairo_set_source_rgb(cr, 1, 1, 1);
		cairo_paint(cr);
		cairo_scale(cr, by, by);
		lib.poppler_page_render(page, cr);
		cairo_destroy(cr);
		cairo_surface_flush(surface);
	}
	if (page)
		g_object_unref(page);
	return surface;
}

static bool
pixel_differs(guint32 a, guint32 b)
{
	for (int shift = 0; shift < 24; shift += 8)
		if (abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) > TOLERANCE)
			return true;
	return false;
}

static const guint32 *
row_of(cairo_surface_t *surface, int y)
{
	return (const guint32 *)(const void *)(cairo_image_surface_get_data(surface) +
		(size_t)y * (size_t)cairo_image_surface_get_stride(surface));
}

/* Cells of pixels that are not the same; `marks` (a cell each, row by row) may be NULL. */
static int
cells_compare(cairo_surface_t *old, cairo_surface_t *new, bool *marks)
{
	int width = cairo_image_surface_get_width(old), height = cairo_image_surface_get_height(old);
	int columns = (width + CELL - 1) / CELL, count = 0;

	for (int y = 0; y < height; y++) {
		const guint32 *a = row_of(old, y), *b = row_of(new, y);

		for (int x = 0; x < width; x++) {
			if (a[x] == b[x] || !pixel_differs(a[x], b[x]))
				continue;
			count++;
			if (marks)
				marks[y / CELL * columns + x / CELL] = true;
			x = (x / CELL + 1) * CELL - 1;
		}
	}
	return count;
}

static bool
same_size(cairo_surface_t *a, cairo_surface_t *b)
{
	return a && b && cairo_image_surface_get_width(a) == cairo_image_surface_get_width(b) &&
		cairo_image_surface_get_height(a) == cairo_image_surface_get_height(b);
}

bool
looks_same(struct look *old, struct look *new, int page)
{
	cairo_surface_t *a, *b;
	bool same;

	if (page > look_pages(old) || page > look_pages(new))
		return false;
	a = page_draw(old, page);
	b = page_draw(new, page);
	same = same_size(a, b) && cells_compare(a, b, NULL) == 0;
	cairo_surface_destroy(a);
	cairo_surface_destroy(b);
	return same;
}

static void
side_put(cairo_t *cr, cairo_surface_t *page, double x, const bool *marks)
{
	int width, height, columns, rows;

	if (!page)
		return;
	width = cairo_image_surface_get_width(page);
	height = cairo_image_surface_get_height(page);
	columns = (width + CELL - 1) / CELL;
	cairo_set_source_surface(cr, page, x, 0);
	cairo_rectangle(cr, x, 0, width, height);
	cairo_fill(cr);
	cairo_set_source_rgba(cr, 1, 0.1, 0, 0.35);
	rows = (height + CELL - 1) / CELL;
	for (int row = 0; marks && row < rows; row++)
		for (int column = 0; column < columns; column++)
			if (marks[row * columns + column])
				cairo_rectangle(cr, x + column * CELL, row * CELL, CELL, CELL);
	cairo_fill(cr);
}

static bool
pair_write(cairo_surface_t *a, cairo_surface_t *b, const bool *marks, struct outfile *out)
{
	int width_a = a ? cairo_image_surface_get_width(a) : 0;
	int width_b = b ? cairo_image_surface_get_width(b) : 0;
	int height = MAX(a ? cairo_image_surface_get_height(a) : 0,
		b ? cairo_image_surface_get_height(b) : 0);
	int left = a ? width_a : width_b, right = b ? width_b : width_a;
	cairo_surface_t *both = cairo_image_surface_create(CAIRO_FORMAT_RGB24, left + GAP + right, height);
	cairo_t *cr = cairo_create(both);
	struct imprint imprint = { .out = out };
	bool ok;

	cairo_set_source_rgb(cr, 0.6, 0.6, 0.6);
	cairo_paint(cr);
	side_put(cr, a, 0, marks);
	side_put(cr, b, left + GAP, marks);
	ok = cairo_surface_write_to_png_stream(both, imprint_png, &imprint) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cr);
	cairo_surface_destroy(both);
	return ok;
}

bool
looks_write(struct look *old, struct look *new, int page, struct outfile *out, struct diags *diags)
{
	cairo_surface_t *a = page_draw(old, page), *b = page_draw(new, page);
	bool *marks = NULL, ok = a || b;

	if (same_size(a, b)) {
		int columns = (cairo_image_surface_get_width(a) + CELL - 1) / CELL;

		marks = g_new0(bool, columns * ((cairo_image_surface_get_height(a) + CELL - 1) / CELL));
		cells_compare(a, b, marks);
	}
	ok = ok && pair_write(a, b, marks, out);
	if (!ok)
		diag(diags, DIAG_PAINT, (struct place){ 0 }, "page %d cannot be drawn", page);
	g_free(marks);
	cairo_surface_destroy(a);
	cairo_surface_destroy(b);
	return ok;
}
