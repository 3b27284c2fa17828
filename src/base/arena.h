/* Arena: memory that lives and dies together. A tree lives in one arena and its nodes have no destroy. */
#ifndef REVISIT_BASE_ARENA_H
#define REVISIT_BASE_ARENA_H

#include <stddef.h>

struct arena;

/* Yours; free with arena_destroy. Out of memory aborts, here and in all of the arena. */
struct arena *arena_create(void);
void arena_destroy(struct arena *arena); /* NULL is fine */

/* All that was handed out is gone; the memory of the newest chunk is kept for what comes next. */
void arena_clear(struct arena *arena);

/* size bytes, zeroed, aligned for any type; live until the arena is destroyed. */
void *arena_alloc(struct arena *arena, size_t size);

/* Copies of text, owned by the arena. NULL gives NULL. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t bytes);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Bytes handed out so far, for limits and tests. */
size_t arena_used(const struct arena *arena);

#define arena_new(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define arena_new_array(arena, type, count) \
	((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))

#endif
