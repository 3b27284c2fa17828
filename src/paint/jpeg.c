/* JPEG to pixels, for painters that cannot pass it through. */
#include "paint/picture.h"

#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>

#include <jpeglib.h>

struct trap {
	struct jpeg_error_mgr manager; /* first: libjpeg knows only this */
	jmp_buf back;
};

static void
on_error(j_common_ptr jpeg)
{
	longjmp(((struct trap *)jpeg->err)->back, 1);
}

static void
silent(j_common_ptr jpeg)
{
	(void)jpeg;
}

/* cairo's pixels are 32 bits, in the machine's order. */
static void
row_put(const struct jpeg_decompress_struct *jpeg, const JSAMPLE *from, unsigned char *to)
{
	for (JDIMENSION i = 0; i < jpeg->output_width; i++, from += jpeg->output_components) {
		bool grey = jpeg->output_components == 1;
		unsigned red = from[0], green = grey ? red : from[1], blue = grey ? red : from[2];

		((unsigned *)(void *)to)[i] = red << 16 | green << 8 | blue;
	}
}

/* Everything that libjpeg may jump out of; `surface` and `row` are kept by the caller. */
static bool
decode(struct jpeg_decompress_struct *jpeg, struct trap *trap, cairo_surface_t *surface, JSAMPLE *row)
{
	unsigned char *pixels = cairo_image_surface_get_data(surface);
	int stride = cairo_image_surface_get_stride(surface);

	if (setjmp(trap->back))
		return false;
	jpeg_read_header(jpeg, TRUE);
	if (jpeg->num_components != 1)
		jpeg->out_color_space = JCS_RGB;
	jpeg_start_decompress(jpeg);
	if ((int)jpeg->output_width != cairo_image_surface_get_width(surface) ||
		(int)jpeg->output_height != cairo_image_surface_get_height(surface))
		return false;
	while (jpeg->output_scanline < jpeg->output_height) {
		unsigned char *to = pixels + (size_t)stride * jpeg->output_scanline;

		jpeg_read_scanlines(jpeg, &row, 1);
		row_put(jpeg, row, to);
	}
	jpeg_finish_decompress(jpeg);
	return true;
}

cairo_surface_t *
jpeg_surface(const struct picture *picture)
{
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture->columns,
		picture->rows);
	JSAMPLE *row = g_malloc((size_t)picture->columns * 3);
	struct jpeg_decompress_struct jpeg;
	struct trap trap;
	bool ok = false;

	jpeg.err = jpeg_std_error(&trap.manager);
	trap.manager.error_exit = on_error;
	trap.manager.output_message = silent;
	if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
		jpeg_create_decompress(&jpeg);
		jpeg_mem_src(&jpeg, picture->bytes, (unsigned long)picture->size);
		ok = decode(&jpeg, &trap, surface, row);
		jpeg_destroy_decompress(&jpeg);
		cairo_surface_mark_dirty(surface);
	}
	g_free(row);
	if (ok)
		return surface;
	cairo_surface_destroy(surface);
	return NULL;
}
