/* The scan before the parser. It knows XML 1.0 well enough to find the first mistake and to say it
 * better than a parser can; what it lets through, the parser still checks. */
#include "record/scan.h"

#include <string.h>

#include "record/guard.h"

enum { TEXT_FINDINGS = 10 };

struct open {
	const char *name;
	size_t length;
	guint spot;
};

struct scan {
	struct source *source;
	const struct record_limits *limits;
	struct diags *diags;
	const char *at;       /* the text ends with NUL and has no other */
	const char *run;      /* where text began that no tag has ended yet, or NULL */
	uint32_t line;
	GArray *spots, *open; /* of struct spot, struct open */
	GArray *attributes;   /* hashes of the names in the present tag */
	uint64_t *names;      /* open addressing; 0 is free */
	size_t name_slots, name_count;
	size_t nodes;
	int marks, text_findings;
	bool failed, root_closed;
};

static void G_GNUC_PRINTF(5, 6)
fail(struct scan *scan, enum diag_code code, const char *at, size_t width, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	source_diag_valist(scan->source, scan->diags, code, (size_t)(at - scan->source->text), width,
		NULL, format, args);
	va_end(args);
	scan->failed = true;
}

#define fail_syntax(scan, at, width, ...) fail((scan), DIAG_RECORD_SYNTAX, (at), (width), __VA_ARGS__)
#define hint(scan, ...) diag_hint((scan)->diags, __VA_ARGS__)

/* Over a limit: which one, so that whoever means it can allow more. */
#define fail_limit(scan, limit, at, width, ...) \
	(fail((scan), DIAG_RECORD_LIMIT, (at), (width), __VA_ARGS__), \
		hint(scan, "--limit %s=NUMBER allows more", limit))

static void
node_count(struct scan *scan, size_t more)
{
	scan->nodes += more;
	if (scan->nodes > scan->limits->nodes && !scan->failed)
		fail_limit(scan, "nodes", scan->at, 1, "the record has more than %zu nodes",
			scan->limits->nodes);
}

/* One character of text, from the file or from a reference. */
static void
character(struct scan *scan, gunichar c, const char *at, size_t width)
{
	const char *wrong = NULL;

	if (c >= 0x300 && g_unichar_ismark(c))
		scan->marks++;
	else
		scan->marks = 0;
	if (scan->marks == scan->limits->marks + 1 && !scan->failed)
		fail_limit(scan, "marks", at, width, "more than %d combining marks in a row",
			scan->limits->marks);
	if (!(wrong = guard_character(c)) || scan->text_findings++ >= TEXT_FINDINGS)
		return;
	source_diag(scan->source, scan->diags, DIAG_RECORD_TEXT, (size_t)(at - scan->source->text),
		width, NULL, "U+%04X is %s", c, wrong);
	hint(scan, "%s", guard_hint(c));
}

/* Step over one character. */
static inline void
next(struct scan *scan)
{
	unsigned char c = (unsigned char)*scan->at;

	if (c >= 0x20 && c < 0x7f) {
		scan->marks = 0;
		scan->at++;
	} else if (c == '\n' || c == '\t' || c == '\r') {
		scan->line += c == '\n';
		scan->at++;
	} else {
		const char *at = scan->at;

		scan->at = g_utf8_next_char(at);
		character(scan, g_utf8_get_char(at), at, (size_t)(scan->at - at));
	}
}

static void
space(struct scan *scan)
{
	while (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\t' || *scan->at == '\r')
		next(scan);
}

/* Whether names may begin with the byte; what lies beyond ASCII is left to the parser. */
static bool
is_name_start(char c)
{
	return g_ascii_isalpha(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static bool
is_name(char c)
{
	return is_name_start(c) || g_ascii_isdigit(c) || c == '-' || c == '.';
}

/* Length of the name at the place; 0 when there is none. */
static size_t
name_length(const char *at)
{
	size_t length = 0;

	if (is_name_start(*at))
		while (is_name(at[length]))
			length++;
	return length;
}

/* FNV-1a, 64 bits; never 0. */
static uint64_t
name_hash(const char *name, size_t length)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)name[i]) * 1099511628211u;
	return hash ? hash : 1;
}

