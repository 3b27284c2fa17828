/* JSON, to be written. */
#include "serve/json.h"

#include "paint/svg.h"

void
json_put_text(GString *json, const char *text)
{
	if (!text) {
		g_string_append(json, "null");
		return;
	}
	g_string_append_c(json, '"');
	for (; *text; text++)
		if (*text == '"' || *text == '\\')
			g_string_append_printf(json, "\\%c", *text);
		else if ((unsigned char)*text < 0x20 || *text == '<' || *text == 0x7f)
			g_string_append_printf(json, "\\u%04x", (unsigned char)*text);
		else
			g_string_append_c(json, *text);
	g_string_append_c(json, '"');
}

void
json_put_comma(GString *json)
{
	char last = json->len ? json->str[json->len - 1] : '[';

	if (last != '{' && last != '[' && last != ',' && last != ':')
		g_string_append_c(json, ',');
}

void
json_put_member(GString *json, const char *name, const char *text)
{
	json_put_comma(json);
	json_put_text(json, name);
	g_string_append_c(json, ':');
	json_put_text(json, text);
}

void
json_put_number(GString *json, const char *name, double number)
{
	json_put_comma(json);
	json_put_text(json, name);
	g_string_append_c(json, ':');
	svg_number(json, number);
}
