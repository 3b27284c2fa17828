/* Findings as text, JSON, SARIF, JUnit XML and in summary. */
#include "base/diagform.h"

#include <string.h>

#include "base/version.h"

struct writer {
	const struct checked *checked;
	size_t count;
	bool colour;
	const struct diag_subject *subjects;
	FILE *out;
};

typedef void form_fn(const struct writer *writer);

/* ---- text ---- */

static void
text_write(const struct writer *writer)
{
	for (size_t i = 0; i < writer->count; i++)
		diags_print_as(writer->checked[i].diags, writer->colour, writer->out);
}

/* ---- JSON ---- */

/* A string with its quotation marks; null for NULL. Findings are clean UTF-8. */
static void
json_string(FILE *out, const char *text)
{
	if (!text) {
		fputs("null", out);
		return;
	}
	putc('"', out);
	for (; *text; text++)
		if (*text == '"' || *text == '\\')
			fprintf(out, "\\%c", *text);
		else if ((unsigned char)*text < 0x20)
			fprintf(out, "\\u%04x", (unsigned char)*text);
		else
			putc(*text, out);
	putc('"', out);
}

static void
json_member(FILE *out, const char *name, const char *text)
{
	fprintf(out, ", \"%s\": ", name);
	json_string(out, text);
}

static void
json_finding(FILE *out, const struct finding *finding)
{
	fputs("      { \"code\": ", out);
	json_string(out, finding->name);
	json_member(out, "level", diag_level_name(finding->level));
	fprintf(out, ", \"line\": %d, \"column\": %d", finding->line, finding->column);
	json_member(out, "message", finding->message);
	if (finding->hint)
		json_member(out, "hint", finding->hint);
	if (finding->path)
		json_member(out, "path", finding->path);
	if (finding->waived)
		json_member(out, "waived", finding->waived);
	fputs(" }", out);
}

static void
json_write(const struct writer *writer)
{
	FILE *out = writer->out;

	fprintf(out, "{\n  \"revisit\": \"%s\",\n  \"files\": [", version_number);
	for (size_t i = 0; i < writer->count; i++) {
		const struct checked *one = &writer->checked[i];

		fprintf(out, "%s\n    { \"file\": ", i ? "," : "");
		json_string(out, one->file);
		fprintf(out, ", \"errors\": %zu, \"warnings\": %zu, \"findings\": [",
			diags_count(one->diags, DIAG_ERROR),
			diags_count(one->diags, DIAG_WARNING) - diags_count(one->diags, DIAG_ERROR));
		for (size_t j = 0; j < diags_kept(one->diags); j++) {
			fputs(j ? ",\n" : "\n", out);
			json_finding(out, diags_finding(one->diags, j));
		}
		fputs(diags_kept(one->diags) ? "\n    ] }" : "] }", out);
	}
	fputs(writer->count ? "\n  ]\n}\n" : "]\n}\n", out);
}

/* ---- SARIF ---- */

static void
sarif_location(FILE *out, const struct finding *finding)
{
	char *uri = g_uri_escape_string(finding->file, "/", TRUE);

	fputs(", \"locations\": [{ \"physicalLocation\": { \"artifactLocation\": { \"uri\": ", out);
	json_string(out, uri);
	fputs(" }", out);
	if (finding->line) {
		fprintf(out, ", \"region\": { \"startLine\": %d", finding->line);
		if (finding->column)
			fprintf(out, ", \"startColumn\": %d", finding->column);
		fputs(" }", out);
	}
	fputs(" }", out);
	if (finding->path) {
		fputs(", \"logicalLocations\": [{ \"fullyQualifiedName\": ", out);
		json_string(out, finding->path);
		fputs(", \"kind\": \"element\" }]", out);
	}
	fputs(" }]", out);
	g_free(uri);
}

static void
sarif_result(FILE *out, const struct finding *finding)
{
	bool failure = finding->level == DIAG_FAILURE; /* a word that SARIF does not have */
	char *text = finding->hint ? g_strdup_printf("%s. Hint: %s", finding->message, finding->hint)
		: g_strdup(finding->message);

	fputs("      { \"ruleId\": ", out);
	json_string(out, finding->name);
	json_member(out, "level", failure ? "error" : diag_level_name(finding->level));
	fputs(", \"message\": { \"text\": ", out);
	json_string(out, text);
	fputs(" }", out);
	if (finding->file)
		sarif_location(out, finding);
	if (finding->waived) {
		fputs(", \"suppressions\": [{ \"kind\": \"inSource\", \"justification\": ", out);
		json_string(out, finding->waived);
		fputs(" }]", out);
	}
	fputs(" }", out);
	g_free(text);
}

