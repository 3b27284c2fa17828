/* PNG heads (ISO/IEC 15948): size, density, colour profile; and that all of the file is there. */
#include "frame/picture.h"

#include <glib.h>
#include <string.h>

enum { SIGNATURE = 8, AROUND = 12 }; /* length, type and checksum of a chunk */

static guint32
big_32(const unsigned char *at)
{
	return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

/* The cyclic redundancy check of annex D, half a byte at a time. */
static guint32
checksum(const unsigned char *bytes, size_t size)
{
	static const guint32 table[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
		0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
		0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
	};
	guint32 sum = 0xffffffff;

	for (size_t i = 0; i < size; i++) {
		sum ^= bytes[i];
		sum = sum >> 4 ^ table[sum & 15];
		sum = sum >> 4 ^ table[sum & 15];
	}
	return ~sum;
}

/* What one chunk says; false when it cannot be so. */
static bool
chunk_read(struct picture *picture, const unsigned char *type, const unsigned char *data,
	guint32 length)
{
	if (memcmp(type, "IHDR", 4) == 0) {
		guint32 columns = length == 13 ? big_32(data) : 0, rows = length == 13 ? big_32(data + 4) : 0;

		if (picture->columns || !columns || !rows || columns > G_MAXINT32 || rows > G_MAXINT32)
			return false;
		picture->columns = (int)columns;
		picture->rows = (int)rows;
		picture->width = columns * 0.48; /* 150 an inch where nothing is said, as print wants it */
		picture->height = rows * 0.48;
	} else if (memcmp(type, "pHYs", 4) == 0 && length == 9 && data[8] == 1) {
		guint32 across = big_32(data), down = big_32(data + 4); /* pixels a metre */

		if (across > 500 && down > 500) {
			picture->width = picture->columns / (across * 0.0254) * 72;
			picture->height = picture->rows / (down * 0.0254) * 72;
		}
	} else if (memcmp(type, "iCCP", 4) == 0) {
		size_t named = strnlen((const char *)data, length);

		picture->foreign_colours = !memmem(data, named, "sRGB", 4);
	}
	return picture->columns > 0;
}

const char *
png_head(struct picture *picture)
{
	const unsigned char *at = picture->bytes + SIGNATURE, *end = picture->bytes + picture->size;
	bool data = false;

	while (end - at >= AROUND) {
		guint32 length = big_32(at);

		if (length > (size_t)(end - at) - AROUND)
			return "is broken: it ends too early";
		if (checksum(at + 4, (size_t)length + 4) != big_32(at + 8 + length))
			return "is broken: a checksum is wrong";
		if (!chunk_read(picture, at + 4, at + 8, length))
			return "is broken: it does not say its size";
		if (memcmp(at + 4, "IEND", 4) == 0)
			return data ? NULL : "is broken: it holds no pixels";
		data |= memcmp(at + 4, "IDAT", 4) == 0;
		at += AROUND + length;
	}
	return "is broken: it ends too early";
}
