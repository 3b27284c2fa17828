/* Inline content to tokens: words are cut at spaces and where a line may divide them, and shaped. */
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/lay.h"

/* A word longer than this is an address or an accident: it may be divided where nothing else helps. */
enum { LONG_WORD = 24, CHUNK = 16 };

struct maker {
	struct layout *lo;
	GArray *tokens;
	struct text *text;
	bool complex;          /* some of it wants more than words and spaces */
	unsigned char *levels; /* of each byte of the text; NULL: all from left to right */
	size_t at;             /* how much of it is made */
};

static const struct cast *
cast_make(struct layout *lo, const struct look *look, const struct cast *under,
	const struct node *link, const char *lang)
{
	struct cast *cast;

	if (under && look == under->look && link == under->link && !lang)
		return under;
	cast = arena_new(lo->work, struct cast);
	cast->look = look;
	cast->face = fonts_face(lo->fonts, look);
	cast->link = link;
	cast->language = !under ? lo->language : lang ? text_language(lang) : under->language;
	return cast;
}

/* A character to be looked at, where it is one by itself. */
static bool
is_shown(gunichar c)
{
	return g_unichar_isgraph(c) && !g_unichar_ismark(c) && g_unichar_type(c) != G_UNICODE_PRIVATE_USE;
}

static void
glyph_warn(struct layout *lo, const struct cast *cast, const struct node *node, uint32_t character)
{
	int count;
	const struct family *families = style_families(lo->style, &count);
	char shown[8] = "";

	if (!g_hash_table_add(lo->glyph_warned, GUINT_TO_POINTER(character)))
		return;
	if (is_shown(character))
		shown[g_unichar_to_utf8(character, shown)] = '\0';
	diag(lo->diags, DIAG_GLYPH_MISSING, lay_place(node),
		"neither the font `%s` nor another of the style `%s` has the character U+%04X%s%s%s",
		cast->look->family, style_name(lo->style), character, *shown ? " (" : "", shown,
		*shown ? ")" : "");
	for (int i = 0; i < count; i++)
		for (int j = 0; families[i].fallback && j < families[i].file_count; j++)
			if (!families[i].files[j].path) {
				diag_hint(lo->diags, "more characters come with the package %s",
					families[i].files[j].package);
				return;
			}
}

static bool
has_small_letter(const char *text, size_t bytes)
{
	for (const char *at = text; at < text + bytes; at = g_utf8_next_char(at))
		if (g_unichar_islower(g_utf8_get_char(at)))
			return true;
	return false;
}

/* Capitals made smaller would be too light beside the font's own: small letters stay, once told. */
static void
small_caps_warn(struct layout *lo, const struct cast *cast, const struct node *node)
{
	if (g_hash_table_add(lo->glyph_warned, (gpointer)g_intern_string(cast->look->family)))
		diag(lo->diags, DIAG_SMALL_CAPS, lay_place(node),
			"the font `%s` has no small capitals: its small letters stand for them", cast->look->family);
}

/* What no text of a report has, but in previews. */
static const struct origin *
origin_of(const struct node *source, const char *text, size_t bytes)
{
	int from;

	if (source->kind != NODE_TEXT || !source->as.text.stretch_count)
		return NULL;
	from = (int)(text - source->as.text.text);
	return node_origin(source, from, from + (int)bytes);
}

static void
token_shape(struct maker *maker, const struct cast *cast, const struct node *source, const char *text,
	size_t bytes, unsigned char level, unsigned short flags)
{
	char *raised = cast->look->upper ? g_utf8_strup(text, (gssize)bytes) : NULL;
	struct token token = { .cast = cast, .source = source, .flags = flags, .level = level,
		.origin = origin_of(source, text, bytes) };

	token.shaped = fonts_shape_level(maker->lo->fonts, cast->face, cast->language, level,
		raised ? raised : text, raised ? strlen(raised) : bytes);
	token.width = (float)token.shaped->width;
	if (token.shaped->unknown)
		glyph_warn(maker->lo, cast, source, token.shaped->unknown);
	if (cast->face->uncapped && !raised && has_small_letter(text, bytes))
		small_caps_warn(maker->lo, cast, source);
	g_array_append_val(maker->tokens, token);
	g_free(raised);
}

