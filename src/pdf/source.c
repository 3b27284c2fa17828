/* Reading cairo's file: cross-reference table, objects, streams (ISO 32000-1, 7.5). */
#include "pdf/source.h"

#include <string.h>

#include "base/arena.h"

enum { TAIL = 64, ENTRY = 20, MOST_OBJECTS = 8000000 };

struct source {
	const char *bytes;
	size_t size;
	int count;
	size_t *offsets; /* 0: free */
	struct arena *arena;
	const struct value *trailer;
};

/* The offset of the table, from the last lines of the file. */
static bool
table_find(const struct source *source, struct lexer *lexer)
{
	const char *tail = source->bytes + (source->size > TAIL ? source->size - TAIL : 0);
	const char *found = g_strrstr_len(tail, (gssize)(source->bytes + source->size - tail),
		"startxref");
	int offset;

	if (!found)
		return false;
	*lexer = (struct lexer){ found, source->bytes + source->size };
	if (!lexer_word(lexer, "startxref") || !lexer_whole(lexer, &offset) ||
		(size_t)offset >= source->size)
		return false;
	lexer->at = source->bytes + offset;
	return true;
}

/* Ten digits, a blank, five digits, a blank, n or f, two bytes of line end. */
static bool
entry_read(const struct source *source, const char *entry, size_t *offset)
{
	size_t sum = 0;

	for (int i = 0; i < 10; i++) {
		if (!g_ascii_isdigit(entry[i]))
			return false;
		sum = sum * 10 + (size_t)(entry[i] - '0');
	}
	if (entry[17] != 'n' && entry[17] != 'f')
		return false;
	*offset = entry[17] == 'n' ? sum : 0;
	return sum < source->size || entry[17] == 'f';
}

static bool
table_read(struct source *source)
{
	struct lexer lexer;
	int first;

	if (!table_find(source, &lexer) || !lexer_word(&lexer, "xref") ||
		!lexer_whole(&lexer, &first) || first != 0 || !lexer_whole(&lexer, &source->count) ||
		source->count > MOST_OBJECTS)
		return false;
	lexer_skip_space(&lexer);
	if ((size_t)(lexer.end - lexer.at) < (size_t)source->count * ENTRY)
		return false;
	source->offsets = g_new0(size_t, source->count + 1);
	for (int i = 0; i < source->count; i++, lexer.at += ENTRY)
		if (!entry_read(source, lexer.at, &source->offsets[i]))
			return false;
	if (!lexer_word(&lexer, "trailer"))
		return false;
	source->trailer = value_read(source->arena, &lexer);
	return source->trailer && source->trailer->kind == VALUE_DICT;
}

struct source *
source_open(const char *bytes, size_t size)
{
	struct source *source = g_new0(struct source, 1);

	source->bytes = bytes;
	source->size = size;
	source->arena = arena_create();
	if (!table_read(source))
		g_clear_pointer(&source, source_close);
	return source;
}

void
source_close(struct source *source)
{
	if (!source)
		return;
	arena_destroy(source->arena);
	g_free(source->offsets);
	g_free(source);
}

int
source_count(const struct source *source)
{
	return source->count;
}

const struct value *
source_trailer(const struct source *source)
{
	return source->trailer;
}

/* cairo tells the length of a stream by an object of its own. */
static bool
stream_read(const struct source *source, struct arena *arena, struct lexer *lexer,
	struct object *object)
{
	const struct value *length = value_find(object->value, "Length");
	struct object number;
	int bytes;

	if (lexer->end - lexer->at >= 2 && lexer->at[0] == '\r')
		lexer->at++;
	if (lexer->at >= lexer->end || *lexer->at++ != '\n' || !length)
		return false;
	if (length->kind == VALUE_REFERENCE) {
		if (!source_object(source, arena, length->number, &number) || number.stream)
			return false;
		length = number.value;
	}
	if (!value_whole(length, &bytes) || lexer->end - lexer->at < bytes)
		return false;
	object->stream = lexer->at;
	object->length = (size_t)bytes;
	lexer->at += bytes;
	return lexer_word(lexer, "endstream");
}

bool
source_object(const struct source *source, struct arena *arena, int number, struct object *object)
{
	struct lexer lexer = { .end = source->bytes + source->size };
	int own, generation;

	*object = (struct object){ 0 };
	if (number <= 0 || number >= source->count || !source->offsets[number])
		return false;
	lexer.at = source->bytes + source->offsets[number];
	if (!lexer_whole(&lexer, &own) || own != number || !lexer_whole(&lexer, &generation) ||
		!lexer_word(&lexer, "obj") || !(object->value = value_read(arena, &lexer)))
		return false;
	if (lexer_word(&lexer, "stream") && !stream_read(source, arena, &lexer, object))
		return false;
	return lexer_word(&lexer, "endobj");
}

bool
source_follow(const struct source *source, struct arena *arena, const struct value *value,
	struct object *object)
{
	*object = (struct object){ value, NULL, 0 };
	if (!value)
		return false;
	return value->kind != VALUE_REFERENCE ||
		source_object(source, arena, value->number, object);
}
