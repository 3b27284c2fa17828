/* Files: bounded reading, and writing by temporary file, fsync and rename. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

/* HELD_BYTES: a file of many small pieces is written in few large ones. */
enum { MOST_NAME_BYTES = 200, HELD_BYTES = 64 << 10 };

static file_reader_fn *reader_tell;
static void *reader_data;

void
file_tell(file_reader_fn *tell, void *data)
{
	reader_tell = tell;
	reader_data = data;
}

static void
wanted(const char *path)
{
	if (reader_tell)
		reader_tell(reader_data, path);
}

void
file_missed(const char *path)
{
	wanted(path);
}

/* O_NONBLOCK: a FIFO in place of a record must not hold us up. */
static int
open_regular(const char *path, const char *what, size_t most, struct stat *st, struct diags *diags)
{
	struct place place = { .file = path };
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0) {
		diag(diags, DIAG_FILE_READ, place, "the %s cannot be read: %s", what, g_strerror(errno));
		return -1;
	}
	if (fstat(fd, st) == 0 && S_ISREG(st->st_mode) && (size_t)st->st_size <= most)
		return fd;
	if (S_ISDIR(st->st_mode))
		diag(diags, DIAG_FILE_READ, place, "the %s cannot be read: this is a folder", what);
	else if (!S_ISREG(st->st_mode))
		diag(diags, DIAG_FILE_READ, place, "the %s cannot be read: not a regular file", what);
	else
		diag(diags, DIAG_FILE_READ, place, "the %s has %lld bytes; at most %zu are read", what,
			(long long)st->st_size, most);
	close(fd);
	return -1;
}

char *
file_read(const char *path, const char *what, size_t most, size_t *size, struct diags *diags)
{
	struct stat st;
	size_t got = 0;
	char *bytes;
	int fd;

	wanted(path);
	fd = open_regular(path, what, most, &st, diags);
	if (fd < 0)
		return NULL;
	bytes = g_malloc((size_t)st.st_size + 1);
	while (got < (size_t)st.st_size) {
		ssize_t n = read(fd, bytes + got, (size_t)st.st_size - got);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			diag(diags, DIAG_FILE_READ, (struct place){ .file = path },
				"the %s cannot be read: %s", what, g_strerror(errno));
			g_clear_pointer(&bytes, g_free);
			break;
		}
		if (n == 0)
			break;
		got += (size_t)n;
	}
	close(fd);
	if (bytes)
		bytes[got] = '\0';
	*size = got;
	return bytes;
}

struct outfile {
	char *path, *temporary;
	int fd;
	int error; /* errno of the first failure */
	bool scratch;
	size_t held; /* bytes that are still to be written */
	char bytes[HELD_BYTES];
};

char *
outfile_temporary(const char *path, long pid)
{
	char *folder = g_path_get_dirname(path), *base = g_path_get_basename(path);
	char *name = g_strdup_printf("%s/.%s.%ld.part", folder, base, pid);

	g_free(folder);
	g_free(base);
	return name;
}

static void
outfile_free(struct outfile *out)
{
	g_free(out->path);
	g_free(out->temporary);
	g_free(out);
}

struct outfile *
outfile_open(const char *path, struct diags *diags)
{
	struct outfile *out;
	struct stat st;
	struct place place = { .file = path };

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		diag(diags, DIAG_FILE_WRITE, place, S_ISDIR(st.st_mode) ? "this is a folder: name a file in it"
			: "this is not a regular file and is not replaced");
		return NULL;
	}
	out = g_new(struct outfile, 1);
	out->path = g_strdup(path);
	out->temporary = outfile_temporary(path, (long)getpid());
	out->error = 0;
	out->scratch = false;
	out->held = 0;
	out->fd = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (out->fd >= 0)
		return out;
	diag(diags, DIAG_FILE_WRITE, place, "the output cannot be written: %s", g_strerror(errno));
	if (errno == ENOENT)
		diag_hint(diags, "make its folder first, or name another with -o");
	outfile_free(out);
	return NULL;
}

void
outfile_scratch(struct outfile *out)
{
	out->scratch = true;
}

static void
pass_on(struct outfile *out, const char *at, size_t size)
{

	while (size > 0 && !out->error) {
		ssize_t n = write(out->fd, at, size);

		if (n < 0 && errno != EINTR)
			out->error = errno;
		if (n > 0) {
			at += n;
			size -= (size_t)n;
		}
	}
}