/* A piece of text that no line divides becomes a token, or one for each change of level in it. */
static void
token_add(struct maker *maker, const struct cast *cast, const struct node *source, const char *text,
	size_t bytes, unsigned short flags)
{
	const unsigned char *levels = maker->levels ? maker->levels + maker->at : NULL;
	size_t from = 0;

	for (size_t at = 1; levels && at < bytes; at++) {
		if (levels[at] == levels[from])
			continue;
		token_shape(maker, cast, source, text + from, at - from, levels[from], 0);
		from = at;
	}
	token_shape(maker, cast, source, text + from, bytes - from, levels ? levels[from] : 0, flags);
	maker->at += bytes;
}

static struct token *
last_token(struct maker *maker)
{
	guint count = maker->tokens->len;

	return count ? &g_array_index(maker->tokens, struct token, count - 1) : NULL;
}

static bool
is_letter(const char *p, const char *end)
{
	return p < end && (g_ascii_isalpha(*p) || (unsigned char)*p >= 0x80);
}

/* Where a line may divide a word without a hyphen of its own: after a hyphen or dash between
 * letters, and in addresses after a slash or before what separates their parts. Years and pages from
 * one to another (2003–2004) stay together. */
static bool
may_divide(const char *word, const char *at, const char *end, bool address)
{
	unsigned char before = (unsigned char)at[-1];

	if (before == '-')
		return at - 1 > word && is_letter(at, end);
	if (at - word >= 3 && before <= 0x94 && before >= 0x93 && memcmp(at - 3, "\xe2\x80", 2) == 0)
		return at - word < 4 || !g_ascii_isdigit(at[-4]) || !g_ascii_isdigit(*at); /* en or em dash */
	if (before == '/')
		return address ? *at != '/' : is_letter(at, end);
	return address && at - word > 3 && strchr(".?&=_%#~", *at) && g_ascii_isalnum(before);
}

/* U+00AD inside a word: where it may be divided, and nothing to be seen elsewhere. */
static bool
is_soft_hyphen(const char *at, const char *end)
{
	return at + 2 < end && memcmp(at, "\xc2\xad", 2) == 0;
}

static const char *
chunk_end(const char *from, const char *end)
{
	for (int i = 0; i < CHUNK && from < end; i++)
		from = g_utf8_next_char(from);
	while (from < end && g_unichar_ismark(g_utf8_get_char(from)))
		from = g_utf8_next_char(from);
	return MIN(from, end);
}

/* One word, in as many tokens as a line may divide it into. */
static void
word_add(struct maker *maker, const struct cast *cast, const struct node *source, const char *word,
	size_t bytes)
{
	const char *end = word + bytes, *from = word;
	bool address = bytes > LONG_WORD, path = address && memchr(word, '/', bytes);

	for (const char *at = g_utf8_next_char(word); at < end; at = g_utf8_next_char(at)) {
		if (is_soft_hyphen(at, end)) {
			token_add(maker, cast, source, from, (size_t)(at - from), TOKEN_SOFT);
			maker->text->soft = true;
			maker->at += 2;
			from = at + 2;
		}
		if (at < from || !may_divide(word, at, end, address))
			continue;
		token_add(maker, cast, source, from, (size_t)(at - from),
			path && at[-1] == '-' ? TOKEN_BREAK | TOKEN_DOUBTFUL : TOKEN_BREAK);
		from = at;
	}
	for (const char *cut; end - from > LONG_WORD * 4; from = cut) {
		cut = chunk_end(from, end);
		token_add(maker, cast, source, from, (size_t)(cut - from), TOKEN_SPLIT);
	}
	if (from < end)
		token_add(maker, cast, source, from, (size_t)(end - from), 0);
}

static void
space_add(struct maker *maker)
{
	struct token *last = last_token(maker);

	maker->at++;
	if (last && !(last->flags & TOKEN_FORCED)) {
		last->space = (float)last->cast->face->space->width;
		last->flags |= TOKEN_BREAK;
	}
}

