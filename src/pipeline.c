/* The pipeline: the stages in order. Read this first. */
#include "pipeline.h"

#include <glib.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "access/access.h"
#include "base/data.h"
#include "base/file.h"
#include "base/worker.h"
#include "base/xml.h"
#include "carry.h"
#include "frame/frame.h"
#include "html/html.h"
#include "frame/picture.h"
#include "layout/layout.h"
#include "paint/paint.h"
#include "paint/svg.h"
#include "record/comment.h"
#include "record/record.h"
#include "report/honesty.h"
#include "report/report.h"
#include "rule/rule.h"
#include "style/style.h"

struct engine {
	int figures; /* computed for the last document */
	const struct build *build;
	struct record_limits limits;
	struct data *data;
	struct schema *schema; /* this, the bands and the templates are NULL when the inputs are reports */
	struct bands *bands;
	struct templates *templates;
	const char *style_name; /* of the style in use; this and the next two are on the shelf */
	struct style *style;
	struct fonts *fonts;
	GPtrArray *shelf; /* of struct dress: the styles so far; reports that are kept need theirs */
	struct carry *carry;
	bool tried, inexact; /* drafts: whether the templates bear exact places is tried once */
};

/* A style that is loaded, with its fonts and the words shaped so far. */
struct dress {
	char *name;
	struct style *style;
	struct fonts *fonts;
};

/* One document on its way. */
struct job {
	const char *input;
	char **templates; /* the files that made it, or NULL */
	char *date;
	const struct pages *pages;
};

static const struct {
	const char *name, *extension;
} targets[] = {
	[TARGET_PDF] = { "pdf", ".pdf" },
	[TARGET_PNG] = { "png", "-%d.png" },
	[TARGET_SVG] = { "svg", "-%d.svg" },
	[TARGET_HTML] = { "html", ".html" },
	[TARGET_REPORT] = { "report", ".report.xml" },
	[TARGET_FRAMES] = { "frames", ".frames" },
};

const char *
target_name(enum target target)
{
	return targets[target].name;
}

const char *
target_extension(enum target target)
{
	return targets[target].extension;
}

/* What records need and reports do not. */
static bool
templates_take(struct engine *engine, struct diags *diags)
{
	char *rng = data_path(engine->data, "templates/record.rng");
	char *folder = data_path(engine->data, "templates");
	char *bands = data_path(engine->data, "templates/common/bands.xml");

	engine->schema = schema_load(rng, diags);
	if (engine->schema)
		engine->bands = bands_load(bands, diags);
	if (engine->bands)
		engine->templates = templates_load(folder, diags);
	g_free(bands);
	g_free(rng);
	g_free(folder);
	return engine->templates != NULL;
}

static void
dress_free(gpointer data)
{
	struct dress *dress = data;

	fonts_destroy(dress->fonts);
	style_destroy(dress->style);
	g_free(dress->name);
	g_free(dress);
}

struct engine *
engine_open(const struct build *build, struct diags *diags)
{
	struct engine *engine = g_new0(struct engine, 1);

	engine->build = build;
	engine->limits = build->limits ? *build->limits : RECORD_LIMITS_DEFAULT;
	engine->carry = carry_create();
	engine->shelf = g_ptr_array_new_with_free_func(dress_free);
	engine->data = build->data ? data_open_at(build->data, diags)
		: data_open(build->templates, diags);
	if (!engine->data || (!build->from_report && !templates_take(engine, diags)))
		g_clear_pointer(&engine, engine_close);
	return engine;
}

void
engine_close(struct engine *engine)
{
	if (!engine)
		return;
	g_ptr_array_free(engine->shelf, TRUE);
	templates_destroy(engine->templates);
	bands_destroy(engine->bands);
	schema_destroy(engine->schema);
	carry_destroy(engine->carry);
	data_close(engine->data);
	g_free(engine);
}

/* Borrowed; NULL on failure, and diags says why. */
static struct dress *
dress_take(struct engine *engine, const char *name, struct diags *diags)
{
	struct dress *dress;
	char *path;

	for (guint i = 0; i < engine->shelf->len; i++) {
		dress = g_ptr_array_index(engine->shelf, i);
		if (strcmp(dress->name, name) == 0)
			return dress;
	}
	dress = g_new0(struct dress, 1);
	dress->name = g_strdup(name);
	path = data_find(engine->data, "styles", name, "style.xml", "style", diags);
	if (path && (dress->style = style_load(path, diags))) {
		style_see(dress->style, engine->build->sight);
		dress->fonts = fonts_create(dress->style, diags);
	}
	g_free(path);
	if (dress->fonts)
		g_ptr_array_add(engine->shelf, dress);
	else
		g_clear_pointer(&dress, dress_free);
	return dress;
}

