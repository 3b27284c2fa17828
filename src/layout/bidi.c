/* Text in both directions: lines put in visual order (UAX 9, L2). */
#include <glib.h>

#include "layout/lay.h"

void
token_append(GString *out, const struct token *token)
{
	for (int i = 0; i < token->shaped->run_count; i++)
		g_string_append_len(out, token->shaped->runs[i].text, token->shaped->runs[i].bytes);
}

/* Tokens and the spaces between them; a space has the lower level of its neighbours. */
struct part {
	int token; /* -1: a space */
	double width;
};

static int
parts_make(const struct text *text, const struct line *line, double stretch, struct part *parts,
	unsigned char *levels)
{
	int count = 0;

	for (int i = 0; i < line->count; i++) {
		const struct token *token = &text->tokens[line->first + i];

		levels[count] = token->level;
		parts[count++] = (struct part){ i, token->width };
		if (token->space <= 0 || i == line->count - 1)
			continue;
		levels[count] = MIN(token->level, token[1].level);
		parts[count++] = (struct part){ -1, token->space + stretch };
	}
	return count;
}

void
bidi_places(const struct text *text, const struct line *line, double stretch, double *x)
{
	int most = line->count * 2 + 1, *order = g_new(int, most), count;
	struct part *parts = g_new(struct part, most);
	unsigned char *levels = g_new(unsigned char, most);
	double at = 0;

	count = parts_make(text, line, stretch, parts, levels);
	text_order(levels, count, order);
	for (int i = 0; i < count; i++) {
		const struct part *part = &parts[order[i]];

		if (part->token >= 0)
			x[part->token] = at;
		at += part->width;
	}
	g_free(levels);
	g_free(parts);
	g_free(order);
}
