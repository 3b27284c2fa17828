/* revisit check: what is wrong with records, and where. */
#include <stdio.h>

#include <glib.h>

#include "base/diag.h"
#include "base/worker.h"
#include "cmd.h"
#include "options.h"
#include "pipeline.h"

struct job {
	struct engine *engine;
	const char *input;
};

static int
job_run(void *data)
{
	struct job *job = data;
	struct diags *diags = diags_create();
	int status;

	engine_check(job->engine, job->input, diags);
	diags_print(diags, stderr);
	status = diags_status(diags);
	diags_destroy(diags);
	return status;
}

int
cmd_check(int argc, char **argv)
{
	struct build build = { .target = TARGET_REPORT };
	const struct worker_limits limits = { .seconds = 10, .memory = (size_t)512 << 20 };
	const struct option_row rows[] = {
		{ "--templates", OPTION_TEXT, &build.templates },
		{ NULL, OPTION_FLAG, NULL },
	};
	int first = options_read("check", argc, argv, rows), status = 0;
	struct diags *diags;
	struct engine *engine;

	if (first < 0)
		return 2;
	if (first == argc)
		return usage_error("check", "name a record");
	diags = diags_create();
	engine = engine_open(&build, diags);
	for (int i = first; engine && i < argc; i++) {
		struct job job = { engine, argv[i] };

		int own = worker_run(&limits, job_run, &job, argv[i], NULL, diags);

		status = MAX(status, own);
	}
	diags_print(diags, stderr);
	status = MAX(status, diags_status(diags));
	engine_close(engine);
	diags_destroy(diags);
	return status;
}
