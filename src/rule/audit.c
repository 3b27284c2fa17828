/* One run of the rules: the record taken apart once, findings with their waivers. */
#include "rule/audit.h"

#include <string.h>

struct waiver {
	const xmlNode *element;
	const char *rule, *at, *reason;
	int used;
};

const char *
attr(const xmlNode *element, const char *name)
{
	for (const xmlAttr *at = element->properties; at; at = at->next)
		if (at->name[0] == (xmlChar)name[0] && strcmp((const char *)at->name, name) == 0)
			return at->children && at->children->content
				? (const char *)at->children->content : "";
	return "";
}

bool
has_attr(const xmlNode *element, const char *name)
{
	return xmlHasProp((xmlNode *)element, (const xmlChar *)name) != NULL;
}

bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->name[0] == (xmlChar)name[0] &&
		strcmp((const char *)node->name, name) == 0;
}

const xmlNode *
first_named(const xmlNode *parent, const char *name)
{
	const xmlNode *node = parent ? parent->children : NULL;

	while (node && !is_named(node, name))
		node = node->next;
	return node;
}

const xmlNode *
next_same(const xmlNode *element)
{
	const xmlNode *node = element->next;

	while (node && !is_named(node, (const char *)element->name))
		node = node->next;
	return node;
}

/* From there on, the first element that is part of the report: authors' comments are none. */
static const xmlNode *
reported(const xmlNode *node)
{
	while (node && (node->type != XML_ELEMENT_NODE || is_named(node, "comment")))
		node = node->next;
	return node;
}

const xmlNode *
next_element(const xmlNode *element, const xmlNode *top)
{
	const xmlNode *next = reported(element->children);

	while (!next && element != top) {
		next = reported(element->next);
		element = element->parent;
	}
	return next;
}

static void
text_add(GString *out, const xmlNode *parent)
{
	for (const xmlNode *at = parent->children; at; at = at->next)
		if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
			g_string_append(out, (const char *)at->content);
		else if (at->type == XML_ELEMENT_NODE && !is_named(at, "comment"))
			text_add(out, at);
}

const struct record *
record_of(const struct audit *audit, const xmlNode *element)
{
	return included_of(audit->included, element)->record;
}

const char *
line_of(struct audit *audit, const xmlNode *element, const xmlNode *from)
{
	const struct record *record = record_of(audit, element);

	if (record == record_of(audit, from))
		return arena_printf(audit->arena, "line %d", record_line(element));
	return arena_printf(audit->arena, "line %d of %s", record_line(element), record_path(record));
}

const char *
text_of(struct audit *audit, const xmlNode *element)
{
	GString *raw = g_string_new(NULL), *folded = g_string_new(NULL);
	const char *kept;

	text_add(raw, element);
	for (const char *at = raw->str; *at; at++)
		if (!g_ascii_isspace(*at))
			g_string_append_c(folded, *at);
		else if (folded->len && folded->str[folded->len - 1] != ' ')
			g_string_append_c(folded, ' ');
	kept = arena_strdup(audit->arena, g_strchomp(folded->str));
	g_string_free(folded, TRUE);
	g_string_free(raw, TRUE);
	return kept;
}

bool
number_of(struct audit *audit, struct num *num, int *decimals, const char *format, ...)
{
	const struct figure *figure;
	va_list args;
	char *path;

	va_start(args, format);
	path = g_strdup_vprintf(format, args);
	va_end(args);
	figure = figure_find(audit->figures, path);
	g_free(path);
	if (!figure || figure->kind != FIGURE_NUMBER || !num_is(figure->num))
		return false;
	*num = figure->num;
	if (decimals)
		*decimals = figure->decimals;
	return true;
}

static const char *
styled(struct audit *audit, struct num num, struct num_style style)
{
	char *text = num_format(num, &style);
	const char *kept = arena_strdup(audit->arena, text ? text : "nothing");

	g_free(text);
	return kept;
}

const char *
shown(struct audit *audit, struct num num, int decimals)
{
	return styled(audit, num, (struct num_style){ .decimals = decimals, .thousands = "," });
}

const char *
shown_trim(struct audit *audit, struct num num, int decimals)
{
	return styled(audit, num,
		(struct num_style){ .decimals = decimals, .trim = true, .thousands = "," });
}

/* ---- findings ---- */

/* What an element stands in: boilerplate in the element that takes it in. */
static const xmlNode *
parent_of(const struct audit *audit, const xmlNode *element)
{
	const xmlNode *parent = element->parent;

	return parent && parent->type == XML_ELEMENT_NODE ? parent
		: included_of(audit->included, element)->by;
}

static bool
is_waived_at(const struct audit *audit, const struct waiver *waiver, const xmlNode *element,
	const char *at)
{
	if (at && strcmp(waiver->at, at) == 0)
		return true;
	for (; element; element = parent_of(audit, element))
		if (*attr(element, "id") && strcmp(waiver->at, attr(element, "id")) == 0)
			return true;
	return false;
}

