/* What a document carries: files by the names that they have in it, and their manifest. */
#include "carry.h"

#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "frame/picture.h"
#include "frame/text.h"
#include "libraries.h"
#include "paint/paint.h"
#include "pdf/manifest.h"
#include "pdf/pack.h"
#include "pdf/packed.h"
#include "record/comment.h"
#include "report/chartrows.h"

enum { MOST_BYTES = 64 << 20 };

/* A file by the name that it has in the document. */
struct parcel {
	char *name;
	const char *role, *type, *description;
	enum relation relation;
	const struct node *node; /* that it is the data of, or NULL */
	char *caption;           /* its description, where it is its own */
	char *bytes;             /* until they are packed */
	size_t size;
	const char *packed;      /* once a document takes it */
	size_t packed_size;
	char *own_packed;        /* the same, or NULL when it is the program's */
	char sha256[HASH_TEXT];
};

struct carry {
	GHashTable *kept;   /* path to struct parcel: templates and styles */
	GHashTable *fonts;  /* path to struct ingredient */
	GPtrArray *parcels; /* borrowed, of this document, in order */
	GPtrArray *own;     /* those that are of this document only */
	GArray *attachments;
	struct packer *packer;
};

static void
parcel_free(gpointer data)
{
	struct parcel *parcel = data;

	g_free(parcel->name);
	g_free(parcel->caption);
	g_free(parcel->bytes);
	g_free(parcel->own_packed);
	g_free(parcel);
}

static void
ingredient_free(gpointer data)
{
	struct ingredient *ingredient = data;

	g_free((char *)ingredient->name);
	g_free((char *)ingredient->sha256);
	g_free(ingredient);
}

struct carry *
carry_create(void)
{
	struct carry *carry = g_new0(struct carry, 1);

	carry->kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, parcel_free);
	carry->fonts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, ingredient_free);
	carry->parcels = g_ptr_array_new();
	carry->own = g_ptr_array_new_with_free_func(parcel_free);
	carry->attachments = g_array_new(FALSE, FALSE, sizeof(struct attachment));
	carry->packer = packer_create();
	return carry;
}

void
carry_destroy(struct carry *carry)
{
	if (!carry)
		return;
	g_hash_table_destroy(carry->kept);
	g_hash_table_destroy(carry->fonts);
	g_ptr_array_free(carry->parcels, TRUE);
	g_ptr_array_free(carry->own, TRUE);
	g_array_free(carry->attachments, TRUE);
	packer_destroy(carry->packer);
	g_free(carry);
}

static const struct kind {
	const char *role, *description;
	enum relation relation;
} kinds[] = {
	{ "record", "The inspection record that this document was made from", RELATION_SOURCE },
	{ "report", "The structured report that this document was made from", RELATION_SOURCE },
	{ "template", "A file of the templates that made this document", RELATION_SUPPLEMENT },
	{ "picture", "A picture that this document shows", RELATION_SOURCE },
	{ "included", "A file that the inspection record takes in", RELATION_SOURCE },
	{ "style", "The style that this document is set in", RELATION_SUPPLEMENT },
	{ "data", "The figures of a chart", RELATION_DATA },
};

static const struct kind *
kind_of(const char *role)
{
	const struct kind *kind = kinds;

	while (strcmp(kind->role, role) != 0)
		kind++;
	return kind;
}

static const char *
type_of(const char *name)
{
	if (g_str_has_suffix(name, ".xsl"))
		return "application/xslt+xml";
	return g_str_has_suffix(name, ".rng") ? "application/xml" : "text/xml";
}

/* Takes over the name. */
static struct parcel *
parcel_create(const char *role, char *name, const char *type)
{
	const struct kind *kind = kind_of(role);
	struct parcel *parcel = g_new0(struct parcel, 1);

	parcel->role = kind->role;
	parcel->description = kind->description;
	parcel->relation = kind->relation;
	parcel->name = name;
	parcel->type = type;
	return parcel;
}

/* Takes over the bytes. */
static void
parcel_fill(struct parcel *parcel, char *bytes, size_t size)
{
	parcel->bytes = bytes;
	parcel->size = size;
	hash_of(bytes, size, parcel->sha256);
}

static struct parcel *
parcel_read(const char *path, const char *name, const char *role, struct diags *diags)
{
	size_t size;
	char *bytes = file_read(path, role, MOST_BYTES, &size, diags);
	struct parcel *parcel = NULL;

	if (bytes) {
		parcel = parcel_create(role, g_strdup(name), type_of(name));
		parcel_fill(parcel, bytes, size);
	}
	return parcel;
}

