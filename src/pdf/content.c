/* Content streams (ISO 32000-1, 7.8.2 and 14.6): only what marks and shows text is understood; all else
 * is passed over. */
#include "pdf/content.h"

#include <string.h>

#include "base/arena.h"
#include "pdf/codes.h"
#include "pdf/value.h"

enum { MOST_OPERANDS = 64, MOST_NESTED = 256, ARENA_BYTES = 1 << 20 };

enum { ARTIFACT = -1, NOTHING = -2 };

/* A stretch of marked content that is open. */
struct open {
	int mark;    /* its own number, or that of what is around it; ARTIFACT, NOTHING */
	bool spoken; /* its words are told by ActualText: those that it shows are passed over */
};

struct reader {
	const struct document *document;
	struct content *content;
	qpdf_oh resources;
	GHashTable *fonts;
	struct arena *arena;          /* of the operands */
	const struct value *operands[MOST_OPERANDS];
	int count;
	struct open open[MOST_NESTED];
	int depth;                    /* perhaps more than there is room for */
	const struct codes *font;
	GString *bytes;
};

/* ---- fonts ---- */

static void
codes_free(gpointer codes)
{
	codes_destroy(codes);
}

GHashTable *
content_fonts_create(void)
{
	return g_hash_table_new_full(NULL, NULL, NULL, codes_free);
}

/* A key of a dictionary; releases the dictionary when that is asked for. */
static qpdf_oh
step(const struct reader *reader, qpdf_oh dict, const char *key, bool release)
{
	qpdf_oh value = document_is_dict(reader->document, dict)
		? document_key(reader->document, dict, key) : 0;

	if (release && dict)
		lib.qpdf_oh_release(reader->document->qpdf, dict);
	return value;
}

static struct codes *
font_read(const struct reader *reader, qpdf_oh font)
{
	qpdf_oh subtype = document_key(reader->document, font, "/Subtype");
	qpdf_oh table = document_key(reader->document, font, "/ToUnicode");
	char *kind = document_text(reader->document, subtype);
	size_t size;
	char *cmap = document_stream(reader->document, table, &size);
	struct codes *codes = codes_read(cmap, size, strcmp(kind, "Type0") == 0);

	g_free(cmap);
	g_free(kind);
	lib.qpdf_oh_release(reader->document->qpdf, subtype);
	lib.qpdf_oh_release(reader->document->qpdf, table);
	return codes;
}

/* A key with the slash before it, as libqpdf wants it. Yours. */
static char *
name_of(const struct value *value)
{
	return g_strdup_printf("/%.*s", (int)value->length, value->text);
}

static void
font_set(struct reader *reader)
{
	const struct value *name = reader->count >= 2 ? reader->operands[0] : NULL;
	char *key = name && name->kind == VALUE_NAME ? name_of(name) : NULL;
	qpdf_oh font = key ? step(reader, step(reader, reader->resources, "/Font", false), key, true) : 0;
	gpointer number = NULL, codes = NULL;

	reader->font = NULL;
	if (font && document_is_dict(reader->document, font)) {
		number = GINT_TO_POINTER(lib.qpdf_oh_get_object_id(reader->document->qpdf, font));
		codes = number ? g_hash_table_lookup(reader->fonts, number) : NULL;
		if (!codes) {
			codes = font_read(reader, font);
			/* those that are no objects of their own are told apart by negative numbers */
			g_hash_table_insert(reader->fonts, number ? number : GINT_TO_POINTER(
				-1 - (int)g_hash_table_size(reader->fonts)), codes);
		}
		reader->font = codes;
	}
	if (font)
		lib.qpdf_oh_release(reader->document->qpdf, font);
	g_free(key);
}

/* ---- marks ---- */

static const struct open *
innermost(const struct reader *reader)
{
	static const struct open none = { NOTHING, false };

	return reader->depth ? &reader->open[MIN(reader->depth, MOST_NESTED) - 1] : &none;
}

/* Where the words of the mark go that is open; NULL when nobody is told them. */
static GString *
words_of(const struct reader *reader)
{
	const struct open *open = innermost(reader);

	return open->mark < 0 ? NULL
		: g_hash_table_lookup(reader->content->words, GINT_TO_POINTER(open->mark));
}

