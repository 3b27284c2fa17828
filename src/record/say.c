/* The words of schema findings on elements and their order. */
#include "record/say.h"

#include <string.h>

#include "record/nearest.h"
#include "record/phrase.h"

enum { MOST_NAMES = 8 };

char *
say_name(const xmlNode *element)
{
	if (element->ns && element->ns->prefix)
		return g_strdup_printf("%s:%s", element->ns->prefix, element->name);
	return g_strdup((const char *)element->name);
}

char *
say_attribute_name(const xmlAttr *attribute)
{
	if (attribute->ns && attribute->ns->prefix)
		return g_strdup_printf("%s:%s", attribute->ns->prefix, attribute->name);
	return g_strdup((const char *)attribute->name);
}

/* Offset of the first character at or after `at` that is neither white space nor in a comment or an
 * instruction. */
static size_t
text_start(const char *text, size_t at)
{
	for (;;) {
		at += strspn(text + at, " \t\r\n");
		if (strncmp(text + at, "<!--", 4) == 0)
			at = (size_t)(strstr(text + at, "-->") + 3 - text);
		else if (strncmp(text + at, "<?", 2) == 0)
			at = (size_t)(strstr(text + at, "?>") + 2 - text);
		else
			return at;
	}
}

/* Where a child begins, or, after the last, where the parent ends; and how many bytes to point at. */
static size_t
place_find(const struct say *say, const struct siblings *siblings, size_t at, size_t *width)
{
	const struct token *token = at < siblings->count ? &siblings->tokens[at] : NULL;
	const struct spot *parent = record_spot(siblings->parent), *before;
	const char *text = say->record->source->text;
	size_t offset;

	*width = strlen(token && token->name ? token->name : (const char *)siblings->parent->name);
	if (token && token->name)
		return record_spot(token->node)->offset + 1;
	if (!token) /* </name> or <name/> */
		return parent->end_offset + (parent->end_offset == parent->offset ? 1 : 2);
	before = at && siblings->tokens[at - 1].name ? record_spot(siblings->tokens[at - 1].node) : NULL;
	offset = text_start(text, tag_end(text, before ? before->end_offset : parent->offset));
	*width = strcspn(text + offset, "<\r\n");
	return offset;
}

static void G_GNUC_PRINTF(5, 6)
found(const struct say *say, enum diag_code code, const struct siblings *siblings, size_t at,
	const char *format, ...)
{
	const struct token *token = at < siblings->count ? &siblings->tokens[at] : NULL;
	bool own = token && token->name && code != DIAG_SCHEMA_MISSING;
	char *path = record_element_path(own ? token->node : siblings->parent);
	va_list args;
	size_t width, offset = place_find(say, siblings, at, &width);

	va_start(args, format);
	source_diag_valist(say->record->source, say->diags, code, offset, width, path, format, args);
	va_end(args);
	g_free(path);
}

static void
hint_doc(const struct say *say, const struct pattern *element)
{
	if (element->doc)
		diag_hint(say->diags, "%s: %s", element->name, element->doc);
}

/* The names that could stand where the edit puts its element, with the same to follow; "`a`, `b` or
 * `c`". Yours, g_free. */
