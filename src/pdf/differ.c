/* Differences: by hashes of all that a page draws with, and object by object. */
#include "pdf/differ.h"

#include <string.h>

#include "base/hash.h"
#include "pdf/prints.h"
#include "pdf/qpdf.h"

enum { MOST_TOLD = 8, MOST_OBJECTS = 500000, MOST_PARENTS = 30 };

char *
places_text(const GArray *numbers)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0, told = 0; i < numbers->len; told++) {
		guint last = i;

		while (last + 1 < numbers->len &&
			g_array_index(numbers, int, last + 1) == g_array_index(numbers, int, last) + 1)
			last++;
		if (told == MOST_TOLD) {
			g_string_append(out, ", ...");
			break;
		}
		g_string_append_printf(out, last > i ? "%s%d-%d" : "%s%d", told ? ", " : "",
			g_array_index(numbers, int, i), g_array_index(numbers, int, last));
		i = last + 1;
	}
	return g_string_free(out, FALSE);
}

/* ---- pages ---- */

/* Of a page, or of what is above it. */
static void
inherited_put(struct prints *prints, GString *out, qpdf_oh page, const char *key)
{
	const struct document *document = prints_document(prints);
	qpdf_oh at = page, value = document_key(document, at, key);

	for (int i = 0; i < MOST_PARENTS && lib.qpdf_oh_is_null(document->qpdf, value); i++) {
		qpdf_oh parent = document_key(document, at, "/Parent");

		if (at != page)
			lib.qpdf_oh_release(document->qpdf, at);
		at = parent;
		if (!document_is_dict(document, at))
			break;
		lib.qpdf_oh_release(document->qpdf, value);
		value = document_key(document, at, key);
	}
	g_string_append(out, key);
	print_value(prints, out, value);
	lib.qpdf_oh_release(document->qpdf, value);
	if (at != page)
		lib.qpdf_oh_release(document->qpdf, at);
}

/* All that decides what a page looks like; NULL when there is no such page. Yours. */
static char *
page_print(struct prints *prints, int page)
{
	static const char *const keys[] = { "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources" };
	const struct document *document = prints_document(prints);
	GString *out;
	char *drawing, text[HASH_TEXT] = "none";
	size_t size;
	qpdf_oh found, layers;

	if (page >= document_pages(document))
		return NULL;
	out = g_string_new(NULL);
	found = lib.qpdf_get_page_n(document->qpdf, (size_t)page);
	drawing = document_drawing(document, found, &size);
	if (drawing)
		hash_of(drawing, size, text);
	g_string_append(out, text);
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		inherited_put(prints, out, found, keys[i]);
	layers = document_key(document, found, "/Annots");
	print_value(prints, out, layers);
	lib.qpdf_oh_release(document->qpdf, layers);
	layers = document_key(document, document->root, "/OCProperties");
	print_value(prints, out, layers);
	lib.qpdf_oh_release(document->qpdf, layers);
	lib.qpdf_oh_release(document->qpdf, found);
	g_free(drawing);
	return g_string_free(out, FALSE);
}

GArray *
document_pages_differ(const struct document *a, const struct document *b)
{
	struct prints *old = prints_begin(a, PRINT_LOOKS), *new = prints_begin(b, PRINT_LOOKS);
	GArray *differ = g_array_new(FALSE, FALSE, sizeof(int));
	int count = MAX(document_pages(a), document_pages(b));

	for (int i = 0; i < count; i++) {
		char *left = page_print(old, i), *right = page_print(new, i);
		int number = i + 1;

		if (!left || !right || strcmp(left, right) != 0)
			g_array_append_val(differ, number);
		g_free(left);
		g_free(right);
	}
	prints_end(old);
	prints_end(new);
	return differ;
}

/* ---- objects ---- */