static void
mark_begin(struct reader *reader, struct open *open, int number)
{
	if (number < 0)
		return;
	open->mark = number;
	if (g_hash_table_contains(reader->content->words, GINT_TO_POINTER(number)))
		reader->content->doubled++;
	else
		g_hash_table_insert(reader->content->words, GINT_TO_POINTER(number), g_string_new(NULL));
}

/* What stands for the words that follow. */
static void
actual_put(struct reader *reader, struct open *open, const char *bytes, size_t size)
{
	GString *words = words_of(reader);

	if (words && !open->spoken)
		text_string_decode(words, bytes, size);
	open->spoken = true;
}

static void
properties_direct(struct reader *reader, struct open *open, const struct value *dict)
{
	const struct value *actual = value_find(dict, "ActualText");
	int number;

	if (value_whole(value_find(dict, "MCID"), &number))
		mark_begin(reader, open, number);
	if (actual && actual->kind == VALUE_PLAIN && strchr("(<", *actual->text)) {
		g_string_truncate(reader->bytes, 0);
		string_unescape(reader->bytes, actual->text, actual->length);
		actual_put(reader, open, reader->bytes->str, reader->bytes->len);
	}
}

/* By a name among the page's resources. */
static void
properties_named(struct reader *reader, struct open *open, const struct value *name)
{
	char *key = name_of(name), *text;
	qpdf_oh dict = step(reader, step(reader, reader->resources, "/Properties", false), key, true);
	qpdf_oh number = step(reader, dict, "/MCID", false), actual = step(reader, dict, "/ActualText", true);

	if (number && lib.qpdf_oh_is_integer(reader->document->qpdf, number))
		mark_begin(reader, open, lib.qpdf_oh_get_int_value_as_int(reader->document->qpdf, number));
	if (actual && lib.qpdf_oh_is_string(reader->document->qpdf, actual)) {
		GString *words = words_of(reader);

		text = document_text(reader->document, actual);
		if (words && !open->spoken)
			g_string_append(words, text);
		open->spoken = true;
		g_free(text);
	}
	if (number)
		lib.qpdf_oh_release(reader->document->qpdf, number);
	if (actual)
		lib.qpdf_oh_release(reader->document->qpdf, actual);
	g_free(key);
}

static bool
is_artifact(const struct value *tag)
{
	return tag && tag->kind == VALUE_NAME && tag->length == 8 && memcmp(tag->text, "Artifact", 8) == 0;
}

/* Words go on belonging to the mark around them, until a number of its own is found. */
static void
content_begin(struct reader *reader, bool properties)
{
	const struct value *tag = reader->count ? reader->operands[0] : NULL;
	const struct value *with = properties && reader->count > 1 ? reader->operands[1] : NULL;
	struct open open = *innermost(reader);

	if (is_artifact(tag))
		open.mark = ARTIFACT;
	if (reader->depth++ >= MOST_NESTED)
		return;
	reader->open[reader->depth - 1] = open;
	if (with && with->kind == VALUE_DICT)
		properties_direct(reader, &reader->open[reader->depth - 1], with);
	else if (with && with->kind == VALUE_NAME)
		properties_named(reader, &reader->open[reader->depth - 1], with);
}

static void
painted(struct reader *reader)
{
	if (innermost(reader)->mark == NOTHING)
		reader->content->loose++;
}

/* ---- text ---- */

static void
string_show(struct reader *reader, const struct value *string)
{
	GString *words = innermost(reader)->spoken ? NULL : words_of(reader);

	if (!words || !reader->font || string->kind != VALUE_PLAIN || !strchr("(<", *string->text))
		return;
	g_string_truncate(reader->bytes, 0);
	string_unescape(reader->bytes, string->text, string->length);
	codes_put(reader->font, words, reader->bytes->str, reader->bytes->len);
}

static void
text_show(struct reader *reader)
{
	const struct value *shown = reader->count ? reader->operands[reader->count - 1] : NULL;

	painted(reader);
	if (shown && shown->kind == VALUE_ARRAY)
		for (const struct value *at = shown->first; at; at = at->next)
			string_show(reader, at);
	else if (shown)
		string_show(reader, shown);
}

/* ---- operators ---- */

