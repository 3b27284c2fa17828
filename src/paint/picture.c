/* Pictures on cairo. Pixels become a surface, an SVG a drawing of its own. */
#include "paint/picture.h"

#include <glib.h>
#include <string.h>

#include "paint/rsvg.h"

enum { MOST_HELD = 256 << 20 }; /* bytes of pixels */

/* A picture as it was made ready; neither when it cannot be. */
struct shown {
	cairo_surface_t *surface;
	RsvgHandle *drawing;
};

struct gallery {
	GHashTable *shown; /* by picture */
	size_t held;
};

static void
shown_free(gpointer data)
{
	struct shown *shown = data;

	if (shown->surface)
		cairo_surface_destroy(shown->surface);
	if (shown->drawing)
		g_object_unref(shown->drawing);
	g_free(shown);
}

struct gallery *
gallery_create(void)
{
	struct gallery *gallery = g_new0(struct gallery, 1);

	gallery->shown = g_hash_table_new_full(NULL, NULL, NULL, shown_free);
	return gallery;
}

void
gallery_destroy(struct gallery *gallery)
{
	if (!gallery)
		return;
	g_hash_table_destroy(gallery->shown);
	g_free(gallery);
}

void
gallery_page_end(struct gallery *gallery)
{
	if (gallery->held <= MOST_HELD)
		return;
	g_hash_table_remove_all(gallery->shown);
	gallery->held = 0;
}

struct bytes {
	const struct picture *picture;
	size_t at;
};

static cairo_status_t
bytes_read(void *data, unsigned char *to, unsigned int length)
{
	struct bytes *bytes = data;

	if (length > bytes->picture->size - bytes->at)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(to, bytes->picture->bytes + bytes->at, length);
	bytes->at += length;
	return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
png_surface(const struct picture *picture)
{
	struct bytes bytes = { picture, 0 };
	cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(bytes_read, &bytes);

	if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
		return surface;
	cairo_surface_destroy(surface);
	return NULL;
}

/* The file itself on a surface whose pixels nobody looks at: a PDF gets the bytes as they are. */
static cairo_surface_t *
jpeg_passed(const struct picture *picture)
{
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture->columns,
		picture->rows);

	if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, picture->bytes, picture->size,
		NULL, NULL) == CAIRO_STATUS_SUCCESS)
		return surface;
	cairo_surface_destroy(surface);
	return NULL;
}

/* Files with the same name are one file: cairo then writes it once, on whatever pages it is. */
static void
surface_name(cairo_surface_t *surface, const struct picture *picture)
{
	char *name = g_compute_checksum_for_data(G_CHECKSUM_SHA256, picture->bytes, picture->size);

	if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_UNIQUE_ID, (unsigned char *)name,
		strlen(name), g_free, name) != CAIRO_STATUS_SUCCESS)
		g_free(name);
}

static bool
is_pdf(cairo_t *cr)
{
	return cairo_surface_get_type(cairo_get_target(cr)) == CAIRO_SURFACE_TYPE_PDF;
}

static const struct shown *
shown_of(struct gallery *gallery, cairo_t *cr, const struct picture *picture)
{
	struct shown *shown = g_hash_table_lookup(gallery->shown, picture);

	if (shown)
		return shown;
	shown = g_new0(struct shown, 1);
	switch (picture->kind) {
	case PICTURE_PNG:
		shown->surface = png_surface(picture);
		break;
	case PICTURE_JPEG:
		shown->surface = is_pdf(cr) ? jpeg_passed(picture) : jpeg_surface(picture);
		break;
	case PICTURE_SVG:
		if (rsvg_calls())
			shown->drawing = rsvg_calls()->rsvg_handle_new_from_data(picture->bytes, picture->size,
				NULL);
		break;
	}
	if (shown->surface) {
		surface_name(shown->surface, picture);
		gallery->held += (size_t)picture->columns * (size_t)picture->rows * 4;
	}
	g_hash_table_insert(gallery->shown, (gpointer)picture, shown);
	return shown;
}

/* A rectangle is filled rather than painted through a clip, which on a page's first drawing would
 * lose the page its marks. PDF/A wants pixels shown without interpolation. */
static void
surface_draw(cairo_t *cr, const struct picture *picture, cairo_surface_t *surface)
{
	double upright[6];
	cairo_matrix_t matrix;

	picture_upright(picture, upright);
	cairo_matrix_init(&matrix, upright[0], upright[1], upright[2], upright[3], upright[4],
		upright[5]);
	cairo_transform(cr, &matrix);
	cairo_scale(cr, 1.0 / picture->columns, 1.0 / picture->rows);
	cairo_set_source_surface(cr, surface, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(cr),
		is_pdf(cr) ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
	cairo_rectangle(cr, 0, 0, picture->columns, picture->rows);
	cairo_fill(cr);
}

bool
gallery_draw(struct gallery *gallery, cairo_t *cr, const struct picture *picture, double x, double y,
	double width, double height)
{
	const struct shown *shown = shown_of(gallery, cr, picture);
	const RsvgRectangle box = { 0, 0, width, height };
	bool ok = true;

	if (!shown->surface && !shown->drawing)
		return false;
	cairo_save(cr);
	cairo_translate(cr, x, y);
	if (shown->drawing) {
		ok = rsvg_calls()->rsvg_handle_render_document(shown->drawing, cr, &box, NULL);
	} else {
		cairo_scale(cr, width, height);
		surface_draw(cr, picture, shown->surface);
	}
	cairo_restore(cr);
	return ok;
}
