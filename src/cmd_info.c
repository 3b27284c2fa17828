/* revisit info: what a PDF is, in a few lines or as JSON; or all of its structure. */
#include <stdio.h>

#include <glib.h>
#include <json-c/json.h>

#include "cmd.h"
#include "options.h"
#include "pdf/structure.h"
#include "pdf/versions.h"
#include "unpack.h"
#include "verdict.h"

struct job {
	const char *file;
	bool json, structure;
};

enum { ROWS = 13, MOST_TEXT = 1000 };

/* Name and value of one line; values are the table's. */
struct row {
	const char *name;
	char *value;
};

/* By whom, as the signatures say; "" when there is none. Yours. */
static char *
signed_by(const struct document *document)
{
	GPtrArray *signatures = document_signatures(document);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < signatures->len; i++) {
		const struct signature *one = g_ptr_array_index(signatures, i);

		g_string_append_printf(out, "%s%s%s%s", i ? "; " : "", *one->name ? one->name : "by nobody named",
			*one->date ? ", " : "", one->date);
	}
	if (out->len)
		g_string_append(out, " (not checked here)");
	g_ptr_array_free(signatures, TRUE);
	return g_string_free(out, FALSE);
}

static int
rows_fill(struct row rows[ROWS], const struct document *document, const struct manifest *manifest)
{
	bool is_signed;
	size_t appended = document_appended(document, &is_signed);
	char *version = manifest ? unpack_program(manifest->version, manifest->commit) : NULL;
	char *program = version ? g_strconcat("revisit ", version, NULL) : g_strdup("");
	const struct row all[] = {
		{ "title", document_info(document, "/Title") },
		{ "author", document_info(document, "/Author") },
		{ "language", document_catalog(document, "/Lang") },
		{ "pages", g_strdup_printf("%d", document_pages(document)) },
		{ "producer", document_info(document, "/Producer") },
		{ "claims", document_claims(document) },
		{ "tagged", g_strdup(document_tagged(document) ? "yes" : "no") },
		{ "date", g_strdup(manifest ? manifest->date : "") },
		{ "style", g_strdup(manifest ? manifest->style : "") },
		{ "program", program },
		{ "files", g_strdup_printf("%u", document_carried(document)->len) },
		{ "signed", signed_by(document) },
		{ "appended", appended ? g_strdup_printf("%zu bytes%s", appended,
			is_signed ? ", signed" : "") : g_strdup("") },
	};

	for (int i = 0; i < ROWS; i++)
		rows[i] = all[i];
	g_free(version);
	return ROWS;
}

/* What others wrote, as it can be shown; at least that wide. */
static void
clean_print(const char *text, int width)
{
	char *clean = diag_clean(text, MOST_TEXT);

	printf("%-*s", width, clean);
	g_free(clean);
}

static void
rows_print(const struct row *rows, const struct document *document)
{
	for (int i = 0; i < ROWS; i++)
		if (*rows[i].value) {
			printf("%-10s ", rows[i].name);
			clean_print(rows[i].value, 0);
			putchar('\n');
		}
	for (guint i = 0; i < document_carried(document)->len; i++) {
		const struct carried *one = g_ptr_array_index(document_carried(document), i);

		fputs("  ", stdout);
		clean_print(one->name, 44);
		printf(" %9zu ", one->size);
		clean_print(one->relation, 0);
		putchar('\n');
	}
}

/* For programs numbers are numbers. */
static void
rows_json(const struct row *rows, const struct document *document)
{
	struct json_object *root = json_object_new_object(), *files = json_object_new_array();
	GPtrArray *signatures = document_signatures(document);
	bool is_signed;
	size_t appended = document_appended(document, &is_signed);

	for (int i = 0; i < ROWS; i++)
		json_object_object_add(root, rows[i].name, json_object_new_string(rows[i].value));
	json_object_object_add(root, "pages", json_object_new_int(document_pages(document)));
	json_object_object_add(root, "tagged", json_object_new_boolean(document_tagged(document)));
	json_object_object_add(root, "appended", json_object_new_int64((int64_t)appended));
	json_object_object_add(root, "signed", json_object_new_boolean(is_signed || signatures->len));
	json_object_object_add(root, "signatures", signatures_json(signatures));
	g_ptr_array_free(signatures, TRUE);
	for (guint i = 0; i < document_carried(document)->len; i++) {
		const struct carried *one = g_ptr_array_index(document_carried(document), i);
		struct json_object *file = json_object_new_object();

		json_object_object_add(file, "name", json_object_new_string(one->name));
		json_object_object_add(file, "size", json_object_new_int64((int64_t)one->size));
		json_object_object_add(file, "relation", json_object_new_string(one->relation));
		json_object_array_add(files, file);
	}
	json_object_object_add(root, "files", files);
	puts(json_object_to_json_string_ext(root, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
		JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(root);
}

static void
structure_print(const struct document *document)
{
	struct structure *structure = structure_read(document);
	char *dump = structure_dump(structure);

	fputs(dump, stdout);
	g_free(dump);
	structure_destroy(structure);
}

static void
info_print(const struct document *document, void *data, struct diags *diags)
{
	const struct job *job = data;
	const struct carried *own = document_find(document, MANIFEST_NAME);
	struct manifest *manifest;
	struct row rows[ROWS];
	int count;

	if (job->structure) {
		structure_print(document);
		return;
	}
	manifest = own ? manifest_read(own->bytes, own->size, job->file, diags) : NULL;
	count = rows_fill(rows, document, manifest);
	(job->json ? rows_json : rows_print)(rows, document);
	for (int i = 0; i < count; i++)
		g_free(rows[i].value);
	manifest_destroy(manifest);
}

int
cmd_info(int argc, char **argv)
{
	struct job job = { 0 };
	const struct option_row rows[] = { { "--json", OPTION_FLAG, &job.json },
		{ "--structure", OPTION_FLAG, &job.structure },
		{ NULL, OPTION_FLAG, NULL } };
	int first = options_read("info", argc, argv, rows);

	if (first < 0)
		return 2;
	if (argc - first != 1)
		return usage_error("info", "name one PDF");
	if (job.json && job.structure)
		return usage_error("info", "`--structure` is told as text only");
	job.file = argv[first];
	return unpack_in_worker(job.file, info_print, &job);
}
