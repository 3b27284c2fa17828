/* Finishing: the steps in order. Read this first. */
#include "pdf/finish.h"

#include <json-c/json.h>
#include <stdarg.h>
#include <libdeflate.h>

#include "base/arena.h"
#include "pdf/pdf.h"

bool
finish_fail(struct finish *finish, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	diag(finish->diags, DIAG_PAINT, (struct place){ 0 }, "the PDF cannot be finished: %s", text);
	g_free(text);
	return false;
}

static bool
tags_step(struct finish *finish)
{
	finish->marks = marks_make(finish->pages);
	finish->tags = tags_make(finish->pages, finish->marks);
	return finish->tags ||
		finish_fail(finish, "something was painted that has no place in the report");
}

static bool
catalog_write(struct finish *finish)
{
	GString *out;

	finish->root = writer_reserve(finish->writer, 1);
	out = writer_begin(finish->writer, finish->root);
	g_string_append_printf(out, "<</Type/Catalog%s", finish->catalog->str);
	if (finish->catalog_names->len)
		g_string_append_printf(out, "/Names<<%s>>", finish->catalog_names->str);
	g_string_append(out, ">>");
	writer_end(finish->writer);
	return true;
}

/* A reader that looks for what a document carries begins at the catalogue; without the structure in
 * between it need not take all of that apart. */
static bool
part_end(struct finish *finish)
{
	writer_part(finish->writer);
	return true;
}

/* Later steps need what earlier ones have made. */
static bool (*const steps[])(struct finish *) = {
	tags_step,
	fonts_find,
	annots_make,
	destinations_name,
	pages_write,
	pictures_write,
	copies_write,
	annots_write,
	part_end,
	attachments_write,
	part_end,
	structure_write,
	destinations_write,
	bookmarks_write,
	labels_write,
	part_end,
	intent_write,
	metadata_write,
	catalog_write,
};

static void
out_write(void *out, const void *bytes, size_t size)
{
	outfile_write(out, bytes, size);
}

static void
made_free(struct finish *finish)
{
	for (guint i = 0; i < finish->pages->pages->len; i++)
		if (finish->annots_of_page[i])
			g_array_free(finish->annots_of_page[i], TRUE);
	g_free(finish->annots_of_page);
	tags_destroy(finish->tags);
	marks_destroy(finish->marks);
	g_ptr_array_free(finish->font_names, TRUE);
	arena_destroy(finish->arena);
	g_free(finish->copied);
	g_array_free(finish->waiting, TRUE);
	packer_destroy(finish->packer);
	g_byte_array_free(finish->unpacked, TRUE);
	g_string_free(finish->text, TRUE);
	g_clear_pointer(&finish->names, g_hash_table_destroy);
	g_hash_table_destroy(finish->files);
	g_string_free(finish->catalog, TRUE);
	g_string_free(finish->catalog_names, TRUE);
}

/* Links and destinations name pages before these are written. */
static int *
page_numbers(struct finish *finish)
{
	int count = (int)finish->pages->pages->len;
	int *numbers = arena_new_array(finish->arena, int, count + 1);

	for (int i = 0; i < count; i++)
		numbers[i] = writer_reserve(finish->writer, 1);
	return numbers;
}

static bool
finish_run(struct finish *finish)
{
	bool ok = true;

	finish->arena = arena_create();
	finish->copied = g_new0(int, source_count(finish->source) + 1);
	finish->waiting = g_array_new(FALSE, FALSE, sizeof(int));
	finish->annots_of_page = g_new0(GArray *, finish->pages->pages->len + 1);
	finish->packer = packer_create();
	finish->unpacked = g_byte_array_new();
	finish->text = g_string_new(NULL);
	finish->font_names = g_ptr_array_new_with_free_func(g_free);
	finish->files = g_hash_table_new(NULL, NULL);
	finish->page_numbers = page_numbers(finish);
	finish->catalog = g_string_new(NULL);
	finish->catalog_names = g_string_new(NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(steps) && ok; i++)
		ok = steps[i](finish);
	if (ok)
		writer_finish(finish->writer, finish->root, finish->info);
	made_free(finish);
	return ok;
}

bool
pdf_finish(const struct drawn *drawn, struct outfile *out, struct diags *diags)
{
	struct finish finish = { .pages = drawn->pages, .used = drawn->used,
		.pictures = drawn->pictures, .date = drawn->date,
		.producer = drawn->producer, .attachments = drawn->attachments, .diags = diags };
	bool ok;

	finish.source = source_open(drawn->bytes, drawn->size);
	if (!finish.source)
		return finish_fail(&finish, "its cross-reference table is not found");
	finish.writer = writer_create(out_write, out);
	ok = finish_run(&finish);
	writer_destroy(finish.writer);
	source_close(finish.source);
	return ok;
}

int
pdf_libraries(struct library *libraries)
{
	libraries[0] = (struct library){ "json-c", json_c_version() };
	libraries[1] = (struct library){ "libdeflate", LIBDEFLATE_VERSION_STRING };
	return 2;
}
