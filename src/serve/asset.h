/* Assets: the files of the page, as the Makefile puts them into the program. */
#ifndef REVISIT_SERVE_ASSET_H
#define REVISIT_SERVE_ASSET_H

#include <stddef.h>

struct asset {
	const char *name; /* app.css */
	const unsigned char *bytes;
	size_t size;
};

extern const struct asset assets[]; /* ends with a NULL name */

#endif