static char *
alternatives(const struct say *say, const struct edit *edit, bool *several)
{
	GPtrArray *next = derive_next(edit->before), *names = g_ptr_array_new();
	char *list;

	for (guint i = 0; i < next->len; i++) {
		const char *name = ((const struct pattern *)g_ptr_array_index(next, i))->name;

		if (derive_element(say->derive, edit->before, name, NULL, NULL) == edit->after &&
			!g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
			g_ptr_array_add(names, (gpointer)name);
	}
	*several = names->len > 1;
	list = phrase_list((const char *const *)names->pdata, names->len, MOST_NAMES);
	g_ptr_array_unref(names);
	g_ptr_array_unref(next);
	return list;
}

void
say_missing(const struct say *say, const struct siblings *siblings, const struct edit *edit)
{
	const xmlNode *parent = siblings->parent;
	const char *before = edit->at ? siblings->tokens[edit->at - 1].name : NULL;
	bool several;
	char *names = alternatives(say, edit, &several);

	if (before && !several)
		found(say, DIAG_SCHEMA_MISSING, siblings, edit->at,
			"%s is missing after `%s` in the `%s` of line %d", names, before, parent->name,
			record_line(parent));
	else
		found(say, DIAG_SCHEMA_MISSING, siblings, edit->at,
			"%s is missing in the `%s` of line %d", names, parent->name, record_line(parent));
	if (!several)
		hint_doc(say, edit->element);
	g_free(names);
}

/* Place of a name in the order of the content model, from 0; -1 when it has none. */
static int
rank(const GPtrArray *model, const char *name)
{
	for (guint i = 0; name && i < model->len; i++)
		if (strcmp(((const struct pattern *)g_ptr_array_index(model, i))->name, name) == 0)
			return (int)i;
	return -1;
}

/* Where a child of the content model belongs that stands elsewhere: before the first of those that it
 * should precede, else after the last of those that it should follow. */
static void
say_order(const struct say *say, const struct siblings *siblings, size_t at, const GPtrArray *model)
{
	const char *name = siblings->tokens[at].name, *after = NULL, *before = NULL;
	const char *parent = (const char *)siblings->parent->name;
	int own = rank(model, name);

	for (size_t i = 0; i < siblings->count; i++) {
		const char *other = siblings->tokens[i].name;
		int place = rank(model, other);

		if (place < 0 || place == own)
			continue;
		if (i < at && place > own && !before)
			before = other;
		if (i > at && place < own)
			after = other;
	}
	if (before)
		found(say, DIAG_SCHEMA_ORDER, siblings, at,
			"`%s` is out of order: in `%s` it comes before `%s`", name, parent, before);
	else if (after)
		found(say, DIAG_SCHEMA_ORDER, siblings, at,
			"`%s` is out of order: in `%s` it comes after `%s`", name, parent, after);
	else if (at && siblings->tokens[at - 1].name)
		found(say, DIAG_SCHEMA_ORDER, siblings, at, "`%s` cannot stand after `%s` in `%s`", name,
			siblings->tokens[at - 1].name, parent);
	else
		found(say, DIAG_SCHEMA_ORDER, siblings, at, "`%s` cannot stand %s in `%s`", name,
			at ? "beside text" : "here", parent);
}

/* A child whose name the content model has. */
static void
say_displaced(const struct say *say, const struct siblings *siblings, size_t at,
	const GPtrArray *model)
{
	const char *name = siblings->tokens[at].name;
	const struct pattern *element = g_ptr_array_index(model, (guint)rank(model, name));
	const xmlNode *first = NULL;

	for (size_t i = 0; i < at && !first; i++)
		if (siblings->tokens[i].name && strcmp(siblings->tokens[i].name, name) == 0)
			first = siblings->tokens[i].node;
	if (first && !derive_repeats(siblings->whole, name)) {
		found(say, DIAG_SCHEMA_ORDER, siblings, at, "`%s` is given twice; the first is on line %d",
			name, record_line(first));
		diag_hint(say->diags, "%s `%s` has only one `%s`",
			phrase_article((const char *)siblings->parent->name), siblings->parent->name, name);
	} else {
		say_order(say, siblings, at, model);
		hint_doc(say, element);
	}
}

/* Elements that may hold one of that name, "`a` or `b`"; NULL when there are none. Yours, g_free. */
static char *
parents(const struct say *say, const char *name)
{
	const struct grammar *grammar = say->grammar;
	GPtrArray *names = g_ptr_array_new();
	char *list = NULL;

	for (size_t i = 0; i < grammar_element_count(grammar); i++) {
		const struct pattern *element = grammar_element_at(grammar, i);
		GPtrArray *model = derive_leaves(derive_content(say->derive, element), PATTERN_ELEMENT);

		if (rank(model, name) >= 0 &&
			!g_ptr_array_find_with_equal_func(names, element->name, g_str_equal, NULL))
			g_ptr_array_add(names, (gpointer)element->name);
		g_ptr_array_unref(model);
	}
	if (names->len)
		list = phrase_list((const char *const *)names->pdata, names->len, MOST_NAMES);
	g_ptr_array_unref(names);
	return list;
}

static void
hint_parents(const struct say *say, const char *name)
{
	char *list = parents(say, name);

	if (list)
		diag_hint(say->diags, "it belongs in %s", list);
	g_free(list);
}

static void
hint_expected(const struct say *say, const struct pattern *expected)
{
	GPtrArray *next = derive_next(expected), *names = g_ptr_array_new();
	char *list;

	for (guint i = 0; i < next->len; i++) {
		const char *name = ((const struct pattern *)g_ptr_array_index(next, i))->name;

		if (!g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
			g_ptr_array_add(names, (gpointer)name);
	}
	list = phrase_list((const char *const *)names->pdata, names->len, MOST_NAMES);
	if (names->len)
		diag_hint(say->diags, "here could stand %s", list);
	g_free(list);
	g_ptr_array_unref(names);
	g_ptr_array_unref(next);
}

/* The nearest element of the whole vocabulary, else what could stand in its place. */
static void
hint_nearest(const struct say *say, const char *name, const struct pattern *expected)
{
	const struct grammar *grammar = say->grammar;
	const char **names = g_new0(const char *, grammar_element_count(grammar) + 1);
	int best;

	for (size_t i = 0; i < grammar_element_count(grammar); i++)
		names[i] = grammar_element_at(grammar, i)->name;
	best = nearest_find(name, names, grammar_element_count(grammar), NULL);
	if (nearest_synonym(name))
		diag_hint(say->diags, "did you mean `%s`?", nearest_synonym(name));
	else if (best >= 0)
		diag_hint(say->diags, "did you mean `%s`?", names[best]);
	else
		hint_expected(say, expected);
	g_free(names);
}

void
say_misplaced(const struct say *say, const struct siblings *siblings, const struct edit *edit)
{
	const struct token *token = &siblings->tokens[edit->at];
	GPtrArray *model = derive_leaves(siblings->whole, PATTERN_ELEMENT);

	if (!token->name) {
		found(say, DIAG_SCHEMA_TEXT, siblings, edit->at, "text cannot stand directly in `%s`",
			siblings->parent->name);
	} else if (rank(model, token->name) >= 0) {
		say_displaced(say, siblings, edit->at, model);
	} else if (token->known) {
		found(say, DIAG_SCHEMA_ELEMENT, siblings, edit->at, "`%s` cannot stand in `%s`",
			token->name, siblings->parent->name);
		hint_parents(say, token->name);
	} else {
		found(say, DIAG_SCHEMA_ELEMENT, siblings, edit->at,
			"`%s` is not an element of the record vocabulary", token->name);
		hint_nearest(say, token->name, edit->before);
	}
	g_ptr_array_unref(model);
}

void
say_renamed(const struct say *say, const struct siblings *siblings, const struct edit *edit)
{
	const struct token *token = &siblings->tokens[edit->at];
	const char *wanted = edit->element->name;
	bool several, near = nearest_find(token->name, &wanted, 1, NULL) == 0;
	const char *synonym = nearest_synonym(token->name);
	char *names;

	if (near || (synonym && strcmp(synonym, wanted) == 0)) {
		found(say, DIAG_SCHEMA_ELEMENT, siblings, edit->at,
			token->known ? "`%s` cannot stand here; did you mean `%s`?"
				     : "`%s` is not known; did you mean `%s`?", token->name, wanted);
		hint_doc(say, edit->element);
		return;
	}
	names = alternatives(say, edit, &several);
	found(say, DIAG_SCHEMA_ELEMENT, siblings, edit->at,
		token->known ? "`%s` cannot stand here; %s is expected"
			     : "`%s` is not known; %s is expected here", token->name, names);
	if (!several)
		hint_doc(say, edit->element);
	g_free(names);
}

void
say_unwrapped(const struct say *say, const struct siblings *siblings, const struct edit *edit)
{
	const struct token *token = &siblings->tokens[edit->at];

	if (token->name)
		found(say, DIAG_SCHEMA_ELEMENT, siblings, edit->at,
			"`%s` cannot stand directly in `%s`; put it in %s `%s`", token->name,
			siblings->parent->name, phrase_article(edit->element->name), edit->element->name);
	else
		found(say, DIAG_SCHEMA_TEXT, siblings, edit->at,
			"text cannot stand directly in `%s`; put it in %s `%s`",
			siblings->parent->name, phrase_article(edit->element->name), edit->element->name);
	hint_doc(say, edit->element);
}

void
say_no_children(const struct say *say, const xmlNode *child)
{
	char *name = say_name(child), *path = record_element_path(child);

	source_diag(say->record->source, say->diags, DIAG_SCHEMA_ELEMENT,
		record_spot(child)->offset + 1, strlen(name), path,
		"`%s` cannot stand in `%s`, which holds only text", name, child->parent->name);
	g_free(path);
	g_free(name);
}