/* A file of the program's data: read once, however many documents it makes. */
static bool
data_add(struct carry *carry, const struct data *data, const char *name, const char *role,
	struct diags *diags)
{
	char *path = data_path(data, name);
	struct parcel *parcel = g_hash_table_lookup(carry->kept, path);

	if (!parcel && (parcel = parcel_read(path, name, role, diags)))
		g_hash_table_insert(carry->kept, g_strdup(path), parcel);
	if (parcel)
		g_ptr_array_add(carry->parcels, parcel);
	g_free(path);
	return parcel != NULL;
}

static void
own_add(struct carry *carry, struct parcel *parcel)
{
	g_ptr_array_add(carry->own, parcel);
	g_ptr_array_add(carry->parcels, parcel);
}

/* A file that people wrote: what they remarked in it is not published. */
static void
written_add(struct carry *carry, struct parcel *parcel, const struct report *report)
{
	if (!report->head.draft) {
		parcel->size = comments_blank(parcel->bytes, parcel->size);
		hash_of(parcel->bytes, parcel->size, parcel->sha256);
	}
	own_add(carry, parcel);
}

static bool
is_taken(const struct carry *carry, const char *name)
{
	for (guint i = 0; i < carry->own->len; i++)
		if (strcmp(((const struct parcel *)g_ptr_array_index(carry->own, i))->name, name) == 0)
			return true;
	return false;
}

/* Under one name, whatever it is called where it came from: a document does not change with that. To be
 * added last: what stands beside it goes by the names that it gives them, and may have this one. */
static bool
input_add(struct carry *carry, const struct cargo *cargo, struct diags *diags)
{
	const char *role = cargo->from_report ? "report" : "record";
	char *name = g_strdup_printf("record/%s.xml", role);
	struct parcel *parcel;

	for (int i = 1; is_taken(carry, name); i++) {
		g_free(name);
		name = g_strdup_printf("record/%s-%d.xml", role, i);
	}
	parcel = parcel_read(cargo->input, name, role, diags);
	if (parcel)
		written_add(carry, parcel, cargo->pages->report);
	g_free(name);
	return parcel != NULL;
}

/* What the record takes in stands beside it, by the names that it knows it by. */
static bool
included_add(struct carry *carry, const struct report *report, struct diags *diags)
{
	bool ok = true;

	for (int i = 0; i < report->taken_count && ok; i++) {
		const struct taken_file *file = &report->taken[i];
		char *name = g_strconcat("record/", file->name, NULL);
		struct parcel *parcel = parcel_read(file->path, name, "included", diags);

		if (parcel)
			written_add(carry, parcel, report);
		else
			diag_hint(diags, "it is named in %s, line %d", file->file, file->line);
		ok = parcel != NULL;
		g_free(name);
	}
	return ok;
}

static gint
by_name(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const struct parcel *const *)a)->name,
		(*(const struct parcel *const *)b)->name);
}

/* Pictures stand beside the record, by the names that it knows them by. */
static void
pictures_add(struct carry *carry, const struct node *node, GHashTable *seen)
{
	for (const struct node *at = node->first; at; at = at->next) {
		const struct picture *picture = at->kind == NODE_IMAGE ? at->as.image.picture : NULL;
		struct parcel *parcel;

		pictures_add(carry, at, seen);
		if (picture && picture->kind == PICTURE_SVG)
			paint_svg_load(); /* so that the manifest names what draws it */
		if (!picture || !g_hash_table_add(seen, (gpointer)at->as.image.href))
			continue;
		parcel = parcel_create("picture", g_strconcat("record/", at->as.image.href, NULL),
			picture_media_type(picture));
		parcel_fill(parcel, g_memdup2(picture->bytes, picture->size), picture->size);
		own_add(carry, parcel);
	}
}

/* The data of each chart, as a table by the chart's number. */
static void
csv_add(struct carry *carry, const struct head *head, const struct node *node, int *number)
{
	for (const struct node *at = node->first; at; at = at->next) {
		struct parcel *parcel;
		char *csv;

		csv_add(carry, head, at, number);
		if (at->kind != NODE_CHART || !chart_has_table(at->as.chart))
			continue;
		parcel = parcel_create("data", g_strdup_printf("data/chart-%03d.csv", ++*number), "text/csv");
		if (node->first->kind == NODE_PARA)
			parcel->description = parcel->caption = node_text(node->first);
		parcel->node = at;
		csv = chart_csv(head, at->as.chart);
		parcel_fill(parcel, csv, strlen(csv));
		own_add(carry, parcel);
	}
}

