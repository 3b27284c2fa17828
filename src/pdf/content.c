/* The drawing of a page (ISO 32000-1, 7.8.2 and 14.6): every mark is counted, what is painted outside
 * of one is refused, and what is decoration is called so. */
#include "pdf/finish.h"

#include <string.h>

/* Operators that cairo writes; those that paint must stand in a mark. */
enum effect { EFFECT_NONE, EFFECT_PAINT, EFFECT_BEGIN, EFFECT_END };

static const struct operator {
	const char *name;
	enum effect effect;
} operators[] = { /* in order of bytes */
	{ "B", EFFECT_PAINT }, { "B*", EFFECT_PAINT }, { "BDC", EFFECT_BEGIN }, { "BT", EFFECT_NONE },
	{ "CS", EFFECT_NONE }, { "Do", EFFECT_PAINT }, { "EMC", EFFECT_END }, { "ET", EFFECT_NONE },
	{ "G", EFFECT_NONE }, { "J", EFFECT_NONE }, { "K", EFFECT_NONE }, { "M", EFFECT_NONE },
	{ "Q", EFFECT_NONE }, { "RG", EFFECT_NONE }, { "S", EFFECT_PAINT }, { "SCN", EFFECT_NONE },
	{ "TJ", EFFECT_PAINT }, { "Tc", EFFECT_NONE }, { "Td", EFFECT_NONE }, { "Tf", EFFECT_NONE },
	{ "Tj", EFFECT_PAINT }, { "Tm", EFFECT_NONE }, { "Tr", EFFECT_NONE }, { "W", EFFECT_NONE },
	{ "W*", EFFECT_NONE }, { "b", EFFECT_PAINT }, { "b*", EFFECT_PAINT }, { "c", EFFECT_NONE },
	{ "cm", EFFECT_NONE }, { "cs", EFFECT_NONE }, { "d", EFFECT_NONE }, { "f", EFFECT_PAINT },
	{ "f*", EFFECT_PAINT }, { "g", EFFECT_NONE }, { "gs", EFFECT_NONE }, { "h", EFFECT_NONE },
	{ "i", EFFECT_NONE }, { "j", EFFECT_NONE }, { "k", EFFECT_NONE }, { "l", EFFECT_NONE },
	{ "m", EFFECT_NONE }, { "n", EFFECT_NONE }, { "q", EFFECT_NONE }, { "re", EFFECT_NONE },
	{ "rg", EFFECT_NONE }, { "s", EFFECT_PAINT }, { "scn", EFFECT_NONE }, { "sh", EFFECT_PAINT },
	{ "w", EFFECT_NONE },
};

