/* Files: read whole and bounded, written whole or not at all. */
#ifndef REVISIT_BASE_FILE_H
#define REVISIT_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/diag.h"

/* The bytes of a regular file of at most `most` bytes (an NUL follows them, not counted in *size).
 * Yours, g_free. NULL on failure, and diags says why; `what` names it to the user ("record"). */
char *file_read(const char *path, const char *what, size_t most, size_t *size, struct diags *diags);

/* Whoever watches what is read: called by file_read with each path before it is opened, there or not.
 * One for the whole process, which reads on behalf of one; NULL: nobody. */
typedef void file_reader_fn(void *data, const char *path);
void file_tell(file_reader_fn *tell, void *data);
/* Tells them of a file that was wanted and not found, so that file_read was never asked. */
void file_missed(const char *path);

/* An output that appears at its final name whole or not at all: written beside it under a temporary
 * name, then fsync and rename. */
struct outfile;

/* NULL on failure (folder missing, not writable), and diags says why. */
struct outfile *outfile_open(const char *path, struct diags *diags);
/* What is read and thrown away need not outlast a crash: it is committed without waiting for the disk. */
void outfile_scratch(struct outfile *out);
/* Adds to it; false after the first failure, which stays until outfile_finish or outfile_commit tells it. */
bool outfile_write(struct outfile *out, const void *bytes, size_t size);
/* All is written: closes it, so that many can wait until they appear together. False when anything failed,
 * which is told here, and not again. */
bool outfile_finish(struct outfile *out, struct diags *diags);
/* Makes it appear and frees out; false when anything failed, and then the old file is untouched. */
bool outfile_commit(struct outfile *out, struct diags *diags);
void outfile_discard(struct outfile *out); /* NULL is fine */
/* The one when all went well, else the other, and false. */
bool outfile_end(struct outfile *out, bool ok, struct diags *diags);

/* The temporary name that outfile_open(path) uses in process `pid`; yours, g_free. For clearing up
 * after a worker that died. */
char *outfile_temporary(const char *path, long pid);

/* The first bytes of a file, as many as there are up to `size`; 0 when they cannot be read, or it is no
 * regular file, or a link to one. */
size_t file_head(const char *path, void *bytes, size_t size);

/* True when both are there and are one file, by whatever names. */
bool file_same(const char *one, const char *other);

/* A relative name that leads nowhere but down, and can be written on any disk: ASCII letters, digits
 * and ._- in parts divided by slashes, none of them empty, hidden or beginning with a hyphen; at most
 * 200 bytes. */
bool file_name_is_plain(const char *name);

/* The file that a relative name means in the first of the folders that has it. With its links resolved
 * it stands below one of them, whichever. Yours; NULL when there is none. `folders` ends with NULL.
 * Where it was looked for in vain, it counts as missed. */
char *file_below(const char *name, const char *const *folders);

#endif
