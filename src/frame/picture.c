/* Pictures: read from below the record's folder, once each, within limits. */
#include "frame/picture.h"

#include <glib.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"

enum {
	MOST_BYTES = 32 << 20,   /* of one file */
	MOST_IN_ALL = 256 << 20, /* of a report's pictures together */
	MOST_PIXELS = 40000000,
};

static const double least_density = 150; /* pixels an inch, for print */

static const struct {
	const char *media_type, *begins;
	size_t length;
	const char *(*head)(struct picture *picture);
} kinds[] = {
	[PICTURE_PNG] = { "image/png", "\x89PNG\r\n\x1a\n", 8, png_head },
	[PICTURE_JPEG] = { "image/jpeg", "\xff\xd8\xff", 3, jpeg_head },
	[PICTURE_SVG] = { "image/svg+xml", "<", 1, svg_head },
};

struct shelf {
	struct report *report;
	const char *const *folders;
	struct diags *diags;
	GHashTable *by_path;   /* to struct picture; keys in the arena */
	size_t bytes;
};

const char *
picture_media_type(const struct picture *picture)
{
	return kinds[picture->kind].media_type;
}

static struct place
place_of(const struct node *node)
{
	return (struct place){ .file = node->file, .line = node->line };
}

double
picture_density(const struct picture *picture, double width)
{
	return width > 0 ? (picture->turn >= 5 ? picture->rows : picture->columns) * 72 / width : 0;
}

bool
picture_is_coarse(const struct picture *picture, double width)
{
	double density = picture_density(picture, width);

	return density != 0 && density < least_density - 0.5;
}

void
picture_tell_coarse(const struct picture *picture, const struct node *node, double width,
	struct diags *diags)
{
	diag(diags, DIAG_IMAGE_COARSE, place_of(node),
		"the picture %s has %.0f pixels an inch at its size here (%.0f mm wide); print needs %.0f",
		node->as.image.href, picture_density(picture, width), width / 72 * 25.4, least_density);
	diag_hint(diags, "take one of at least %.0f pixels in width, or show it smaller",
		width / 72 * least_density);
}

void
picture_upright(const struct picture *picture, double matrix[6])
{
	static const double matrices[9][6] = {
		[1] = { 1, 0, 0, 1, 0, 0 },  [2] = { -1, 0, 0, 1, 1, 0 }, [3] = { -1, 0, 0, -1, 1, 1 },
		[4] = { 1, 0, 0, -1, 0, 1 }, [5] = { 0, 1, 1, 0, 0, 0 },  [6] = { 0, 1, -1, 0, 1, 0 },
		[7] = { 0, -1, -1, 0, 1, 1 }, [8] = { 0, -1, 1, 0, 0, 1 },
	};

	memcpy(matrix, matrices[picture->turn], sizeof matrices[0]);
}

/* Its real path, when it stands below a folder of the shelf; NULL otherwise, and said so. */
static char *
path_of(struct shelf *shelf, const struct node *node, char path[PATH_MAX])
{
	const char *href = node->as.image.href;
	char *found = file_below(href, shelf->folders);
	char *joined = g_build_filename(shelf->folders[0], href, NULL);
	bool inside = found && realpath(found, path);
	bool there = inside || g_path_is_absolute(href) || g_file_test(joined, G_FILE_TEST_EXISTS);

	g_free(found);
	g_free(joined);
	if (inside && !file_name_is_plain(href)) {
		diag(shelf->diags, DIAG_IMAGE, place_of(node), "the picture's name `%s` is not plain", href);
		diag_hint(shelf->diags, "use letters without accents, digits, hyphens and dots; no blanks");
		return NULL;
	}
	if (inside)
		return path;
	diag(shelf->diags, DIAG_IMAGE, place_of(node), there
		? "the picture %s is not in the record's own folder or below it"
		: "the picture %s is not there", href);
	diag_hint(shelf->diags,
		"put the file beside the record, and name it as it is named from there");
	return NULL;
}