/* The finding added last may be one that the record lets stand. */
static void
waive(struct audit *audit, const char *rule, const xmlNode *element, const char *at)
{
	for (guint i = 0; i < audit->waivers->len; i++) {
		struct waiver *waiver = &g_array_index(audit->waivers, struct waiver, i);

		if (strcmp(waiver->rule, rule) != 0 || !is_waived_at(audit, waiver, element, at))
			continue;
		waiver->used++;
		if (!audit->strict)
			diag_waive(audit->diags, waiver->reason);
		return;
	}
}

static void __attribute__((format(printf, 4, 0)))
add(struct audit *audit, const char *rule, struct place place, const char *format, va_list args)
{
	const struct rule *row = rule_find(rule);
	enum diag_level level = row->level;
	char *message = g_strdup_vprintf(format, args);

	if (level == DIAG_ERROR && !audit->final)
		level = DIAG_WARNING; /* a draft is still being written */
	diag_named(audit->diags, row->id, level, place, "%s", message);
	g_free(message);
}

void
found(struct audit *audit, const char *rule, const xmlNode *element, const char *attribute,
	const char *at, const char *format, ...)
{
	bool full = diags_full(audit->diags); /* then it is only counted, and nobody sees its place */
	struct place place = { 0 };
	char *path = NULL;
	va_list args;

	if (!full)
		place = record_place(record_of(audit, element), element, attribute, &path);
	va_start(args, format);
	add(audit, rule, place, format, args);
	va_end(args);
	if (!full)
		record_show(record_of(audit, element), element, attribute, audit->diags);
	waive(audit, rule, element, at);
	g_free(path);
}

static void add_text(struct audit *audit, const char *rule, const char *at, const struct prose *prose,
	size_t from, size_t to, const char *format, va_list args) __attribute__((format(printf, 7, 0)));

static void
add_text(struct audit *audit, const char *rule, const char *at, const struct prose *prose, size_t from,
	size_t to, const char *format, va_list args)
{
	bool full = diags_full(audit->diags);
	struct place place = { 0 };
	char *path = NULL;

	if (!full)
		place = prose_place(record_of(audit, prose->block), prose, from, &path);
	add(audit, rule, place, format, args);
	if (!full)
		prose_show(record_of(audit, prose->block), prose, from, to, audit->diags);
	waive(audit, rule, prose->block, at);
	g_free(path);
}

void
found_text(struct audit *audit, const char *rule, const struct prose *prose, size_t from, size_t to,
	const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_text(audit, rule, NULL, prose, from, to, format, args);
	va_end(args);
}

void
found_text_at(struct audit *audit, const char *rule, const char *at, const struct prose *prose,
	size_t from, size_t to, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_text(audit, rule, at, prose, from, to, format, args);
	va_end(args);
}

void
found_hint(struct audit *audit, const char *format, ...)
{
	va_list args;
	char *hint;

	va_start(args, format);
	hint = g_strdup_vprintf(format, args);
	va_end(args);
	diag_hint(audit->diags, "%s", hint);
	g_free(hint);
}

/* ---- the run ---- */

static void
waivers_read(struct audit *audit)
{
	audit->waivers = g_array_new(FALSE, FALSE, sizeof(struct waiver));
	for (const xmlNode *at = first_named(audit->root, "waive"); at; at = next_same(at)) {
		struct waiver waiver = { at, attr(at, "rule"), attr(at, "at"), attr(at, "reason"), 0 };

		g_array_append_val(audit->waivers, waiver);
	}
}

/* The templates see to the rules of charts: at a figure, or at data. */
static bool
is_for_a_chart(const struct audit *audit, const struct waiver *waiver)
{
	if (!g_str_has_prefix(waiver->rule, "chart-"))
		return false;
	if (figures_element(audit->figures, waiver->at))
		return true;
	for (const xmlNode *at = audit->body; at; at = next_element(at, audit->body))
		if (is_named(at, "figure") && strcmp(attr(at, "id"), waiver->at) == 0)
			return true;
	return false;
}

/* A waiver that waives nothing hides the next mistake of its kind. */
static void
waivers_check(struct audit *audit)
{
	for (guint i = 0; i < audit->waivers->len; i++) {
		const struct waiver *waiver = &g_array_index(audit->waivers, struct waiver, i);

		if (waiver->used || is_for_a_chart(audit, waiver))
			continue;
		if (rule_find(waiver->rule) || g_str_has_prefix(waiver->rule, "chart-"))
			found(audit, "R40", waiver->element, "at", NULL,
				"%s finds nothing at `%s`: the waiver has no effect", waiver->rule,
				waiver->at);
		else
			found(audit, "R40", waiver->element, "rule", NULL, "there is no rule %s to waive",
				waiver->rule);
		found_hint(audit, "delete it; it would hide a mistake that is made later");
	}
}

