/* Fonts: cairo drew each used glyph once, in the order of the list; so the strings of its one page, read
 * in their order, say by which font and code each glyph goes. */
#include "pdf/finish.h"

#include <string.h>

#include "base/arena.h"
#include "frame/glyphs.h"
#include "pdf/codes.h"

enum { DRAWING_MOST = 64 << 20, TABLE_MOST = 16 << 20, CODES = 65536 };

/* One font of the page's resources. */
struct font_entry {
	const char *name;
	bool wide;          /* codes of two bytes */
	struct codes *codes; /* what they stand for */
	float *advances;    /* by code, of so many; the others have this one */
	int count;
	float otherwise;
};

struct fonts_reader {
	struct finish *finish;
	struct arena *arena;
	struct font_entry *entries;
	int entry_count;
	int current;     /* font of the strings that come; -1: none yet */
	GString *codes;  /* of the strings since the last operator */
	GString *meaning;
	guint next;      /* glyph that comes */
};

/* ---- what the page is made of ---- */

static bool
page_find(struct fonts_reader *reader, struct object *page)
{
	const struct source *source = reader->finish->source;
	struct object catalog, root;
	const struct value *kids;

	if (!source_follow(source, reader->arena, value_find(source_trailer(source), "Root"), &catalog) ||
		!source_follow(source, reader->arena, value_find(catalog.value, "Pages"), &root))
		return false;
	kids = value_find(root.value, "Kids");
	return kids && source_follow(source, reader->arena, kids->first, page) &&
		value_is(value_find(page->value, "Type"), "Page");
}

static double
number_of(const struct value *value)
{
	return value && value->kind == VALUE_PLAIN ? g_ascii_strtod(value->text, NULL) : 0;
}

static const struct value *
followed(const struct fonts_reader *reader, const struct value *value)
{
	struct object object;

	return value && source_follow(reader->finish->source, reader->arena, value, &object)
		? object.value : NULL;
}

static void
advances_take(struct fonts_reader *reader, struct font_entry *entry, int code, const struct value *list)
{
	int reach = code;

	for (const struct value *at = list->first; at; at = at->next)
		reach++;
	reach = MIN(reach, CODES);
	if (reach > entry->count) {
		float *advances = arena_new_array(reader->arena, float, reach);

		for (int i = 0; i < reach; i++)
			advances[i] = i < entry->count ? entry->advances[i] : entry->otherwise;
		entry->advances = advances;
		entry->count = reach;
	}
	for (const struct value *at = list->first; at && code < reach; at = at->next)
		entry->advances[code++] = (float)number_of(at);
}

static float
advance_of(const struct font_entry *entry, int code)
{
	return code < entry->count ? entry->advances[code] : entry->otherwise;
}

/* /W of a font whose glyphs are numbered (9.7.4.3): a code and an array of widths from there on. */
static void
wide_advances(struct fonts_reader *reader, struct font_entry *entry, const struct value *font)
{
	const struct value *widths = followed(reader, value_find(font, "W"));
	int code;

	entry->otherwise = value_find(font, "DW") ? (float)number_of(value_find(font, "DW")) : 1000;
	for (const struct value *at = widths ? widths->first : NULL; at && at->next; at = at->next->next) {
		if (at->next->kind != VALUE_ARRAY || !value_whole(at, &code))
			break;
		advances_take(reader, entry, code, at->next);
	}
}

static bool
meanings_read(struct fonts_reader *reader, struct font_entry *entry, const struct value *font)
{
	struct finish *finish = reader->finish;
	struct object table = { 0 };
	const struct value *named = value_find(font, "ToUnicode");

	if (named && (!source_follow(finish->source, reader->arena, named, &table) || !table.stream ||
		!value_is(value_find(table.value, "Filter"), "FlateDecode") ||
		!packer_unpack(finish->packer, finish->unpacked, table.stream, table.length, TABLE_MOST)))
		return false;
	entry->codes = codes_read(named ? (const char *)finish->unpacked->data : NULL,
		named ? finish->unpacked->len : 0, entry->wide);
	return true;
}

