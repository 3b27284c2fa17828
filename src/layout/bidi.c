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
	unsigned char level;
	double width;
};

static int
parts_make(const struct text *text, const struct line *line, double stretch, struct part *parts)
{
	int count = 0;

	for (int i = 0; i < line->count; i++) {
		const struct token *token = &text->tokens[line->first + i];

		parts[count++] = (struct part){ i, token->level, token->width };
		if (token->space > 0 && i < line->count - 1)
			parts[count++] = (struct part){ -1, MIN(token->level, token[1].level),
				token->space + stretch };
	}
	return count;
}

static void
reverse(struct part *parts, int from, int end)
{
	for (end--; from < end; from++, end--) {
		struct part swap = parts[from];

		parts[from] = parts[end];
		parts[end] = swap;
	}
}

/* From the highest level down to the lowest odd one, reverse every run of parts at that level or
 * above. */
static void
reorder(struct part *parts, int count)
{
	int highest = 0;

	for (int i = 0; i < count; i++)
		highest = MAX(highest, parts[i].level);
	for (int level = highest; level > 0; level--)
		for (int i = 0; i < count; i++) {
			int end = i;

			while (end < count && parts[end].level >= level)
				end++;
			if (end > i)
				reverse(parts, i, end);
			i = MAX(i, end);
		}
}

void
bidi_places(const struct text *text, const struct line *line, double stretch, double *x)
{
	struct part *parts = g_new(struct part, line->count * 2 + 1);
	int count = parts_make(text, line, stretch, parts);
	double at = 0;

	reorder(parts, count);
	for (int i = 0; i < count; i++) {
		if (parts[i].token >= 0)
			x[parts[i].token] = at;
		at += parts[i].width;
	}
	g_free(parts);
}
