/* Report XML → nodes. One table says what each element is, where it belongs and what it holds; the
 * same is written for people in templates/report.rng. */
#include "report/reader.h"

#include <string.h>

#include "base/xml.h"
#include "report/report.h"

enum { MOST_DEPTH = 300, MOST_COLUMNS = 6 };

/* Where an element belongs; an element holds the groups that are in its mask. */
enum {
	IN_REPORT = 1 << 0,  /* cover, beside what a section holds */
	IN_SECTION = 1 << 1, /* sections, contents, new pages */
	IN_BLOCKS = 1 << 2,
	IN_LIST = 1 << 3,
	IN_TABLE = 1 << 4,
	IN_ROW = 1 << 5,
	IN_FIGURE = 1 << 6,
	IN_TEXT = 1 << 7,    /* inline elements, and text itself */
	IN_PART = 1 << 8,    /* heading: first in a section or a box */
	IN_CHART = 1 << 9,   /* no nodes: the chart reads its own children */
	APART = 1 << 10,     /* no node: head, column; read by the element around it */
};

#define CHART_ATTRIBUTES \
	"kind unit title alt period group method variant better horizontal decimals " \
	"baseline year-start waive"

typedef void fill_fn(struct reader *reader, const xmlNode *element, struct node *node);

struct element {
	const char *name;
	enum node_kind kind;
	unsigned belongs, holds;
	const char *attributes;
	fill_fn *fill; /* before the children are read; may be NULL */
};

static void fill_report(struct reader *, const xmlNode *, struct node *);
static void fill_cover(struct reader *, const xmlNode *, struct node *);
static void fill_heading(struct reader *, const xmlNode *, struct node *);
static void fill_para(struct reader *, const xmlNode *, struct node *);
static void fill_caption(struct reader *, const xmlNode *, struct node *);
static void fill_part(struct reader *, const xmlNode *, struct node *);
static void fill_list(struct reader *, const xmlNode *, struct node *);
static void fill_item(struct reader *, const xmlNode *, struct node *);
static void fill_table(struct reader *, const xmlNode *, struct node *);
static void fill_row(struct reader *, const xmlNode *, struct node *);
static void fill_cell(struct reader *, const xmlNode *, struct node *);
static void fill_image(struct reader *, const xmlNode *, struct node *);
static void fill_contents(struct reader *, const xmlNode *, struct node *);
static void fill_span(struct reader *, const xmlNode *, struct node *);
static void fill_link(struct reader *, const xmlNode *, struct node *);
static void fill_number_ref(struct reader *, const xmlNode *, struct node *);
static void fill_new_page(struct reader *, const xmlNode *, struct node *);
static void fill_note(struct reader *, const xmlNode *, struct node *);
static void fill_comment(struct reader *, const xmlNode *, struct node *);

