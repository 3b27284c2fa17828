/* Origins: marks go into the text of records and around figures, and come out when a report is read. */
#include "report/origin.h"

#include <libxml/tree.h>
#include <string.h>

#include "record/record.h"

/* All are four bytes of UTF-8 that begin with F3 (U+F0000 to U+FFFFF) or F4 (U+100000 to U+10FFFF). */
enum { FIRST = 0xF0000, END = 0x10FFFD, MOST = END - FIRST, BYTES = 4 };

/* A text node that has marks, and what it was before. */
struct marked {
	xmlNode *node;
	xmlChar *was;
};

struct origins {
	GArray *all;          /* of struct origin; files and figures are in `strings` */
	GArray *marked;       /* of struct marked */
	GStringChunk *strings;
};

struct origins *
origins_create(void)
{
	struct origins *origins = g_new0(struct origins, 1);

	origins->all = g_array_new(FALSE, FALSE, sizeof(struct origin));
	origins->marked = g_array_new(FALSE, FALSE, sizeof(struct marked));
	origins->strings = g_string_chunk_new(4096);
	return origins;
}

void
origins_destroy(struct origins *origins)
{
	if (!origins)
		return;
	for (guint i = 0; i < origins->marked->len; i++) {
		struct marked *marked = &g_array_index(origins->marked, struct marked, i);

		xmlFree(marked->node->content);
		marked->node->content = marked->was;
	}
	g_array_free(origins->marked, TRUE);
	g_array_free(origins->all, TRUE);
	g_string_chunk_free(origins->strings);
	g_free(origins);
}

/* ---- marks ---- */

static void
mark_put(GString *out, int number)
{
	g_string_append_unichar(out, number < 0 ? END : (gunichar)(FIRST + number));
}

size_t
origin_mark_at(const char *text, int *number)
{
	gunichar character;

	if ((unsigned char)*text < 0xF3)
		return 0;
	character = g_utf8_get_char(text);
	if (character < FIRST || character > END)
		return 0;
	*number = character == END ? -1 : (int)(character - FIRST);
	return BYTES;
}

const char *
origin_skip(const char *text)
{
	int number;

	while (origin_mark_at(text, &number))
		text += BYTES;
	return text;
}

void
origin_strip(char *text)
{
	char *to = text;
	int number;

	while (*text) {
		size_t mark = origin_mark_at(text, &number);

		if (mark)
			text += mark;
		else
			*to++ = *text++;
	}
	*to = '\0';
}

/* The number of an origin, or -1 when there are too many. */
static int
origin_add(struct origins *origins, const char *file, int line, const char *figure)
{
	struct origin origin = { .line = line };

	if (origins->all->len >= MOST)
		return -1;
	origin.file = g_string_chunk_insert_const(origins->strings, file);
	origin.figure = figure ? g_string_chunk_insert_const(origins->strings, figure) : NULL;
	g_array_append_val(origins->all, origin);
	return (int)origins->all->len - 1;
}

const char *
origins_mark(struct origins *origins, struct arena *arena, const char *text, const char *file, int line,
	const char *figure)
{
	int number = *text && line > 0 ? origin_add(origins, file, line, figure) : -1;
	GString *out;
	const char *copy;

	if (number < 0)
		return text;
	out = g_string_new(NULL);
	mark_put(out, number);
	g_string_append(out, text);
	mark_put(out, -1);
	copy = arena_strdup(arena, out->str);
	g_string_free(out, TRUE);
	return copy;
}

const struct origin *
origins_copy(const struct origins *origins, struct arena *arena)
{
	struct origin *copy = arena_new_array(arena, struct origin, origins->all->len);
	GHashTable *known = g_hash_table_new(NULL, NULL); /* string of the chunk → in the arena */

	for (guint i = 0; i < origins->all->len; i++) {
		const char **strings[2] = { &copy[i].file, &copy[i].figure };

		copy[i] = g_array_index(origins->all, struct origin, i);
		for (int j = 0; j < 2; j++) {
			const char *text = *strings[j];

			if (!text)
				continue;
			*strings[j] = g_hash_table_lookup(known, text);
			if (!*strings[j])
				g_hash_table_insert(known, (gpointer)text,
					(gpointer)(*strings[j] = arena_strdup(arena, text)));
		}
	}
	g_hash_table_destroy(known);
	return copy;
}

/* ---- the lines of a record's text ---- */

/* Reads the record's own characters beside its tree: between two tags the tree has runs of text, and
 * here are the lines that they stand on. */
struct scan {
	const char *at, *end;
	int line;
	bool empty;    /* the tag passed last was <like-this/>: its end is no tag of its own */
	GArray *lines; /* int: of the gap's first text, and after each of its line ends and comments */
	guint used;    /* how many of those its runs of text have had so far */
};

static void
line_begin(struct scan *scan)
{
	g_array_append_val(scan->lines, scan->line);
}

/* To the first byte after `mark`; what stands between is no text. */
static void
skip_past(struct scan *scan, const char *mark)
{
	size_t length = strlen(mark);

	for (; scan->at < scan->end && strncmp(scan->at, mark, length) != 0; scan->at++)
		scan->line += *scan->at == '\n';
	scan->at = MIN(scan->at + length, scan->end);
}

