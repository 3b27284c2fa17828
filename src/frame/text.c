/* Text: a private font map of the style's files, and a cache of shaped words. */
#include "frame/text.h"

#include <fontconfig/fontconfig.h>
#include <harfbuzz/hb-ot.h>
#include <pango/pango.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>
#include <string.h>

#include "base/arena.h"
#include "frame/facefile.h"
#include "style/style.h"

enum { FIRST_SLOTS = 4096 };

struct face_entry {
	struct face face; /* first, so that a face is its entry */
	char *family;
	double size;
	bool bold, italic; /* small caps: of own */
	struct facefile own;   /* of the family itself */
	PangoContext *context; /* for what the family has not got; NULL until then */
	struct face_entry *next;
};

struct slot {
	uint64_t hash;
	const struct face *face;
	PangoLanguage *language;
	const char *text;
	size_t bytes;
	bool rtl;
	const struct shaped *shaped;
};

struct fonts {
	struct arena *arena;
	const struct style *style;
	FcConfig *config;
	struct facefiles *files;
	PangoFontMap *map;
	struct face_entry *faces;
	GPtrArray *used; /* of struct font */
	struct slot *slots;
	size_t slot_count, filled; /* slot_count is a power of two */
	bool fallback_loaded;
};

/* ---- fonts by file ---- */

static bool
family_add(struct fonts *fonts, const struct family *family, struct diags *diags)
{
	for (int i = 0; i < family->file_count; i++) {
		const struct font_file *file = &family->files[i];

		if (file->path && FcConfigAppFontAddFile(fonts->config, (const FcChar8 *)file->path))
			continue;
		if (!diags)
			continue;
		diag(diags, DIAG_FONT_MISSING, (struct place){ .file = file->path ? file->path : file->name },
			"the font cannot be read");
		return false;
	}
	return true;
}

static bool
families_add(struct fonts *fonts, bool fallback, struct diags *diags)
{
	int count;
	const struct family *families = style_families(fonts->style, &count);

	for (int i = 0; i < count; i++)
		if (families[i].fallback == fallback && !family_add(fonts, &families[i], diags))
			return false;
	return true;
}

struct fonts *
fonts_create(const struct style *style, struct diags *diags)
{
	struct fonts *fonts = g_new0(struct fonts, 1);

	fonts->arena = arena_create();
	fonts->style = style;
	fonts->used = g_ptr_array_new();
	fonts->slot_count = FIRST_SLOTS;
	fonts->slots = g_new0(struct slot, fonts->slot_count);
	fonts->config = FcConfigCreate();
	fonts->files = facefiles_create();
	if (!families_add(fonts, false, diags))
		g_clear_pointer(&fonts, fonts_destroy);
	return fonts;
}

void
fonts_destroy(struct fonts *fonts)
{
	if (!fonts)
		return;
	for (struct face_entry *face = fonts->faces; face; face = face->next) {
		g_clear_object(&face->context);
		facefile_close(&face->own);
	}
	g_clear_object(&fonts->map);
	facefiles_destroy(fonts->files);
	FcConfigDestroy(fonts->config);
	g_ptr_array_free(fonts->used, TRUE);
	g_free(fonts->slots);
	arena_destroy(fonts->arena);
	g_free(fonts);
}

/* All at once: which of them has a character is for fontconfig to say. */
static void
fallback_load(struct fonts *fonts)
{
	fonts->fallback_loaded = true;
	families_add(fonts, true, NULL);
	pango_fc_font_map_config_changed(PANGO_FC_FONT_MAP(fonts->map));
	for (struct face_entry *face = fonts->faces; face; face = face->next)
		if (face->context)
			pango_context_changed(face->context);
}