/* Count different names: the parser's dictionary degrades to a list when there are millions. */
static void
name_note(struct scan *scan, uint64_t hash, const char *at, size_t length)
{
	size_t slot = hash % scan->name_slots;

	while (scan->names[slot] && scan->names[slot] != hash)
		slot = (slot + 1) % scan->name_slots;
	if (scan->names[slot])
		return;
	scan->names[slot] = hash;
	if (++scan->name_count > (size_t)scan->limits->names)
		fail_limit(scan, "names", at, length,
			"the record has more than %d different names of elements and attributes",
			scan->limits->names);
}

static void
character_reference(struct scan *scan)
{
	const char *at = scan->at, *digits = at + 2;
	bool hex = *digits == 'x';
	guint64 c;
	char *end;

	digits += hex;
	c = g_ascii_isxdigit(*digits) ? g_ascii_strtoull(digits, &end, hex ? 16 : 10) : 0;
	if (!c || *end != ';' || c > 0x10ffff) {
		fail_syntax(scan, at, strcspn(at, "; <\n") + 1, "a broken reference to a character");
		hint(scan, "write the character itself, or &#x and its number and a semicolon");
		return;
	}
	scan->at = end + 1;
	character(scan, (gunichar)c, at, (size_t)(scan->at - at));
}

