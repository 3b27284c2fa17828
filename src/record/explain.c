/* Why a record does not fit its schema: a walk over its tree beside the grammar. Each mistake is told
 * once; then the walk goes on as if it had been put right, so that several independent mistakes give
 * one finding each. */
#include <string.h>

#include "base/xml.h"
#include "record/nearest.h"
#include "record/say.h"

enum { MOST_FINDINGS = 200 };

struct explain {
	struct say say;
	struct derive *derive; /* also the say's */
};

static void walk(struct explain *explain, const xmlNode *element, const struct pattern *pattern,
	const struct pattern *content);

static bool
is_enough(const struct explain *explain)
{
	return diags_count(explain->say.diags, DIAG_ERROR) >= MOST_FINDINGS;
}

/* One attribute of the schema, and what the record has for it. */
struct given {
	const struct pattern *pattern;
	char *value; /* NULL: not given */
};

static struct given *
given_find(GArray *given, const char *name)
{
	for (guint i = 0; i < given->len; i++)
		if (strcmp(g_array_index(given, struct given, i).pattern->name, name) == 0)
			return &g_array_index(given, struct given, i);
	return NULL;
}

static void
given_clear(gpointer data)
{
	g_free(((struct given *)data)->value);
}

/* The attributes that an element may have, in the order of the schema: where the value of one decides
 * on the others, it comes first there. */
static GArray *
given_create(const GPtrArray *known)
{
	GArray *given = g_array_new(FALSE, FALSE, sizeof(struct given));

	g_array_set_clear_func(given, given_clear);
	for (guint i = 0; i < known->len; i++) {
		struct given one = { g_ptr_array_index(known, i), NULL };

		if (!given_find(given, one.pattern->name))
			g_array_append_val(given, one);
	}
	return given;
}

/* An attribute that the schema does not know; when it is near to one that is not given, that one was
 * meant. */
static void
unknown_attribute(struct explain *explain, const xmlNode *element, const char *name, char *value,
	GArray *given, const GPtrArray *known)
{
	const char **names = g_new0(const char *, given->len + 1);
	struct given *meant = NULL;
	int best;

	for (guint i = 0; i < given->len; i++) {
		const struct given *one = &g_array_index(given, struct given, i);

		if (!one->value && !xmlHasProp((xmlNode *)element, (const xmlChar *)one->pattern->name))
			names[i] = one->pattern->name;
	}
	best = nearest_find(name, names, given->len, NULL);
	for (guint i = 0; i < given->len && best < 0; i++) /* lang for xml:lang */
		if (names[i] && strchr(names[i], ':') && strcmp(strchr(names[i], ':') + 1, name) == 0)
			best = (int)i;
	if (best >= 0)
		meant = &g_array_index(given, struct given, (guint)best);
	say_attribute_unknown(&explain->say, element, name, meant ? meant->pattern : NULL, known);
	if (meant)
		meant->value = value;
	else
		g_free(value);
	g_free(names);
}

static void
given_read(struct explain *explain, const xmlNode *element, GArray *given, const GPtrArray *known)
{
	for (xmlAttr *attr = element->properties; attr; attr = attr->next) {
		xmlChar *content = xmlNodeGetContent((xmlNode *)attr);
		char *name = say_attribute_name(attr), *value = g_strdup((char *)content);
		struct given *found = given_find(given, name);

		if (found)
			found->value = value;
		else
			unknown_attribute(explain, element, name, value, given, known);
		g_free(name);
		xmlFree(content);
	}
}

/* What an element still lacks: one of two attributes, or one alone. */
struct lack {
	const struct pattern *one, *other;
};

