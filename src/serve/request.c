/* Requests: which are let through. A page from elsewhere, in the same browser, must get nothing: neither
 * by a name of its own that leads here (DNS rebinding: Host), nor by asking in its own name (Origin,
 * Sec-Fetch-Site), nor by knowing the address (token). */
#include "serve/request.h"

#include <glib.h>
#include <string.h>

static const char hexadecimal[] = "0123456789abcdef";
static const char plain[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

/* Before and after the variable part, which is of the given characters; none: the path is `before`. */
static const struct row {
	enum route route;
	const char *before, *of, *after;
	bool post;
} rows[] = {
	{ ROUTE_INDEX, "", NULL, "", false },
	{ ROUTE_FONTS, "fonts.css", NULL, "", false },
	{ ROUTE_FONT, "font/", plain, "", false },
	{ ROUTE_STATE, "state.json", NULL, "", false },
	{ ROUTE_PAGE, "page/", hexadecimal, ".svg", false },
	{ ROUTE_GUIDES, "guides/", hexadecimal, ".json", false },
	{ ROUTE_EVENTS, "events", NULL, "", false },
	{ ROUTE_PDF, "report.pdf", NULL, "", false },
	{ ROUTE_HTML, "report.html", NULL, "", false },
	{ ROUTE_OPEN, "open", NULL, "", true },
	{ ROUTE_GOTO, "goto", NULL, "", true },
	{ ROUTE_QUESTION, "", plain, ".json", false },
	{ ROUTE_ASSET, "", plain, ".css", false },
	{ ROUTE_ASSET, "", plain, ".js", false },
};

/* Loopback by name or number, with the port: nothing else is ours. */
static bool
host_is_ours(const char *host, int port)
{
	static const char *const names[] = { "127.0.0.1", "localhost", "[::1]" };

	for (size_t i = 0; host && i < G_N_ELEMENTS(names); i++) {
		char *own = g_strdup_printf("%s:%d", names[i], port);
		bool same = g_ascii_strcasecmp(own, host) == 0;

		g_free(own);
		if (same)
			return true;
	}
	return false;
}

/* The page itself, or nobody that a browser could name. */
static bool
origin_is_ours(const struct request *request)
{
	if (request->site && strcmp(request->site, "same-origin") != 0 && strcmp(request->site, "none") != 0)
		return false;
	return !request->origin || (g_str_has_prefix(request->origin, "http://") &&
		g_ascii_strcasecmp(request->origin + strlen("http://"), request->host) == 0);
}

/* In the same time for every wrong one. */
static bool
token_is_ours(const char *path, const char *token)
{
	unsigned char differs = 0;

	if (strlen(path) < TOKEN_LENGTH + 2 || path[0] != '/' || path[TOKEN_LENGTH + 1] != '/')
		return false;
	for (int i = 0; i < TOKEN_LENGTH; i++)
		differs |= (unsigned char)(path[i + 1] ^ token[i]);
	return !differs;
}

static const struct row *
row_find(const char *path, const char **rest, int *rest_length)
{
	for (const struct row *row = rows; row < rows + G_N_ELEMENTS(rows); row++) {
		size_t before = strlen(row->before), after = strlen(row->after), length = strlen(path);
		size_t variable;

		if (length < before + after || strncmp(path, row->before, before) != 0 ||
			strcmp(path + length - after, row->after) != 0)
			continue;
		variable = length - before - after;
		if (row->of ? !variable || strspn(path + before, row->of) < variable : variable != 0)
			continue;
		/* Of an asset the whole name is wanted. */
		*rest = row->route == ROUTE_ASSET ? path : path + before;
		*rest_length = (int)(row->route == ROUTE_ASSET ? length : variable);
		return row;
	}
	return NULL;
}

/* A body is taken by the one route that wants it, and there only when its length is told. */
static int
body_judge(const struct request *request, bool post)
{
	guint64 length = 0;

	if (request->coded)
		return 400;
	if (request->length && !g_ascii_string_to_unsigned(request->length, 10, 0, G_MAXINT, &length, NULL))
		return 400;
	if (post && !request->length)
		return 411;
	return length > (post ? REQUEST_BODY_MOST : 0) ? 413 : 0;
}

int
request_judge(const struct request *request, int port, const char *token, enum route *route,
	const char **rest, int *rest_length)
{
	bool post = strcmp(request->method, "POST") == 0;
	const struct row *row;

	*route = ROUTE_NONE;
	if (request->hosts != 1 || !host_is_ours(request->host, port) || !origin_is_ours(request))
		return 403;
	if (!token_is_ours(request->path, token) ||
		!(row = row_find(request->path + TOKEN_LENGTH + 2, rest, rest_length)))
		return 404;
	if (post != row->post || (!post && strcmp(request->method, "GET") != 0 &&
			strcmp(request->method, "HEAD") != 0))
		return 405;
	*route = row->route;
	return body_judge(request, post);
}
