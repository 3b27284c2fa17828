/* Styles: what is asked of one when it is read. */
#include "style/style.h"

#include <string.h>

#include "base/arena.h"
#include "style/reader.h"

const char *
style_name(const struct style *style)
{
	return style->name;
}

bool
style_wants_csv(const struct style *style)
{
	return style->csv;
}

bool
style_wants_own_step(const struct style *style)
{
	return style->own_step;
}

const char *const *
style_files(const struct style *style, int *count)
{
	*count = (int)style->files->len;
	return (const char *const *)style->files->pdata;
}

const struct family *
style_families(const struct style *style, int *count)
{
	*count = (int)style->families->len;
	return (const struct family *)(void *)style->families->data;
}

bool
style_knows(const struct style *style, const char *name)
{
	return g_hash_table_contains(style->looks, name);
}

bool
style_says(const struct look *look, size_t offset)
{
	const struct attribute *row = look_attributes;

	while (row->name && row->offset != offset)
		row++;
	return row->name && look->said & 1ul << (row - look_attributes);
}

const struct look *
style_look(const struct style *style, const char *name)
{
	const struct look *look = g_hash_table_lookup(style->looks, name);

	return look ? look : style->base;
}

struct over {
	const struct look *under;
	const char *name;
	struct look look;
};

guint
over_hash(gconstpointer key)
{
	const struct over *over = key;

	return g_direct_hash(over->under) * 31 + g_str_hash(over->name);
}

gboolean
over_equal(gconstpointer a, gconstpointer b)
{
	const struct over *left = a, *right = b;

	return left->under == right->under && strcmp(left->name, right->name) == 0;
}

const struct look *
style_over(struct style *style, const struct look *under, const char *name)
{
	struct over key = { .under = under, .name = name };
	struct over *over = g_hash_table_lookup(style->over, &key);
	const struct look *top = style_look(style, name);

	if (over)
		return &over->look;
	if (!style_knows(style, name))
		return under;
	over = arena_new(style->arena, struct over);
	over->under = under;
	over->name = arena_strdup(style->arena, name);
	over->look = *under;
	over->look.name = top->name;
	for (const struct attribute *row = look_attributes; row->name; row++)
		if (top->said & 1ul << (row - look_attributes))
			memcpy((char *)&over->look + row->offset, (const char *)top + row->offset, row->size);
	g_hash_table_add(style->over, over);
	return &over->look;
}

const struct look *
style_scaled(struct style *style, const struct look *look, double scale)
{
	char *name = g_strdup_printf("* %d", (int)(scale * 1000 + 0.5)); /* no look is named so */
	struct over key = { .under = look, .name = name };
	struct over *over = g_hash_table_lookup(style->over, &key);

	if (!over) {
		static const size_t lengths[] = { offsetof(struct look, size), offsetof(struct look, leading),
			offsetof(struct look, rise), offsetof(struct look, before), offsetof(struct look, after),
			offsetof(struct look, left), offsetof(struct look, right), offsetof(struct look, hang),
			offsetof(struct look, pad_x), offsetof(struct look, pad_y) };

		over = arena_new(style->arena, struct over);
		over->under = look;
		over->name = arena_strdup(style->arena, name);
		over->look = *look;
		for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++)
			*(double *)(void *)((char *)&over->look + lengths[i]) *= scale;
		g_hash_table_add(style->over, over);
	}
	g_free(name);
	return &over->look;
}

const struct page_master *
style_page(const struct style *style, const char *name)
{
	const struct page_master *page = g_hash_table_lookup(style->pages, name);

	return page ? page : style->body;
}

bool
style_knows_page(const struct style *style, const char *name)
{
	return g_hash_table_contains(style->pages, name);
}

const char *
style_patterns(const struct style *style, const char *lang)
{
	char *tag = g_ascii_strdown(lang ? lang : "", -1);
	const char *path = g_hash_table_lookup(style->patterns, tag);

	for (char *cut = strrchr(tag, '-'); !path && cut; cut = strrchr(tag, '-')) {
		*cut = '\0';
		path = g_hash_table_lookup(style->patterns, tag);
	}
	g_free(tag);
	return path;
}

struct colour
style_colour(const struct style *style, const char *name)
{
	const struct colour *colour = g_hash_table_lookup(style->colours, name);

	return colour ? *colour : (struct colour){ 0 };
}
