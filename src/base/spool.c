/* Spools: memory up to a size, then a temporary file that is mapped for reading. */
#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { IN_MEMORY = 4 << 20 };

struct spool {
	GByteArray *bytes;
	int fd;      /* -1: all is in memory */
	size_t size; /* in the file */
	int error;   /* errno of the first failure */
	void *map;
};

struct spool *
spool_create(void)
{
	struct spool *spool = g_new0(struct spool, 1);

	spool->bytes = g_byte_array_new();
	spool->fd = -1;
	return spool;
}

static void
unmap(struct spool *spool)
{
	if (spool->map)
		munmap(spool->map, spool->size);
	spool->map = NULL;
}

void
spool_destroy(struct spool *spool)
{
	if (!spool)
		return;
	unmap(spool);
	if (spool->fd >= 0)
		close(spool->fd);
	g_byte_array_free(spool->bytes, TRUE);
	g_free(spool);
}

static void
file_make(struct spool *spool)
{
	char *name = g_build_filename(g_get_tmp_dir(), "revisit.XXXXXX", NULL);

	spool->fd = g_mkstemp_full(name, O_RDWR | O_CLOEXEC, 0600);
	if (spool->fd >= 0)
		unlink(name);
	else
		spool->error = errno;
	g_free(name);
}

static void
flush(struct spool *spool)
{
	const guint8 *at = spool->bytes->data;
	size_t left = spool->bytes->len;

	if (spool->fd < 0)
		file_make(spool);
	while (!spool->error && left > 0) {
		ssize_t n = write(spool->fd, at, left);

		if (n < 0 && errno != EINTR)
			spool->error = errno;
		if (n > 0) {
			at += n;
			left -= (size_t)n;
			spool->size += (size_t)n;
		}
	}
	g_byte_array_set_size(spool->bytes, 0);
}

void
spool_write(struct spool *spool, const void *bytes, size_t size)
{
	unmap(spool);
	if (spool->bytes->len + size > IN_MEMORY)
		flush(spool);
	g_byte_array_append(spool->bytes, bytes, (guint)size);
}

const char *
spool_bytes(struct spool *spool, size_t *size)
{
	if (spool->fd < 0 && !spool->error) {
		*size = spool->bytes->len;
		return (const char *)spool->bytes->data;
	}
	flush(spool);
	if (!spool->error && !spool->map) {
		spool->map = mmap(NULL, spool->size, PROT_READ, MAP_SHARED, spool->fd, 0);
		if (spool->map == MAP_FAILED) {
			spool->map = NULL;
			spool->error = errno;
		}
	}
	errno = spool->error;
	*size = spool->size;
	return spool->map;
}
