/* Imprints: a chunk of text in a PNG (ISO 15948, 11.3.4.3), a comment before an SVG. */
#include "paint/imprint.h"

#include <glib.h>
#include <string.h>

#include "paint/paint.h"

/* The signature, and the first chunk with its header. */
enum { PNG_BEGIN = 8 + 25 };

/* Length, kind, keyword and text, and the sum over the last three. */
static const unsigned char chunk[] = "\0\0\0\20" "tEXt" "Software\0revisit" "\x13\x9c\xf8\xd1";
static const size_t chunk_size = sizeof(chunk) - 1;

const char imprint_svg[] = "<!-- revisit -->\n";

cairo_status_t
imprint_png(void *data, const unsigned char *bytes, unsigned int length)
{
	struct imprint *imprint = data;
	size_t before = imprint->passed < PNG_BEGIN ? PNG_BEGIN - imprint->passed : 0, first = MIN(before, length);

	outfile_write(imprint->out, bytes, first);
	if (before && first == before)
		outfile_write(imprint->out, chunk, chunk_size);
	outfile_write(imprint->out, bytes + first, length - first);
	imprint->passed += length;
	return CAIRO_STATUS_SUCCESS;
}

bool
paint_is_ours(const char *path)
{
	unsigned char bytes[PNG_BEGIN + sizeof(chunk)];

	if (file_head(path, bytes, sizeof(bytes)) < sizeof(bytes))
		return false;
	return memcmp(bytes + PNG_BEGIN, chunk, chunk_size) == 0 ||
		memcmp(bytes, imprint_svg, strlen(imprint_svg)) == 0;
}
