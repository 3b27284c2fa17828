/* Writing PDF: what is no stream goes into object streams, which deflate to a fraction. */
#include "pdf/writer.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "pdf/pack.h"

enum { OBJECTS_MOST = 200, OBJECTS_BYTES = 96 * 1024, ID_BYTES = 16, ENTRY_BYTES = 7,
	MOST_DIGITS = 32 };

/* Where an object is: its offset, or the object stream that holds it and its place there. */
struct place_of {
	size_t offset;
	int stream;
	int index;
	bool written;
};

struct writer {
	writer_sink_fn *write;
	void *sink;
	size_t offset;
	struct hash *hash;
	struct packer *packer;
	GByteArray *packed;
	GArray *places;      /* of struct place_of, by object number */
	GString *heads, *bodies; /* of the object stream that is being filled */
	int in_stream, stream; /* how many objects it has; its number */
};

static void
put(struct writer *writer, const void *bytes, size_t size)
{
	hash_add(writer->hash, bytes, size);
	writer->write(writer->sink, bytes, size);
	writer->offset += size;
}

static void
put_text(struct writer *writer, const char *text)
{
	put(writer, text, strlen(text));
}

struct writer *
writer_create(writer_sink_fn *write, void *sink)
{
	struct writer *writer = g_new0(struct writer, 1);

	writer->write = write;
	writer->sink = sink;
	writer->hash = hash_create();
	writer->packer = packer_create();
	writer->packed = g_byte_array_new();
	writer->places = g_array_new(FALSE, TRUE, sizeof(struct place_of));
	g_array_set_size(writer->places, 1); /* object 0 is the head of the free ones */
	writer->heads = g_string_new(NULL);
	writer->bodies = g_string_new(NULL);
	/* The second line tells programs that look that the file is not text. */
	put_text(writer, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
	return writer;
}

void
writer_destroy(struct writer *writer)
{
	if (!writer)
		return;
	hash_destroy(writer->hash);
	packer_destroy(writer->packer);
	g_byte_array_free(writer->packed, TRUE);
	g_array_free(writer->places, TRUE);
	g_string_free(writer->heads, TRUE);
	g_string_free(writer->bodies, TRUE);
	g_free(writer);
}

int
writer_reserve(struct writer *writer, int count)
{
	int first = (int)writer->places->len;

	g_array_set_size(writer->places, writer->places->len + (guint)count);
	return first;
}

static struct place_of *
place_in(struct writer *writer, int number)
{
	struct place_of *place = &g_array_index(writer->places, struct place_of, number);

	g_assert(number > 0 && number < (int)writer->places->len && !place->written);
	place->written = true;
	return place;
}

void
writer_stream(struct writer *writer, int number, const char *entries, const void *bytes, size_t size)
{
	char *head = g_strdup_printf("%d 0 obj\n<<%s/Length %zu>>\nstream\n", number, entries, size);

	place_in(writer, number)->offset = writer->offset;
	put_text(writer, head);
	put(writer, bytes, size);
	put_text(writer, "\nendstream\nendobj\n");
	g_free(head);
}

void
writer_stream_packed(struct writer *writer, int number, const char *entries, const void *bytes,
	size_t size)
{
	char *all = g_strconcat(entries, "/Filter/FlateDecode", NULL);

	packer_pack(writer->packer, writer->packed, bytes, size);
	writer_stream(writer, number, all, writer->packed->data, writer->packed->len);
	g_free(all);
}

void
writer_part(struct writer *writer)
{
	char *entries;

	if (!writer->in_stream)
		return;
	entries = g_strdup_printf("/Type/ObjStm/N %d/First %zu", writer->in_stream,
		writer->heads->len);
	g_string_append_len(writer->heads, writer->bodies->str, (gssize)writer->bodies->len);
	writer_stream_packed(writer, writer->stream, entries, writer->heads->str, writer->heads->len);
	g_free(entries);
	g_string_truncate(writer->heads, 0);
	g_string_truncate(writer->bodies, 0);
	writer->in_stream = 0;
}

GString *
writer_begin(struct writer *writer, int number)
{
	struct place_of *place;

	if (!writer->in_stream)
		writer->stream = writer_reserve(writer, 1);
	place = place_in(writer, number);
	place->stream = writer->stream;
	place->index = writer->in_stream++;
	whole_put(writer->heads, (size_t)number);
	g_string_append_c(writer->heads, ' ');
	whole_put(writer->heads, writer->bodies->len);
	g_string_append_c(writer->heads, ' ');
	return writer->bodies;
}

void
writer_end(struct writer *writer)
{
	g_string_append_c(writer->bodies, '\n');
	if (writer->in_stream >= OBJECTS_MOST || writer->bodies->len >= OBJECTS_BYTES)
		writer_part(writer);
}

/* One byte for the kind, four for the offset or stream, two for the index. */
static void
entry_put(GString *out, const struct place_of *place)
{
	size_t second = place->stream ? (size_t)place->stream : place->offset;
	const unsigned char entry[ENTRY_BYTES] = {
		!place->written ? 0 : place->stream ? 2 : 1, (unsigned char)(second >> 24),
		(unsigned char)(second >> 16), (unsigned char)(second >> 8), (unsigned char)second,
		(unsigned char)(place->index >> 8), (unsigned char)place->index,
	};

	g_string_append_len(out, (const char *)entry, ENTRY_BYTES);
}

/* Each row as its difference from the one above (PNG's "up"): most of it is zero then. */
static GString *
table_make(const struct writer *writer)
{
	GString *rows = g_string_new(NULL), *out = g_string_new(NULL);

	for (guint i = 0; i < writer->places->len; i++)
		entry_put(rows, &g_array_index(writer->places, struct place_of, i));
	for (guint i = 0; i < writer->places->len; i++) {
		const char *row = rows->str + (size_t)i * ENTRY_BYTES;

		g_string_append_c(out, 2);
		for (int j = 0; j < ENTRY_BYTES; j++)
			g_string_append_c(out, (char)(row[j] - (i ? row[j - ENTRY_BYTES] : 0)));
	}
	g_string_free(rows, TRUE);
	return out;
}

void
writer_finish(struct writer *writer, int root, int info)
{
	size_t offset;
	GString *entries = g_string_new(NULL), *table;
	unsigned char digest[HASH_BYTES];
	int number;
	char *tail;

	writer_part(writer);
	number = writer_reserve(writer, 1);
	offset = writer->offset;
	g_array_index(writer->places, struct place_of, number).offset = offset;
	g_array_index(writer->places, struct place_of, number).written = true;
	table = table_make(writer);
	g_array_index(writer->places, struct place_of, number).written = false;
	hash_end(writer->hash, digest);
	g_string_append_printf(entries, "/Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor 12"
		"/Columns %d>>/Root %d 0 R/Info %d 0 R/ID[", number + 1, ENTRY_BYTES, root, info);
	byte_string_put(entries, (const char *)digest, ID_BYTES);
	byte_string_put(entries, (const char *)digest, ID_BYTES);
	g_string_append_c(entries, ']');
	writer_stream_packed(writer, number, entries->str, table->str, table->len);
	tail = g_strdup_printf("startxref\n%zu\n%%%%EOF\n", offset);
	put_text(writer, tail);
	g_free(tail);
	g_string_free(table, TRUE);
	g_string_free(entries, TRUE);
}

/* ---- strings and numbers ---- */

void
byte_string_put(GString *out, const char *bytes, size_t size)
{
	static const char hex[] = "0123456789abcdef";

	g_string_append_c(out, '<');
	for (size_t i = 0; i < size; i++) {
		g_string_append_c(out, hex[(unsigned char)bytes[i] >> 4]);
		g_string_append_c(out, hex[bytes[i] & 15]);
	}
	g_string_append_c(out, '>');
}

static bool
is_plain(const char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

void
text_string_put(GString *out, const char *text)
{
	glong count;
	gunichar2 *units;

	if (is_plain(text)) {
		g_string_append_c(out, '(');
		for (; *text; text++) {
			if (*text == '(' || *text == ')' || *text == '\\')
				g_string_append_c(out, '\\');
			g_string_append_c(out, *text);
		}
		g_string_append_c(out, ')');
		return;
	}
	units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
	g_string_append(out, "<feff");
	for (glong i = 0; units && i < count; i++)
		g_string_append_printf(out, "%04x", units[i]);
	g_string_append_c(out, '>');
	g_free(units);
}

/* Gives where its first digit stands. */
static int
whole_before(char *digits, int at, unsigned long long number)
{
	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	return at;
}

void
whole_put(GString *out, size_t number)
{
	char digits[MOST_DIGITS];
	int at = whole_before(digits, MOST_DIGITS, number);

	g_string_append_len(out, digits + at, MOST_DIGITS - at);
}

void
fixed_put(GString *out, double number, int decimals)
{
	static const long long powers[] = { 1, 10, 100, 1000, 10000, 100000 };
	long long scaled = llround(number * (double)powers[decimals]);
	unsigned long long left = scaled < 0 ? 0 - (unsigned long long)scaled : (unsigned long long)scaled;
	char digits[MOST_DIGITS];
	int at = MOST_DIGITS;

	for (; decimals > 0; decimals--, left /= 10)
		if (left % 10 || at < MOST_DIGITS)
			digits[--at] = (char)('0' + left % 10);
	if (at < MOST_DIGITS)
		digits[--at] = '.';
	if (left || at == MOST_DIGITS)
		at = whole_before(digits, at, left);
	if (scaled < 0)
		digits[--at] = '-';
	g_string_append_len(out, digits + at, MOST_DIGITS - at);
}

void
number_put(GString *out, double number)
{
	fixed_put(out, number, 2);
}

void
reference_put(GString *out, int number)
{
	whole_put(out, (size_t)number);
	g_string_append_len(out, " 0 R", 4);
}