/* The command line's style, else the record's, else inspectorate; kept from one report to the next. */
static bool
style_take(struct engine *engine, const struct report *report, struct diags *diags)
{
	const char *name = engine->build->style ? engine->build->style
		: report->head.style ? report->head.style : "inspectorate";
	struct dress *dress = dress_take(engine, name, diags);

	engine->style_name = dress ? dress->name : NULL;
	engine->style = dress ? dress->style : NULL;
	engine->fonts = dress ? dress->fonts : NULL;
	return dress != NULL;
}

/* A record that contradicts itself makes no final report; `revisit check` says more, and lets drafts
 * pass. */
static bool
rules_pass(const struct engine *engine, const struct record *record, struct diags *diags)
{
	const struct rule_options options = { .schema = engine->schema };
	struct diags *own = diags_create();
	bool ok;

	rules_run(record, engine->bands, &options, own);
	ok = !diags_count(own, DIAG_ERROR);
	for (size_t i = 0; i < diags_kept(own); i++)
		if (diags_finding(own, i)->level >= DIAG_ERROR)
			diags_add(diags, diags_finding(own, i));
	diags_destroy(own);
	return ok;
}

/* Read and checked; NULL when it is not fit to be built. */
static struct record *
record_take(const struct engine *engine, const char *input, struct diags *diags)
{
	struct record *record = record_load(input, engine->schema, &engine->limits, diags);

	if (record && (!record_check(record, diags) ||
		(!engine->build->draft && !rules_pass(engine, record, diags))))
		g_clear_pointer(&record, record_destroy);
	return record;
}

static bool
record_is_draft(const struct record *record)
{
	char *status = xml_attribute(xmlDocGetRootElement(record_doc(record)), "status");
	bool draft = g_strcmp0(status, "draft") == 0;

	g_free(status);
	return draft;
}

static struct report *
report_of(struct engine *engine, struct record *record, bool exact, struct diags *diags)
{
	const struct report_options options = { .draft = engine->build->draft, .exact = exact,
		.schema = engine->schema };

	if (!engine->build->draft && !record_is_draft(record))
		record_comments_drop(record);
	return report_make(record, engine->templates, &options, diags);
}

/* What is done to each, from wherever it comes. */
static void
report_complete(const struct engine *engine, struct report *report, const char *input,
	struct diags *diags)
{
	char *folder = g_path_get_dirname(input);

	pictures_read_from(report, folder, engine->limits.folders, diags);
	report->head.draft = report->head.draft || engine->build->draft;
	if (!report->head.draft)
		report_comments_drop(report);
	report->head.record_lines = engine->build->record_lines;
	report_honesty(report, diags);
	g_free(folder);
}

static struct report *
report_take(struct engine *engine, struct job *job, struct diags *diags)
{
	struct record *record = engine->build->from_report ? NULL
		: record_take(engine, job->input, diags);
	struct report *report = NULL;

	if (record && (report = report_of(engine, record, false, diags)))
		job->templates = templates_used(engine->templates, record);
	else if (engine->build->from_report)
		report = report_load(job->input, diags);
	record_destroy(record);
	engine->figures = report ? report->figures : 0;
	if (report)
		report_complete(engine, report, job->input, diags);
	return report;
}

/* ---- outputs ---- */

/* What was asked for in place of the document's own date, or NULL. */
static const char *
epoch_of(const struct build *build)
{
	const char *epoch = build->epoch ? build->epoch : g_getenv("SOURCE_DATE_EPOCH");

	return epoch && *epoch ? epoch : NULL;
}

/* The document's own date for its metadata: the clock is never asked. Yours. */
static char *
document_date(const struct report *report, const char *epoch)
{
	const char *date = report->head.date;
	gint64 seconds = epoch ? g_ascii_strtoll(epoch, NULL, 10) : 0;
	GDateTime *time = epoch ? g_date_time_new_from_unix_utc(seconds) : NULL;
	char *text;

	if (time)
		text = g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
	else
		text = g_strdup_printf("%s%sT00:00:00Z", *date ? date : "1970",
			strlen(date) >= 10 ? "" : strlen(date) >= 7 ? "-01" : "-01-01");
	if (time)
		g_date_time_unref(time);
	return text;
}

