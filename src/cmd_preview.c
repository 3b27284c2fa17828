/* revisit preview: a draft in the browser, made anew whenever a file changes. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "base/data.h"
#include "cmd.h"
#include "options.h"
#include "pipeline.h"
#include "serve/serve.h"

/* How drafts are made here. */
struct making {
	struct build build;
	const char *input;
	struct data *data; /* NULL: it is told when the engine is opened */
	struct engine *engine;
	struct draft *draft;
	struct product product;
};

static bool
making_open(void *data, struct diags *diags)
{
	struct making *making = data;

	making->engine = engine_open(&making->build, diags);
	return making->engine != NULL;
}

static const struct product *
making_make(void *data, struct diags *diags)
{
	struct making *making = data;
	struct draft *draft = engine_draft(making->engine, making->input, diags);

	if (!draft)
		return NULL;
	draft_destroy(making->draft);
	making->draft = draft;
	making->product = (struct product){ .input = making->input, .record = draft->record,
		.report = draft->report, .pages = draft->pages, .schema = draft->schema,
		.bands = draft->bands, .templates = draft->templates, .style = draft->style,
		.fonts = draft->fonts };
	return &making->product;
}

static bool
making_write(void *data, bool html, const char *path, struct diags *diags)
{
	struct making *making = data;

	making->build.target = html ? TARGET_HTML : TARGET_PDF;
	return engine_build(making->engine, making->input, path, diags) >= 0;
}

/* Below templates/ or styles/: what an engine reads once. */
static bool
making_is_base(void *data, const char *path)
{
	static const char *const folders[] = { "templates", "styles" };
	const struct making *making = data;
	bool below = false;

	for (size_t i = 0; making->data && i < G_N_ELEMENTS(folders); i++) {
		char *folder = data_path(making->data, folders[i]);
		size_t length = strlen(folder);

		below = below || (strncmp(path, folder, length) == 0 && path[length] == '/');
		g_free(folder);
	}
	return below;
}

static int
preview(struct making *making, const struct serve_options *options)
{
	const struct maker maker = { making, making_open, making_make, making_write, making_is_base };
	struct diags *diags = diags_create(), *quiet = diags_create();
	int status;

	/* A failure is told on the page, and may be mended while it is open. */
	making->data = data_open(making->build.templates, quiet);
	status = serve_run(options, &maker, diags);
	diags_print(diags, stderr);
	data_close(making->data);
	diags_destroy(quiet);
	diags_destroy(diags);
	return status;
}

int
cmd_preview(int argc, char **argv)
{
	struct making making = { .build = { .scale = 2 } };
	struct limits limits = { .record = RECORD_LIMITS_DEFAULT,
		.worker = { .seconds = 60, .memory = (size_t)4 << 30 } };
	struct serve_options options = { 0 };
	double port = 0, line = 0;
	bool no_open = false;
	const struct option_row rows[] = {
		{ "--port", OPTION_NUMBER, &port }, { "--line", OPTION_NUMBER, &line },
		{ "--no-open", OPTION_FLAG, &no_open }, { "--editor", OPTION_TEXT, &options.editor },
		{ "--style", OPTION_TEXT, &making.build.style }, { "--draft", OPTION_FLAG, &making.build.draft },
		{ "--templates", OPTION_TEXT, &making.build.templates },
		{ "--limit", OPTION_LIMIT, &limits },
		{ NULL, OPTION_FLAG, NULL },
	};
	int first = options_read("preview", argc, argv, rows);

	if (first < 0)
		return 2;
	if (argc - first != 1)
		return usage_error("preview", "name one record");
	if (port > 65535 || port != (int)port)
		return usage_error("preview", "`--port` takes a number from 1 to 65535");
	making.build.limits = &limits.record;
	options.limits = limits.worker;
	options.record = making.input = argv[first];
	options.port = (int)port;
	options.line = (int)line;
	options.open = !no_open;
	return preview(&making, &options);
}
