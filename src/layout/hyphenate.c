/* Hyphenation: words in parts by the patterns of their language, and put together again where no line
 * ends. */
#include <glib.h>
#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

enum { SHORTEST_WORD = 6, LONGEST_WORD = 100, LEAST_BEFORE = 2, LEAST_AFTER = 3 };

static void
patterns_free(gpointer patterns)
{
	if (patterns)
		hnj_hyphen_free(patterns);
}

GHashTable *
hyphens_create(void)
{
	return g_hash_table_new_full(NULL, NULL, NULL, patterns_free);
}

static const char *
lang_of(const struct token *token)
{
	return text_language_name(token->cast->language);
}

/* Loaded once a language; NULL when the style has no patterns for it. */
static HyphenDict *
patterns_of(struct layout *lo, const struct token *token)
{
	gpointer patterns = NULL;
	const char *path;

	if (g_hash_table_lookup_extended(lo->hyphens, token->cast->language, NULL, &patterns))
		return patterns;
	path = style_patterns(lo->style, lang_of(token));
	patterns = path ? hnj_hyphen_load(path) : NULL;
	g_hash_table_insert(lo->hyphens, (gpointer)token->cast->language, patterns);
	return patterns;
}

float
hyphen_width(struct layout *lo, const struct cast *cast)
{
	return (float)fonts_shape(lo->fonts, cast->face, cast->language, "-", 1)->width;
}

/* The letters of a word, without the marks before and after it; false when it is none, or has a
 * capital inside (a name, an abbreviation). */
static bool
word_core(const GString *word, size_t *from, size_t *end)
{
	const char *p = word->str, *last;

	while (*p && !g_unichar_isalpha(g_utf8_get_char(p)))
		p = g_utf8_next_char(p);
	*from = (size_t)(p - word->str);
	for (last = p; *p && g_unichar_isalpha(g_utf8_get_char(p)); p = g_utf8_next_char(p)) {
		if (p > word->str + *from && g_unichar_isupper(g_utf8_get_char(p)))
			return false;
		last = g_utf8_next_char(p);
	}
	*end = (size_t)(last - word->str);
	for (; *p; p = g_utf8_next_char(p))
		if (g_unichar_isalpha(g_utf8_get_char(p)))
			return false;
	return g_utf8_strlen(word->str + *from, (gssize)(*end - *from)) >= SHORTEST_WORD &&
		*end - *from <= LONGEST_WORD;
}

static void
part_add(struct layout *lo, GArray *out, const struct token *token, const char *text, size_t bytes,
	bool last)
{
	struct token part = *token;

	part.shaped = fonts_shape_level(lo->fonts, token->cast->face, token->cast->language, token->level,
		text, bytes);
	part.width = (float)part.shaped->width;
	if (!last) {
		part.flags = TOKEN_SOFT;
		part.space = 0;
	}
	g_array_append_val(out, part);
}

/* Patterns are for small letters; a byte may be followed by a hyphen where its flag is odd. */
static bool
word_divide(struct layout *lo, GArray *out, const struct token *token, HyphenDict *patterns)
{
	GString *word = g_string_new(NULL);
	size_t from, end, start = 0;
	char flags[LONGEST_WORD + 5] = "", *small = NULL, **rep = NULL;
	int *pos = NULL, *cut = NULL;
	bool divided = false;

	token_append(word, token);
	if (word_core(word, &from, &end)) {
		const char *p = word->str + from;

		small = g_utf8_strdown(p, (gssize)(end - from));
		if (strlen(small) == end - from)
			hnj_hyphen_hyphenate3(patterns, small, (int)(end - from), flags, NULL, &rep, &pos, &cut,
				LEAST_BEFORE, LEAST_AFTER, LEAST_BEFORE, LEAST_AFTER);
		for (int i = 0; p < word->str + end; i++) {
			p = g_utf8_next_char(p);
			if (!(flags[i] & 1) || p >= word->str + end || (rep && rep[i]))
				continue;
			part_add(lo, out, token, word->str + start, (size_t)(p - word->str) - start, false);
			start = (size_t)(p - word->str);
			divided = true;
		}
	}
	if (divided)
		part_add(lo, out, token, word->str + start, word->len - start, true);
	free(rep);
	free(pos);
	free(cut);
	g_free(small);
	g_string_free(word, TRUE);
	return divided;
}

