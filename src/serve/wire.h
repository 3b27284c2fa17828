/* Wire: messages between the server and its builder, over a socket. A message is a kind, a length and
 * fields; what the builder says is not trusted to be whole. */
#ifndef REVISIT_SERVE_WIRE_H
#define REVISIT_SERVE_WIRE_H

#include <glib.h>
#include <stdbool.h>

enum wire_kind {
	/* to the builder */
	WIRE_BUILD = 'B',    /* hashes of pages that need not be sent, as text, until one is empty */
	WIRE_QUESTION = 'Q', /* number, name, query */
	/* from it */
	WIRE_FILE = 'F',     /* path, flags, signature: read for this build */
	WIRE_PAGE = 'P',     /* number, width, height, hash, label, whole, svg, guides */
	WIRE_FONT = 'N',     /* name, path */
	WIRE_STATE = 'S',    /* made, milliseconds, title, lang, status, outline, problems: the build is over */
	WIRE_ANSWER = 'A',   /* number, found, JSON */
};

/* More than any page or answer needs. */
enum { WIRE_MOST = 64 << 20 };

/* ---- to write: begin, put fields, send ---- */

GByteArray *wire_begin(enum wire_kind kind); /* yours until it is sent */
void wire_put_number(GByteArray *message, guint32 number);
void wire_put_real(GByteArray *message, double number);
void wire_put_bytes(GByteArray *message, const void *bytes, gsize size);
void wire_put_text(GByteArray *message, const char *text); /* NULL as "" */
/* Writes it whole and frees it; false when the other side is gone, or does not read (then errno is
 * EAGAIN, if the socket does not wait). */
bool wire_send(int fd, GByteArray *message);
/* Puts it, whole, behind the messages in `many`, and frees it: each sending wakes the other side. */
void wire_join(GByteArray *many, GByteArray *message);
/* Sends them, and leaves `many` empty; false as of wire_send. */
bool wire_send_many(int fd, GByteArray *many);

/* ---- to read ---- */

/* Bytes that have come, and how far they are used. */
struct wire {
	GByteArray *bytes;
	gsize at;
};

/* A message; its bytes are good until the next call of wire_take or wire_fill. */
struct message {
	enum wire_kind kind;
	const guint8 *bytes;
	gsize size, at;
	bool broken; /* a field was asked for that is not there */
};

void wire_init(struct wire *wire);
void wire_finish(struct wire *wire);
/* Reads what there is. 1: something came; 0: nothing now (a socket that does not wait); -1: the end. */
int wire_fill(struct wire *wire, int fd);
/* The next whole message. 1; 0: not yet; -1: what came is no message. */
int wire_take(struct wire *wire, struct message *message);

guint32 wire_number(struct message *message);
double wire_real(struct message *message); /* finite; else broken */
/* Borrowed; "" (and broken) when it is not there. Text ends with NUL and has none in it. */
const char *wire_text(struct message *message);
const guint8 *wire_bytes(struct message *message, gsize *size);

#endif
