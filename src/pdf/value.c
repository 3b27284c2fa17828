/* Values of PDF syntax: a reader that allows nothing odd, for the one producer that it reads. */
#include "pdf/value.h"

#include <string.h>

#include "base/arena.h"

enum { MOST_DEPTH = 32, MOST_DIGITS = 9 };

/* ISO 32000-1, 7.2.2: what is neither is regular. */
enum char_class { CHAR_REGULAR, CHAR_SPACE, CHAR_DELIMITER };

static const unsigned char classes[256] = {
	['\0'] = CHAR_SPACE, ['\t'] = CHAR_SPACE, ['\n'] = CHAR_SPACE, ['\f'] = CHAR_SPACE,
	['\r'] = CHAR_SPACE, [' '] = CHAR_SPACE,
	['('] = CHAR_DELIMITER, [')'] = CHAR_DELIMITER, ['<'] = CHAR_DELIMITER, ['>'] = CHAR_DELIMITER,
	['['] = CHAR_DELIMITER, [']'] = CHAR_DELIMITER, ['{'] = CHAR_DELIMITER, ['}'] = CHAR_DELIMITER,
	['/'] = CHAR_DELIMITER, ['%'] = CHAR_DELIMITER,
};

static bool
is_space(char c)
{
	return classes[(unsigned char)c] == CHAR_SPACE;
}

static bool
is_delimiter(char c)
{
	return classes[(unsigned char)c] == CHAR_DELIMITER;
}

void
lexer_skip_space(struct lexer *lexer)
{
	while (lexer->at < lexer->end) {
		if (*lexer->at == '%')
			while (lexer->at < lexer->end && *lexer->at != '\n' && *lexer->at != '\r')
				lexer->at++;
		else if (is_space(*lexer->at))
			lexer->at++;
		else
			break;
	}
}

size_t
lexer_regular(const char *p, const char *end)
{
	const char *at = p;

	while (at < end && classes[(unsigned char)*at] == CHAR_REGULAR)
		at++;
	return (size_t)(at - p);
}

bool
lexer_word(struct lexer *lexer, const char *word)
{
	size_t length = strlen(word);

	lexer_skip_space(lexer);
	if (lexer_regular(lexer->at, lexer->end) != length || memcmp(lexer->at, word, length) != 0)
		return false;
	lexer->at += length;
	return true;
}

bool
lexer_whole(struct lexer *lexer, int *number)
{
	size_t length;
	int sum = 0;

	lexer_skip_space(lexer);
	length = lexer_regular(lexer->at, lexer->end);
	if (length == 0 || length > MOST_DIGITS + 1)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (!g_ascii_isdigit(lexer->at[i]) || sum > (G_MAXINT - 9) / 10)
			return false;
		sum = sum * 10 + (lexer->at[i] - '0');
	}
	*number = sum;
	lexer->at += length;
	return true;
}

bool
lexer_string(struct lexer *lexer)
{
	int depth = 0;

	if (*lexer->at == '<') {
		const char *close = memchr(lexer->at, '>', (size_t)(lexer->end - lexer->at));

		lexer->at = close ? close + 1 : lexer->end;
		return close != NULL;
	}
	for (; lexer->at < lexer->end; lexer->at++) {
		if (*lexer->at == '\\')
			lexer->at++;
		else if (*lexer->at == '(')
			depth++;
		else if (*lexer->at == ')' && --depth == 0)
			break;
	}
	if (lexer->at >= lexer->end)
		return false;
	lexer->at++;
	return true;
}

static struct value *value_deep(struct arena *arena, struct lexer *lexer, int depth);

static void
member_add(struct value *parent, struct value **last, struct value *member)
{
	if (*last)
		(*last)->next = member;
	else
		parent->first = member;
	*last = member;
}

static bool
array_read(struct arena *arena, struct lexer *lexer, struct value *array, int depth)
{
	struct value *last = NULL;

	for (lexer->at++;;) {
		struct value *member;

		lexer_skip_space(lexer);
		if (lexer->at < lexer->end && *lexer->at == ']')
			break;
		if (!(member = value_deep(arena, lexer, depth + 1)))
			return false;
		member_add(array, &last, member);
	}
	lexer->at++;
	return true;
}

static bool
dict_read(struct arena *arena, struct lexer *lexer, struct value *dict, int depth)
{
	struct value *last = NULL;

	for (lexer->at += 2;;) {
		struct value *member;
		const char *key;
		size_t length;

		lexer_skip_space(lexer);
		if (lexer->end - lexer->at >= 2 && lexer->at[0] == '>' && lexer->at[1] == '>')
			break;
		if (lexer->at >= lexer->end || *lexer->at != '/')
			return false;
		key = lexer->at + 1;
		length = lexer_regular(key, lexer->end);
		lexer->at = key + length;
		if (!(member = value_deep(arena, lexer, depth + 1)))
			return false;
		member->key = key;
		member->key_length = length;
		member_add(dict, &last, member);
	}
	lexer->at += 2;
	return true;
}

