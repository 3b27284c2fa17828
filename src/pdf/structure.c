/* Reading structure back. Nothing is believed: depth, number and circles of elements are bounded. */
#include "pdf/structure.h"

#include <string.h>

#include "base/arena.h"
#include "pdf/content.h"
#include "pdf/qpdf.h"

enum { MOST_DEPTH = 200, MOST_ELEMENTS = 2000000, MOST_ROLES = 8 };

struct reader {
	const struct document *document;
	struct structure *structure;
	struct arena *arena;
	GPtrArray *pages;     /* of struct content */
	GHashTable *numbers;  /* number of a page's object: its place, from 1 */
	GHashTable *seen;     /* numbers of the elements' objects */
	GHashTable *claimed;  /* marks that an element holds: page and number */
	qpdf_oh roles;        /* other names for the standard types, or no dictionary */
	int count;
};

/* ---- values ---- */

static void
let_go(const struct reader *reader, qpdf_oh value)
{
	lib.qpdf_oh_release(reader->document->qpdf, value);
}

/* Of a key; NULL when it is not there or empty. */
static const char *
text_at(const struct reader *reader, qpdf_oh dict, const char *key)
{
	qpdf_oh value = document_key(reader->document, dict, key);
	char *text = document_text(reader->document, value);
	const char *kept = *text ? arena_strdup(reader->arena, text) : NULL;

	g_free(text);
	let_go(reader, value);
	return kept;
}

/* A whole number; `otherwise` when there is none. */
static int
number_at(const struct reader *reader, qpdf_oh dict, const char *key, int otherwise)
{
	qpdf_oh value = document_key(reader->document, dict, key);
	int number = lib.qpdf_oh_is_integer(reader->document->qpdf, value)
		? lib.qpdf_oh_get_int_value_as_int(reader->document->qpdf, value) : otherwise;

	let_go(reader, value);
	return number;
}

/* The place of the page that a key names, from 1; `otherwise` when it names none. */
static int
page_at(const struct reader *reader, qpdf_oh dict, int otherwise)
{
	qpdf_oh page = document_key(reader->document, dict, "/Pg");
	int number = document_is_dict(reader->document, page)
		? GPOINTER_TO_INT(g_hash_table_lookup(reader->numbers, GINT_TO_POINTER(
			lib.qpdf_oh_get_object_id(reader->document->qpdf, page)))) : 0;

	let_go(reader, page);
	return number ? number : otherwise;
}

/* ---- elements ---- */

static struct element *
element_add(struct reader *reader, struct element *parent, enum element_kind kind)
{
	struct element *element = arena_new(reader->arena, struct element);

	element->kind = kind;
	element->parent = parent;
	element->colspan = element->rowspan = 1;
	if (parent && parent->last)
		parent->last->next = element;
	else if (parent)
		parent->first = element;
	if (parent)
		parent->last = element;
	reader->count++;
	return element;
}

/* The words of a mark: they are told once. */
static void
words_add(struct reader *reader, struct element *parent, int page, int number)
{
	const struct content *content = page > 0 && page <= (int)reader->pages->len
		? g_ptr_array_index(reader->pages, (guint)page - 1) : NULL;
	const GString *words = content
		? g_hash_table_lookup(content->words, GINT_TO_POINTER(number)) : NULL;
	gint64 *key;
	struct element *element;

	if (!words) {
		reader->structure->missing++;
		return;
	}
	key = g_new(gint64, 1);
	*key = (gint64)page << 32 | (guint)number;
	if (!g_hash_table_add(reader->claimed, key))
		reader->structure->doubled++;
	element = element_add(reader, parent, ELEMENT_WORDS);
	element->text = arena_strndup(reader->arena, words->str, words->len);
	element->page = page;
	element->mark = number;
}

/* Where a destination leads: by name as #name, else as the number of its page. */
static const char *
destination_at(const struct reader *reader, qpdf_oh dict, const char *key)
{
	qpdf_oh value = document_key(reader->document, dict, key), page = 0;
	const char *name = text_at(reader, dict, key), *told = NULL;

	if (name) {
		told = arena_printf(reader->arena, "#%s", name);
	} else if (lib.qpdf_oh_is_array(reader->document->qpdf, value) &&
		lib.qpdf_oh_get_array_n_items(reader->document->qpdf, value) > 0) {
		page = lib.qpdf_oh_get_array_item(reader->document->qpdf, value, 0);
		told = arena_printf(reader->arena, "page %d", GPOINTER_TO_INT(g_hash_table_lookup(
			reader->numbers, GINT_TO_POINTER(
			lib.qpdf_oh_get_object_id(reader->document->qpdf, page)))));
		let_go(reader, page);
	}
	let_go(reader, value);
	return told;
}

