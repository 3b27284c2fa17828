/* Gathering: headings, tables, figures, links and languages, from the structure as read back. The report's
 * nodes of the same kinds, which come in the same order, lend them their lines. */
#include "access/gather.h"

#include <string.h>

#include "base/arena.h"
#include "pdf/document.h"

enum { MOST_HEADS = 400 };

static bool
is_tag(const struct element *element, const char *tag)
{
	return element->kind == ELEMENT_TAG && element->tag && strcmp(element->tag, tag) == 0;
}

static bool
is_below(const struct element *element, const char *tag)
{
	for (; element; element = element->parent)
		if (is_tag(element, tag))
			return true;
	return false;
}

static const char *
words_kept(const struct access *access, const struct element *element)
{
	char *words = element_words(element);
	const char *kept = arena_strdup(access->arena, words);

	g_free(words);
	return kept;
}

/* The page of the first words below. */
static int
page_of(const struct element *top)
{
	for (const struct element *at = top; at; at = element_next(top, at))
		if (at->kind != ELEMENT_TAG && at->page)
			return at->page;
	return 0;
}

/* ---- parts ---- */

static void
heading_gather(struct access *access, const struct element *element)
{
	struct heading heading = { .level = element->tag[1] - '0', .page = page_of(element),
		.words = words_kept(access, element), .lang = element_lang(access->structure, element) };

	g_array_append_val(access->headings, heading);
}

static void
figure_gather(struct access *access, const struct element *element)
{
	struct sheet_figure figure = { .alt = element->alt, .box = element->box, .page = page_of(element),
		.lang = element_lang(access->structure, element) };

	g_array_append_val(access->figures, figure);
}

/* A note's marks and the contents are links that nobody wrote: they are looked after by themselves. */
static void
link_gather(struct access *access, const struct element *element)
{
	struct hyperlink link = { .name = words_kept(access, element), .page = page_of(element),
		.lang = element_lang(access->structure, element) };

	for (const struct element *at = element->first; at; at = at->next)
		if (at->kind == ELEMENT_ANNOT && !link.to) {
			link.to = at->uri;
			link.told = at->text;
		}
	if (!is_below(element, "TOC") && !is_below(element, "Reference") && !is_below(element, "Lbl"))
		g_array_append_val(access->links, link);
}

/* Every word that is shown, its language, and the order in which it was painted. */
static void
words_gather(struct access *access, const struct element *element)
{
	const char *lang = element_lang(access->structure, element);
	struct tongue *tongue = NULL, fresh = { .lang = lang, .page = element->page };
	bool between = true, strange = false;

	for (guint i = 0; i < access->tongues->len && !tongue; i++)
		if (strcmp(g_array_index(access->tongues, struct tongue, i).lang, lang) == 0)
			tongue = &g_array_index(access->tongues, struct tongue, i);
	if (!tongue) {
		g_array_append_val(access->tongues, fresh);
		tongue = &g_array_index(access->tongues, struct tongue, access->tongues->len - 1);
	}
	for (const char *at = element->text; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		bool space = g_unichar_isspace(c);

		tongue->words += between && !space;
		access->words += between && !space;
		between = space;
		strange |= c == 0xfffd || g_unichar_type(c) == G_UNICODE_PRIVATE_USE ||
			g_unichar_type(c) == G_UNICODE_UNASSIGNED;
	}
	if (strange) {
		struct access_point point = { .says = arena_strdup(access->arena, element->text),
			.page = element->page };

		g_array_append_val(access->strange, point);
	}
}

/* Notes stand at the foot of their page, and are read where they are referred to. */
static void
order_gather(struct access *access, const struct element *element, int *last)
{
	if (element->page < 1 || element->page > access->page_count || is_below(element, "Note"))
		return;
	if (element->mark < last[element->page]) {
		struct access_point point = { .says = arena_strdup(access->arena, element->text),
			.page = element->page };

		g_array_append_val(access->leaps, point);
	}
	last[element->page] = element->mark;
}

/* ---- tables ---- */

/* What is known of the table around: its cells belong to it, not to a table in one of them. */
struct table_reader {
	struct access *access;
	struct sheet_table table;
	GHashTable *ids;     /* of its header cells */
	GString *heads;
	int *reach;          /* by column: rows that a cell above still covers */
	int reach_count;
};

enum { MOST_COLUMNS = 256 };

