/* What the fuzz targets share. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib.h>

const char *
fuzz_file(const uint8_t *data, size_t size)
{
	static char path[64];
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("fuzz", MFD_CLOEXEC);
	if (fd < 0 || ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size)
		abort();
	g_snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	return path;
}

void
fuzz_diags(struct diags *diags)
{
	static FILE *nowhere;

	if (!nowhere && !(nowhere = fopen("/dev/null", "w")))
		abort();
	for (size_t i = 0; i < diags_kept(diags); i++)
		if (!g_utf8_validate(diags_finding(diags, i)->message, -1, NULL))
			abort();
	diags_print(diags, nowhere);
	diags_destroy(diags);
}
