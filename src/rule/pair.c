/* Two language versions side by side: elements are matched by name, id and content, as the cheapest
 * alignment of two sequences has it (Needleman and Wunsch), and what is matched is compared. */
#include "rule/pair.h"

#include <string.h>

#include "record/prose.h"
#include "rule/audit.h"
#include "rule/twin.h"

enum { MOST_CELLS = 4 << 20, SAME_NAME = 2, SAME_ID = 6, SAME_CONTENT = 3 };

/* What one language may need and the other not. */
static bool
is_own(const xmlNode *element)
{
	return is_named(element, "waive") || is_named(element, "wording") || is_named(element, "row-label");
}

/* Neither printed in the same words nor in the same order: waivers, the glossary, what is inside a text. */
static bool
is_passed_over(const xmlNode *element)
{
	return is_own(element) || is_named(element, "term") || is_named(element, "fn") ||
		prose_is_inline(element);
}

/* ---- likeness: a number for what an element is, but for its words ---- */

struct twin_hash {
	guint64 value;
};

static guint64
mix(guint64 hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (guint64)(unsigned char)*text) * G_GUINT64_CONSTANT(1099511628211);
	return hash;
}

static guint64
hash_of(struct twins *twins, const xmlNode *element)
{
	struct twin_hash *kept = g_hash_table_lookup(twins->hashes, element);
	guint64 hash, inside = 0;

	if (kept)
		return kept->value;
	hash = mix(G_GUINT64_CONSTANT(14695981039346656037), (const char *)element->name);
	for (const xmlAttr *at = element->properties; at; at = at->next)
		if (!twin_is_free(element, (const char *)at->name))
			inside += mix(mix(hash, (const char *)at->name),
				attr(element, (const char *)at->name));
	for (const xmlNode *child = element->children; child; child = child->next)
		if (child->type != XML_ELEMENT_NODE || is_own(child))
			continue;
		else if (is_passed_over(child)) /* in a text, in any order */
			inside += hash_of(twins, child) * 31;
		else
			hash = (hash ^ hash_of(twins, child)) * 31;
	kept = g_new(struct twin_hash, 1);
	kept->value = hash + inside;
	g_hash_table_insert(twins->hashes, (gpointer)element, kept);
	return kept->value;
}

/* ---- alignment ---- */

static GPtrArray *
children_of(const xmlNode *parent)
{
	GPtrArray *all = g_ptr_array_new();

	for (xmlNode *child = parent->children; child; child = child->next)
		if (child->type == XML_ELEMENT_NODE && !is_passed_over(child))
			g_ptr_array_add(all, child);
	return all;
}

/* How much two elements have in common; 0: they are not the same. */
static guint32
likeness(struct twins *twins, const xmlNode *a, const xmlNode *b)
{
	const char *id = attr(a, "id"), *other = attr(b, "id");
	guint32 score = SAME_NAME;

	if (strcmp((const char *)a->name, (const char *)b->name) != 0)
		return 0;
	if (*id && *other) {
		if (strcmp(id, other) != 0)
			return 0;
		score += SAME_ID;
	}
	return score + (hash_of(twins, a) == hash_of(twins, b) ? SAME_CONTENT : 0);
}

/* The most that the elements from i and from j on have in common, for all i and j. Yours. */
static guint32 *
best_of(struct twins *twins, const GPtrArray *a, const GPtrArray *b, guint from)
{
	size_t wide = (size_t)b->len + 1;
	guint32 *best = g_new0(guint32, (a->len + 1) * wide);

	for (guint i = a->len; i-- > from;)
		for (guint j = b->len; j-- > from;) {
			guint32 like = likeness(twins, a->pdata[i], b->pdata[j]);
			guint32 *cell = &best[i * wide + j];

			*cell = MAX(cell[wide], cell[1]);
			if (like)
				*cell = MAX(*cell, cell[wide + 1] + like);
		}
	return best;
}

