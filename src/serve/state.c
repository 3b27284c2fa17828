/* The state: what came from the builder, and how it is told. */
#include "serve/state.h"

#include <string.h>

#include "serve/json.h"

/* Drawings that are no longer shown are held for a page that asks for them a moment too late. */
enum { VERSIONS_HELD = 3 };

static void
page_free(gpointer data)
{
	struct state_page *page = data;

	g_free(page->label);
	g_free(page);
}

static void
drawing_free(gpointer data)
{
	struct drawing *drawing = data;

	g_bytes_unref(drawing->svg);
	g_bytes_unref(drawing->guides);
	g_free(drawing);
}

void
state_init(struct state *state)
{
	*state = (struct state){ .version = 1 };
	state->pages = g_ptr_array_new_with_free_func(page_free);
	state->coming = g_ptr_array_new_with_free_func(page_free);
	state->drawings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, drawing_free);
	state->fonts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	state->problems = g_strdup("[]");
	state->outline = g_strdup("[]");
}

void
state_finish(struct state *state)
{
	g_ptr_array_free(state->pages, TRUE);
	g_ptr_array_free(state->coming, TRUE);
	g_hash_table_destroy(state->drawings);
	g_hash_table_destroy(state->fonts);
	g_free(state->title);
	g_free(state->lang);
	g_free(state->status);
	g_free(state->outline);
	g_free(state->problems);
}

static void
text_take(char **into, const char *text)
{
	g_free(*into);
	*into = g_strdup(text);
}

static bool
is_hash(const char *text)
{
	return strlen(text) == 16 && strspn(text, "0123456789abcdef") == 16;
}

static bool
page_receive(struct state *state, struct message *message)
{
	struct state_page *page = g_new0(struct state_page, 1);
	gsize svg_size, guides_size;
	const guint8 *svg, *guides;
	const char *hash;
	bool whole;

	page->width = wire_real(message);
	page->height = wire_real(message);
	hash = wire_text(message);
	page->label = g_strdup(wire_text(message));
	whole = wire_number(message) != 0;
	svg = wire_bytes(message, &svg_size);
	guides = wire_bytes(message, &guides_size);
	g_ptr_array_add(state->coming, page);
	if (message->broken || !is_hash(hash))
		return false;
	g_strlcpy(page->hash, hash, sizeof(page->hash));
	if (whole && !g_hash_table_contains(state->drawings, hash)) {
		struct drawing *drawing = g_new0(struct drawing, 1);

		drawing->svg = g_bytes_new(svg, svg_size);
		drawing->guides = g_bytes_new(guides, guides_size);
		drawing->made = state->version + 1;
		g_hash_table_insert(state->drawings, g_strdup(hash), drawing);
	}
	return g_hash_table_contains(state->drawings, hash);
}

static gboolean
is_old(gpointer key, gpointer value, gpointer data)
{
	const struct drawing *drawing = value;
	const struct state *state = data;

	(void)key;
	return drawing->used + VERSIONS_HELD < state->version;
}

/* A page is new when it stands elsewhere than before, or nowhere. */
static void
pages_take(struct state *state)
{
	for (guint i = 0; i < state->coming->len; i++) {
		struct state_page *page = g_ptr_array_index(state->coming, i);
		const struct state_page *before = i < state->pages->len ? g_ptr_array_index(state->pages, i)
			: NULL;
		struct drawing *drawing = g_hash_table_lookup(state->drawings, page->hash);

		page->changed = !before || strcmp(before->hash, page->hash) != 0;
		drawing->used = state->version;
	}
	g_ptr_array_free(state->pages, TRUE);
	state->pages = state->coming;
	state->coming = g_ptr_array_new_with_free_func(page_free);
	g_hash_table_foreach_remove(state->drawings, is_old, state);
}

void
state_forget(struct state *state)
{
	g_ptr_array_set_size(state->coming, 0);
}

static void
unchanged(struct state *state)
{
	for (guint i = 0; i < state->pages->len; i++)
		((struct state_page *)g_ptr_array_index(state->pages, i))->changed = false;
}

