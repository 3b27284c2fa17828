/* revisit preview: a draft in the browser, made anew whenever a file changes. */
#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/data.h"
#include "base/worker.h"
#include "cmd.h"
#include "frame/frame.h"
#include "options.h"
#include "pipeline.h"
#include "serve/serve.h"
#include "unpack.h"

/* How drafts are made here. */
struct making {
	struct build build;
	const char *input;
	const char *against; /* the record to compare with, or NULL */
	const char *against_name; /* as it was named: perhaps a PDF that carries it */
	const char *pictures; /* pattern, or NULL */
	struct data *data; /* NULL: it is told when the engine is opened */
	struct engine *engine;
	struct draft *draft, *other;
	struct product product, other_product;
};

static bool
making_open(void *data, struct diags *diags)
{
	struct making *making = data;

	making->engine = engine_open(&making->build, diags);
	return making->engine != NULL;
}

static struct product
product_of(const char *input, const struct draft *draft)
{
	return (struct product){ .input = input, .record = draft->record, .report = draft->report,
		.pages = draft->pages, .schema = draft->schema, .bands = draft->bands,
		.templates = draft->templates, .style = draft->style, .fonts = draft->fonts };
}

/* What the draft is compared with is read once, and its own findings are nobody's business. When it
 * changes, all is read anew. */
static void
other_make(struct making *making, struct diags *diags)
{
	struct diags *own;

	if (!making->against || making->other)
		return;
	own = diags_create();
	making->other = engine_draft(making->engine, making->against, own);
	if (making->other) {
		making->other_product = product_of(making->against, making->other);
	} else {
		diag(diags, DIAG_SERVE, (struct place){ .file = making->against_name },
			"the draft cannot be compared with it: %s",
			diags_kept(own) ? diags_finding(own, 0)->message : "it has no pages");
	}
	diags_destroy(own);
}

static const struct product *
making_make(void *data, struct diags *diags)
{
	struct making *making = data;
	struct draft *draft = engine_draft(making->engine, making->input, diags);

	if (!draft)
		return NULL;
	other_make(making, diags);
	draft_destroy(making->draft);
	making->draft = draft;
	making->product = product_of(making->input, draft);
	making->product.against_input = making->against_name;
	making->product.against = making->other ? &making->other_product : NULL;
	return &making->product;
}

static bool
making_write(void *data, bool html, const char *path, struct diags *diags)
{
	struct making *making = data;

	making->build.target = html ? TARGET_HTML : TARGET_PDF;
	return engine_build(making->engine, making->input, path, diags) >= 0;
}

static void
making_close(void *data)
{
	struct making *making = data;

	draft_destroy(making->draft);
	draft_destroy(making->other);
	engine_close(making->engine);
}

/* Below templates/ or styles/: what an engine reads once; and what it is compared with. */
static bool
making_is_base(void *data, const char *path)
{
	static const char *const folders[] = { "templates", "styles" };
	const struct making *making = data;
	bool below = making->against && strcmp(path, making->against) == 0;

	for (size_t i = 0; making->data && i < G_N_ELEMENTS(folders); i++) {
		char *folder = data_path(making->data, folders[i]);
		size_t length = strlen(folder);

		below = below || (strncmp(path, folder, length) == 0 && path[length] == '/');
		g_free(folder);
	}
	return below;
}

/* ---- what it is compared with ---- */

struct unpacking {
	const char *pdf, *folder;
};

static int
unpacking_run(void *data)
{
	const struct unpacking *unpacking = data;
	struct diags *diags = diags_create();
	struct document *document = document_read(unpacking->pdf, diags);
	struct manifest *manifest = document ? unpack_manifest(document, unpacking->pdf, diags) : NULL;
	char *input = manifest ? unpack_input(manifest, unpacking->folder) : NULL;
	char *fixed = g_build_filename(unpacking->folder, "input", NULL);

	/* By a name that needs no reading of the manifest to be found again. */
	if (manifest && strcmp(manifest->from, "record") != 0)
		diag(diags, DIAG_CARRIED, (struct place){ .file = unpacking->pdf },
			"it was not made from a record, so that no draft can be compared with it");
	else if (input && unpack_files(document, unpacking->pdf, unpacking->folder, diags) &&
		symlink(input, fixed) != 0)
		diag(diags, DIAG_FILE_WRITE, (struct place){ .file = fixed }, "%s", g_strerror(errno));
	g_free(fixed);
	g_free(input);
	manifest_destroy(manifest);
	document_destroy(document);
	return diags_end(diags);
}

static bool
is_pdf(const char *path)
{
	char head[5] = "";
	FILE *file = g_file_test(path, G_FILE_TEST_IS_REGULAR) ? fopen(path, "rb") : NULL;
	bool pdf = file && fread(head, 1, sizeof(head), file) == sizeof(head) &&
		memcmp(head, "%PDF-", sizeof(head)) == 0;

	if (file)
		fclose(file);
	return pdf;
}

/* A PDF is compared with by the record that it carries: taken out once, in a worker, into a folder that
 * is made for it. False when it cannot be had. */
