/* Workers: hostile work in a child process, so that neither an abort, a hang nor a flood of memory in
 * a library becomes the program's own end. */
#ifndef REVISIT_BASE_WORKER_H
#define REVISIT_BASE_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* 0 means without limit. The memory is address space, so it counts the program and its libraries
 * (some 100 MB); it is not limited under the sanitizers, which map terabytes. Processor time is
 * limited to the deadline, rounded up. */
struct worker_limits {
	double seconds;
	size_t memory; /* bytes */
	const char *hint; /* what to do when one of them is reached; NULL: what is right for a record */
};

/* Runs job(data) in a child and waits for it. The job prints its own findings and gives the exit
 * status, 0 to 3, which worker_run passes on. A job that dies, or reaches a limit, is a finding in
 * diags about `file` (the record), and status 3; the temporary files of `outputs` (final names, in which
 * %d is any number, NULL at the end; may be NULL) are then removed. So they are when SIGINT, SIGTERM or SIGHUP ends the
 * program while it waits: the child is ended first. Nothing that the job changes in memory is seen
 * here. Not to be called from two threads. */
int worker_run(const struct worker_limits *limits, int (*job)(void *data), void *data,
	const char *file, const char *const *outputs, struct diags *diags);

/* A child that works while the caller does something else, as a server does. */
struct worker;

/* Begins job(data) in a child; the caller's signal handlers and blocked signals are not the child's.
 * Yours, worker_end; NULL when there is no process to be had, and errno says why. */
struct worker *worker_begin(const struct worker_limits *limits, int (*job)(void *data), void *data);

/* A descriptor that can be read from (its end) once the child has ended, however it did. */
int worker_watch(const struct worker *worker);

/* Ends the child if it still runs, and frees. What its end means goes to diags as by worker_run; `late`:
 * it was over its deadline. Gives its status, or 3. NULL for diags: nobody wants to know; then 0. */
int worker_end(struct worker *worker, bool late, const char *file, struct diags *diags);

/* In such a child: closes all that the caller had open but the standard streams and that descriptor, so
 * that nobody's connection lives on in here. */
void worker_alone(int keep);

/* In such a child, when it does one piece of work after another: the next begins. Its processor time is
 * limited anew, and nothing has been said of it yet. */
void worker_next(const struct worker_limits *limits);

/* Says what the job is about to do ("while the text was laid out"), for the finding in case that it
 * does not live. `doing` must be a constant string. Does nothing outside a worker. */
void worker_doing(const char *doing);

#endif
