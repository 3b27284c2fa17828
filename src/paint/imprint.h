/* Imprints: by which a picture of a page that we wrote is known again. What has none is somebody else's. */
#ifndef REVISIT_PAINT_IMPRINT_H
#define REVISIT_PAINT_IMPRINT_H

#include <cairo.h>

#include "base/file.h"

/* A PNG on its way into a file, for cairo_surface_write_to_png_stream with imprint_png as its data. Zeroed but for
 * `out`. What cannot be written stays in the outfile, until it is committed. */
struct imprint {
	struct outfile *out;
	size_t passed; /* bytes */
};
cairo_status_t imprint_png(void *data, const unsigned char *bytes, unsigned int length);

#endif