/* The style, and those that it is from. */
static bool
styles_add(struct carry *carry, const struct cargo *cargo, struct diags *diags)
{
	int count;
	const char *const *files = style_files(cargo->style, &count);
	bool ok = true;

	for (int i = 0; i < count && ok; i++) {
		char *folder = g_path_get_dirname(files[i]), *own = g_path_get_basename(folder);
		char *name = g_strdup_printf("styles/%s/style.xml", own);

		ok = data_add(carry, cargo->data, name, "style", diags);
		g_free(name);
		g_free(own);
		g_free(folder);
	}
	return ok;
}

static bool
files_add(struct carry *carry, const struct cargo *cargo, struct diags *diags)
{
	GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
	int charts = 0;
	bool ok;

	pictures_add(carry, cargo->pages->report->root, seen);
	if (style_wants_csv(cargo->style))
		csv_add(carry, &cargo->pages->report->head, cargo->pages->report->root, &charts);
	ok = included_add(carry, cargo->pages->report, diags) && input_add(carry, cargo, diags) &&
		styles_add(carry, cargo, diags);
	for (int i = 0; ok && cargo->templates && cargo->templates[i]; i++) {
		char *name = g_strconcat("templates/", cargo->templates[i], NULL);

		ok = data_add(carry, cargo->data, name, "template", diags);
		g_free(name);
	}
	g_hash_table_destroy(seen);
	g_ptr_array_sort(carry->parcels, by_name);
	return ok;
}

/* ---- fonts ---- */

static const struct ingredient *
font_take(struct carry *carry, const char *path, const char *role, struct diags *diags)
{
	struct ingredient *font = g_hash_table_lookup(carry->fonts, path);
	char text[HASH_TEXT], *bytes;
	size_t size;

	if (font)
		return font;
	bytes = file_read(path, role, MOST_BYTES, &size, diags);
	if (!bytes)
		return NULL;
	hash_of(bytes, size, text);
	g_free(bytes);
	font = g_new0(struct ingredient, 1);
	font->name = g_path_get_basename(path);
	font->role = role;
	font->sha256 = g_strdup(text);
	font->size = size;
	g_hash_table_insert(carry->fonts, g_strdup(path), font);
	return font;
}

static gint
by_ingredient(gconstpointer a, gconstpointer b)
{
	return strcmp(((const struct ingredient *)a)->name, ((const struct ingredient *)b)->name);
}

static void
langs_collect(const struct node *node, GHashTable *langs)
{
	if (node->lang)
		g_hash_table_add(langs, (gpointer)node->lang);
	for (const struct node *at = node->first; at; at = at->next)
		langs_collect(at, langs);
}

/* The patterns by which words are divided decide where lines end: those of each language of the report. */
static void
patterns_list(struct carry *carry, const struct cargo *cargo, GHashTable *seen, GArray *list,
	struct diags *diags)
{
	GHashTable *langs = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTableIter iter;
	const char *lang;

	g_hash_table_add(langs, (gpointer)cargo->pages->report->head.lang);
	langs_collect(cargo->pages->report->root, langs);
	g_hash_table_iter_init(&iter, langs);
	while (g_hash_table_iter_next(&iter, (gpointer *)&lang, NULL)) {
		const char *path = style_patterns(cargo->style, lang);
		const struct ingredient *patterns = path && g_hash_table_add(seen, (gpointer)path)
			? font_take(carry, path, "patterns", diags) : NULL;

		if (patterns)
			g_array_append_vals(list, patterns, 1);
	}
	g_hash_table_destroy(langs);
}

/* Fonts are used at many sizes; each file counts once. */
static GArray *
fonts_list(struct carry *carry, const struct cargo *cargo, struct diags *diags)
{
	GArray *list = g_array_new(FALSE, TRUE, sizeof(struct ingredient));
	GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
	int count;
	const struct font *const *used = fonts_used(cargo->fonts, &count);

	for (int i = 0; i < count; i++) {
		const struct ingredient *font;

		if (!g_hash_table_add(seen, (gpointer)used[i]->file))
			continue;
		if ((font = font_take(carry, used[i]->file, "font", diags)))
			g_array_append_vals(list, font, 1);
	}
	patterns_list(carry, cargo, seen, list, diags);
	g_array_sort(list, by_ingredient);
	g_hash_table_destroy(seen);
	return list;
}

