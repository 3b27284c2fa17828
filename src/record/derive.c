/* Derivatives of RELAX NG patterns. */
#include "record/derive.h"

#include <libxml/schemasInternals.h>
#include <libxml/xmlschemastypes.h>
#include <string.h>

#include "base/arena.h"

struct derive {
	struct arena *arena;
	GHashTable *patterns; /* of struct pattern to itself */
	GHashTable *contents; /* element to its content */
};

static const struct pattern empty = { .kind = PATTERN_EMPTY };
static const struct pattern dead = { .kind = PATTERN_NOT_ALLOWED };
static const struct pattern text = { .kind = PATTERN_TEXT };

static guint
pattern_hash(gconstpointer key)
{
	const struct pattern *pattern = key;

	return (guint)pattern->kind * 31 + g_direct_hash(pattern->first) * 17 +
		g_direct_hash(pattern->second);
}

static gboolean
pattern_equal(gconstpointer a, gconstpointer b)
{
	const struct pattern *one = a, *other = b;

	return one->kind == other->kind && one->first == other->first && one->second == other->second;
}

struct derive *
derive_create(void)
{
	struct derive *derive = g_new0(struct derive, 1);

	derive->arena = arena_create();
	derive->patterns = g_hash_table_new(pattern_hash, pattern_equal);
	derive->contents = g_hash_table_new(NULL, NULL);
	return derive;
}

void
derive_destroy(struct derive *derive)
{
	if (!derive)
		return;
	g_hash_table_destroy(derive->contents);
	g_hash_table_destroy(derive->patterns);
	arena_destroy(derive->arena);
	g_free(derive);
}

static const struct pattern *
intern(struct derive *derive, enum pattern_kind kind, const struct pattern *first,
	const struct pattern *second)
{
	struct pattern wanted = { .kind = kind, .first = first, .second = second }, *kept;

	if ((kept = g_hash_table_lookup(derive->patterns, &wanted)))
		return kept;
	kept = arena_new(derive->arena, struct pattern);
	*kept = wanted;
	g_hash_table_add(derive->patterns, kept);
	return kept;
}

bool
derive_is_dead(const struct pattern *pattern)
{
	return pattern->kind == PATTERN_NOT_ALLOWED;
}

bool
derive_is_complete(const struct pattern *pattern)
{
	switch (pattern->kind) {
	case PATTERN_EMPTY:
	case PATTERN_TEXT:
		return true;
	case PATTERN_CHOICE:
		return derive_is_complete(pattern->first) || derive_is_complete(pattern->second);
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
		return derive_is_complete(pattern->first) && derive_is_complete(pattern->second);
	case PATTERN_ONE_OR_MORE:
	case PATTERN_REF:
		return derive_is_complete(pattern->first);
	case PATTERN_NOT_ALLOWED:
	case PATTERN_ELEMENT:
	case PATTERN_ATTRIBUTE:
	case PATTERN_DATA:
	case PATTERN_VALUE:
		return false;
	}
	return false;
}

static const struct pattern *
choice(struct derive *derive, const struct pattern *a, const struct pattern *b)
{
	if (derive_is_dead(a) || a == b)
		return b;
	if (derive_is_dead(b))
		return a;
	if (a->kind == PATTERN_CHOICE)
		return choice(derive, a->first, choice(derive, a->second, b));
	if (a->kind == PATTERN_EMPTY && derive_is_complete(b))
		return b;
	if (b->kind == PATTERN_EMPTY && derive_is_complete(a))
		return a;
	for (const struct pattern *at = b; at; at = at->kind == PATTERN_CHOICE ? at->second : NULL)
		if (at == a || (at->kind == PATTERN_CHOICE && at->first == a))
			return b;
	return intern(derive, PATTERN_CHOICE, a, b);
}

static const struct pattern *
group(struct derive *derive, enum pattern_kind kind, const struct pattern *a,
	const struct pattern *b)
{
	if (derive_is_dead(a) || derive_is_dead(b))
		return &dead;
	if (a->kind == PATTERN_EMPTY)
		return b;
	if (b->kind == PATTERN_EMPTY)
		return a;
	if (kind == PATTERN_GROUP && a->kind == PATTERN_GROUP)
		return group(derive, kind, a->first, group(derive, kind, a->second, b));
	return intern(derive, kind, a, b);
}

static const struct pattern *
one_or_more(struct derive *derive, const struct pattern *a)
{
	return derive_is_dead(a) || a->kind == PATTERN_EMPTY || a->kind == PATTERN_TEXT ? a
		: intern(derive, PATTERN_ONE_OR_MORE, a, NULL);
}