/* Text of scripts that spaces do not divide: a token from one place where a line may begin to the
 * next. */
static void
complex_add(struct maker *maker, const struct cast *cast, const struct node *node)
{
	const char *text = node->as.text.text, *from = text;
	size_t length = strlen(text);
	bool *breaks = g_new(bool, length + 1);

	text_breaks(text, length, cast->language, breaks);
	for (const char *at = text; at <= text + length; at++) {
		bool space = *at == ' ', end = at == text + length;

		if (at > from && (space || end || breaks[at - text])) {
			token_add(maker, cast, node, from, (size_t)(at - from),
				space || end ? 0 : TOKEN_BREAK);
			from = at;
		}
		if (space) {
			space_add(maker);
			from = at + 1;
		}
	}
	g_free(breaks);
}

/* A number and its unit. */
static bool
is_measure(const char *text, const char *space)
{
	static const char *const units[] = { "%", "billion", "biliwn", "cm", "g", "ha", "kg", "km", "km²", "l",
		"m", "m²", "miliwn", "million", "mm", "mph", "pc", "per", "percentage", "pp", "pwynt",
		"y", "°", "°C" };
	size_t bytes = strcspn(space + 1, " .,;:)");

	if (space == text || !g_ascii_isdigit(space[-1]))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
		if (strlen(units[i]) == bytes && memcmp(units[i], space + 1, bytes) == 0)
			return true;
	return false;
}

/* The second word of a unit: per cent. */
static bool
is_in_unit(const char *text, const char *space)
{
	static const char *const units[] = { " per cent", " y cant" };
	size_t bytes, after;

	for (size_t i = 0; space[1] == 'c' && i < G_N_ELEMENTS(units); i++) {
		bytes = (size_t)(strrchr(units[i], ' ') - units[i]);
		after = strlen(units[i]) - bytes;
		if ((size_t)(space - text) >= bytes && strncmp(space - bytes, units[i], bytes + after) == 0 &&
			strchr(" .,;:)", space[after]))
			return true;
	}
	return false;
}

/* A dash by itself belongs to what stands before it. */
static bool
is_before_dash(const char *space)
{
	const char *dash = space + 1;

	return (g_str_has_prefix(dash, "\xe2\x80\x93") || g_str_has_prefix(dash, "\xe2\x80\x94")) &&
		dash[3] == ' ';
}

/* Somebody's initial and what it stands for the beginning of; a letter that is a name: "C division". */
static bool
is_after_initial(const char *text, const char *space)
{
	const char *end = space > text && space[-1] == '.' ? space - 1 : space, *letter = end - 1;

	return end > text && g_ascii_isupper(*letter) && (letter == text || letter[-1] == ' ') &&
		(end < space || (*letter != 'A' && *letter != 'I'));
}

/* One of several that an abbreviation stands for: "SPI 2a". */
static bool
is_numbered(const char *text, const char *space)
{
	size_t figures = strspn(space + 1, "0123456789"), bytes = strcspn(space + 1, " .,;:)");
	const char *letter = space;

	while (letter > text && g_ascii_isupper(letter[-1]))
		letter--;
	return space - letter >= 2 && (letter == text || letter[-1] == ' ') && figures > 0 &&
		figures <= 2 && bytes <= figures + 1;
}

/* The word before this space, or its end; words are told apart by spaces. */
static const char *
word_before(const char *text, const char *space)
{
	while (space > text && space[-1] != ' ')
		space--;
	return space;
}

/* "31", or the end of "30–31". */
static bool
is_day(const char *text, const char *space)
{
	const char *figure = space;

	while (figure > text && g_ascii_isdigit(figure[-1]))
		figure--;
	return space - figure >= 1 && space - figure <= 2 && (figure == text || figure[-1] == ' ' ||
		(unsigned char)figure[-1] == 0x93); /* of an en dash */
}

/* Between a day and its month, 31 May, or a month and its year, May 2007; of a whole date the year may
 * well stand on the next line. Months are not known by name: they are names. */
