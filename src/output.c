/* From pages to files. */
#include "output.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "access/access.h"
#include "base/file.h"
#include "leftover.h"
#include "paint/paint.h"
#include "paint/svg.h"

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

char *
access_name(const char *output)
{
	size_t length = strlen(output);

	if (g_str_has_suffix(output, ".pdf"))
		length -= strlen(".pdf");
	return g_strdup_printf("%.*s.accessibility.html", (int)length, output);
}

bool
output_text(const char *text, const char *path, struct diags *diags)
{
	struct outfile *out;

	if (strcmp(path, "-") == 0) {
		fputs(text, stdout);
		return true;
	}
	out = outfile_open(path, diags);
	if (!out)
		return false;
	outfile_write(out, text, strlen(text));
	return outfile_commit(out, diags);
}

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
pdf_write(const struct output *output, const char *path, struct diags *diags)
{
	const struct build *build = output->build;
	const char *epoch = epoch_of(build);
	char *date = document_date(output->pages->report, epoch);
	const struct cargo cargo = { .input = output->input, .from_report = build->from_report,
		.data = output->data, .templates = output->templates, .style = output->style,
		.fonts = output->fonts, .pages = output->pages, .date = date, .epoch = epoch,
		.draft = build->draft, .record_lines = build->record_lines,
		.sight = build->sight ? sight_names[build->sight] : NULL };
	struct attachments attachments;
	struct outfile *out = NULL;
	bool ok = carry_load(output->carry, &cargo, &attachments, diags) &&
		(out = outfile_open(path, diags));

	if (ok && build->scratch)
		outfile_scratch(out);
	ok = outfile_end(out, ok && paint_pdf(output->pages, date, &attachments, out, diags), diags);
	g_free(date);
	return ok;
}

/* Of the PDF as it stands there now. */
static bool
access_write(const struct output *output, const char *path, struct diags *diags)
{
	char *templates = data_path(output->data, "templates");
	struct strings *words = access_words(templates, output->pages->report->head.lang, diags);
	struct access *access = words
		? access_read(path, output->pages, output->style, words, diags) : NULL;
	char *name = access_name(path), *text = access ? access_page(access) : NULL;
	bool ok = text && output_text(text, name, diags);

	g_free(text);
	g_free(name);
	access_destroy(access);
	strings_destroy(words);
	g_free(templates);
	return ok;
}

/* The page that was made once may be about another document now. */
static void
access_doubt(const char *path, struct diags *diags)
{
	char *name = access_name(path);

	if (access_is_old(name, path)) {
		diag(diags, DIAG_ACCESS_OLD, (struct place){ .file = name },
			"this page is about the document as it was before");
		diag_hint(diags, "make it anew with --report accessibility, or take it away");
	}
	g_free(name);
}

typedef bool page_fn(const struct pages *pages, int number, double scale, struct outfile *out,
	struct diags *diags);

static bool
page_svg(const struct pages *pages, int number, double scale, struct outfile *out, struct diags *diags)
{
	const struct svg_way way = { 0 };
	char *text = paint_svg(pages, number, &way);

	(void)scale;
	(void)diags;
	outfile_write(out, imprint_svg, strlen(imprint_svg));
	outfile_write(out, text, strlen(text)); /* a failure is told when the file is finished */
	g_free(text);
	return true;
}

char *
page_name(const char *pattern, unsigned page)
{
	char *number = g_strdup_printf("%u", page + 1);
	GString *name = g_string_new(pattern);

	g_string_replace(name, "%d", number, 0);
	g_free(number);
	return g_string_free(name, FALSE);
}

/* A file for each page. They appear together, when all are written; then go those of an older document. */
static bool
files_write(const struct pages *pages, page_fn *write, double scale, const char *pattern,
	struct diags *diags)
{
	bool ok = strstr(pattern, "%d") || pages->pages->len < 2;
	GPtrArray *files = g_ptr_array_new();

	if (!ok) {
		diag(diags, DIAG_FILE_CLASH, (struct place){ .file = pattern },
			"all %u pages would have this name", pages->pages->len);
		diag_hint(diags, "write %%d where the number of the page belongs, or name a folder");
	}
	for (guint i = 0; ok && i < pages->pages->len; i++) {
		char *name = page_name(pattern, i);
		struct outfile *out = outfile_open(name, diags);

		ok = out && write(pages, (int)i, scale, out, diags) && outfile_finish(out, diags);
		g_ptr_array_add(files, out);
		g_free(name);
	}
	for (guint i = 0; i < files->len; i++)
		ok = outfile_end(files->pdata[i], ok, diags);
	g_ptr_array_free(files, TRUE);
	if (ok)
		leftover_pages(pattern, pages->pages->len, diags);
	return ok;
}

bool
output_png(const struct pages *pages, double scale, const char *pattern, struct diags *diags)
{
	return files_write(pages, paint_png, scale, pattern, diags);
}

bool
output_pages(const struct output *output, const char *path, struct diags *diags)
{
	char *dump;
	bool ok;

	switch (output->build->target) {
	case TARGET_PDF:
		ok = pdf_write(output, path, diags);
		if (ok && output->build->access)
			ok = access_write(output, path, diags);
		else if (ok)
			access_doubt(path, diags);
		return ok;
	case TARGET_PNG:
		return output_png(output->pages, output->build->scale, path, diags);
	case TARGET_SVG:
		return files_write(output->pages, page_svg, 1, path, diags);
	default:
		dump = pages_dump(output->pages);
		ok = output_text(dump, path, diags);
		g_free(dump);
		return ok;
	}
}