static const struct element elements[] = {
	{ "report", NODE_REPORT, 0, APART | IN_REPORT | IN_SECTION | IN_BLOCKS, "status", fill_report },
	{ "head", NODE_KIND_COUNT, APART, 0, NULL, NULL },
	{ "cover", NODE_COVER, IN_REPORT, IN_BLOCKS, "", fill_cover },
	{ "section", NODE_SECTION, IN_SECTION, IN_PART | IN_SECTION | IN_BLOCKS, "columns",
		fill_part },
	{ "contents", NODE_CONTENTS, IN_SECTION, 0, "depth of", fill_contents },
	{ "new-page", NODE_NEW_PAGE, IN_SECTION, 0, "master numbering start", fill_new_page },
	{ "heading", NODE_HEADING, IN_PART, IN_TEXT, "number contents", fill_heading },
	{ "para", NODE_PARA, IN_BLOCKS, IN_TEXT, "label keep-next", fill_para },
	{ "list", NODE_LIST, IN_BLOCKS, IN_LIST, "kind start columns", fill_list },
	{ "item", NODE_ITEM, IN_LIST, IN_BLOCKS, "term", fill_item },
	{ "table", NODE_TABLE, IN_BLOCKS, IN_TABLE | APART, "repeat-head", fill_table },
	{ "column", NODE_KIND_COUNT, APART, 0, NULL, NULL },
	{ "row", NODE_ROW, IN_TABLE, IN_ROW, "part group together if-used", fill_row },
	{ "cell", NODE_CELL, IN_ROW, IN_BLOCKS, "colspan rowspan scope align", fill_cell },
	{ "box", NODE_BOX, IN_BLOCKS, IN_PART | IN_BLOCKS, "columns", fill_part },
	{ "figure", NODE_FIGURE, IN_BLOCKS, IN_FIGURE, "", NULL },
	{ "caption", NODE_PARA, IN_TABLE | IN_FIGURE, IN_TEXT, "keep-next", fill_caption },
	{ "source", NODE_PARA, IN_FIGURE, IN_TEXT, "", fill_caption },
	{ "chart", NODE_CHART, IN_FIGURE, IN_CHART, CHART_ATTRIBUTES, reader_chart },
	{ "image", NODE_IMAGE, IN_FIGURE | IN_BLOCKS, 0, "href alt width", fill_image },
	{ "span", NODE_SPAN, IN_TEXT, IN_TEXT, "mark", fill_span },
	{ "link", NODE_LINK, IN_TEXT, IN_TEXT, "uri to", fill_link },
	{ "page-ref", NODE_PAGE_REF, IN_TEXT, 0, "to", fill_link },
	{ "number-ref", NODE_SPAN, IN_TEXT, 0, "to", fill_number_ref },
	{ "br", NODE_LINE_BREAK, IN_TEXT, 0, "", NULL },
	{ "note", NODE_NOTE, IN_TEXT, IN_BLOCKS, "label", fill_note },
	{ "comment", NODE_NOTE, IN_TEXT, IN_BLOCKS, "", fill_comment },
};

const char *const list_words[] = { "bullet", "decimal", "alpha", "roman", "plain", "terms", NULL };
const char *const contents_words[] = { "headings", "tables", "figures", NULL };
const char *const numbering_words[] = { "on", "decimal", "roman", NULL };
const char *const align_words[] = { "style", "left", "right", "centre", "justify", "decimal", NULL };
static const char *const mark_words[] = { "none", "better", "worse", "same", "met", "partly",
	"not-met", NULL };
const char *const scope_words[] = { "none", "row", "column", "group", NULL };

static const struct element *
element_find(const xmlNode *element)
{
	if (element->ns)
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
		if (strcmp((const char *)element->name, elements[i].name) == 0)
			return &elements[i];
	return NULL;
}

static void
fill_report(struct reader *reader, const xmlNode *element, struct node *node)
{
	static const char *const words[] = { "final", "draft", NULL };
	struct head *head = &reader->report->head;
	int heads = 0;

	head->lang = node->lang;
	head->style = node->style;
	node->style = NULL; /* a report's style is a whole one, no look */
	head->draft = reader_word(reader, element, "status", words, 0) == 1;
	if (!head->lang)
		reader_refuse(reader, element, "the report does not name its language (xml:lang)");
	for (const xmlNode *at = element->children; at; at = at->next)
		if (at->type == XML_ELEMENT_NODE && strcmp((const char *)at->name, "head") == 0) {
			reader_head(reader, at);
			heads++;
		}
	if (heads != 1)
		reader_refuse(reader, element, "the report has %s head", heads ? "more than one" : "no");
}

static void
fill_cover(struct reader *reader, const xmlNode *element, struct node *node)
{
	if (node->parent->first != node)
		reader_refuse(reader, element, "the cover is not the first part of the report");
}

static void
fill_heading(struct reader *reader, const xmlNode *element, struct node *node)
{
	node->as.heading.number = reader_text(reader, element, "number");
	node->as.heading.contents = reader_flag(reader, element, "contents",
		node->parent->kind == NODE_SECTION);
	node->as.heading.level = reader->sections + (node->parent->kind == NODE_BOX);
	if (node_heading(node->parent) != node)
		reader_refuse(reader, element, "a heading is not the first of its %s",
			node->parent->kind == NODE_BOX ? "box" : "section");
}

