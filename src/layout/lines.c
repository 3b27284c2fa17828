/* Line breaking: as many words as fit. A word wider than the line is divided where it must be. */
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

/* Positions are floats: a width that was measured must fit into itself. */
#define SLACK 0.01

/* The widest run of tokens from `from` that no line may divide; gives the token after it. */
static int
unit_end(const struct text *text, int from)
{
	int at = from;

	while (at < text->token_count - 1 &&
		!(text->tokens[at].flags & (TOKEN_BREAK | TOKEN_FORCED | TOKEN_SPLIT)))
		at++;
	return at + 1;
}

static double
unit_width(const struct text *text, int from, int end)
{
	double width = 0;

	for (int i = from; i < end; i++)
		width += text->tokens[i].width;
	return width;
}

/* How many bytes of the token's text fit, at least one character. */
static size_t
prefix_bytes(struct layout *lo, const struct token *token, const char *text, size_t bytes, double room)
{
	const char *at = text, *end = text + bytes;

	while (at < end) {
		const char *next = g_utf8_next_char(at);

		while (next < end && g_unichar_ismark(g_utf8_get_char(next)))
			next = g_utf8_next_char(next);
		if (at > text && fonts_shape(lo->fonts, token->cast->face, token->cast->language, text,
			(size_t)(next - text))->width > room)
			break;
		at = next;
	}
	return (size_t)(at - text);
}

/* A token that is wider than the line becomes several. */
static void
token_divide(struct layout *lo, GArray *out, const struct token *token, double width)
{
	GString *text = g_string_new(NULL);
	const char *at;

	for (int i = 0; i < token->shaped->run_count; i++)
		g_string_append_len(text, token->shaped->runs[i].text, token->shaped->runs[i].bytes);
	for (at = text->str; *at;) {
		size_t left = strlen(at), bytes = prefix_bytes(lo, token, at, left, width);
		struct token part = *token;

		part.shaped = fonts_shape(lo->fonts, token->cast->face, token->cast->language, at, bytes);
		part.width = (float)part.shaped->width;
		if (bytes < left) {
			part.flags = TOKEN_SPLIT;
			part.space = 0;
		}
		g_array_append_val(out, part);
		at += bytes;
	}
	g_string_free(text, TRUE);
}

/* Divide what cannot fit any line; seldom needed, so looked for first. */
static void
tokens_divide(struct layout *lo, struct text *text, double width)
{
	bool needed = false;
	GArray *out;

	for (int i = 0; i < text->token_count && !needed; i++)
		needed = text->tokens[i].width > width + SLACK;
	if (!needed || width < 1)
		return;
	out = g_array_new(FALSE, FALSE, sizeof(struct token));
	for (int i = 0; i < text->token_count; i++) {
		if (text->tokens[i].width > width + SLACK)
			token_divide(lo, out, &text->tokens[i], width);
		else
			g_array_append_val(out, text->tokens[i]);
	}
	text->token_count = (int)out->len;
	text->tokens = arena_new_array(lo->arena, struct token, out->len);
	memcpy(text->tokens, out->data, out->len * sizeof(struct token));
	g_array_free(out, TRUE);
}

static void
line_add(GArray *lines, int first, int end, double width, bool last)
{
	struct line line = { first, end - first, (float)width, last };

	g_array_append_val(lines, line);
}

static void
greedy(struct text *text, double width, GArray *lines)
{
	int first = 0;
	double x = 0, space = 0;

	for (int at = 0; at < text->token_count;) {
		int end = unit_end(text, at);
		double unit = unit_width(text, at, end);

		if (unit > width + SLACK && end > at + 1)
			unit = unit_width(text, at, end = at + 1);
		if (at > first && x + space + unit > width + SLACK) {
			line_add(lines, first, at, x, false);
			first = at;
			x = space = 0;
		}
		x += space + unit;
		space = text->tokens[end - 1].space;
		at = end;
		if (text->tokens[end - 1].flags & TOKEN_FORCED && at < text->token_count) {
			line_add(lines, first, at, x, true);
			first = at;
			x = space = 0;
		}
	}
	if (first < text->token_count)
		line_add(lines, first, text->token_count, x, true);
}

void
text_break(struct layout *lo, struct text *text, double width)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct line));

	tokens_divide(lo, text, width);
	greedy(text, width, lines);
	text->line_count = (int)lines->len;
	text->lines = arena_new_array(lo->arena, struct line, lines->len);
	if (lines->len)
		memcpy(text->lines, lines->data, lines->len * sizeof(struct line));
	g_array_free(lines, TRUE);
}
