/* Two PDFs: passages by their structure, pages by what they draw with and, where that differs, by how
 * they look. */
#include "versus.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/worker.h"
#include "leftover.h"
#include "paint/look.h"
#include "pdf/besides.h"
#include "pdf/differ.h"
#include "pdf/passages.h"

enum { MOST_TOLD = 20, MOST_BEYOND = 100, QUOTE_BYTES = 300 };

static const char *const change_names[] = { [CHANGE_KEPT] = "kept", [CHANGE_CHANGED] = "changed",
	[CHANGE_ADDED] = "added", [CHANGE_REMOVED] = "removed" };

static struct passages *
passages_read(const struct document *document)
{
	struct structure *structure = structure_read(document);
	struct passages *passages = structure_passages(structure);

	structure_destroy(structure);
	return passages;
}

struct versus *
versus_make(const struct document *old, const struct document *new)
{
	struct versus *versus = g_new0(struct versus, 1);

	versus->count = MAX(document_pages(old), document_pages(new));
	versus->drawn = document_pages_differ(old, new);
	versus->old = passages_read(old);
	versus->new = passages_read(new);
	if (document_tagged(old) && document_tagged(new))
		versus->changes = compare_passages(versus->old->list, versus->old->count, versus->new->list,
			versus->new->count);
	return versus;
}

void
versus_destroy(struct versus *versus)
{
	if (!versus)
		return;
	passages_destroy(versus->old);
	passages_destroy(versus->new);
	if (versus->changes)
		g_array_free(versus->changes, TRUE);
	if (versus->seen)
		g_array_free(versus->seen, TRUE);
	if (versus->besides)
		g_ptr_array_free(versus->besides, TRUE);
	g_array_free(versus->drawn, TRUE);
	g_free(versus);
}

void
versus_ask_besides(struct versus *versus, const struct document *old, const struct document *new)
{
	versus->besides = document_besides_differ(old, new);
}

/* ---- looks ---- */

struct looking {
	const struct look_job *job;
	const GArray *pages;
	const char *found; /* a file: numbers of pages, a line each */
};

/* Yours. */
static char *
picture_path(const struct look_job *job, int page)
{
	char *name = g_strdup_printf("%s-%03d.png", job->name, page);
	char *path = g_build_filename(job->folder, name, NULL);

	g_free(name);
	return path;
}

static bool
picture_write(const struct look_job *job, struct look *old, struct look *new, int page,
	struct diags *diags)
{
	char *path = picture_path(job, page);
	struct outfile *out = outfile_open(path, diags);
	bool ok = out && looks_write(old, new, page, out, diags);

	ok = outfile_end(out, ok, diags);
	g_free(path);
	return ok;
}

/* A number that is lost would be a page that looks the same. */
static bool
found_write(const char *path, const GString *text, struct diags *diags)
{
	struct outfile *out = outfile_open(path, diags);

	if (!out)
		return false;
	outfile_scratch(out);
	outfile_write(out, text->str, text->len);
	return outfile_commit(out, diags);
}

static int
look_run(void *data)
{
	const struct looking *looking = data;
	const struct look_job *job = looking->job;
	struct diags *diags = diags_create();
	struct look *old = look_open(job->old, job->file, diags);
	struct look *new = old ? look_open(job->new, job->file, diags) : NULL;
	GString *found = g_string_new(NULL);

	for (guint i = 0; i < looking->pages->len && new; i++) {
		int page = g_array_index(looking->pages, int, i);

		if (looks_same(old, new, page))
			continue;
		g_string_append_printf(found, "%d\n", page);
		if (job->folder && !picture_write(job, old, new, page, diags))
			break;
	}
	found_write(looking->found, found, diags);
	g_string_free(found, TRUE);
	look_close(old);
	look_close(new);
	return diags_end(diags);
}

/* NULL when the file cannot be read. */
static GArray *
numbers_read(const char *path)
{
	GArray *numbers = g_array_new(FALSE, FALSE, sizeof(int));
	char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL)) {
		g_array_free(numbers, TRUE);
		return NULL;
	}
	for (char *at = text, *end; *at; at = end) {
		int number = (int)strtol(at, &end, 10);

		if (end == at)
			break;
		g_array_append_val(numbers, number);
		end += strspn(end, "\n");
	}
	g_free(text);
	return numbers;
}

void
versus_clear(const struct look_job *job, const GArray *seen, int count, struct diags *diags)
{
	struct leftovers leftovers = { 0 };
	guint at = 0;

	for (int page = 1; page <= count + MOST_BEYOND; page++) {
		char *path = picture_path(job, page);

		if (seen && at < seen->len && g_array_index(seen, int, at) == page)
			at++;
		else
			leftover_take(&leftovers, path);
		g_free(path);
	}
	leftovers_tell(&leftovers, diags);
}

