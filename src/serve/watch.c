/* Watching: folders by inotify, and files by their signatures. */
#include "serve/watch.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/inotify.h>
#endif

/* Microseconds. A file that was closed or renamed into its place is whole; one that is being written may
 * be closed soon; one that went away may be about to come back under the same name. */
enum {
	REST_WHOLE = 0,
	REST_WRITTEN = 25000,
	REST_GONE = 60000,
	LOOK_SELDOM = 2000000,
	LOOK_OFTEN = 200000,
};

struct entry {
	char *path;   /* as it was added */
	char *folder; /* and the name in it: the same file */
	const char *name;
	struct signature known;
	unsigned round; /* in which it was added last */
	bool touched;
};

struct watch {
	int fd;
	GHashTable *entries; /* path → struct entry */
	GHashTable *folders; /* path → number of the system's watch */
	GPtrArray *changed;
	gint64 rest; /* when what was touched is at rest; 0: nothing is touched */
	gint64 look; /* when all files are looked at */
	unsigned round;
	bool lost;    /* news was lost, or a folder: look at all, and watch folders anew */
	bool missing; /* a folder that is wanted is not there */
};

struct signature
signature_of(const char *path)
{
	struct signature signature = { 0 };
	struct stat st;

	if (stat(path, &st) != 0)
		return signature;
	signature.there = true;
	signature.size = (guint64)st.st_size;
	signature.file = (guint64)st.st_ino;
	signature.folder = (guint64)st.st_dev;
	signature.seconds = st.st_mtime;
#ifdef __APPLE__
	signature.nanoseconds = st.st_mtimespec.tv_nsec;
#else
	signature.nanoseconds = st.st_mtim.tv_nsec;
#endif
	return signature;
}

bool
signature_same(const struct signature *a, const struct signature *b)
{
	return a->there == b->there && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds &&
		a->size == b->size && a->file == b->file && a->folder == b->folder;
}

static void
entry_free(gpointer data)
{
	struct entry *entry = data;

	g_free(entry->path);
	g_free(entry->folder);
	g_free(entry);
}

struct watch *
watch_create(bool poll)
{
	struct watch *watch = g_new0(struct watch, 1);

	watch->fd = -1;
#ifdef __linux__
	if (!poll)
		watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
#else
	(void)poll;
#endif
	watch->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, entry_free);
	watch->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	watch->changed = g_ptr_array_new_with_free_func(g_free);
	return watch;
}

void
watch_destroy(struct watch *watch)
{
	if (!watch)
		return;
	if (watch->fd >= 0)
		close(watch->fd);
	g_hash_table_destroy(watch->entries);
	g_hash_table_destroy(watch->folders);
	g_ptr_array_free(watch->changed, TRUE);
	g_free(watch);
}

int
watch_descriptor(const struct watch *watch)
{
	return watch->fd;
}

gint64
watch_due(const struct watch *watch)
{
	return watch->rest && watch->rest < watch->look ? watch->rest : watch->look;
}

bool
watch_has(const struct watch *watch, const char *path)
{
	return g_hash_table_contains(watch->entries, path);
}

/* ---- the system's news ---- */

#ifdef __linux__
static void
folder_watch(struct watch *watch, const char *folder)
{
	int number;

	if (watch->fd < 0 || g_hash_table_contains(watch->folders, folder))
		return;
	number = inotify_add_watch(watch->fd, folder, IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE |
		IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
	if (number >= 0)
		g_hash_table_insert(watch->folders, g_strdup(folder), GINT_TO_POINTER(number));
	else
		watch->missing = true;
}

static void
folder_drop(struct watch *watch, const char *folder)
{
	inotify_rm_watch(watch->fd, GPOINTER_TO_INT(g_hash_table_lookup(watch->folders, folder)));
	g_hash_table_remove(watch->folders, folder);
}

static gint64
rest_after(uint32_t mask)
{
	return mask & (IN_CLOSE_WRITE | IN_MOVED_TO) ? REST_WHOLE
		: mask & (IN_DELETE | IN_MOVED_FROM) ? REST_GONE : REST_WRITTEN;
}

/* The news that a watch has ended comes for our own endings, too. */
static bool
is_watched(const struct watch *watch, int number)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, watch->folders);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		if (GPOINTER_TO_INT(value) == number)
			return true;
	return false;
}

