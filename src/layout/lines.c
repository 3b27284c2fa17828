/* Line breaking: the lines of a paragraph are chosen together (Knuth and Plass 1981), so that none is
 * much looser than its neighbours. A word wider than the line is divided where it must be. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

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

	token_append(text, token);
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
		if (text->tokens[i].width > width + SLACK && !(text->tokens[i].flags & TOKEN_SHAPE))
			token_divide(lo, out, &text->tokens[i], width);
		else
			g_array_append_val(out, text->tokens[i]);
	}
	text->token_count = (int)out->len;
	text->tokens = arena_new_array(lo->work, struct token, out->len);
	memcpy(text->tokens, out->data, out->len * sizeof(struct token));
	g_array_free(out, TRUE);
}

/* ---- choosing the lines ---- */

/* A run of tokens that no line divides, and the best way to end a line after it. */
struct unit {
	int first, end;     /* tokens */
	double left, right; /* edges on one endless line */
	double space;       /* after it */
	double hyphen;      /* that a line has which ends after it; 0: none */
	unsigned flags;     /* of its last token */
	double demerits;    /* of the best lines up to here */
	int from;           /* unit that the last of them begins with */
};

struct chooser {
	struct unit *units;
	int count;
	double width, stretch; /* stretch: white at a line's end that counts as badness 100 */
	double enough;         /* so wide a word may be a last line by itself */
};

static int
unit_end(const struct text *text, int from)
{
	int at = from;

	while (at < text->token_count - 1 &&
		!(text->tokens[at].flags & (TOKEN_BREAK | TOKEN_FORCED | TOKEN_SPLIT | TOKEN_SOFT)))
		at++;
	return at + 1;
}

/* Gives the number of units. A unit wider than the line is divided between its tokens. */
static int
units_make(struct layout *lo, const struct text *text, struct unit *units, double width)
{
	double x = 0;
	int count = 0;

	for (int at = 0; at < text->token_count; count++) {
		struct unit *unit = &units[count];
		double own = 0;

		*unit = (struct unit){ .first = at, .end = unit_end(text, at), .left = x };
		for (; at < unit->end; at++) {
			double space = at > unit->first ? text->tokens[at - 1].space : 0;

			if (at > unit->first && own + space + text->tokens[at].width > width + SLACK)
				break;
			own += space + text->tokens[at].width;
		}
		unit->end = at;
		unit->right = x + own;
		unit->space = text->tokens[at - 1].space;
		unit->flags = text->tokens[at - 1].flags;
		if (unit->flags & TOKEN_SOFT)
			unit->hyphen = hyphen_width(lo, text->tokens[at - 1].cast);
		x = unit->right + unit->space;
	}
	return count;
}

/* How many lines in a row, up to the one that ends with this unit, end with a hyphen. */
static int
hyphens_before(const struct chooser *chooser, int start, int last)
{
	int count = 0;

	while (last >= start && chooser->units[last].flags & TOKEN_SOFT) {
		count++;
		last = chooser->units[last].from - 1;
	}
	return count;
}

/* Demerits of a line as Knuth and Plass have them, (line penalty + badness)^2, with badness
 * 100 r^3 for the white that it leaves. */
static double
white_demerits(const struct chooser *chooser, double width)
{
	double ratio = MAX(0, chooser->width - width) / chooser->stretch,
		badness = MIN(100 * ratio * ratio * ratio, 10000);

	return (10 + badness) * (10 + badness);
}

/* More for a hyphen, and much more for one below another; more for a word or a date that is cut, and for
 * an address whose hyphen would look like the line's. */
static double
line_demerits(const struct chooser *chooser, int start, int from, int last, double white)
{
	const struct unit *units = chooser->units;
	double root;

	if (units[last].flags & TOKEN_SPLIT) {
		root = sqrt(white) + 1000;
		white = root * root;
	}
	if (units[last].flags & TOKEN_SOFT) {
		int above = hyphens_before(chooser, start, from - 1);

		white += above >= 2 ? 1e9 : 2500 + above * 20000;
	}
	if (units[last].flags & TOKEN_DOUBTFUL)
		white += 1e6;
	return white + (units[last].flags & TOKEN_DEAR ? 2500 : 0);
}

