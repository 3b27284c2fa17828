/* Versions, the seal on the first, and signatures. */
#include "pdf/versions.h"

#include <string.h>

#include "base/hash.h"
#include "pdf/qpdf.h"

enum { ID_BYTES = 16, MOST_FIELDS = 1000, MOST_DEPTH = 20 };

/* The end of a version: behind `startxref`, an offset and the end's mark. NULL when there is none. The
 * offset goes to *table. */
static const char *
version_end(const char *from, const char *end, size_t *table)
{
	static const char word[] = "startxref\n", mark[] = "%%EOF\n";

	while ((from = memmem(from, (size_t)(end - from), word, strlen(word)))) {
		const char *at = from += strlen(word);

		*table = 0;
		for (; at < end && g_ascii_isdigit(*at) && *table < G_MAXSIZE / 20; at++)
			*table = *table * 10 + (size_t)(*at - '0');
		if (at > from && at < end && *at == '\n' && (size_t)(end - at) > strlen(mark) &&
			memcmp(at + 1, mark, strlen(mark)) == 0)
			return at + 1 + strlen(mark);
	}
	return NULL;
}

size_t
document_first(const struct document *document)
{
	size_t table;
	const char *end = version_end(document->bytes, document->bytes + document->size, &table);

	return end ? (size_t)(end - document->bytes) : document->size;
}

size_t
document_appended(const struct document *document, bool *is_signed)
{
	size_t first = document_first(document), left = document->size - first;

	*is_signed = left && memmem(document->bytes + first, left, "/ByteRange", 10);
	return left;
}

enum seal
document_seal(const struct document *document)
{
	static const char word[] = "/ID[<";
	size_t size = document_first(document), table;
	const char *end = document->bytes + size, *id;
	char text[HASH_TEXT];

	if (!version_end(document->bytes, end, &table) || table >= size)
		return SEAL_NONE;
	id = memmem(document->bytes + table, size - table, word, strlen(word));
	if (!id || (size_t)(end - id) < strlen(word) + 2 * ID_BYTES)
		return SEAL_NONE;
	hash_of(document->bytes, table, text);
	return memcmp(id + strlen(word), text, 2 * ID_BYTES) == 0 ? SEAL_WHOLE : SEAL_BROKEN;
}

/* ---- signatures ---- */

static void
signature_free(gpointer data)
{
	struct signature *signature = data;

	g_free(signature->name);
	g_free(signature->date);
	g_free(signature->format);
	g_free(signature->reason);
	g_free(signature);
}

static char *
text_at(const struct document *document, qpdf_oh dict, const char *key)
{
	qpdf_oh value = document_key(document, dict, key);
	char *text = document_text(document, value);

	lib.qpdf_oh_release(document->qpdf, value);
	return text;
}

/* D:20260331120000+01'00' as 2026-03-31T12:00:00; anything else as it stands. Takes the text. */
static char *
date_read(char *text)
{
	char *date;

	for (int i = 2; i < 16; i++)
		if (strncmp(text, "D:", 2) != 0 || !g_ascii_isdigit(text[i]))
			return text;
	date = g_strdup_printf("%.4s-%.2s-%.2sT%.2s:%.2s:%.2s", text + 2, text + 6, text + 8, text + 10,
		text + 12, text + 14);
	g_free(text);
	return date;
}

/* Between the two pieces that are signed stands the signature, and nothing else. */
static bool
is_gap(const struct document *document, size_t from, size_t to)
{
	const char *bytes = document->bytes;

	if (to - from < 2 || bytes[from] != '<' || bytes[to - 1] != '>')
		return false;
	for (from++; from < to - 1; from++)
		if (!g_ascii_isxdigit(bytes[from]) && !g_ascii_isspace(bytes[from]))
			return false;
	return true;
}

/* The bytes that it covers: from the first on, in pieces around the signature itself. */
static void
range_read(const struct document *document, qpdf_oh dict, struct signature *signature)
{
	qpdf_oh range = document_key(document, dict, "/ByteRange");
	long long at[4] = { 0 };

	for (int i = 0; i < 4 && lib.qpdf_oh_is_array(document->qpdf, range); i++) {
		qpdf_oh item = lib.qpdf_oh_get_array_item(document->qpdf, range, i);

		if (lib.qpdf_oh_is_integer(document->qpdf, item))
			at[i] = lib.qpdf_oh_get_int_value_as_int(document->qpdf, item);
		lib.qpdf_oh_release(document->qpdf, item);
	}
	if (at[0] == 0 && at[1] > 0 && at[2] >= at[1] && at[3] >= 0 &&
		(unsigned long long)(at[2] + at[3]) <= document->size)
		signature->covers = (size_t)(is_gap(document, (size_t)at[1], (size_t)at[2]) ? at[2] + at[3] : at[1]);
	signature->whole = signature->covers == document->size;
	lib.qpdf_oh_release(document->qpdf, range);
}

struct form {
	const struct document *document;
	GPtrArray *signatures;
	int left; /* how many fields may still be looked at: a hostile form may turn in circles */
};

static void fields_read(struct form *form, qpdf_oh fields, int depth);

static void
field_read(struct form *form, qpdf_oh field, int depth)
{
	const struct document *document = form->document;
	qpdf_oh value = document_key(document, field, "/V"), kids = document_key(document, field, "/Kids");
	char *kind = text_at(document, field, "/FT");

	if (strcmp(kind, "Sig") == 0 && document_is_dict(document, value)) {
		struct signature *signature = g_new0(struct signature, 1);

		signature->name = text_at(document, value, "/Name");
		signature->date = date_read(text_at(document, value, "/M"));
		signature->format = text_at(document, value, "/SubFilter");
		signature->reason = text_at(document, value, "/Reason");
		range_read(document, value, signature);
		g_ptr_array_add(form->signatures, signature);
	}
	fields_read(form, kids, depth + 1);
	g_free(kind);
	lib.qpdf_oh_release(document->qpdf, value);
	lib.qpdf_oh_release(document->qpdf, kids);
}

static void
fields_read(struct form *form, qpdf_oh fields, int depth)
{
	const struct document *document = form->document;
	int count = depth < MOST_DEPTH && lib.qpdf_oh_is_array(document->qpdf, fields)
		? lib.qpdf_oh_get_array_n_items(document->qpdf, fields) : 0;

	for (int i = 0; i < count && form->left-- > 0; i++) {
		qpdf_oh field = lib.qpdf_oh_get_array_item(document->qpdf, fields, i);

		if (document_is_dict(document, field))
			field_read(form, field, depth);
		lib.qpdf_oh_release(document->qpdf, field);
	}
}

GPtrArray *
document_signatures(const struct document *document)
{
	struct form form = { document, g_ptr_array_new_with_free_func(signature_free), MOST_FIELDS };
	qpdf_oh dict = document_key(document, document->root, "/AcroForm"), fields;

	if (document_is_dict(document, dict)) {
		fields = document_key(document, dict, "/Fields");
		fields_read(&form, fields, 0);
		lib.qpdf_oh_release(document->qpdf, fields);
	}
	lib.qpdf_oh_release(document->qpdf, dict);
	return form.signatures;
}