static const struct font *
font_of(struct fonts *fonts, const char *file, int index, double size)
{
	struct font *font;
	int number = -1, highest = -1;

	for (guint i = 0; i < fonts->used->len; i++) {
		font = g_ptr_array_index(fonts->used, i);
		highest = MAX(highest, font->number);
		if (font->index != index || strcmp(font->file, file) != 0)
			continue;
		if (font->size == size)
			return font;
		number = font->number;
	}
	font = arena_new(fonts->arena, struct font);
	font->file = arena_strdup(fonts->arena, file);
	font->index = index;
	font->number = number >= 0 ? number : highest + 1;
	font->size = size;
	g_ptr_array_add(fonts->used, font);
	return font;
}

static const struct font *
font_of_pango(struct fonts *fonts, PangoFont *pango, double size)
{
	FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(pango));
	FcChar8 *file = NULL;
	int index = 0;

	if (FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch)
		return NULL;
	FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
	return font_of(fonts, (const char *)file, index, size);
}

const struct font *const *
fonts_used(const struct fonts *fonts, int *count)
{
	*count = (int)fonts->used->len;
	return (const struct font *const *)fonts->used->pdata;
}

/* ---- faces ---- */

static double
metric(hb_font_t *font, hb_ot_metrics_tag_t tag, double otherwise)
{
	hb_position_t position;

	if (!hb_ot_metrics_get_position(font, tag, &position))
		return otherwise;
	return position / (double)PANGO_SCALE;
}

static void
face_measure(struct face_entry *entry)
{
	hb_font_t *hb = entry->own.font;
	hb_font_extents_t extents;

	hb_font_get_h_extents(hb, &extents);
	entry->face.ascent = extents.ascender / (double)PANGO_SCALE;
	entry->face.descent = -extents.descender / (double)PANGO_SCALE;
	entry->face.x_height = metric(hb, HB_OT_METRICS_TAG_X_HEIGHT, entry->size * 0.5);
	entry->face.cap_height = metric(hb, HB_OT_METRICS_TAG_CAP_HEIGHT, entry->size * 0.7);
}

/* The look's own family first, then the fallbacks in the style's order. Yours. */
static char *
family_list(const struct fonts *fonts, const char *family)
{
	int count;
	const struct family *families = style_families(fonts->style, &count);
	GString *list = g_string_new(family);

	for (int i = 0; i < count; i++)
		if (families[i].fallback)
			g_string_append_printf(list, ",%s", families[i].family);
	return g_string_free(list, FALSE);
}

/* Outlines as drawn by the designer: positions must not depend on a screen. */
static void
substitute(FcPattern *pattern, gpointer data)
{
	(void)data;
	FcPatternDel(pattern, FC_HINTING);
	FcPatternAddBool(pattern, FC_HINTING, FcFalse);
	FcPatternDel(pattern, FC_AUTOHINT);
	FcPatternAddBool(pattern, FC_AUTOHINT, FcFalse);
}

static void
map_make(struct fonts *fonts)
{
	FcConfigSetCurrent(fonts->config); /* pango would read the system's whole configuration */
	fonts->map = pango_ft2_font_map_new();
	pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(fonts->map), 72, 72);
	pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(fonts->map), substitute, NULL, NULL);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), fonts->config);
}

