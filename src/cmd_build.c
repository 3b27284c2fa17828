/* revisit build: records to documents, each in a worker of its own. */
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/diag.h"
#include "base/file.h"
#include "base/worker.h"
#include "cmd.h"
#include "options.h"
#include "output.h"
#include "pipeline.h"

/* Where there are many inputs the engine is opened once and the workers inherit it; for one it is
 * cheaper to fork while the program is still small, and to open it in the worker, whose end frees it. */
struct job {
	const struct build *build;
	struct engine *engine; /* NULL: not yet open */
	const char *input;
	char *output;
	bool quiet;
};

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Yours: the file that a record becomes. `out` is a file for one record, a folder for any number. */
static char *
output_name(const char *input, const char *out, enum target target)
{
	char *base, *name, *dot;

	if (out && (strcmp(out, "-") == 0 || (!is_folder(out) && !g_str_has_suffix(out, "/"))))
		return g_strdup(out);
	base = g_path_get_basename(input);
	if ((dot = strrchr(base, '.')) && dot != base)
		*dot = '\0';
	name = g_strconcat(out ? out : "", out && !g_str_has_suffix(out, "/") ? "/" : "", base,
		target_extension(target), NULL);
	g_free(base);
	return name;
}

static int
job_run(void *data)
{
	struct job *job = data;
	struct diags *diags = diags_create();
	int status, pages = -1;

	if (!job->engine)
		job->engine = engine_open(job->build, diags);
	if (job->engine)
		pages = engine_build(job->engine, job->input, job->output, diags);
	diags_print(diags, stderr);
	status = diags_status(diags);
	if (pages < 0 && status == 0)
		status = 3;
	if (pages > 0 && !job->quiet && strcmp(job->output, "-") != 0) {
		printf("%s: %d %s", job->output, pages, pages == 1 ? "page" : "pages");
		if (job->build->figures)
			printf(", %d computed figures", engine_figures(job->engine));
		putchar('\n');
	}
	diags_destroy(diags);
	return status;
}

/* A document never takes the place of its own record. */
static bool
output_is_input(const char *output, const char *input, struct diags *diags)
{
	bool same = file_same(output, input);

	if (same) {
		diag(diags, DIAG_FILE_CLASH, (struct place){ .file = output },
			"this is the record itself, and is not replaced by its document");
		diag_hint(diags, "name another file with -o");
	}
	return same;
}

/* Nor do two records share an output in silence. */
static bool
outputs_clash(char **inputs, char **outputs, int count, struct diags *diags)
{
	GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
	bool clash = false;

	for (int i = 0; i < count; i++) {
		const char *first = g_hash_table_lookup(seen, outputs[i]);

		clash = output_is_input(outputs[i], inputs[i], diags) || clash;
		if (first) {
			diag(diags, DIAG_FILE_CLASH, (struct place){ .file = inputs[i] },
				"its document would be %s, as that of %s", outputs[i], first);
			diag_hint(diags, "build them into two folders, or rename one of the records");
			clash = true;
		}
		g_hash_table_insert(seen, outputs[i], inputs[i]);
	}
	g_hash_table_destroy(seen);
	return clash;
}

static int
run_all(const struct build *build, char **inputs, char **outputs, int count,
	const struct worker_limits *limits, struct diags *diags)
{
	struct engine *engine = count > 1 ? engine_open(build, diags) : NULL;
	int worst = 0;

	if (count > 1 && !engine)
		return 3;
	for (int i = 0; i < count; i++) {
		struct job job = { build, engine, inputs[i], outputs[i], false };
		char *page = build->access ? access_name(outputs[i]) : NULL;
		const char *const files[] = { outputs[i], page, NULL };
		int status = worker_run(limits, job_run, &job, inputs[i], files, diags);

		g_free(page);
		worst = MAX(worst, status);
	}
	engine_close(engine);
	return worst;
}

