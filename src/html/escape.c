/* Text: what is written is valid as HTML and as XML. */
#include "html/escape.h"

/* What neither HTML nor XML may hold: control characters and what is no character at all. */
static bool
is_forbidden(gunichar c)
{
	return (c < 32 && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f) ||
		(c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

void
html_escape(GString *out, const char *text)
{
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == '&')
			g_string_append(out, "&amp;");
		else if (c == '<')
			g_string_append(out, "&lt;");
		else if (c == '>')
			g_string_append(out, "&gt;");
		else if (c == '"')
			g_string_append(out, "&quot;");
		else if (is_forbidden(c))
			g_string_append(out, "\xef\xbf\xbd");
		else
			g_string_append_len(out, p, g_utf8_next_char(p) - p);
	}
}

/* Languages written from right to left, by their primary subtag. */
bool
html_is_leftward(const char *lang)
{
	static const char *const tags[] = { "ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi" };

	for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
		if (g_ascii_strncasecmp(lang, tags[i], 2) == 0 && (!lang[2] || lang[2] == '-'))
			return true;
	return false;
}
