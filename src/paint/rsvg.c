/* librsvg on demand. */
#include "paint/rsvg.h"

#include "paint/paint.h"

static struct rsvg_calls lib;

const struct rsvg_calls *
rsvg_calls(void)
{
	static const char *const files[] = { "librsvg-2.so.2", "librsvg-2.so", "librsvg-2.2.dylib",
		"librsvg-2.dylib", NULL };
#define RSVG_CALL(name) { #name, &lib.name },
	static const struct library_call calls[] = { RSVG_CALLS(RSVG_CALL) { 0 } };
	static const struct library_wanted wanted = { "librsvg", "which draws SVG pictures", "librsvg2-2",
		files, calls };

	return library_load(&wanted, &lib.handle, NULL) ? &lib : NULL;
}

bool
paint_svg_load(void)
{
	return rsvg_calls() != NULL;
}

const char *
rsvg_version(void)
{
	static char version[32];
	const unsigned *major = library_variable(lib.handle, "rsvg_major_version");
	const unsigned *minor = library_variable(lib.handle, "rsvg_minor_version");
	const unsigned *micro = library_variable(lib.handle, "rsvg_micro_version");

	if (major && minor && micro)
		g_snprintf(version, sizeof version, "%u.%u.%u", *major, *minor, *micro);
	return version;
}
