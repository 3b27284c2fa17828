/* The cheapest edits of a sequence of children that make it fit: Dijkstra's search over pairs of a
 * place in the sequence and what is still expected there. The costs say which mistake is likelier. */
#include "record/repair.h"

#include <string.h>

#include "record/nearest.h"

enum {
	RESTED = 8,          /* tokens that fit in a row: the trouble is over */
	MOST_STATES = 30000, /* then the token is simply dropped */
	MOST_COST = 64,
	COST_INSERT = 8,
	COST_DELETE = 8,         /* a known element in the wrong parent, or text */
	COST_DELETE_PLACED = 9,  /* in the right parent: rather is something missing before it */
	COST_DELETE_STRANGE = 10,
	COST_RENAME_NEAR = 2,    /* and 2 for each letter */
	COST_RENAME_SYNONYM = 4,
	COST_RENAME_FAR = 12,    /* cheaper than dropping one and missing another */
	COST_RENAME_KNOWN = 15,
	COST_RENAME_PLACED = 20, /* dearer: an element of this place is rather misplaced than misnamed */
	COST_WRAP = 7,
};

struct state {
	struct edit edit; /* that led here */
	int cost, rested;
	gint previous;    /* index of the state before, -1 at the start */
};

struct search {
	struct derive *derive;
	const struct token *tokens;
	size_t count;
	GPtrArray *here;      /* element patterns of the whole content */
	GArray *states;
	GArray *buckets[MOST_COST]; /* of guint: open states by cost, last in first out */
	GHashTable *closed;   /* of struct spotted */
};

struct spotted {
	size_t at;
	const struct pattern *pattern;
};

static guint
spotted_hash(gconstpointer key)
{
	const struct spotted *spotted = key;

	return (guint)spotted->at * 2654435761u ^ g_direct_hash(spotted->pattern);
}

static gboolean
spotted_equal(gconstpointer a, gconstpointer b)
{
	const struct spotted *one = a, *other = b;

	return one->at == other->at && one->pattern == other->pattern;
}

static size_t
place_of(const struct edit *edit)
{
	return edit->at + edit->count;
}

const struct pattern *
repair_step(struct derive *derive, const struct pattern *pattern, const struct token *token,
	const struct pattern **element, const struct pattern **content)
{
	*element = *content = NULL;
	return token->name ? derive_element(derive, pattern, token->name, element, content)
		: derive_text(derive, pattern);
}

static void
push(struct search *search, guint from, struct edit edit, int more)
{
	const struct state *before = &g_array_index(search->states, struct state, from);
	struct state state = { edit, before->cost + more,
		edit.kind == EDIT_NONE ? before->rested + 1 : 0, (gint)from };
	guint index = search->states->len;

	if (state.cost >= MOST_COST || derive_is_dead(edit.after))
		return;
	g_array_append_val(search->states, state);
	if (!search->buckets[state.cost])
		search->buckets[state.cost] = g_array_new(FALSE, FALSE, sizeof(guint));
	g_array_append_val(search->buckets[state.cost], index);
}

static bool
is_here(const struct search *search, const char *name)
{
	for (guint i = 0; i < search->here->len; i++)
		if (strcmp(((const struct pattern *)g_ptr_array_index(search->here, i))->name, name) == 0)
			return true;
	return false;
}

static int
delete_cost(const struct search *search, const struct token *token)
{
	if (token->name && is_here(search, token->name))
		return COST_DELETE_PLACED;
	return !token->name || token->known ? COST_DELETE : COST_DELETE_STRANGE;
}

static int
rename_cost(const struct search *search, const struct token *token, const char *name)
{
	const char *synonym = nearest_synonym(token->name);
	int distance, known = token->known ? 4 : 0;

	if (is_here(search, token->name))
		return COST_RENAME_PLACED;
	if (!token->known && synonym && strcmp(synonym, name) == 0)
		return COST_RENAME_SYNONYM;
	if (nearest_find(token->name, &name, 1, &distance) == 0)
		return COST_RENAME_NEAR + known + 2 * distance;
	return token->known ? COST_RENAME_KNOWN : COST_RENAME_FAR;
}

/* Tokens from `at` that the element would hold, when the first is text or all are inline; 0 when it
 * would not. */
static size_t
wrapped(struct search *search, size_t at, const struct pattern *content)
{
	const struct pattern *rest = derive_close(search->derive, content, true), *element, *inner;
	size_t count = 0;

	if (derive_is_value(rest) || derive_is_dead(derive_text(search->derive, rest)))
		return 0;
	while (at + count < search->count) {
		rest = repair_step(search->derive, rest, &search->tokens[at + count], &element, &inner);
		if (derive_is_dead(rest))
			break;
		count++;
	}
	return count;
}