static void
fill_para(struct reader *reader, const xmlNode *element, struct node *node)
{
	node->as.para.label = reader_text(reader, element, "label");
	node->as.para.keep_next = reader_flag(reader, element, "keep-next", false);
}

/* A caption comes first and stays with what it names; a source line comes last. */
static void
fill_caption(struct reader *reader, const xmlNode *element, struct node *node)
{
	bool caption = strcmp((const char *)element->name, "caption") == 0;

	if (!node->style)
		node->style = caption ? "caption" : "source";
	node->as.para.keep_next = caption;
	if (caption && node->parent->first != node)
		reader_refuse(reader, element, "a caption does not stand first");
}

static void
fill_part(struct reader *reader, const xmlNode *element, struct node *node)
{
	node->as.part.columns = reader_whole(reader, element, "columns", 1, MOST_COLUMNS, 0);
}

static void
fill_list(struct reader *reader, const xmlNode *element, struct node *node)
{
	node->as.list.kind = reader_word(reader, element, "kind", list_words, LIST_BULLET);
	node->as.list.start = reader_whole(reader, element, "start", 0, 100000, 1);
	node->as.list.columns = reader_whole(reader, element, "columns", 1, MOST_COLUMNS, 0);
}

static void
fill_item(struct reader *reader, const xmlNode *element, struct node *node)
{
	bool terms = node->parent->as.list.kind == LIST_TERMS;

	node->as.item.term = reader_text(reader, element, "term");
	if (!node->as.item.term != !terms)
		reader_refuse(reader, element, terms ? "an item of a list of terms has no term" :
			"an item has a term, but its list is not one of terms");
}

static void
fill_table(struct reader *reader, const xmlNode *element, struct node *node)
{
	int count = 0;

	node->as.table.repeat_head = reader_flag(reader, element, "repeat-head", true);
	for (const xmlNode *at = element->children; at; at = at->next)
		count += at->type == XML_ELEMENT_NODE && strcmp((const char *)at->name, "column") == 0;
	node->as.table.columns = arena_new_array(reader->arena, struct column, count);
	for (const xmlNode *at = element->children; at; at = at->next) {
		struct column *column = &node->as.table.columns[node->as.table.column_count];

		if (at->type != XML_ELEMENT_NODE || strcmp((const char *)at->name, "column") != 0)
			continue;
		reader_attributes(reader, at, "", "share align");
		reader_empty(reader, at, false);
		column->align = reader_word(reader, at, "align", align_words, ALIGN_STYLE);
		if (xmlHasProp((xmlNode *)at, (const xmlChar *)"share") &&
			reader_number(reader, at, "share", &column->share) &&
			(column->share <= 0 || column->share > 1000))
			reader_refuse(reader, at, "the share of a column is not between 0 and 1000");
		node->as.table.column_count++;
	}
}

static void
fill_row(struct reader *reader, const xmlNode *element, struct node *node)
{
	static const char *const words[] = { "head", "body", NULL };
	struct condition condition = { node, reader_text(reader, element, "if-used") };

	node->as.row.part = reader_word(reader, element, "part", words, ROW_BODY);
	node->as.row.group = reader_flag(reader, element, "group", false);
	node->as.row.together = reader_flag(reader, element, "together", false);
	if (condition.words)
		g_array_append_val(reader->conditions, condition);
}

static void
fill_cell(struct reader *reader, const xmlNode *element, struct node *node)
{
	node->as.cell.colspan = reader_whole(reader, element, "colspan", 1, 64, 1);
	node->as.cell.rowspan = reader_whole(reader, element, "rowspan", 1, 1000, 1);
	node->as.cell.scope = reader_word(reader, element, "scope", scope_words, SCOPE_NONE);
	node->as.cell.align = reader_word(reader, element, "align", align_words, ALIGN_STYLE);
}

