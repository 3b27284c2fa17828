/* Wire: messages between the server and its builder. Both are the same program on the same machine, so
 * numbers go as they are. */
#include "serve/wire.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/socket.h>

enum { HEAD = 1 + sizeof(guint32), PIECE = 256 << 10 };

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 /* where it is missing, SIGPIPE is ignored */
#endif

GByteArray *
wire_begin(enum wire_kind kind)
{
	GByteArray *message = g_byte_array_new();
	guint8 head[HEAD] = { (guint8)kind };

	return g_byte_array_append(message, head, HEAD);
}

void
wire_put_number(GByteArray *message, guint32 number)
{
	g_byte_array_append(message, (const guint8 *)&number, sizeof(number));
}

void
wire_put_real(GByteArray *message, double number)
{
	g_byte_array_append(message, (const guint8 *)&number, sizeof(number));
}

void
wire_put_bytes(GByteArray *message, const void *bytes, gsize size)
{
	wire_put_number(message, (guint32)size);
	g_byte_array_append(message, bytes, (guint)size);
}

void
wire_put_text(GByteArray *message, const char *text)
{
	wire_put_bytes(message, text ? text : "", strlen(text ? text : "") + 1);
}

/* Its length, into its head; false: it is too long to be sent. */
static bool
message_end(GByteArray *message)
{
	guint32 size = message->len - HEAD;

	memcpy(message->data + 1, &size, sizeof(size));
	return size <= WIRE_MOST;
}

static bool
bytes_send(int fd, const GByteArray *bytes)
{
	gsize sent = 0;
	bool ok = true;

	while (ok && sent < bytes->len) {
		ssize_t n = send(fd, bytes->data + sent, bytes->len - sent, MSG_NOSIGNAL);

		if (n > 0)
			sent += (gsize)n;
		else
			ok = n < 0 && errno == EINTR;
	}
	return ok;
}

bool
wire_send(int fd, GByteArray *message)
{
	bool ok = message_end(message) && bytes_send(fd, message);

	g_byte_array_free(message, TRUE);
	return ok;
}

void
wire_join(GByteArray *many, GByteArray *message)
{
	if (message_end(message))
		g_byte_array_append(many, message->data, message->len);
	g_byte_array_free(message, TRUE);
}

bool
wire_send_many(int fd, GByteArray *many)
{
	bool ok = bytes_send(fd, many);

	g_byte_array_set_size(many, 0);
	return ok;
}

void
wire_init(struct wire *wire)
{
	*wire = (struct wire){ .bytes = g_byte_array_new() };
}

void
wire_finish(struct wire *wire)
{
	if (wire->bytes)
		g_byte_array_free(wire->bytes, TRUE);
	*wire = (struct wire){ 0 };
}

int
wire_fill(struct wire *wire, int fd)
{
	guint had;
	ssize_t n;

	if (wire->at) {
		g_byte_array_remove_range(wire->bytes, 0, (guint)wire->at);
		wire->at = 0;
	}
	had = wire->bytes->len;
	g_byte_array_set_size(wire->bytes, had + PIECE);
	do
		n = recv(fd, wire->bytes->data + had, PIECE, 0);
	while (n < 0 && errno == EINTR);
	g_byte_array_set_size(wire->bytes, had + (n > 0 ? (guint)n : 0));
	if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		return 0;
	return n > 0 ? 1 : -1;
}

int
wire_take(struct wire *wire, struct message *message)
{
	gsize left = wire->bytes->len - wire->at;
	const guint8 *head = wire->bytes->data + wire->at;
	guint32 size;

	if (left < HEAD)
		return 0;
	memcpy(&size, head + 1, sizeof(size));
	if (size > WIRE_MOST)
		return -1;
	if (left - HEAD < size)
		return 0;
	*message = (struct message){ .kind = (enum wire_kind)head[0], .bytes = head + HEAD, .size = size };
	wire->at += HEAD + size;
	return 1;
}

/* The next bytes, as many; NULL when there are not so many. */
static const guint8 *
take(struct message *message, gsize size)
{
	const guint8 *bytes = message->bytes + message->at;

	if (message->broken || size > message->size - message->at) {
		message->broken = true;
		return NULL;
	}
	message->at += size;
	return bytes;
}

guint32
wire_number(struct message *message)
{
	const guint8 *bytes = take(message, sizeof(guint32));
	guint32 number = 0;

	if (bytes)
		memcpy(&number, bytes, sizeof(number));
	return number;
}

double
wire_real(struct message *message)
{
	const guint8 *bytes = take(message, sizeof(double));
	double number = 0;

	if (bytes)
		memcpy(&number, bytes, sizeof(number));
	if (isfinite(number))
		return number;
	message->broken = true;
	return 0;
}

const guint8 *
wire_bytes(struct message *message, gsize *size)
{
	guint32 count = wire_number(message);
	const guint8 *bytes = take(message, count);

	*size = bytes ? count : 0;
	return bytes ? bytes : (const guint8 *)"";
}

const char *
wire_text(struct message *message)
{
	gsize size;
	const char *text = (const char *)wire_bytes(message, &size);

	if (size && memchr(text, '\0', size) == text + size - 1)
		return text;
	message->broken = true;
	return "";
}