/* ---- manifest ---- */

static void
manifest_add(struct carry *carry, const struct manifest *manifest)
{
	struct parcel *parcel = g_new0(struct parcel, 1);

	parcel->name = g_strdup(MANIFEST_NAME);
	parcel->type = "application/json";
	parcel->description = "What this document was made of, and by what";
	parcel->relation = RELATION_DATA;
	parcel->bytes = manifest_text(manifest);
	parcel->size = strlen(parcel->bytes);
	g_ptr_array_add(carry->own, parcel);
	g_ptr_array_add(carry->parcels, parcel);
}

static void
manifest_make(struct carry *carry, const struct cargo *cargo, GArray *fonts)
{
	const struct head *head = &cargo->pages->report->head;
	struct library libraries[LIBRARIES_ALL];
	struct engine_part parts[LIBRARIES_ALL];
	GArray *files = g_array_new(FALSE, TRUE, sizeof(struct ingredient));
	struct manifest manifest = { .version = version_number, .commit = version_commit,
		.libraries = parts, .library_count = libraries_all(libraries), .title = head->title,
		.lang = head->lang, .date = cargo->date, .pages = (int)cargo->pages->pages->len,
		.from = cargo->from_report ? "report" : "record", .style = style_name(cargo->style),
		.epoch = cargo->epoch, .draft = cargo->draft,
		.record_lines = cargo->record_lines, .sight = cargo->sight };

	for (int i = 0; i < manifest.library_count; i++)
		parts[i] = (struct engine_part){ libraries[i].name, libraries[i].version };
	for (guint i = 0; i < carry->parcels->len; i++) {
		const struct parcel *parcel = g_ptr_array_index(carry->parcels, i);
		struct ingredient one = { parcel->name, parcel->role, parcel->sha256, parcel->size };

		g_array_append_val(files, one);
	}
	manifest.files = (struct ingredient *)(void *)files->data;
	manifest.file_count = (int)files->len;
	manifest.fonts = (struct ingredient *)(void *)fonts->data;
	manifest.font_count = (int)fonts->len;
	manifest_add(carry, &manifest);
	g_array_free(files, TRUE);
}

static const struct packed_file *
packed_find(const char *sha256)
{
	const struct packed_file *file = packed_files;

	while (file->sha256 && strcmp(file->sha256, sha256) != 0)
		file++;
	return file->sha256 ? file : NULL;
}

/* What many documents take is packed once, or was when the program was made. */
static void
parcel_pack(struct carry *carry, struct parcel *parcel)
{
	const struct packed_file *file;

	if (parcel->packed)
		return;
	if ((file = packed_find(parcel->sha256))) {
		parcel->packed = (const char *)file->bytes;
		parcel->packed_size = file->size;
	} else {
		parcel->packed = parcel->own_packed = packer_pack_dup(carry->packer, parcel->bytes,
			parcel->size, &parcel->packed_size);
	}
	g_clear_pointer(&parcel->bytes, g_free);
}

bool
carry_load(struct carry *carry, const struct cargo *cargo, struct attachments *attachments,
	struct diags *diags)
{
	GArray *fonts;
	bool ok;

	g_ptr_array_set_size(carry->parcels, 0);
	g_ptr_array_set_size(carry->own, 0);
	g_array_set_size(carry->attachments, 0);
	ok = files_add(carry, cargo, diags);
	fonts = fonts_list(carry, cargo, diags);
	if (ok)
		manifest_make(carry, cargo, fonts);
	for (guint i = 0; i < carry->parcels->len && ok; i++) {
		struct parcel *parcel = g_ptr_array_index(carry->parcels, i);
		struct attachment one = { parcel->name, parcel->type, parcel->description,
			parcel->relation, NULL, 0, parcel->size, parcel->node };

		parcel_pack(carry, parcel);
		one.packed = parcel->packed;
		one.packed_size = parcel->packed_size;
		g_array_append_val(carry->attachments, one);
	}
	*attachments = (struct attachments){ (struct attachment *)(void *)carry->attachments->data,
		(int)carry->attachments->len };
	g_array_free(fonts, TRUE);
	return ok && diags_worst(diags) < DIAG_ERROR;
}
