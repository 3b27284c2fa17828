/* Codes: a reader of ToUnicode tables that takes what it knows and passes over the rest. */
#include "pdf/codes.h"

#include <string.h>

#include "base/arena.h"
#include "pdf/value.h"

enum { MOST_CODES = 1 << 17, MOST_TEXT = 64 };

struct codes {
	bool wide;
	GHashTable *texts; /* by code: UTF-8, owned */
};

/* ---- strings ---- */

static size_t
escape_read(GString *out, const char *at, size_t left)
{
	static const char names[] = "nrtbf", values[] = "\n\r\t\b\f";
	const char *name = *at ? strchr(names, *at) : NULL;
	unsigned code = 0;
	size_t used = 0;

	for (; used < 3 && used < left && at[used] >= '0' && at[used] <= '7'; used++)
		code = code * 8 + (unsigned)(at[used] - '0');
	if (used) {
		g_string_append_c(out, (char)code);
		return used;
	}
	if (*at == '\r' || *at == '\n') /* a line that goes on */
		return *at == '\r' && left > 1 && at[1] == '\n' ? 2 : 1;
	g_string_append_c(out, name ? values[name - names] : *at);
	return 1;
}

static void
hex_read(GString *out, const char *at, const char *end)
{
	int half = -1;

	for (; at < end; at++) {
		int digit = g_ascii_xdigit_value(*at);

		if (digit < 0)
			continue;
		if (half >= 0)
			g_string_append_c(out, (char)(half << 4 | digit));
		half = half >= 0 ? -1 : digit;
	}
	if (half >= 0)
		g_string_append_c(out, (char)(half << 4));
}

void
string_unescape(GString *out, const char *text, size_t length)
{
	const char *at = text + 1, *end = text + length - 1;

	if (length < 2)
		return;
	if (*text == '<') {
		hex_read(out, at, end);
		return;
	}
	while (at < end) {
		if (*at == '\\' && at + 1 < end) {
			at += 1 + escape_read(out, at + 1, (size_t)(end - at - 1));
			continue;
		}
		g_string_append_c(out, *at++);
	}
}

/* Units of two bytes, the higher first; a half of a pair that stands alone is U+FFFD. */
static void
utf16_put(GString *out, const char *bytes, size_t size)
{
	for (size_t i = 0; i + 1 < size; i += 2) {
		gunichar unit = (gunichar)((guchar)bytes[i] << 8 | (guchar)bytes[i + 1]), low = 0;

		if (unit >> 10 == 0x36 && i + 3 < size)
			low = (gunichar)((guchar)bytes[i + 2] << 8 | (guchar)bytes[i + 3]);
		if (low >> 10 == 0x37) {
			unit = 0x10000 + ((unit & 0x3ff) << 10 | (low & 0x3ff));
			i += 2;
		}
		g_string_append_unichar(out, g_unichar_validate(unit) && unit ? unit : 0xfffd);
	}
}

void
text_string_decode(GString *out, const char *bytes, size_t size)
{
	char *valid;

	if (size >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0) {
		utf16_put(out, bytes + 2, size - 2);
	} else if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		valid = g_utf8_make_valid(bytes + 3, (gssize)size - 3);
		g_string_append(out, valid);
		g_free(valid);
	} else {
		for (size_t i = 0; i < size; i++)
			g_string_append_unichar(out, bytes[i] ? (guchar)bytes[i] : 0xfffd);
	}
}

/* ---- tables ---- */

static bool
hex_take(struct lexer *lexer, GString *bytes)
{
	const char *from;

	lexer_skip_space(lexer);
	from = lexer->at;
	if (from >= lexer->end || *from != '<' || !lexer_string(lexer))
		return false;
	g_string_truncate(bytes, 0);
	string_unescape(bytes, from, (size_t)(lexer->at - from));
	return true;
}

static unsigned
number_of(const GString *bytes)
{
	unsigned number = 0;

	for (gsize i = 0; i < bytes->len && i < 4; i++)
		number = number << 8 | (guchar)bytes->str[i];
	return number;
}

