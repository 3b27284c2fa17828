/* Inside the serve room: the server's parts. */
#ifndef REVISIT_SERVE_SERVER_H
#define REVISIT_SERVE_SERVER_H

#include <glib.h>
#include <stdbool.h>

#include "serve/builder.h"
#include "serve/http.h"
#include "serve/request.h"
#include "serve/serve.h"
#include "serve/state.h"
#include "serve/task.h"
#include "serve/watch.h"

enum {
	LINKS_MOST = 500,
	LINKS_EASY = 400,        /* above it the oldest that has asked for nothing makes room */
	HEAD_SECONDS = 30,       /* for a whole request head */
	EXCHANGE_SECONDS = 180,  /* for a request and its response */
	BEAT_SECONDS = 15,       /* between signs of life of a stream */
};

/* A browser's connection. */
struct link {
	struct MHD_Connection *connection;
	gint64 since; /* when it was begun, or its last request answered */
	bool asking;  /* a request head is there, and is not answered yet */
	bool stream;  /* which has no end */
};

struct server {
	const struct serve_options *options;
	const struct maker *maker;
	struct state state;
	struct watch *watch;
	struct builder *builder;
	struct MHD_Daemon *daemons[2];
	int port;
	char token[TOKEN_LENGTH + 1];
	char *folder;       /* for documents that are being made */
	GQueue links;       /* of struct link */
	GQueue streams;     /* of struct stream */
	GQueue exchanges;   /* of struct exchange that wait */
	unsigned questions; /* asked so far */
	char *shown;        /* the line that pages were told to show last, as JSON; or NULL */
	bool ending;
};

/* ---- exchange.c: one request, from its head to the end of its response ---- */

struct exchange {
	struct server *server;
	struct MHD_Connection *connection;
	char *method, *path, *query;
	enum route route;
	const char *rest; /* of path */
	int rest_length;
	int refused;      /* HTTP status, or 0 */
	GString *body;
	/* of one that waits for a child */
	bool waits, ready;
	unsigned question;
	struct task *task;
	int status;
	char *json;
};

extern const MHD_AccessHandlerCallback exchange_handle;
extern const MHD_RequestCompletedCallback exchange_completed;

/* ---- response.c: what it is answered with ---- */

enum MHD_Result exchange_bytes(struct exchange *exchange, int status, const char *type,
	const void *bytes, size_t size);
enum MHD_Result exchange_send(struct exchange *exchange, int status, const char *type, bool lasting,
	struct MHD_Response *response);
/* It is answered when exchange_ready is called. */
void exchange_wait(struct exchange *exchange);
void exchange_ready(struct exchange *exchange, int status, const char *json);

/* ---- route.c: what each route gives ---- */

enum MHD_Result route_answer(struct exchange *exchange);
/* Tasks that have ended, or are over their time. */
void route_work(struct server *server, gint64 now);

/* ---- stream.c: server-sent events ---- */

enum MHD_Result stream_begin(struct exchange *exchange);
void streams_tell_building(struct server *server);
void streams_tell_state(struct server *server);
void streams_tell_line(struct server *server); /* server->shown */
void streams_work(struct server *server, gint64 now);
void streams_end(struct server *server);

#endif
