/* Routes: what each gives. */
#include <errno.h>
#include <fcntl.h>
#include <json-c/json.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "serve/asset.h"
#include "serve/editor.h"
#include "serve/json.h"
#include "serve/question.h"
#include "serve/server.h"

enum { TASKS_MOST = 2 };

static enum MHD_Result
nothing(struct exchange *exchange, int status, const char *words)
{
	return exchange_bytes(exchange, status, "text/plain; charset=utf-8", words, strlen(words));
}

static enum MHD_Result
missing(struct exchange *exchange)
{
	return nothing(exchange, 404, "There is nothing here.\n");
}

/* ---- the page ---- */

static const char *
asset_type(const char *name)
{
	return g_str_has_suffix(name, ".css") ? "text/css; charset=utf-8"
		: g_str_has_suffix(name, ".js") ? "text/javascript; charset=utf-8"
		: "text/html; charset=utf-8";
}

static enum MHD_Result
asset_answer(struct exchange *exchange)
{
	const char *name = exchange->route == ROUTE_INDEX ? "page.html" : exchange->rest;

	for (const struct asset *asset = assets; asset->name; asset++)
		if (strcmp(asset->name, name) == 0)
			return exchange_bytes(exchange, 200, asset_type(name), asset->bytes, asset->size);
	return missing(exchange);
}

/* ---- fonts ---- */

static enum MHD_Result
fonts_answer(struct exchange *exchange)
{
	GString *css = g_string_new(NULL);
	GList *names = g_list_sort(g_hash_table_get_keys(exchange->server->state.fonts),
		(GCompareFunc)strcmp);
	enum MHD_Result result;

	for (GList *at = names; at; at = at->next)
		g_string_append_printf(css, "@font-face { font-family: \"%s\"; src: url(\"font/%s\"); "
			"font-display: block; }\n", (char *)at->data, (char *)at->data);
	result = exchange_bytes(exchange, 200, "text/css; charset=utf-8", css->str, css->len);
	g_list_free(names);
	g_string_free(css, TRUE);
	return result;
}

/* A regular file as it is; the descriptor goes with the response. */
static enum MHD_Result
file_answer(struct exchange *exchange, const char *path, const char *type, bool lasting)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		return exchange_send(exchange, 200, type, lasting,
			http.MHD_create_response_from_fd64((uint64_t)st.st_size, fd));
	if (fd >= 0)
		close(fd);
	return missing(exchange);
}

static enum MHD_Result
font_answer(struct exchange *exchange)
{
	char *name = g_strndup(exchange->rest, (gsize)exchange->rest_length);
	const char *path = g_hash_table_lookup(exchange->server->state.fonts, name);

	g_free(name);
	return path ? file_answer(exchange, path, "font/ttf", true) : missing(exchange);
}

/* ---- state and pages ---- */

static enum MHD_Result
state_answer(struct exchange *exchange)
{
	GString *json = g_string_new(NULL);
	enum MHD_Result result;

	state_json(&exchange->server->state, false, json);
	result = exchange_bytes(exchange, 200, "application/json", json->str, json->len);
	g_string_free(json, TRUE);
	return result;
}

static void
bytes_drop(void *data)
{
	g_bytes_unref(data);
}

static enum MHD_Result
drawing_answer(struct exchange *exchange)
{
	bool guides = exchange->route == ROUTE_GUIDES;
	const struct drawing *drawing = state_drawing(&exchange->server->state, exchange->rest,
		(gsize)exchange->rest_length);
	GBytes *bytes;
	const void *start;
	gsize size;

	if (!drawing)
		return missing(exchange);
	bytes = g_bytes_ref(guides ? drawing->guides : drawing->svg);
	start = g_bytes_get_data(bytes, &size);
	return exchange_send(exchange, 200, guides ? "application/json" : "image/svg+xml", true,
		http.MHD_create_response_from_buffer_with_free_callback_cls(size, (void *)start, bytes_drop,
			bytes));
}

/* ---- what a child is asked for ---- */

static enum MHD_Result
question_begin(struct exchange *exchange)
{
	char *name = g_strndup(exchange->rest, (gsize)exchange->rest_length);
	bool known = question_known(name);

	if (known) {
		exchange->question = ++exchange->server->questions;
		exchange_wait(exchange);
		builder_ask(exchange->server->builder, exchange->question, name, exchange->query);
	}
	g_free(name);
	return known ? MHD_YES : missing(exchange);
}

static enum MHD_Result
document_begin(struct exchange *exchange)
{
	struct server *server = exchange->server;
	int running = 0;

	for (GList *at = server->exchanges.head; at; at = at->next)
		running += ((struct exchange *)at->data)->task != NULL;
	if (running < TASKS_MOST)
		exchange->task = task_begin(server->options, server->maker,
			exchange->route == ROUTE_HTML, server->folder);
	if (!exchange->task)
		return nothing(exchange, 503, "Other documents are being made: please try again.\n");
	exchange_wait(exchange);
	return MHD_YES;
}

