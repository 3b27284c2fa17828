/* Workers: a job's status comes back; its death is a finding; nothing is left behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/worker.h"
#include "printed.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static const struct worker_limits limits = { .seconds = 20, .memory = (size_t)400 << 20 };

static void
assert_printed(const struct diags *diags, const char *part)
{
	char *text = diags_text(diags);

	if (!strstr(text, part))
		fail_msg("not in the findings: %s\n%s", part, text);
	free(text);
}

static int
gives(void *data)
{
	return *(int *)data;
}

static int
aborts(void *data)
{
	(void)data;
	worker_doing("while the text was laid out");
	abort();
}

static int
loops(void *data)
{
	for (volatile unsigned *count = data;; (*count)++)
		;
	return 0;
}

static int
sleeps(void *data)
{
	(void)data;
	for (;;)
		pause();
	return 0;
}

/* In small pieces, so that the end of memory may meet any allocation. */
static int
hoards(void *data)
{
	size_t *bytes = data;

	for (;;)
		memset(g_malloc(*bytes), 1, *bytes);
	return 0;
}

static int
leaves_half_a_file(void *data)
{
	struct diags *diags = diags_create();
	struct outfile *out = outfile_open(data, diags);

	outfile_write(out, "half", 4);
	raise(SIGKILL);
	return 0;
}

static int
prints_twice(void *data)
{
	(void)data;
	printf("child ");
	return 0;
}

static void
test_status_of_the_job_comes_back(void **state)
{
	for (int status = 0; status <= 3; status++)
		assert_int_equal(worker_run(&limits, gives, &status, "q3.xml", NULL, *state), status);
	assert_int_equal(diags_count(*state, DIAG_NOTE), 0);
}

static void
test_abort_is_a_finding_that_says_what_was_done(void **state)
{
	assert_int_equal(worker_run(&limits, aborts, NULL, "q3.xml", NULL, *state), 3);
	assert_true(diags_has(*state, DIAG_WORKER_DIED));
	assert_printed(*state, "q3.xml: ");
	assert_printed(*state, "while the text was laid out");
	assert_printed(*state, "please report it");
}

static void
test_endless_loop_ends_at_the_deadline(void **state)
{
	struct worker_limits short_time = { .seconds = 0.2 };
	unsigned count = 0;
	gint64 began = g_get_monotonic_time();

	assert_int_equal(worker_run(&short_time, loops, &count, "q3.xml", NULL, *state), 3);
	assert_in_range(g_get_monotonic_time() - began, 150000, 10000000);
	assert_true(diags_has(*state, DIAG_LIMIT));
	assert_printed(*state, "longer than the 0.2 s");
}

static void
test_sleep_ends_at_the_deadline(void **state)
{
	struct worker_limits short_time = { .seconds = 0.2 };

	assert_int_equal(worker_run(&short_time, sleeps, NULL, "q3.xml", NULL, *state), 3);
	assert_true(diags_has(*state, DIAG_LIMIT));
}

static void
test_memory_is_limited(void **state)
{
	static size_t pieces[] = { 32, 1000, 300000, (size_t)64 << 20, (size_t)1 << 40 };

	if (SANITIZED)
		skip();
	for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
		struct diags *diags = diags_create();

		assert_int_equal(worker_run(&limits, hoards, &pieces[i], "q3.xml", NULL, diags), 3);
		assert_true(diags_has(diags, DIAG_LIMIT));
		assert_printed(diags, "more than the 400 MB");
		diags_destroy(diags);
	}
	(void)state;
}

static void
test_dead_workers_files_are_removed(void **state)
{
	char *folder = g_dir_make_tmp("revisit-XXXXXX", NULL);
	char *path = g_build_filename(folder, "q3.pdf", NULL);
	const char *const outputs[] = { path, NULL };

	assert_int_equal(worker_run(&limits, leaves_half_a_file, path, "q3.xml", outputs, *state), 3);
	assert_printed(*state, "Killed");
	/* only an empty folder can be removed */
	assert_int_equal(rmdir(folder), 0);
	g_free(path);
	g_free(folder);
}

static void
test_what_is_buffered_is_written_once(void **state)
{
	char *path = NULL, *text;
	int fd = g_file_open_tmp("revisit-XXXXXX", &path, NULL);
	pid_t pid;

	assert_true(fd >= 0);
	close(fd);
	if ((pid = fork()) == 0) {
		if (!freopen(path, "w", stdout))
			_exit(9);
		printf("parent ");
		worker_run(&limits, prints_twice, NULL, "q3.xml", NULL, *state);
		fflush(stdout);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	assert_string_equal(text, "parent child ");
	unlink(path);
	g_free(text);
	g_free(path);
}

/* The program is asked to end while its worker is at work: both end, by that signal, at once. */
static void
test_ending_signal_ends_worker_and_program(void **state)
{
	gint64 began = g_get_monotonic_time();
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		worker_run(&limits, sleeps, NULL, "q3.xml", NULL, *state);
		_exit(9);
	}
	g_usleep(100000);
	kill(pid, SIGTERM);
	waitpid(pid, &status, 0);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	assert_in_range(g_get_monotonic_time() - began, 0, 10000000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_status_of_the_job_comes_back, diags_setup, diags_teardown),
		cmocka_unit_test_setup_teardown(test_abort_is_a_finding_that_says_what_was_done, diags_setup,
			diags_teardown),
		cmocka_unit_test_setup_teardown(test_endless_loop_ends_at_the_deadline, diags_setup, diags_teardown),
		cmocka_unit_test_setup_teardown(test_sleep_ends_at_the_deadline, diags_setup, diags_teardown),
		cmocka_unit_test_setup_teardown(test_memory_is_limited, diags_setup, diags_teardown),
		cmocka_unit_test_setup_teardown(test_dead_workers_files_are_removed, diags_setup, diags_teardown),
		cmocka_unit_test_setup_teardown(test_what_is_buffered_is_written_once, diags_setup, diags_teardown),
		cmocka_unit_test_setup_teardown(test_ending_signal_ends_worker_and_program, diags_setup,
			diags_teardown),
	};

	return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