static void
expand_element(struct search *search, guint from, const struct pattern *element)
{
	const struct edit *last = &g_array_index(search->states, struct state, from).edit;
	size_t at = place_of(last), count;
	struct edit edit = { EDIT_INSERT, at, 0, NULL, NULL, last->after, NULL };

	edit.after = derive_element(search->derive, last->after, element->name, &edit.element,
		&edit.content);
	push(search, from, edit, COST_INSERT);
	if (at == search->count)
		return;
	if (search->tokens[at].name && strcmp(search->tokens[at].name, element->name) != 0) {
		edit.kind = EDIT_RENAME;
		edit.count = 1;
		push(search, from, edit, rename_cost(search, &search->tokens[at], element->name));
	}
	if ((!search->tokens[at].name || !is_here(search, search->tokens[at].name)) &&
		(count = wrapped(search, at, edit.content))) {
		edit.kind = EDIT_WRAP;
		edit.count = count;
		push(search, from, edit, COST_WRAP);
	}
}

static void
expand(struct search *search, guint from)
{
	struct edit last = g_array_index(search->states, struct state, from).edit, edit;
	size_t at = place_of(&last);
	GPtrArray *next = derive_next(last.after);

	for (guint i = 0; i < next->len; i++)
		expand_element(search, from, g_ptr_array_index(next, i));
	g_ptr_array_unref(next);
	if (at == search->count)
		return;
	edit = (struct edit){ EDIT_DELETE, at, 1, NULL, NULL, last.after, last.after };
	push(search, from, edit, delete_cost(search, &search->tokens[at]));
	edit.kind = EDIT_NONE;
	edit.after = repair_step(search->derive, last.after, &search->tokens[at], &edit.element,
		&edit.content);
	push(search, from, edit, 0);
}

static bool
is_goal(const struct search *search, const struct state *state)
{
	if (place_of(&state->edit) == search->count)
		return derive_is_complete(state->edit.after);
	return state->rested >= RESTED;
}

/* Index of the cheapest open state that is new, or -1. */
static gint
pop(struct search *search)
{
	for (int cost = 0; cost < MOST_COST; cost++) {
		GArray *bucket = search->buckets[cost];

		while (bucket && bucket->len) {
			guint index = g_array_index(bucket, guint, bucket->len - 1);
			const struct edit *edit = &g_array_index(search->states, struct state, index).edit;
			struct spotted *key = g_new(struct spotted, 1);

			g_array_set_size(bucket, bucket->len - 1);
			*key = (struct spotted){ place_of(edit), edit->after };
			if (g_hash_table_add(search->closed, key))
				return (gint)index;
		}
	}
	return -1;
}

static void
edits_collect(const struct search *search, gint index, GArray *edits)
{
	guint start = edits->len;

	while (index > 0) {
		const struct state *state = &g_array_index(search->states, struct state, (guint)index);

		g_array_append_val(edits, state->edit);
		index = state->previous;
	}
	for (guint i = start, j = edits->len; i + 1 < j; i++) {
		struct edit swap = g_array_index(edits, struct edit, i);

		g_array_index(edits, struct edit, i) = g_array_index(edits, struct edit, --j);
		g_array_index(edits, struct edit, j) = swap;
	}
}

void
repair_find(struct derive *derive, const struct token *tokens, size_t count, size_t from,
	const struct pattern *whole, const struct pattern *pattern, GArray *edits)
{
	struct search search = { .derive = derive, .tokens = tokens, .count = count };
	struct state start = { { EDIT_NONE, from, 0, NULL, NULL, pattern, pattern }, 0, 0, -1 };
	guint zero = 0;
	gint index;

	search.here = derive_leaves(whole, PATTERN_ELEMENT);
	search.states = g_array_new(FALSE, FALSE, sizeof(struct state));
	search.closed = g_hash_table_new_full(spotted_hash, spotted_equal, g_free, NULL);
	search.buckets[0] = g_array_new(FALSE, FALSE, sizeof(guint));
	g_array_append_val(search.states, start);
	g_array_append_val(search.buckets[0], zero);
	while ((index = pop(&search)) >= 0 && search.states->len < MOST_STATES &&
		!is_goal(&search, &g_array_index(search.states, struct state, (guint)index)))
		expand(&search, (guint)index);
	if (index < 0 || search.states->len >= MOST_STATES) {
		struct edit drop = { EDIT_DELETE, from, from < count, NULL, NULL, pattern, pattern };

		g_array_append_val(edits, drop);
	} else {
		edits_collect(&search, index, edits);
	}
	for (int cost = 0; cost < MOST_COST; cost++)
		if (search.buckets[cost])
			g_array_free(search.buckets[cost], TRUE);
	g_hash_table_destroy(search.closed);
	g_array_free(search.states, TRUE);
	g_ptr_array_unref(search.here);
}
