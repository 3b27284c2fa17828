/* libmicrohttpd on demand. */
#include "serve/http.h"

struct http_calls http;

bool
http_load(struct diags *diags)
{
	static const char *const files[] = { "libmicrohttpd.so.12", "libmicrohttpd.so",
		"libmicrohttpd.12.dylib", "libmicrohttpd.dylib", NULL };
#define HTTP_CALL(name) { #name, &http.name },
	static const struct library_call calls[] = { HTTP_CALLS(HTTP_CALL) { 0 } };
	static const struct library_wanted wanted = { "libmicrohttpd", "which the preview is shown through",
		"libmicrohttpd12", files, calls };

	return library_load(&wanted, &http.handle, diags);
}
