/* revisit check: what is wrong with records, and where. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/data.h"
#include "base/diagform.h"
#include "base/worker.h"
#include "cmd.h"
#include "options.h"
#include "record/record.h"
#include "rule/rule.h"

/* What all records of a run share; loaded once, inherited by the workers. */
struct checker {
	struct schema *schema;
	struct bands *bands;
	struct rule_options rules;
	int results; /* a file for what a worker has to tell its parent */
};

struct job {
	const struct checker *checker;
	const char *input;
};

static int
job_run(void *data)
{
	const struct job *job = data;
	const struct record_limits limits = RECORD_LIMITS_DEFAULT;
	struct diags *diags = diags_create();
	struct record *record = record_load(job->input, job->checker->schema, &limits, diags);
	FILE *out;
	int status;

	if (record && record_check(record, diags))
		rules_run(record, job->checker->bands, &job->checker->rules, diags);
	record_destroy(record);
	out = fdopen(dup(job->checker->results), "w");
	status = out && diags_save(diags, out) ? diags_status(diags) : 3;
	if (out)
		fclose(out);
	diags_destroy(diags);
	return status;
}

/* The findings on one record; yours. */
static struct diags *
check_one(const struct checker *checker, const char *input)
{
	const struct worker_limits limits = { .seconds = 10, .memory = (size_t)512 << 20 };
	struct diags *diags = diags_create();
	struct job job = { checker, input };
	FILE *in;
	int status;

	if (ftruncate(checker->results, 0) != 0 || lseek(checker->results, 0, SEEK_SET) != 0) {
		diag(diags, DIAG_FILE_WRITE, (struct place){ .file = input },
			"the temporary file for findings cannot be used");
		return diags;
	}
	status = worker_run(&limits, job_run, &job, input, NULL, diags);
	lseek(checker->results, 0, SEEK_SET);
	in = fdopen(dup(checker->results), "r");
	if (!diags_count(diags, DIAG_NOTE) && (!in || !diags_load(diags, in) ||
		diags_status(diags) != status))
		diag(diags, DIAG_WORKER_DIED, (struct place){ .file = input },
			"the findings on the record are lost");
	if (in)
		fclose(in);
	return diags;
}

/* A file without a name; -1 when there is no room for one. */
static int
results_open(struct diags *diags)
{
	FILE *file = tmpfile();
	int fd = file ? dup(fileno(file)) : -1;

	if (file)
		fclose(file);
	if (fd < 0)
		diag(diags, DIAG_FILE_WRITE, (struct place){ 0 }, "no temporary file can be made");
	return fd;
}

static bool
checker_open(struct checker *checker, const char *templates, struct diags *diags)
{
	struct data *data = data_open(templates, diags);
	char *rng, *bands;

	if (!data)
		return false;
	rng = data_path(data, "templates/record.rng");
	bands = data_path(data, "templates/common/bands.xml");
	checker->schema = schema_load(rng, diags);
	if (checker->schema)
		checker->bands = bands_load(bands, diags);
	checker->results = results_open(diags);
	g_free(bands);
	g_free(rng);
	data_close(data);
	return checker->bands && checker->results >= 0;
}

static void
checker_close(struct checker *checker)
{
	if (checker->results >= 0)
		close(checker->results);
	bands_destroy(checker->bands);
	schema_destroy(checker->schema);
}

/* Text goes to the standard error, as compilers have it; what machines read to the standard output. */
static void
print(struct diags *const *all, char **inputs, size_t count, enum diag_form form)
{
	FILE *out = form == DIAG_FORM_TEXT ? stderr : stdout;
	bool colour = form == DIAG_FORM_TEXT && isatty(STDERR_FILENO) && !getenv("NO_COLOR");
	struct checked *checked = g_new0(struct checked, count + 1);
	struct diag_subject *rules = g_new0(struct diag_subject, rule_count() + 1), *subjects;

	for (size_t i = 0; i < count; i++)
		checked[i] = (struct checked){ inputs[i], all[i] };
	for (size_t i = 0; i < rule_count(); i++)
		rules[i] = (struct diag_subject){ rule_at(i)->id, rule_at(i)->title };
	subjects = diag_subjects(rules);
	diags_write(checked, count, form, colour, subjects, out);
	g_free(subjects);
	g_free(rules);
	g_free(checked);
}

static int
check_all(const struct checker *checker, char **inputs, size_t count, enum diag_form form)
{
	struct diags **all = g_new0(struct diags *, count);
	int status = 0;

	for (size_t i = 0; i < count; i++) {
		all[i] = check_one(checker, inputs[i]);
		status = MAX(status, diags_status(all[i]));
		if (form == DIAG_FORM_TEXT) { /* at once: the next may take its time */
			print(&all[i], &inputs[i], 1, form);
			g_clear_pointer(&all[i], diags_destroy);
		}
	}
	if (form != DIAG_FORM_TEXT)
		print(all, inputs, count, form);
	for (size_t i = 0; i < count; i++)
		diags_destroy(all[i]);
	g_free(all);
	return status;
}

/* Of one rule, or of a code of the other findings. */
static int
explain_rule(const char *id)
{
	const struct rule *rule = rule_find(id);

	if (rule) {
		printf("%s (%s): %s\n\n%s\n\nWrong:  %s\nRight:  %s\n", rule->id,
			diag_level_name(rule->level), rule->title, rule->meaning, rule->wrong, rule->right);
		return 0;
	}
	for (int code = 0; code < DIAG_CODE_COUNT; code++)
		if (strcmp(diag_code_name(code), id) == 0) {
			printf("%s (%s): %s\n", id, diag_level_name(diag_code_level(code)),
				diag_code_summary(code));
			return 0;
		}
	return usage_error("check", "there is no rule `%s`; `--explain all` lists them", id);
}

static int
explain_all(void)
{
	for (size_t i = 0; i < rule_count(); i++)
		printf("%s  %-7s  %s\n", rule_at(i)->id, diag_level_name(rule_at(i)->level),
			rule_at(i)->title);
	return 0;
}

int
cmd_check(int argc, char **argv)
{
	struct checker checker = { .results = -1 };
	const char *templates = NULL, *form_name = "text", *explained = NULL;
	bool summary = false;
	const struct option_row rows[] = {
		{ "--explain", OPTION_TEXT, &explained },
		{ "--format", OPTION_TEXT, &form_name },
		{ "--strict", OPTION_FLAG, &checker.rules.strict },
		{ "--summary", OPTION_FLAG, &summary },
		{ "--templates", OPTION_TEXT, &templates },
		{ NULL, OPTION_FLAG, NULL },
	};
	int first = options_read("check", argc, argv, rows), status;
	enum diag_form form;
	struct diags *diags;

	if (first < 0)
		return 2;
	if (explained)
		return strcmp(explained, "all") == 0 ? explain_all() : explain_rule(explained);
	form = summary ? DIAG_FORM_SUMMARY : diag_form_find(form_name);
	if (form == DIAG_FORM_COUNT)
		return usage_error("check", "there is no form `%s`: text, json, sarif, junit, summary",
			form_name);
	if (first == argc)
		return usage_error("check", "name a record");
	diags = diags_create();
	if (checker_open(&checker, templates, diags)) {
		status = check_all(&checker, argv + first, (size_t)(argc - first), form);
	} else {
		diags_print(diags, stderr);
		status = diags_status(diags);
	}
	checker_close(&checker);
	diags_destroy(diags);
	return status;
}
