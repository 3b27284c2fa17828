/* Reading PDFs from anywhere, through libqpdf's C interface. It is loaded when it is first needed, for
 * it brings libraries along that would make every build begin later. */
#include "pdf/document.h"

#include <string.h>

#include "base/file.h"
#include "pdf/pack.h"
#include "pdf/qpdf.h"

enum { MOST_BYTES = 512 << 20, MOST_STREAM = 128 << 20, MOST_PACKED = 4,
	MOST_CARRIED = 256 << 20, MOST_FILES = 1000, MOST_DEPTH = 20, MOST_NODES = 20000 };

struct qpdf_calls lib;

static bool
lib_load(struct diags *diags)
{
	static const char *const files[] = { "libqpdf.so.29", "libqpdf.so.30", "libqpdf.so.28",
		"libqpdf.so", "libqpdf.dylib", NULL };
#define QPDF_CALL(name) { #name, &lib.name },
	static const struct library_call calls[] = { QPDF_CALLS(QPDF_CALL) { 0 } };
	static const struct library_wanted wanted = { "libqpdf", "which reads PDFs", "libqpdf29", files,
		calls };

	return library_load(&wanted, &lib.handle, diags);
}

static void
carried_free(gpointer data)
{
	struct carried *carried = data;

	g_free(carried->name);
	g_free(carried->relation);
	g_free(carried->bytes);
	g_free(carried);
}

/* ---- what it carries ---- */

char *
document_text(const struct document *document, qpdf_oh value)
{
	const char *text = "";
	size_t size = 0;

	if (lib.qpdf_oh_is_string(document->qpdf, value)) {
		text = lib.qpdf_oh_get_binary_utf8_value(document->qpdf, value, &size);
	} else if (lib.qpdf_oh_is_name(document->qpdf, value)) {
		text = lib.qpdf_oh_get_name(document->qpdf, value) + 1;
		size = strlen(text);
	}
	return g_utf8_make_valid(text, (gssize)size); /* what follows an NUL is not dropped */
}

qpdf_oh
document_key(const struct document *document, qpdf_oh dict, const char *key)
{
	return lib.qpdf_oh_get_key(document->qpdf, dict, key);
}

bool
document_is_dict(const struct document *document, qpdf_oh value)
{
	return lib.qpdf_oh_is_dictionary(document->qpdf, value);
}

/* How many times a stream is packed by Deflate; -1 when it is packed otherwise. */
static int
deflated(const struct document *document, qpdf_oh stream)
{
	qpdf_oh dict = lib.qpdf_oh_get_dict(document->qpdf, stream);
	qpdf_oh filter = document_key(document, dict, "/Filter");
	qpdf_oh parameters = document_key(document, dict, "/DecodeParms");
	bool array = lib.qpdf_oh_is_array(document->qpdf, filter);
	int count = array ? lib.qpdf_oh_get_array_n_items(document->qpdf, filter)
		: !lib.qpdf_oh_is_null(document->qpdf, filter);

	if (!lib.qpdf_oh_is_null(document->qpdf, parameters) || count > MOST_PACKED)
		count = -1;
	for (int i = 0; i < count; i++) {
		qpdf_oh one = array ? lib.qpdf_oh_get_array_item(document->qpdf, filter, i) : filter;
		char *name = document_text(document, one);

		if (strcmp(name, "FlateDecode") != 0 && strcmp(name, "Fl") != 0)
			count = -1;
		g_free(name);
		if (array)
			lib.qpdf_oh_release(document->qpdf, one);
	}
	lib.qpdf_oh_release(document->qpdf, parameters);
	lib.qpdf_oh_release(document->qpdf, filter);
	lib.qpdf_oh_release(document->qpdf, dict);
	return count;
}

/* Unpacked so many times, in place; false when that cannot be done. */
static bool
unpack(const struct document *document, GByteArray *bytes, int times)
{
	GByteArray *out = g_byte_array_new();
	bool ok = true;

	for (; ok && times > 0; times--) {
		ok = packer_unpack(document->packer, out, bytes->data, bytes->len, MOST_STREAM);
		g_byte_array_set_size(bytes, 0);
		if (ok)
			g_byte_array_append(bytes, out->data, out->len);
	}
	g_byte_array_free(out, TRUE);
	return ok;
}

char *
document_stream(const struct document *document, qpdf_oh stream, size_t *size)
{
	unsigned char *data = NULL;
	QPDF_BOOL filtered = QPDF_FALSE;
	GByteArray *bytes = NULL;
	int times;

	*size = 0;
	if (!lib.qpdf_oh_is_stream(document->qpdf, stream))
		return NULL;
	times = deflated(document, stream);
	if (!(lib.qpdf_oh_get_stream_data(document->qpdf, stream, times < 0 ? qpdf_dl_generalized
		: qpdf_dl_none, &filtered, &data, size) & QPDF_ERRORS)) {
		bytes = g_byte_array_new();
		g_byte_array_append(bytes, data, data ? (guint)*size : 0);
	}
	free(data);
	if (bytes && bytes->len && !unpack(document, bytes, times)) /* of nothing, others pack nothing */
		g_clear_pointer(&bytes, g_byte_array_unref);
	*size = bytes ? bytes->len : 0;
	if (!bytes)
		return NULL;
	g_byte_array_append(bytes, (const guint8 *)"", 1);
	return (char *)g_byte_array_free(bytes, FALSE);
}