/* A picture without words for those who do not see it is none. */
static void
fill_image(struct reader *reader, const xmlNode *element, struct node *node)
{
	node->as.image.href = reader_text(reader, element, "href");
	node->as.image.alt = reader_text(reader, element, "alt");
	if (!node->as.image.href)
		reader_refuse(reader, element, "an image does not name its file (href)");
	if (!node->as.image.alt || !node->as.image.alt[strspn(node->as.image.alt, " \t\n\r")])
		reader_refuse(reader, element, "an image has no words for those who cannot see it (alt)");
	if (xmlHasProp((xmlNode *)element, (const xmlChar *)"width") &&
		reader_number(reader, element, "width", &node->as.image.width) &&
		(node->as.image.width < 1 || node->as.image.width > 100))
		reader_refuse(reader, element, "the width of an image is not from 1 to 100 per cent");
}

static void
fill_new_page(struct reader *reader, const xmlNode *element, struct node *node)
{
	node->as.new_page.master = reader_text(reader, element, "master");
	node->as.new_page.numbering = reader_word(reader, element, "numbering", numbering_words,
		NUMBERING_ON);
	node->as.new_page.start = reader_whole(reader, element, "start", 1, 100000, 0);
}

static void
fill_contents(struct reader *reader, const xmlNode *element, struct node *node)
{
	node->as.contents.depth = reader_whole(reader, element, "depth", 1, 9, 2);
	node->as.contents.of = reader_word(reader, element, "of", contents_words, CONTENTS_HEADINGS);
}

static void
fill_span(struct reader *reader, const xmlNode *element, struct node *node)
{
	int mark = reader_word(reader, element, "mark", mark_words, 0);

	node->as.span.mark = mark ? mark_words[mark] : NULL;
}

static void
fill_link(struct reader *reader, const xmlNode *element, struct node *node)
{
	node->as.link.uri = reader_text(reader, element, "uri");
	node->as.link.ref = reader_text(reader, element, "to");
	if (!node->as.link.uri == !node->as.link.ref)
		reader_refuse(reader, element, "a %s leads %s", element->name,
			node->as.link.uri ? "to two places" : "nowhere");
	if (node->as.link.ref)
		g_ptr_array_add(reader->links, node);
	for (const struct node *at = node->parent; at && node->kind == NODE_LINK; at = at->parent)
		if (at->kind == NODE_LINK)
			reader_refuse(reader, element, "a link stands inside a link");
}

static void
fill_number_ref(struct reader *reader, const xmlNode *element, struct node *node)
{
	struct number_ref number = { reader_node(reader, NODE_TEXT, node, element),
		reader_text(reader, element, "to") };

	number.node->as.text.text = "?";
	if (number.ref)
		g_array_append_val(reader->numbers, number);
	else
		reader_refuse(reader, element, "a number-ref leads nowhere");
}

static void
note_check(struct reader *reader, const xmlNode *element, const struct node *node)
{
	for (const struct node *at = node->parent; at; at = at->parent)
		if (at->kind == NODE_NOTE)
			reader_refuse(reader, element, "a %s stands inside a %s", element->name,
				at->as.note.comment ? "comment" : "note");
}

static void
fill_note(struct reader *reader, const xmlNode *element, struct node *node)
{
	node->as.note.number = ++reader->report->note_count;
	node->as.note.label = reader_text(reader, element, "label");
	if (!node->as.note.label)
		node->as.note.label = arena_printf(reader->arena, "%d", node->as.note.number);
	note_check(reader, element, node);
}

/* Figures are the notes' marks, so comments have letters: a to z, then aa and so on. */
static void
fill_comment(struct reader *reader, const xmlNode *element, struct node *node)
{
	GString *letters = g_string_new(NULL);

	node->as.note.comment = true;
	node->as.note.number = ++reader->report->comment_count;
	for (int left = node->as.note.number; left > 0; left = (left - 1) / 26)
		g_string_prepend_c(letters, (char)('a' + (left - 1) % 26));
	node->as.note.label = arena_strdup(reader->arena, letters->str);
	g_string_free(letters, TRUE);
	note_check(reader, element, node);
}

