/* What else differs: by the entries of the catalog and the information dictionary, the annotations and other
 * entries of pages, and the files that are carried. */
#include "pdf/besides.h"

#include <string.h>

#include "base/hash.h"
#include "pdf/differ.h"
#include "pdf/prints.h"

enum { MOST_ITEMS = 100000, MOST_LEVELS = 60, MOST_FILES_TOLD = 8 };

struct pair {
	struct prints *old, *new;
	GPtrArray *found;
};

/* ---- dictionaries ---- */

/* NULL: looked at elsewhere. Entries that are not here go by their own names. */
static const struct entry {
	const char *key, *says;
} catalog[] = {
	{ "/Type", NULL }, { "/Pages", NULL }, { "/StructTreeRoot", NULL }, { "/Names", NULL },
	{ "/AF", NULL }, { "/Outlines", NULL },
	{ "/AA", "what happens when it is opened or closed" },
	{ "/OpenAction", "what happens when it is opened" },
	{ "/AcroForm", "its form and its signatures" },
	{ "/Lang", "its language" },
	{ "/MarkInfo", "whether it is tagged" },
	{ "/Metadata", "its metadata (XMP)" },
	{ "/OutputIntents", "the colours that it is meant for" },
	{ "/PageLabels", "the labels of its pages" },
	{ NULL, NULL },
}, names[] = {
	{ "/EmbeddedFiles", NULL },
	{ "/Dests", "the places that links lead to" },
	{ "/JavaScript", "its scripts" },
	{ NULL, NULL },
}, information[] = {
	{ "/Title", "its title" }, { "/Author", "its author" }, { "/Subject", "its subject" },
	{ "/Keywords", "its keywords" }, { "/CreationDate", "its date" },
	{ "/ModDate", "the date of its last change" },
	{ NULL, NULL },
}, pages[] = { /* the first lines are what decides its look, and has been compared */
	{ "/Contents", NULL }, { "/Resources", NULL }, { "/MediaBox", NULL }, { "/CropBox", NULL },
	{ "/Rotate", NULL }, { "/UserUnit", NULL }, { "/Type", NULL }, { "/Parent", NULL },
	{ "/StructParents", NULL }, { "/AF", NULL },
	{ NULL, NULL },
};

static const struct entry *
entry_find(const struct entry *entries, const char *key)
{
	while (entries->key && strcmp(entries->key, key) != 0)
		entries++;
	return entries;
}

static char *
member_print(struct prints *prints, qpdf_oh dict, const char *key)
{
	const struct document *document = prints_document(prints);
	GString *out = g_string_new(NULL);
	qpdf_oh value;

	if (document_is_dict(document, dict)) {
		value = document_key(document, dict, key);
		print_value(prints, out, value);
		lib.qpdf_oh_release(document->qpdf, value);
	} else {
		g_string_append(out, " null");
	}
	return g_string_free(out, FALSE);
}

static void
keys_add(const struct document *document, qpdf_oh dict, GHashTable *keys)
{
	if (!document_is_dict(document, dict))
		return;
	lib.qpdf_oh_begin_dict_key_iter(document->qpdf, dict);
	while (lib.qpdf_oh_dict_more_keys(document->qpdf))
		g_hash_table_add(keys, g_utf8_make_valid(lib.qpdf_oh_dict_next_key(document->qpdf), -1));
}

/* What of two dictionaries differs goes to `found`, each thing once. */
static void
dicts_compare(struct pair *pair, qpdf_oh old, qpdf_oh new, const struct entry *entries, GPtrArray *found)
{
	GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GList *sorted;

	keys_add(prints_document(pair->old), old, keys);
	keys_add(prints_document(pair->new), new, keys);
	sorted = g_list_sort(g_hash_table_get_keys(keys), (GCompareFunc)strcmp);
	for (GList *at = sorted; at; at = at->next) {
		const struct entry *entry = entry_find(entries, at->data);
		char *was, *is;

		if (entry->key && !entry->says)
			continue;
		was = member_print(pair->old, old, at->data);
		is = member_print(pair->new, new, at->data);
		if (strcmp(was, is) != 0)
			g_ptr_array_add(found, g_strdup(entry->says ? entry->says : (char *)at->data));
		g_free(was);
		g_free(is);
	}
	g_list_free(sorted);
	g_hash_table_destroy(keys);
}

/* ---- bookmarks ---- */

/* One after another, for each leads to the next; `left`: how many may still be looked at. */
static void
bookmarks_put(struct prints *prints, GString *out, qpdf_oh parent, int depth, int *left)
{
	const struct document *document = prints_document(prints);
	qpdf_oh item = document_key(document, parent, "/First");

	while (document_is_dict(document, item) && depth < MOST_LEVELS && (*left)-- > 0) {
		qpdf_oh next = document_key(document, item, "/Next");

		print_value(prints, out, item);
		g_string_append_c(out, '(');
		bookmarks_put(prints, out, item, depth + 1, left);
		g_string_append_c(out, ')');
		lib.qpdf_oh_release(document->qpdf, item);
		item = next;
	}
	lib.qpdf_oh_release(document->qpdf, item);
}