/* An image in the stream itself: its data have no syntax, and end with EI between white space. */
static void
image_pass(struct lexer *lexer)
{
	for (; lexer->end - lexer->at >= 3; lexer->at++)
		if (g_ascii_isspace(lexer->at[0]) && lexer->at[1] == 'E' && lexer->at[2] == 'I' &&
			(lexer->end - lexer->at == 3 || g_ascii_isspace(lexer->at[3]))) {
			lexer->at += 3;
			return;
		}
	lexer->at = lexer->end;
}

static void
operator_run(struct reader *reader, struct lexer *lexer, const char *name, size_t length)
{
	static const char *const painting[] = { "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh",
		"Do" };
	char word[4] = "";

	if (length > 3)
		return;
	memcpy(word, name, length);
	if (strcmp(word, "BDC") == 0 || strcmp(word, "BMC") == 0)
		content_begin(reader, word[1] == 'D');
	else if (strcmp(word, "EMC") == 0)
		reader->depth -= reader->depth > 0;
	else if (strcmp(word, "Tf") == 0)
		font_set(reader);
	else if (strcmp(word, "Tj") == 0 || strcmp(word, "TJ") == 0 || strcmp(word, "'") == 0 ||
		strcmp(word, "\"") == 0)
		text_show(reader);
	else if (strcmp(word, "ID") == 0) {
		image_pass(lexer);
		painted(reader);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(painting); i++)
		if (strcmp(word, painting[i]) == 0)
			painted(reader);
}

static bool
begins_operand(char c)
{
	return g_ascii_isdigit(c) || (c && strchr("+-.([</", c));
}

static void
operands_drop(struct reader *reader)
{
	reader->count = 0;
	if (arena_used(reader->arena) > ARENA_BYTES) {
		arena_destroy(reader->arena);
		reader->arena = arena_create();
	}
}

static bool
stream_read(struct reader *reader, struct lexer lexer)
{
	for (;;) {
		const char *from;
		size_t length;

		lexer_skip_space(&lexer);
		if (lexer.at >= lexer.end)
			return reader->depth == 0;
		from = lexer.at;
		if (begins_operand(*from)) {
			const struct value *value = value_read(reader->arena, &lexer);

			if (!value)
				return false;
			if (reader->count < MOST_OPERANDS)
				reader->operands[reader->count++] = value;
			continue;
		}
		length = lexer_regular(from, lexer.end);
		if (length == 0)
			return false;
		lexer.at += length;
		operator_run(reader, &lexer, from, length);
		operands_drop(reader);
	}
}

/* ---- pages ---- */

/* Resources may stand at a page's parents. */
static qpdf_oh
resources_of(const struct reader *reader, qpdf_oh page)
{
	qpdf_oh found = document_key(reader->document, page, "/Resources");
	qpdf_oh at = document_key(reader->document, page, "/Parent");

	for (int i = 0; i < 20 && !document_is_dict(reader->document, found) &&
		document_is_dict(reader->document, at); i++) {
		lib.qpdf_oh_release(reader->document->qpdf, found);
		found = document_key(reader->document, at, "/Resources");
		at = step(reader, at, "/Parent", true);
	}
	if (at)
		lib.qpdf_oh_release(reader->document->qpdf, at);
	return found;
}

static void
words_free(gpointer words)
{
	g_string_free(words, TRUE);
}

struct content *
content_read(const struct document *document, qpdf_oh page, GHashTable *fonts)
{
	struct content *content = g_new0(struct content, 1);
	struct reader reader = { .document = document, .content = content, .fonts = fonts };
	char *data;
	size_t size = 0;

	content->words = g_hash_table_new_full(NULL, NULL, NULL, words_free);
	data = document_drawing(document, page, &size);
	if (data) {
		reader.resources = resources_of(&reader, page);
		reader.arena = arena_create();
		reader.bytes = g_string_new(NULL);
		content->whole = stream_read(&reader, (struct lexer){ data, data + size });
		g_string_free(reader.bytes, TRUE);
		arena_destroy(reader.arena);
		lib.qpdf_oh_release(document->qpdf, reader.resources);
	}
	g_free(data);
	return content;
}

void
content_destroy(struct content *content)
{
	if (!content)
		return;
	g_hash_table_destroy(content->words);
	g_free(content);
}