/* At &. */
static void
reference(struct scan *scan)
{
	static const char *const known[] = { "amp", "lt", "gt", "quot", "apos" };
	const char *name = scan->at + 1, *meant;
	size_t length = name_length(name);

	if (*name == '#') {
		character_reference(scan);
		return;
	}
	scan->marks = 0;
	if (!length || name[length] != ';') {
		fail_syntax(scan, scan->at, 1, "a bare `&` stands here");
		hint(scan, "write `&amp;` for the character `&`");
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (strlen(known[i]) == length && memcmp(known[i], name, length) == 0) {
			scan->at = name + length + 1;
			return;
		}
	fail_syntax(scan, scan->at, length + 2, "`&%.*s;` is not known in a record", (int)length, name);
	if ((meant = guard_named(name, length)))
		hint(scan, *meant == '&' ? "write `%s`" : "write the character itself: %s", meant);
	else
		hint(scan, "write the character itself; only &amp; &lt; &gt; &quot; and &apos; are known");
}

/* True, and told, when what began at `from` is too long. */
static bool
run_is_long(struct scan *scan, const char *from)
{
	if ((size_t)(scan->at - from) <= scan->limits->run_bytes || scan->failed)
		return scan->failed;
	fail_limit(scan, "run", from, 1, "what begins here is longer than %zu bytes",
		scan->limits->run_bytes);
	return true;
}

/* Step over everything up to and with `close`. */
static void
skip_until(struct scan *scan, const char *close, const char *what)
{
	const char *opened = scan->at;

	while (*scan->at && (*scan->at != *close || strncmp(scan->at, close, strlen(close)) != 0)) {
		next(scan);
		if (run_is_long(scan, opened))
			return;
	}
	if (*scan->at)
		scan->at += strlen(close);
	else
		fail_syntax(scan, opened, 4, "this %s is not closed with `%s`", what, close);
}

static void
comment(struct scan *scan)
{
	const char *opened = scan->at, *dashes = strstr(scan->at + 4, "--");

	if (dashes && dashes[2] != '>') {
		fail_syntax(scan, dashes, 2, "`--` stands inside the comment of line %u", scan->line);
		hint(scan, "close the comment with `-->`, or write single hyphens in it");
		return;
	}
	skip_until(scan, "-->", "comment");
	if (!scan->failed && scan->at < opened + strlen("<!---->"))
		fail_syntax(scan, opened, 4, "this comment is not closed with `-->`");
	node_count(scan, 1);
}

static void
instruction(struct scan *scan)
{
	const char *opened = scan->at;

	if (opened != scan->source->text && g_ascii_strncasecmp(opened, "<?xml", 5) == 0 &&
		!is_name(opened[5])) {
		fail_syntax(scan, opened, 5, "`<?xml` stands here, but belongs at the very beginning");
		hint(scan, "delete what stands before it, or delete it");
		return;
	}
	skip_until(scan, "?>", "instruction");
	node_count(scan, 1);
}

/* At <!. */
static void
declaration(struct scan *scan)
{
	if (strncmp(scan->at, "<!--", 4) == 0) {
		comment(scan);
	} else if (strncmp(scan->at, "<![CDATA[", 9) == 0 && scan->open->len) {
		skip_until(scan, "]]>", "CDATA section");
	} else if (g_ascii_strncasecmp(scan->at, "<!DOCTYPE", 9) == 0) {
		fail(scan, DIAG_RECORD_DOCTYPE, scan->at, 9,
			"a record has no DOCTYPE, and none is read");
		hint(scan, "delete it, with everything up to its closing >");
	} else {
		fail_syntax(scan, scan->at, 2, "`<!` begins nothing that is known here");
		hint(scan, "write `&lt;` for the character `<`");
	}
}

/* A value in quotes; at its first quote. */
static void
value(struct scan *scan, const char *name, size_t length, const char *tag)
{
	const char *opened = scan->at;
	char quote = *scan->at;

	next(scan);
	while (*scan->at != quote && !scan->failed) {
		if (*scan->at == '<' || !*scan->at) {
			fail_syntax(scan, name, length, "the value of `%.*s` has no closing quotation mark",
				(int)length, name);
			hint(scan, "if a `<` is meant in a value, write `&lt;`");
		} else if ((size_t)(scan->at - tag) > scan->limits->tag_bytes) {
			fail_limit(scan, "tag", tag, 1, "a tag is longer than %zu bytes",
				scan->limits->tag_bytes);
		} else if (*scan->at == '&') {
			reference(scan);
		} else {
			next(scan);
		}
	}
	if (scan->failed)
		return;
	next(scan);
	if (is_name_start(*scan->at) || *scan->at == '"' || *scan->at == '\'') {
		fail_syntax(scan, opened, (size_t)(scan->at - opened),
			"there is a quotation mark too few or too many in `%.*s`", (int)length, name);
		hint(scan, "attributes are written name=\"value\", with a blank between them");
	}
}

/* True, and told, when the record ends here, inside a tag. */
static bool
ends(struct scan *scan, const char *tag, size_t tag_name)
{
	if (!*scan->at && !scan->failed) {
		fail_syntax(scan, tag, tag_name + 1, "the record ends inside the tag `<%.*s`",
			(int)tag_name, tag + 1);
		hint(scan, "the file may have been cut off");
	}
	return !*scan->at;
}

static void
attribute(struct scan *scan, const char *tag, size_t tag_name)
{
	const char *name = scan->at;
	size_t length = name_length(name);
	uint64_t hash = name_hash(name, length);

	if (ends(scan, tag, tag_name))
		return;
	if (!length) {
		if (*name == '<')
			fail_syntax(scan, tag, tag_name + 1, "the tag `<%.*s` is not closed with `>`",
				(int)tag_name, tag + 1);
		else
			fail_syntax(scan, name, 1, "this cannot stand inside the tag `<%.*s>`",
				(int)tag_name, tag + 1);
		return;
	}
	for (guint i = 0; i < scan->attributes->len; i++)
		if (g_array_index(scan->attributes, uint64_t, i) == hash) {
			fail_syntax(scan, name, length, "the attribute `%.*s` is given twice in `<%.*s>`",
				(int)length, name, (int)tag_name, tag + 1);
			return;
		}
	g_array_append_val(scan->attributes, hash);
	name_note(scan, hash, name, length);
	if (scan->attributes->len > (guint)scan->limits->attributes && !scan->failed)
		fail_limit(scan, "attributes", tag, tag_name + 1, "a tag has more than %d attributes",
			scan->limits->attributes);
	if (scan->failed)
		return;
	scan->at += length;
	space(scan);
	if (ends(scan, tag, tag_name))
		return;
	if (*scan->at != '=') {
		fail_syntax(scan, name, length, "the attribute `%.*s` has no value", (int)length, name);
		hint(scan, "write `%.*s=\"...\"`", (int)length, name);
		return;
	}
	next(scan);
	space(scan);
	if (ends(scan, tag, tag_name))
		return;
	if (*scan->at == '"' || *scan->at == '\'') {
		value(scan, name, length, tag);
		return;
	}
	fail_syntax(scan, name, length, "the value of `%.*s` has no quotation marks", (int)length, name);
	hint(scan, "write `%.*s=\"%.*s\"`", (int)length, name, (int)strcspn(scan->at, " \t\r\n/>\"'<&"),
		scan->at);
}

static void
element_close(struct scan *scan, size_t offset, uint32_t line)
{
	struct open *open = &g_array_index(scan->open, struct open, scan->open->len - 1);
	struct spot *spot = &g_array_index(scan->spots, struct spot, open->spot);

	spot->end_offset = (uint32_t)offset;
	spot->end_line = line;
	g_array_set_size(scan->open, scan->open->len - 1);
	scan->root_closed = !scan->open->len;
}

/* At <, with a name after it. */
static void
start_tag(struct scan *scan)
{
	const char *tag = scan->at;
	size_t length = name_length(tag + 1);
	struct open open = { tag + 1, length, scan->spots->len };
	struct spot spot = { (uint32_t)(tag - scan->source->text), scan->line, 0, 0 };

	if (scan->root_closed) {
		fail_syntax(scan, tag, length + 1, "`<%.*s>` stands after the end of the record",
			(int)length, tag + 1);
		hint(scan, "a file holds one record; look for an end tag that comes too early");
		return;
	}
	g_array_append_val(scan->spots, spot);
	g_array_append_val(scan->open, open);
	name_note(scan, name_hash(tag + 1, length), tag + 1, length);
	if (scan->open->len > (guint)scan->limits->depth && !scan->failed)
		fail_limit(scan, "depth", tag, length + 1,
			"elements are more than %d deep inside each other", scan->limits->depth);
	g_array_set_size(scan->attributes, 0);
	scan->at += length + 1;
	space(scan);
	while (!scan->failed && *scan->at != '>' && *scan->at != '/') {
		attribute(scan, tag, length);
		space(scan);
	}
	if (!scan->failed && *scan->at == '/' && *++scan->at != '>')
		fail_syntax(scan, scan->at - 1, 1, "`>` is missing after `/` in the tag `<%.*s`",
			(int)length, tag + 1);
	if (scan->failed)
		return;
	if ((size_t)(++scan->at - tag) > scan->limits->tag_bytes)
		fail_limit(scan, "tag", tag, length + 1, "a tag is longer than %zu bytes",
			scan->limits->tag_bytes);
	if (scan->at[-2] == '/')
		element_close(scan, spot.offset, spot.line);
	node_count(scan, 1 + 2 * (size_t)scan->attributes->len);
}

/* The end tag at `tag` is not that of the innermost open element. Where its name is open further out,
 * inner elements lack their end tags, and the innermost is told; else the end tag itself is wrong. */
static void
mismatch(struct scan *scan, const char *tag, size_t length)
{
	const struct open *inner = &g_array_index(scan->open, struct open, scan->open->len - 1);
	const char *name = tag + 2;

	for (guint i = scan->open->len - 1; i-- > 0;) {
		const struct open *outer = &g_array_index(scan->open, struct open, i);

		if (outer->length != length || memcmp(outer->name, name, length) != 0)
			continue;
		fail_syntax(scan, inner->name - 1, inner->length + 1,
			"`<%.*s>` is opened here and not closed before `</%.*s>` on line %u",
			(int)inner->length, inner->name, (int)length, name, scan->line);
		hint(scan, "write `</%.*s>` where it ends", (int)inner->length, inner->name);
		return;
	}
	fail_syntax(scan, tag, length + 2, "`</%.*s>` closes nothing: `<%.*s>` of line %u is open here",
		(int)length, name, (int)inner->length, inner->name,
		g_array_index(scan->spots, struct spot, inner->spot).line);
	hint(scan, "write `</%.*s>`", (int)inner->length, inner->name);
}

/* At </. */
static void
end_tag(struct scan *scan)
{
	const char *tag = scan->at;
	size_t length = name_length(tag + 2);
	const struct open *inner;

	if (!scan->open->len) {
		fail_syntax(scan, tag, length + 2, "`</%.*s>` closes nothing: no element is open here",
			(int)length, tag + 2);
		return;
	}
	inner = &g_array_index(scan->open, struct open, scan->open->len - 1);
	if (inner->length != length || memcmp(inner->name, tag + 2, length) != 0) {
		mismatch(scan, tag, length);
		return;
	}
	element_close(scan, (size_t)(tag - scan->source->text), scan->line);
	scan->at += length + 2;
	space(scan);
	if (*scan->at == '>')
		scan->at++;
	else
		fail_syntax(scan, tag, length + 2, "the tag `</%.*s` is not closed with `>`", (int)length,
			tag + 2);
}

/* A run of characters up to the next < or &. */
static void
run(struct scan *scan)
{
	bool outside = !scan->open->len;

	if (!scan->run)
		scan->run = scan->at;
	node_count(scan, 1);
	while (*scan->at && *scan->at != '<' && *scan->at != '&' && !run_is_long(scan, scan->run)) {
		if (outside && !g_ascii_isspace(*scan->at)) {
			fail_syntax(scan, scan->at, 1, scan->root_closed ?
				"text stands after the end of the record" :
				"this is not XML: text stands before the first tag");
			return;
		}
		if (*scan->at == ']' && strncmp(scan->at, "]]>", 3) == 0) {
			fail_syntax(scan, scan->at, 3, "`]]>` cannot stand in text");
			hint(scan, "write `]]&gt;`");
			return;
		}
		next(scan);
	}
}

static void
content(struct scan *scan)
{
	char after = scan->at[1];

	if (*scan->at == '<') {
		scan->marks = 0;
		scan->run = after == '!' && scan->at[2] == '[' ? scan->run : NULL;
	}
	if (*scan->at == '&' && scan->open->len)
		reference(scan);
	else if (*scan->at == '&')
		fail_syntax(scan, scan->at, 1, "text stands outside the record's first and last tag");
	else if (*scan->at != '<')
		run(scan);
	else if (after == '/')
		end_tag(scan);
	else if (after == '!')
		declaration(scan);
	else if (after == '?')
		instruction(scan);
	else if (is_name_start(after))
		start_tag(scan);
	else {
		fail_syntax(scan, scan->at, 1, "a bare `<` stands here");
		hint(scan, "write `&lt;` for the character `<`");
	}
}

static void
end_of_text(struct scan *scan)
{
	const struct open *open;
	const char *last = scan->source->text + scan->source->size;

	while (last > scan->source->text && g_ascii_isspace(last[-1]))
		last--;
	if (scan->open->len) {
		open = &g_array_index(scan->open, struct open, scan->open->len - 1);
		fail_syntax(scan, last, 1, "the record ends here while `<%.*s>` of line %u is still open",
			(int)open->length, open->name,
			g_array_index(scan->spots, struct spot, open->spot).line);
		hint(scan, "the file may have been cut off");
	} else if (!scan->root_closed) {
		fail(scan, DIAG_RECORD_EMPTY, last, 1, "the record has no element");
	}
}

bool
scan_text(struct source *source, const struct record_limits *limits, GArray *spots,
	struct diags *diags)
{
	struct scan scan = { .source = source, .limits = limits, .diags = diags,
		.at = source->text, .line = 1, .spots = spots };

	scan.name_slots = 4 * (size_t)limits->names + 7;
	scan.names = g_new0(uint64_t, scan.name_slots);
	scan.open = g_array_new(FALSE, FALSE, sizeof(struct open));
	scan.attributes = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	while (*scan.at && !scan.failed)
		content(&scan);
	if (!scan.failed)
		end_of_text(&scan);
	g_array_free(scan.attributes, TRUE);
	g_array_free(scan.open, TRUE);
	g_free(scan.names);
	return !scan.failed && !scan.text_findings;
}