char *
document_drawing(const struct document *document, qpdf_oh page, size_t *size)
{
	qpdf_oh contents = document_key(document, page, "/Contents");
	bool array = lib.qpdf_oh_is_array(document->qpdf, contents), any = false;
	int count = array ? lib.qpdf_oh_get_array_n_items(document->qpdf, contents) : 1;
	GString *all = g_string_new(NULL);

	for (int i = 0; i < MIN(count, MOST_FILES) && all->len < MOST_STREAM; i++) {
		qpdf_oh one = array ? lib.qpdf_oh_get_array_item(document->qpdf, contents, i) : contents;
		size_t length;
		char *bytes = document_stream(document, one, &length);

		if (bytes) {
			g_string_append_len(all, bytes, (gssize)length);
			if (array)
				g_string_append_c(all, '\n'); /* a word never goes on in the next stream */
			any = true;
		}
		g_free(bytes);
		if (array)
			lib.qpdf_oh_release(document->qpdf, one);
	}
	lib.qpdf_oh_release(document->qpdf, contents);
	*size = all->len;
	return g_string_free(all, !any);
}

/* Its name, or NULL when it is no file that is carried. Yours. */
static char *
spec_name(const struct document *document, qpdf_oh spec, qpdf_oh files)
{
	static const char *const keys[] = { "/UF", "/F" };
	char *name = NULL;

	for (size_t i = 0; document_is_dict(document, files) && i < G_N_ELEMENTS(keys) && (!name || !*name); i++) {
		qpdf_oh value = document_key(document, spec, keys[i]);

		g_free(name);
		name = document_text(document, value);
		lib.qpdf_oh_release(document->qpdf, value);
	}
	return name;
}

/* Takes over the name. */
static void
file_add(struct document *document, qpdf_oh spec, qpdf_oh files, char *name)
{
	struct carried *one = g_new0(struct carried, 1);
	qpdf_oh relation = document_key(document, spec, "/AFRelationship");
	qpdf_oh stream = document_key(document, files, "/F");

	one->name = name;
	one->relation = document_text(document, relation);
	/* of two files of one name neither could be trusted to be the one that was looked at */
	if (!document_find(document, one->name) && document->carried_bytes < MOST_CARRIED)
		one->bytes = document_stream(document, stream, &one->size);
	if (one->bytes) {
		document->carried_bytes += one->size;
		g_ptr_array_add(document->carried, one);
	} else {
		if (!document->lost++)
			document->lost_name = g_strdup(one->name);
		carried_free(one);
	}
	lib.qpdf_oh_release(document->qpdf, relation);
	lib.qpdf_oh_release(document->qpdf, stream);
}

static void
spec_add(struct document *document, qpdf_oh spec)
{
	qpdf_oh files = document_is_dict(document, spec) ? document_key(document, spec, "/EF") : 0;
	char *name = files ? spec_name(document, spec, files) : NULL;

	document->more = document->more || (name && document->carried->len == MOST_FILES);
	if (name && !document->more)
		file_add(document, spec, files, name);
	else
		g_free(name);
	if (files)
		lib.qpdf_oh_release(document->qpdf, files);
}

/* Of the name tree. A hostile one turns in a circle, or leads everywhere by many ways: so its depth is
 * bounded, and `left`, how much of it may still be looked at. */
struct walk {
	struct document *document;
	int left;
};

static void node_add(struct walk *walk, qpdf_oh node, int depth);

static void
items_add(struct walk *walk, qpdf_oh node, bool names, int depth)
{
	const struct document *document = walk->document;
	qpdf_oh items = document_key(document, node, names ? "/Names" : "/Kids");
	int count = lib.qpdf_oh_is_array(document->qpdf, items)
		? lib.qpdf_oh_get_array_n_items(document->qpdf, items) : 0;

	for (int i = names; i < count && walk->left > 0; i += 1 + names) {
		qpdf_oh item = lib.qpdf_oh_get_array_item(document->qpdf, items, i);

		if (--walk->left == 0)
			walk->document->more = true;
		else if (names)
			spec_add(walk->document, item);
		else
			node_add(walk, item, depth + 1);
		lib.qpdf_oh_release(document->qpdf, item);
	}
	lib.qpdf_oh_release(document->qpdf, items);
}

static void
node_add(struct walk *walk, qpdf_oh node, int depth)
{
	if (!document_is_dict(walk->document, node) || depth > MOST_DEPTH)
		return;
	items_add(walk, node, true, depth);
	items_add(walk, node, false, depth);
}

static void
carried_gather(struct document *document)
{
	qpdf_oh names = document_key(document, document->root, "/Names");
	struct walk walk = { document, MOST_NODES };

	document->carried = g_ptr_array_new_with_free_func(carried_free);
	if (document_is_dict(document, names))
		node_add(&walk, document_key(document, names, "/EmbeddedFiles"), 0);
	lib.qpdf_oh_release(document->qpdf, names);
}

