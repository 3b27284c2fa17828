/* Tasks: begun, waited for, ended. */
#include "serve/task.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/pack.h"

struct task {
	const struct serve_options *options;
	const struct maker *maker;
	bool html;
	struct worker *worker;
	int fd; /* what went wrong comes through it */
	struct wire wire;
	char *path, *problems;
	gint64 due;
};

static int
task_run(void *data)
{
	const struct task *task = data;
	struct diags *diags = diags_create();
	bool ok;
	char *problems;
	GByteArray *message = wire_begin(WIRE_ANSWER);

	worker_alone(task->fd);
	ok = task->maker->open(task->maker->data, diags) &&
		task->maker->write(task->maker->data, task->html, task->path, diags);
	problems = pack_problems(diags, task->options->record, NULL);
	wire_put_number(message, ok);
	wire_put_text(message, problems);
	wire_send(task->fd, message);
	task->maker->close(task->maker->data);
	g_free(problems);
	diags_destroy(diags);
	return 0;
}

struct task *
task_begin(const struct serve_options *options, const struct maker *maker, bool html,
	const char *folder)
{
	static unsigned number;
	struct task *task = g_new0(struct task, 1);
	int ends[2] = { -1, -1 };

	*task = (struct task){ .options = options, .maker = maker, .html = html };
	task->path = g_strdup_printf("%s/%u.%s", folder, ++number, html ? "html" : "pdf");
	wire_init(&task->wire);
	task->due = g_get_monotonic_time() + (gint64)(options->limits.seconds * G_USEC_PER_SEC);
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0) {
		for (int i = 0; i < 2; i++)
			fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		task->fd = ends[1];
		task->worker = worker_begin(&options->limits, task_run, task);
		task->fd = ends[0];
		close(ends[1]);
		fcntl(task->fd, F_SETFL, fcntl(task->fd, F_GETFL) | O_NONBLOCK);
	}
	if (!task->worker)
		g_clear_pointer(&task, task_end);
	return task;
}

void
task_end(struct task *task)
{
	if (!task)
		return;
	if (task->worker)
		worker_end(task->worker, false, NULL, NULL);
	if (task->fd > 0)
		close(task->fd);
	wire_finish(&task->wire);
	unlink(task->path);
	g_free(task->path);
	g_free(task->problems);
	g_free(task);
}

int
task_descriptor(const struct task *task)
{
	return task->fd;
}

gint64
task_due(const struct task *task)
{
	return task->due;
}

const char *
task_file(const struct task *task)
{
	return task->path;
}

/* It ended without a word. */
static void
task_judge(struct task *task, bool late)
{
	struct diags *diags = diags_create();

	worker_end(g_steal_pointer(&task->worker), late, task->options->record, diags);
	if (!diags_kept(diags))
		diag(diags, DIAG_WORKER_DIED, (struct place){ .file = task->options->record },
			"the document was not made");
	task->problems = pack_problems(diags, task->options->record, NULL);
	diags_destroy(diags);
}

bool
task_work(struct task *task, gint64 now, const char **problems)
{
	struct message message;
	int got, whole = 0;

	while (!task->problems && (got = wire_fill(&task->wire, task->fd)) != 0) {
		if (got > 0 && (whole = wire_take(&task->wire, &message)) > 0) {
			bool ok = wire_number(&message) != 0;

			task->problems = g_strdup(wire_text(&message));
			*problems = ok ? NULL : task->problems;
			return true;
		}
		if (got < 0 || whole < 0)
			task_judge(task, false);
	}
	if (!task->problems && now >= task->due)
		task_judge(task, true);
	*problems = task->problems;
	return task->problems != NULL;
}
