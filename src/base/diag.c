/* Diagnostics: the table of codes, the list of findings, and their printed form. */
#include "base/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

enum {
	KEPT_BYTES = 64 * 1024,
	MESSAGE_BYTES = 2000,
	SNIPPET_BEFORE = 60, /* characters of a line */
	SNIPPET_UNDER = 40,
	SNIPPET_ALL = 110,
	SNIPPET_BYTES = 600, /* enough for these in any script */
};

static const struct code {
	const char *name;
	enum diag_level level;
	const char *summary;
} codes[] = {
	[DIAG_FILE_READ] = { "file-read", DIAG_FAILURE, "a file cannot be read" },
	[DIAG_FILE_WRITE] = { "file-write", DIAG_FAILURE, "an output cannot be written" },
	[DIAG_FILE_CLASH] = { "file-clash", DIAG_FAILURE, "an output would replace a record, or another output" },
	[DIAG_PAGES_GONE] = { "pages-gone", DIAG_NOTE, "pictures of pages that are no more were taken away" },
	[DIAG_PAGES_LEFT] = { "pages-left", DIAG_WARNING, "a file stands where a further page would" },
	[DIAG_ACCESS_OLD] = { "accessibility-old", DIAG_WARNING,
		"a page about accessibility is about an older document" },
	[DIAG_RESOURCE_MISSING] = { "resource-missing", DIAG_FAILURE,
		"a template, style or schema is not there" },
	[DIAG_RESOURCE_BROKEN] = { "resource-broken", DIAG_FAILURE,
		"a template, style or schema cannot be used" },
	[DIAG_WORKER_DIED] = { "worker-died", DIAG_FAILURE, "the work on a record came to grief" },
	[DIAG_LIMIT] = { "limit", DIAG_FAILURE, "a limit of time or memory is reached" },
	[DIAG_RECORD_EMPTY] = { "record-empty", DIAG_ERROR, "the record is empty" },
	[DIAG_RECORD_ENCODING] = { "record-encoding", DIAG_ERROR,
		"the record's characters are not what it declares" },
	[DIAG_RECORD_DOCTYPE] = { "record-doctype", DIAG_ERROR, "the record has a DOCTYPE" },
	[DIAG_RECORD_SYNTAX] = { "record-syntax", DIAG_ERROR, "the record is not well-formed XML" },
	[DIAG_RECORD_LIMIT] = { "record-limit", DIAG_ERROR, "the record is larger than allowed" },
	[DIAG_RECORD_TEXT] = { "record-text", DIAG_ERROR, "text that cannot be published" },
	[DIAG_SCHEMA_ROOT] = { "schema-root", DIAG_ERROR, "not an inspection record" },
	[DIAG_SCHEMA_VERSION] = { "schema-version", DIAG_ERROR, "unknown version of the vocabulary" },
	[DIAG_SCHEMA_ELEMENT] = { "schema-element", DIAG_ERROR, "an element is not allowed here" },
	[DIAG_SCHEMA_MISSING] = { "schema-missing", DIAG_ERROR, "something required is missing" },
	[DIAG_SCHEMA_ORDER] = { "schema-order", DIAG_ERROR, "an element is out of order or repeated" },
	[DIAG_SCHEMA_ATTRIBUTE] = { "schema-attribute", DIAG_ERROR, "an attribute is not allowed here" },
	[DIAG_SCHEMA_VALUE] = { "schema-value", DIAG_ERROR, "a value is not allowed" },
	[DIAG_SCHEMA_TEXT] = { "schema-text", DIAG_ERROR, "text is not allowed here" },
	[DIAG_SCHEMA_ID] = { "schema-id", DIAG_ERROR, "an id is used twice" },
	[DIAG_SCHEMA_REFERENCE] = { "schema-reference", DIAG_ERROR, "a reference leads nowhere" },
	[DIAG_SCHEMA_DATES] = { "schema-dates", DIAG_ERROR, "dates are not in order" },
	[DIAG_SCHEMA_INVALID] = { "schema-invalid", DIAG_ERROR, "the record does not fit its schema" },
	[DIAG_PAIR_STRUCTURE] = { "pair-structure", DIAG_ERROR,
		"two language versions are not made up alike" },
	[DIAG_PAIR_FIGURE] = { "pair-figure", DIAG_ERROR, "a figure differs in two language versions" },
	[DIAG_PAIR_RECOMMENDATION] = { "pair-recommendation", DIAG_ERROR,
		"a recommendation differs in two language versions" },
	[DIAG_PAIR_GRADE] = { "pair-grade", DIAG_ERROR, "a grade differs in two language versions" },
	[DIAG_TEMPLATE] = { "template", DIAG_FAILURE, "a template cannot be run" },
	[DIAG_TEMPLATE_MESSAGE] = { "template-message", DIAG_WARNING, "a template has something to say" },
	[DIAG_REPORT_INVALID] = { "report-invalid", DIAG_FAILURE,
		"a template made a report that does not fit the report schema" },
	[DIAG_REPORT_REFERENCE] = { "report-reference", DIAG_ERROR,
		"a reference leads to nothing in the report" },
	[DIAG_CALC] = { "calc", DIAG_ERROR, "a figure cannot be computed" },
	[DIAG_TAKEN_IN] = { "taken-in", DIAG_ERROR, "a file that is taken in cannot be had" },
	[DIAG_WORDING] = { "wording", DIAG_ERROR,
		"a fixed word is given in words that cannot be used" },
	[DIAG_STYLE] = { "style", DIAG_FAILURE, "the style cannot be used" },
	[DIAG_STYLE_UNKNOWN] = { "style-unknown", DIAG_WARNING, "the style does not know a name" },
	[DIAG_FONT_MISSING] = { "font-missing", DIAG_FAILURE, "a font of the style is not installed" },
	[DIAG_GLYPH_MISSING] = { "glyph-missing", DIAG_ERROR, "no font has a character" },
	[DIAG_SMALL_CAPS] = { "small-caps", DIAG_WARNING, "a font has no small capitals" },
	[DIAG_CHART] = { "chart", DIAG_ERROR, "a chart cannot be drawn from its data" },
	[DIAG_CHART_DATA] = { "chart-data", DIAG_WARNING, "data of a chart cannot be drawn as they stand" },
	[DIAG_CHART_HONESTY] = { "chart-honesty", DIAG_WARNING, "a chart could mislead its reader" },
	[DIAG_CHART_THINNED] = { "chart-thinned", DIAG_NOTE, "a chart draws fewer points than it has" },
	[DIAG_IMAGE] = { "image", DIAG_ERROR, "a picture cannot be used" },
	[DIAG_IMAGE_COARSE] = { "image-coarse", DIAG_WARNING, "a picture has few pixels for its size" },
	[DIAG_IMAGE_COLOURS] = { "image-colours", DIAG_WARNING, "the colours of a picture are not sRGB" },
	[DIAG_LAYOUT_OVERFLOW] = { "layout-overflow", DIAG_WARNING, "something is wider than its room" },
	[DIAG_LAYOUT_KEEP] = { "layout-keep", DIAG_NOTE, "a keep could not be kept" },
	[DIAG_LAYOUT_FITTED] = { "layout-fitted", DIAG_NOTE, "a table was made to fit its page" },
	[DIAG_LAYOUT_UNSETTLED] = { "layout-unsettled", DIAG_WARNING, "page numbers did not settle" },
	[DIAG_LAYOUT_REFERENCE] = { "layout-reference", DIAG_WARNING, "a reference leads nowhere" },
	[DIAG_PAINT] = { "paint", DIAG_FAILURE, "the document cannot be drawn" },
	[DIAG_PDF] = { "pdf", DIAG_FAILURE, "a PDF cannot be read" },
	[DIAG_CARRIED] = { "carried", DIAG_FAILURE, "what a document carries cannot be used" },
	[DIAG_CARRIED_OTHER] = { "carried-other", DIAG_WARNING, "what a document carries may not be its own" },
	[DIAG_SERVE] = { "serve", DIAG_FAILURE, "the preview cannot be served" },
};
static_assert(G_N_ELEMENTS(codes) == DIAG_CODE_COUNT, "every code has a row");

