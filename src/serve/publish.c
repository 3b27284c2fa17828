/* Before you publish: open problems, waivers, numbers that no figure gives, accessibility. */
#include <glib/gstdio.h>
#include <string.h>

#include "access/access.h"
#include "base/file.h"
#include "paint/paint.h"
#include "report/report.h"
#include "serve/json.h"
#include "serve/question.h"
#include "serve/where.h"

/* Findings about numbers in the text that no figure of the data gives. */
static bool
is_unbound(const struct finding *finding)
{
	return strcmp(finding->name, "R38") == 0 || strcmp(finding->name, "R39") == 0;
}

static bool
is_waived(const struct finding *finding)
{
	return finding->waived != NULL;
}

static bool
is_open(const struct finding *finding)
{
	return !is_waived(finding) && !is_unbound(finding);
}

static void
part_begin(GString *json, const char *title, const char *none)
{
	json_put_comma(json);
	g_string_append_c(json, '{');
	json_put_member(json, "title", title);
	json_put_member(json, "none", none);
	g_string_append(json, ",\"items\":[");
}

static void
finding_put(const struct where_map *map, const struct finding *finding, GString *json)
{
	struct where where = finding->line ? where_map_line(map, finding->file, finding->line)
		: (struct where){ 0 };

	json_put_comma(json);
	g_string_append_c(json, '{');
	json_put_member(json, "level", diag_level_name(finding->level));
	json_put_member(json, "code", finding->name);
	json_put_member(json, "message", finding->message);
	json_put_member(json, "hint", finding->hint);
	json_put_member(json, "waived", finding->waived);
	json_put_member(json, "file", finding->file);
	json_put_number(json, "line", finding->line);
	json_put_number(json, "page", where.page);
	json_put_number(json, "y", where.y);
	g_string_append_c(json, '}');
}

/* Gives how many there are that are more than notes. */
static int
findings_put(const struct product *product, const struct diags *diags, const char *title,
	const char *none, bool (*is)(const struct finding *), GString *json)
{
	struct where_map *map = where_map_create(product->pages, product->input);
	int count = 0;

	part_begin(json, title, none);
	for (size_t i = 0; diags && i < diags_kept(diags); i++)
		if (is(diags_finding(diags, i))) {
			finding_put(map, diags_finding(diags, i), json);
			count += diags_finding(diags, i)->level > DIAG_NOTE;
		}
	where_map_destroy(map);
	g_string_append(json, "]}");
	return count;
}

/* ---- accessibility ---- */

static void
point_put(const struct access_point *point, const char *level, const char *title, GString *json)
{
	json_put_comma(json);
	g_string_append_c(json, '{');
	json_put_member(json, "level", level);
	json_put_member(json, "title", title);
	json_put_member(json, "message", point->says);
	json_put_member(json, "file", point->file);
	json_put_number(json, "line", point->line);
	json_put_number(json, "page", point->page);
	g_string_append_c(json, '}');
}

/* Gives how many people would be shut out by. */
static int
verdicts_put(const struct access *access, GString *json)
{
	static const char *const levels[] = { [ACCESS_PASS] = "good", [ACCESS_LOOK] = "warning",
		[ACCESS_FAIL] = "error", [ACCESS_PERSON] = "note" };
	int failed = 0;

	for (int i = 0; i < access_count(access); i++) {
		const struct access_finding *finding = access_finding(access, i);
		char *title = g_strdup_printf("%s: %s", finding->title,
			access_verdict_name(access, finding->verdict));

		json_put_comma(json);
		g_string_append_c(json, '{');
		json_put_member(json, "level", levels[finding->verdict]);
		json_put_member(json, "title", title);
		json_put_member(json, "code", finding->rule);
		json_put_member(json, "message", finding->says);
		g_string_append_c(json, '}');
		for (int j = 0; j < finding->point_count && finding->verdict != ACCESS_PASS; j++)
			point_put(&finding->points[j], levels[finding->verdict], finding->title, json);
		failed += finding->verdict == ACCESS_FAIL;
		g_free(title);
	}
	return failed;
}

/* The verdicts are on a PDF, so one is made of the pages and thrown away. */
static struct access *
access_make(const struct product *product, const struct strings *words, struct diags *diags)
{
	char *folder = g_dir_make_tmp("revisit-XXXXXX", NULL), *path;
	struct access *access = NULL;
	struct outfile *out;

	if (!folder)
		return NULL;
	path = g_build_filename(folder, "draft.pdf", NULL);
	out = outfile_open(path, diags);
	if (out && paint_pdf(product->pages, "1970-01-01T00:00:00Z", NULL, out, diags)) {
		if (outfile_commit(out, diags))
			access = access_read(path, product->pages, product->style, words, diags);
	} else {
		outfile_discard(out);
	}
	g_unlink(path);
	g_rmdir(folder);
	g_free(path);
	g_free(folder);
	return access;
}

void
publish_answer(const struct product *product, const struct query *query, GString *json)
{
	struct diags *diags = diags_create();
	/* in the language of the preview's own page */
	struct strings *words = access_words(templates_folder(product->templates), "en-GB", diags);
	struct access *access = words ? access_make(product, words, diags) : NULL;
	int open, unbound, failed = 0;

	g_string_append(json, "{\"parts\":[");
	open = findings_put(product, query->diags, "Open problems", "No open problems.", is_open, json);
	unbound = findings_put(product, query->diags, "Numbers that no figure gives",
		"Every number beside figures is one of the data.", is_unbound, json);
	findings_put(product, query->diags, "Waivers", "Nothing is waived.", is_waived, json);
	part_begin(json, "Accessibility", "This could not be told.");
	if (access)
		failed = verdicts_put(access, json);
	g_string_append(json, "]}],\"ready\":");
	g_string_append(json, access && !open && !unbound && !failed &&
		!product->report->head.draft ? "true" : "false");
	if (product->report->head.draft)
		g_string_append(json, ",\"draft\":true}");
	else
		g_string_append(json, ",\"draft\":false}");
	access_destroy(access);
	strings_destroy(words);
	diags_destroy(diags);
}
