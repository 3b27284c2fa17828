/* Workers: fork, limits, waiting, and what a child's death means. */
#include "base/worker.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/file.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* From the child to the parent: out of memory; what was printed has not arrived. No job gives these. */
enum { STATUS_MEMORY = 240, STATUS_UNSAID, PROBE_BYTES = 1 << 20, STACK_BYTES = 64 << 10 };

/* Milliseconds that a child without anything more to do has under the sanitizers to look for leaks. */
enum { LEAK_PATIENCE = 10000 };

/* Shared with the child, so that its last words outlive it. */
static const char **last_words;

static int alive_end = -1; /* in a child: what closes when it ends */

static volatile sig_atomic_t asked_to_end; /* the signal, or 0 */

static const int ending[] = { SIGINT, SIGTERM, SIGHUP };

/* What was in force for the ending signals. They are blocked but while the parent waits, so that none
 * is lost between a look at asked_to_end and the wait. */
struct held {
	struct sigaction actions[G_N_ELEMENTS(ending)];
	sigset_t mask;
};

struct worker {
	pid_t pid;
	int alive; /* nothing is ever written: it closes when the child ends, however it ends */
	struct worker_limits limits; /* this and what follows only of a child that nobody waits for */
	const char **words;
};

static void
note_signal(int signal_number)
{
	asked_to_end = signal_number;
}

static void
signals_hold(struct held *held)
{
	struct sigaction note = { .sa_handler = note_signal };
	sigset_t block;

	sigemptyset(&block);
	for (size_t i = 0; i < G_N_ELEMENTS(ending); i++)
		sigaddset(&block, ending[i]);
	sigprocmask(SIG_BLOCK, &block, &held->mask);
	asked_to_end = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(ending); i++) {
		sigaction(ending[i], NULL, &held->actions[i]);
		/* What was ignored (nohup) stays so. */
		if (held->actions[i].sa_handler != SIG_IGN)
			sigaction(ending[i], &note, NULL);
	}
}

static void
signals_release(const struct held *held)
{
	for (size_t i = 0; i < G_N_ELEMENTS(ending); i++)
		sigaction(ending[i], &held->actions[i], NULL);
	sigprocmask(SIG_SETMASK, &held->mask, NULL);
}

/* GLib aborts when memory runs out, and says so through its log first. */
static void
log_in_child(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
	if ((level & G_LOG_FLAG_FATAL) && message && strstr(message, "failed to allocate"))
		_exit(STATUS_MEMORY);
	g_log_default_handler(domain, level, message, data);
}

/* The same without a log, or when the log itself found no memory. mmap is no more than a system call
 * on the systems we know, though POSIX does not promise it. */
static void
abort_in_child(int signal_number)
{
	void *probe = mmap(NULL, PROBE_BYTES, PROT_READ | PROT_WRITE, /* NOLINT(bugprone-signal-handler) */
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (probe == MAP_FAILED)
		_exit(STATUS_MEMORY);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void
limit(int resource, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(resource, &now) != 0)
		return;
	now.rlim_cur = now.rlim_max == RLIM_INFINITY || most < now.rlim_max ? most : now.rlim_max;
	setrlimit(resource, &now);
}

/* The library's complaint about memory asks for memory, and complains again, until the stack ends: so the
 * handler has one of its own. */
static void
ends_catch(void)
{
	static char room[STACK_BYTES];
	const stack_t stack = { .ss_sp = room, .ss_size = sizeof(room) };
	struct sigaction action = { .sa_handler = abort_in_child, .sa_flags = SA_ONSTACK };

	sigemptyset(&action.sa_mask);
	sigaltstack(&stack, NULL);
	sigaction(SIGABRT, &action, NULL);
	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGTRAP, &action, NULL);
}

static void
limits_set(const struct worker_limits *limits)
{
	limit(RLIMIT_CORE, 0);
	if (limits->seconds > 0)
		limit(RLIMIT_CPU, (rlim_t)ceil(limits->seconds) + 1);
	if (limits->memory && !SANITIZED) {
		limit(RLIMIT_AS, limits->memory);
		g_log_set_default_handler(log_in_child, NULL);
		ends_catch();
	}
}

/* Who has closed the other end, as head does, has read enough. */
static bool
reader_left(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&out, 1, 0) > 0 && (out.revents & POLLERR);
}