static void
code_add(struct codes *codes, unsigned code, const GString *bytes, unsigned plus)
{
	GString *text;

	if (g_hash_table_size(codes->texts) >= MOST_CODES)
		return;
	text = g_string_new(NULL);
	utf16_put(text, bytes->str, MIN(bytes->len, MOST_TEXT));
	if (plus && text->len) {
		const char *last = g_utf8_find_prev_char(text->str, text->str + text->len);
		gunichar next = g_utf8_get_char(last) + plus;

		g_string_truncate(text, (gsize)(last - text->str));
		g_string_append_unichar(text, g_unichar_validate(next) ? next : 0xfffd);
	}
	g_hash_table_insert(codes->texts, GUINT_TO_POINTER(code), g_string_free(text, FALSE));
}

/* The codes of a range go up with the last character, or have a list of texts of their own. */
static bool
range_read(struct codes *codes, struct lexer *lexer, GString *bytes)
{
	unsigned from, to;

	if (!hex_take(lexer, bytes))
		return false;
	from = number_of(bytes);
	if (!hex_take(lexer, bytes))
		return false;
	to = MIN(number_of(bytes), from + 0xffff);
	lexer_skip_space(lexer);
	if (lexer->at < lexer->end && *lexer->at == '[') {
		lexer->at++;
		for (unsigned code = from; hex_take(lexer, bytes); code++)
			code_add(codes, code, bytes, 0);
		if (lexer->at >= lexer->end || *lexer->at != ']')
			return false;
		lexer->at++;
		return true;
	}
	if (!hex_take(lexer, bytes))
		return false;
	for (unsigned code = from; code <= to && code >= from; code++)
		code_add(codes, code, bytes, code - from);
	return true;
}

static void
table_read(struct codes *codes, struct lexer lexer)
{
	GString *bytes = g_string_new(NULL);

	while (lexer.at < lexer.end) {
		if (lexer_word(&lexer, "beginbfchar")) {
			while (hex_take(&lexer, bytes)) {
				unsigned code = number_of(bytes);

				if (!hex_take(&lexer, bytes))
					break;
				code_add(codes, code, bytes, 0);
			}
		} else if (lexer_word(&lexer, "beginbfrange")) {
			while (range_read(codes, &lexer, bytes))
				;
		} else if (lexer.at < lexer.end) {
			size_t length = lexer_regular(lexer.at, lexer.end);

			lexer.at += length ? length : 1;
		}
	}
	g_string_free(bytes, TRUE);
}

struct codes *
codes_read(const char *cmap, size_t size, bool wide)
{
	struct codes *codes = g_new0(struct codes, 1);

	codes->wide = wide;
	codes->texts = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	if (cmap)
		table_read(codes, (struct lexer){ cmap, cmap + size });
	return codes;
}

void
codes_destroy(struct codes *codes)
{
	if (!codes)
		return;
	g_hash_table_destroy(codes->texts);
	g_free(codes);
}

/* What differs between WinAnsi and Latin-1 (ISO 32000-1, annex D.2). */
static gunichar
winansi(unsigned code)
{
	static const gunichar high[32] = {
		0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039,
		0x152, 0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc,
		0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
	};

	if (code >= 0x80 && code < 0xa0)
		return high[code - 0x80] ? high[code - 0x80] : 0xfffd;
	return code < 0x20 ? 0xfffd : code;
}

void
codes_put(const struct codes *codes, GString *out, const char *bytes, size_t size)
{
	size_t width = codes->wide ? 2 : 1;

	for (size_t i = 0; i + width <= size; i += width) {
		unsigned code = codes->wide ? (unsigned)((guchar)bytes[i] << 8 | (guchar)bytes[i + 1])
			: (guchar)bytes[i];
		const char *text = g_hash_table_lookup(codes->texts, GUINT_TO_POINTER(code));

		if (text)
			g_string_append(out, text);
		else
			g_string_append_unichar(out, codes->wide ? 0xfffd : winansi(code));
	}
}
