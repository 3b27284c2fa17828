/* Differences: by hashes of all that a page draws with, and object by object. */
#include "pdf/differ.h"

#include <string.h>

#include "base/hash.h"
#include "pdf/qpdf.h"

enum { MOST_TOLD = 8, MOST_OBJECTS = 500000, MOST_DEPTH = 60, MOST_PARENTS = 30 };

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

/* ---- hashes ---- */

/* Of one document: what is behind each number is read once. */
struct prints {
	const struct document *document;
	GHashTable *known; /* number of an object: its hash as text; "" while it is being made */
};

static void value_put(struct prints *prints, GString *out, qpdf_oh value, int depth);

/* libqpdf walks one dictionary at a time. */
static char **
keys_of(const struct document *document, qpdf_oh dict)
{
	GPtrArray *keys = g_ptr_array_new();

	lib.qpdf_oh_begin_dict_key_iter(document->qpdf, dict);
	while (lib.qpdf_oh_dict_more_keys(document->qpdf))
		g_ptr_array_add(keys, g_strdup(lib.qpdf_oh_dict_next_key(document->qpdf)));
	g_ptr_array_add(keys, NULL);
	return (char **)g_ptr_array_free(keys, FALSE);
}

/* What leads away from a page, or says nothing of its look; of an annotation more than of others. */
static bool
is_elsewhere(const char *key, bool annotation)
{
	static const char *const keys[] = { "/Parent", "/StructParent", "/StructParents", "/Length",
		"/Metadata", "/P", "/Dest", "/A", "/AA", "/Contents", "/Popup" };

	for (size_t i = 0; i < (annotation ? G_N_ELEMENTS(keys) : 5); i++)
		if (strcmp(key, keys[i]) == 0)
			return true;
	return false;
}

static void
dict_put(struct prints *prints, GString *out, qpdf_oh dict, int depth)
{
	char **keys = keys_of(prints->document, dict);
	bool annotation = g_strv_contains((const char *const *)keys, "/Rect");

	g_string_append(out, "<<");
	for (int i = 0; keys[i]; i++) {
		qpdf_oh member;

		if (is_elsewhere(keys[i], annotation))
			continue;
		member = document_key(prints->document, dict, keys[i]);
		g_string_append(out, keys[i]);
		value_put(prints, out, member, depth + 1);
		lib.qpdf_oh_release(prints->document->qpdf, member);
	}
	g_string_append(out, ">>");
	g_strfreev(keys);
}

static void
stream_put(struct prints *prints, GString *out, qpdf_oh stream, int depth)
{
	qpdf_oh dict = lib.qpdf_oh_get_dict(prints->document->qpdf, stream);
	size_t size;
	char *bytes = document_stream(prints->document, stream, &size), text[HASH_TEXT] = "none";

	if (bytes)
		hash_of(bytes, size, text);
	g_string_append(out, text);
	dict_put(prints, out, dict, depth);
	lib.qpdf_oh_release(prints->document->qpdf, dict);
	g_free(bytes);
}

static void
plain_put(struct prints *prints, GString *out, qpdf_oh value, int depth)
{
	const struct document *document = prints->document;

	if (lib.qpdf_oh_is_stream(document->qpdf, value)) {
		stream_put(prints, out, value, depth);
	} else if (document_is_dict(document, value)) {
		dict_put(prints, out, value, depth);
	} else if (lib.qpdf_oh_is_array(document->qpdf, value)) {
		int count = lib.qpdf_oh_get_array_n_items(document->qpdf, value);

		g_string_append_c(out, '[');
		for (int i = 0; i < count; i++) {
			qpdf_oh item = lib.qpdf_oh_get_array_item(document->qpdf, value, i);

			value_put(prints, out, item, depth + 1);
			lib.qpdf_oh_release(document->qpdf, item);
		}
		g_string_append_c(out, ']');
	} else {
		g_string_append_printf(out, " %s", lib.qpdf_oh_unparse_binary(document->qpdf, value));
	}
}

/* An object stands there by the hash of what it is, whatever its number. */
static void
value_put(struct prints *prints, GString *out, qpdf_oh value, int depth)
{
	gpointer number = GINT_TO_POINTER(lib.qpdf_oh_get_object_id(prints->document->qpdf, value));
	const char *known = number ? g_hash_table_lookup(prints->known, number) : NULL;
	char text[HASH_TEXT];
	GString *own;

	if (depth > MOST_DEPTH)
		return;
	if (!number) {
		plain_put(prints, out, value, depth);
		return;
	}
	if (!known) {
		g_hash_table_insert(prints->known, number, g_strdup(""));
		own = g_string_new(NULL);
		plain_put(prints, own, value, depth);
		hash_of(own->str, own->len, text);
		g_string_free(own, TRUE);
		g_hash_table_insert(prints->known, number, g_strdup(text));
		known = g_hash_table_lookup(prints->known, number);
	}
	g_string_append_printf(out, "{%s}", known);
}

/* Of a page, or of what is above it. */
static void
inherited_put(struct prints *prints, GString *out, qpdf_oh page, const char *key)
{
	const struct document *document = prints->document;
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
	value_put(prints, out, value, 0);
	lib.qpdf_oh_release(document->qpdf, value);
	if (at != page)
		lib.qpdf_oh_release(document->qpdf, at);
}

/* All that decides what a page looks like; NULL when there is no such page. Yours. */
static char *
page_print(struct prints *prints, int page)
{
	static const char *const keys[] = { "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources" };
	const struct document *document = prints->document;
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
	value_put(prints, out, layers, 0);
	lib.qpdf_oh_release(document->qpdf, layers);
	layers = document_key(document, document->root, "/OCProperties");
	value_put(prints, out, layers, 0);
	lib.qpdf_oh_release(document->qpdf, layers);
	lib.qpdf_oh_release(document->qpdf, found);
	g_free(drawing);
	return g_string_free(out, FALSE);
}

static struct prints
prints_begin(const struct document *document)
{
	return (struct prints){ document, g_hash_table_new_full(NULL, NULL, NULL, g_free) };
}

GArray *
document_pages_differ(const struct document *a, const struct document *b)
{
	struct prints old = prints_begin(a), new = prints_begin(b);
	GArray *differ = g_array_new(FALSE, FALSE, sizeof(int));
	int count = MAX(document_pages(a), document_pages(b));

	for (int i = 0; i < count; i++) {
		char *left = page_print(&old, i), *right = page_print(&new, i);
		int number = i + 1;

		if (!left || !right || strcmp(left, right) != 0)
			g_array_append_val(differ, number);
		g_free(left);
		g_free(right);
	}
	g_hash_table_destroy(old.known);
	g_hash_table_destroy(new.known);
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