static G_GNUC_NORETURN void
child(const struct worker_limits *limits, pid_t parent, const struct held *held,
	int (*job)(void *), void *data)
{
	int status;

	signals_release(held);
	/* A full disk or a closed pipe is an error of write(), which is told like any other. */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(3);
#else
	(void)parent;
#endif
	limits_set(limits);
	status = job(data);
	assert(status >= 0 && status <= 3);
	if (fflush(NULL) != 0 || ferror(stdout))
		status = reader_left() ? 3 : STATUS_UNSAID;
	/* exit() runs the leak check; without it there is nothing worth tidying. */
	if (SANITIZED)
		exit(status);
	_exit(status);
}

/* True when the child ended by itself; false when the deadline or a signal to us says that it must. */
static bool
wait_until(const struct worker *worker, double seconds, const sigset_t *mask)
{
	gint64 end = g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC);

	for (;;) {
		gint64 left = end - g_get_monotonic_time();
		struct timespec ts = { .tv_sec = left / G_USEC_PER_SEC,
			.tv_nsec = left % G_USEC_PER_SEC * 1000 };
		fd_set readable;
		int ready;

		if (asked_to_end || (seconds > 0 && left <= 0))
			return false;
		FD_ZERO(&readable);
		FD_SET(worker->alive, &readable);
		ready = pselect(worker->alive + 1, &readable, NULL, NULL, seconds > 0 ? &ts : NULL, mask);
		if (ready > 0 || (ready < 0 && errno != EINTR))
			return true;
	}
}

static int
reap(const struct worker *worker)
{
	int status = 0;

	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

/* Of a file for each page: the name is a pattern, in which any number stands for %d. */
static void
pages_clear(const char *temporary)
{
	char *path = g_path_get_dirname(temporary), *base = g_path_get_basename(temporary);
	GString *pattern = g_string_new(base);
	GDir *folder = g_dir_open(path, 0, NULL);
	const char *name;

	g_string_replace(pattern, "%d", "*", 0);
	while (folder && (name = g_dir_read_name(folder)))
		if (g_pattern_match_simple(pattern->str, name)) {
			char *page = g_build_filename(path, name, NULL);

			unlink(page);
			g_free(page);
		}
	if (folder)
		g_dir_close(folder);
	g_string_free(pattern, TRUE);
	g_free(base);
	g_free(path);
}

static void
outputs_clear(const char *const *outputs, pid_t pid)
{
	for (; outputs && *outputs; outputs++) {
		char *temporary = outfile_temporary(*outputs, (long)pid);

		if (strstr(temporary, "%d"))
			pages_clear(temporary);
		else
			unlink(temporary);
		g_free(temporary);
	}
}

/* What a child's end means. */
static int
judge(int status, bool by_itself, const struct worker_limits *limits, const char *words,
	const char *file, struct diags *diags)
{
	struct place place = { .file = file };
	const char *doing = words ? words : "during the work on it";

	if (WIFEXITED(status) && WEXITSTATUS(status) <= 3)
		return WEXITSTATUS(status);
	if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_MEMORY) {
		diag(diags, DIAG_LIMIT, place,
			"this needs more than the %zu MB of memory that are allowed; stopped %s",
			limits->memory >> 20, doing);
		diag_hint(diags, "%s", limits->hint ? limits->hint
			: "divide the record, or allow more by --limit megabytes=NUMBER");
	} else if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_UNSAID) {
		diag(diags, DIAG_FILE_WRITE, place, "what there is to say of it cannot be written");
	} else if (!by_itself || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
		diag(diags, DIAG_LIMIT, place,
			"this takes longer than the %g s that are allowed; stopped %s",
			limits->seconds, doing);
		diag_hint(diags, "%s", limits->hint ? limits->hint
			: "divide the record, or allow more by --limit seconds=NUMBER");
	} else if (WIFSIGNALED(status)) {
		diag(diags, DIAG_WORKER_DIED, place, "the program came to grief %s: %s", doing,
			g_strsignal(WTERMSIG(status)));
		diag_hint(diags, "this is a fault of the program: please report it with the file");
	} else {
		diag(diags, DIAG_WORKER_DIED, place, "the program ended unexpectedly %s (status %d)",
			doing, WEXITSTATUS(status));
		diag_hint(diags, "this is a fault of the program: please report it with the file");
	}
	return 3;
}