static enum MHD_Result
document_answer(struct exchange *exchange)
{
	return file_answer(exchange, task_file(exchange->task),
		exchange->route == ROUTE_PDF ? "application/pdf" : "text/html; charset=utf-8", false);
}

static enum MHD_Result
waited_answer(struct exchange *exchange)
{
	if (exchange->status == 200 && exchange->task)
		return document_answer(exchange);
	if (!exchange->json)
		return nothing(exchange, exchange->status, "There are no pages to answer that from.\n");
	return exchange_bytes(exchange, exchange->status, "application/json", exchange->json,
		strlen(exchange->json));
}

void
route_work(struct server *server, gint64 now)
{
	for (GList *at = server->exchanges.head, *next; at; at = next) {
		struct exchange *exchange = at->data;
		const char *problems;
		char *json;

		next = at->next;
		if (!exchange->task || !task_work(exchange->task, now, &problems))
			continue;
		json = problems ? g_strdup_printf("{\"problems\":%s}", problems) : NULL;
		exchange_ready(exchange, problems ? 409 : 200, json);
		g_free(json);
	}
}

/* ---- editors ---- */

/* What {"file": ..., "line": ...} means. Without a file it is the record. Only files that the build has
 * read are let through, whatever the request says. */
struct spot {
	struct json_object *json;
	const char *file; /* NULL: the record */
	int line;
};

/* 0, or the HTTP status that refuses it. */
static int
spot_read(struct spot *spot, const struct server *server, const char *body)
{
	struct json_object *file = NULL, *line = NULL;

	*spot = (struct spot){ .json = json_tokener_parse(body) };
	if (!spot->json || !json_object_is_type(spot->json, json_type_object))
		return 400;
	json_object_object_get_ex(spot->json, "file", &file);
	json_object_object_get_ex(spot->json, "line", &line);
	if (file && !json_object_is_type(file, json_type_string))
		return 400;
	spot->file = file ? json_object_get_string(file) : NULL;
	spot->line = MAX(json_object_get_int(line), 1);
	return spot->file && !watch_has(server->watch, spot->file) ? 404 : 0;
}

static enum MHD_Result
spot_answer(struct exchange *exchange, int status)
{
	return nothing(exchange, status, status == 204 ? ""
		: status == 404 ? "The report is not made from that file.\n"
		: status == 501 ? "No editor could be begun; name one by --editor, $VISUAL or $EDITOR.\n"
		: "The request is not sound.\n");
}

static enum MHD_Result
open_answer(struct exchange *exchange)
{
	const struct server *server = exchange->server;
	const char *template = editor_template(server->options->editor);
	struct spot spot;
	int status = spot_read(&spot, server, exchange->body->str);

	if (!status)
		status = template && editor_open(template, spot.file ? spot.file : server->options->record,
			spot.line) ? 204 : 501;
	json_object_put(spot.json);
	return spot_answer(exchange, status);
}

/* The other way round: an editor says where its cursor is, and the pages follow. */
static enum MHD_Result
goto_answer(struct exchange *exchange)
{
	struct server *server = exchange->server;
	struct spot spot;
	int status = spot_read(&spot, server, exchange->body->str);

	if (!status) {
		const char *file = g_strcmp0(spot.file, server->options->record) == 0 ? NULL : spot.file;
		GString *json = g_string_new("{");

		json_put_number(json, "line", spot.line);
		json_put_member(json, "file", file);
		g_string_append_c(json, '}');
		g_free(server->shown);
		server->shown = g_string_free(json, FALSE);
		streams_tell_line(server);
		status = 204;
	}
	json_object_put(spot.json);
	return spot_answer(exchange, status);
}

enum MHD_Result
route_answer(struct exchange *exchange)
{
	static enum MHD_Result (*const answers[])(struct exchange *exchange) = {
		[ROUTE_NONE] = missing, [ROUTE_INDEX] = asset_answer, [ROUTE_ASSET] = asset_answer,
		[ROUTE_FONTS] = fonts_answer, [ROUTE_FONT] = font_answer, [ROUTE_STATE] = state_answer,
		[ROUTE_PAGE] = drawing_answer, [ROUTE_GUIDES] = drawing_answer,
		[ROUTE_EVENTS] = stream_begin, [ROUTE_QUESTION] = question_begin,
		[ROUTE_PDF] = document_begin, [ROUTE_HTML] = document_begin, [ROUTE_OPEN] = open_answer,
		[ROUTE_GOTO] = goto_answer,
	};

	return exchange->ready ? waited_answer(exchange) : answers[exchange->route](exchange);
}