static void
sarif_rules(const struct writer *writer)
{
	fputs(", \"rules\": [", writer->out);
	for (size_t i = 0; writer->subjects && writer->subjects[i].name; i++) {
		fputs(i ? ",\n      { \"id\": " : "\n      { \"id\": ", writer->out);
		json_string(writer->out, writer->subjects[i].name);
		fputs(", \"shortDescription\": { \"text\": ", writer->out);
		json_string(writer->out, writer->subjects[i].summary);
		fputs(" } }", writer->out);
	}
	fputs("\n    ]", writer->out);
}

static void
sarif_write(const struct writer *writer)
{
	FILE *out = writer->out;
	bool any = false;

	fputs("{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
		"  \"version\": \"2.1.0\",\n  \"runs\": [{\n"
		"    \"columnKind\": \"unicodeCodePoints\",\n"
		"    \"tool\": { \"driver\": { \"name\": \"revisit\", \"version\": ", out);
	json_string(out, version_number);
	sarif_rules(writer);
	fputs(" } },\n    \"results\": [", out);
	for (size_t i = 0; i < writer->count; i++)
		for (size_t j = 0; j < diags_kept(writer->checked[i].diags); j++) {
			fputs(any ? ",\n" : "\n", out);
			sarif_result(out, diags_finding(writer->checked[i].diags, j));
			any = true;
		}
	fputs(any ? "\n    ]\n  }]\n}\n" : "]\n  }]\n}\n", out);
}

/* ---- JUnit ---- */

static void
junit_case(FILE *out, const struct checked *one)
{
	char *name = g_markup_escape_text(one->file, -1);
	struct writer writer = { .checked = one, .count = 1, .out = NULL };
	char *text = NULL, *escaped, *first;
	size_t size = 0;

	fprintf(out, "    <testcase classname=\"revisit.check\" name=\"%s\"", name);
	g_free(name);
	if (!diags_kept(one->diags)) {
		fputs("/>\n", out);
		return;
	}
	writer.out = open_memstream(&text, &size);
	text_write(&writer);
	fclose(writer.out);
	escaped = g_markup_escape_text(text, -1);
	fputs(">\n", out);
	if (diags_count(one->diags, DIAG_ERROR)) {
		for (size_t i = 0; i < diags_kept(one->diags); i++)
			if (diags_finding(one->diags, i)->level >= DIAG_ERROR) {
				first = g_markup_escape_text(diags_finding(one->diags, i)->message, -1);
				fprintf(out, "      <%s message=\"%s\">%s</%s>\n",
					diags_count(one->diags, DIAG_FAILURE) ? "error" : "failure", first,
					escaped, diags_count(one->diags, DIAG_FAILURE) ? "error" : "failure");
				g_free(first);
				break;
			}
	} else {
		fprintf(out, "      <system-out>%s</system-out>\n", escaped);
	}
	fputs("    </testcase>\n", out);
	g_free(escaped);
	free(text);
}

static void
junit_write(const struct writer *writer)
{
	size_t failures = 0, errors = 0;

	for (size_t i = 0; i < writer->count; i++) {
		bool broken = diags_count(writer->checked[i].diags, DIAG_FAILURE) > 0;

		errors += broken;
		failures += !broken && diags_count(writer->checked[i].diags, DIAG_ERROR) > 0;
	}
	fprintf(writer->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
		"  <testsuite name=\"revisit check\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\">\n",
		writer->count, failures, errors);
	for (size_t i = 0; i < writer->count; i++)
		junit_case(writer->out, &writer->checked[i]);
	fputs("  </testsuite>\n</testsuites>\n", writer->out);
}

/* ---- summary ---- */

struct tally {
	size_t by_level[DIAG_FAILURE + 1], waived;
};

static void
summary_line(const struct writer *writer, const char *name, const struct tally *tally)
{
	static const char *const many[] = { "notes", "warnings", "errors", "failures" };
	const char *summary = "", *join = "";
	FILE *out = writer->out;

	for (size_t i = 0; writer->subjects && writer->subjects[i].name; i++)
		if (strcmp(writer->subjects[i].name, name) == 0)
			summary = writer->subjects[i].summary;
	fprintf(out, "%-18s ", name);
	for (int level = DIAG_FAILURE; level >= DIAG_NOTE; level--)
		if (tally->by_level[level]) {
			fprintf(out, "%s%zu %s", join, tally->by_level[level],
				tally->by_level[level] == 1 ? diag_level_name(level) : many[level]);
			join = ", ";
		}
	if (tally->waived)
		fprintf(out, "%s%zu waived", join, tally->waived);
	fprintf(out, "%s%s\n", *summary ? ": " : "", summary);
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(a, b);
}

