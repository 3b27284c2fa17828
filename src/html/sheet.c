/* The style sheet: what looks say becomes CSS. What is the same for all styles is in fixed.c. */
#include "html/sheet.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "html/fixed.h"
#include "html/palette.h"
#include "paint/svg.h"
#include "style/colour.h"

struct rule {
	const struct look *look;
	enum use use;
	const char *class;
};

/* A colour of the sheet; `kept` is the same in dark surroundings. */
struct named {
	struct colour colour;
	bool kept;
};

struct list_rule {
	const struct look *look;
	long indent; /* hundredths of a point */
	const char *class;
};

struct sheet {
	struct arena *arena;
	struct style *style;
	const struct look *base;
	GArray *rules;     /* of struct rule, in order of first use */
	GHashTable *names; /* classes in use */
	GArray *lists;     /* of struct list_rule */
	GHashTable *tables;
	GArray *colours;   /* of struct named, in order of first use */
	GString *extra;    /* rules of lists, tables and the cover */
	struct colour band;
};

struct sheet *
sheet_create(struct style *style)
{
	struct sheet *sheet = g_new0(struct sheet, 1);

	sheet->arena = arena_create();
	sheet->style = style;
	sheet->base = style_look(style, "base");
	sheet->rules = g_array_new(FALSE, FALSE, sizeof(struct rule));
	sheet->names = g_hash_table_new(g_str_hash, g_str_equal);
	sheet->lists = g_array_new(FALSE, FALSE, sizeof(struct list_rule));
	sheet->tables = g_hash_table_new(g_str_hash, g_str_equal);
	sheet->colours = g_array_new(FALSE, FALSE, sizeof(struct named));
	sheet->extra = g_string_new(NULL);
	return sheet;
}

void
sheet_destroy(struct sheet *sheet)
{
	if (!sheet)
		return;
	g_array_free(sheet->rules, TRUE);
	g_hash_table_destroy(sheet->names);
	g_array_free(sheet->lists, TRUE);
	g_hash_table_destroy(sheet->tables);
	g_array_free(sheet->colours, TRUE);
	g_string_free(sheet->extra, TRUE);
	arena_destroy(sheet->arena);
	g_free(sheet);
}

/* ---- values ---- */

double
sheet_rem(const struct sheet *sheet, double points)
{
	return points / sheet->base->size;
}

static const char *
rem(const struct sheet *sheet, double points)
{
	GString *out = g_string_new(NULL);
	const char *text;

	svg_number(out, sheet_rem(sheet, points));
	if (strcmp(out->str, "0") != 0)
		g_string_append(out, "rem");
	text = arena_strdup(sheet->arena, out->str);
	g_string_free(out, TRUE);
	return text;
}

static const char *
colour_name(struct sheet *sheet, struct colour colour, bool kept)
{
	const struct named named = { colour, kept };
	guint i = 0;

	for (; i < sheet->colours->len; i++) {
		const struct named *known = &g_array_index(sheet->colours, struct named, i);

		if (known->colour.red == colour.red && known->colour.green == colour.green &&
			known->colour.blue == colour.blue && known->kept == kept)
			break;
	}
	if (i == sheet->colours->len)
		g_array_append_val(sheet->colours, named);
	return arena_printf(sheet->arena, "var(--c%u)", i);
}

const char *
sheet_colour(struct sheet *sheet, struct colour colour)
{
	return colour_name(sheet, colour, false);
}

/* A dark ground is dark enough for dark surroundings: it stays, and so does what is written on it.
 * Its counterpart would be a glaring one. */
static bool
is_dark(struct colour ground)
{
	const struct colour paper = { 1, 1, 1, true };

	return ground.set && palette_contrast(ground, paper) >= 4.5;
}

const char *
sheet_colour_on(struct sheet *sheet, struct colour colour, struct colour ground)
{
	return colour_name(sheet, colour, is_dark(ground));
}