static void
held_pass_on(struct outfile *out)
{
	pass_on(out, out->bytes, out->held);
	out->held = 0;
}

bool
outfile_write(struct outfile *out, const void *bytes, size_t size)
{
	if (size > HELD_BYTES - out->held)
		held_pass_on(out);
	if (size >= HELD_BYTES) {
		pass_on(out, bytes, size);
	} else if (size) {
		memcpy(out->bytes + out->held, bytes, size);
		out->held += size;
	}
	return !out->error;
}

/* The rename itself must last too. A file system that cannot sync folders says EINVAL. */
static int
sync_folder(const char *path)
{
	char *folder = g_path_get_dirname(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = fd < 0 || fsync(fd) == 0 || errno == EINVAL ? 0 : errno;

	if (fd >= 0)
		close(fd);
	g_free(folder);
	return error;
}

static bool
sound(const struct outfile *out, struct diags *diags)
{
	if (out->error)
		diag(diags, DIAG_FILE_WRITE, (struct place){ .file = out->path },
			"the output cannot be written: %s", g_strerror(out->error));
	return !out->error;
}

bool
outfile_finish(struct outfile *out, struct diags *diags)
{
	if (out->fd < 0)
		return !out->error;
	held_pass_on(out);
	if (!out->error && !out->scratch && fsync(out->fd) != 0 && errno != EINVAL)
		out->error = errno;
	if (close(out->fd) != 0 && !out->error)
		out->error = errno;
	out->fd = -1;
	return sound(out, diags);
}

bool
outfile_commit(struct outfile *out, struct diags *diags)
{
	bool ok = outfile_finish(out, diags);

	if (ok) {
		out->error = rename(out->temporary, out->path) != 0 ? errno
			: out->scratch ? 0 : sync_folder(out->path);
		ok = sound(out, diags);
	}
	if (!ok)
		unlink(out->temporary);
	outfile_free(out);
	return ok;
}

void
outfile_discard(struct outfile *out)
{
	if (!out)
		return;
	if (out->fd >= 0)
		close(out->fd);
	unlink(out->temporary);
	outfile_free(out);
}

bool
outfile_end(struct outfile *out, bool ok, struct diags *diags)
{
	if (ok)
		return outfile_commit(out, diags);
	outfile_discard(out);
	return false;
}

size_t
file_head(const char *path, void *bytes, size_t size)
{
	struct stat st;
	ssize_t got = 0;
	int fd = lstat(path, &st) == 0 && S_ISREG(st.st_mode)
		? open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC) : -1;

	if (fd >= 0) {
		got = read(fd, bytes, size);
		close(fd);
	}
	return (size_t)MAX(got, 0);
}

bool
file_same(const char *one, const char *other)
{
	struct stat a, b;

	return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool
file_name_is_plain(const char *name)
{
	bool begins = true;

	if (!*name || strlen(name) > MOST_NAME_BYTES)
		return false;
	for (; *name; name++) {
		if (*name == '/' ? begins : *name == '.' ? begins
			: !g_ascii_isalnum(*name) && *name != '_' && (*name != '-' || begins))
			return false;
		begins = *name == '/';
	}
	return !begins;
}

static bool
is_below(const char *path, const char *const *folders)
{
	bool below = false;

	for (; *folders && !below; folders++) {
		char *real = realpath(*folders, NULL);
		size_t length = real ? strlen(real) : 0;

		below = real && strncmp(path, real, length) == 0 &&
			(path[length] == '/' || real[length - 1] == '/');
		free(real);
	}
	return below;
}

char *
file_below(const char *name, const char *const *folders)
{
	char *found = NULL;

	for (int i = 0; folders[i] && !found && !g_path_is_absolute(name); i++) {
		bool here = strcmp(folders[i], ".") == 0; /* names are told without it */
		char *joined = here ? g_strdup(name) : g_build_filename(folders[i], name, NULL);
		char *real = realpath(joined, NULL);

		if (!real && !strstr(name, ".."))
			file_missed(joined);
		if (real && is_below(real, folders))
			found = g_steal_pointer(&joined);
		free(real);
		g_free(joined);
	}
	return found;
}