/* For words that want itemising, or more than the face's own font. */
static void
context_make(struct fonts *fonts, struct face_entry *entry)
{
	PangoFontDescription *description = pango_font_description_new();
	char *families = family_list(fonts, entry->family);

	if (!fonts->map)
		map_make(fonts);
	pango_font_description_set_family(description, families);
	pango_font_description_set_size(description, (gint)(entry->size * PANGO_SCALE + 0.5));
	pango_font_description_set_weight(description,
		entry->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_style(description,
		entry->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	entry->context = pango_font_map_create_context(fonts->map);
	pango_context_set_round_glyph_positions(entry->context, FALSE);
	pango_context_set_font_description(entry->context, description);
	pango_context_set_base_dir(entry->context, PANGO_DIRECTION_LTR);
	pango_font_description_free(description);
	g_free(families);
}

static struct face_entry *
face_make(struct fonts *fonts, const struct look *look)
{
	struct face_entry *entry = arena_new(fonts->arena, struct face_entry);

	entry->family = arena_strdup(fonts->arena, look->family);
	entry->size = look->size;
	entry->bold = look->bold;
	entry->italic = look->italic;
	entry->own.small_caps = look->small_caps;
	if (!facefile_open(&entry->own, fonts->files, fonts->config, look->family, look->size,
		look->bold, look->italic))
		g_error("the files of the family %s are of another", look->family);
	face_measure(entry);
	entry->face.uncapped = look->small_caps && !facefile_has_small_caps(&entry->own);
	entry->next = fonts->faces;
	fonts->faces = entry;
	entry->face.space = fonts_shape(fonts, &entry->face, text_language(NULL), " ", 1);
	return entry;
}

const struct face *
fonts_face(struct fonts *fonts, const struct look *look)
{
	struct face_entry *entry;

	for (entry = fonts->faces; entry; entry = entry->next)
		if (entry->size == look->size && entry->bold == look->bold &&
			entry->italic == look->italic && entry->own.small_caps == look->small_caps &&
			strcmp(entry->family, look->family) == 0)
			break;
	if (!entry)
		entry = face_make(fonts, look);
	return &entry->face;
}

/* ---- shaping ---- */

/* A cluster whose glyphs are all invisible lends its bytes to the one before it. */
static int
clusters_fill(struct cluster *clusters, const PangoGlyphString *string, int bytes, bool backwards)
{
	int n = string->num_glyphs, count = 0;

	for (int i = 0; i < n;) {
		int at = backwards ? n - 1 - i : i, start = string->log_clusters[at], shown = 0, end = bytes;
		int j = i;

		for (; j < n && string->log_clusters[backwards ? n - 1 - j : j] == start; j++)
			shown += string->glyphs[backwards ? n - 1 - j : j].glyph != PANGO_GLYPH_EMPTY;
		if (j < n)
			end = string->log_clusters[backwards ? n - 1 - j : j];
		if (shown > 0 || count == 0)
			clusters[count++] = (struct cluster){ (uint16_t)(end - start), (uint16_t)shown };
		else
			clusters[count - 1].bytes = (uint16_t)(clusters[count - 1].bytes + end - start);
		i = j;
	}
	return count;
}

static int
glyphs_fill(struct glyph *glyphs, const PangoGlyphString *string, struct run *run,
	uint32_t *unknown)
{
	int count = 0, x = 0;

	for (int i = 0; i < string->num_glyphs; i++) {
		const PangoGlyphInfo *info = &string->glyphs[i];

		if (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG && info->glyph != PANGO_GLYPH_EMPTY && !*unknown)
			*unknown = g_utf8_get_char(run->text + string->log_clusters[i]);
		if (info->glyph != PANGO_GLYPH_EMPTY)
			glyphs[count++] = (struct glyph){
				info->glyph & PANGO_GLYPH_UNKNOWN_FLAG ? 0 : info->glyph,
				(float)((x + info->geometry.x_offset) / (double)PANGO_SCALE),
				(float)(info->geometry.y_offset / (double)PANGO_SCALE),
			};
		x += info->geometry.width;
	}
	run->width = (float)(x / (double)PANGO_SCALE);
	return count;
}

/* The string is freed. */
static void
run_fill(struct fonts *fonts, struct run *run, const struct font *font, const char *text, int bytes,
	bool backwards, PangoGlyphString *string, uint32_t *unknown)
{
	struct glyph *glyphs = arena_new_array(fonts->arena, struct glyph, string->num_glyphs);
	struct cluster *clusters = arena_new_array(fonts->arena, struct cluster, string->num_glyphs);

	run->font = font;
	run->text = text;
	run->bytes = bytes;
	run->backwards = backwards;
	run->glyph_count = glyphs_fill(glyphs, string, run, unknown);
	run->cluster_count = clusters_fill(clusters, string, bytes, run->backwards);
	run->glyphs = glyphs;
	run->clusters = clusters;
	pango_glyph_string_free(string);
}

/* Most words need no itemising: one script, one direction, and the family's own font has them. */
static void
shape_plain(struct fonts *fonts, const struct face_entry *face, PangoLanguage *language,
	const char *text, size_t bytes, struct shaped *shaped)
{
	struct run *run = arena_new(fonts->arena, struct run);

	run_fill(fonts, run, font_of(fonts, face->own.file, face->own.index, face->size), text, (int)bytes,
		false, facefile_shape(&face->own, language, text, bytes), &shaped->unknown);
	shaped->runs = run;
	shaped->run_count = 1;
	shaped->width = run->width;
}

static void
item_shape(struct fonts *fonts, struct run *run, const char *text, const PangoItem *item, double size,
	uint32_t *unknown)
{
	PangoGlyphString *string = pango_glyph_string_new();

	pango_shape(text + item->offset, item->length, &item->analysis, string);
	run_fill(fonts, run, font_of_pango(fonts, item->analysis.font, size), text + item->offset,
		item->length, item->analysis.level % 2 == 1, string, unknown);
}

static void
shape_any(struct fonts *fonts, struct face_entry *face, PangoLanguage *language, bool rtl,
	const char *text, size_t bytes, struct shaped *shaped)
{
	PangoAttrList *attributes = pango_attr_list_new();
	GList *items, *visual;
	struct run *runs;

	if (!face->context)
		context_make(fonts, face);
	if (face->own.small_caps)
		pango_attr_list_insert(attributes, pango_attr_font_features_new("smcp=1"));
	pango_context_set_language(face->context, language);
	items = pango_itemize_with_base_dir(face->context, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR,
		text, 0, (int)bytes, attributes, NULL);
	pango_attr_list_unref(attributes);
	visual = pango_reorder_items(items);
	runs = arena_new_array(fonts->arena, struct run, g_list_length(visual));
	for (GList *at = visual; at; at = at->next) {
		const PangoItem *item = at->data;
		struct run *run = &runs[shaped->run_count++];

		item_shape(fonts, run, text, item, face->size, &shaped->unknown);
		run->x = (float)shaped->width;
		shaped->width += run->width;
	}
	shaped->runs = runs;
	g_list_free(visual);
	g_list_free_full(items, (GDestroyNotify)pango_item_free);
}

static const struct shaped *
shape(struct fonts *fonts, struct face_entry *face, PangoLanguage *language, bool rtl,
	const char *text, size_t bytes)
{
	struct shaped *shaped = arena_new(fonts->arena, struct shaped);

	if (!rtl && facefile_can(&face->own, text, bytes))
		shape_plain(fonts, face, language, text, bytes, shaped);
	else
		shape_any(fonts, face, language, rtl, text, bytes, shaped);
	return shaped;
}

PangoLanguage *
text_language(const char *lang)
{
	return pango_language_from_string(lang ? lang : "en-GB");
}

const char *
text_language_name(PangoLanguage *language)
{
	return pango_language_to_string(language);
}

/* ---- the cache ---- */

static uint64_t
hash_of(const struct face *face, PangoLanguage *language, const char *text, size_t bytes)
{
	uint64_t hash = 0xcbf29ce484222325u ^ (uintptr_t)face ^ (uint64_t)(uintptr_t)language << 7;

	for (size_t i = 0; i < bytes; i++)
		hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
	hash ^= hash >> 32;
	return hash | 1; /* 0 marks an empty slot */
}

static struct slot *
slot_find(struct slot *slots, size_t count, const struct slot *key)
{
	for (size_t i = key->hash & (count - 1);; i = (i + 1) & (count - 1)) {
		struct slot *slot = &slots[i];

		if (!slot->hash)
			return slot;
		if (slot->hash == key->hash && slot->face == key->face && slot->language == key->language &&
			slot->rtl == key->rtl && slot->bytes == key->bytes && memcmp(slot->text, key->text, key->bytes) == 0)
			return slot;
	}
}

static void
slots_grow(struct fonts *fonts)
{
	size_t count = fonts->slot_count * 2;
	struct slot *slots = g_new0(struct slot, count);

	for (size_t i = 0; i < fonts->slot_count; i++)
		if (fonts->slots[i].hash)
			*slot_find(slots, count, &fonts->slots[i]) = fonts->slots[i];
	g_free(fonts->slots);
	fonts->slots = slots;
	fonts->slot_count = count;
}

const struct shaped *
fonts_shape_level(struct fonts *fonts, const struct face *face, PangoLanguage *language, int level,
	const char *text, size_t bytes)
{
	struct face_entry *entry = (struct face_entry *)face; /* its context is made when needed */
	struct slot key = { hash_of(face, language, text, bytes), face, language, text, bytes,
		level % 2 == 1, NULL };
	struct slot *slot = slot_find(fonts->slots, fonts->slot_count, &key);

	if (slot->hash)
		return slot->shaped;
	key.text = arena_strndup(fonts->arena, text, bytes);
	key.shaped = shape(fonts, entry, language, key.rtl, key.text, bytes);
	if (key.shaped->unknown && !fonts->fallback_loaded) {
		fallback_load(fonts);
		key.shaped = shape(fonts, entry, language, key.rtl, key.text, bytes);
	}
	*slot = key;
	if (++fonts->filled * 2 > fonts->slot_count)
		slots_grow(fonts);
	return key.shaped;
}

const struct shaped *
fonts_shape(struct fonts *fonts, const struct face *face, PangoLanguage *language, const char *text,
	size_t bytes)
{
	return fonts_shape_level(fonts, face, language, 0, text, bytes);
}

/* The runs of both, over one text, for the order of reading is that of the text. */
static const struct shaped *
spaced_make(struct fonts *fonts, const struct face *face, const struct shaped *word)
{
	struct shaped *spaced = arena_new(fonts->arena, struct shaped);
	const struct run *space = face->space->runs, *first = shaped_run_after(word, NULL);
	int count = word->run_count, length = 0;
	struct run *runs = arena_new_array(fonts->arena, struct run, count + 1);
	char *text;

	for (int i = 0; i < count; i++)
		length += word->runs[i].bytes;
	text = arena_alloc(fonts->arena, (size_t)length + (size_t)space->bytes + 1);
	for (int i = 0; i < count; i++) {
		runs[i] = word->runs[i];
		runs[i].text = memcpy(text + (word->runs[i].text - first->text), word->runs[i].text,
			(size_t)word->runs[i].bytes);
	}
	runs[count] = *space;
	runs[count].text = memcpy(text + length, space->text, (size_t)space->bytes);
	runs[count].x = (float)word->width;
	*spaced = (struct shaped){ .width = word->width + face->space->width, .runs = runs,
		.run_count = count + 1, .unknown = word->unknown };
	return spaced;
}

const struct shaped *
fonts_spaced(struct fonts *fonts, const struct face *face, const struct shaped *word)
{
	if (!word->spaced)
		((struct shaped *)word)->spaced = spaced_make(fonts, face, word); /* it is the fonts' */
	return word->spaced;
}

const struct run *
shaped_run_after(const struct shaped *shaped, const struct run *before)
{
	const struct run *next = NULL;

	for (int i = 0; i < shaped->run_count; i++) {
		const struct run *run = &shaped->runs[i];

		if ((!before || run->text > before->text) && (!next || run->text < next->text))
			next = run;
	}
	return next;
}

int
text_libraries(struct library *libraries)
{
	static char fontconfig[16];
	int version = FcGetVersion();

	g_snprintf(fontconfig, sizeof fontconfig, "%d.%d.%d", version / 10000, version / 100 % 100,
		version % 100);
	libraries[0] = (struct library){ "fontconfig", fontconfig };
	libraries[1] = (struct library){ "harfbuzz", hb_version_string() };
	libraries[2] = (struct library){ "pango", pango_version_string() };
	return 3;
}
