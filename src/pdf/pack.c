/* Packing with zlib; its states are made once and used again, for they are large. */
#include "pdf/pack.h"

#include <zlib.h>

enum { CHUNK = 32768, LEVEL = 4 };

struct packer {
	z_stream deflate, inflate;
};

static voidpf
zalloc(voidpf opaque, uInt items, uInt size)
{
	(void)opaque;
	return g_malloc_n(items, size);
}

static void
zfree(voidpf opaque, voidpf address)
{
	(void)opaque;
	g_free(address);
}

struct packer *
packer_create(void)
{
	struct packer *packer = g_new0(struct packer, 1);

	packer->deflate.zalloc = packer->inflate.zalloc = zalloc;
	packer->deflate.zfree = packer->inflate.zfree = zfree;
	if (deflateInit(&packer->deflate, LEVEL) != Z_OK || inflateInit(&packer->inflate) != Z_OK)
		g_error("zlib cannot be begun");
	return packer;
}

void
packer_destroy(struct packer *packer)
{
	if (!packer)
		return;
	deflateEnd(&packer->deflate);
	inflateEnd(&packer->inflate);
	g_free(packer);
}

void
packer_pack(struct packer *packer, GByteArray *out, const void *bytes, size_t size)
{
	z_stream *z = &packer->deflate;

	deflateReset(z);
	g_byte_array_set_size(out, (guint)deflateBound(z, (uLong)size));
	z->next_in = (Bytef *)bytes;
	z->avail_in = (uInt)size;
	z->next_out = out->data;
	z->avail_out = out->len;
	if (deflate(z, Z_FINISH) != Z_STREAM_END)
		g_error("zlib breaks its bound");
	g_byte_array_set_size(out, (guint)z->total_out);
}

bool
packer_unpack(struct packer *packer, GByteArray *out, const void *bytes, size_t size, size_t most)
{
	z_stream *z = &packer->inflate;
	int status = Z_OK;

	inflateReset(z);
	z->next_in = (Bytef *)bytes;
	z->avail_in = (uInt)size;
	g_byte_array_set_size(out, 0);
	while (status == Z_OK && z->total_out <= most) {
		g_byte_array_set_size(out, (guint)z->total_out + CHUNK);
		z->next_out = out->data + z->total_out;
		z->avail_out = CHUNK;
		status = inflate(z, Z_NO_FLUSH);
	}
	g_byte_array_set_size(out, (guint)MIN(z->total_out, most));
	return status == Z_STREAM_END && z->total_out <= most;
}