static void
tokens_take(struct layout *lo, struct text *text, GArray *tokens)
{
	text->token_count = (int)tokens->len;
	text->tokens = arena_new_array(lo->work, struct token, tokens->len);
	if (tokens->len)
		memcpy(text->tokens, tokens->data, tokens->len * sizeof(struct token));
	g_array_free(tokens, TRUE);
}

bool
text_hyphenate(struct layout *lo, struct text *text)
{
	GArray *out = g_array_new(FALSE, FALSE, sizeof(struct token));
	bool any = false;

	for (int i = 0; i < text->token_count; i++) {
		const struct token *token = &text->tokens[i];
		HyphenDict *patterns = token->cast->look->hyphenate && token->width > token->cast->look->size
			? patterns_of(lo, token) : NULL;

		if (patterns && word_divide(lo, out, token, patterns))
			any = true;
		else
			g_array_append_val(out, *token);
	}
	tokens_take(lo, text, out);
	text->soft |= any;
	return any;
}

/* A hyphen that stands only because the line ends there: a copy of the text is without it (U+00AD). */
static const struct shaped *
with_hyphen(struct layout *lo, const struct token *token)
{
	struct shaped *both = arena_new(lo->arena, struct shaped);
	const struct shaped *hyphen = fonts_shape(lo->fonts, token->cast->face, token->cast->language, "-", 1);
	struct run *runs = arena_new_array(lo->arena, struct run, token->shaped->run_count + 1), *last;
	struct cluster *cluster = arena_new(lo->arena, struct cluster);

	memcpy(runs, token->shaped->runs, (size_t)token->shaped->run_count * sizeof *runs);
	last = &runs[token->shaped->run_count];
	*last = hyphen->runs[0];
	*cluster = (struct cluster){ 2, 1 };
	last->text = "\xc2\xad";
	last->bytes = 2;
	last->clusters = cluster;
	last->x = (float)token->shaped->width;
	both->runs = runs;
	both->run_count = token->shaped->run_count + 1;
	both->width = token->shaped->width + hyphen->width;
	return both;
}

/* The parts of a word from `from` on that stand on one line are one token again. Gives the next. */
static int
parts_join(struct layout *lo, const struct text *text, int from, int end, GArray *out)
{
	struct token token = text->tokens[from];
	GString *word = g_string_new(NULL);
	int at = from;

	token_append(word, &token);
	while (text->tokens[at].flags & TOKEN_SOFT && at + 1 < end)
		token_append(word, &text->tokens[++at]);
	if (at > from)
		token.shaped = fonts_shape_level(lo->fonts, token.cast->face, token.cast->language, token.level,
			word->str, word->len);
	token.flags = text->tokens[at].flags;
	token.space = text->tokens[at].space;
	if (token.flags & TOKEN_SOFT)
		token.shaped = with_hyphen(lo, &token);
	if (token.shaped != text->tokens[from].shaped) /* else marks have widths of their own */
		token.width = (float)token.shaped->width;
	g_array_append_val(out, token);
	g_string_free(word, TRUE);
	return at + 1;
}

void
text_join(struct layout *lo, struct text *text)
{
	GArray *out = g_array_new(FALSE, FALSE, sizeof(struct token));

	for (int i = 0; i < text->line_count; i++) {
		struct line *line = &text->lines[i];
		int end = line->first + line->count, first = (int)out->len;
		double width = 0;

		for (int at = line->first; at < end;)
			at = parts_join(lo, text, at, end, out);
		line->first = first;
		line->count = (int)out->len - first;
		for (int at = first; at < (int)out->len; at++) {
			const struct token *token = &g_array_index(out, struct token, at);

			width += token->width + (at + 1 < (int)out->len ? token->space : 0);
		}
		line->width = (float)width;
	}
	tokens_take(lo, text, out);
}