static void
common_read(struct reader *reader, const xmlNode *element, struct node *node)
{
	char *lang = (char *)xmlGetNsProp(element, (const xmlChar *)"lang", XML_XML_NAMESPACE);
	const char *file = reader_text(reader, element, "file");

	node->style = reader_text(reader, element, "style");
	node->id = reader_text(reader, element, "id");
	node->lang = lang && *lang ? arena_strdup(reader->arena, lang) : NULL;
	xmlFree(lang);
	if (file)
		node->file = file;
	if (node->id && !g_hash_table_insert(reader->ids, (gpointer)node->id, node))
		reader_refuse(reader, element, "the id %s is used twice", node->id);
}

static void element_read(struct reader *, const xmlNode *, const struct element *, struct node *);

static void
child_read(struct reader *reader, const xmlNode *child, const struct element *around,
	struct node *parent)
{
	const struct element *element;

	if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
		if (around->holds & IN_TEXT)
			fold_text(reader, (const char *)child->content, parent, child->parent);
		else if (!xml_is_blank(child))
			reader_refuse(reader, child->parent, "text stands directly in %s", around->name);
		return;
	}
	if (xml_is_blank(child))
		return;
	element = child->type == XML_ELEMENT_NODE ? element_find(child) : NULL;
	if (!element || !(element->belongs & around->holds) ||
		(element->belongs == APART && !strcmp(element->name, "head") != (parent->kind == NODE_REPORT)))
		reader_refuse(reader, child, "%s stands in %s, where it cannot",
			child->name ? (const char *)child->name : "something", around->name);
	else if (element->belongs != APART)
		element_read(reader, child, element, parent);
}

static bool
has_heading(const xmlNode *section)
{
	for (const xmlNode *at = section->children; at; at = at->next)
		if (at->type == XML_ELEMENT_NODE)
			return strcmp((const char *)at->name, "heading") == 0;
	return false;
}

/* What must be there when the children have been read. */
static void
whole_check(struct reader *reader, const xmlNode *xml, const struct element *element,
	struct node *node)
{
	int shown = 0;

	if ((element->holds == IN_LIST || element->kind == NODE_ITEM || element->kind == NODE_NOTE ||
		element->kind == NODE_ROW) && !node->first)
		reader_refuse(reader, xml, "%s holds nothing", element->name);
	if (node->kind == NODE_TABLE)
		reader_grid(reader, xml, node);
	for (const struct node *at = node->first; at && node->kind == NODE_FIGURE; at = at->next)
		shown += at->kind == NODE_CHART || at->kind == NODE_IMAGE;
	if (node->kind == NODE_FIGURE && shown != 1)
		reader_refuse(reader, xml, "a figure holds %s",
			shown ? "several charts or images" : "no chart and no image");
}

/* A heading without words is none: nothing is read of it, and what is below would skip its level. */
static void
heading_drop(struct reader *reader, struct node *heading)
{
	struct node *parent = heading->parent;

	if (parent->kind == NODE_SECTION)
		reader->sections--;
	if (heading->id) {
		g_hash_table_insert(reader->ids, (gpointer)heading->id, parent);
		parent->id = parent->id ? parent->id : heading->id;
	}
	node_remove(heading);
}

static void
element_read(struct reader *reader, const xmlNode *xml, const struct element *element,
	struct node *parent)
{
	struct node *node = reader_node(reader, element->kind, parent, xml);
	bool inlined = element->belongs == IN_TEXT, block = !inlined && element->holds == IN_TEXT;
	bool headed = element->kind == NODE_SECTION && has_heading(xml);
	int sections = reader->sections;
	struct fold around;

