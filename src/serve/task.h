/* Tasks: documents that are made for downloading, each in a process of its own. */
#ifndef REVISIT_SERVE_TASK_H
#define REVISIT_SERVE_TASK_H

#include "serve/serve.h"
#include "serve/wire.h"

struct task;

/* Begins to make the PDF or HTML into a file of that folder. Yours, task_end; NULL: it cannot begin. */
struct task *task_begin(const struct serve_options *options, const struct maker *maker, bool html,
	const char *folder);
void task_end(struct task *task); /* with its process and its file; NULL is fine */

int task_descriptor(const struct task *task);
gint64 task_due(const struct task *task); /* monotonic microseconds */

/* True when it is over; then the problems, as JSON, or NULL: the document is in the file. */
bool task_work(struct task *task, gint64 now, const char **problems);
const char *task_file(const struct task *task);

#endif
