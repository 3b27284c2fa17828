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
#include "lint.h"
#include "options.h"
#include "record/record.h"
#include "rule/pair.h"
#include "rule/rule.h"

enum { TOGETHER = 24 };

/* What all records of a run share. Where there are many it is loaded once and the workers inherit it;
 * for a few it is cheaper to fork while the program is still small, and to load it in the worker. */
struct checker {
	const char *templates;
	struct data *data;
	struct schema *schema;
	struct bands *bands;
	struct linter *linter;
	struct rule_options rules;
	struct limits limits;
	bool pair;   /* two records that are versions of one report */
	int results; /* a file for what a worker has to tell its parent */
};

struct job {
	struct checker *checker;
	char **inputs;
	size_t count;
};

/* Yours; NULL when it is not even a record. */
static struct record *
check_record(const struct checker *checker, const char *input, struct diags *diags)
{
	struct record *record = record_load(input, checker->schema, &checker->limits.record, diags);
	struct rule_options options = checker->rules;
	bool shows = false;

	options.schema = checker->schema;
	options.shows = &shows;
	if (!record || !record_check(record, diags))
		return record;
	rules_run(record, checker->bands, &options, diags);
	if (shows || linter_wants(record))
		linter_run(checker->linter, record, diags);
	return record;
}

/* The schema and the bands, if they are not there yet. */
static bool
checker_load(struct checker *checker, struct diags *diags)
{
	if (!checker->data)
		checker->data = data_open(checker->templates, diags);
	if (checker->data && !checker->bands &&
		rules_load(checker->data, &checker->schema, &checker->bands, diags))
		checker->linter = linter_create(checker->data, checker->schema);
	return checker->bands != NULL;
}

/* The worker's part: what is found in each record, one after the other. */
static int
job_run(void *data)
{
	const struct job *job = data;
	FILE *out = fdopen(dup(job->checker->results), "w");
	struct diags *loading = diags_create();
	int status = out && checker_load(job->checker, loading) ? 0 : 3;
	struct record *before = NULL;

	diags_destroy(loading);
	for (size_t i = 0; i < job->count && status < 3; i++) {
		struct diags *diags = diags_create();
		struct record *record = check_record(job->checker, job->inputs[i], diags);

		if (job->checker->pair && before && record)
			pair_compare(before, record, job->checker->schema, diags);
		if (!diags_save(diags, out))
			status = 3;
		diags_destroy(diags);
		record_destroy(before);
		before = record;
	}
	record_destroy(before);
	if (out)
		fclose(out);
	return status;
}

/* Check some records in one worker. Gives how many got their findings; at least one does, for when the
 * only record of a job brings the worker down, that is its finding. */
static size_t
check_some(struct checker *checker, char **inputs, size_t count, struct diags **all)
{
	struct job job = { checker, inputs, count };
	struct diags *own = diags_create();
	size_t done = 0;
	FILE *in;

	if (ftruncate(checker->results, 0) != 0 || lseek(checker->results, 0, SEEK_SET) != 0)
		diag(own, DIAG_FILE_WRITE, (struct place){ .file = *inputs },
			"the temporary file for findings cannot be used");
	else
		worker_run(&checker->limits.worker, job_run, &job, *inputs, NULL, own);
	lseek(checker->results, 0, SEEK_SET);
	in = fdopen(dup(checker->results), "r");
	while (in && done < count) {
		all[done] = diags_create();
		if (!diags_load(all[done], in)) {
			g_clear_pointer(&all[done], diags_destroy);
			break;
		}
		done++;
	}
	if (in)
		fclose(in);
	if (!done && count == 1 && checker->bands) {
		if (!diags_count(own, DIAG_FAILURE))
			diag(own, DIAG_WORKER_DIED, (struct place){ .file = *inputs },
				"the findings on the record are lost");
		all[done++] = g_steal_pointer(&own);
	}
	diags_destroy(own);
	return done;
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

static void
checker_close(struct checker *checker)
{
	if (checker->results >= 0)
		close(checker->results);
	linter_destroy(checker->linter);
	bands_destroy(checker->bands);
	schema_destroy(checker->schema);
	data_close(checker->data);
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

/* Records go to workers by the dozen, for a worker costs as much as a record; after one that brought
 * its worker down, the next is alone. */
static int
check_all(struct checker *checker, char **inputs, size_t count, enum diag_form form)
{
	struct diags **all = g_new0(struct diags *, count);
	struct diags *broken = diags_create();
	size_t together = TOGETHER;
	int status = 0;

	if (count > TOGETHER && !checker_load(checker, broken))
		goto out;
	for (size_t i = 0; i < count;) {
		size_t some = MIN(together, count - i);
		size_t done = check_some(checker, inputs + i, some, all + i);

		/* when no worker could load what it needs, this will say why */
		if (!done && !checker_load(checker, broken))
			goto out;
		together = done == some ? TOGETHER : 1;
		for (size_t j = i; j < i + done; j++)
			status = MAX(status, diags_status(all[j]));
		if (form == DIAG_FORM_TEXT) /* at once: the next may take its time */
			print(all + i, inputs + i, done, form);
		i += done;
	}
	if (form != DIAG_FORM_TEXT)
		print(all, inputs, count, form);
out:
	diags_print(broken, stderr);
	status = MAX(status, diags_status(broken));
	for (size_t i = 0; i < count; i++)
		diags_destroy(all[i]);
	g_free(all);
	diags_destroy(broken);
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
		printf("%-20s %-7s  %s\n", rule_at(i)->id, diag_level_name(rule_at(i)->level),
			rule_at(i)->title);
	for (int code = 0; code < DIAG_CODE_COUNT; code++)
		printf("%-20s %-7s  %s\n", diag_code_name(code), diag_level_name(diag_code_level(code)),
			diag_code_summary(code));
	return 0;
}

int
cmd_check(int argc, char **argv)
{
	struct checker checker = { .results = -1, .limits = { .record = RECORD_LIMITS_DEFAULT,
		.worker = { .seconds = 10, .memory = (size_t)512 << 20 } } };
	const char *form_name = "text", *explained = NULL;
	bool summary = false;
	const struct option_row rows[] = {
		{ "--allow", OPTION_FOLDER, &checker.limits },
		{ "--explain", OPTION_TEXT, &explained },
		{ "--format", OPTION_TEXT, &form_name },
		{ "--limit", OPTION_LIMIT, &checker.limits },
		{ "--pair", OPTION_FLAG, &checker.pair },
		{ "--strict", OPTION_FLAG, &checker.rules.strict },
		{ "--summary", OPTION_FLAG, &summary },
		{ "--templates", OPTION_TEXT, &checker.templates },
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
	if (checker.pair && argc - first != 2)
		return usage_error("check", "`--pair` compares two records");
	diags = diags_create();
	if ((checker.results = results_open(diags)) >= 0) {
		status = check_all(&checker, argv + first, (size_t)(argc - first), form);
	} else {
		diags_print(diags, stderr);
		status = diags_status(diags);
	}
	checker_close(&checker);
	diags_destroy(diags);
	return status;
}