void
versus_look(struct versus *versus, const struct look_job *job, struct diags *diags)
{
	const struct worker_limits limits = { .seconds = job->seconds, .memory = (size_t)2 << 30,
		.hint = "its pages are more than can be drawn for looking at them" };
	char *found = g_build_filename(job->scratch, "looks", NULL);
	struct looking looking = { job, versus->drawn, found };

	if (!versus->drawn->len) {
		versus->seen = g_array_new(FALSE, FALSE, sizeof(int));
	} else if (job->folder && g_mkdir_with_parents(job->folder, 0777) != 0) {
		diag(diags, DIAG_FILE_WRITE, (struct place){ .file = job->folder },
			"the folder cannot be made: %s", g_strerror(errno));
	} else if (worker_run(&limits, look_run, &looking, job->file, NULL, diags) != 0 ||
		!(versus->seen = numbers_read(found))) {
		diag(diags, DIAG_PDF, (struct place){ .file = job->file },
			"how its pages look could not be compared");
	}
	if (job->folder && versus->seen)
		versus_clear(job, versus->seen, versus->count, diags);
	g_free(found);
}

/* ---- what was found ---- */

bool
versus_same_words(const struct versus *versus)
{
	return versus->changes &&
		compare_count(versus->changes, CHANGE_KEPT) == (int)versus->changes->len;
}

bool
versus_same_look(const struct versus *versus)
{
	return versus->drawn->len == 0 || (versus->seen && versus->seen->len == 0);
}

static const struct passage *
passage_of(const struct versus *versus, const struct change *change)
{
	return change->new >= 0 ? &versus->new->list[change->new] : &versus->old->list[change->old];
}

static const char *
words_of(const struct passages *passages, int at)
{
	return at >= 0 ? passages->list[at].words : "";
}

static void
change_print(const struct versus *versus, const struct change *change, const char *before)
{
	const struct passage *passage = passage_of(versus, change);
	char *quote = compare_quote(words_of(versus->old, change->old), words_of(versus->new, change->new),
		QUOTE_BYTES);
	char *place = diag_clean(passage->place, QUOTE_BYTES), *words = diag_clean(quote, QUOTE_BYTES);

	printf("%spage %d, %s: %s: %s\n", before, passage->page, place, change_names[change->kind], words);
	g_free(quote);
	g_free(place);
	g_free(words);
}

static void
words_print(const struct versus *versus, const char *before)
{
	int told = 0, left = 0;

	for (guint i = 0; i < versus->changes->len; i++) {
		const struct change *change = &g_array_index(versus->changes, struct change, i);

		if (change->kind == CHANGE_KEPT)
			continue;
		if (told++ < MOST_TOLD)
			change_print(versus, change, before);
		else
			left++;
	}
	if (left)
		printf("%sand %d more passages\n", before, left);
}

static void
besides_print(const GPtrArray *besides, const char *before)
{
	for (guint i = 0; i < besides->len; i++) {
		char *text = diag_clean(g_ptr_array_index(besides, i), QUOTE_BYTES);

		printf("%s%s%s", i == 0 ? before : "", i == 0 ? "also different: " : "; ", text);
		g_free(text);
	}
	if (besides->len)
		putchar('\n');
}

void
versus_print(const struct versus *versus, const char *before)
{
	const GArray *pages = versus->seen ? versus->seen : versus->drawn;
	char *places = places_text(pages);

	if (!versus->changes)
		printf("%swords cannot be compared: one of the documents has no structure\n", before);
	else if (versus_same_words(versus))
		printf("%ssame words%s\n", before, versus_same_look(versus) ? ", same look" : "");
	else
		words_print(versus, before);
	if (pages->len)
		printf("%spages that %s: %s\n", before, versus->seen ? "look different"
			: "are drawn differently", places);
	else if (!versus_same_words(versus))
		printf("%ssame look: all pages look alike\n", before);
	if (versus->besides)
		besides_print(versus->besides, before);
	g_free(places);
}

static void
text_add(struct json_object *into, const char *key, const char *text)
{
	json_object_object_add(into, key, json_object_new_string(text));
}

static struct json_object *
change_json(const struct versus *versus, const struct change *change)
{
	const struct passage *passage = passage_of(versus, change);
	struct json_object *one = json_object_new_object();

	text_add(one, "change", change_names[change->kind]);
	text_add(one, "place", passage->place);
	json_object_object_add(one, "page", json_object_new_int(passage->page));
	if (change->old >= 0)
		text_add(one, "was", words_of(versus->old, change->old));
	if (change->new >= 0)
		text_add(one, "is", words_of(versus->new, change->new));
	return one;
}

void
versus_json(const struct versus *versus, struct json_object *into)
{
	struct json_object *changes = json_object_new_array(), *pages = json_object_new_array();
	const GArray *differ = versus->seen ? versus->seen : versus->drawn;

	for (guint i = 0; i < differ->len; i++)
		json_object_array_add(pages, json_object_new_int(g_array_index(differ, int, i)));
	for (guint i = 0; versus->changes && i < versus->changes->len; i++) {
		const struct change *change = &g_array_index(versus->changes, struct change, i);

		if (change->kind != CHANGE_KEPT)
			json_object_array_add(changes, change_json(versus, change));
	}
	text_add(into, "words", !versus->changes ? "unknown" : versus_same_words(versus) ? "same"
		: "changed");
	text_add(into, "look", versus_same_look(versus) ? "same" : versus->seen ? "changed" : "unknown");
	json_object_object_add(into, "pages", pages);
	json_object_object_add(into, "changes", changes);
	if (versus->besides) {
		struct json_object *besides = json_object_new_array();

		for (guint i = 0; i < versus->besides->len; i++)
			json_object_array_add(besides,
				json_object_new_string(g_ptr_array_index(versus->besides, i)));
		json_object_object_add(into, "besides", besides);
	}
}