/* The last news of a file decides how long it is left alone. */
static void
news_take(struct watch *watch, const struct inotify_event *news, gint64 now)
{
	GHashTableIter iter;
	gpointer value;

	if ((news->mask & IN_Q_OVERFLOW) || (is_watched(watch, news->wd) &&
			(news->mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)))) {
		watch->lost = true;
		watch->look = MIN(watch->look, now + REST_GONE);
		return;
	}
	g_hash_table_iter_init(&iter, watch->entries);
	while (news->len && g_hash_table_iter_next(&iter, NULL, &value)) {
		struct entry *entry = value;
		gpointer number;

		if (strcmp(entry->name, news->name) == 0 &&
			g_hash_table_lookup_extended(watch->folders, entry->folder, NULL, &number) &&
			GPOINTER_TO_INT(number) == news->wd) {
			entry->touched = true;
			/* Editors that set the mode behind their writing have written. */
			if (!(news->mask & IN_ATTRIB) || !watch->rest)
				watch->rest = now + rest_after(news->mask);
		}
	}
}

static void
news_read(struct watch *watch, gint64 now)
{
	union { struct inotify_event event; char bytes[16 << 10]; } buffer;
	ssize_t n;

	while (watch->fd >= 0 && (n = read(watch->fd, buffer.bytes, sizeof(buffer.bytes))) > 0)
		for (char *at = buffer.bytes; at < buffer.bytes + n;) {
			struct inotify_event news;

			memcpy(&news, at, sizeof(news));
			news_take(watch, (const struct inotify_event *)at, now);
			at += sizeof(news) + news.len;
		}
}

/* Folders that nothing stands in any more are let go; those that are new, or have come back, are
 * watched. */
static void
folders_settle(struct watch *watch)
{
	GHashTable *wanted = g_hash_table_new(g_str_hash, g_str_equal);
	GList *watched;
	GHashTableIter iter;
	gpointer key, value;

	g_hash_table_iter_init(&iter, watch->entries);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		g_hash_table_add(wanted, ((struct entry *)value)->folder);
	watched = g_hash_table_get_keys(watch->folders);
	for (GList *at = watched; at; at = at->next)
		if (watch->lost || !g_hash_table_contains(wanted, at->data))
			folder_drop(watch, at->data);
	g_list_free(watched);
	watch->lost = false;
	watch->missing = false;
	g_hash_table_iter_init(&iter, wanted);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		folder_watch(watch, key);
	g_hash_table_destroy(wanted);
}
#else
static void
news_read(struct watch *watch, gint64 now)
{
	(void)watch;
	(void)now;
}

static void
folders_settle(struct watch *watch)
{
	(void)watch;
}
#endif

/* ---- the set ---- */

static void
entry_add(struct watch *watch, const char *path, const struct signature *known)
{
	struct entry *entry = g_hash_table_lookup(watch->entries, path);

	if (!entry) {
		entry = g_new0(struct entry, 1);
		entry->path = g_strdup(path);
		entry->folder = g_path_get_dirname(path);
		entry->name = strrchr(entry->path, '/') ? strrchr(entry->path, '/') + 1 : entry->path;
		g_hash_table_insert(watch->entries, entry->path, entry);
	}
	entry->round = watch->round;
	entry->known = *known;
}

void
watch_add(struct watch *watch, const char *path, const struct signature *known)
{
	char *real = realpath(path, NULL);

	entry_add(watch, path, known);
	/* A link is written through: the news is of the folder that it leads to. */
	if (real && strcmp(real, path) != 0 && g_file_test(path, G_FILE_TEST_IS_SYMLINK))
		entry_add(watch, real, known);
	free(real);
}

void
watch_begin(struct watch *watch)
{
	watch->round++;
}

static gboolean
is_stale(gpointer key, gpointer value, gpointer data)
{
	(void)key;
	return ((const struct entry *)value)->round != ((const struct watch *)data)->round;
}

/* What has changed between being read and being watched is found by a look at once. */
void
watch_keep(struct watch *watch)
{
	g_hash_table_foreach_remove(watch->entries, is_stale, watch);
	folders_settle(watch);
	watch->look = 0;
}

static void
look(struct watch *watch, bool all)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, watch->entries);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct entry *entry = value;
		bool touched = entry->touched;
		struct signature now;

		if (!all && !touched)
			continue;
		entry->touched = false;
		now = signature_of(entry->path);
		if (signature_same(&now, &entry->known))
			continue;
		/* There was no news of it: its folder is another one than that which is watched. */
		watch->lost = watch->lost || !touched;
		entry->known = now;
		g_ptr_array_add(watch->changed, g_strdup(entry->path));
	}
}

const char *const *
watch_changed(struct watch *watch, gint64 now)
{
	bool all = now >= watch->look;

	g_ptr_array_set_size(watch->changed, 0);
	news_read(watch, now);
	/* Not while it is touched: it may be half written. */
	if ((watch->rest && now >= watch->rest) || (!watch->rest && all)) {
		look(watch, all);
		if (watch->lost || watch->missing)
			folders_settle(watch);
		watch->rest = 0;
	}
	if (all)
		watch->look = now + (watch->fd >= 0 && !watch->missing ? LOOK_SELDOM : LOOK_OFTEN);
	g_ptr_array_add(watch->changed, NULL);
	return (const char *const *)watch->changed->pdata;
}