static void
header_note(struct table_reader *reader, const struct element *cell)
{
	char *words = element_words(cell);

	reader->table.head_count++;
	if (cell->id)
		g_hash_table_add(reader->ids, (gpointer)cell->id);
	if (*words && reader->heads->len < MOST_HEADS)
		g_string_append_printf(reader->heads, "%s%s", reader->heads->len ? "; " : "", words);
	g_free(words);
}

static bool
is_headed(const struct table_reader *reader, const struct element *cell)
{
	char **ids = g_strsplit(cell->headers ? cell->headers : "", " ", -1);
	bool all = cell->headers != NULL;

	for (char **id = ids; *id; id++)
		all &= g_hash_table_contains(reader->ids, *id);
	g_strfreev(ids);
	return all;
}

/* How many columns the row covers, with what reaches down into it. */
static int
row_length(struct table_reader *reader, const struct element *row)
{
	int column = 0, length = 0;

	for (const struct element *cell = row->first; cell; cell = cell->next) {
		if (!is_tag(cell, "TH") && !is_tag(cell, "TD"))
			continue;
		for (; column < MOST_COLUMNS && reader->reach[column] > 0; column++)
			;
		for (int i = 0; i < cell->colspan && column < MOST_COLUMNS; i++)
			reader->reach[column++] = CLAMP(cell->rowspan, 1, 10000);
	}
	for (int i = 0; i < MOST_COLUMNS; i++)
		if (reader->reach[i] > 0) {
			reader->reach[i]--;
			length = i + 1;
		}
	return length;
}

static void
row_gather(struct table_reader *reader, const struct element *row)
{
	int length = row_length(reader, row);

	reader->table.ragged |= reader->table.rows > 0 && length != reader->table.columns;
	reader->table.columns = MAX(reader->table.columns, length);
	reader->table.rows++;
	for (const struct element *cell = row->first; cell; cell = cell->next) {
		char *words;

		if (!is_tag(cell, "TD"))
			continue;
		words = element_words(cell);
		if (*words && !is_headed(reader, cell))
			reader->table.lost++;
		g_free(words);
	}
}

static void
parts_visit(struct table_reader *reader, const struct element *top, bool heads)
{
	for (const struct element *at = top->first; at; at = at->next) {
		if (is_tag(at, "THead") || is_tag(at, "TBody") || is_tag(at, "TFoot"))
			parts_visit(reader, at, heads);
		else if (is_tag(at, "TR") && heads) {
			for (const struct element *cell = at->first; cell; cell = cell->next)
				if (is_tag(cell, "TH"))
					header_note(reader, cell);
		} else if (is_tag(at, "TR")) {
			row_gather(reader, at);
		} else if (is_tag(at, "Caption") && !heads) {
			reader->table.caption = words_kept(reader->access, at);
		}
	}
}

static void
table_gather(struct access *access, const struct element *element)
{
	int reach[MOST_COLUMNS] = { 0 };
	struct table_reader reader = { .access = access, .heads = g_string_new(NULL), .reach = reach,
		.ids = g_hash_table_new(g_str_hash, g_str_equal) };

	parts_visit(&reader, element, true);
	parts_visit(&reader, element, false);
	reader.table.heads = arena_strdup(access->arena, reader.heads->str);
	reader.table.lang = element_lang(access->structure, element);
	reader.table.page = page_of(element);
	g_array_append_val(access->tables, reader.table);
	g_hash_table_destroy(reader.ids);
	g_string_free(reader.heads, TRUE);
}

/* ---- the tree ---- */

static void
tag_gather(struct access *access, const struct element *element)
{
	const char *tag = element->tag;

	if (tag[0] == 'H' && tag[1] >= '1' && tag[1] <= '6' && !tag[2])
		heading_gather(access, element);
	else if (strcmp(tag, "Table") == 0)
		table_gather(access, element);
	else if (strcmp(tag, "Figure") == 0)
		figure_gather(access, element);
	else if (strcmp(tag, "Link") == 0)
		link_gather(access, element);
	else if (strcmp(tag, "L") == 0)
		access->lists++;
	else if (strcmp(tag, "LI") == 0)
		access->items++;
	else if (strcmp(tag, "TOCI") == 0)
		access->contents++;
	else if (strcmp(tag, "Note") == 0) {
		access->notes++;
		access->notes_unnamed += !element->id;
	}
}

/* Nodes of the kinds, in the order of the report: notes come behind the block that refers to them, as in
 * the structure. */
