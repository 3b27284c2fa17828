/* librsvg, which draws SVG pictures, loaded when the first one comes: most reports have none, and its
 * libraries would make every run of the program begin later. */
#ifndef REVISIT_PAINT_RSVG_H
#define REVISIT_PAINT_RSVG_H

#include <librsvg/rsvg.h>
#include <stdbool.h>

#include "base/library.h"

#define RSVG_CALLS(call) call(rsvg_handle_new_from_data) call(rsvg_handle_render_document)

struct rsvg_calls {
	void *handle;
	RSVG_CALLS(LIBRARY_POINTER)
};

/* NULL when it is not installed. */
const struct rsvg_calls *rsvg_calls(void);
/* "2.54.7"; "" until it is loaded. */
const char *rsvg_version(void);

#endif
