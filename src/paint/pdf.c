/* PDF: all pages through cairo, with bookmarks, links and metadata. */
#include "paint/draw.h"
#include "paint/paint.h"

#include <cairo-pdf.h>
#include <string.h>

struct pdf {
	const struct pages *pages;
	cairo_surface_t *surface;
	cairo_t *cr;
	struct brush *brush;
	GHashTable *destinations; /* node to name */
};

/* What cannot be written stays in the outfile, until outfile_commit tells it. */
static cairo_status_t
pdf_write(void *out, const unsigned char *bytes, unsigned int length)
{
	outfile_write(out, bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

/* Names of our own: a destination of cairo's takes neither quotes nor brackets. */
static void
destinations_name(struct pdf *pdf)
{
	for (guint i = 0; i < pdf->pages->anchors->len; i++) {
		const struct anchor *anchor = &g_array_index(pdf->pages->anchors, struct anchor, i);

		g_hash_table_insert(pdf->destinations, (gpointer)anchor->node, g_strdup_printf("d%u", i));
	}
}

static void
destinations_put(struct pdf *pdf, int number)
{
	for (guint i = 0; i < pdf->pages->anchors->len; i++) {
		const struct anchor *anchor = &g_array_index(pdf->pages->anchors, struct anchor, i);
		char attributes[120], x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

		if (anchor->page != number)
			continue;
		g_snprintf(attributes, sizeof attributes, "name='d%u' x=%s y=%s", i,
			g_ascii_formatd(x, sizeof x, "%.2f", anchor->x),
			g_ascii_formatd(y, sizeof y, "%.2f", anchor->y));
		cairo_tag_begin(pdf->cr, CAIRO_TAG_DEST, attributes);
		cairo_tag_end(pdf->cr, CAIRO_TAG_DEST);
	}
}

/* A quote or backslash in a link's address would end the attribute. Yours. */
static char *
uri_escape(const char *uri)
{
	GString *out = g_string_new(NULL);

	for (; *uri; uri++) {
		if (*uri == '\'' || *uri == '\\' || *uri == '(' || *uri == ')' || (unsigned char)*uri <= 32 ||
			(unsigned char)*uri >= 127)
			g_string_append_printf(out, "%%%02X", (unsigned char)*uri);
		else
			g_string_append_c(out, *uri);
	}
	return g_string_free(out, FALSE);
}

static void
link_put(struct pdf *pdf, const struct link_item *link)
{
	const char *name = link->target ? g_hash_table_lookup(pdf->destinations, link->target) : NULL;
	char *uri = link->uri ? uri_escape(link->uri) : NULL, *attributes;
	char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
	const double box[4] = { link->x, link->y, link->width, link->height };

	if (!name && !uri)
		return;
	for (int i = 0; i < 4; i++)
		g_ascii_formatd(numbers[i], sizeof numbers[i], "%.2f", box[i]);
	attributes = g_strdup_printf("rect=[%s %s %s %s] %s='%s'", numbers[0], numbers[1], numbers[2],
		numbers[3], uri ? "uri" : "dest", uri ? uri : name);
	cairo_tag_begin(pdf->cr, CAIRO_TAG_LINK, attributes);
	cairo_tag_end(pdf->cr, CAIRO_TAG_LINK);
	g_free(attributes);
	g_free(uri);
}

static void
page_put(struct pdf *pdf, int number)
{
	const struct page *page = pages_page(pdf->pages, number);

	cairo_pdf_surface_set_size(pdf->surface, page->width, page->height);
	cairo_pdf_surface_set_page_label(pdf->surface, page->label);
	cairo_tag_begin(pdf->cr, "Sect", NULL);
	destinations_put(pdf, number);
	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		if (item->kind == ITEM_LINK)
			link_put(pdf, &item->as.link);
		else
			brush_item(pdf->brush, item);
	}
	cairo_tag_end(pdf->cr, "Sect");
	cairo_show_page(pdf->cr);
}

static void
text_gather(GString *out, const struct node *node)
{
	for (const struct node *child = node->first; child; child = child->next) {
		if (child->kind == NODE_TEXT)
			g_string_append(out, child->as.text.text);
		else if (child->kind != NODE_NOTE)
			text_gather(out, child);
	}
}

/* Bookmarks: the headings, each below the last of a higher level. */
static void
outline_put(struct pdf *pdf)
{
	int parents[8] = { CAIRO_PDF_OUTLINE_ROOT };

	for (guint i = 0; i < pdf->pages->anchors->len; i++) {
		const struct node *node = g_array_index(pdf->pages->anchors, struct anchor, i).node;
		GString *title;
		char attributes[32];
		int level, id;

		if (node->kind != NODE_HEADING || !node->as.heading.contents)
			continue;
		title = g_string_new(NULL);
		if (node->as.heading.number)
			g_string_printf(title, "%s ", node->as.heading.number);
		text_gather(title, node);
		g_snprintf(attributes, sizeof attributes, "dest='d%u'", i);
		level = CLAMP(node->as.heading.level, 1, 6);
		id = cairo_pdf_surface_add_outline(pdf->surface, parents[level - 1], title->str, attributes,
			CAIRO_PDF_OUTLINE_FLAG_OPEN);
		for (int j = level; j < 8; j++)
			parents[j] = id;
		g_string_free(title, TRUE);
	}
}

static void
metadata_put(struct pdf *pdf, const char *date)
{
	const struct head *head = &pdf->pages->report->head;
	const struct { cairo_pdf_metadata_t key; const char *value; } rows[] = {
		{ CAIRO_PDF_METADATA_TITLE, head->title },
		{ CAIRO_PDF_METADATA_AUTHOR, head->author },
		{ CAIRO_PDF_METADATA_SUBJECT, head->subject },
		{ CAIRO_PDF_METADATA_KEYWORDS, head->keywords },
		{ CAIRO_PDF_METADATA_CREATOR, "revisit" },
		{ CAIRO_PDF_METADATA_CREATE_DATE, date },
		{ CAIRO_PDF_METADATA_MOD_DATE, date },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (rows[i].value && *rows[i].value)
			cairo_pdf_surface_set_metadata(pdf->surface, rows[i].key, rows[i].value);
}

bool
paint_pdf(const struct pages *pages, const char *date, struct outfile *out, struct diags *diags)
{
	struct pdf pdf = { .pages = pages };
	const char *error;

	pdf.surface = cairo_pdf_surface_create_for_stream(pdf_write, out, 595, 842);
	pdf.cr = cairo_create(pdf.surface);
	pdf.brush = brush_create(pdf.cr);
	pdf.destinations = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	metadata_put(&pdf, date);
	destinations_name(&pdf);
	for (guint i = 0; i < pages->pages->len; i++)
		page_put(&pdf, (int)i);
	outline_put(&pdf);
	cairo_surface_finish(pdf.surface);
	error = brush_error(pdf.brush);
	if (!error && cairo_surface_status(pdf.surface) != CAIRO_STATUS_SUCCESS)
		error = cairo_status_to_string(cairo_surface_status(pdf.surface));
	if (error)
		diag(diags, DIAG_PAINT, (struct place){ 0 }, "the PDF cannot be drawn: %s", error);
	g_hash_table_destroy(pdf.destinations);
	brush_destroy(pdf.brush);
	cairo_destroy(pdf.cr);
	cairo_surface_destroy(pdf.surface);
	return !error;
}