static void
annotation_add(struct reader *reader, struct element *parent, qpdf_oh reference, int page)
{
	struct element *element = element_add(reader, parent, ELEMENT_ANNOT);
	qpdf_oh annot = document_key(reader->document, reference, "/Obj"), action;

	element->page = page_at(reader, reference, page);
	if (document_is_dict(reader->document, annot)) {
		element->tag = text_at(reader, annot, "/Subtype");
		element->text = text_at(reader, annot, "/Contents");
		element->uri = destination_at(reader, annot, "/Dest");
		action = document_key(reader->document, annot, "/A");
		if (!element->uri && document_is_dict(reader->document, action))
			element->uri = destination_at(reader, action, "/D");
		if (!element->uri && document_is_dict(reader->document, action))
			element->uri = text_at(reader, action, "/URI");
		let_go(reader, action);
	}
	let_go(reader, annot);
}

/* Identifiers of header cells, as one string. */
static const char *
headers_read(const struct reader *reader, qpdf_oh dict)
{
	qpdf_oh list = document_key(reader->document, dict, "/Headers");
	int count = lib.qpdf_oh_is_array(reader->document->qpdf, list)
		? lib.qpdf_oh_get_array_n_items(reader->document->qpdf, list) : 0;
	GString *out = g_string_new(NULL);
	const char *kept;

	for (int i = 0; i < count; i++) {
		qpdf_oh item = lib.qpdf_oh_get_array_item(reader->document->qpdf, list, i);
		char *text = document_text(reader->document, item);

		g_string_append_printf(out, "%s%s", out->len ? " " : "", text);
		g_free(text);
		let_go(reader, item);
	}
	kept = out->len ? arena_strdup(reader->arena, out->str) : NULL;
	g_string_free(out, TRUE);
	let_go(reader, list);
	return kept;
}

static void
attributes_read(const struct reader *reader, struct element *element, qpdf_oh dict)
{
	const char *owner = text_at(reader, dict, "/O");
	qpdf_oh box;

	if (!owner)
		return;
	if (strcmp(owner, "Table") == 0) {
		element->scope = text_at(reader, dict, "/Scope");
		element->headers = headers_read(reader, dict);
		element->colspan = number_at(reader, dict, "/ColSpan", 1);
		element->rowspan = number_at(reader, dict, "/RowSpan", 1);
	} else if (strcmp(owner, "List") == 0) {
		element->numbering = text_at(reader, dict, "/ListNumbering");
	} else if (strcmp(owner, "Layout") == 0) {
		box = document_key(reader->document, dict, "/BBox");
		element->box = lib.qpdf_oh_is_array(reader->document->qpdf, box) &&
			lib.qpdf_oh_get_array_n_items(reader->document->qpdf, box) == 4;
		let_go(reader, box);
	}
}

/* One dictionary, or several with revision numbers between them. */
static void
attributes_find(const struct reader *reader, struct element *element, qpdf_oh dict)
{
	qpdf_oh value = document_key(reader->document, dict, "/A");

	if (document_is_dict(reader->document, value))
		attributes_read(reader, element, value);
	else if (lib.qpdf_oh_is_array(reader->document->qpdf, value))
		for (int i = 0; i < MIN(16, lib.qpdf_oh_get_array_n_items(reader->document->qpdf, value)); i++) {
			qpdf_oh item = lib.qpdf_oh_get_array_item(reader->document->qpdf, value, i);

			if (document_is_dict(reader->document, item))
				attributes_read(reader, element, item);
			let_go(reader, item);
		}
	let_go(reader, value);
}

/* The standard type of a name that the file may have given a role. */
static const char *
role_of(const struct reader *reader, const char *tag)
{
	for (int i = 0; tag && i < MOST_ROLES && document_is_dict(reader->document, reader->roles); i++) {
		char *key = g_strconcat("/", tag, NULL);
		const char *role = text_at(reader, reader->roles, key);

		g_free(key);
		if (!role || strcmp(role, tag) == 0)
			break;
		tag = role;
	}
	return tag ? tag : "?";
}

static void kids_read(struct reader *reader, struct element *parent, qpdf_oh kids, int page, int depth);

static void
element_read(struct reader *reader, struct element *parent, qpdf_oh dict, int page, int depth)
{
	gpointer number = GINT_TO_POINTER(lib.qpdf_oh_get_object_id(reader->document->qpdf, dict));
	struct element *element;
	qpdf_oh kids;

	if (number && !g_hash_table_add(reader->seen, number)) {
		reader->structure->whole = false; /* it stands in two places, or below itself */
		return;
	}
	element = element_add(reader, parent, ELEMENT_TAG);
	element->tag = role_of(reader, text_at(reader, dict, "/S"));
	element->lang = text_at(reader, dict, "/Lang");
	element->alt = text_at(reader, dict, "/Alt");
	element->actual = text_at(reader, dict, "/ActualText");
	element->id = text_at(reader, dict, "/ID");
	element->title = text_at(reader, dict, "/T");
	attributes_find(reader, element, dict);
	kids = document_key(reader->document, dict, "/K");
	kids_read(reader, element, kids, page_at(reader, dict, page), depth + 1);
	let_go(reader, kids);
}

