/* Exchanges: a request from its head to the end of its response. */
#include <string.h>

#include "serve/server.h"

static const char *
status_words(int status)
{
	switch (status) {
	case 400:
		return "The request is not sound.\n";
	case 403:
		return "This preview is for the browser of the machine that it runs on, by its own address.\n";
	case 405:
		return "That cannot be done here.\n";
	case 409:
		return "There is no document to be had from the record as it is.\n";
	case 411:
		return "The length of the body is not told.\n";
	case 413:
		return "The body is too long.\n";
	case 500:
		return "The preview failed.\n";
	case 501:
		return "There is no editor to open files with.\n";
	case 503:
		return "Not now.\n";
	default:
		return "There is nothing here.\n";
	}
}

static enum MHD_Result
host_count(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct request *request = data;

	(void)kind;
	if (g_ascii_strcasecmp(name, "Host") == 0) {
		request->host = value;
		request->hosts++;
	} else if (g_ascii_strcasecmp(name, "Origin") == 0) {
		request->origin = value;
	} else if (g_ascii_strcasecmp(name, "Sec-Fetch-Site") == 0) {
		request->site = value;
	} else if (g_ascii_strcasecmp(name, "Content-Length") == 0) {
		request->length = value;
	} else if (g_ascii_strcasecmp(name, "Transfer-Encoding") == 0) {
		request->coded = true;
	}
	return MHD_YES;
}

static enum MHD_Result
argument_put(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
	GString *query = data;

	(void)kind;
	g_string_append_printf(query, "%s%s=%s", query->len ? "&" : "", name, value ? value : "");
	return MHD_YES;
}

static struct link *
link_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = http.MHD_get_connection_info(connection,
		MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info ? info->socket_context : NULL;
}

static struct exchange *
exchange_begin(struct server *server, struct MHD_Connection *connection, const char *path,
	const char *method)
{
	struct exchange *exchange = g_new0(struct exchange, 1);
	struct request request = { 0 };
	struct link *link = link_of(connection);
	GString *query = g_string_new(NULL);

	exchange->server = server;
	exchange->connection = connection;
	exchange->method = g_strdup(method);
	exchange->path = g_strdup(path);
	http.MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, argument_put, query);
	exchange->query = g_string_free(query, FALSE);
	exchange->body = g_string_new(NULL);
	http.MHD_get_connection_values(connection, MHD_HEADER_KIND, host_count, &request);
	request.method = exchange->method;
	request.path = exchange->path;
	exchange->refused = request_judge(&request, server->port, server->token, &exchange->route,
		&exchange->rest, &exchange->rest_length);
	if (link) {
		link->asking = true;
		link->since = g_get_monotonic_time();
		link->stream = exchange->route == ROUTE_EVENTS && !exchange->refused;
	}
	return exchange;
}

static enum MHD_Result
handle(void *data, struct MHD_Connection *connection, const char *path, const char *method,
	const char *version, const char *upload, size_t *upload_size, void **context)
{
	struct exchange *exchange = *context;

	(void)version;
	if (!exchange) {
		*context = exchange = exchange_begin(data, connection, path, method);
		/* A body that is not wanted is not waited for. */
		if (!exchange->refused || exchange->refused == 403 || exchange->refused == 404)
			return MHD_YES;
	} else if (*upload_size) {
		if (!exchange->refused && exchange->body->len + *upload_size <= REQUEST_BODY_MOST)
			g_string_append_len(exchange->body, upload, (gssize)*upload_size);
		*upload_size = 0;
		return MHD_YES;
	}
	if (exchange->refused)
		return exchange_bytes(exchange, exchange->refused, "text/plain; charset=utf-8",
			status_words(exchange->refused), strlen(status_words(exchange->refused)));
	return route_answer(exchange);
}

static void
completed(void *data, struct MHD_Connection *connection, void **context,
	enum MHD_RequestTerminationCode code)
{
	struct exchange *exchange = *context;
	struct link *link = link_of(connection);

	(void)data;
	(void)code;
	if (link) {
		link->asking = link->stream = false;
		link->since = g_get_monotonic_time();
	}
	if (!exchange)
		return;
	g_queue_remove(&exchange->server->exchanges, exchange);
	task_end(exchange->task);
	g_free(exchange->method);
	g_free(exchange->path);
	g_free(exchange->query);
	g_free(exchange->json);
	g_string_free(exchange->body, TRUE);
	g_free(exchange);
	*context = NULL;
}

const MHD_AccessHandlerCallback exchange_handle = handle;
const MHD_RequestCompletedCallback exchange_completed = completed;