static char *
bookmarks_print(struct prints *prints)
{
	const struct document *document = prints_document(prints);
	qpdf_oh outlines = document_key(document, document->root, "/Outlines");
	GString *out = g_string_new(NULL);
	int left = MOST_ITEMS;

	if (document_is_dict(document, outlines))
		bookmarks_put(prints, out, outlines, 0, &left);
	lib.qpdf_oh_release(document->qpdf, outlines);
	return g_string_free(out, FALSE);
}

static void
bookmarks_compare(struct pair *pair)
{
	char *was = bookmarks_print(pair->old), *is = bookmarks_print(pair->new);

	if (strcmp(was, is) != 0)
		g_ptr_array_add(pair->found, g_strdup("the bookmarks"));
	g_free(was);
	g_free(is);
}

/* ---- pages ---- */

/* Where others lead to a page they lead to its number: what it looks like is compared elsewhere. */
static void
pages_number(struct prints *prints)
{
	const struct document *document = prints_document(prints);

	for (int i = 0; i < document_pages(document); i++) {
		qpdf_oh page = lib.qpdf_get_page_n(document->qpdf, (size_t)i);
		char *text = g_strdup_printf("page %d", i);

		print_known(prints, page, text);
		g_free(text);
		lib.qpdf_oh_release(document->qpdf, page);
	}
}

static void
pages_compare(struct pair *pair)
{
	const struct document *a = prints_document(pair->old), *b = prints_document(pair->new);
	GArray *numbers = g_array_new(FALSE, FALSE, sizeof(int));
	int count = MIN(document_pages(a), document_pages(b));
	char *places;

	for (int i = 0, number = 1; i < count; i++, number++) {
		qpdf_oh old = lib.qpdf_get_page_n(a->qpdf, (size_t)i);
		qpdf_oh new = lib.qpdf_get_page_n(b->qpdf, (size_t)i);
		GPtrArray *found = g_ptr_array_new_with_free_func(g_free);

		dicts_compare(pair, old, new, pages, found);
		if (found->len)
			g_array_append_val(numbers, number);
		g_ptr_array_free(found, TRUE);
		lib.qpdf_oh_release(a->qpdf, old);
		lib.qpdf_oh_release(b->qpdf, new);
	}
	places = places_text(numbers);
	if (numbers->len)
		g_ptr_array_add(pair->found, g_strdup_printf("links, or what else lies over page%s %s",
			numbers->len > 1 ? "s" : "", places));
	g_free(places);
	g_array_free(numbers, TRUE);
}

/* ---- files ---- */

/* The files of one that the other does not have like that; when `only`, not at all. */
static int
files_compare(const struct document *a, const struct document *b, bool only, const char *says,
	GPtrArray *found)
{
	const GPtrArray *all = document_carried(a);
	int count = 0;

	for (guint i = 0; i < all->len; i++) {
		const struct carried *one = g_ptr_array_index(all, i), *other = document_find(b, one->name);

		if (only ? other != NULL : !other || (one->size == other->size &&
			memcmp(one->bytes, other->bytes, one->size) == 0))
			continue;
		if (count++ < MOST_FILES_TOLD)
			g_ptr_array_add(found, g_strdup_printf(says, one->name));
	}
	return MAX(0, count - MOST_FILES_TOLD);
}

static void
all_files_compare(const struct document *a, const struct document *b, GPtrArray *found)
{
	int left = files_compare(a, b, false, "the file %s", found) +
		files_compare(a, b, true, "the file %s, which is gone", found) +
		files_compare(b, a, true, "the file %s, which is new", found);

	if (left)
		g_ptr_array_add(found, g_strdup_printf("%d more files", left));
}

static void
member_dicts_compare(struct pair *pair, qpdf_oh old, qpdf_oh new, const char *key,
	const struct entry *entries)
{
	const struct document *a = prints_document(pair->old), *b = prints_document(pair->new);
	qpdf_oh was = document_key(a, old, key), is = document_key(b, new, key);

	dicts_compare(pair, was, is, entries, pair->found);
	lib.qpdf_oh_release(a->qpdf, was);
	lib.qpdf_oh_release(b->qpdf, is);
}

GPtrArray *
document_besides_differ(const struct document *a, const struct document *b)
{
	struct pair pair = { prints_begin(a, PRINT_OTHERS), prints_begin(b, PRINT_OTHERS),
		g_ptr_array_new_with_free_func(g_free) };

	pages_number(pair.old);
	pages_number(pair.new);
	all_files_compare(a, b, pair.found);
	dicts_compare(&pair, a->root, b->root, catalog, pair.found);
	member_dicts_compare(&pair, a->root, b->root, "/Names", names);
	bookmarks_compare(&pair);
	pages_compare(&pair);
	member_dicts_compare(&pair, a->trailer, b->trailer, "/Info", information);
	prints_end(pair.old);
	prints_end(pair.new);
	return pair.found;
}