static int
target_read(const char *name, enum target *target)
{
	for (*target = 0; *target < TARGET_COUNT; ++*target)
		if (strcmp(name, target_name(*target)) == 0)
			return 0;
	return usage_error("build", "there is no target `%s`: pdf, png, svg, html, report or frames", name);
}

static int
sight_read(const char *name, enum sight *sight)
{
	for (*sight = 0; *sight < SIGHT_COUNT; ++*sight)
		if (strcmp(name, sight_names[*sight]) == 0)
			return 0;
	return usage_error("build", "there is no sight `%s`: normal, grey, protanopia, deuteranopia or "
		"tritanopia", name);
}

/* Seconds since 1970, up to the year 9999; or nothing. */
static bool
epoch_is_sound(const char *epoch)
{
	return !epoch || !*epoch || g_ascii_string_to_unsigned(epoch, 10, 0, 253402300799, NULL, NULL);
}

int
cmd_build(int argc, char **argv)
{
	struct build build = { .scale = 2 };
	struct limits limits = { .record = RECORD_LIMITS_DEFAULT,
		.worker = { .seconds = 60, .memory = (size_t)4 << 30 } };
	const char *out = NULL, *to = "pdf", *from = "record", *sight = "normal", *about = NULL;
	const struct option_row rows[] = {
		{ "-o", OPTION_TEXT, &out }, { "--to", OPTION_TEXT, &to },
		{ "--style", OPTION_TEXT, &build.style }, { "--draft", OPTION_FLAG, &build.draft },
		{ "--record-lines", OPTION_FLAG, &build.record_lines },
		{ "--templates", OPTION_TEXT, &build.templates }, { "--from", OPTION_TEXT, &from },
		{ "--report", OPTION_TEXT, &about },
		{ "--scale", OPTION_NUMBER, &build.scale }, { "--timeout", OPTION_NUMBER, &limits.worker.seconds },
		{ "--limit", OPTION_LIMIT, &limits }, { "--allow", OPTION_FOLDER, &limits },
		{ "--sight", OPTION_TEXT, &sight }, { "--figures", OPTION_FLAG, &build.figures },
		{ NULL, OPTION_FLAG, NULL },
	};
	int first = options_read("build", argc, argv, rows), count = argc - first, status;
	struct diags *diags;
	char **outputs;

	if (first < 0)
		return 2;
	if (target_read(to, &build.target) != 0 || sight_read(sight, &build.sight) != 0)
		return 2;
	if (strcmp(from, "report") != 0 && strcmp(from, "record") != 0)
		return usage_error("build", "`--from` takes record or report");
	if (about && strcmp(about, "accessibility") != 0)
		return usage_error("build", "`--report` takes accessibility");
	if (about && build.target != TARGET_PDF)
		return usage_error("build", "`--report accessibility` is about a PDF, not --to %s", to);
	if (!epoch_is_sound(g_getenv("SOURCE_DATE_EPOCH")))
		return usage_error("build", "SOURCE_DATE_EPOCH should be a number of seconds since 1970");
	if (count == 0)
		return usage_error("build", "name a record");
	if (count > 1 && out && !is_folder(out))
		return usage_error("build", "several records need a folder after -o, one that is there");
	if (out && strcmp(out, "-") == 0 && build.target < TARGET_HTML)
		return usage_error("build", "a %s does not go to standard output", to);
	build.access = about != NULL;
	build.limits = &limits.record;
	build.draft |= build.record_lines;
	build.from_report = strcmp(from, "report") == 0;
	diags = diags_create();
	outputs = g_new0(char *, count + 1);
	for (int i = 0; i < count; i++)
		outputs[i] = output_name(argv[first + i], out, build.target);
	status = outputs_clash(argv + first, outputs, count, diags) ? 3
		: run_all(&build, argv + first, outputs, count, &limits.worker, diags);
	diags_print(diags, stderr);
	status = MAX(status, diags_status(diags));
	g_strfreev(outputs);
	diags_destroy(diags);
	return status;
}