static const char *
head_read(struct picture *picture)
{
	const unsigned char *bytes = picture->bytes;
	size_t size = picture->size, mark = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	picture->turn = 1;
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		size_t skip = i == PICTURE_SVG ? mark : 0;
		const char *wrong;

		if (size < skip + kinds[i].length ||
			memcmp(bytes + skip, kinds[i].begins, kinds[i].length) != 0)
			continue;
		picture->kind = (enum picture_kind)i;
		wrong = kinds[i].head(picture);
		if (!wrong && (double)picture->columns * picture->rows > MOST_PIXELS)
			wrong = "has more than 40 million pixels";
		return wrong;
	}
	return "is neither PNG, JPEG nor SVG";
}

/* NULL when it cannot be used. */
static struct picture *
picture_read(struct shelf *shelf, const struct node *node, const char *path)
{
	struct arena *arena = shelf->report->arena;
	struct picture *picture = arena_new(arena, struct picture);
	struct diags *own = diags_create();
	char *bytes = file_read(path, "picture", MOST_BYTES, &picture->size, own);
	const char *wrong = NULL;

	if (!bytes) {
		diag(shelf->diags, DIAG_IMAGE, place_of(node), "%s: %s", node->as.image.href,
			diags_finding(own, 0)->message);
	} else if (shelf->bytes + picture->size > MOST_IN_ALL) {
		wrong = "is one too many: together they have more than 256 MB";
	} else {
		shelf->bytes += picture->size;
		picture->bytes = memcpy(arena_alloc(arena, picture->size + 1), bytes, picture->size);
		wrong = head_read(picture);
	}
	if (wrong)
		diag(shelf->diags, DIAG_IMAGE, place_of(node), "the picture %s %s", node->as.image.href,
			wrong);
	else if (bytes && picture->foreign_colours)
		diag(shelf->diags, DIAG_IMAGE_COLOURS, place_of(node),
			"the picture %s has a colour profile of its own; it is shown as if it were sRGB",
			node->as.image.href);
	diags_destroy(own);
	g_free(bytes);
	return bytes && !wrong ? picture : NULL;
}

static void
image_read(struct shelf *shelf, struct node *node)
{
	char path[PATH_MAX];

	if (!path_of(shelf, node, path))
		return;
	node->as.image.picture = g_hash_table_lookup(shelf->by_path, path);
	if (node->as.image.picture)
		return;
	node->as.image.picture = picture_read(shelf, node, path);
	if (node->as.image.picture)
		g_hash_table_insert(shelf->by_path, arena_strdup(shelf->report->arena, path),
			(gpointer)node->as.image.picture);
}

GArray *
pages_pictures(const struct pages *pages)
{
	GArray *used = g_array_new(FALSE, FALSE, sizeof(struct used_picture));
	GHashTable *seen = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < pages->pages->len; i++) {
		const struct page *page = g_ptr_array_index(pages->pages, i);

		for (guint j = 0; j < page->items->len; j++) {
			const struct item *item = &g_array_index(page->items, struct item, j);
			struct used_picture one = { item->as.image.picture, item };

			if (item->kind == ITEM_IMAGE && g_hash_table_add(seen, (gpointer)one.picture))
				g_array_append_val(used, one);
		}
	}
	g_hash_table_destroy(seen);
	return used;
}

static void
images_read(struct shelf *shelf, struct node *node)
{
	for (struct node *at = node->first; at; at = at->next) {
		if (at->kind == NODE_IMAGE)
			image_read(shelf, at);
		images_read(shelf, at);
	}
}

void
pictures_read_from(struct report *report, const char *folder, const char *const *further,
	struct diags *diags)
{
	GPtrArray *folders = g_ptr_array_new();
	struct shelf shelf = { .report = report, .diags = diags };

	g_ptr_array_add(folders, (gpointer)folder);
	for (; further && *further; further++)
		g_ptr_array_add(folders, (gpointer)*further);
	g_ptr_array_add(folders, NULL);
	shelf.folders = (const char *const *)folders->pdata;
	shelf.by_path = g_hash_table_new(g_str_hash, g_str_equal);
	images_read(&shelf, report->root);
	g_hash_table_destroy(shelf.by_path);
	g_ptr_array_free(folders, TRUE);
}

void
pictures_read(struct report *report, const char *folder, struct diags *diags)
{
	pictures_read_from(report, folder, NULL, diags);
}
