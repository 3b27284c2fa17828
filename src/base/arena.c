/* Arena: chunks that double up to 1 MB, handed out by moving a pointer. */
#include "base/arena.h"

#include <glib.h>
#include <stdarg.h>
#include <stdalign.h>
#include <string.h>

enum { FIRST_CHUNK = 4096, LARGEST_CHUNK = 1 << 20 };

struct chunk {
	struct chunk *next;
	size_t size;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct chunk *chunks; /* newest first */
	size_t at;            /* first free byte of the newest */
	size_t next_size;
	size_t used;
};

struct arena *
arena_create(void)
{
	struct arena *arena = g_new0(struct arena, 1);

	arena->next_size = FIRST_CHUNK;
	return arena;
}

void
arena_destroy(struct arena *arena)
{
	if (!arena)
		return;
	for (struct chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
		next = chunk->next;
		g_free(chunk);
	}
	g_free(arena);
}

static void
chunk_add(struct arena *arena, size_t least)
{
	size_t size = MAX(least, arena->next_size);
	struct chunk *chunk;

	g_assert(size < G_MAXSIZE - sizeof *chunk);
	chunk = g_malloc(sizeof *chunk + size);
	chunk->size = size;
	chunk->next = arena->chunks;
	arena->chunks = chunk;
	arena->at = 0;
	if (arena->next_size < LARGEST_CHUNK)
		arena->next_size *= 2;
}

void
arena_clear(struct arena *arena)
{
	struct chunk *newest = arena->chunks;

	arena->used = arena->at = 0;
	if (!newest)
		return;
	for (struct chunk *chunk = newest->next, *next; chunk; chunk = next) {
		next = chunk->next;
		g_free(chunk);
	}
	newest->next = NULL;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	void *bytes;

	g_assert(size < G_MAXSIZE / 2);
	size = (size + align - 1) & ~(align - 1);
	if (!arena->chunks || arena->chunks->size - arena->at < size)
		chunk_add(arena, size);
	bytes = arena->chunks->bytes + arena->at;
	arena->at += size;
	arena->used += size;
	return memset(bytes, 0, size);
}

char *
arena_strndup(struct arena *arena, const char *text, size_t bytes)
{
	char *copy;

	if (!text)
		return NULL;
	copy = arena_alloc(arena, bytes + 1);
	memcpy(copy, text, bytes);
	return copy;
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *made, *copy;

	va_start(args, format);
	made = g_strdup_vprintf(format, args);
	va_end(args);
	copy = arena_strdup(arena, made);
	g_free(made);
	return copy;
}

size_t
arena_used(const struct arena *arena)
{
	return arena->used;
}
