/* One name for one thing: the proper names of the record, wherever the text has them (R29). */
#include <string.h>

#include "rule/audit.h"

static void
add_name(GPtrArray *names, const char *name)
{
	bool proper = false;

	/* only what has a capital is a proper name whose case says something */
	for (const char *at = name; *at; at++)
		proper |= g_ascii_isupper(*at);
	if (proper && strlen(name) > 3 && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
		g_ptr_array_add(names, (gpointer)name);
}

static GPtrArray *
names_collect(struct audit *audit)
{
	static const char *const elements[] = { "organisation", "region", "office", "unit", "force" };
	GPtrArray *names = g_ptr_array_new();

	for (size_t i = 0; i < G_N_ELEMENTS(elements); i++) {
		const xmlNode *element = first_named(audit->meta, elements[i]);

		if (!element)
			continue;
		add_name(names, text_of(audit, element));
		add_name(names, attr(element, "short"));
	}
	for (const xmlNode *g = first_named(audit->data, "peer-group"); g; g = next_same(g))
		add_name(names, attr(g, "short"));
	for (const xmlNode *i = first_named(audit->data, "indicator"); i; i = next_same(i))
		add_name(names, attr(i, "code"));
	return names;
}

/* Length of the name at a place of the text, with any case, and with a hyphen or blanks between its
 * words; 0 when it does not stand there as words of its own. */
static size_t
variant_at(const char *text, size_t at, const char *name)
{
	const char *p = text + at;

	if (at && (g_ascii_isalnum(text[at - 1]) || (unsigned char)text[at - 1] >= 0x80))
		return 0;
	for (; *name; name++) {
		bool gap = *name == ' ' && *p == ' ', hyphen = *name == ' ' && *p == '-';

		if (!gap && !hyphen && g_ascii_tolower(*name) != g_ascii_tolower(*p))
			return 0;
		p += gap ? strspn(p, " ") : 1;
	}
	return g_ascii_isalnum(*p) || (unsigned char)*p >= 0x80 ? 0 : (size_t)(p - text) - at;
}

/* Part of an address? */
static bool
is_in_address(const struct prose *prose, size_t from, size_t to)
{
	const struct prose_span *span = prose_span_at(prose, from);

	return (span && is_named(span->element, "link")) ||
		(from && strchr("./@", prose->text[from - 1])) || (prose->text[to] &&
		strchr("/@", prose->text[to]));
}

static bool
is_capitals(const char *text)
{
	for (; *text; text++)
		if (g_ascii_islower(*text))
			return false;
	return true;
}

/* Is it a part of one of the other names, exactly as that has it? */
static bool
is_in_other(const GPtrArray *names, const struct prose *prose, size_t from, size_t to)
{
	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);
		size_t length = strlen(name), back = to > length ? to - length : 0;

		for (size_t at = back; at <= from; at++)
			if (strncmp(prose->text + at, name, length) == 0 && at + length >= to)
				return true;
	}
	return false;
}

static void
check_name(struct audit *audit, const GPtrArray *names, const char *name, const struct prose *prose)
{
	char first[3] = { g_ascii_tolower(*name), g_ascii_toupper(*name), '\0' };

	for (size_t at = strcspn(prose->text, first); at < prose->length;
		at += 1 + strcspn(prose->text + at + 1, first)) {
		size_t length = variant_at(prose->text, at, name);
		char *as;

		if (!length)
			continue;
		as = g_strndup(prose->text + at, length);
		if (strcmp(as, name) != 0 && !is_capitals(as) && !is_in_address(prose, at, at + length) &&
			!is_in_other(names, prose, at, at + length))
			found_text(audit, "R29", prose, at, at + length,
				"`%s` is called `%s` in the data of this record", as, name);
		g_free(as);
	}
}

void
rule_names(struct audit *audit)
{
	GPtrArray *names = names_collect(audit);

	for (guint i = 0; i < audit->prose->len; i++)
		for (guint n = 0; n < names->len; n++)
			check_name(audit, names, g_ptr_array_index(names, n),
				g_ptr_array_index(audit->prose, i));
	g_ptr_array_unref(names);
}