static bool
end_receive(struct state *state, struct message *message, double milliseconds)
{
	bool made = wire_number(message) != 0;
	const char *title = wire_text(message), *lang = wire_text(message), *status = wire_text(message);
	const char *outline = wire_text(message), *problems = wire_text(message);

	if (message->broken || (made && !state->coming->len))
		return false;
	state->version++;
	state->building = false;
	state->failed = !made;
	state->milliseconds = milliseconds;
	text_take(&state->problems, problems);
	unchanged(state);
	if (made) {
		text_take(&state->title, title);
		text_take(&state->lang, lang);
		text_take(&state->status, status);
		text_take(&state->outline, outline);
		pages_take(state);
	}
	state_forget(state);
	return true;
}

bool
state_receive(struct state *state, struct message *message, double milliseconds)
{
	const char *name;

	switch (message->kind) {
	case WIRE_PAGE:
		return page_receive(state, message);
	case WIRE_FONT:
		name = wire_text(message);
		g_hash_table_replace(state->fonts, g_strdup(name), g_strdup(wire_text(message)));
		return !message->broken;
	case WIRE_STATE:
		return end_receive(state, message, milliseconds);
	default:
		return false;
	}
}

void
state_fail(struct state *state, const char *problems)
{
	state_forget(state);
	unchanged(state);
	state->version++;
	state->building = false;
	state->failed = true;
	text_take(&state->problems, problems);
}

void
state_put_known(const struct state *state, GByteArray *message)
{
	GHashTableIter iter;
	gpointer hash;

	g_hash_table_iter_init(&iter, state->drawings);
	while (g_hash_table_iter_next(&iter, &hash, NULL))
		wire_put_text(message, hash);
	wire_put_text(message, "");
}

const struct drawing *
state_drawing(const struct state *state, const char *hash, gsize length)
{
	char name[17];

	if (length != 16)
		return NULL;
	memcpy(name, hash, 16);
	name[16] = '\0';
	return g_hash_table_lookup(state->drawings, name);
}

static void
pages_json(const struct state *state, GString *json)
{
	g_string_append(json, ",\"pages\":[");
	for (guint i = 0; i < state->pages->len; i++) {
		const struct state_page *page = g_ptr_array_index(state->pages, i);

		g_string_append(json, i ? ",{" : "{");
		json_put_number(json, "number", i + 1);
		json_put_member(json, "label", page->label);
		json_put_member(json, "hash", page->hash);
		json_put_number(json, "width", page->width);
		json_put_number(json, "height", page->height);
		g_string_append_c(json, '}');
	}
	g_string_append_c(json, ']');
}

static void
changed_json(const struct state *state, GString *json)
{
	g_string_append(json, ",\"changed\":[");
	for (guint i = 0; i < state->pages->len; i++)
		if (((const struct state_page *)g_ptr_array_index(state->pages, i))->changed) {
			json_put_comma(json);
			g_string_append_printf(json, "%u", i + 1);
		}
	g_string_append_c(json, ']');
}

void
state_json(const struct state *state, bool changed, GString *json)
{
	g_string_append_c(json, '{');
	json_put_number(json, "version", state->version);
	json_put_member(json, "record", state->record);
	json_put_member(json, "title", state->title);
	json_put_member(json, "lang", state->lang);
	json_put_member(json, "status", state->status);
	g_string_append_printf(json, ",\"building\":%s,\"failed\":%s", state->building ? "true" : "false",
		state->failed ? "true" : "false");
	json_put_number(json, "milliseconds", state->milliseconds);
	json_put_number(json, "line", state->line);
	g_string_append_printf(json, ",\"editor\":%s", state->editor ? "true" : "false");
	json_put_member(json, "against", state->against);
	pages_json(state, json);
	if (changed)
		changed_json(state, json);
	g_string_append_printf(json, ",\"outline\":%s,\"problems\":%s}", state->outline, state->problems);
}
