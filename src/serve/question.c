/* Questions: the table of them, and what they are asked with. */
#include "serve/question.h"

#include <string.h>

#include "frame/frame.h"
#include "serve/json.h"
#include "serve/where.h"

static const struct {
	const char *name;
	question_fn *answer;
} questions[] = { /* keep alphabetical */
	{ "changes", changes_answer },
	{ "explain", explain_answer },
	{ "place", place_answer },
	{ "publish", publish_answer },
};

void
query_init(struct query *query, const char *text)
{
	char **pairs = g_strsplit(text, "&", 32);

	query->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	query->diags = NULL;
	for (char **pair = pairs; *pair; pair++) {
		char *equals = strchr(*pair, '='), *name, *value;

		if (!equals)
			continue;
		*equals = '\0';
		g_strdelimit(equals + 1, "+", ' ');
		name = g_uri_unescape_string(*pair, NULL);
		value = g_uri_unescape_string(equals + 1, NULL);
		if (name && value && g_utf8_validate(name, -1, NULL) && g_utf8_validate(value, -1, NULL))
			g_hash_table_replace(query->values, g_steal_pointer(&name), g_steal_pointer(&value));
		g_free(name);
		g_free(value);
	}
	g_strfreev(pairs);
}

void
query_finish(struct query *query)
{
	g_hash_table_destroy(query->values);
}

const char *
query_text(const struct query *query, const char *name)
{
	return g_hash_table_lookup(query->values, name);
}

int
query_number(const struct query *query, const char *name)
{
	const char *text = query_text(query, name);
	guint64 number;

	return text && g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT, &number, NULL) ? (int)number : 0;
}

bool
question_known(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(questions); i++)
		if (strcmp(questions[i].name, name) == 0)
			return true;
	return false;
}

bool
question_answer(const char *name, const struct product *product, const struct query *query,
	GString *json)
{
	for (size_t i = 0; i < G_N_ELEMENTS(questions); i++)
		if (strcmp(questions[i].name, name) == 0) {
			questions[i].answer(product, query, json);
			return true;
		}
	return false;
}

void
place_answer(const struct product *product, const struct query *query, GString *json)
{
	struct where where = where_line(product->pages, product->input, query_text(query, "file"),
		query_number(query, "line"));

	if (!where.page) {
		g_string_append(json, "null");
		return;
	}
	g_string_append_c(json, '{');
	json_put_number(json, "page", where.page);
	json_put_number(json, "y", where.y);
	g_string_append_c(json, '}');
}