struct diags {
	GPtrArray *findings;
	size_t bytes, unkept;
	size_t by_level[DIAG_FAILURE + 1];
	enum diag_level last_level; /* of the finding added last, kept or not */
	bool seen[DIAG_CODE_COUNT];
};

static void
finding_free(gpointer data)
{
	struct finding *finding = data;

	g_free(finding->file);
	g_free(finding->path);
	g_free(finding->message);
	g_free(finding->hint);
	g_free(finding->waived);
	g_free(finding->snippet);
	g_free(finding->caret);
	g_free(finding);
}

struct diags *
diags_create(void)
{
	struct diags *diags = g_new0(struct diags, 1);

	diags->findings = g_ptr_array_new_with_free_func(finding_free);
	return diags;
}

void
diags_destroy(struct diags *diags)
{
	if (!diags)
		return;
	g_ptr_array_free(diags->findings, TRUE);
	g_free(diags);
}

/* Control characters and the direction characters of UAX 9 could make a message show what it does
 * not say (CVE-2021-42574). */
static bool
is_unsafe(gunichar c)
{
	return g_unichar_iscntrl(c) || c == 0x061c || c == 0x200e || c == 0x200f ||
		(c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

char *
diag_clean(const char *text, size_t most)
{
	char *valid = g_utf8_make_valid(text, -1);
	GString *out = g_string_new(NULL);

	for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (out->len > most) {
			g_string_append(out, " …");
			break;
		}
		if (c == '\n' || c == '\t' || c == '\r')
			g_string_append_c(out, ' ');
		else if (is_unsafe(c))
			g_string_append_printf(out, "<U+%04X>", c);
		else
			g_string_append_unichar(out, c);
	}
	g_free(valid);
	return g_string_free(out, FALSE);
}

static void G_GNUC_PRINTF(5, 0)
finding_add(struct diags *diags, const char *name, enum diag_level level, struct place place,
	const char *format, va_list args)
{
	struct finding *finding;
	char *raw;

	diags->by_level[level]++;
	diags->last_level = level;
	if (diags_full(diags)) {
		diags->unkept++;
		return;
	}
	raw = g_strdup_vprintf(format, args);
	finding = g_new0(struct finding, 1);
	finding->name = name;
	finding->level = level;
	finding->file = place.file ? diag_clean(place.file, MESSAGE_BYTES) : NULL;
	finding->path = place.path ? diag_clean(place.path, MESSAGE_BYTES) : NULL;
	finding->line = place.line;
	finding->column = place.column;
	finding->message = diag_clean(raw, MESSAGE_BYTES);
	g_free(raw);
	diags->bytes += strlen(finding->message) + (finding->file ? strlen(finding->file) : 0) + 32;
	g_ptr_array_add(diags->findings, finding);
}

void
diag(struct diags *diags, enum diag_code code, struct place place, const char *format, ...)
{
	va_list args;

	diags->seen[code] = true;
	va_start(args, format);
	finding_add(diags, codes[code].name, codes[code].level, place, format, args);
	va_end(args);
}

void
diag_named(struct diags *diags, const char *name, enum diag_level level, struct place place,
	const char *format, ...)
{
	va_list args;

	va_start(args, format);
	finding_add(diags, name, level, place, format, args);
	va_end(args);
}

/* The finding added last, or NULL when it was not kept. */
static struct finding *
last_finding(const struct diags *diags)
{
	if (!diags->findings->len || diags->unkept)
		return NULL;
	return g_ptr_array_index(diags->findings, diags->findings->len - 1);
}

void
diag_waive(struct diags *diags, const char *reason)
{
	struct finding *last = last_finding(diags);

	diags->by_level[diags->last_level]--;
	diags->by_level[diags->last_level = DIAG_NOTE]++;
	if (!last)
		return;
	last->level = DIAG_NOTE;
	g_free(last->waived);
	last->waived = diag_clean(reason, MESSAGE_BYTES);
}

void
diag_hint(struct diags *diags, const char *format, ...)
{
	struct finding *last = last_finding(diags);
	va_list args;
	char *raw;

	if (!last)
		return;
	va_start(args, format);
	raw = g_strdup_vprintf(format, args);
	va_end(args);
	g_free(last->hint);
	last->hint = diag_clean(raw, MESSAGE_BYTES);
	diags->bytes += strlen(last->hint);
	g_free(raw);
}

/* The three parts of a line are cleaned one by one, so that the caret stands right also after
 * characters that are shown as <U+XXXX>. */
static void
finding_snippet(struct finding *finding, const char *before, const char *under, const char *after)
{
	char *parts[] = { diag_clean(before, MESSAGE_BYTES), diag_clean(under, MESSAGE_BYTES),
		diag_clean(after, MESSAGE_BYTES) };
	glong wide = g_utf8_strlen(parts[1], -1);

	g_free(finding->snippet);
	g_free(finding->caret);
	finding->snippet = g_strchomp(g_strconcat(parts[0], parts[1], parts[2], NULL));
	finding->caret = g_strdup_printf("%*s", (int)(g_utf8_strlen(parts[0], -1) + MAX(wide, 1)), "");
	memset(finding->caret + g_utf8_strlen(parts[0], -1), '^', (size_t)MAX(wide, 1));
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		g_free(parts[i]);
}

/* Steps of one character each, so that a cut never divides one. */
static const char *
step_back(const char *from, const char *start, int most)
{
	while (most-- > 0 && from > start)
		from = g_utf8_find_prev_char(start, from);
	return from;
}

static const char *
step_on(const char *from, const char *end, int most)
{
	while (most-- > 0 && from && from < end)
		from = g_utf8_find_next_char(from, end);
	return from ? from : end;
}

/* The neighbourhood of byte `at` of a line, which may have megabytes; `at` becomes that in the copy.
 * Yours, g_free. */
static char *
around(const char *line, size_t length, size_t *at)
{
	size_t from = *at > SNIPPET_BYTES ? *at - SNIPPET_BYTES : 0;
	size_t to = length - *at > SNIPPET_BYTES ? *at + SNIPPET_BYTES : length;

	while (from < *at && ((unsigned char)line[from] & 0xc0) == 0x80)
		from++;
	while (to < length && to > *at && ((unsigned char)line[to] & 0xc0) == 0x80)
		to--;
	*at -= from;
	return g_strndup(line + from, to - from);
}

void
diag_snippet(struct diags *diags, const char *line, size_t length, size_t at, size_t width)
{
	char *valid, *before, *under, *after;
	const char *start, *end, *caret, *last;
	struct finding *finding = last_finding(diags);
	int used;

	if (!finding || at > length)
		return;
	valid = around(line, length, &at);
	if (!g_utf8_validate(valid, -1, NULL)) {
		g_free(valid);
		return;
	}
	caret = valid + at;
	end = valid + strlen(valid);
	if (caret > end)
		caret = end;
	start = step_back(caret, valid, SNIPPET_BEFORE);
	while (start < caret && g_ascii_isspace(*start))
		start++;
	last = caret + width < end ? caret + width : end;
	last = step_on(caret, last, SNIPPET_UNDER);
	before = g_strndup(start, (gsize)(caret - start));
	under = g_strndup(caret, (gsize)(last - caret));
	used = (int)g_utf8_strlen(start, (gssize)(last - start));
	after = g_strndup(last, (gsize)(step_on(last, end, SNIPPET_ALL - used) - last));
	finding_snippet(finding, before, under, after);
	diags->bytes += strlen(finding->snippet) + strlen(finding->caret);
	g_free(before);
	g_free(under);
	g_free(after);
	g_free(valid);
}

static void
finding_print(const struct finding *finding, bool colour, FILE *out)
{
	static const char *const colours[] = {
		[DIAG_NOTE] = "\033[36m", [DIAG_WARNING] = "\033[35m", [DIAG_ERROR] = "\033[31m",
		[DIAG_FAILURE] = "\033[31m",
	};
	const char *bold = colour ? "\033[1m" : "", *end = colour ? "\033[0m" : "";
	const char *own = colour ? colours[finding->level] : "";

	if (finding->file)
		fprintf(out, "%s%s:", bold, finding->file);
	if (finding->file && finding->line)
		fprintf(out, "%d:", finding->line);
	fprintf(out, "%s%s%s%s:%s %s [%s]\n", finding->file ? end : "", finding->file ? " " : "", own,
		diag_level_name(finding->level), end, finding->message, finding->name);
	if (finding->snippet)
		fprintf(out, "%8d | %s\n         | %s%s%s\n", finding->line, finding->snippet, own,
			finding->caret, end);
	if (finding->path)
		fprintf(out, "    in %s\n", finding->path);
	if (finding->waived)
		fprintf(out, "    waived: %s\n", finding->waived);
	if (finding->hint)
		fprintf(out, "    hint: %s\n", finding->hint);
}

void
diags_move(struct diags *to, struct diags *from)
{
	g_ptr_array_extend_and_steal(to->findings, from->findings);
	from->findings = g_ptr_array_new_with_free_func(finding_free);
	to->bytes += from->bytes;
	to->unkept += from->unkept;
	for (int level = 0; level <= DIAG_FAILURE; level++)
		to->by_level[level] += from->by_level[level];
	for (int code = 0; code < DIAG_CODE_COUNT; code++)
		to->seen[code] |= from->seen[code];
	from->bytes = from->unkept = 0;
	memset(from->by_level, 0, sizeof from->by_level);
	memset(from->seen, 0, sizeof from->seen);
}

enum diag_level
diags_worst(const struct diags *diags)
{
	for (int level = DIAG_FAILURE; level > DIAG_NOTE; level--)
		if (diags->by_level[level])
			return level;
	return DIAG_NOTE;
}

size_t
diags_count(const struct diags *diags, enum diag_level at_least)
{
	size_t count = 0;

	for (int level = at_least; level <= DIAG_FAILURE; level++)
		count += diags->by_level[level];
	return count;
}

bool
diags_has(const struct diags *diags, enum diag_code code)
{
	return diags->seen[code];
}

int
diags_status(const struct diags *diags)
{
	static const int status[] = {
		[DIAG_NOTE] = 0, [DIAG_WARNING] = 0, [DIAG_ERROR] = 1, [DIAG_FAILURE] = 3,
	};

	return status[diags_worst(diags)];
}

size_t
diags_kept(const struct diags *diags)
{
	return diags->findings->len;
}

const struct finding *
diags_finding(const struct diags *diags, size_t index)
{
	return g_ptr_array_index(diags->findings, (guint)index);
}

bool
diags_full(const struct diags *diags)
{
	return diags->bytes > KEPT_BYTES;
}

size_t
diags_unkept(const struct diags *diags)
{
	return diags->unkept;
}

void
diags_add(struct diags *diags, const struct finding *finding)
{
	struct finding *copy = g_new0(struct finding, 1);

	*copy = *finding;
	copy->file = g_strdup(finding->file);
	copy->path = g_strdup(finding->path);
	copy->message = g_strdup(finding->message);
	copy->hint = g_strdup(finding->hint);
	copy->waived = g_strdup(finding->waived);
	copy->snippet = g_strdup(finding->snippet);
	copy->caret = g_strdup(finding->caret);
	diags->by_level[finding->level]++;
	diags->bytes += strlen(finding->message);
	g_ptr_array_add(diags->findings, copy);
}

void
diags_add_unkept(struct diags *diags, size_t count)
{
	diags->unkept += count;
}

void
diags_print_as(const struct diags *diags, bool colour, FILE *out)
{
	for (guint i = 0; i < diags->findings->len; i++)
		finding_print(g_ptr_array_index(diags->findings, i), colour, out);
	if (diags->unkept)
		fprintf(out, "note: %zu more findings are not shown\n", diags->unkept);
}

void
diags_print(const struct diags *diags, FILE *out)
{
	diags_print_as(diags, false, out);
}

int
diags_end(struct diags *diags)
{
	int status = diags_status(diags);

	diags_print(diags, stderr);
	diags_destroy(diags);
	return status;
}

const char *
diag_code_name(enum diag_code code)
{
	return codes[code].name;
}

enum diag_level
diag_code_level(enum diag_code code)
{
	return codes[code].level;
}

const char *
diag_code_summary(enum diag_code code)
{
	return codes[code].summary;
}

const char *
diag_level_name(enum diag_level level)
{
	static const char *const names[] = {
		[DIAG_NOTE] = "note", [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error",
		[DIAG_FAILURE] = "failure",
	};

	return names[level];
}
