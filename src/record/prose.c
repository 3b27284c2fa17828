/* The text of a block. The tree gives the structure; the bytes come from the record's own text, so that
 * each keeps its place there. */
#include "record/prose.h"

#include <stdint.h>
#include <string.h>

#include "record/private.h"

struct reader {
	const struct record *record;
	size_t at;        /* in the record's text */
	char *text;       /* with room for as much as the block has, which is more than its text */
	uint32_t *offsets; /* of each byte, in the record; NULL when nobody asks */
	size_t length;
	GArray *spans;    /* of struct prose_span */
	bool seen;        /* anything but white space? */
};

static bool
is_one_of(const xmlNode *element, const char *const *names)
{
	for (; *names; names++)
		if (element->name[0] == (xmlChar)**names && strcmp((const char *)element->name, *names) == 0)
			return true;
	return false;
}

static bool
is_computed(const xmlNode *element)
{
	static const char *const names[] = { "date", "param", "val", "xref", NULL };

	return is_one_of(element, names);
}

/* Stands in the text and is no part of it. */
static bool
is_apart(const xmlNode *element)
{
	static const char *const names[] = { "comment", "fn", NULL };

	return is_one_of(element, names);
}

bool
prose_is_inline(const struct _xmlNode *element)
{
	static const char *const names[] = { "abbr", "emph", "foreign", "link", "q", "strong", "sub", "sup",
		NULL };
	static const char *const blocks[] = { "meta", "inspection-record", NULL };

	if (is_one_of(element, names) || is_computed(element))
		return true;
	/* in meta it is a line of the cover */
	return strcmp((const char *)element->name, "title") == 0 && element->parent &&
		!is_one_of(element->parent, blocks);
}

/* Bytes that stand for what is at the offset; as they stand there, when `literal`. */
static void
add(struct reader *reader, const char *bytes, size_t count, size_t offset, bool literal)
{
	memcpy(reader->text + reader->length, bytes, count);
	for (size_t i = 0; reader->offsets && i < count; i++)
		reader->offsets[reader->length + i] = (uint32_t)(offset + (literal ? i : 0));
	reader->length += count;
}

static void
add_blank(struct reader *reader, size_t offset)
{
	if (reader->length && !g_ascii_isspace(reader->text[reader->length - 1]))
		add(reader, " ", 1, offset, true);
}

static void
add_break(struct reader *reader, size_t offset)
{
	while (reader->length && reader->text[reader->length - 1] == ' ')
		reader->length--;
	if (reader->length)
		add(reader, "\n", 1, offset, true);
}