static void
kid_read(struct reader *reader, struct element *parent, qpdf_oh kid, int page, int depth)
{
	const char *type;

	if (lib.qpdf_oh_is_integer(reader->document->qpdf, kid)) {
		words_add(reader, parent, page, lib.qpdf_oh_get_int_value_as_int(reader->document->qpdf, kid));
		return;
	}
	if (!document_is_dict(reader->document, kid))
		return;
	type = text_at(reader, kid, "/Type");
	if (type && strcmp(type, "MCR") == 0)
		words_add(reader, parent, page_at(reader, kid, page), number_at(reader, kid, "/MCID", -1));
	else if (type && strcmp(type, "OBJR") == 0)
		annotation_add(reader, parent, kid, page);
	else
		element_read(reader, parent, kid, page, depth);
}

static void
kids_read(struct reader *reader, struct element *parent, qpdf_oh kids, int page, int depth)
{
	int count;

	if (depth > MOST_DEPTH || reader->count > MOST_ELEMENTS) {
		reader->structure->whole = false;
		return;
	}
	if (!lib.qpdf_oh_is_array(reader->document->qpdf, kids)) {
		kid_read(reader, parent, kids, page, depth);
		return;
	}
	count = lib.qpdf_oh_get_array_n_items(reader->document->qpdf, kids);
	for (int i = 0; i < count && reader->count <= MOST_ELEMENTS; i++) {
		qpdf_oh kid = lib.qpdf_oh_get_array_item(reader->document->qpdf, kids, i);

		kid_read(reader, parent, kid, page, depth);
		let_go(reader, kid);
	}
}

/* ---- the document ---- */

static void
content_free(gpointer content)
{
	content_destroy(content);
}

static void
pages_read(struct reader *reader)
{
	GHashTable *fonts = content_fonts_create();
	int count = document_pages(reader->document);

	for (int i = 0; i < count; i++) {
		qpdf_oh page = lib.qpdf_get_page_n(reader->document->qpdf, (size_t)i);
		struct content *content = content_read(reader->document, page, fonts);

		g_ptr_array_add(reader->pages, content);
		g_hash_table_insert(reader->numbers, GINT_TO_POINTER(
			lib.qpdf_oh_get_object_id(reader->document->qpdf, page)), GINT_TO_POINTER(i + 1));
		reader->structure->loose += content->loose;
		reader->structure->doubled += content->doubled;
		reader->structure->whole &= content->whole;
		let_go(reader, page);
	}
	g_hash_table_destroy(fonts);
}

static void
tree_read(struct reader *reader)
{
	qpdf_oh root = document_key(reader->document, reader->document->root, "/StructTreeRoot");
	qpdf_oh kids;
	int marks = 0;

	if (document_is_dict(reader->document, root)) {
		reader->roles = document_key(reader->document, root, "/RoleMap");
		kids = document_key(reader->document, root, "/K");
		kids_read(reader, reader->structure->root, kids, 0, 0);
		let_go(reader, kids);
		let_go(reader, reader->roles);
	}
	let_go(reader, root);
	for (guint i = 0; i < reader->pages->len; i++)
		marks += (int)g_hash_table_size(
			((const struct content *)g_ptr_array_index(reader->pages, i))->words);
	reader->structure->strays = marks - (int)g_hash_table_size(reader->claimed);
}

/* What the catalog says of the document as a whole. */
static void
catalog_read(const struct reader *reader)
{
	struct structure *structure = reader->structure;
	qpdf_oh root = reader->document->root;
	qpdf_oh view = document_key(reader->document, root, "/ViewerPreferences"), own;
	qpdf_oh outlines = document_key(reader->document, root, "/Outlines");
	char *title = document_info(reader->document, "/Title");

	structure->lang = text_at(reader, root, "/Lang");
	structure->title = *title ? arena_strdup(reader->arena, title) : NULL;
	structure->bookmarks = document_is_dict(reader->document, outlines);
	if (document_is_dict(reader->document, view)) {
		own = document_key(reader->document, view, "/DisplayDocTitle");
		structure->titled = lib.qpdf_oh_is_bool(reader->document->qpdf, own) &&
			lib.qpdf_oh_get_bool_value(reader->document->qpdf, own);
		let_go(reader, own);
	}
	g_free(title);
	let_go(reader, outlines);
	let_go(reader, view);
}

struct structure *
structure_read(const struct document *document)
{
	struct structure *structure = g_new0(struct structure, 1);
	struct reader reader = { .document = document, .structure = structure };

	structure->arena = reader.arena = arena_create();
	structure->whole = true;
	structure->root = element_add(&reader, NULL, ELEMENT_TAG);
	catalog_read(&reader);
	reader.pages = g_ptr_array_new_with_free_func(content_free);
	reader.numbers = g_hash_table_new(NULL, NULL);
	reader.seen = g_hash_table_new(NULL, NULL);
	reader.claimed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	pages_read(&reader);
	tree_read(&reader);
	g_hash_table_destroy(reader.claimed);
	g_hash_table_destroy(reader.seen);
	g_hash_table_destroy(reader.numbers);
	g_ptr_array_free(reader.pages, TRUE);
	return structure;
}

void
structure_destroy(struct structure *structure)
{
	if (!structure)
		return;
	arena_destroy(structure->arena);
	g_free(structure);
}