/* Which element of `b` each one of `a` is matched with: a number, or -1. Yours. */
static int *
align(struct twins *twins, const GPtrArray *a, const GPtrArray *b)
{
	int *match = g_new(int, a->len + 1);
	size_t wide = (size_t)b->len + 1;
	guint same = 0;
	guint32 *best;

	for (guint i = 0; i < a->len; i++)
		match[i] = -1;
	while (same < a->len && same < b->len &&
		likeness(twins, a->pdata[same], b->pdata[same]) >= SAME_NAME + SAME_CONTENT) {
		match[same] = (int)same;
		same++;
	}
	if ((size_t)(a->len - same) * (b->len - same) > MOST_CELLS) {
		for (guint i = same; i < MIN(a->len, b->len); i++)
			if (likeness(twins, a->pdata[i], b->pdata[i]))
				match[i] = (int)i;
		return match;
	}
	if (same == a->len || same == b->len)
		return match;
	best = best_of(twins, a, b, same);
	for (guint i = same, j = same; i < a->len && j < b->len;) {
		guint32 *cell = &best[i * wide + j];
		guint32 like = likeness(twins, a->pdata[i], b->pdata[j]);

		if (like && *cell == cell[wide + 1] + like)
			match[i++] = (int)j++;
		else if (*cell == cell[wide])
			i++;
		else
			j++;
	}
	g_free(best);
	return match;
}

/* ---- comparison ---- */

static void compare(struct twins *twins, const xmlNode *one, const xmlNode *other);

/* Yours. */
static char *
name_of(const xmlNode *element)
{
	return *attr(element, "id")
		? g_strdup_printf("`%s` with the id `%s`", element->name, attr(element, "id"))
		: g_strdup_printf("`%s`", element->name);
}

static void
missing(struct twins *twins, const xmlNode *one, const xmlNode *parent)
{
	const xmlNode *moved = *attr(one, "id")
		? g_hash_table_lookup(twins->other_ids, attr(one, "id")) : NULL;
	char *name = name_of(one);

	if (!moved || !is_named(moved, (const char *)one->name)) {
		twin_found(twins, one, parent, NULL, "%s is missing in this `%s`", name, parent->name);
	} else if (g_hash_table_add(twins->told, (gpointer)moved)) {
		twin_found(twins, one, moved, "id", "%s stands in another place", name);
		compare(twins, one, moved);
	}
	g_free(name);
}

static void
extra(struct twins *twins, const xmlNode *other, const xmlNode *parent)
{
	const xmlNode *moved = *attr(other, "id")
		? g_hash_table_lookup(twins->ids, attr(other, "id")) : NULL;
	char *name = name_of(other);

	if (!moved || !is_named(moved, (const char *)other->name))
		twin_found(twins, parent, other, NULL, "%s has nothing to match it in the other `%s`", name,
			parent->name);
	g_free(name);
}

/* What stands between two matches: the next of the same name is meant, with another id, unless that id
 * stands elsewhere. */
static int
renamed(struct twins *twins, const xmlNode *one, const GPtrArray *b, const bool *taken, int from,
	int to)
{
	if (*attr(one, "id") && g_hash_table_lookup(twins->other_ids, attr(one, "id")))
		return -1;
	for (int j = from; j < to; j++) {
		const xmlNode *other = b->pdata[j];

		if (!taken[j] && is_named(other, (const char *)one->name) &&
			!(*attr(other, "id") && g_hash_table_lookup(twins->ids, attr(other, "id"))))
			return j;
	}
	return -1;
}

static void
compare_children(struct twins *twins, const xmlNode *one, const xmlNode *other)
{
	GPtrArray *a = children_of(one), *b = children_of(other);
	int *match = align(twins, a, b), from = 0;
	bool *taken = g_new0(bool, b->len + 1);

	for (guint i = 0; i < a->len; i++)
		if (match[i] >= 0)
			taken[match[i]] = true;
	for (guint i = 0; i < a->len; i++) {
		int to = (int)b->len;

		for (guint k = i; k < a->len && to == (int)b->len; k++)
			to = match[k] >= 0 ? match[k] : to;
		if (match[i] < 0 && (match[i] = renamed(twins, a->pdata[i], b, taken, from, to)) >= 0)
			taken[match[i]] = true;
		if (match[i] < 0) {
			missing(twins, a->pdata[i], other);
			continue;
		}
		compare(twins, a->pdata[i], b->pdata[match[i]]);
		from = match[i] + 1;
	}
	for (guint j = 0; j < b->len; j++)
		if (!taken[j])
			extra(twins, b->pdata[j], one);
	g_free(taken);
	g_free(match);
	g_ptr_array_unref(b);
	g_ptr_array_unref(a);
}