static bool
text_write(const char *text, const char *output, struct diags *diags)
{
	struct outfile *out;

	if (strcmp(output, "-") == 0) {
		fputs(text, stdout);
		return true;
	}
	out = outfile_open(output, diags);
	if (!out)
		return false;
	outfile_write(out, text, strlen(text));
	return outfile_commit(out, diags);
}

static bool
pdf_write(const struct engine *engine, const struct job *job, const char *output,
	struct diags *diags)
{
	const struct cargo cargo = { .input = job->input, .from_report = engine->build->from_report,
		.data = engine->data, .templates = (const char *const *)job->templates,
		.style = engine->style, .fonts = engine->fonts, .pages = job->pages,
		.date = job->date, .epoch = epoch_of(engine->build), .draft = engine->build->draft,
		.record_lines = engine->build->record_lines,
		.sight = engine->build->sight ? sight_names[engine->build->sight] : NULL };
	struct attachments attachments;
	struct outfile *out = NULL;
	bool ok = carry_load(engine->carry, &cargo, &attachments, diags) &&
		(out = outfile_open(output, diags)) &&
		paint_pdf(job->pages, job->date, &attachments, out, diags);

	if (ok)
		ok = outfile_commit(out, diags);
	else
		outfile_discard(out);
	return ok;
}

char *
access_name(const char *output)
{
	size_t length = strlen(output);

	if (g_str_has_suffix(output, ".pdf"))
		length -= strlen(".pdf");
	return g_strdup_printf("%.*s.accessibility.html", (int)length, output);
}

/* Of the PDF as it stands there now. */
static bool
access_write(const struct engine *engine, const struct job *job, const char *output,
	struct diags *diags)
{
	struct access *access = access_read(output, job->pages, engine->style, diags);
	char *name = access_name(output), *text = access ? access_page(access) : NULL;
	bool ok = text && text_write(text, name, diags);

	g_free(text);
	g_free(name);
	access_destroy(access);
	return ok;
}

static bool
page_png(const struct engine *engine, const struct pages *pages, int number, struct outfile *out,
	struct diags *diags)
{
	return paint_png(pages, number, engine->build->scale, out, diags);
}

static bool
page_svg(const struct engine *engine, const struct pages *pages, int number, struct outfile *out,
	struct diags *diags)
{
	const struct svg_way way = { 0 };
	char *text = paint_svg(pages, number, &way);

	(void)engine;
	(void)diags;
	outfile_write(out, text, strlen(text)); /* a failure is told when the file is finished */
	g_free(text);
	return true;
}

typedef bool page_fn(const struct engine *engine, const struct pages *pages, int number,
	struct outfile *out, struct diags *diags);

/* A file for each page. */
static bool
files_write(const struct engine *engine, const struct pages *pages, page_fn *write,
	const char *output, struct diags *diags)
{
	bool ok = true;

	for (guint i = 0; ok && i < pages->pages->len; i++) {
		char *number = g_strdup_printf("%u", i + 1);
		GString *name = g_string_new(output);
		struct outfile *out;

		g_string_replace(name, "%d", number, 0);
		out = outfile_open(name->str, diags);
		ok = out && write(engine, pages, (int)i, out, diags);
		if (ok)
			ok = outfile_commit(out, diags);
		else
			outfile_discard(out);
		g_string_free(name, TRUE);
		g_free(number);
	}
	return ok;
}

static bool
pages_write(const struct engine *engine, const struct job *job, const char *output,
	struct diags *diags)
{
	char *dump;
	bool ok;

	switch (engine->build->target) {
	case TARGET_PDF:
		return pdf_write(engine, job, output, diags) &&
			(!engine->build->access || access_write(engine, job, output, diags));
	case TARGET_PNG:
		return files_write(engine, job->pages, page_png, output, diags);
	case TARGET_SVG:
		return files_write(engine, job->pages, page_svg, output, diags);
	default:
		dump = pages_dump(job->pages);
		ok = text_write(dump, output, diags);
		g_free(dump);
		return ok;
	}
}

/* ---- the stages ---- */

/* A character that no font has is an error: a report with a hole in it is not written. */
static int
report_draw(struct engine *engine, struct job *job, const struct report *report, const char *output,
	struct diags *diags)
{
	struct pages *pages;
	int count = -1;

