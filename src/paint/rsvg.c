/* librsvg on demand. */
#include "paint/rsvg.h"

#include <dlfcn.h>

#include "paint/paint.h"

static struct rsvg_calls lib;

const struct rsvg_calls *
rsvg_calls(void)
{
	static const char *const names[] = { "librsvg-2.so.2", "librsvg-2.so", "librsvg-2.2.dylib",
		"librsvg-2.dylib" };

	for (size_t i = 0; i < G_N_ELEMENTS(names) && !lib.handle; i++)
		lib.handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
#define FIND(name) \
	if (lib.handle && !(*(void **)(void *)&lib.name = dlsym(lib.handle, #name))) \
		lib.handle = NULL;
	RSVG_CALLS(FIND)
	return lib.handle ? &lib : NULL;
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
	const unsigned *major = lib.handle ? dlsym(lib.handle, "rsvg_major_version") : NULL;
	const unsigned *minor = lib.handle ? dlsym(lib.handle, "rsvg_minor_version") : NULL;
	const unsigned *micro = lib.handle ? dlsym(lib.handle, "rsvg_micro_version") : NULL;

	if (major && minor && micro)
		g_snprintf(version, sizeof version, "%u.%u.%u", *major, *minor, *micro);
	return version;
}