static void
lost_tell(const struct document *document, const char *path, struct diags *diags)
{
	if (document->lost) {
		diag(diags, DIAG_CARRIED, (struct place){ .file = path }, "%d of the files that it carries "
			"cannot be taken out: damaged, too large, or of one name", document->lost);
		diag_hint(diags, "%s is `%s`", document->lost > 1 ? "the first of them" : "it", document->lost_name);
	}
	if (document->more)
		diag(diags, DIAG_CARRIED, (struct place){ .file = path },
			"only %u of the files that it carries are read: there are too many", document->carried->len);
}

/* ---- the document ---- */

static bool
is_locked(const struct document *document)
{
	return lib.qpdf_has_error(document->qpdf) && lib.qpdf_get_error_code(document->qpdf,
		lib.qpdf_get_error(document->qpdf)) == qpdf_e_password;
}

struct document *
document_parse(char *bytes, size_t size, const char *path, struct diags *diags)
{
	struct document *document;
	bool good;

	if (!lib_load(diags)) {
		g_free(bytes);
		return NULL;
	}
	document = g_new0(struct document, 1);
	document->bytes = bytes;
	document->size = size;
	document->packer = packer_create();
	document->qpdf = lib.qpdf_init();
	lib.qpdf_silence_errors(document->qpdf);
	lib.qpdf_set_suppress_warnings(document->qpdf, QPDF_TRUE);
	good = document->size > 0 && !(lib.qpdf_read_memory(document->qpdf, path, document->bytes,
		document->size, NULL) & QPDF_ERRORS);
	if (good) {
		document->root = lib.qpdf_get_root(document->qpdf);
		document->trailer = lib.qpdf_get_trailer(document->qpdf);
		good = document_is_dict(document, document->root);
	}
	if (!good) {
		diag(diags, DIAG_PDF, (struct place){ .file = path }, "%s", is_locked(document)
			? "this PDF is locked with a password, and cannot be read without it"
			: "this is no PDF that can be read: it is damaged, or something else");
		document_destroy(document);
		return NULL;
	}
	carried_gather(document);
	lost_tell(document, path, diags);
	return document;
}

struct document *
document_read(const char *path, struct diags *diags)
{
	size_t size;
	char *bytes = file_read(path, "PDF", MOST_BYTES, &size, diags);

	return bytes ? document_parse(bytes, size, path, diags) : NULL;
}

void
document_destroy(struct document *document)
{
	if (!document)
		return;
	if (document->qpdf) {
		while (lib.qpdf_has_error(document->qpdf)) /* else it is told on standard error */
			lib.qpdf_get_error(document->qpdf);
		lib.qpdf_cleanup(&document->qpdf);
	}
	packer_destroy(document->packer);
	if (document->carried)
		g_ptr_array_free(document->carried, TRUE);
	g_free(document->lost_name);
	g_free(document->bytes);
	g_free(document);
}

const char *
document_bytes(const struct document *document, size_t *size)
{
	*size = document->size;
	return document->bytes;
}

int
document_pages(const struct document *document)
{
	return MAX(0, lib.qpdf_get_num_pages(document->qpdf));
}

bool
document_tagged(const struct document *document)
{
	return document_is_dict(document, document_key(document, document->root, "/StructTreeRoot"));
}

char *
document_info(const struct document *document, const char *key)
{
	qpdf_oh info = document_key(document, document->trailer, "/Info");

	return document_is_dict(document, info) ? document_text(document, document_key(document, info, key)) : g_strdup("");
}

char *
document_catalog(const struct document *document, const char *key)
{
	return document_text(document, document_key(document, document->root, key));
}

/* The letter or number behind a property's name, as an element or as an attribute; 0: none. */
static char
claim_of(const char *xmp, const char *name)
{
	const char *at = strstr(xmp, name);

	at = at ? at + strlen(name) + strspn(at + strlen(name), "=\"'> ") : NULL;
	return at && g_ascii_isalnum(*at) ? *at : 0;
}

char *
document_claims(const struct document *document)
{
	size_t size;
	char *xmp = document_stream(document, document_key(document, document->root, "/Metadata"), &size);
	char part = xmp ? claim_of(xmp, "pdfaid:part") : 0;
	char level = xmp ? claim_of(xmp, "pdfaid:conformance") : 0;
	char ua = xmp ? claim_of(xmp, "pdfuaid:part") : 0;
	GString *out = g_string_new(NULL);

	if (part)
		g_string_append_printf(out, "PDF/A-%c%.1s", part, level ? &level : "");
	if (ua)
		g_string_append_printf(out, "%sPDF/UA-%c", part ? ", " : "", ua);
	g_free(xmp);
	return g_string_free(out, FALSE);
}

const GPtrArray *
document_carried(const struct document *document)
{
	return document->carried;
}

const struct carried *
document_find(const struct document *document, const char *name)
{
	for (guint i = 0; i < document->carried->len; i++) {
		const struct carried *one = g_ptr_array_index(document->carried, i);

		if (strcmp(one->name, name) == 0)
			return one;
	}
	return NULL;
}