static void
summary_write(const struct writer *writer)
{
	GHashTable *tallies = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	GList *names;
	size_t clean = 0;

	for (size_t i = 0; i < writer->count; i++) {
		const struct diags *diags = writer->checked[i].diags;

		clean += !diags_count(diags, DIAG_ERROR);
		for (size_t j = 0; j < diags_kept(diags); j++) {
			const struct finding *finding = diags_finding(diags, j);
			struct tally *tally = g_hash_table_lookup(tallies, finding->name);

			if (!tally) {
				tally = g_new0(struct tally, 1);
				g_hash_table_insert(tallies, (gpointer)finding->name, tally);
			}
			if (finding->waived)
				tally->waived++;
			else
				tally->by_level[finding->level]++;
		}
	}
	names = g_list_sort(g_hash_table_get_keys(tallies), by_text);
	for (GList *at = names; at; at = at->next)
		summary_line(writer, at->data, g_hash_table_lookup(tallies, at->data));
	fprintf(writer->out, "%zu of %zu records without errors\n", clean, writer->count);
	g_list_free(names);
	g_hash_table_destroy(tallies);
}

/* ---- all of them ---- */

static const struct {
	const char *name;
	form_fn *write;
} forms[] = {
	[DIAG_FORM_TEXT] = { "text", text_write },
	[DIAG_FORM_JSON] = { "json", json_write },
	[DIAG_FORM_SARIF] = { "sarif", sarif_write },
	[DIAG_FORM_JUNIT] = { "junit", junit_write },
	[DIAG_FORM_SUMMARY] = { "summary", summary_write },
};

const char *
diag_form_name(enum diag_form form)
{
	return forms[form].name;
}

enum diag_form
diag_form_find(const char *name)
{
	int form = 0;

	while (form < DIAG_FORM_COUNT && strcmp(forms[form].name, name) != 0)
		form++;
	return form;
}

void
diags_write(const struct checked *checked, size_t count, enum diag_form form, bool colour,
	const struct diag_subject *subjects, FILE *out)
{
	forms[form].write(&(struct writer){ checked, count, colour, subjects, out });
}

struct diag_subject *
diag_subjects(const struct diag_subject *more)
{
	size_t count = 0;
	struct diag_subject *all;

	while (more && more[count].name)
		count++;
	all = g_new0(struct diag_subject, DIAG_CODE_COUNT + count + 1);
	for (int code = 0; code < DIAG_CODE_COUNT; code++)
		all[code] = (struct diag_subject){ diag_code_name(code), diag_code_summary(code) };
	for (size_t i = 0; i < count; i++)
		all[DIAG_CODE_COUNT + i] = more[i];
	return all;
}

/* ---- from a worker to its parent ---- */

static void
save_text(FILE *file, const char *text)
{
	size_t length = text ? strlen(text) + 1 : 0;

	fwrite(&length, sizeof length, 1, file);
	if (text)
		fwrite(text, 1, length, file);
}

/* Yours, g_free; NULL for NULL. */
static bool
load_text(FILE *file, char **text)
{
	size_t length;

	*text = NULL;
	if (fread(&length, sizeof length, 1, file) != 1 || length > 1 << 20)
		return false;
	if (!length)
		return true;
	*text = g_malloc(length);
	return fread(*text, 1, length, file) == length && !(*text)[length - 1];
}

bool
diags_save(const struct diags *diags, FILE *file)
{
	size_t count = diags_kept(diags), unkept = diags_unkept(diags);

	fwrite(&count, sizeof count, 1, file);
	fwrite(&unkept, sizeof unkept, 1, file);
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = diags_finding(diags, i);
		const char *texts[] = { finding->name, finding->file, finding->path, finding->message,
			finding->hint, finding->waived, finding->snippet, finding->caret };
		int numbers[] = { finding->level, finding->line, finding->column };

		for (size_t j = 0; j < G_N_ELEMENTS(texts); j++)
			save_text(file, texts[j]);
		fwrite(numbers, sizeof numbers, 1, file);
	}
	return fflush(file) == 0 && !ferror(file);
}

static bool
load_one(struct diags *diags, FILE *file)
{
	char *texts[8] = { NULL };
	int numbers[3];
	bool ok = true;

	for (size_t j = 0; j < G_N_ELEMENTS(texts); j++)
		ok = ok && load_text(file, &texts[j]);
	ok = ok && texts[0] && texts[3] && fread(numbers, sizeof numbers, 1, file) == 1 &&
		numbers[0] >= DIAG_NOTE && numbers[0] <= DIAG_FAILURE;
	if (ok)
		diags_add(diags, &(struct finding){ g_intern_string(texts[0]), numbers[0], texts[1],
			texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], numbers[1],
			numbers[2] });
	for (size_t j = 0; j < G_N_ELEMENTS(texts); j++)
		g_free(texts[j]);
	return ok;
}

bool
diags_load(struct diags *diags, FILE *file)
{
	size_t count, unkept;

	if (fread(&count, sizeof count, 1, file) != 1 || fread(&unkept, sizeof unkept, 1, file) != 1)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!load_one(diags, file))
			return false;
	diags_add_unkept(diags, unkept);
	return true;
}