	if (++reader->depth > MOST_DEPTH)
		reader_refuse(reader, xml, "elements stand more than %d deep in each other", MOST_DEPTH);
	reader_attributes(reader, xml, parent->kind == NODE_KIND_COUNT ? "style line file" :
		node_attributes, element->attributes);
	common_read(reader, xml, node);
	reader->sections += headed;
	if (element->fill)
		element->fill(reader, xml, node);
	if (node->kind == NODE_LINE_BREAK)
		fold_break(reader);
	else if (node->kind == NODE_PAGE_REF || element->fill == fill_number_ref ||
		(node->kind == NODE_NOTE && !node->as.note.comment))
		fold_mark(reader); /* a comment's takes no room, and may not be there */
	around = reader->fold;
	if (block) {
		fold_begin(reader);
		g_array_set_size(reader->within, 0);
	}
	for (const xmlNode *at = xml->children; at && !reader->failed; at = at->next)
		if (!(element->holds & IN_CHART))
			child_read(reader, at, element, node);
	if (block)
		fold_end(reader, node);
	if (!inlined || node->kind == NODE_NOTE)
		reader->fold = around;
	if (!reader->failed)
		whole_check(reader, xml, element, node);
	reader->sections = sections;
	if (node->kind == NODE_HEADING && !node->as.heading.number && !node_says(node))
		heading_drop(reader, node);
	reader->depth--;
}

static struct report *
doc_read(const xmlDoc *doc, const char *file, bool own_lines, const struct origins *origins,
	struct diags *diags)
{
	struct report *report = g_new0(struct report, 1);
	struct reader reader = { .report = report, .diags = diags, .own_lines = own_lines };
	const xmlNode *root = xmlDocGetRootElement((xmlDoc *)doc);
	struct node top = { .kind = NODE_KIND_COUNT };

	report->arena = reader.arena = arena_create();
	reader.file = top.file = arena_strdup(reader.arena, file);
	reader.ids = g_hash_table_new(g_str_hash, g_str_equal);
	reader.links = g_ptr_array_new();
	reader.conditions = g_array_new(FALSE, FALSE, sizeof(struct condition));
	reader.numbers = g_array_new(FALSE, FALSE, sizeof(struct number_ref));
	reader.stretches = g_array_new(FALSE, FALSE, sizeof(struct stretch));
	reader.within = g_array_new(FALSE, FALSE, sizeof(struct origin *));
	reader.origins = origins;
	reader.all_origins = origins ? origins_copy(origins, reader.arena) : NULL;
	if (!root || root->ns || strcmp((const char *)root->name, "report") != 0) {
		reader_refuse(&reader, root, "the root is not an element named report");
	} else {
		element_read(&reader, root, &elements[0], &top);
		report->root = top.first;
		report->root->parent = NULL;
	}
	if (!reader.failed) {
		report->head.origin = reader_origin(&reader, report->root, report->root->line, NULL);
		reader_resolve(&reader);
	}
	g_hash_table_destroy(reader.ids);
	g_ptr_array_free(reader.links, TRUE);
	g_array_free(reader.numbers, TRUE);
	g_array_free(reader.conditions, TRUE);
	g_array_free(reader.stretches, TRUE);
	g_array_free(reader.within, TRUE);
	if (reader.failed) {
		report_destroy(report);
		return NULL;
	}
	return report;
}

struct report *
report_read(const struct _xmlDoc *doc, const char *file, struct diags *diags)
{
	return doc_read(doc, file, false, NULL, diags);
}

struct report *
report_read_marked(const struct _xmlDoc *doc, const char *file, const struct origins *origins,
	struct diags *diags)
{
	return doc_read(doc, file, false, origins, diags);
}

struct report *
report_load(const char *path, struct diags *diags)
{
	xmlDocPtr doc = xml_load(path, "report", diags);
	struct report *report = doc ? doc_read(doc, path, true, NULL, diags) : NULL;

	xmlFreeDoc(doc);
	return report;
}

void
report_destroy(struct report *report)
{
	if (!report)
		return;
	arena_destroy(report->arena);
	g_free(report);
}