/* Fonts with the same widths first, then what every machine has. */
void
sheet_family(GString *out, const char *family)
{
	static const struct { const char *name, *instead; } known[] = {
		{ "Liberation Sans", "Arial,Helvetica,sans-serif" },
		{ "Liberation Serif", "'Times New Roman',Times,serif" },
		{ "Liberation Mono", "'Courier New',Courier,monospace" },
	};
	const char *instead = strstr(family, "Serif") ? "serif"
		: strstr(family, "Mono") ? "monospace" : "sans-serif";

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (strcmp(family, known[i].name) == 0)
			instead = known[i].instead;
	g_string_append_c(out, '\'');
	for (const char *p = family; *p; p++) /* a name is words; anything else could end the string */
		if (g_ascii_isalnum(*p) || strchr(" -_", *p) || (unsigned char)*p >= 0x80)
			g_string_append_c(out, *p);
	g_string_append_printf(out, "',%s", instead);
}

/* ---- what looks say ---- */

/* Large type shrinks with the window, but never below what the words around it have. */
static void
size_put(const struct sheet *sheet, GString *css, double size)
{
	double times = sheet_rem(sheet, size);

	if (times <= 1.3) {
		g_string_append_printf(css, "font-size:%s;", rem(sheet, size));
		return;
	}
	g_string_append_printf(css, "font-size:min(%s,.9rem + ", rem(sheet, size));
	svg_number(css, times * 1.9);
	g_string_append(css, "vw);");
}

static void
align_put(GString *css, enum align align)
{
	static const char *const names[] = { [ALIGN_LEFT] = "start", [ALIGN_RIGHT] = "end",
		[ALIGN_CENTRE] = "center", [ALIGN_JUSTIFY] = "start", [ALIGN_DECIMAL] = "end",
		[ALIGN_STYLE] = "start" }; /* justified text without hyphens tears on a screen */

	g_string_append_printf(css, "text-align:%s;", names[align]);
}

/* Type: only what differs from the page's own, which is inherited. */
static void
type_put(struct sheet *sheet, GString *css, const struct look *look)
{
	const struct look *base = sheet->base;

	if (strcmp(look->family, base->family) != 0) {
		g_string_append(css, "font-family:");
		sheet_family(css, look->family);
		g_string_append_c(css, ';');
	}
	size_put(sheet, css, look->size);
	g_string_append(css, "line-height:");
	svg_number(css, look->leading / look->size);
	g_string_append_printf(css, ";font-weight:%s;", look->bold ? "bold" : "normal");
	if (look->italic)
		g_string_append(css, "font-style:italic;");
	if (look->upper)
		g_string_append(css, "text-transform:uppercase;");
	if (look->small_caps)
		g_string_append(css, "font-variant-caps:small-caps;");
	if (look->underline)
		g_string_append(css, "text-decoration:underline;");
	if (look->align != base->align)
		align_put(css, look->align);
	g_string_append_printf(css, "color:%s;", colour_name(sheet, look->ink, is_dark(look->ground)));
}

/* Room above and below is for pages: on a screen, more than three lines of it look like the end. */
static void
margin_put(const struct sheet *sheet, GString *css, const struct look *look, double left)
{
	double most = sheet->base->size * 3.5;

	g_string_append_printf(css, "margin:%s ", rem(sheet, MIN(look->before, most)));
	g_string_append_printf(css, "%s ", rem(sheet, MAX(look->right, 0)));
	g_string_append_printf(css, "%s ", rem(sheet, MIN(look->after, most)));
	g_string_append_printf(css, "%s;", rem(sheet, MAX(left, 0)));
}

static void
rules_put(struct sheet *sheet, GString *css, const struct look *look)
{
	const struct { const char *side; double width; } sides[] = {
		{ "top", look->rule_above }, { "bottom", look->rule_below },
		{ "left", look->rule_left }, { "right", look->rule_right },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
		if (sides[i].width <= 0 || !look->rule.set)
			continue;
		g_string_append_printf(css, "border-%s:max(1px,", sides[i].side);
		g_string_append_printf(css, "%s) solid %s;", rem(sheet, sides[i].width),
			sheet_colour(sheet, look->rule));
	}
}