	worker_doing("while the text was laid out");
	pages = layout_report(report, engine->style, engine->fonts, diags);
	worker_doing("while the pages were drawn");
	job->pages = pages;
	job->date = document_date(report, epoch_of(engine->build));
	if (pages && diags_worst(diags) < DIAG_ERROR && pages_write(engine, job, output, diags))
		count = (int)pages->pages->len;
	g_free(job->date);
	pages_destroy(pages);
	return count;
}

/* Laid out only when its text names pages: their numbers are printed, as links. */
static bool
report_html(struct engine *engine, const struct report *report, const char *output,
	struct diags *diags)
{
	struct pages *pages = NULL;
	char *text = NULL;
	bool ok = false;

	worker_doing("while the text was laid out");
	if (html_names_pages(report))
		pages = layout_report(report, engine->style, engine->fonts, diags);
	worker_doing("while the page was written");
	text = html_make(report, engine->style, engine->fonts, pages, diags);
	if (diags_worst(diags) < DIAG_ERROR)
		ok = text_write(text, output, diags);
	g_free(text);
	pages_destroy(pages);
	return ok;
}

int
engine_figures(const struct engine *engine)
{
	return engine->figures;
}

int
engine_build(struct engine *engine, const char *input, const char *output, struct diags *diags)
{
	struct job job = { .input = input };
	struct report *report;
	char *dump;
	int count = -1;

	worker_doing("while the record was read");
	report = report_take(engine, &job, diags);
	if (report && diags_worst(diags) < DIAG_ERROR) {
		if (engine->build->target == TARGET_REPORT) {
			dump = report_dump(report);
			count = text_write(dump, output, diags) ? 0 : -1;
			g_free(dump);
		} else if (!style_take(engine, report, diags)) {
			count = -1;
		} else if (engine->build->target == TARGET_HTML) {
			count = report_html(engine, report, output, diags) ? 0 : -1;
		} else {
			count = report_draw(engine, &job, report, output, diags);
		}
	}
	report_destroy(report);
	g_strfreev(job.templates);
	return count;
}

/* ---- drafts ---- */

/* Templates that compare the record's text with words of their own would meet marks there, and a draft
 * could differ from what is published: they get none, and what is clicked has its element's line. */
static bool
bears_exact(struct engine *engine, struct record *record, const struct report *report)
{
	struct diags *own = diags_create();
	struct report *plain = report_of(engine, record, false, own);
	char *one = report_dump(report), *other = plain ? report_dump(plain) : NULL;
	bool same = g_strcmp0(one, other) == 0;

	g_free(one);
	g_free(other);
	report_destroy(plain);
	diags_destroy(own);
	return same;
}

static struct report *
draft_report(struct engine *engine, struct record *record, struct diags *diags)
{
	struct report *report = report_of(engine, record, !engine->inexact, diags);

	if (!report || engine->tried)
		return report;
	engine->tried = true;
	engine->inexact = !bears_exact(engine, record, report);
	if (!engine->inexact)
		return report;
	report_destroy(report);
	return report_of(engine, record, false, diags);
}

struct draft *
engine_draft(struct engine *engine, const char *input, struct diags *diags)
{
	const struct rule_options rules = { .schema = engine->schema };
	struct draft *draft = g_new0(struct draft, 1);

	worker_doing("while the record was read");
	draft->record = record_load(input, engine->schema, &engine->limits, diags);
	if (draft->record && record_check(draft->record, diags)) {
		worker_doing("while the record was checked");
		rules_run(draft->record, engine->bands, &rules, diags);
		worker_doing("while the templates ran");
		draft->report = draft_report(engine, draft->record, diags);
	}
	if (draft->report)
		report_complete(engine, draft->report, input, diags);
	if (draft->report && style_take(engine, draft->report, diags)) {
		worker_doing("while the text was laid out");
		draft->pages = layout_report(draft->report, engine->style, engine->fonts, diags);
	}
	draft->schema = engine->schema;
	draft->bands = engine->bands;
	draft->templates = engine->templates;
	draft->style = engine->style;
	draft->fonts = engine->fonts;
	if (!draft->pages)
		g_clear_pointer(&draft, draft_destroy);
	return draft;
}

bool
engine_pictures(const struct engine *engine, const struct draft *draft, const char *output,
	struct diags *diags)
{
	worker_doing("while the pages were drawn");
	return files_write(engine, draft->pages, page_png, output, diags);
}

void
draft_destroy(struct draft *draft)
{
	if (!draft)
		return;
	pages_destroy(draft->pages);
	report_destroy(draft->report);
	record_destroy(draft->record);
	g_free(draft);
}
