/* Values of PDF syntax (ISO 32000-1, 7.3), read from bytes and written again as they stood. */
#ifndef REVISIT_PDF_VALUE_H
#define REVISIT_PDF_VALUE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

enum value_kind {
	VALUE_PLAIN, /* number, string, boolean, null: its text */
	VALUE_NAME,  /* its text, without the slash */
	VALUE_REFERENCE,
	VALUE_ARRAY,
	VALUE_DICT,
};

struct value {
	enum value_kind kind;
	int number;              /* of the object, for a reference */
	const char *text, *key;  /* key: in a dictionary, without the slash */
	size_t length, key_length;
	struct value *first, *next; /* members of an array or dictionary */
};

/* Bytes that are being read; `at` moves on. */
struct lexer {
	const char *at, *end;
};

void lexer_skip_space(struct lexer *lexer); /* and comments */
/* The next bytes are this word, and something else follows: then `at` stands behind it. */
bool lexer_word(struct lexer *lexer, const char *word);
bool lexer_whole(struct lexer *lexer, int *number); /* a whole number from 0 on */
/* Past the string in parentheses or angle brackets that begins here; false when it has no end. */
bool lexer_string(struct lexer *lexer);
/* The length of the name or word at p. */
size_t lexer_regular(const char *p, const char *end);

/* NULL when the bytes are no value. Points into the bytes; the nodes are the arena's. */
struct value *value_read(struct arena *arena, struct lexer *lexer);

const struct value *value_find(const struct value *dict, const char *key); /* or NULL */
bool value_is(const struct value *value, const char *name);                /* that name? */
bool value_whole(const struct value *value, int *number);

/* Writes it, with the numbers of references by `map`; members named in `but` (NULL at the end, or
 * NULL) are left out of an outermost dictionary, and so are its brackets when `open` is set. */
typedef int value_map_fn(void *data, int number);
struct value_style {
	value_map_fn *map;
	void *data;
	const char *const *but;
	bool open;
};
void value_write(GString *out, const struct value *value, const struct value_style *style);

#endif
