/* "Explain this number": a figure's formula and what it was computed from. */
#include "report/explain.h"
#include "serve/json.h"
#include "serve/question.h"

static void
input_put(const struct explained_input *input, GString *json)
{
	json_put_comma(json);
	g_string_append_c(json, '{');
	json_put_member(json, "path", input->path);
	json_put_member(json, "name", input->name);
	json_put_member(json, "value", input->value);
	json_put_member(json, "file", input->file);
	json_put_number(json, "line", input->line);
	g_string_append(json, input->computed ? ",\"computed\":true}" : ",\"computed\":false}");
}

void
explain_answer(const struct product *product, const struct query *query, GString *json)
{
	const char *path = query_text(query, "figure");
	struct explained *explained = path ? figure_explain(product->record, product->schema,
		product->bands, query_text(query, "file"), path) : NULL;

	if (!explained) {
		g_string_append(json, "null");
		return;
	}
	g_string_append_c(json, '{');
	json_put_member(json, "path", explained->path);
	json_put_member(json, "name", explained->name);
	json_put_member(json, "value", explained->value);
	json_put_member(json, "file", explained->file);
	json_put_number(json, "line", explained->line);
	json_put_member(json, "formula", explained->formula);
	json_put_member(json, "worked", explained->worked);
	json_put_member(json, "published", explained->published);
	g_string_append(json, ",\"inputs\":[");
	for (int i = 0; i < explained->input_count; i++)
		input_put(&explained->inputs[i], json);
	g_string_append(json, "]}");
	explained_destroy(explained);
}