static bool
entry_read(struct fonts_reader *reader, struct font_entry *entry, const struct value *value)
{
	const struct value *font = followed(reader, value), *widths, *parts;
	int code;

	if (!font)
		return false;
	entry->name = arena_strndup(reader->arena, value->key, value->key_length);
	entry->wide = value_is(value_find(font, "Subtype"), "Type0");
	if (!meanings_read(reader, entry, font))
		return false;
	if (entry->wide) {
		parts = followed(reader, value_find(font, "DescendantFonts"));
		font = parts ? followed(reader, parts->first) : NULL;
		if (font)
			wide_advances(reader, entry, font);
		return font != NULL;
	}
	widths = followed(reader, value_find(font, "Widths"));
	if (!widths || !value_whole(value_find(font, "FirstChar"), &code))
		return false;
	advances_take(reader, entry, code, widths);
	return true;
}

static bool
entries_read(struct fonts_reader *reader, const struct value *page)
{
	const struct value *resources = followed(reader, value_find(page, "Resources"));
	const struct value *fonts = resources ? followed(reader, value_find(resources, "Font")) : NULL;
	int count = 0;

	for (const struct value *at = fonts ? fonts->first : NULL; at; at = at->next)
		count++;
	reader->entries = arena_new_array(reader->arena, struct font_entry, count);
	for (const struct value *at = fonts ? fonts->first : NULL; at; at = at->next) {
		struct font_entry *entry = &reader->entries[reader->entry_count++];

		if (!entry_read(reader, entry, at))
			return false;
		g_ptr_array_add(reader->finish->font_names, g_strdup(entry->name));
	}
	return true;
}

/* ---- strings of its drawing ---- */

/* cairo asks the font's own table first: the glyph of two Arabic letters is a presentation form to it,
 * whatever it was told that the glyph is drawn for. */
static bool
says_other(struct fonts_reader *reader, const struct font_entry *entry, const guchar *bytes)
{
	const struct used_glyph *used = &g_array_index(reader->finish->used->glyphs, struct used_glyph,
		reader->next);

	g_string_truncate(reader->meaning, 0);
	codes_put(entry->codes, reader->meaning, (const char *)bytes, entry->wide ? 2 : 1);
	return reader->meaning->len != (gsize)used->bytes ||
		memcmp(reader->meaning->str, used->text, reader->meaning->len) != 0;
}

/* The codes that were shown belong to the glyphs that come in the list. */
static bool
codes_take(struct fonts_reader *reader)
{
	struct finish *finish = reader->finish;
	const struct font_entry *entry;
	guint step, at = 0;

	if (reader->current < 0)
		return reader->codes->len == 0;
	entry = &reader->entries[reader->current];
	step = entry->wide ? 2 : 1;
	for (; at + step <= reader->codes->len; at += step) {
		const guchar *bytes = (const guchar *)reader->codes->str + at;
		int code = entry->wide ? bytes[0] * 256 + bytes[1] : bytes[0];

		if (reader->next >= finish->used->glyphs->len)
			return false;
		finish->codes[reader->next] = (struct glyph_code){ (short)reader->current,
			(unsigned short)code, entry->wide, says_other(reader, entry, bytes),
			advance_of(entry, code) };
		reader->next++;
	}
	return at == reader->codes->len;
}

static int
font_named(const struct fonts_reader *reader, const char *name, size_t length)
{
	for (int i = 0; i < reader->entry_count; i++)
		if (strlen(reader->entries[i].name) == length &&
			memcmp(reader->entries[i].name, name, length) == 0)
			return i;
	return -1;
}