/* What an artifact is to a reader that passes it over (14.8.2.2). */
static const char *const artifacts[] = {
	[ROLE_CONTENT] = NULL,
	[ROLE_LABEL] = NULL,
	[ROLE_LAYOUT] = "/Artifact<</Type/Layout>>BDC",
	[ROLE_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC",
	[ROLE_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC",
	[ROLE_WATERMARK] = "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC",
	[ROLE_REPEAT] = "/Artifact<</Type/Pagination>>BDC",
};

struct rewriter {
	struct finish *finish;
	GString *out;
	struct lexer lexer;
	const char *kept, *operands; /* not yet copied; of the operator that comes */
	guint first, count, next;    /* the page's marks, and the one that must come */
	int depth;                   /* of marked content */
	int page;
};

static int
by_name(const void *key, const void *row)
{
	const struct lexer *word = key;
	const struct operator *operator = row;
	size_t length = (size_t)(word->end - word->at);
	int order = strncmp(word->at, operator->name, length);

	return order ? order : operator->name[length] ? -1 : 0;
}

/* Numbers, strings, names, and the brackets of arrays and dictionaries, all alike. */
static bool
operand_skip(struct lexer *lexer)
{
	switch (*lexer->at) {
	case '(':
		return lexer_string(lexer);
	case '<':
		if (lexer->at + 1 < lexer->end && lexer->at[1] == '<') {
			lexer->at += 2;
			return true;
		}
		return lexer_string(lexer);
	case '[':
	case ']':
	case '>':
		lexer->at++;
		return true;
	case '/':
		lexer->at++;
		lexer->at += lexer_regular(lexer->at, lexer->end);
		return true;
	default:
		lexer->at += lexer_regular(lexer->at, lexer->end);
		return true;
	}
}

static bool
is_number(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+';
}

/* cairo's own number must be the next one, and its name the painter's for this kind of mark. */
static bool
mark_matches(struct rewriter *rewriter, const struct mark *mark)
{
	struct lexer lexer = { rewriter->operands, rewriter->lexer.at };
	const char *name = mark->owner.node ? "P" : "NonStruct";
	int number;

	lexer_skip_space(&lexer);
	if (lexer.end - lexer.at < 2 || *lexer.at++ != '/' || !lexer_word(&lexer, name))
		return false;
	lexer_skip_space(&lexer);
	if (lexer.end - lexer.at < 7 || memcmp(lexer.at, "<<", 2) != 0)
		return false;
	lexer.at += 2;
	lexer_skip_space(&lexer);
	if (*lexer.at++ != '/' || !lexer_word(&lexer, "MCID") || !lexer_whole(&lexer, &number))
		return false;
	return (guint)number == rewriter->next - rewriter->first;
}

static bool
mark_begin(struct rewriter *rewriter)
{
	struct finish *finish = rewriter->finish;
	const struct mark *mark;
	const char *artifact;

	if (rewriter->depth++ > 0)
		return true; /* cairo's ActualText for glyphs that do not tell their text */
	if (rewriter->next >= rewriter->first + rewriter->count)
		return finish_fail(finish, "page %d has more marks than were painted",
			rewriter->page + 1);
	mark = &g_array_index(finish->marks->marks, struct mark, rewriter->next);
	if (!mark_matches(rewriter, mark))
		return finish_fail(finish, "mark %u of page %d is not the one that was painted",
			rewriter->next - rewriter->first + 1, rewriter->page + 1);
	artifact = artifacts[mark->role];
	if (!mark->owner.node && !artifact)
		return finish_fail(finish, "content without a place in the report on page %d",
			rewriter->page + 1);
	g_string_append_len(rewriter->out, rewriter->kept, rewriter->operands - rewriter->kept);
	if (artifact)
		g_string_append(rewriter->out, artifact);
	else
		g_string_append_printf(rewriter->out, "/%s<</MCID %d>>BDC",
			tag_name(finish->tags->by_mark[rewriter->next]->tag),
			finish->tags->mcids[rewriter->next]);
	rewriter->kept = rewriter->lexer.at;
	rewriter->next++;
	return true;
}

static bool
operator_take(struct rewriter *rewriter, const char *word)
{
	const struct lexer key = { word, rewriter->lexer.at };
	const struct operator *row = bsearch(&key, operators, G_N_ELEMENTS(operators),
		sizeof *operators, by_name);

	if (!row)
		return finish_fail(rewriter->finish, "page %d has the unknown operator %.*s",
			rewriter->page + 1, (int)MIN(key.end - key.at, 20), word);
	switch (row->effect) {
	case EFFECT_NONE:
		break;
	case EFFECT_PAINT:
		if (rewriter->depth == 0)
			return finish_fail(rewriter->finish, "something is painted outside a mark on page %d",
				rewriter->page + 1);
		break;
	case EFFECT_BEGIN:
		if (!mark_begin(rewriter))
			return false;
		break;
	case EFFECT_END:
		if (--rewriter->depth < 0)
			return finish_fail(rewriter->finish, "a mark of page %d ends twice",
				rewriter->page + 1);
		break;
	}
	rewriter->operands = rewriter->lexer.at;
	return true;
}

static bool
rewrite(struct rewriter *rewriter)
{
	struct lexer *lexer = &rewriter->lexer;

	for (;;) {
		const char *at;

		lexer_skip_space(lexer);
		at = lexer->at;
		if (at >= lexer->end)
			return true;
		if (strchr("(<[]>/", *at) || is_number(*at)) {
			if (!operand_skip(lexer))
				return finish_fail(rewriter->finish, "the drawing of page %d is broken",
					rewriter->page + 1);
			continue;
		}
		lexer->at += lexer_regular(at, lexer->end);
		if (lexer->at == at)
			return finish_fail(rewriter->finish, "the drawing of page %d is broken",
				rewriter->page + 1);
		if (!operator_take(rewriter, at))
			return false;
	}
}

bool
content_rewrite(struct finish *finish, int page, const char *bytes, size_t size, GString *out)
{
	struct rewriter rewriter = { .finish = finish, .out = out, .kept = bytes, .operands = bytes,
		.page = page, .lexer = { bytes, bytes + size } };
	const GArray *marks = finish->marks->marks;
	guint at = finish->next_mark;

	rewriter.first = rewriter.next = at;
	while (at < marks->len && g_array_index(marks, struct mark, at).page == page)
		at++;
	rewriter.count = at - rewriter.first;
	finish->next_mark = at;
	if (!rewrite(&rewriter))
		return false;
	if (rewriter.depth != 0 || rewriter.next != at)
		return finish_fail(finish, "page %d has %u marks where %u were painted", page + 1,
			rewriter.next - rewriter.first, rewriter.count);
	g_string_append_len(out, rewriter.kept, bytes + size - rewriter.kept);
	return true;
}