static void
words_read(struct audit *audit, const struct prose *prose)
{
	GArray *words = g_array_sized_new(FALSE, FALSE, sizeof(struct word), 64);
	struct word word;

	for (size_t at = 0; word_next(prose->text, at, &word); at = word.to)
		g_array_append_val(words, word);
	g_hash_table_insert(audit->words, (gpointer)prose, words);
}

const GArray *
words_of(const struct audit *audit, const struct prose *prose)
{
	return g_hash_table_lookup(audit->words, prose);
}

static void
words_free(gpointer words)
{
	g_array_unref(words);
}

/* Elements and texts below `top`, in order. Boilerplate stands where it is taken in. */
static void
collect(struct audit *audit, const xmlNode *top, bool units, GPtrArray *taken)
{
	for (const xmlNode *at = top; at; at = next_element(at, top)) {
		const struct record *record = record_of(audit, at);
		struct prose *prose = prose_read(record, at);
		const struct source_file *file;

		g_ptr_array_add(audit->elements, (gpointer)at);
		audit->shows |= is_named(at, "figure") || is_named(at, "summary-table");
		if (prose) {
			g_ptr_array_add(audit->prose, prose);
			words_read(audit, prose);
		}
		if (!units || (!is_named(at, "include") && !is_named(at, "unit-record")) ||
			!(file = included_take(audit->included, at, audit->diags)))
			continue;
		if (is_named(at, "unit-record"))
			g_ptr_array_add(taken, (gpointer)file);
		else
			collect(audit, file->root, false, NULL);
	}
}

static void
prose_free(gpointer prose)
{
	prose_destroy(prose);
}

static void
audit_init(struct audit *audit, const struct schema *schema)
{
	audit->root = xmlDocGetRootElement(record_doc(audit->record));
	audit->meta = first_named(audit->root, "meta");
	audit->data = first_named(audit->root, "data");
	audit->body = first_named(audit->root, "body");
	audit->back = first_named(audit->root, "back");
	audit->final = strcmp(attr(audit->root, "status"), "final") == 0;
	audit->welsh = g_str_has_prefix(attr(audit->root, "lang"), "cy");
	audit->included = included_create(audit->record, schema, audit->bands);
	audit->figures = included_of(audit->included, audit->root)->figures;
	audit->arena = arena_create();
	audit->elements = g_ptr_array_new();
	audit->prose = g_ptr_array_new_with_free_func(prose_free);
	audit->words = g_hash_table_new_full(NULL, NULL, NULL, words_free);
}

static void
audit_finish(struct audit *audit)
{
	g_array_unref(audit->waivers);
	g_hash_table_destroy(audit->words);
	g_ptr_array_unref(audit->prose);
	g_ptr_array_unref(audit->elements);
	arena_destroy(audit->arena);
	included_destroy(audit->included);
}

static void
family_gather(struct audit *audit, const GPtrArray *units)
{
	g_ptr_array_add(audit->family, (gpointer)audit->root);
	for (guint i = 0; i < units->len; i++)
		g_ptr_array_add(audit->family,
			(gpointer)((const struct source_file *)units->pdata[i])->root);
}

/* What is taken in takes in nothing itself. True when the record places charts or pictures. */
static bool
run(const struct record *record, const struct audit *usual, const struct schema *schema,
	struct diags *diags)
{
	struct audit audit = { .record = record, .bands = usual->bands, .diags = diags,
		.strict = usual->strict, .family = usual->family };
	bool shows;
	GPtrArray *units = g_ptr_array_new();

	audit_init(&audit, schema);
	if (audit.body)
		collect(&audit, audit.body, schema != NULL, units);
	if (audit.back)
		collect(&audit, audit.back, schema != NULL, units);
	if (schema)
		family_gather(&audit, units);
	waivers_read(&audit);
	for (size_t i = 0; i < rule_count(); i++)
		if (rule_at(i)->run)
			rule_at(i)->run(&audit);
	waivers_check(&audit);
	for (guint i = 0; i < units->len; i++)
		run(((const struct source_file *)units->pdata[i])->record, &audit, NULL, diags);
	g_ptr_array_unref(units);
	shows = audit.shows;
	audit_finish(&audit);
	return shows;
}

void
rules_run(const struct record *record, const struct bands *bands, const struct rule_options *options,
	struct diags *diags)
{
	const struct audit usual = { .bands = bands, .strict = options->strict, .family = g_ptr_array_new() };
	bool shows = run(record, &usual, options->schema, diags);

	g_ptr_array_unref(usual.family);
	if (options->shows)
		*options->shows = shows;
}