static bool
against_take(struct making *making, const char *name, char **folder, char **record, struct diags *diags)
{
	struct unpacking unpacking = { .pdf = name };
	char *fixed;

	making->against = making->against_name = name;
	if (!name || !is_pdf(name))
		return true;
	if (!(*folder = unpack_folder(diags)))
		return false;
	unpacking.folder = *folder;
	if (worker_run(&unpack_limits, unpacking_run, &unpacking, name, NULL, diags) != 0)
		return false;
	fixed = g_build_filename(*folder, "input", NULL);
	making->against = *record = g_file_read_link(fixed, NULL);
	g_free(fixed);
	return *record != NULL;
}

/* ---- pictures, without a server ---- */

static int
pictures_run(void *data)
{
	struct making *making = data;
	struct diags *diags = diags_create();

	if (making_open(making, diags) && making_make(making, diags) &&
		engine_pictures(making->engine, making->draft, making->pictures, diags))
		printf("%s: %u pages\n", making->pictures, making->draft->pages->pages->len);
	making_close(making);
	return diags_end(diags);
}

static int
pictures(struct making *making, const char *folder, const struct worker_limits *limits,
	struct diags *diags)
{
	char *base = g_path_get_basename(making->input), *dot = strrchr(base, '.');
	char *pattern;
	int status;

	if (dot && dot != base)
		*dot = '\0';
	pattern = g_strdup_printf("%s/%s-%%d.png", folder, base);
	making->pictures = pattern;
	if (g_mkdir_with_parents(folder, 0777) != 0) {
		diag(diags, DIAG_FILE_WRITE, (struct place){ .file = folder }, "the folder cannot be made: %s",
			g_strerror(errno));
		status = 3;
	} else {
		status = worker_run(limits, pictures_run, making, making->input, NULL, diags);
	}
	g_free(pattern);
	g_free(base);
	return status;
}

/* ---- the command ---- */

static int
preview(struct making *making, const struct serve_options *options, struct diags *diags)
{
	const struct maker maker = { making, making_open, making_make, making_write, making_close,
		making_is_base };
	struct diags *quiet = diags_create();
	int status;

	/* A failure is told on the page, and may be mended while it is open. */
	making->data = data_open(making->build.templates, quiet);
	status = serve_run(options, &maker, diags);
	data_close(making->data);
	diags_destroy(quiet);
	return status;
}

/* What the command line says. */
struct asked {
	double port, line;
	bool no_open, once;
	const char *png, *against;
};

static bool
asked_well(const struct asked *asked, int inputs)
{
	if (inputs != 1)
		usage_error("preview", "name one record");
	else if (asked->port > 65535 || asked->port != (int)asked->port)
		usage_error("preview", "`--port` takes a number from 1 to 65535");
	else if (asked->line > 1e9)
		usage_error("preview", "`--line` takes the number of a line");
	else if (asked->once != (asked->png != NULL))
		usage_error("preview", "`--once` and `--png` go together: pictures in a folder, and no server");
	else
		return true;
	return false;
}

int
cmd_preview(int argc, char **argv)
{
	struct making making = { .build = { .scale = 2 } };
	struct limits limits = { .record = RECORD_LIMITS_DEFAULT,
		.worker = { .seconds = 60, .memory = (size_t)4 << 30 } };
	struct serve_options options = { 0 };
	struct asked asked = { 0 };
	const struct option_row rows[] = {
		{ "--port", OPTION_NUMBER, &asked.port }, { "--line", OPTION_NUMBER, &asked.line },
		{ "--no-open", OPTION_FLAG, &asked.no_open }, { "--editor", OPTION_TEXT, &options.editor },
		{ "--against", OPTION_TEXT, &asked.against }, { "--once", OPTION_FLAG, &asked.once },
		{ "--png", OPTION_TEXT, &asked.png }, { "--scale", OPTION_NUMBER, &making.build.scale },
		{ "--style", OPTION_TEXT, &making.build.style }, { "--draft", OPTION_FLAG, &making.build.draft },
		{ "--record-lines", OPTION_FLAG, &making.build.record_lines },
		{ "--templates", OPTION_TEXT, &making.build.templates },
		{ "--limit", OPTION_LIMIT, &limits }, { "--allow", OPTION_FOLDER, &limits },
		{ NULL, OPTION_FLAG, NULL },
	};
	int first = options_read("preview", argc, argv, rows), status = 3;
	char *folder = NULL, *record = NULL;
	struct diags *diags;

	if (first < 0 || !asked_well(&asked, argc - first))
		return 2;
	making.build.limits = &limits.record;
	making.build.draft |= making.build.record_lines;
	making.input = argv[first];
	options.record = argv[first];
	options.limits = limits.worker;
	options.against = asked.against;
	options.port = (int)asked.port;
	options.line = (int)asked.line;
	options.open = !asked.no_open;
	diags = diags_create();
	if (against_take(&making, asked.against, &folder, &record, diags))
		status = asked.once ? pictures(&making, asked.png, &limits.worker, diags)
			: preview(&making, &options, diags);
	diags_print(diags, stderr);
	unpack_remove(folder);
	diags_destroy(diags);
	g_free(folder);
	g_free(record);
	return status;
}