static bool
is_in_date(const char *text, const char *space)
{
	const char *word = word_before(text, space);

	if (g_ascii_isupper(space[1]) && g_ascii_islower(space[2]))
		return is_day(text, space);
	return g_ascii_isupper(*word) && g_ascii_islower(space[-1]) &&
		strspn(space + 1, "0123456789") == 4 && !(word > text && is_day(text, word - 1));
}

/* A year with a dash after it, which never goes down alone with it. */
static bool
is_year_to(const char *space)
{
	return strspn(space + 1, "0123456789") == 4 && space[5] == ' ' && is_before_dash(space + 5);
}

/* No line ends at this space. */
static bool
is_tie(const char *text, const char *space)
{
	return is_measure(text, space) || is_in_unit(text, space) || is_before_dash(space) ||
		is_after_initial(text, space) || is_numbered(text, space) ||
		(is_year_to(space) && is_in_date(text, space));
}

static void
text_add(struct maker *maker, const struct cast *cast, const struct node *node)
{
	const char *at = node->as.text.text;

	if (maker->complex && text_is_complex(at, strlen(at))) {
		complex_add(maker, cast, node);
		return;
	}
	while (*at) {
		size_t bytes = strcspn(at, " ");

		if (bytes)
			word_add(maker, cast, node, at, bytes);
		at += bytes;
		if (*at == ' ') {
			space_add(maker);
			if (is_tie(node->as.text.text, at))
				last_token(maker)->flags &= (unsigned short)~TOKEN_BREAK;
			else if (is_in_date(node->as.text.text, at))
				last_token(maker)->flags |= TOKEN_DEAR;
			at++;
		}
	}
}

/* A page number as the pass before found it; in the first pass, of a likely width. */
static const char *
page_ref_label(struct layout *lo, const struct node *node)
{
	const char *label = g_hash_table_lookup(lo->labels, node->as.link.target);

	return label ? label : "00";
}

static void
page_ref_add(struct maker *maker, const struct cast *cast, const struct node *node)
{
	const char *label = page_ref_label(maker->lo, node);

	g_hash_table_add(maker->lo->page_refs, (gpointer)node);
	token_add(maker, cast, node, label, strlen(label), 0);
}

static void
note_add(struct maker *maker, const struct cast *cast, const struct node *node)
{
	struct layout *lo = maker->lo;
	bool comment = node->as.note.comment;
	const struct look *look = style_over(lo->style, cast->look, comment ? "comment-mark" : "note-mark");
	const char *label = node->as.note.label;
	bool below = g_hash_table_contains(lo->notes_below, node);

	token_add(maker, cast_make(lo, look, cast, NULL, NULL), node, label, strlen(label),
		below ? 0 : TOKEN_NOTE);
	maker->text->has_notes |= !below;
	if (comment) /* so that a draft has the lines of the final report */
		last_token(maker)->width = 0;
}

/* Room for a shape as high as capitals, and for the white behind it; no line ends there. */
static void
shape_add(struct maker *maker, const struct cast *cast, const struct node *node)
{
	unsigned char level = maker->levels ? maker->levels[maker->at] : 0;

	token_shape(maker, cast, node, "", 0, level, TOKEN_SHAPE);
	last_token(maker)->width = (float)(cast->look->size * SHAPE_ROOM);
}

static void children_add(struct maker *maker, const struct cast *cast, const struct node *parent);

static void
inline_add(struct maker *maker, const struct cast *cast, const struct node *node)
{
	struct layout *lo = maker->lo;
	const char *style = node->style ? node->style : node->kind == NODE_LINK ? "link" : NULL;
	const struct look *look = style ? style_over(lo->style, cast->look, style) : cast->look;
	const struct cast *own = cast_make(lo, look, cast, node->kind == NODE_LINK ? node : cast->link,
		node->lang);
	struct token *last;

	switch (node->kind) {
	case NODE_TEXT:
		text_add(maker, own, node);
		break;
	case NODE_SPAN:
		if (node->as.span.mark)
			shape_add(maker, own, node);
		children_add(maker, own, node);
		break;
	case NODE_LINK:
		children_add(maker, own, node);
		break;
	case NODE_PAGE_REF:
		page_ref_add(maker, own, node);
		break;
	case NODE_NOTE:
		note_add(maker, own, node);
		break;
	case NODE_LINE_BREAK:
		if ((last = last_token(maker)))
			last->flags |= TOKEN_FORCED;
		maker->at++;
		break;
	default: /* blocks do not stand in text: report.rng sees to it */
		break;
	}
}