static void
frame_put(struct sheet *sheet, GString *css, const struct look *look)
{
	if (look->ground.set)
		g_string_append_printf(css, "background:%s;",
			colour_name(sheet, look->ground, is_dark(look->ground)));
	rules_put(sheet, css, look);
	if (look->pad_x > 0 || look->pad_y > 0) {
		g_string_append_printf(css, "padding:%s ", rem(sheet, look->pad_y));
		g_string_append_printf(css, "%s;", rem(sheet, look->pad_x));
	}
}

/* Words in a line: what the look itself says, and the rest stays as it is around them. */
static void
inline_put(struct sheet *sheet, GString *css, const struct look *look)
{
	if (style_says(look, offsetof(struct look, family))) {
		g_string_append(css, "font-family:");
		sheet_family(css, look->family);
		g_string_append_c(css, ';');
	}
	if (style_says(look, offsetof(struct look, size)))
		g_string_append_printf(css, "font-size:%s;", rem(sheet, look->size));
	if (style_says(look, offsetof(struct look, bold)))
		g_string_append_printf(css, "font-weight:%s;", look->bold ? "bold" : "normal");
	if (style_says(look, offsetof(struct look, italic)))
		g_string_append_printf(css, "font-style:%s;", look->italic ? "italic" : "normal");
	if (style_says(look, offsetof(struct look, upper)))
		g_string_append_printf(css, "text-transform:%s;", look->upper ? "uppercase" : "none");
	if (style_says(look, offsetof(struct look, small_caps)))
		g_string_append_printf(css, "font-variant-caps:%s;", look->small_caps ? "small-caps" : "normal");
	if (style_says(look, offsetof(struct look, underline)))
		g_string_append_printf(css, "text-decoration:%s;", look->underline ? "underline" : "none");
	if (style_says(look, offsetof(struct look, ink)))
		g_string_append_printf(css, "color:%s;", sheet_colour(sheet, look->ink));
	if (look->rise != 0) {
		g_string_append(css, "line-height:0;vertical-align:");
		svg_number(css, look->rise / look->size);
		g_string_append(css, "em;");
	}
}

/* ---- classes ---- */

/* The look's name in the style, and a number after it where two looks share it. */
static const char *
class_name(struct sheet *sheet, const char *name)
{
	const char *class = arena_printf(sheet->arena, "k-%s", name);

	for (int i = 2; g_hash_table_contains(sheet->names, class); i++)
		class = arena_printf(sheet->arena, "k-%s-%d", name, i);
	g_hash_table_add(sheet->names, (gpointer)class);
	return class;
}

const char *
sheet_class(struct sheet *sheet, const struct look *look, enum use use)
{
	struct rule rule = { .look = look, .use = use };

	for (guint i = 0; i < sheet->rules->len; i++) {
		const struct rule *known = &g_array_index(sheet->rules, struct rule, i);

		if (known->look == look && known->use == use)
			return known->class;
	}
	rule.class = class_name(sheet, look->name);
	g_array_append_val(sheet->rules, rule);
	return rule.class;
}