/* False when there is no process or no file descriptor left, or too many of them for pselect. */
static bool
start(struct worker *worker, const struct worker_limits *limits, const struct held *held,
	int (*job)(void *), void *data)
{
	pid_t parent = getpid();
	int ends[2];

	if (pipe(ends) != 0)
		return false;
	if (ends[0] >= FD_SETSIZE) {
		close(ends[0]);
		close(ends[1]);
		errno = EMFILE;
		return false;
	}
	for (int i = 0; i < 2; i++)
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
	/* What is buffered would be written twice. */
	fflush(NULL);
	worker->pid = fork();
	if (worker->pid == 0) {
		close(ends[0]);
		alive_end = ends[1];
		child(limits, parent, held, job, data);
	}
	worker->alive = ends[0];
	close(ends[1]);
	if (worker->pid < 0)
		close(ends[0]);
	return worker->pid > 0;
}

static const char **
words_share(void)
{
	const char **words = mmap(NULL, sizeof(*words), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		-1, 0);

	if (words == MAP_FAILED)
		g_error("out of memory");
	return words;
}

int
worker_run(const struct worker_limits *limits, int (*job)(void *data), void *data,
	const char *file, const char *const *outputs, struct diags *diags)
{
	struct worker worker;
	struct held held;
	bool by_itself;
	int status = 3, end, error;

	if (!last_words)
		last_words = words_share();
	*last_words = NULL;
	signals_hold(&held);
	if (!start(&worker, limits, &held, job, data)) {
		error = errno;
		signals_release(&held);
		diag(diags, DIAG_WORKER_DIED, (struct place){ .file = file },
			"the work on it cannot be begun: %s", g_strerror(error));
		return 3;
	}
	by_itself = wait_until(&worker, limits->seconds, &held.mask);
	if (!by_itself)
		kill(worker.pid, SIGKILL);
	close(worker.alive);
	end = reap(&worker);
	if (!(WIFEXITED(end) && WEXITSTATUS(end) == 0))
		outputs_clear(outputs, worker.pid);
	if (!asked_to_end)
		status = judge(end, by_itself, limits, *last_words, file, diags);
	/* Only now, with the files gone, does a signal have its way: raised while blocked, delivered
	 * to whoever had it before. */
	if (asked_to_end)
		raise(asked_to_end);
	signals_release(&held);
	return status;
}

struct worker *
worker_begin(const struct worker_limits *limits, int (*job)(void *data), void *data)
{
	struct worker *worker = g_new0(struct worker, 1);
	const struct held plain = { .actions[0].sa_handler = SIG_DFL }; /* zeroed: so are the others */
	const char **own = last_words;
	sigset_t all, before;

	worker->limits = *limits;
	last_words = worker->words = words_share();
	/* A signal that comes before the child has shed our handlers waits for its own. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	if (!start(worker, limits, &plain, job, data)) {
		munmap(worker->words, sizeof(*worker->words));
		g_clear_pointer(&worker, g_free);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	last_words = own;
	return worker;
}

void
worker_alone(int keep)
{
	DIR *folder = opendir("/dev/fd");
	struct dirent *entry;

	while (folder && (entry = readdir(folder))) {
		int fd = atoi(entry->d_name);

		if (fd > STDERR_FILENO && fd != keep && fd != alive_end && fd != dirfd(folder))
			close(fd);
	}
	if (folder)
		closedir(folder);
}

void
worker_next(const struct worker_limits *limits)
{
	struct rusage used;

	if (limits->seconds > 0 && getrusage(RUSAGE_SELF, &used) == 0)
		limit(RLIMIT_CPU, (rlim_t)ceil(limits->seconds) + 2 +
			(rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec));
	worker_doing(NULL);
}

int
worker_watch(const struct worker *worker)
{
	return worker->alive;
}

int
worker_end(struct worker *worker, bool late, const char *file, struct diags *diags)
{
	struct pollfd ended = { .fd = worker->alive, .events = POLLIN };
	/* With the sanitizers its end has something to say: leaks. */
	bool by_itself = !late && poll(&ended, 1, SANITIZED ? LEAK_PATIENCE : 0) > 0;
	int status = 0, end;

	if (!by_itself)
		kill(worker->pid, SIGKILL);
	close(worker->alive);
	end = reap(worker);
	if (diags)
		status = judge(end, by_itself, &worker->limits, *worker->words, file, diags);
	munmap(worker->words, sizeof(*worker->words));
	g_free(worker);
	return status;
}

void
worker_doing(const char *doing)
{
	if (last_words)
		*last_words = doing;
}
