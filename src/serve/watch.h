/* Watching: which of a set of files have changed, however their editors write them. By the system's news
 * of their folders where it has them, and by looking at the files themselves, seldom or, where there is
 * no news, often. */
#ifndef REVISIT_SERVE_WATCH_H
#define REVISIT_SERVE_WATCH_H

#include <glib.h>
#include <stdbool.h>

/* What tells one state of a file from another; zeroed: it is not there. */
struct signature {
	gint64 seconds, nanoseconds; /* last written */
	guint64 size, file, folder;  /* inode, device */
	bool there;
};

struct signature signature_of(const char *path);
bool signature_same(const struct signature *a, const struct signature *b);

struct watch;

/* `poll`: only by looking. Yours. */
struct watch *watch_create(bool poll);
void watch_destroy(struct watch *watch); /* NULL is fine */

/* A descriptor that can be read from when there is news, or -1. */
int watch_descriptor(const struct watch *watch);
/* When watch_changed wants to be called even without news: monotonic microseconds. */
gint64 watch_due(const struct watch *watch);

/* Watch this file, too; `known`: as it was when it was read. A name that is watched already has its
 * signature replaced. The file need not be there, nor its folder. */
void watch_add(struct watch *watch, const char *path, const struct signature *known);
/* Watch none but those that were added since watch_begin. */
void watch_begin(struct watch *watch);
void watch_keep(struct watch *watch);

/* The paths, as they were added, of files that have changed and are at rest; NULL at the end. Borrowed
 * until the next call. Each is told once. */
const char *const *watch_changed(struct watch *watch, gint64 now);

/* True when the path is watched. */
bool watch_has(const struct watch *watch, const char *path);

#endif