/* The best lines that end with unit `last`, among those that fit; units from `start` on. Shorter and
 * shorter lines are worse and worse: no more are tried once the white alone is too much. */
static void
unit_choose(const struct chooser *chooser, int start, int last, int longest)
{
	const struct unit *units = chooser->units;
	struct unit *unit = &chooser->units[last];

	unit->from = -1;
	for (int from = longest; from <= last; from++) {
		double demerits = from > start ? units[from - 1].demerits : 0, white;

		if (unit->from >= 0 && demerits > unit->demerits)
			continue;
		white = white_demerits(chooser, unit->right + unit->hyphen - units[from].left);
		if (unit->from >= 0 && white > unit->demerits)
			break;
		demerits += line_demerits(chooser, start, from, last, white);
		if (unit->from < 0 || demerits <= unit->demerits) {
			unit->demerits = demerits;
			unit->from = from;
		}
	}
}

/* The shorter the worse: a word that is a little too short stands alone rather than that all lines above it
 * are the narrower. */
static double
lone_demerits(const struct chooser *chooser, const struct unit *unit)
{
	double enough = MIN(chooser->enough, chooser->width / 5), width = unit->right - unit->left;

	return width < enough ? 8000 * (1 - width / enough) : 0;
}

/* A last line may be short, but not a lone short word. */
static void
final_choose(const struct chooser *chooser, int start, int last, int longest)
{
	const struct unit *units = chooser->units;
	struct unit *unit = &chooser->units[last];

	unit->from = -1;
	for (int from = longest; from <= last; from++) {
		double demerits = from > start ? units[from - 1].demerits : 0;

		if (from == last && from > start)
			demerits += lone_demerits(chooser, unit);
		if (unit->from < 0 || demerits <= unit->demerits) {
			unit->demerits = demerits;
			unit->from = from;
		}
	}
}

/* The first unit with which a line that ends with `last` can begin, not before `from`. */
static int
longest_line(const struct chooser *chooser, int from, int last)
{
	const struct unit *units = chooser->units;

	while (from < last && units[last].right + units[last].hyphen - units[from].left >
		chooser->width + SLACK)
		from++;
	return from;
}

/* Lines of the units from start to end, walked backwards and put in order. */
static void
lines_add(const struct chooser *chooser, int start, int end, GArray *lines)
{
	const struct unit *units = chooser->units;
	guint first = lines->len, count;

	for (int last = end - 1; last >= start; last = units[last].from - 1) {
		const struct unit *from = &units[units[last].from];
		struct line line = { from->first, units[last].end - from->first,
			(float)(units[last].right - from->left), last == end - 1 };

		g_array_append_val(lines, line);
	}
	count = lines->len - first;
	for (guint i = 0; i < count / 2; i++) {
		struct line *a = &g_array_index(lines, struct line, first + i),
			*b = &g_array_index(lines, struct line, first + count - 1 - i), swap = *a;

		*a = *b;
		*b = swap;
	}
}

/* Each line as full as it gets, whatever that does to the next: for comparison, and for looks that ask
 * for it. */
static void
lines_fill(struct chooser *chooser, GArray *lines)
{
	struct unit *units = chooser->units;
	int start = 0, from = 0;

	for (int at = 0; at < chooser->count; at++) {
		if (at > from && units[at].right + units[at].hyphen - units[from].left >
			chooser->width + SLACK)
			from = at;
		units[at].from = from;
		if (at == chooser->count - 1 || units[at].flags & TOKEN_FORCED) {
			lines_add(chooser, start, at + 1, lines);
			start = from = at + 1;
		}
	}
}

