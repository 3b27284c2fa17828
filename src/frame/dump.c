/* The dump of frames that golden tests compare. */
#include "frame/frame.h"

#include <math.h>

#include "style/colour.h"

/* Two decimals, rounded half away from zero and never "-0.00", whatever the locale. */
static void
number_put(GString *out, double number)
{
	long long hundredths = llround(number * 100);

	g_string_append_printf(out, " %s%lld.%02lld", hundredths < 0 ? "-" : "", llabs(hundredths) / 100,
		llabs(hundredths) % 100);
}

static void
colour_put(GString *out, const char *word, struct colour colour)
{
	char printed[8];

	colour_print(printed, colour);
	if (colour.set)
		g_string_append_printf(out, " %s %s", word, printed);
}

static void
source_put(GString *out, const struct item *item)
{
	static const char *const roles[] = {
		[ROLE_CONTENT] = "", [ROLE_LABEL] = " label", [ROLE_LAYOUT] = " layout",
		[ROLE_HEADER] = " header", [ROLE_FOOTER] = " footer", [ROLE_WATERMARK] = " watermark",
		[ROLE_REPEAT] = " repeat",
	};

	g_string_append(out, roles[item->role]);
	if (item->source && item->source->line)
		g_string_append_printf(out, " :%d", item->source->line);
}

static void
text_put(GString *out, const struct item *item)
{
	const struct text_item *text = &item->as.text;

	g_string_append(out, "  text");
	number_put(out, text->x);
	number_put(out, text->y);
	number_put(out, text->width);
	g_string_append_printf(out, " %s", text->look->name);
	source_put(out, item);
	g_string_append(out, " \"");
	for (int i = 0; i < text->count; i++)
		for (int j = 0; j < text->pieces[i].shaped->run_count; j++) {
			const struct run *run = &text->pieces[i].shaped->runs[j];

			g_string_append_len(out, run->text, run->bytes);
		}
	g_string_append(out, "\"\n");
}

static void
path_put(GString *out, const struct item *item)
{
	static const char letters[] = { [PATH_MOVE] = 'M', [PATH_LINE] = 'L', [PATH_CURVE] = 'C',
		[PATH_CLOSE] = 'Z' };
	static const int numbers[] = { [PATH_MOVE] = 2, [PATH_LINE] = 2, [PATH_CURVE] = 6,
		[PATH_CLOSE] = 0 };
	const struct path_item *path = &item->as.path;
	const double *point = path->points;

	g_string_append(out, "  path");
	for (int i = 0; i < path->op_count; i++) {
		g_string_append_printf(out, " %c", letters[path->ops[i]]);
		for (int j = 0; j < numbers[path->ops[i]]; j++)
			number_put(out, *point++);
	}
	colour_put(out, "fill", path->fill);
	colour_put(out, "stroke", path->stroke);
	if (path->stroke.set)
		number_put(out, path->width);
	for (int i = 0; i < path->dash_count; i++) {
		g_string_append(out, i ? "" : " dash");
		number_put(out, path->dash[i]);
	}
	source_put(out, item);
	g_string_append_c(out, '\n');
}

static void
link_put(GString *out, const struct item *item)
{
	const struct link_item *link = &item->as.link;

	g_string_append(out, "  link");
	number_put(out, link->x);
	number_put(out, link->y);
	number_put(out, link->width);
	number_put(out, link->height);
	if (link->uri)
		g_string_append_printf(out, " %s", link->uri);
	else if (link->target)
		g_string_append_printf(out, " #%s", link->target->id ? link->target->id : "");
	source_put(out, item);
	g_string_append_c(out, '\n');
}

static void
image_put(GString *out, const struct item *item)
{
	const struct image_item *image = &item->as.image;

	g_string_append(out, "  image");
	number_put(out, image->x);
	number_put(out, image->y);
	number_put(out, image->width);
	number_put(out, image->height);
	g_string_append_printf(out, " %s", item->source->as.image.href);
	source_put(out, item);
	g_string_append_c(out, '\n');
}

char *
pages_dump(const struct pages *pages)
{
	static void (*const put[])(GString *out, const struct item *item) = {
		[ITEM_TEXT] = text_put, [ITEM_PATH] = path_put, [ITEM_LINK] = link_put,
		[ITEM_IMAGE] = image_put,
	};
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < pages->pages->len; i++) {
		const struct page *page = g_ptr_array_index(pages->pages, i);

		g_string_append_printf(out, "page %u %s", i + 1, page->master->name);
		number_put(out, page->width);
		number_put(out, page->height);
		g_string_append_printf(out, " \"%s\"\n", page->label);
		for (guint j = 0; j < page->items->len; j++) {
			const struct item *item = &g_array_index(page->items, struct item, j);

			put[item->kind](out, item);
		}
	}
	return g_string_free(out, FALSE);
}