static bool
drawing_read(struct fonts_reader *reader, struct lexer lexer)
{
	const char *name = NULL, *at;
	size_t name_length = 0, length;

	for (lexer_skip_space(&lexer); lexer.at < lexer.end; lexer_skip_space(&lexer)) {
		at = lexer.at;
		if (*at == '(' || (*at == '<' && at + 1 < lexer.end && at[1] != '<')) {
			if (!lexer_string(&lexer))
				return false;
			string_unescape(reader->codes, at, (size_t)(lexer.at - at));
		} else if (strchr("<>[]", *at)) {
			lexer.at++;
		} else if (*at == '/') {
			lexer.at++;
			name = lexer.at;
			name_length = lexer_regular(lexer.at, lexer.end);
			lexer.at += name_length;
		} else {
			length = lexer_regular(at, lexer.end);
			if (!length)
				return false;
			lexer.at += length;
			if (g_ascii_isdigit(*at) || strchr("+-.", *at))
				continue;
			if (length == 2 && memcmp(at, "Tf", 2) == 0)
				reader->current = name ? font_named(reader, name, name_length) : -1;
			if (length == 2 && (memcmp(at, "Tj", 2) == 0 || memcmp(at, "TJ", 2) == 0) &&
				!codes_take(reader))
				return false;
			g_string_truncate(reader->codes, 0);
		}
	}
	return true;
}

/* ---- the step ---- */

static bool
page_read(struct fonts_reader *reader)
{
	struct finish *finish = reader->finish;
	struct object page, drawing;

	if (!page_find(reader, &page) || !entries_read(reader, page.value) ||
		!source_follow(finish->source, reader->arena, value_find(page.value, "Contents"), &drawing) ||
		!drawing.stream || !value_is(value_find(drawing.value, "Filter"), "FlateDecode") ||
		!packer_unpack(finish->packer, finish->unpacked, drawing.stream, drawing.length, DRAWING_MOST))
		return false;
	return drawing_read(reader, (struct lexer){ (const char *)finish->unpacked->data,
		(const char *)finish->unpacked->data + finish->unpacked->len });
}

static void
resources_write(struct fonts_reader *reader)
{
	struct finish *finish = reader->finish;
	struct object page;
	const struct value *fonts;
	GString *out;

	finish->resources = writer_reserve(finish->writer, 1);
	pictures_number(finish);
	if (!page_find(reader, &page))
		return;
	fonts = followed(reader, value_find(followed(reader, value_find(page.value, "Resources")), "Font"));
	out = writer_begin(finish->writer, finish->resources);
	g_string_append(out, "<</Font<<");
	for (const struct value *at = fonts ? fonts->first : NULL; at; at = at->next)
		g_string_append_printf(out, "/%.*s %d 0 R", (int)at->key_length, at->key,
			copy_later(finish, at->number));
	g_string_append(out, ">>");
	for (guint i = 0; i < finish->pictures->len; i++)
		g_string_append_printf(out, "%s/P%u %d 0 R", i ? "" : "/XObject<<", i, finish->forms + (int)i);
	g_string_append(out, finish->pictures->len ? ">>>>" : ">>");
	writer_end(finish->writer);
}

bool
fonts_find(struct finish *finish)
{
	struct fonts_reader reader = { .finish = finish, .arena = arena_create(), .current = -1,
		.codes = g_string_new(NULL), .meaning = g_string_new(NULL) };
	guint count = finish->used->glyphs->len;
	bool ok;

	finish->codes = arena_new_array(finish->arena, struct glyph_code, count + 1);
	ok = page_read(&reader) && reader.next == count;
	if (ok)
		resources_write(&reader);
	for (int i = 0; i < reader.entry_count; i++)
		codes_destroy(reader.entries[i].codes);
	g_string_free(reader.meaning, TRUE);
	g_string_free(reader.codes, TRUE);
	arena_destroy(reader.arena);
	return ok || finish_fail(finish, "its fonts are not as they were drawn: glyph %u of %u",
		reader.next, count);
}
