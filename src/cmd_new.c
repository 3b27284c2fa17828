/* revisit new: a record to begin with. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/data.h"
#include "base/file.h"
#include "cmd.h"
#include "options.h"

enum { MOST_BYTES = 1 << 20 };

/* What the file is called, as an id has it; "new-record" when nothing of it can be used. Yours,
 * g_free. */
static char *
id_of(const char *output)
{
	char *name = output ? g_path_get_basename(output) : g_strdup("new-record");
	GString *id = g_string_new(NULL);

	if (strrchr(name, '.') > name)
		*strrchr(name, '.') = '\0';
	for (const char *at = name; *at; at++)
		if (g_ascii_isalnum(*at) && (id->len || g_ascii_isalpha(*at)))
			g_string_append_c(id, g_ascii_tolower(*at));
		else if (id->len && id->str[id->len - 1] != '-')
			g_string_append_c(id, '-');
	while (id->len && id->str[id->len - 1] == '-')
		g_string_truncate(id, id->len - 1);
	g_free(name);
	if (!id->len)
		g_string_assign(id, "new-record");
	return g_string_free(id, FALSE);
}

/* The starting record with its id, and with the schema's place for editors that know xml-model. Yours,
 * g_free. */
static char *
record_begin(const char *start, const char *rng, const char *id)
{
	const char *body = strchr(start, '\n'), *old = strstr(start, "id=\"new-record\"");
	char *absolute = g_canonicalize_filename(rng, NULL), *uri = g_filename_to_uri(absolute, NULL, NULL);
	char *escaped = g_markup_escape_text(uri ? uri : "record.rng", -1), *record;

	if (!body || !old || old < body)
		record = g_strdup(start);
	else
		record = g_strdup_printf("%.*s\n<?xml-model href=\"%s\" type=\"application/xml\" "
			"schematypens=\"http://relaxng.org/ns/structure/1.0\"?>%.*sid=\"%s\"%s",
			(int)(body - start), start, escaped, (int)(old - body), body, id,
			old + strlen("id=\"new-record\""));
	g_free(escaped);
	g_free(uri);
	g_free(absolute);
	return record;
}

static bool
record_write(const char *output, const char *text, struct diags *diags)
{
	struct outfile *out;

	if (!output)
		return fputs(text, stdout) >= 0;
	if (access(output, F_OK) == 0) {
		diag(diags, DIAG_FILE_CLASH, (struct place){ .file = output },
			"there is a file of that name, and it is not replaced");
		return false;
	}
	if (!(out = outfile_open(output, diags)))
		return false;
	outfile_write(out, text, strlen(text));
	return outfile_commit(out, diags);
}

static void
new_make(struct data *data, const char *kind, const char *output, struct diags *diags)
{
	char *path = data_find(data, "templates", kind, "new.xml", "kind of report", diags);
	char *rng = data_path(data, "templates/record.rng"), *id = id_of(output);
	char *start = NULL, *text;
	size_t size;

	if (path && (start = file_read(path, "record to begin with", MOST_BYTES, &size, diags))) {
		text = record_begin(start, rng, id);
		record_write(output, text, diags);
		g_free(text);
	}
	g_free(start);
	g_free(id);
	g_free(rng);
	g_free(path);
}

int
cmd_new(int argc, char **argv)
{
	const char *templates = NULL, *output = NULL;
	const struct option_row rows[] = {
		{ "-o", OPTION_TEXT, &output },
		{ "--templates", OPTION_TEXT, &templates },
		{ NULL, OPTION_FLAG, NULL },
	};
	int first = options_read("new", argc, argv, rows);
	struct diags *diags;
	struct data *data;

	if (first < 0)
		return 2;
	if (first + 1 != argc)
		return usage_error("new", "name one kind of report, such as follow-up");
	diags = diags_create();
	data = data_open(templates, diags);
	if (data)
		new_make(data, argv[first], output, diags);
	data_close(data);
	return diags_end(diags);
}
