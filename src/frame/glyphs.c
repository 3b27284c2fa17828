/* The glyphs that pages use. */
#include "frame/glyphs.h"

struct gatherer {
	GHashTable *seen;   /* runs */
	GPtrArray *by_font; /* of GArray of struct used_glyph */
	GPtrArray *places;  /* of GHashTable: glyph index to its place there, from 1 */
};

static void
fonts_reach(struct gatherer *gatherer, int number)
{
	while ((int)gatherer->by_font->len <= number) {
		g_ptr_array_add(gatherer->by_font, g_array_new(FALSE, FALSE, sizeof(struct used_glyph)));
		g_ptr_array_add(gatherer->places, g_hash_table_new(NULL, NULL));
	}
}

static void
glyph_add(struct gatherer *gatherer, const struct used_glyph *glyph)
{
	int number = glyph->font->number;
	GHashTable *places;
	GArray *glyphs;
	guint place;

	fonts_reach(gatherer, number);
	glyphs = g_ptr_array_index(gatherer->by_font, (guint)number);
	places = g_ptr_array_index(gatherer->places, (guint)number);
	place = GPOINTER_TO_UINT(g_hash_table_lookup(places, GUINT_TO_POINTER(glyph->index)));
	if (!place) {
		g_array_append_val(glyphs, *glyph);
		g_hash_table_insert(places, GUINT_TO_POINTER(glyph->index), GUINT_TO_POINTER(glyphs->len));
	} else if (glyph->alone && !g_array_index(glyphs, struct used_glyph, place - 1).alone) {
		g_array_index(glyphs, struct used_glyph, place - 1) = *glyph;
	}
}

static void
run_gather(struct gatherer *gatherer, const struct run *run)
{
	const char *text = run->text;
	int at = 0;

	if (!run->font || !g_hash_table_add(gatherer->seen, (gpointer)run))
		return;
	for (int i = 0; i < run->cluster_count; i++) {
		const struct cluster *cluster = &run->clusters[i];

		for (int j = 0; j < cluster->glyphs; j++, at++) {
			const struct glyph *glyph = &run->glyphs[run->backwards ? run->glyph_count - 1 - at : at];
			const struct used_glyph used = { run->font, glyph->index, text, cluster->bytes,
				cluster->glyphs == 1 };

			glyph_add(gatherer, &used);
		}
		text += cluster->bytes;
	}
}

static void
page_gather(struct gatherer *gatherer, const struct page *page)
{
	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		for (int j = 0; item->kind == ITEM_TEXT && j < item->as.text.count; j++) {
			const struct shaped *shaped = item->as.text.pieces[j].shaped;

			for (int k = 0; k < shaped->run_count; k++)
				run_gather(gatherer, &shaped->runs[k]);
		}
	}
}

struct used_glyphs *
pages_glyphs(const struct pages *pages)
{
	struct gatherer gatherer = { g_hash_table_new(NULL, NULL), g_ptr_array_new(), g_ptr_array_new() };
	struct used_glyphs *used = g_new0(struct used_glyphs, 1);

	for (guint i = 0; i < pages->pages->len; i++)
		page_gather(&gatherer, pages_page(pages, (int)i));
	used->glyphs = g_array_new(FALSE, FALSE, sizeof(struct used_glyph));
	used->first = g_new0(int, gatherer.by_font->len + 1);
	for (guint i = 0; i < gatherer.by_font->len; i++) {
		GArray *glyphs = g_ptr_array_index(gatherer.by_font, i);

		used->first[i] = (int)used->glyphs->len;
		g_array_append_vals(used->glyphs, glyphs->data, glyphs->len);
		g_array_free(glyphs, TRUE);
	}
	used->places = gatherer.places;
	g_ptr_array_free(gatherer.by_font, TRUE);
	g_hash_table_destroy(gatherer.seen);
	return used;
}

void
used_glyphs_destroy(struct used_glyphs *used)
{
	if (!used)
		return;
	for (guint i = 0; i < used->places->len; i++)
		g_hash_table_destroy(g_ptr_array_index(used->places, i));
	g_ptr_array_free(used->places, TRUE);
	g_array_free(used->glyphs, TRUE);
	g_free(used->first);
	g_free(used);
}

int
used_glyph_find(const struct used_glyphs *used, const struct font *font, uint32_t index)
{
	GHashTable *places = g_ptr_array_index(used->places, (guint)font->number);
	guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, GUINT_TO_POINTER(index)));

	return place ? used->first[font->number] + (int)place - 1 : -1;
}