/* A reference at reader->at; the scan has made sure of its form. */
static void
add_reference(struct reader *reader)
{
	static const struct { const char *name; gunichar c; } known[] = {
		{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' },
	};
	const char *at = reader->record->source->text + reader->at, *end = strchr(at, ';');
	gunichar c = 0;
	char bytes[6];
	size_t length;

	if (at[1] == '#')
		c = (gunichar)g_ascii_strtoull(at + (at[2] == 'x' ? 3 : 2), NULL, at[2] == 'x' ? 16 : 10);
	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (strncmp(at, known[i].name, strlen(known[i].name)) == 0)
			c = known[i].c;
	length = (size_t)g_unichar_to_utf8(c, bytes);
	if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
		add_blank(reader, reader->at);
	else
		add(reader, bytes, length, reader->at, false);
	reader->at += (size_t)(end - at) + 1;
}

/* Up to the next tag: text, references, CDATA; comments and instructions are stepped over. */
static void
read_text(struct reader *reader)
{
	const char *text = reader->record->source->text, *cdata = NULL;

	for (;;) {
		const char *at = text + reader->at;
		size_t length = strcspn(at, " \t\r\n<&]");

		if (length) {
			reader->seen = true;
			add(reader, at, length, reader->at, true);
			reader->at += length;
		} else if (cdata && strncmp(at, "]]>", 3) == 0) {
			cdata = NULL;
			reader->at += 3;
		} else if (!cdata && strncmp(at, "<![CDATA[", 9) == 0) {
			cdata = at;
			reader->at += 9;
		} else if (!cdata && strncmp(at, "<!--", 4) == 0) {
			reader->at = (size_t)(strstr(at + 4, "-->") + 3 - text);
		} else if (!cdata && strncmp(at, "<?", 2) == 0) {
			reader->at = (size_t)(strstr(at, "?>") + 2 - text);
		} else if (!cdata && *at == '<') {
			return;
		} else if (!cdata && *at == '&') {
			reader->seen = true;
			add_reference(reader);
		} else {
			if (g_ascii_isspace(*at))
				add_blank(reader, reader->at);
			else
				add(reader, at, 1, reader->at, true);
			reader->seen |= !g_ascii_isspace(*at);
			reader->at++;
		}
	}
}

static void read_children(struct reader *reader, const xmlNode *parent);

static void
read_element(struct reader *reader, const xmlNode *element)
{
	const struct spot *spot = record_spot(element);
	const char *text = reader->record->source->text;
	struct prose_span span = { element, reader->length, 0 };

	if (is_computed(element)) {
		reader->seen = true;
		add(reader, PROSE_COMPUTED, strlen(PROSE_COMPUTED), spot->offset, false);
	} else if (prose_is_inline(element)) {
		reader->seen = true;
		reader->at = tag_end(text, spot->offset);
		if (spot->end_offset != spot->offset)
			read_children(reader, element);
	} else if (!is_apart(element)) {
		add_break(reader, spot->offset);
	}
	reader->at = tag_end(text, spot->end_offset);
	span.to = reader->length;
	if (prose_is_inline(element))
		g_array_append_val(reader->spans, span);
}

static void
read_children(struct reader *reader, const xmlNode *parent)
{
	for (const xmlNode *node = parent->children; node; node = node->next)
		if (node->type == XML_ELEMENT_NODE)
			read_element(reader, node);
		else
			read_text(reader);
}

/* White space at the end goes, and the offset of the end comes. */
static void
finish(struct reader *reader)
{
	while (reader->length && g_ascii_isspace(reader->text[reader->length - 1]))
		reader->length--;
	reader->text[reader->length] = '\0';
	for (guint i = 0; i < reader->spans->len; i++) {
		struct prose_span *span = &g_array_index(reader->spans, struct prose_span, i);

		span->from = MIN(span->from, reader->length);
		span->to = MIN(span->to, reader->length);
	}
}

/* Has the block a child that can be text of it? A cheap look before the text is read. */
static bool
may_have_text(const xmlNode *block)
{
	for (const xmlNode *node = block->children; node; node = node->next) {
		if (node->type == XML_ELEMENT_NODE && prose_is_inline(node))
			return true;
		if (node->type == XML_TEXT_NODE && node->content &&
			node->content[strspn((const char *)node->content, " \t\r\n")])
			return true;
	}
	return false;
}

/* The text and, when asked for, where its bytes stand. */
static void
read_block(struct reader *reader, const struct record *record, const xmlNode *block, bool places)
{
	const struct spot *spot = record_spot(block);
	size_t room;

	*reader = (struct reader){ .record = record,
		.at = tag_end(record->source->text, spot->offset) };
	room = spot->end_offset - reader->at + 8;
	reader->text = g_malloc(room);
	reader->offsets = places ? g_new(uint32_t, room) : NULL;
	reader->spans = g_array_new(FALSE, FALSE, sizeof(struct prose_span));
	read_children(reader, block);
	finish(reader);
}

struct prose *
prose_read(const struct record *record, const struct _xmlNode *block)
{
	struct reader reader;
	struct prose *prose;

	if (prose_is_inline(block) || !may_have_text(block))
		return NULL;
	read_block(&reader, record, block, false);
	prose = g_new0(struct prose, 1);
	prose->block = block;
	prose->length = reader.length;
	prose->span_count = reader.spans->len;
	prose->text = g_realloc(reader.text, reader.length + 1);
	prose->spans = (struct prose_span *)(void *)g_array_free(reader.spans, FALSE);
	if (reader.seen)
		return prose;
	prose_destroy(prose);
	return NULL;
}

void
prose_destroy(struct prose *prose)
{
	if (!prose)
		return;
	g_free(prose->text);
	g_free(prose->spans);
	g_free(prose);
}

const struct prose_span *
prose_span_at(const struct prose *prose, size_t at)
{
	for (size_t i = 0; i < prose->span_count; i++) /* inner ones end first */
		if (prose->spans[i].from <= at && at < prose->spans[i].to)
			return &prose->spans[i];
	return NULL;
}

/* Findings are few, so a block is read again for them, and no text has to keep four bytes for each of
 * its own. The last one is kept, for findings come in swarms. */
static const struct prose_places *
places_of(const struct record *record, const xmlNode *block)
{
	struct prose_places *places = record->places;
	struct reader reader;

	if (places->block == block)
		return places;
	g_clear_pointer(&places->offsets, g_free);
	read_block(&reader, record, block, true);
	places->block = block;
	places->offsets = reader.offsets;
	places->length = reader.length;
	g_array_free(reader.spans, TRUE);
	g_free(reader.text);
	return places;
}

static bool
is_within_character(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Where bytes from..to of the text begin and end in the record. */
static void
range_find(const struct record *record, const struct prose *prose, size_t from, size_t to,
	size_t *start, size_t *end)
{
	const struct prose_places *places = places_of(record, prose->block);
	const char *text = record->source->text;

	if (!places->length)
		*start = record_spot(prose->block)->offset;
	else if (from < places->length)
		*start = places->offsets[from];
	else
		*start = places->offsets[places->length - 1] + 1;
	*end = places->length && to > from ? places->offsets[MIN(to, places->length) - 1] + 1 : *start + 1;
	while (*start && is_within_character(text[*start])) /* what is shown is whole characters */
		--*start;
	while (is_within_character(text[*end]))
		++*end;
}

struct place
prose_place(const struct record *record, const struct prose *prose, size_t at, char **path)
{
	size_t start, end;

	range_find(record, prose, at, at, &start, &end);
	*path = record_element_path(prose->block);
	return (struct place){ record->source->path, source_line(record->source, start),
		source_column(record->source, start), *path };
}

void
prose_show(const struct record *record, const struct prose *prose, size_t from, size_t to,
	struct diags *diags)
{
	size_t start, end;

	range_find(record, prose, from, to, &start, &end);
	source_show(record->source, diags, start, end > start ? end - start : 1);
}