/* An object as text, a stream with its bytes behind it. Yours. */
static GString *
object_of(const struct document *document, int number)
{
	qpdf_oh object = lib.qpdf_get_object_by_id(document->qpdf, number, 0);
	bool stream = lib.qpdf_oh_is_stream(document->qpdf, object);
	qpdf_oh shown = stream ? lib.qpdf_oh_get_dict(document->qpdf, object) : object;
	GString *out = g_string_new(lib.qpdf_oh_unparse_binary(document->qpdf, shown));
	size_t size;
	char *bytes = stream ? document_stream(document, object, &size) : NULL;

	if (bytes)
		g_string_append_len(out, bytes, (gssize)size);
	g_free(bytes);
	if (stream)
		lib.qpdf_oh_release(document->qpdf, shown);
	lib.qpdf_oh_release(document->qpdf, object);
	return out;
}

/* How many objects a document may have; what it says of that is not believed when it says much. */
static int
object_count(const struct document *document)
{
	qpdf_oh size = document_key(document, document->trailer, "/Size");
	int count = lib.qpdf_oh_is_integer(document->qpdf, size)
		? lib.qpdf_oh_get_int_value_as_int(document->qpdf, size) : 0;

	lib.qpdf_oh_release(document->qpdf, size);
	return CLAMP(count, 0, MOST_OBJECTS);
}

/* The page that an object is, or whose drawing it is; 0: neither. */
static int
page_number(const struct document *document, int number, bool *drawing)
{
	int count = document_pages(document), found = 0;

	for (int i = 0; i < count && !found; i++) {
		qpdf_oh page = lib.qpdf_get_page_n(document->qpdf, (size_t)i);
		qpdf_oh contents = document_key(document, page, "/Contents");

		*drawing = lib.qpdf_oh_get_object_id(document->qpdf, contents) == number;
		if (*drawing || lib.qpdf_oh_get_object_id(document->qpdf, page) == number)
			found = i + 1;
		lib.qpdf_oh_release(document->qpdf, contents);
		lib.qpdf_oh_release(document->qpdf, page);
	}
	return found;
}

/* What an object is, in a word or two; "" when it does not say. Yours. */
static char *
object_name(const struct document *document, int number)
{
	qpdf_oh object = lib.qpdf_get_object_by_id(document->qpdf, number, 0);
	bool stream = lib.qpdf_oh_is_stream(document->qpdf, object), drawing = false;
	qpdf_oh dict = stream ? lib.qpdf_oh_get_dict(document->qpdf, object) : object;
	qpdf_oh type = document_is_dict(document, dict) ? document_key(document, dict, "/Type") : 0;
	qpdf_oh info = document_key(document, document->trailer, "/Info");
	char *name = type ? document_text(document, type) : g_strdup("");
	int page = page_number(document, number, &drawing);

	if (page) {
		g_free(name);
		name = g_strdup_printf("%spage %d", drawing ? "the drawing of " : "", page);
	} else if (lib.qpdf_oh_get_object_id(document->qpdf, info) == number) {
		g_free(name);
		name = g_strdup("the document information");
	}
	lib.qpdf_oh_release(document->qpdf, info);
	if (type)
		lib.qpdf_oh_release(document->qpdf, type);
	if (stream)
		lib.qpdf_oh_release(document->qpdf, dict);
	lib.qpdf_oh_release(document->qpdf, object);
	return name;
}

char *
document_objects_differ(const struct document *a, const struct document *b)
{
	GString *out = g_string_new(NULL);
	int count = MAX(object_count(a), object_count(b)), told = 0;

	for (int i = 1; i < count && told <= MOST_TOLD; i++) {
		GString *left = object_of(a, i), *right = object_of(b, i);
		char *name = g_string_equal(left, right) ? NULL : object_name(a, i);

		if (!name || strcmp(name, "XRef") == 0 || strcmp(name, "ObjStm") == 0)
			; /* the same; or only where others are */
		else if (told++ == MOST_TOLD)
			g_string_append(out, ", ...");
		else
			g_string_append_printf(out, "%s%d%s%s%s", out->len ? ", " : "", i, *name ? " (" : "",
				name, *name ? ")" : "");
		g_free(name);
		g_string_free(left, TRUE);
		g_string_free(right, TRUE);
	}
	return g_string_free(out, FALSE);
}