/* A number may be the first of the three words of a reference. */
static bool
reference_read(struct lexer *lexer, struct value *value)
{
	struct lexer ahead = *lexer;
	int generation;

	if (!lexer_whole(&ahead, &value->number) || !lexer_whole(&ahead, &generation) ||
		!lexer_word(&ahead, "R"))
		return false;
	value->kind = VALUE_REFERENCE;
	lexer->at = ahead.at;
	return true;
}

static struct value *
value_deep(struct arena *arena, struct lexer *lexer, int depth)
{
	struct value *value = arena_new(arena, struct value);
	const char *from;

	lexer_skip_space(lexer);
	from = lexer->at;
	if (depth > MOST_DEPTH || from >= lexer->end)
		return NULL;
	if (*from == '[') {
		value->kind = VALUE_ARRAY;
		return array_read(arena, lexer, value, depth) ? value : NULL;
	}
	if (*from == '<' && lexer->end - from >= 2 && from[1] == '<') {
		value->kind = VALUE_DICT;
		return dict_read(arena, lexer, value, depth) ? value : NULL;
	}
	if (*from == '(' || *from == '<') {
		if (!lexer_string(lexer))
			return NULL;
	} else if (*from == '/') {
		value->kind = VALUE_NAME;
		from++;
		lexer->at = from + lexer_regular(from, lexer->end);
	} else if (g_ascii_isdigit(*from) && reference_read(lexer, value)) {
		return value;
	} else {
		lexer->at += lexer_regular(from, lexer->end);
	}
	value->text = from;
	value->length = (size_t)(lexer->at - from);
	return value->length || value->kind == VALUE_NAME ? value : NULL;
}

struct value *
value_read(struct arena *arena, struct lexer *lexer)
{
	return value_deep(arena, lexer, 0);
}

const struct value *
value_find(const struct value *dict, const char *key)
{
	size_t length = strlen(key);

	if (!dict || dict->kind != VALUE_DICT)
		return NULL;
	for (const struct value *at = dict->first; at; at = at->next)
		if (at->key_length == length && memcmp(at->key, key, length) == 0)
			return at;
	return NULL;
}

bool
value_is(const struct value *value, const char *name)
{
	return value && value->kind == VALUE_NAME && value->length == strlen(name) &&
		memcmp(value->text, name, value->length) == 0;
}

bool
value_whole(const struct value *value, int *number)
{
	struct lexer lexer;

	if (!value || value->kind != VALUE_PLAIN)
		return false;
	lexer = (struct lexer){ value->text, value->text + value->length };
	return lexer_whole(&lexer, number) && lexer.at == lexer.end;
}

static bool
is_left_out(const struct value *member, const char *const *but)
{
	for (; but && *but; but++)
		if (member->key_length == strlen(*but) &&
			memcmp(member->key, *but, member->key_length) == 0)
			return true;
	return false;
}

/* cairo names a picture among the resources of a page as often as the page shows it. */
static bool
is_repeated(const struct value *dict, const struct value *member)
{
	for (const struct value *at = dict->first; at != member; at = at->next)
		if (at->key_length == member->key_length &&
			memcmp(at->key, member->key, at->key_length) == 0)
			return true;
	return false;
}

static void
members_write(GString *out, const struct value *value, const struct value_style *style)
{
	const struct value_style inner = { style->map, style->data, NULL, false };

	for (const struct value *at = value->first; at; at = at->next) {
		if (value->kind == VALUE_DICT && (is_left_out(at, style->but) || is_repeated(value, at)))
			continue;
		if (value->kind == VALUE_DICT) {
			g_string_append_c(out, '/');
			g_string_append_len(out, at->key, (gssize)at->key_length);
		}
		value_write(out, at, &inner);
	}
}

/* A blank only where two words would run together. */
static void
apart(GString *out)
{
	if (out->len && !is_space(out->str[out->len - 1]) && !is_delimiter(out->str[out->len - 1]))
		g_string_append_c(out, ' ');
}

void
value_write(GString *out, const struct value *value, const struct value_style *style)
{
	switch (value->kind) {
	case VALUE_PLAIN:
		if (!is_delimiter(*value->text))
			apart(out);
		g_string_append_len(out, value->text, (gssize)value->length);
		break;
	case VALUE_NAME:
		g_string_append_c(out, '/');
		g_string_append_len(out, value->text, (gssize)value->length);
		break;
	case VALUE_REFERENCE:
		apart(out);
		g_string_append_printf(out, "%d 0 R", style->map(style->data, value->number));
		break;
	case VALUE_ARRAY:
		g_string_append_c(out, '[');
		members_write(out, value, style);
		g_string_append_c(out, ']');
		break;
	case VALUE_DICT:
		if (!style->open)
			g_string_append(out, "<<");
		members_write(out, value, style);
		if (!style->open)
			g_string_append(out, ">>");
		break;
	}
}
