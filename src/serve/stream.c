/* Streams: what a page is told while it is open. A stream holds no queue: what it has not been told yet
 * is told from the state as it is then, so that a slow reader costs nothing. */
#include <string.h>
#include <sys/socket.h>

#include "serve/server.h"

/* As much is told of new drawings before the state that shows them, in bytes; others are asked
 * for. */
enum { DRAWINGS_MOST = 256 << 10 };

struct stream {
	struct server *server;
	struct MHD_Connection *connection;
	int fd;
	bool building, state, line, beat, suspended, over;
	gint64 spoken;
	unsigned version; /* of the state that it was told last; 0: none */
	GString *out;     /* being sent */
	gsize at;
};

/* Lines are told one by one. */
static void
drawing_put(GString *out, const char *hash, const char *svg, gsize size)
{
	g_string_append_printf(out, "event: page\ndata: %s\ndata: ", hash);
	for (const char *end = svg + size; svg < end; svg++)
		if (*svg == '\n' || *svg == '\r')
			g_string_append(out, "\ndata: ");
		else
			g_string_append_c(out, *svg);
	g_string_append(out, "\n\n");
}

/* Who knows the state before has what is not new, and need not ask for what is. */
static void
drawings_put(const struct stream *stream)
{
	const struct state *state = &stream->server->state;
	gsize told = 0;

	if (!stream->version || stream->version + 1 != state->version)
		return;
	for (guint i = 0; i < state->pages->len; i++) {
		const struct state_page *page = g_ptr_array_index(state->pages, i);
		const struct drawing *drawing = g_hash_table_lookup(state->drawings, page->hash);
		gsize size;
		const char *svg;

		if (!page->changed || drawing->made != state->version)
			continue;
		svg = g_bytes_get_data(drawing->svg, &size);
		if ((told += size) > DRAWINGS_MOST)
			return;
		drawing_put(stream->out, page->hash, svg, size);
	}
}

static void
state_put(struct stream *stream)
{
	GString *out = stream->out;

	drawings_put(stream);
	g_string_append(out, "event: state\ndata: ");
	state_json(&stream->server->state, true, out);
	g_string_append(out, "\n\n");
	stream->version = stream->server->state.version;
}

static void
compose(struct stream *stream)
{
	struct server *server = stream->server;
	GString *out;

	if (stream->out->allocated_len > DRAWINGS_MOST / 4) { /* room for drawings is not kept for a word */
		g_string_free(stream->out, TRUE);
		stream->out = g_string_new(NULL);
	}
	out = g_string_truncate(stream->out, 0);
	stream->at = 0;
	stream->spoken = g_get_monotonic_time();
	if (stream->state) {
		state_put(stream);
	} else if (stream->line) {
		g_string_append_printf(out, "event: goto\ndata: %s\n\n", server->shown);
		stream->line = false;
		return;
	} else if (stream->building) {
		g_string_append_printf(out, "event: building\ndata: {\"version\":%u}\n\n",
			server->state.version);
	} else if (stream->beat) {
		g_string_append(out, ": here\n\n");
	}
	stream->state = stream->building = stream->beat = false;
}

static ssize_t
stream_read(void *data, uint64_t position, char *buffer, size_t most)
{
	struct stream *stream = data;
	gsize size;

	(void)position;
	if (stream->over)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (stream->at == stream->out->len)
		compose(stream);
	if (!stream->out->len) {
		stream->suspended = true;
		http.MHD_suspend_connection(stream->connection);
		return 0;
	}
	size = MIN(most, stream->out->len - stream->at);
	memcpy(buffer, stream->out->str + stream->at, size);
	stream->at += size;
	return (ssize_t)size;
}

static void
stream_free(void *data)
{
	struct stream *stream = data;

	g_queue_remove(&stream->server->streams, stream);
	g_string_free(stream->out, TRUE);
	g_free(stream);
}

enum MHD_Result
stream_begin(struct exchange *exchange)
{
	struct stream *stream = g_new0(struct stream, 1);
	const union MHD_ConnectionInfo *info = http.MHD_get_connection_info(exchange->connection,
		MHD_CONNECTION_INFO_CONNECTION_FD);

	stream->server = exchange->server;
	stream->connection = exchange->connection;
	stream->fd = info ? info->connect_fd : -1;
	stream->state = true;
	stream->out = g_string_new(NULL);
	g_queue_push_tail(&exchange->server->streams, stream);
	return exchange_send(exchange, 200, "text/event-stream", false,
		http.MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 16 << 10, stream_read, stream,
			stream_free));
}

static void
stream_wake(struct stream *stream)
{
	if (!stream->suspended)
		return;
	stream->suspended = false;
	http.MHD_resume_connection(stream->connection);
}

void
streams_tell_building(struct server *server)
{
	for (GList *at = server->streams.head; at; at = at->next) {
		struct stream *stream = at->data;

		stream->building = true;
		stream_wake(stream);
	}
}

void
streams_tell_state(struct server *server)
{
	for (GList *at = server->streams.head; at; at = at->next) {
		struct stream *stream = at->data;

		stream->state = true;
		stream_wake(stream);
	}
}

void
streams_tell_line(struct server *server)
{
	for (GList *at = server->streams.head; at; at = at->next) {
		struct stream *stream = at->data;

		stream->line = true;
		stream_wake(stream);
	}
}

/* A sleeping connection is not read: whether its other side has gone is looked for here. */
static bool
is_gone(const struct stream *stream)
{
	char byte;

	return stream->suspended && recv(stream->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

void
streams_work(struct server *server, gint64 now)
{
	for (GList *at = server->streams.head; at; at = at->next) {
		struct stream *stream = at->data;

		stream->over = stream->over || is_gone(stream);
		stream->beat = now - stream->spoken >= BEAT_SECONDS * G_USEC_PER_SEC;
		if (stream->over || stream->beat)
			stream_wake(stream);
	}
}

void
streams_end(struct server *server)
{
	for (GList *at = server->streams.head; at; at = at->next) {
		struct stream *stream = at->data;

		stream->over = true;
		stream_wake(stream);
	}
}
