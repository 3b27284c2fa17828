/* Hashes of values: two are the same when all is that they lead to, whatever the numbers of the objects. */
#include "pdf/prints.h"

#include <string.h>

#include "base/hash.h"

enum { MOST_DEPTH = 60 };

struct prints {
	const struct document *document;
	enum print_kind kind;
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

/* What leads away from a value, or says nothing of it. Of a look: more of an annotation than of others. Of
 * what else there is: how it was packed. */
static bool
is_elsewhere(const struct prints *prints, const char *key, bool annotation)
{
	static const char *const looks[] = { "/Parent", "/StructParent", "/StructParents", "/Length",
		"/Metadata", "/P", "/Dest", "/A", "/AA", "/Contents", "/Popup", NULL };
	static const char *const plain[] = { "/Parent", "/StructParent", "/StructParents", "/Length",
		"/Metadata", NULL };
	static const char *const others[] = { "/Parent", "/StructParent", "/StructParents", "/Length", "/P",
		"/SE", "/Filter", "/DecodeParms", "/First", "/Last", "/Prev", "/Next", NULL };

	return g_strv_contains(prints->kind == PRINT_OTHERS ? others : annotation ? looks : plain, key);
}

static void
dict_put(struct prints *prints, GString *out, qpdf_oh dict, int depth)
{
	char **keys = keys_of(prints->document, dict);
	bool annotation = g_strv_contains((const char *const *)keys, "/Rect");

	g_string_append(out, "<<");
	for (int i = 0; keys[i]; i++) {
		qpdf_oh member;

		if (is_elsewhere(prints, keys[i], annotation))
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

void
print_value(struct prints *prints, GString *out, qpdf_oh value)
{
	value_put(prints, out, value, 0);
}

void
print_known(struct prints *prints, qpdf_oh object, const char *text)
{
	gpointer number = GINT_TO_POINTER(lib.qpdf_oh_get_object_id(prints->document->qpdf, object));

	if (number)
		g_hash_table_insert(prints->known, number, g_strdup(text));
}

const struct document *
prints_document(const struct prints *prints)
{
	return prints->document;
}

struct prints *
prints_begin(const struct document *document, enum print_kind kind)
{
	struct prints *prints = g_new(struct prints, 1);

	*prints = (struct prints){ document, kind, g_hash_table_new_full(NULL, NULL, NULL, g_free) };
	return prints;
}

void
prints_end(struct prints *prints)
{
	g_hash_table_destroy(prints->known);
	g_free(prints);
}