/* The fewest attributes that would complete the pattern; g_array_unref. */
static GArray *
lacking(const struct pattern *p)
{
	GArray *a = g_array_new(FALSE, FALSE, sizeof(struct lack)), *b;
	struct lack self = { p, NULL };

	if (p->kind == PATTERN_ATTRIBUTE) {
		g_array_append_val(a, self);
		return a;
	}
	if (p->kind == PATTERN_ELEMENT || !p->first)
		return a;
	g_array_unref(a);
	a = lacking(p->first);
	if (!p->second)
		return a;
	b = lacking(p->second);
	if (p->kind != PATTERN_CHOICE) {
		g_array_append_vals(a, b->data, b->len);
	} else if (a->len == 1 && b->len == 1) {
		struct lack *first = &g_array_index(a, struct lack, 0);
		const struct pattern *second = g_array_index(b, struct lack, 0).one;

		if (strcmp(first->one->name, second->name) != 0)
			first->other = second;
	} else if (b->len < a->len) {
		GArray *swap = a;

		a = b;
		b = swap;
	}
	g_array_unref(b);
	return a;
}

/* The patterns of an attribute that a pattern still has; g_ptr_array_unref. */
static GPtrArray *
allowed(const struct pattern *pattern, const char *name)
{
	GPtrArray *all = derive_leaves(pattern, PATTERN_ATTRIBUTE);

	for (guint i = all->len; i-- > 0;)
		if (strcmp(((const struct pattern *)g_ptr_array_index(all, i))->name, name) != 0)
			g_ptr_array_remove_index(all, i);
	return all;
}

/* The attribute without which number `one` would be possible, or NULL. */
static const char *
excluder(struct explain *explain, const struct pattern *content, const GArray *given, guint one)
{
	for (guint other = 0; other < one; other++) {
		const struct pattern *rest = content, *next;

		for (guint i = 0; i <= one; i++) {
			const struct given *with = &g_array_index(given, struct given, i);

			if (i == other || !with->value)
				continue;
			next = derive_attribute(explain->derive, rest, with->pattern->name,
				i == one ? NULL : with->value);
			if (i == one && !derive_is_dead(next))
				return g_array_index(given, struct given, other).pattern->name;
			rest = derive_is_dead(next) ? rest : next;
		}
	}
	return NULL;
}

/* A value that does not fit, or does not fit the other attributes. Gives what remains after it. */
static const struct pattern *
wrong_value(struct explain *explain, const xmlNode *element, const struct pattern *content,
	const struct pattern *rest, const GArray *given, guint at)
{
	const struct given *one = &g_array_index(given, struct given, at);
	const char *name = one->pattern->name;
	GPtrArray *options = allowed(rest, name);
	const struct pattern *next = derive_attribute(explain->derive, rest, name, NULL);

	if (options->len)
		say_attribute_value(&explain->say, element, one->pattern, one->value, options);
	else
		say_attribute_excluded(&explain->say, element, name,
			excluder(explain, content, given, at));
	g_ptr_array_unref(options);
	return derive_is_dead(next) ? rest : next;
}

/* What the content model is once the attributes are dealt with. */
static const struct pattern *
attributes(struct explain *explain, const xmlNode *element, const struct pattern *content)
{
	GPtrArray *known = derive_leaves(content, PATTERN_ATTRIBUTE);
	GArray *given = given_create(known), *lacks;
	const struct pattern *rest = content, *next;

	given_read(explain, element, given, known);
	for (guint i = 0; i < given->len; i++) {
		const struct given *one = &g_array_index(given, struct given, i);

		if (!one->value)
			continue;
		next = derive_attribute(explain->derive, rest, one->pattern->name, one->value);
		rest = derive_is_dead(next) ? wrong_value(explain, element, content, rest, given, i)
			: next;
	}
	next = derive_close(explain->derive, rest, false);
	if (derive_is_dead(next)) {
		lacks = lacking(rest);
		for (guint i = 0; i < lacks->len; i++) {
			const struct lack *lack = &g_array_index(lacks, struct lack, i);

			say_attribute_missing(&explain->say, element, lack->one, lack->other);
		}
		g_array_unref(lacks);
		next = derive_close(explain->derive, rest, true);
	}
	g_array_unref(given);
	g_ptr_array_unref(known);
	return next;
}

static bool
is_blank(const xmlNode *node)
{
	const char *text = node->content ? (const char *)node->content : "";

	return !text[strspn(text, " \t\r\n")];
}

