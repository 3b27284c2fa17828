/* libmicrohttpd on demand. */
#include "serve/http.h"

#include <dlfcn.h>
#include <glib.h>

struct http_calls http;

bool
http_load(struct diags *diags)
{
	static const char *const names[] = { "libmicrohttpd.so.12", "libmicrohttpd.so",
		"libmicrohttpd.12.dylib", "libmicrohttpd.dylib" };

	for (size_t i = 0; i < G_N_ELEMENTS(names) && !http.handle; i++)
		http.handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
#define FIND(name) \
	if (http.handle && !(*(void **)(void *)&http.name = dlsym(http.handle, #name))) \
		http.handle = NULL;
	HTTP_CALLS(FIND)
	if (!http.handle) {
		diag(diags, DIAG_RESOURCE_MISSING, (struct place){ 0 },
			"the library libmicrohttpd, which the preview is shown through, is not installed");
		diag_hint(diags, "it comes with the package libmicrohttpd12");
	}
	return http.handle != NULL;
}