/* A pattern of the grammar as an interned one. */
static const struct pattern *
taken(struct derive *derive, const struct pattern *p)
{
	switch (p->kind) {
	case PATTERN_EMPTY:
		return &empty;
	case PATTERN_NOT_ALLOWED:
		return &dead;
	case PATTERN_TEXT:
		return &text;
	case PATTERN_CHOICE:
		return choice(derive, taken(derive, p->first), taken(derive, p->second));
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
		return group(derive, p->kind, taken(derive, p->first), taken(derive, p->second));
	case PATTERN_ONE_OR_MORE:
		return one_or_more(derive, taken(derive, p->first));
	case PATTERN_REF:
		return taken(derive, p->first);
	case PATTERN_ELEMENT:
	case PATTERN_ATTRIBUTE:
	case PATTERN_DATA:
	case PATTERN_VALUE:
		return p;
	}
	return &dead;
}

const struct pattern *
derive_content(struct derive *derive, const struct pattern *element)
{
	const struct pattern *content = g_hash_table_lookup(derive->contents, element);

	if (!content) {
		content = taken(derive, element->first);
		g_hash_table_insert(derive->contents, (gpointer)element, (gpointer)content);
	}
	return content;
}

/* What is looked for in a pattern, and what was found. */
struct event {
	enum pattern_kind kind; /* ELEMENT, ATTRIBUTE or TEXT */
	const char *name, *value;
	const struct pattern *element, *content;
};

static const struct pattern *
leaf(struct derive *derive, const struct pattern *p, struct event *event)
{
	if (p->kind != event->kind)
		return &dead;
	if (p->kind == PATTERN_TEXT)
		return p;
	if (strcmp(p->name, event->name) != 0)
		return &dead;
	if (p->kind == PATTERN_ATTRIBUTE)
		return !event->value || derive_value(p->first, event->value) ? &empty : &dead;
	if (!event->element)
		event->element = p;
	event->content = event->content ? choice(derive, event->content, derive_content(derive, p))
		: derive_content(derive, p);
	return &empty;
}

/* The derivative proper. Attributes may come in any order, so a group is like an interleave to them. */
static const struct pattern *
step(struct derive *derive, const struct pattern *p, struct event *event)
{
	const struct pattern *a, *b;

	switch (p->kind) {
	case PATTERN_CHOICE:
		a = step(derive, p->first, event);
		return choice(derive, a, step(derive, p->second, event));
	case PATTERN_GROUP:
		if (event->kind != PATTERN_ATTRIBUTE) {
			a = group(derive, PATTERN_GROUP, step(derive, p->first, event), p->second);
			if (!derive_is_complete(p->first))
				return a;
			return choice(derive, a, step(derive, p->second, event));
		}
		/* fall through */
	case PATTERN_INTERLEAVE:
		a = group(derive, p->kind, step(derive, p->first, event), p->second);
		b = group(derive, p->kind, p->first, step(derive, p->second, event));
		return choice(derive, a, b);
	case PATTERN_ONE_OR_MORE:
		a = step(derive, p->first, event);
		return group(derive, PATTERN_GROUP, a, choice(derive, p, &empty));
	case PATTERN_EMPTY:
	case PATTERN_NOT_ALLOWED:
	case PATTERN_TEXT:
	case PATTERN_ELEMENT:
	case PATTERN_ATTRIBUTE:
	case PATTERN_DATA:
	case PATTERN_VALUE:
	case PATTERN_REF:
		return leaf(derive, p, event);
	}
	return &dead;
}

const struct pattern *
derive_element(struct derive *derive, const struct pattern *pattern, const char *name,
	const struct pattern **element, const struct pattern **content)
{
	struct event event = { .kind = PATTERN_ELEMENT, .name = name };
	const struct pattern *rest = step(derive, pattern, &event);

	if (element)
		*element = event.element;
	if (content)
		*content = event.content;
	return rest;
}

const struct pattern *
derive_text(struct derive *derive, const struct pattern *pattern)
{
	struct event event = { .kind = PATTERN_TEXT };

	return step(derive, pattern, &event);
}

const struct pattern *
derive_attribute(struct derive *derive, const struct pattern *pattern, const char *name,
	const char *value)
{
	struct event event = { .kind = PATTERN_ATTRIBUTE, .name = name, .value = value };

	return step(derive, pattern, &event);
}

const struct pattern *
derive_close(struct derive *derive, const struct pattern *p, bool forgive)
{
	switch (p->kind) {
	case PATTERN_ATTRIBUTE:
		return forgive ? &empty : &dead;
	case PATTERN_CHOICE:
		return choice(derive, derive_close(derive, p->first, forgive),
			derive_close(derive, p->second, forgive));
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
		return group(derive, p->kind, derive_close(derive, p->first, forgive),
			derive_close(derive, p->second, forgive));
	case PATTERN_ONE_OR_MORE:
		return one_or_more(derive, derive_close(derive, p->first, forgive));
	case PATTERN_EMPTY:
	case PATTERN_NOT_ALLOWED:
	case PATTERN_TEXT:
	case PATTERN_ELEMENT:
	case PATTERN_DATA:
	case PATTERN_VALUE:
	case PATTERN_REF:
		return p;
	}
	return p;
}

