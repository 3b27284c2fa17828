/* JPEG heads (ISO/IEC 10918-1; JFIF 1.02; Exif 2.3): size, density, how to stand it up, colours. */
#include "frame/picture.h"

#include <glib.h>
#include <string.h>

/* Bytes of a TIFF structure in either order; everything outside reads as 0. */
struct tiff {
	const unsigned char *bytes;
	size_t size;
	bool little;
};

static guint32
tiff_get(const struct tiff *tiff, size_t at, int count)
{
	guint32 number = 0;

	if (at > tiff->size || tiff->size - at < (size_t)count)
		return 0;
	for (int i = 0; i < count; i++)
		number = number << 8 | tiff->bytes[at + (size_t)(tiff->little ? count - 1 - i : i)];
	return number;
}

struct density {
	double across, down; /* pixels an inch; 0: not said */
};

/* The first directory of Exif data: orientation and density. */
static void
exif_read(struct picture *picture, struct density *density, const unsigned char *bytes, size_t size)
{
	struct tiff tiff = { bytes, size, size > 2 && bytes[0] == 'I' };
	size_t at = tiff_get(&tiff, 4, 4);
	guint32 count = MIN(tiff_get(&tiff, at, 2), 512), unit = 2;
	double across = 0, down = 0;

	for (guint32 i = 0; i < count; i++) {
		size_t entry = at + 2 + i * 12;
		guint32 tag = tiff_get(&tiff, entry, 2), value = tiff_get(&tiff, entry + 8, 2);
		size_t where = tiff_get(&tiff, entry + 8, 4);
		guint32 below = tiff_get(&tiff, where + 4, 4);
		double ratio = below ? (double)tiff_get(&tiff, where, 4) / below : 0;

		if (tag == 0x112 && value >= 1 && value <= 8)
			picture->turn = (int)value;
		else if (tag == 0x11a)
			across = ratio;
		else if (tag == 0x11b)
			down = ratio;
		else if (tag == 0x128)
			unit = value;
	}
	if (!density->across && unit >= 2) {
		density->across = unit == 3 ? across * 2.54 : across;
		density->down = unit == 3 ? down * 2.54 : down;
	}
}

/* Segments for applications: JFIF, Exif, colour profiles. */
static void
segment_read(struct picture *picture, struct density *density, int marker, const unsigned char *data,
	size_t size)
{
	if (marker == 0xe0 && size >= 12 && memcmp(data, "JFIF", 5) == 0) {
		double scale = data[7] == 1 ? 1 : data[7] == 2 ? 2.54 : 0;

		density->across = scale * (data[8] << 8 | data[9]);
		density->down = scale * (data[10] << 8 | data[11]);
	} else if (marker == 0xe1 && size > 6 && memcmp(data, "Exif\0", 6) == 0) {
		exif_read(picture, density, data + 6, size - 6);
	} else if (marker == 0xe2 && size > 14 && memcmp(data, "ICC_PROFILE", 12) == 0 &&
		data[12] == 1) {
		picture->foreign_colours = !memmem(data, size, "sRGB", 4) &&
			!memmem(data, size, "s\0R\0G\0B", 7);
	}
}

/* The head of the frame: what PDF readers know is sequential and progressive JPEG of 8 bits. */
static const char *
frame_read(struct picture *picture, int marker, const unsigned char *data, size_t size)
{
	if (marker > 0xc2)
		return "is of a kind of JPEG that PDF does not know; save it as an ordinary one";
	if (size < 6 || data[0] != 8)
		return "has not 8 bits a colour; save it as an ordinary JPEG";
	picture->rows = data[1] << 8 | data[2];
	picture->columns = data[3] << 8 | data[4];
	if (!picture->rows || !picture->columns)
		return "is broken: it does not say its size";
	if (data[5] == 4)
		return "has the four colours of a printing press (CMYK); save it in RGB";
	return data[5] == 1 || data[5] == 3 ? NULL : "has a number of colours that cannot be shown";
}

static void
size_set(struct picture *picture, const struct density *density)
{
	double across = density->across, down = density->down, other;

	if (across < 20 || down < 20) /* not said, or not meant */
		across = down = 150;
	picture->width = picture->columns * 72 / across;
	picture->height = picture->rows * 72 / down;
	if (picture->turn >= 5) {
		other = picture->width;
		picture->width = picture->height;
		picture->height = other;
	}
}

static bool
is_frame(int marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

const char *
jpeg_head(struct picture *picture)
{
	const unsigned char *at = picture->bytes + 2, *end = picture->bytes + picture->size;
	struct density density = { 0 };
	const char *wrong = NULL;

	while (!wrong && end - at >= 4) {
		int marker = at[1];
		size_t length = (size_t)at[2] << 8 | at[3];

		if (at[0] != 0xff)
			return "is broken: its parts do not follow each other";
		if (marker == 0xff) { /* filling */
			at++;
			continue;
		}
		if (length < 2 || length > (size_t)(end - at) - 2)
			return "is broken: it ends too early";
		if (is_frame(marker))
			wrong = frame_read(picture, marker, at + 4, length - 2);
		else
			segment_read(picture, &density, marker, at + 4, length - 2);
		at += 2 + length;
		if (marker == 0xda)
			break;
	}
	if (wrong)
		return wrong;
	if (!picture->columns)
		return "is broken: it does not say its size";
	for (end -= 2; end > at && !(end[0] == 0xff && end[1] == 0xd9); end--)
		;
	if (end <= at)
		return "is broken: it ends too early";
	size_set(picture, &density);
	return NULL;
}
