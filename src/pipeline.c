/* The pipeline: the stages in order. Read this first. What is asked for is in build.h; styles come from
 * shelf.c; pages leave by output.c, which has carry.c gather what a PDF carries. */
#include "pipeline.h"

#include <glib.h>
#include <libxml/tree.h>

#include "base/data.h"
#include "base/worker.h"
#include "base/xml.h"
#include "carry.h"
#include "frame/frame.h"
#include "frame/picture.h"
#include "html/html.h"
#include "layout/layout.h"
#include "output.h"
#include "record/comment.h"
#include "record/record.h"
#include "report/honesty.h"
#include "report/report.h"
#include "rule/rule.h"
#include "shelf.h"
#include "style/style.h"

struct engine {
	int figures; /* computed for the last document */
	const struct build *build;
	struct record_limits limits;
	struct data *data;
	struct schema *schema; /* this, the bands and the templates are NULL when the inputs are reports */
	struct bands *bands;
	struct templates *templates;
	struct shelf *shelf; /* the styles so far: reports that are kept need theirs */
	struct style *style; /* that is in use, with its fonts */
	struct fonts *fonts;
	struct carry *carry;
	bool tried, inexact; /* drafts: whether the templates bear exact places is tried once */
};

/* One document on its way. */
struct job {
	const char *input, *output;
	char **templates; /* the files that made it, or NULL */
};

/* ---- opening ---- */

/* What records need and reports do not. */
static bool
templates_take(struct engine *engine, struct diags *diags)
{
	char *folder = data_path(engine->data, "templates");

	if (rules_load(engine->data, &engine->schema, &engine->bands, diags))
		engine->templates = templates_load(folder, diags);
	g_free(folder);
	return engine->templates != NULL;
}

struct engine *
engine_open(const struct build *build, struct diags *diags)
{
	struct engine *engine = g_new0(struct engine, 1);

	engine->build = build;
	engine->limits = build->limits ? *build->limits : RECORD_LIMITS_DEFAULT;
	engine->carry = carry_create();
	engine->shelf = shelf_create(build->sight);
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
	shelf_destroy(engine->shelf);
	templates_destroy(engine->templates);
	bands_destroy(engine->bands);
	schema_destroy(engine->schema);
	carry_destroy(engine->carry);
	data_close(engine->data);
	g_free(engine);
}

/* ---- the stages ---- */

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
	worker_doing("while the templates ran");
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

/* The command line's style, else the record's, else inspectorate; kept from one report to the next. */
static bool
style_take(struct engine *engine, const struct report *report, struct diags *diags)
{
	const char *name = engine->build->style ? engine->build->style
		: report->head.style ? report->head.style : STYLE_USUAL;
	const struct dress *dress = shelf_take(engine->shelf, engine->data, name, diags);

	engine->style = dress ? dress->style : NULL;
	engine->fonts = dress ? dress->fonts : NULL;
	return dress != NULL;
}

/* A character that no font has is an error: a report with a hole in it is not written. */
static int
report_draw(struct engine *engine, const struct job *job, const struct report *report,
	struct diags *diags)
{
	struct output output = { .build = engine->build, .data = engine->data, .carry = engine->carry,
		.style = engine->style, .fonts = engine->fonts, .input = job->input,
		.templates = (const char *const *)job->templates };
	struct pages *pages;
	int count = -1;

	worker_doing("while the text was laid out");
	pages = layout_report(report, engine->style, engine->fonts, diags);
	worker_doing("while the pages were drawn");
	output.pages = pages;
	if (pages && diags_worst(diags) < DIAG_ERROR && output_pages(&output, job->output, diags))
		count = (int)pages->pages->len;
	pages_destroy(pages);
	return count;
}

/* Laid out only when its text names pages: their numbers are printed, as links. */
static bool
report_html(struct engine *engine, const struct job *job, const struct report *report,
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
		ok = output_text(text, job->output, diags);
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
	struct job job = { .input = input, .output = output };
	struct report *report;
	char *dump;
	int count = -1;

	worker_doing("while the record was read");
	report = report_take(engine, &job, diags);
	if (report && diags_worst(diags) < DIAG_ERROR) {
		if (engine->build->target == TARGET_REPORT) {
			dump = report_dump(report);
			count = output_text(dump, output, diags) ? 0 : -1;
			g_free(dump);
		} else if (!style_take(engine, report, diags)) {
			count = -1;
		} else if (engine->build->target == TARGET_HTML) {
			count = report_html(engine, &job, report, diags) ? 0 : -1;
		} else {
			count = report_draw(engine, &job, report, diags);
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
		if (!diags_has(diags, DIAG_TAKEN_IN))
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
	return output_png(draft->pages, engine->build->scale, output, diags);
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