static void
token_clear(gpointer data)
{
	g_free((char *)((struct token *)data)->name);
}

/* Elements and runs of text; comments and instructions divide nothing. */
static GArray *
tokens_create(const struct explain *explain, const xmlNode *parent)
{
	GArray *tokens = g_array_new(FALSE, TRUE, sizeof(struct token));
	bool in_text = false;

	g_array_set_clear_func(tokens, token_clear);
	for (const xmlNode *node = parent->children; node; node = node->next) {
		struct token token = { node, NULL, false };

		if (node->type == XML_ELEMENT_NODE) {
			token.name = say_name(node);
			token.known = grammar_element(explain->say.grammar, token.name);
			in_text = false;
		} else if (node->type != XML_TEXT_NODE || in_text || is_blank(node)) {
			continue;
		} else {
			in_text = true;
		}
		g_array_append_val(tokens, token);
	}
	return tokens;
}

/* A child of a known name that stands in the wrong place is still looked into. */
static void
walk_anyway(struct explain *explain, const struct token *token)
{
	const struct pattern *pattern = token->name
		? grammar_element(explain->say.grammar, token->name) : NULL;

	if (pattern)
		walk(explain, token->node, pattern, derive_content(explain->derive, pattern));
}

/* Names that were told to be missing or too many in this parent: the other half of a move. */
struct told {
	GHashTable *missing, *extra;
};

static bool
comes_later(const struct siblings *siblings, size_t from, const char *name)
{
	for (size_t i = from; i < siblings->count; i++)
		if (siblings->tokens[i].name && strcmp(siblings->tokens[i].name, name) == 0)
			return true;
	return false;
}

/* The edit that drops the element that this one inserts, or the other way round; the two are a move.
 * Among the edits found together both are there; a move over a long way has its second half later. */
static bool
is_half_told(const struct siblings *siblings, const struct edit *edit, struct told *told)
{
	const char *name = edit->kind == EDIT_INSERT ? edit->element->name
		: siblings->tokens[edit->at].name;

	if (!name)
		return false;
	if (edit->kind == EDIT_DELETE && g_hash_table_remove(told->missing, name))
		return true;
	if (edit->kind == EDIT_INSERT && g_hash_table_remove(told->extra, name))
		return true;
	return false;
}

static void
apply(struct explain *explain, const struct siblings *siblings, const struct edit *edit,
	struct told *told)
{
	const struct token *token = edit->at < siblings->count ? &siblings->tokens[edit->at] : NULL;

	g_assert(token || edit->kind == EDIT_INSERT); /* behind the last only something can be missing */
	switch (edit->kind) {
	case EDIT_NONE:
		if (edit->element)
			walk(explain, token->node, edit->element, edit->content);
		break;
	case EDIT_INSERT:
		if (is_half_told(siblings, edit, told))
			break;
		/* it stands further on: it will be told there, as misplaced */
		if (comes_later(siblings, edit->at, edit->element->name) &&
			!derive_repeats(siblings->whole, edit->element->name)) {
			struct edit moved = *edit;

			while (strcmp(siblings->tokens[moved.at].name ? siblings->tokens[moved.at].name : "",
				edit->element->name) != 0)
				moved.at++;
			moved.count = 1;
			say_misplaced(&explain->say, siblings, &moved);
			g_hash_table_add(told->missing, (gpointer)edit->element->name);
			break;
		}
		say_missing(&explain->say, siblings, edit);
		break;
	case EDIT_DELETE:
		if (!is_half_told(siblings, edit, told)) {
			say_misplaced(&explain->say, siblings, edit);
			if (token->name)
				g_hash_table_add(told->extra, (gpointer)token->name);
		}
		walk_anyway(explain, token);
		break;
	case EDIT_RENAME:
		say_renamed(&explain->say, siblings, edit);
		walk(explain, token->node, edit->element, edit->content);
		break;
	case EDIT_WRAP:
		say_unwrapped(&explain->say, siblings, edit);
		for (size_t i = 0; i < edit->count; i++)
			walk_anyway(explain, token + i);
		break;
	}
}

