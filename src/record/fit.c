/* Does a document fit? Steps from one content model to the next are computed once and remembered. */
#include "record/fit.h"

#include <string.h>

#include "base/arena.h"
#include "record/derive.h"

enum step_kind { STEP_ATTRIBUTE, STEP_CLOSE, STEP_CHILD, STEP_TEXT };

struct step {
	enum step_kind kind;
	const struct pattern *from;
	const char *name;              /* of an attribute or child, else "" */
	const struct pattern *next;    /* NULL: it depends on the value */
	const struct pattern *content; /* of a child: what may stand in it; NULL: nothing of its name */
	const struct pattern *value;   /* of an attribute: its value must be such */
};

struct fit {
	struct arena *arena;
	const struct grammar *grammar;
	struct derive *derive;
	GHashTable *steps; /* of struct step to itself */
};

static guint
step_hash(gconstpointer key)
{
	const struct step *step = key;

	return g_direct_hash(step->from) * 31 + g_str_hash(step->name) * 7 + (guint)step->kind;
}

static gboolean
step_equal(gconstpointer a, gconstpointer b)
{
	const struct step *one = a, *other = b;

	return one->from == other->from && one->kind == other->kind &&
		strcmp(one->name, other->name) == 0;
}

struct fit *
fit_create(const struct grammar *grammar)
{
	struct fit *fit = g_new0(struct fit, 1);

	fit->arena = arena_create();
	fit->grammar = grammar;
	fit->derive = derive_create();
	fit->steps = g_hash_table_new(step_hash, step_equal);
	return fit;
}

void
fit_destroy(struct fit *fit)
{
	if (!fit)
		return;
	g_hash_table_destroy(fit->steps);
	derive_destroy(fit->derive);
	arena_destroy(fit->arena);
	g_free(fit);
}

/* Where one pattern alone has the attribute's name, its value is a question of its own, and the step
 * is the same for every value that is right. */
static void
attribute_step(struct fit *fit, struct step *step)
{
	GPtrArray *all = derive_leaves(step->from, PATTERN_ATTRIBUTE);
	int count = 0;

	for (guint i = 0; i < all->len; i++) {
		const struct pattern *one = g_ptr_array_index(all, i);

		if (strcmp(one->name, step->name) == 0) {
			step->value = one->first;
			count++;
		}
	}
	step->next = count > 1 ? NULL : derive_attribute(fit->derive, step->from, step->name, NULL);
	g_ptr_array_unref(all);
}

static const struct step *
step_take(struct fit *fit, const struct pattern *from, enum step_kind kind, const char *name)
{
	struct step wanted = { .kind = kind, .from = from, .name = name }, *step;

	if ((step = g_hash_table_lookup(fit->steps, &wanted)))
		return step;
	step = arena_new(fit->arena, struct step);
	*step = wanted;
	step->name = arena_strdup(fit->arena, name);
	switch (kind) {
	case STEP_ATTRIBUTE:
		attribute_step(fit, step);
		break;
	case STEP_CLOSE:
		step->next = derive_close(fit->derive, from, false);
		break;
	case STEP_CHILD:
		step->next = derive_element(fit->derive, from, name, NULL, &step->content);
		break;
	case STEP_TEXT:
		step->next = derive_text(fit->derive, from);
		break;
	}
	g_hash_table_add(fit->steps, step);
	return step;
}

static bool
attribute_fits(struct fit *fit, const xmlAttr *attribute, const struct pattern **rest)
{
	const xmlNode *only = attribute->children;
	bool plain = only && !only->next && only->type == XML_TEXT_NODE;
	xmlChar *gathered = plain ? NULL : xmlNodeGetContent((const xmlNode *)attribute);
	const char *value = (const char *)(plain ? only->content : gathered);
	char *name = attribute->ns && attribute->ns->prefix
		? g_strdup_printf("%s:%s", attribute->ns->prefix, attribute->name) : NULL;
	const char *called = name ? name : (const char *)attribute->name;
	const struct step *step = step_take(fit, *rest, STEP_ATTRIBUTE, called);

	if (!step->next)
		*rest = derive_attribute(fit->derive, *rest, called, value ? value : "");
	else if (step->value && !derive_value(step->value, value ? value : ""))
		*rest = NULL;
	else
		*rest = step->next;
	g_free(name);
	xmlFree(gathered);
	return *rest && !derive_is_dead(*rest);
}

static bool
is_text(const xmlNode *node)
{
	return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

static bool
is_blank(const xmlNode *node)
{
	return !node->content[strspn((const char *)node->content, " \t\r\n")];
}

static bool
value_fits(const xmlNode *element, const struct pattern *value)
{
	GString *text = g_string_new(NULL);
	bool ok = true;

	for (const xmlNode *node = element->children; node && ok; node = node->next) {
		if (is_text(node))
			g_string_append(text, (const char *)node->content);
		ok = node->type != XML_ELEMENT_NODE;
	}
	ok = ok && derive_value(value, text->str);
	g_string_free(text, TRUE);
	return ok;
}

static bool
content_fits(struct fit *fit, const xmlNode *element, const struct pattern *content)
{
	const struct pattern *rest = content;
	const struct step *step;

	if (element->ns)
		return false; /* a grammar's elements are in no namespace */
	for (const xmlAttr *at = element->properties; at; at = at->next)
		if (!attribute_fits(fit, at, &rest))
			return false;
	rest = step_take(fit, rest, STEP_CLOSE, "")->next;
	if (derive_is_value(rest))
		return value_fits(element, rest);
	for (const xmlNode *node = element->children; node && !derive_is_dead(rest); node = node->next) {
		if (node->type == XML_ELEMENT_NODE) {
			step = step_take(fit, rest, STEP_CHILD, (const char *)node->name);
			if (!step->content || !content_fits(fit, node, step->content))
				return false;
			rest = step->next;
		} else if (is_text(node) && !is_blank(node)) {
			rest = step_take(fit, rest, STEP_TEXT, "")->next;
		}
	}
	return derive_is_complete(rest);
}

bool
fit_element(struct fit *fit, const xmlNode *element)
{
	const struct pattern *pattern = grammar_element(fit->grammar, (const char *)element->name);

	return pattern && content_fits(fit, element, derive_content(fit->derive, pattern));
}