static void
children_add(struct maker *maker, const struct cast *cast, const struct node *parent)
{
	for (const struct node *child = parent->first; child; child = child->next)
		inline_add(maker, cast, child);
}

/* Some of the text is in scripts that words alone do not divide, or runs from right to left. */
static bool
has_complex(const struct node *parent)
{
	for (const struct node *child = parent->first; child; child = child->next)
		if (child->kind == NODE_TEXT ? text_is_complex(child->as.text.text,
			strlen(child->as.text.text)) : child->kind != NODE_NOTE && has_complex(child))
			return true;
	return false;
}

/* What the tokens will show, in their order. */
static void
gather(struct layout *lo, const struct node *parent, GString *out)
{
	for (const struct node *child = parent->first; child; child = child->next) {
		if (child->kind == NODE_TEXT)
			g_string_append(out, child->as.text.text);
		else if (child->kind == NODE_NOTE)
			g_string_append(out, child->as.note.label);
		else if (child->kind == NODE_PAGE_REF)
			g_string_append(out, page_ref_label(lo, child));
		else if (child->kind == NODE_LINE_BREAK)
			g_string_append_c(out, ' ');
		else
			gather(lo, child, out);
	}
}

/* That of the block before, mostly. */
static void
language_find(struct layout *lo, const struct node *node)
{
	const char *lang = node_lang(node);

	if (lo->language && lang == lo->lang)
		return;
	lo->lang = lang;
	lo->language = text_language(lang);
	lo->leftward = text_is_leftward(lo->language);
}

bool
node_is_leftward(struct layout *lo, const struct node *node)
{
	language_find(lo, node);
	return lo->leftward;
}

/* Most text runs from left to right, which costs it nothing but a look. */
static void
levels_find(struct maker *maker, const struct node *block)
{
	GString *all;

	maker->complex = has_complex(block);
	if (!maker->complex && !maker->lo->leftward)
		return;
	all = g_string_new(NULL);
	gather(maker->lo, block, all);
	maker->levels = g_malloc(all->len + 1);
	text_levels(all->str, all->len, maker->lo->language, &maker->text->rtl, maker->levels);
	for (size_t i = 0; i < all->len; i++)
		maker->text->mixed |= maker->levels[i] > 0;
	g_string_free(all, TRUE);
}

void
text_make(struct layout *lo, struct text *text, const struct node *block, const struct look *look)
{
	struct maker maker = { .lo = lo, .text = text };

	maker.tokens = lo->tokens;
	g_array_set_size(maker.tokens, 0);
	language_find(lo, block);
	levels_find(&maker, block);
	children_add(&maker, cast_make(lo, look, NULL, NULL, NULL), block);
	text->token_count = (int)maker.tokens->len;
	text->tokens = arena_new_array(lo->work, struct token, text->token_count);
	if (text->token_count)
		memcpy(text->tokens, maker.tokens->data, maker.tokens->len * sizeof(struct token));
	g_free(maker.levels);
}

double
text_natural_width(const struct text *text)
{
	double width = 0, widest = 0;

	for (int i = 0; i < text->token_count; i++) {
		const struct token *token = &text->tokens[i];

		width += token->width;
		widest = MAX(widest, width);
		width = token->flags & TOKEN_FORCED ? 0 : width + token->space;
	}
	return widest;
}

double
text_least_width(const struct text *text)
{
	double width = 0, widest = 0;

	for (int i = 0; i < text->token_count; i++) {
		width += text->tokens[i].width;
		widest = MAX(widest, width);
		width = text->tokens[i].flags & (TOKEN_BREAK | TOKEN_FORCED | TOKEN_SPLIT | TOKEN_SOFT)
			? 0 : width + text->tokens[i].space;
	}
	return widest;
}