static void
compare_attributes(struct twins *twins, const xmlNode *one, const xmlNode *other)
{
	for (const xmlAttr *at = one->properties; at; at = at->next) {
		const char *name = (const char *)at->name, *value = attr(one, name);

		if (twin_is_free(one, name))
			continue;
		if (!has_attr(other, name))
			twin_found(twins, one, other, NULL, "`%s` has no `%s` here, and `%s` there",
				other->name, name, value);
		else if (strcmp(value, attr(other, name)) != 0)
			twin_found(twins, one, other, name, "`%s` of `%s` is `%s` here, and `%s` there",
				name, other->name, attr(other, name), value);
	}
	for (const xmlAttr *at = other->properties; at; at = at->next) {
		const char *name = (const char *)at->name;

		if (!twin_is_free(other, name) && !has_attr(one, name))
			twin_found(twins, one, other, name, "`%s` has the `%s` `%s` here, and none there",
				other->name, name, attr(other, name));
	}
}

static void run(const struct record *one, const struct record *other, struct included *taken,
	struct included *other_taken, struct diags *diags);

/* The files of two elements that take one in. What cannot be had, the rules have told. */
static void
compare_taken(struct twins *twins, const xmlNode *one, const xmlNode *other)
{
	struct diags *told = diags_create();
	const struct source_file *file = included_take(twins->taken, one, told);
	const struct source_file *other_file = included_take(twins->other_taken, other, told);

	if (file && other_file)
		run(file->record, other_file->record, NULL, NULL, twins->diags);
	diags_destroy(told);
}

static void
compare(struct twins *twins, const xmlNode *one, const xmlNode *other)
{
	compare_attributes(twins, one, other);
	compare_children(twins, one, other);
	twin_texts(twins, one, other);
	if (twins->taken && (is_named(one, "include") || is_named(one, "unit-record")))
		compare_taken(twins, one, other);
}

static GHashTable *
ids_of(const xmlNode *root)
{
	GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);

	for (const xmlNode *at = root; at; at = next_element(at, root))
		if (at != root && *attr(at, "id"))
			g_hash_table_insert(ids, (gpointer)attr(at, "id"), (gpointer)at);
	return ids;
}

static void
run(const struct record *one, const struct record *other, struct included *taken,
	struct included *other_taken, struct diags *diags)
{
	const xmlNode *root = xmlDocGetRootElement(record_doc(one));
	const xmlNode *other_root = xmlDocGetRootElement(record_doc(other));
	struct twins twins = { one, other, taken, other_taken, ids_of(root), ids_of(other_root),
		g_hash_table_new_full(NULL, NULL, NULL, g_free), g_hash_table_new(NULL, NULL), diags };

	if (strcmp(attr(root, "lang"), attr(other_root, "lang")) == 0)
		twin_found(&twins, root, other_root, "lang", "both records are in the language `%s`",
			attr(root, "lang"));
	compare(&twins, root, other_root);
	g_hash_table_destroy(twins.told);
	g_hash_table_destroy(twins.hashes);
	g_hash_table_destroy(twins.other_ids);
	g_hash_table_destroy(twins.ids);
}

void
pair_compare(const struct record *one, const struct record *other, const struct schema *schema,
	struct diags *diags)
{
	struct included *taken = included_create(one, schema, NULL);
	struct included *other_taken = included_create(other, schema, NULL);

	run(one, other, taken, other_taken, diags);
	included_destroy(other_taken);
	included_destroy(taken);
}