static void
nodes_find(GPtrArray *found, const struct node *node, const bool *kinds)
{
	for (const struct node *at = node->first; at; at = at->next) {
		if (at->kind == NODE_CONTENTS)
			continue;
		if (kinds[at->kind])
			g_ptr_array_add(found, (gpointer)at);
		nodes_find(found, at, kinds);
	}
}

/* Those that were gathered get their nodes, each at `offset`, if there are as many of the one as of the
 * other. */
static void
nodes_match(const struct access *access, GArray *gathered, size_t offset, const bool *kinds)
{
	GPtrArray *found = g_ptr_array_new();
	guint size = g_array_get_element_size(gathered);

	nodes_find(found, access->pages->report->root, kinds);
	for (guint i = 0; i < gathered->len && found->len == gathered->len; i++)
		*(const struct node **)(void *)(gathered->data + (gsize)i * size + offset) =
			g_ptr_array_index(found, i);
	g_ptr_array_free(found, TRUE);
}

void
gather_structure(struct access *access)
{
	static const bool headings[NODE_KIND_COUNT] = { [NODE_HEADING] = true };
	static const bool tables[NODE_KIND_COUNT] = { [NODE_TABLE] = true };
	static const bool figures[NODE_KIND_COUNT] = { [NODE_CHART] = true, [NODE_IMAGE] = true };
	static const bool links[NODE_KIND_COUNT] = { [NODE_LINK] = true };
	const struct element *root = access->structure->root;
	int *last = g_new0(int, access->page_count + 1);

	for (const struct element *at = root->first ? element_next(root, root) : NULL; at;
		at = element_next(root, at)) {
		if (at->kind == ELEMENT_TAG) {
			tag_gather(access, at);
		} else if (at->kind == ELEMENT_WORDS) {
			words_gather(access, at);
			order_gather(access, at, last);
		}
	}
	nodes_match(access, access->headings, G_STRUCT_OFFSET(struct heading, node), headings);
	nodes_match(access, access->tables, G_STRUCT_OFFSET(struct sheet_table, node), tables);
	nodes_match(access, access->figures, G_STRUCT_OFFSET(struct sheet_figure, node), figures);
	nodes_match(access, access->links, G_STRUCT_OFFSET(struct hyperlink, node), links);
	g_free(last);
}

struct access *
access_read(const char *path, const struct pages *pages, const struct style *style,
	const struct strings *words, struct diags *diags)
{
	struct document *document = document_read(path, diags);
	struct access *access;
	const char *bytes;
	size_t size;

	if (!document)
		return NULL;
	access = g_new0(struct access, 1);
	bytes = document_bytes(document, &size);
	hash_of(bytes, size, access->sha256);
	access->arena = arena_create();
	access->printing = arena_new(access->arena, struct printing);
	access->printing->arena = access->arena;
	access->printing->strings = words;
	access->pages = pages;
	access->style = style;
	access->structure = structure_read(document);
	access->claims = document_claims(document);
	access->page_count = document_pages(document);
	access->headings = g_array_new(FALSE, TRUE, sizeof(struct heading));
	access->tables = g_array_new(FALSE, TRUE, sizeof(struct sheet_table));
	access->figures = g_array_new(FALSE, TRUE, sizeof(struct sheet_figure));
	access->links = g_array_new(FALSE, TRUE, sizeof(struct hyperlink));
	access->tongues = g_array_new(FALSE, TRUE, sizeof(struct tongue));
	access->pairs = g_array_new(FALSE, TRUE, sizeof(struct pair));
	access->strange = g_array_new(FALSE, TRUE, sizeof(struct access_point));
	access->leaps = g_array_new(FALSE, TRUE, sizeof(struct access_point));
	document_destroy(document);
	gather_structure(access);
	gather_contrast(access);
	judge(access);
	return access;
}

void
access_destroy(struct access *access)
{
	GArray *const lists[] = { access ? access->headings : NULL, access ? access->tables : NULL,
		access ? access->figures : NULL, access ? access->links : NULL,
		access ? access->tongues : NULL, access ? access->pairs : NULL,
		access ? access->strange : NULL, access ? access->leaps : NULL };

	if (!access)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
		g_array_free(lists[i], TRUE);
	structure_destroy(access->structure);
	g_free(access->claims);
	arena_destroy(access->arena);
	g_free(access);
}