const char *
sheet_list(struct sheet *sheet, const struct look *look, double indent)
{
	struct list_rule rule = { .look = look, .indent = lround(indent * 100) };
	const struct look *marker = style_over(sheet->style, look, "marker");
	GString *css = sheet->extra;
	const char *class;

	for (guint i = 0; i < sheet->lists->len; i++) {
		const struct list_rule *known = &g_array_index(sheet->lists, struct list_rule, i);

		if (known->look == look && known->indent == rule.indent)
			return known->class;
	}
	class = rule.class = class_name(sheet, look->name);
	g_array_append_val(sheet->lists, rule);
	g_string_append_printf(css, ".%s{", class);
	type_put(sheet, css, look);
	g_string_append_printf(css, "padding-inline-start:max(1.3rem,%s)}\n", rem(sheet, indent));
	g_string_append_printf(css, ".%s>li{margin-bottom:%s}\n", class, rem(sheet, look->after));
	g_string_append_printf(css, ".%s>li>p:not(:last-child){margin-bottom:%s}\n", class,
		rem(sheet, look->after));
	g_string_append_printf(css, ".%s>li::marker{color:%s}\n", class,
		sheet_colour(sheet, marker->ink));
	if (look->marker && *look->marker && !strpbrk(look->marker, "'\\<&"))
		g_string_append_printf(css, "ul.%s{list-style-type:'%s\\2002 '}\n", class, look->marker);
	return class;
}

const struct look *
sheet_part(const struct sheet *sheet, const char *table, const char *part)
{
	const char *own = arena_printf(sheet->arena, "%s-%s", table ? table : "table", part);

	return style_look(sheet->style, style_knows(sheet->style, own) ? own
		: arena_printf(sheet->arena, "table-%s", part));
}

const char *
sheet_table(struct sheet *sheet, const char *name)
{
	static const struct { const char *part, *cells; } parts[] = {
		{ "cell", "td" }, { "row", "tbody th" }, { "head", "thead :is(th,td)" },
		{ "group", ".group>:is(th,td)" },
	};
	const char *known = name && style_knows(sheet->style, name) ? name : "table";
	const char *class = arena_printf(sheet->arena, "t-%s", name ? name : "table");
	const struct look *look = style_look(sheet->style, known);
	GString *css = sheet->extra;

	if (g_hash_table_contains(sheet->tables, class))
		return class;
	g_hash_table_add(sheet->tables, (gpointer)class);
	g_string_append_printf(css, "table.%s{", class);
	frame_put(sheet, css, look);
	g_string_append(css, "}\n");
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		look = sheet_part(sheet, name, parts[i].part);
		g_string_append_printf(css, ".%s %s{", class, parts[i].cells);
		type_put(sheet, css, look);
		frame_put(sheet, css, look);
		if (look->valign != VALIGN_TOP)
			g_string_append_printf(css, "vertical-align:%s;",
				look->valign == VALIGN_MIDDLE ? "middle" : "bottom");
		g_string_append_printf(css, "}\n.%s %s>p:not(:last-child){margin-bottom:%s}\n", class,
			parts[i].cells, rem(sheet, look->after));
	}
	return class;
}

/* On the band a text keeps its own ink when that can be read there (4.5 to 1), else it takes the
 * paper's or the text's, whichever stands out more. */
static struct colour
ink_on(const struct sheet *sheet, struct colour ground, struct colour ink)
{
	const struct colour paper = { 1, 1, 1, true };
	struct colour text = sheet->base->ink;

	if (palette_contrast(ink, ground) >= 4.5)
		return ink;
	return palette_contrast(paper, ground) > palette_contrast(text, ground) ? paper : text;
}

void
sheet_cover(struct sheet *sheet, struct colour band)
{
	GString *css = sheet->extra;
	const struct colour ink = ink_on(sheet, band, sheet->base->ink);

	g_string_append_printf(css, ".band{background:%s;", colour_name(sheet, band, is_dark(band)));
	g_string_append_printf(css, "color:%s}\n", colour_name(sheet, ink, is_dark(band)));
	g_string_append_printf(css, ".band>div>:is(ul,ol){color:%s}\n",
		colour_name(sheet, ink, is_dark(band)));
	g_string_append(css, ".band>div>:is(ul,ol)>li::marker{color:inherit}\n");
	for (guint i = 0; i < sheet->rules->len; i++) {
		const struct rule *rule = &g_array_index(sheet->rules, struct rule, i);
		struct colour seen = ink_on(sheet, band, rule->look->ink);

		if (rule->use == USE_TEXT || rule->use == USE_ITEM)
			g_string_append_printf(css, ".band>div>.%s{color:%s}\n", rule->class,
				colour_name(sheet, seen, is_dark(band)));
	}
}

