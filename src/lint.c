/* Charts, pictures and wordings of a record, without pages. */
#include "lint.h"

#include <glib.h>
#include <libxml/tree.h>
#include <string.h>

#include "frame/picture.h"
#include "report/honesty.h"
#include "report/report.h"
#include "style/style.h"

struct linter {
	struct data *data;
	const struct schema *schema;
	struct templates *templates; /* NULL: not loaded yet */
	struct style *style;         /* that was asked for last; NULL: none */
	char *style_name;
};

struct linter *
linter_create(struct data *data, const struct schema *schema)
{
	struct linter *linter = g_new0(struct linter, 1);

	linter->data = data;
	linter->schema = schema;
	return linter;
}

void
linter_destroy(struct linter *linter)
{
	if (!linter)
		return;
	style_destroy(linter->style);
	g_free(linter->style_name);
	templates_destroy(linter->templates);
	g_free(linter);
}

static bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *
first_named(const xmlNode *parent, const char *name)
{
	const xmlNode *node = parent ? parent->children : NULL;

	while (node && !is_named(node, name))
		node = node->next;
	return node;
}

/* How many months of a series have an average of the peers, and how many there are. */
static void
peers_count(const xmlNode *series, int *peers, int *months)
{
	*peers = *months = 0;
	for (const xmlNode *month = series->children; month; month = month->next)
		if (is_named(month, "month")) {
			*peers += xmlHasProp((xmlNode *)month, (const xmlChar *)"peer") != NULL;
			(*months)++;
		}
}

/* Fixed words are the templates'. The charts of the narrative are made well by the templates, but
 * for peers without a group, and peers that leave out months. */
bool
linter_wants(const struct record *record)
{
	const xmlNode *data = first_named(xmlDocGetRootElement(record_doc(record)), "data");

	if (first_named(xmlDocGetRootElement(record_doc(record)), "wording"))
		return true;
	for (const xmlNode *at = data ? data->children : NULL; at; at = at->next) {
		int peers, months;

		if (!is_named(at, "series"))
			continue;
		peers_count(at, &peers, &months);
		if (peers && (peers < months || !first_named(data, "peer-group")))
			return true;
	}
	return false;
}

static bool
templates_have(struct linter *linter, struct diags *diags)
{
	char *folder;

	if (!linter->templates) {
		folder = data_path(linter->data, "templates");
		linter->templates = templates_load(folder, diags);
		g_free(folder);
	}
	return linter->templates != NULL;
}

static const struct style *
style_have(struct linter *linter, const struct report *report, struct diags *diags)
{
	const char *name = report->head.style ? report->head.style : STYLE_USUAL;
	char *path;

	if (g_strcmp0(linter->style_name, name) == 0)
		return linter->style;
	style_destroy(linter->style);
	linter->style = NULL;
	g_free(linter->style_name);
	linter->style_name = g_strdup(name);
	path = data_find(linter->data, "styles", name, "style.xml", "style", diags);
	if (path)
		linter->style = style_load(path, diags);
	g_free(path);
	return linter->style;
}

/* As wide as a page's text; in cells and lists pictures are smaller, and how small, pages say. */
static void
densities_check(const struct node *parent, double room, struct diags *diags)
{
	for (const struct node *node = parent->first; node; node = node->next) {
		const struct picture *picture = node->kind == NODE_IMAGE ? node->as.image.picture : NULL;
		double width;

		if (node->kind == NODE_CELL || node->kind == NODE_ITEM)
			continue;
		densities_check(node, room, diags);
		if (!picture)
			continue;
		width = node->as.image.width > 0 ? room * node->as.image.width / 100
			: MIN(picture->width, room);
		if (picture_is_coarse(picture, width))
			picture_tell_coarse(picture, node, width, diags);
	}
}

static bool
has_pictures(const struct node *parent)
{
	for (const struct node *node = parent->first; node; node = node->next)
		if ((node->kind == NODE_IMAGE && node->as.image.picture) || has_pictures(node))
			return true;
	return false;
}

static void
report_look(struct linter *linter, struct report *report, const char *record, struct diags *diags)
{
	char *folder = g_path_get_dirname(record);
	const struct page_master *page;
	const struct style *style;

	pictures_read(report, folder, diags);
	report_honesty(report, diags);
	if (has_pictures(report->root) && (style = style_have(linter, report, diags))) {
		page = style_page(style, "body");
		densities_check(report->root, page->width - page->left - page->right, diags);
	}
	g_free(folder);
}

static bool
is_ours(const struct finding *finding)
{
	return g_str_has_prefix(finding->name, "chart") || g_str_has_prefix(finding->name, "image") ||
		strcmp(finding->name, "wording") == 0 || finding->level == DIAG_FAILURE;
}

void
linter_run(struct linter *linter, const struct record *record, struct diags *diags)
{
	const struct report_options options = { .schema = linter->schema };
	struct diags *own = diags_create();
	struct report *report = templates_have(linter, own)
		? report_make(record, linter->templates, &options, own) : NULL;

	if (report)
		report_look(linter, report, record_path(record), own);
	for (size_t i = 0; i < diags_kept(own); i++)
		if (is_ours(diags_finding(own, i)))
			diags_add(diags, diags_finding(own, i));
	report_destroy(report);
	diags_destroy(own);
}