bool
derive_is_value(const struct pattern *p)
{
	if (p->kind == PATTERN_DATA || p->kind == PATTERN_VALUE)
		return true;
	return p->kind != PATTERN_ELEMENT && p->kind != PATTERN_ATTRIBUTE &&
		((p->first && derive_is_value(p->first)) || (p->second && derive_is_value(p->second)));
}

/* As libxml2's own validator asks its datatypes, so that both agree. */
static bool
data_matches(const struct pattern *p, const char *value)
{
	xmlSchemaValPtr computed = NULL;
	bool ok = xmlSchemaValPredefTypeNode(p->type, (const xmlChar *)value, &computed, NULL) == 0;

	for (int i = 0; ok && p->facets && p->facets[i]; i++)
		ok = xmlSchemaValidateFacet(p->type, p->facets[i], (const xmlChar *)value, computed) == 0;
	if (computed)
		xmlSchemaFreeValue(computed);
	return ok;
}

/* Equal but for white space: the type token of RELAX NG. */
static bool
token_equal(const char *a, const char *b)
{
	static const char blank[] = " \t\r\n";

	a += strspn(a, blank);
	b += strspn(b, blank);
	while (*a && *a == *b) {
		if (strchr(blank, *a)) {
			a += strspn(a, blank);
			b += strspn(b, blank);
		} else {
			a++;
			b++;
		}
	}
	return !a[strspn(a, blank)] && !b[strspn(b, blank)];
}

bool
derive_value(const struct pattern *p, const char *value)
{
	switch (p->kind) {
	case PATTERN_TEXT:
		return true;
	case PATTERN_EMPTY:
		return !value[strspn(value, " \t\r\n")];
	case PATTERN_VALUE:
		return token_equal(p->name, value);
	case PATTERN_DATA:
		return data_matches(p, value);
	case PATTERN_CHOICE:
		return derive_value(p->first, value) || derive_value(p->second, value);
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
		return (derive_is_complete(p->first) && derive_value(p->second, value)) ||
			(derive_is_complete(p->second) && derive_value(p->first, value));
	case PATTERN_ONE_OR_MORE:
	case PATTERN_REF:
		return derive_value(p->first, value);
	case PATTERN_NOT_ALLOWED:
	case PATTERN_ELEMENT:
	case PATTERN_ATTRIBUTE:
		return false;
	}
	return false;
}

static void
leaves(const struct pattern *p, enum pattern_kind kind, bool next, GPtrArray *found)
{
	if (p->kind == kind) {
		if (!g_ptr_array_find(found, p, NULL))
			g_ptr_array_add(found, (gpointer)p);
		return;
	}
	if (p->kind == PATTERN_ELEMENT || p->kind == PATTERN_ATTRIBUTE || !p->first)
		return;
	leaves(p->first, kind, next, found);
	if (p->second && (!next || p->kind != PATTERN_GROUP || derive_is_complete(p->first)))
		leaves(p->second, kind, next, found);
}

GPtrArray *
derive_leaves(const struct pattern *pattern, enum pattern_kind kind)
{
	GPtrArray *found = g_ptr_array_new();

	leaves(pattern, kind, false, found);
	return found;
}

GPtrArray *
derive_next(const struct pattern *pattern)
{
	GPtrArray *found = g_ptr_array_new();

	leaves(pattern, PATTERN_ELEMENT, true, found);
	return found;
}

/* How often the name can stand in the pattern, as far as it matters: 0, 1, or 2 for more. */
static int
most(const struct pattern *p, const char *name)
{
	int a, b;

	switch (p->kind) {
	case PATTERN_ELEMENT:
		return strcmp(p->name, name) == 0;
	case PATTERN_CHOICE:
		a = most(p->first, name);
		b = most(p->second, name);
		return MAX(a, b);
	case PATTERN_GROUP:
	case PATTERN_INTERLEAVE:
		return MIN(most(p->first, name) + most(p->second, name), 2);
	case PATTERN_ONE_OR_MORE:
		return 2 * most(p->first, name);
	case PATTERN_EMPTY:
	case PATTERN_NOT_ALLOWED:
	case PATTERN_TEXT:
	case PATTERN_ATTRIBUTE:
	case PATTERN_DATA:
	case PATTERN_VALUE:
	case PATTERN_REF:
		return 0;
	}
	return 0;
}

bool
derive_repeats(const struct pattern *pattern, const char *name)
{
	return most(pattern, name) > 1;
}