/* ---- the sheet ---- */

static void
rule_put(struct sheet *sheet, GString *css, const struct rule *rule)
{
	const struct look *look = rule->look;

	g_string_append_printf(css, ".%s{", rule->class);
	switch (rule->use) {
	case USE_TEXT:
	case USE_ITEM:
		type_put(sheet, css, look);
		margin_put(sheet, css, look, rule->use == USE_TEXT ? look->left : 0);
		if (look->hang > 0)
			g_string_append_printf(css, "--hang:%s;", rem(sheet, look->hang));
		break;
	case USE_INLINE:
		inline_put(sheet, css, look);
		break;
	case USE_BOX:
		margin_put(sheet, css, look, look->left);
		frame_put(sheet, css, look);
		g_string_append(css, look->keep_next ? "break-after:avoid;" : "");
		g_string_append(css, look->keep_together ? "break-inside:avoid;" : "");
		break;
	case USE_COUNT:
		break;
	}
	g_string_append(css, "}\n");
}

static void
colours_put(const struct sheet *sheet, GString *css, bool dark)
{
	for (guint i = 0; i < sheet->colours->len; i++) {
		const struct named *named = &g_array_index(sheet->colours, struct named, i);
		struct colour colour = dark && !named->kept ? palette_dark(named->colour) : named->colour;
		char printed[8];

		if (dark && named->kept)
			continue;
		colour_print(printed, colour);
		g_string_append_printf(css, "--c%u:%s;", i, printed);
	}
}

/* The colours that the fixed rules name. */
static void
names_put(struct sheet *sheet, GString *css)
{
	static const char *const looks[][2] = { { "link", "link" }, { "number", "number" },
		{ "mark", "note-mark" } };
	const struct colour paper = { 1, 1, 1, true };
	const struct look *base = sheet->base;
	struct colour tint = style_look(sheet->style, "box")->ground;

	g_string_append_printf(css, "--paper:%s;", sheet_colour(sheet, paper));
	g_string_append_printf(css, "--ink:%s;", sheet_colour(sheet, base->ink));
	for (size_t i = 0; i < G_N_ELEMENTS(looks); i++)
		g_string_append_printf(css, "--%s:%s;", looks[i][0],
			sheet_colour(sheet, style_look(sheet->style, looks[i][1])->ink));
	g_string_append_printf(css, "--rule:%s;",
		sheet_colour(sheet, style_look(sheet->style, "table-cell")->rule));
	g_string_append_printf(css, "--tint:%s;",
		sheet_colour(sheet, tint.set ? tint : paper));
	g_string_append_printf(css, "--after:%s;", rem(sheet, style_look(sheet->style, "para")->after));
	g_string_append(css, "font-family:");
	sheet_family(css, base->family);
	g_string_append(css, ";line-height:");
	svg_number(css, base->leading / base->size);
}

void
sheet_put(struct sheet *sheet, GString *out)
{
	GString *rules = g_string_new(NULL), *names = g_string_new(NULL);

	for (guint i = 0; i < sheet->rules->len; i++)
		rule_put(sheet, rules, &g_array_index(sheet->rules, struct rule, i));
	names_put(sheet, names);
	g_string_append(out, ":root{");
	colours_put(sheet, out, false);
	g_string_append_printf(out, "%s}\n@media screen and (prefers-color-scheme:dark){:root{",
		names->str);
	colours_put(sheet, out, true);
	g_string_append_printf(out, "}}\n%s", sheet_fixed);
	g_string_append(out, rules->str);
	g_string_append(out, sheet->extra->str);
	g_string_append(out, sheet_fixed_last);
	g_string_free(rules, TRUE);
	g_string_free(names, TRUE);
}