/* Each part up to a forced break by itself. */
static void
lines_choose(struct chooser *chooser, GArray *lines)
{
	int start = 0, first = 0;

	for (int at = 0; at < chooser->count; at++) {
		bool final = at == chooser->count - 1 || chooser->units[at].flags & TOKEN_FORCED;
		int longest = longest_line(chooser, first, at);

		if (chooser->units[at].hyphen == 0) /* lines without one can be longer again */
			first = longest;
		if (!final) {
			unit_choose(chooser, start, at, longest);
			continue;
		}
		final_choose(chooser, start, at, longest);
		lines_add(chooser, start, at + 1, lines);
		start = first = at + 1;
	}
}

/* The lines of all units, for a width that may be less than what there is. */
static GArray *
lines_of(struct chooser *chooser, const struct look *look, double width)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct line));

	chooser->width = width;
	chooser->stretch = MAX(width / 5, 1);
	if (look && look->first_fit)
		lines_fill(chooser, lines);
	else
		lines_choose(chooser, lines);
	return lines;
}

/* The least width that takes no more lines makes them about equally long. */
static GArray *
lines_balance(struct chooser *chooser, const struct look *look, GArray *lines)
{
	double most = chooser->width, least = 0;
	guint count = lines->len;

	for (int i = 0; i < chooser->count; i++)
		least = MAX(least, chooser->units[i].right + chooser->units[i].hyphen - chooser->units[i].left);
	while (count > 1 && most - least > 1) {
		double width = (least + most) / 2;
		GArray *tried = lines_of(chooser, look, width);

		if (tried->len <= count) {
			most = width;
			g_array_free(lines, TRUE);
			lines = tried;
		} else {
			least = width;
			g_array_free(tried, TRUE);
		}
	}
	return lines;
}

static void
text_choose(struct layout *lo, struct text *text, double width)
{
	const struct look *look = text->token_count ? text->tokens[0].cast->look : NULL;
	struct chooser chooser = { 0 };
	GArray *lines;

	chooser.units = g_new(struct unit, text->token_count + 1);
	chooser.count = units_make(lo, text, chooser.units, width);
	chooser.enough = look ? look->size * 4 : 0;
	lines = lines_of(&chooser, look, width);
	if (look && look->balance)
		lines = lines_balance(&chooser, look, lines);
	text->line_count = (int)lines->len;
	text->lines = arena_new_array(lo->work, struct line, lines->len);
	if (lines->len)
		memcpy(text->lines, lines->data, lines->len * sizeof(struct line));
	g_array_free(lines, TRUE);
	g_free(chooser.units);
}

/* Hyphens are tried only where lines are loose without them. */
static bool
is_loose(const struct text *text, double width)
{
	for (int i = 0; i < text->line_count; i++)
		if (!text->lines[i].last && text->lines[i].width < width * 0.88)
			return true;
	return false;
}

static bool
may_hyphenate(const struct text *text)
{
	for (int i = 0; i < text->token_count; i++)
		if (text->tokens[i].cast->look->hyphenate)
			return true;
	return false;
}

void
text_break(struct layout *lo, struct text *text, double width)
{
	tokens_divide(lo, text, width);
	text_choose(lo, text, width);
	if (is_loose(text, width) && may_hyphenate(text) && text_hyphenate(lo, text))
		text_choose(lo, text, width);
	if (text->soft)
		text_join(lo, text);
}

int
text_line_count(const struct text *text, double width)
{
	double line = 0, unit = 0, space = 0; /* space: before the unit */
	int count = text->token_count > 0;

	for (int i = 0; i < text->token_count; i++) {
		const struct token *token = &text->tokens[i];

		unit += token->width;
		if (!(token->flags & (TOKEN_BREAK | TOKEN_FORCED | TOKEN_SPLIT)) && i < text->token_count - 1) {
			unit += token->space;
			continue;
		}
		if (line > 0 && line + space + unit > width + SLACK) {
			count++;
			line = space = 0;
		}
		line += space + unit;
		space = token->space;
		unit = 0;
		if (token->flags & TOKEN_FORCED && i < text->token_count - 1) {
			count++;
			line = space = 0;
		}
	}
	return count;
}
