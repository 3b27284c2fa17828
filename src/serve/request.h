/* Requests: which are let through. Pure: knows nothing of sockets. */
#ifndef REVISIT_SERVE_REQUEST_H
#define REVISIT_SERVE_REQUEST_H

#include <stdbool.h>

enum { TOKEN_LENGTH = 32, REQUEST_BODY_MOST = 4096 };

/* What a request says of itself; NULL for what it does not say. */
struct request {
	const char *method;
	const char *path;   /* as it was sent, nothing decoded, without what follows a question mark */
	const char *host;
	int hosts;          /* how many Host headers */
	const char *origin;
	const char *site;   /* Sec-Fetch-Site */
	const char *length; /* Content-Length */
	bool coded;         /* it has a Transfer-Encoding */
};

enum route {
	ROUTE_NONE,
	ROUTE_INDEX,
	ROUTE_ASSET,    /* rest: app.css */
	ROUTE_FONTS,
	ROUTE_FONT,     /* rest: the name */
	ROUTE_STATE,
	ROUTE_PAGE,     /* rest: the hash */
	ROUTE_GUIDES,   /* rest: the hash */
	ROUTE_EVENTS,
	ROUTE_QUESTION, /* rest: explain */
	ROUTE_PDF,
	ROUTE_HTML,
	ROUTE_OPEN,
	ROUTE_GOTO,
};

/* 0 when the request may be answered, with its route and the rest of its path, borrowed from it, and how
 * long that is; else the HTTP status that refuses it (400, 403, 404, 405, 411, 413). Of a server at
 * `port`, with that token. */
int request_judge(const struct request *request, int port, const char *token, enum route *route,
	const char **rest, int *rest_length);

#endif