static void
tag_skip(struct scan *scan)
{
	char quote = 0;

	for (; scan->at < scan->end && (quote || *scan->at != '>'); scan->at++) {
		scan->line += *scan->at == '\n';
		if (quote)
			quote = *scan->at == quote ? 0 : quote;
		else if (*scan->at == '"' || *scan->at == '\'')
			quote = *scan->at;
	}
	scan->empty = scan->at[-1] == '/';
	scan->at = MIN(scan->at + 1, scan->end);
}

/* A line end as the tree has it: CR LF is one, and a reference to one does not end a line here. */
static bool
line_ends(struct scan *scan)
{
	bool here = *scan->at == '\n' || (*scan->at == '\r' && scan->at[1] != '\n');

	if (!here && *scan->at == '&')
		here = g_str_has_prefix(scan->at, "&#10;") || g_ascii_strncasecmp(scan->at, "&#xA;", 5) == 0;
	else
		scan->line += *scan->at == '\n';
	return here;
}

static void
content_skip(struct scan *scan, const char *until)
{
	bool blank = true;

	while (scan->at < scan->end && !(until ? g_str_has_prefix(scan->at, until) : *scan->at == '<')) {
		if (line_ends(scan)) {
			line_begin(scan);
			blank = true;
		} else if (!g_ascii_isspace(*scan->at)) {
			if (blank)
				g_array_index(scan->lines, int, scan->lines->len - 1) = scan->line;
			blank = false;
		}
		scan->at++;
	}
}

/* From after one tag to after the next. */
static void
gap_read(struct scan *scan)
{
	bool again = !scan->empty;

	g_array_set_size(scan->lines, 0);
	scan->used = 0;
	line_begin(scan);
	scan->empty = false;
	while (again && scan->at < scan->end) {
		content_skip(scan, NULL);
		if (g_str_has_prefix(scan->at, "<!--")) {
			skip_past(scan, "-->");
			line_begin(scan);
		} else if (g_str_has_prefix(scan->at, "<?")) {
			skip_past(scan, "?>");
			line_begin(scan);
		} else if (g_str_has_prefix(scan->at, "<![CDATA[")) {
			scan->at += strlen("<![CDATA[");
			content_skip(scan, "]]>");
			scan->at = MIN(scan->at + 3, scan->end);
		} else {
			if (scan->at < scan->end)
				tag_skip(scan);
			again = false;
		}
	}
}

/* A run of text with a mark before and after what stands on each line; its place among the line ends
 * of the gap goes on. */
static void
text_mark(struct origins *origins, struct scan *scan, xmlNode *node, const char *file)
{
	const char *text = (const char *)node->content;
	struct marked marked = { node, node->content };
	GString *out = g_string_new(NULL);
	bool any = false;

	for (const char *at = text, *end;; at = end + 1) {
		size_t length = strcspn(at, "\n"), before = strspn(at, " \t\r"), after = length;
		int number = -1;

		end = at + length;
		while (after > before && g_ascii_isspace(at[after - 1]))
			after--;
		if (after > before)
			number = origin_add(origins, file, g_array_index(scan->lines, int,
				MIN(scan->used, scan->lines->len - 1)), NULL);
		g_string_append_len(out, at, (gssize)MIN(before, length));
		if (number >= 0)
			mark_put(out, number);
		if (after > before)
			g_string_append_len(out, at + before, (gssize)(after - before));
		if (number >= 0)
			mark_put(out, -1);
		g_string_append_len(out, at + MAX(after, before), (gssize)(length - MIN(length, MAX(after, before))));
		any |= number >= 0;
		if (!*end)
			break;
		g_string_append_c(out, '\n');
		scan->used++;
	}
	if (any) {
		node->content = xmlStrdup((const xmlChar *)out->str);
		g_array_append_val(origins->marked, marked);
	}
	g_string_free(out, TRUE);
}

/* The tree in the order of its tags, each of which begins a gap. */
static void
element_mark(struct origins *origins, struct scan *scan, const xmlNode *element, const char *file)
{
	gap_read(scan); /* after the start tag */
	for (xmlNode *at = element->children; at; at = at->next) {
		if (at->type == XML_ELEMENT_NODE) {
			element_mark(origins, scan, at, file);
			gap_read(scan); /* after its end tag */
		} else if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content) {
			text_mark(origins, scan, at, file);
		} else {
			scan->used++; /* a comment or instruction */
		}
	}
}

/* Any byte F3 or F4 may begin a mark: a record that has one is left as it is. */
static bool
has_marks(const char *text, size_t size)
{
	return memchr(text, 0xF3, size) || memchr(text, 0xF4, size);
}

bool
origins_put(struct origins *origins, const struct record *record)
{
	size_t size;
	const char *text = record_text(record, &size);
	struct scan scan = { .at = text, .end = text + size, .line = 1 };

	if (has_marks(text, size))
		return false;
	scan.lines = g_array_new(FALSE, FALSE, sizeof(int));
	gap_read(&scan); /* before the root, and its tag */
	element_mark(origins, &scan, xmlDocGetRootElement(record_doc(record)), record_path(record));
	g_array_free(scan.lines, TRUE);
	return true;
}
