/* The parts of the report: recommendations, headings, cases, notes (R23, R25, R33, R34). */
#include <string.h>

#include "rule/audit.h"

/* Elements of one name in body and back, in order; g_ptr_array_unref. */
static GPtrArray *
all_named(const struct audit *audit, const char *name)
{
	GPtrArray *all = g_ptr_array_new();

	for (guint i = 0; i < audit->elements->len; i++)
		if (is_named(audit->elements->pdata[i], name))
			g_ptr_array_add(all, audit->elements->pdata[i]);
	return all;
}

static void
check_parts(struct audit *audit, const xmlNode *recommendation)
{
	bool action = first_named(recommendation, "action"), impact = first_named(recommendation, "impact");

	if (!action || !impact)
		found(audit, "R23", recommendation, NULL, NULL,
			"the recommendation has no %s, which a follow-up visit reports on",
			action ? "impact" : impact ? "action" : "action and no impact");
}

static void
check_texts(struct audit *audit, const GPtrArray *all)
{
	GHashTable *texts = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < all->len; i++) {
		const xmlNode *one = g_ptr_array_index(all, i), *text = first_named(one, "text"), *other;
		const char *words = text ? text_of(audit, text) : "";

		if (!*words)
			continue;
		if ((other = g_hash_table_lookup(texts, words)))
			found(audit, "R23", one, NULL, NULL,
				"the recommendation has the same words as that of %s",
				line_of(audit, other, one));
		else
			g_hash_table_insert(texts, (gpointer)words, (gpointer)one);
	}
	g_hash_table_destroy(texts);
}

void
rule_recommendations(struct audit *audit)
{
	GPtrArray *all = all_named(audit, "recommendation");
	GPtrArray *collected = all_named(audit, "collected-recommendations");
	bool follow_up = strcmp(attr(audit->root, "kind"), "follow-up") == 0;
	bool force = g_str_has_prefix(attr(audit->root, "kind"), "force-");
	guint with = 0;

	for (guint i = 0; i < all->len; i++)
		with += has_attr(g_ptr_array_index(all, i), "status");
	for (guint i = 0; i < all->len; i++) {
		const xmlNode *one = g_ptr_array_index(all, i);

		if (follow_up)
			check_parts(audit, one);
		if (with && !has_attr(one, "status"))
			found(audit, "R23", one, NULL, NULL,
				"the recommendation has no status, and others have one");
	}
	check_texts(audit, all);
	if (force && all->len && !collected->len)
		found(audit, "R23", g_ptr_array_index(all, 0), NULL, NULL,
			"the recommendations are not collected anywhere");
	for (guint i = 1; i < collected->len; i++)
		found(audit, "R23", g_ptr_array_index(collected, i), NULL, NULL,
			"the recommendations are collected twice");
	g_ptr_array_unref(collected);
	g_ptr_array_unref(all);
}

void
rule_headings(struct audit *audit)
{
	GPtrArray *all = all_named(audit, "heading");

	for (guint i = 0; i < all->len; i++) {
		const xmlNode *heading = g_ptr_array_index(all, i), *section = heading->parent;
		const char *words = text_of(audit, heading);

		if (!*words && !xmlFirstElementChild((xmlNode *)heading)) {
			found(audit, "R25", heading, NULL, NULL, "the heading has no words");
			continue;
		}
		for (const xmlNode *before = section->prev; before; before = before->prev) {
			const xmlNode *other = first_named(before, "heading");

			if (!is_named(before, (const char *)section->name) || !other ||
				strcmp(text_of(audit, other), words) != 0)
				continue;
			found(audit, "R25", heading, NULL, NULL,
				"the heading stands already on %s, so that the contents cannot tell the "
				"two apart", line_of(audit, other, heading));
			break;
		}
	}
	g_ptr_array_unref(all);
	rule_contents(audit);
}

void
rule_cases(struct audit *audit)
{
	GPtrArray *all = all_named(audit, "case");

	for (guint i = 0; i < all->len; i++) {
		const xmlNode *one = g_ptr_array_index(all, i);

		if (!first_named(one, "contact"))
			found(audit, "R33", one, NULL, NULL, "the example names nobody to turn to");
		for (const xmlNode *c = first_named(one, "contact"); c; c = next_same(c))
			if (!*text_of(audit, c))
				found(audit, "R33", c, NULL, NULL, "the contact is empty");
	}
	g_ptr_array_unref(all);
}

void
rule_notes(struct audit *audit)
{
	GPtrArray *all = all_named(audit, "fn");
	GHashTable *texts = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < all->len; i++) {
		const xmlNode *note = g_ptr_array_index(all, i), *other;
		const char *words = text_of(audit, note);

		for (const xmlNode *at = note->parent; at; at = at->parent)
			if (is_named(at, "fn")) {
				found(audit, "R34", note, NULL, NULL, "a note stands inside a note");
				break;
			}
		if (!*words && !xmlFirstElementChild((xmlNode *)note))
			found(audit, "R34", note, NULL, NULL, "the note is empty");
		else if ((other = g_hash_table_lookup(texts, words)))
			found(audit, "R34", note, NULL, NULL, "the note has the words of that of %s",
				line_of(audit, other, note));
		g_hash_table_insert(texts, (gpointer)words, (gpointer)note);
	}
	g_hash_table_destroy(texts);
	g_ptr_array_unref(all);
}
