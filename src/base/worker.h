/* Workers: hostile work in a child process, so that neither an abort, a hang nor a flood of memory in
 * a library becomes the program's own end. */
#ifndef REVISIT_BASE_WORKER_H
#define REVISIT_BASE_WORKER_H

#include <stddef.h>

#include "base/diag.h"

/* 0 means without limit. The memory is address space, so it counts the program and its libraries
 * (some 100 MB); it is not limited under the sanitizers, which map terabytes. Processor time is
 * limited to the deadline, rounded up. */
struct worker_limits {
	double seconds;
	size_t memory; /* bytes */
};

/* Runs job(data) in a child and waits for it. The job prints its own findings and gives the exit
 * status, 0 to 3, which worker_run passes on. A job that dies, or reaches a limit, is a finding in
 * diags about `file` (the record), and status 3; the temporary files of `outputs` (final names, NULL
 * at the end; may be NULL) are then removed. So they are when SIGINT, SIGTERM or SIGHUP ends the
 * program while it waits: the child is ended first. Nothing that the job changes in memory is seen
 * here. Not to be called from two threads. */
int worker_run(const struct worker_limits *limits, int (*job)(void *data), void *data,
	const char *file, const char *const *outputs, struct diags *diags);

/* Says what the job is about to do ("while the text was laid out"), for the finding in case that it
 * does not live. `doing` must be a constant string. Does nothing outside a worker. */
void worker_doing(const char *doing);

#endif