static void
children(struct explain *explain, const struct siblings *siblings)
{
	struct told told = { g_hash_table_new(g_str_hash, g_str_equal),
		g_hash_table_new(g_str_hash, g_str_equal) };
	GArray *edits = g_array_new(FALSE, FALSE, sizeof(struct edit));
	const struct pattern *rest = siblings->whole;
	size_t at = 0;

	while (!is_enough(explain) && (at < siblings->count || !derive_is_complete(rest))) {
		struct edit edit = { EDIT_NONE, at, 1, NULL, NULL, rest, NULL };

		if (at < siblings->count)
			edit.after = repair_step(explain->derive, rest, &siblings->tokens[at],
				&edit.element, &edit.content);
		g_array_set_size(edits, 0);
		if (edit.after && !derive_is_dead(edit.after))
			g_array_append_val(edits, edit);
		else
			repair_find(explain->derive, siblings->tokens, siblings->count, at,
				siblings->whole, rest, edits);
		for (guint i = 0; i < edits->len; i++) {
			edit = g_array_index(edits, struct edit, i);
			if (edit.kind == EDIT_DELETE && !edit.count)
				goto out; /* no way to complete it was found */
			apply(explain, siblings, &edit, &told);
			at = edit.at + edit.count;
			rest = edit.after;
		}
	}
out:
	g_array_unref(edits);
	g_hash_table_destroy(told.missing);
	g_hash_table_destroy(told.extra);
}

/* An element whose content is one value. */
static void
only_text(struct explain *explain, const xmlNode *element, const struct pattern *pattern,
	const struct pattern *value)
{
	GString *text = g_string_new(NULL);

	for (const xmlNode *node = element->children; node; node = node->next) {
		if (node->type == XML_TEXT_NODE)
			g_string_append(text, (const char *)node->content);
		if (node->type == XML_ELEMENT_NODE) {
			say_no_children(&explain->say, node);
			g_string_append_c(text, 'x'); /* its text would have been there */
		}
	}
	if (!derive_value(value, text->str))
		say_text(&explain->say, element, pattern, text->str);
	g_string_free(text, TRUE);
}

static void
walk(struct explain *explain, const xmlNode *element, const struct pattern *pattern,
	const struct pattern *content)
{
	const struct pattern *rest;
	GArray *tokens;

	if (is_enough(explain))
		return;
	rest = attributes(explain, element, content);
	if (derive_is_value(rest)) {
		only_text(explain, element, pattern, rest);
		return;
	}
	tokens = tokens_create(explain, element);
	children(explain,
		&(struct siblings){ element, rest, (const struct token *)(void *)tokens->data,
			tokens->len });
	g_array_unref(tokens);
}

/* A record for another version of the vocabulary would only give findings that mislead. */
static bool
is_of_version(const struct record *record, const xmlNode *root, const struct pattern *element,
	struct diags *diags)
{
	const struct pattern *known = grammar_attribute(element, "version");
	char *version = xml_attribute(root, "version"), *path;
	bool ok = !version || !known || derive_value(known->first, version);

	if (!ok) {
		struct place place = record_place(record, root, "version", &path);

		diag(diags, DIAG_SCHEMA_VERSION, place,
			"the record is written for version %s of the vocabulary, which is not known here",
			version);
		record_show(record, root, "version", diags);
		g_free(path);
	}
	g_free(version);
	return ok;
}

void
explain(const struct record *record, const struct schema *schema, struct diags *diags)
{
	const xmlNode *root = xmlDocGetRootElement(record->doc);
	struct derive *derive = derive_create();
	struct explain explain = { { record, schema->grammar, diags, derive }, derive };
	const struct pattern *start = grammar_element(schema->grammar, (const char *)root->name);

	if (start && is_of_version(record, root, start, diags))
		walk(&explain, root, start, derive_content(derive, start));
	derive_destroy(derive);
}
