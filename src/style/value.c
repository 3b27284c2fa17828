/* Attributes of a style: their tables and how values are read. */
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/xml.h"
#include "style/reader.h"

void
reader_fail(struct reader *reader, const xmlNode *at, const char *format, ...)
{
	va_list args;
	char *message;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	diag(reader->diags, DIAG_STYLE,
		(struct place){ at->_private, (int)xmlGetLineNo((xmlNode *)at), 0, NULL }, "%s", message);
	g_free(message);
	reader->failed++;
}

bool
reader_misses(struct reader *reader, const char *name)
{
	reader->failed++;
	return g_hash_table_add(reader->told, arena_strdup(reader->style->arena, name));
}

/* Sizes of the types that attributes have, for laying one look over another. */
enum { TEXT = sizeof(char *), LENGTH = sizeof(double), COUNT = sizeof(int), BOOL = sizeof(bool),
	ALIGN = sizeof(enum align), COLOUR = sizeof(struct colour) };

static bool
read_text(struct reader *reader, const char *text, void *value)
{
	*(const char **)value = arena_strdup(reader->style->arena, text);
	return true;
}

/* Points, or millimetres when the number says so. */
static bool
read_length(struct reader *reader, const char *text, void *value)
{
	char *end;
	double number = g_ascii_strtod(text, &end);

	(void)reader;
	if (end == text || !isfinite(number) || fabs(number) > 10000)
		return false;
	if (strcmp(end, "mm") == 0)
		number *= 72 / 25.4;
	else if (*end && strcmp(end, "pt") != 0)
		return false;
	*(double *)value = number;
	return true;
}

static bool
read_count(struct reader *reader, const char *text, void *value)
{
	char *end;
	gint64 number = g_ascii_strtoll(text, &end, 10);

	(void)reader;
	*(int *)value = (int)number;
	return end != text && !*end && number >= 0 && number <= 1000;
}

static bool
read_part(struct reader *reader, const char *text, void *value)
{
	char *end;
	double number = g_ascii_strtod(text, &end);

	(void)reader;
	*(double *)value = number;
	return end != text && !*end && number >= 0.5 && number <= 1;
}

static bool
read_bool(struct reader *reader, const char *text, void *value)
{
	(void)reader;
	*(bool *)value = strcmp(text, "yes") == 0;
	return strcmp(text, "yes") == 0 || strcmp(text, "no") == 0;
}

static bool
read_align(struct reader *reader, const char *text, void *value)
{
	static const char *const names[] = {
		[ALIGN_LEFT] = "left", [ALIGN_RIGHT] = "right", [ALIGN_CENTRE] = "centre",
		[ALIGN_JUSTIFY] = "justify", [ALIGN_DECIMAL] = "decimal",
	};

	(void)reader;
	for (int i = ALIGN_LEFT; i <= ALIGN_DECIMAL; i++)
		if (strcmp(text, names[i]) == 0) {
			*(enum align *)value = i;
			return true;
		}
	return false;
}

static bool
read_valign(struct reader *reader, const char *text, void *value)
{
	static const char *const names[] = {
		[VALIGN_TOP] = "top", [VALIGN_MIDDLE] = "middle", [VALIGN_BOTTOM] = "bottom",
	};

	(void)reader;
	for (enum valign i = VALIGN_TOP; i <= VALIGN_BOTTOM; i++)
		if (strcmp(text, names[i]) == 0) {
			*(enum valign *)value = i;
			return true;
		}
	return false;
}

bool
read_colour(struct reader *reader, const char *text, void *value)
{
	struct colour *colour = value;
	const struct colour *named = g_hash_table_lookup(reader->style->colours, text);
	unsigned rgb;
	char end;

	if (named)
		*colour = *named;
	else if (strcmp(text, "none") == 0)
		*colour = (struct colour){ 0 };
	else if (strlen(text) == 7 && sscanf(text, "#%6x%c", &rgb, &end) == 1)
		*colour = (struct colour){ (rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0,
			(rgb & 255) / 255.0, true };
	else
		return false;
	return true;
}

/* The style's word for a family becomes the font's own name. */
static bool
read_family(struct reader *reader, const char *text, void *value)
{
	for (guint i = 0; i < reader->style->families->len; i++) {
		struct family *family = &g_array_index(reader->style->families, struct family, i);

		if (!family->fallback && strcmp(family->name, text) == 0) {
			*(const char **)value = family->family;
			return true;
		}
	}
	return false;
}

#define SAYS_LENGTH "a length in points, or with mm after it"
#define SAYS_BOOL "yes or no"

const struct attribute look_attributes[] = {
	{ "font", read_family, TEXT, offsetof(struct look, family), "a family of the style, not a fallback" },
	{ "size", read_length, LENGTH, offsetof(struct look, size), SAYS_LENGTH },
	{ "leading", read_length, LENGTH, offsetof(struct look, leading), SAYS_LENGTH },
	{ "bold", read_bool, BOOL, offsetof(struct look, bold), SAYS_BOOL },
	{ "italic", read_bool, BOOL, offsetof(struct look, italic), SAYS_BOOL },
	{ "upper", read_bool, BOOL, offsetof(struct look, upper), SAYS_BOOL },
	{ "small-caps", read_bool, BOOL, offsetof(struct look, small_caps), SAYS_BOOL },
	{ "underline", read_bool, BOOL, offsetof(struct look, underline), SAYS_BOOL },
	{ "rise", read_length, LENGTH, offsetof(struct look, rise), SAYS_LENGTH },
	{ "ink", read_colour, COLOUR, offsetof(struct look, ink), SAYS_COLOUR },
	{ "ground", read_colour, COLOUR, offsetof(struct look, ground), SAYS_COLOUR },
	{ "rule", read_colour, COLOUR, offsetof(struct look, rule), SAYS_COLOUR },
	{ "align", read_align, ALIGN, offsetof(struct look, align), "left, right, centre, justify or decimal" },
	{ "valign", read_valign, sizeof(enum valign), offsetof(struct look, valign), "top, middle or bottom" },
	{ "before", read_length, LENGTH, offsetof(struct look, before), SAYS_LENGTH },
	{ "after", read_length, LENGTH, offsetof(struct look, after), SAYS_LENGTH },
	{ "left", read_length, LENGTH, offsetof(struct look, left), SAYS_LENGTH },
	{ "right", read_length, LENGTH, offsetof(struct look, right), SAYS_LENGTH },
	{ "hang", read_length, LENGTH, offsetof(struct look, hang), SAYS_LENGTH },
	{ "pad-x", read_length, LENGTH, offsetof(struct look, pad_x), SAYS_LENGTH },
	{ "pad-y", read_length, LENGTH, offsetof(struct look, pad_y), SAYS_LENGTH },
	{ "rule-above", read_length, LENGTH, offsetof(struct look, rule_above), SAYS_LENGTH },
	{ "rule-below", read_length, LENGTH, offsetof(struct look, rule_below), SAYS_LENGTH },
	{ "rule-left", read_length, LENGTH, offsetof(struct look, rule_left), SAYS_LENGTH },
	{ "rule-right", read_length, LENGTH, offsetof(struct look, rule_right), SAYS_LENGTH },
	{ "keep-next", read_bool, BOOL, offsetof(struct look, keep_next), SAYS_BOOL },
	{ "keep-previous", read_bool, BOOL, offsetof(struct look, keep_previous), SAYS_BOOL },
	{ "keep-together", read_bool, BOOL, offsetof(struct look, keep_together), SAYS_BOOL },
	{ "page-before", read_bool, BOOL, offsetof(struct look, page_before), SAYS_BOOL },
	{ "page-odd", read_bool, BOOL, offsetof(struct look, page_odd), SAYS_BOOL },
	{ "notes-below", read_bool, BOOL, offsetof(struct look, notes_below), SAYS_BOOL },
	{ "first-fit", read_bool, BOOL, offsetof(struct look, first_fit), SAYS_BOOL },
	{ "balance", read_bool, BOOL, offsetof(struct look, balance), SAYS_BOOL },
	{ "hyphenate", read_bool, BOOL, offsetof(struct look, hyphenate), SAYS_BOOL },
	{ "shrink", read_part, sizeof(double), offsetof(struct look, shrink), "a number from 0.5 to 1" },
	{ "turn", read_text, TEXT, offsetof(struct look, turn), "a page of the style" },
	{ "columns", read_count, COUNT, offsetof(struct look, columns), "a whole number" },
	{ "gap", read_length, LENGTH, offsetof(struct look, gap), SAYS_LENGTH },
	{ "span", read_bool, BOOL, offsetof(struct look, span), SAYS_BOOL },
	{ "widows", read_count, COUNT, offsetof(struct look, widows), "a whole number" },
	{ "orphans", read_count, COUNT, offsetof(struct look, orphans), "a whole number" },
	{ "marker", read_text, TEXT, offsetof(struct look, marker), "text" },
	{ NULL, NULL, 0, 0, NULL },
};

const struct attribute page_attributes[] = {
	{ "width", read_length, LENGTH, offsetof(struct page_master, width), SAYS_LENGTH },
	{ "height", read_length, LENGTH, offsetof(struct page_master, height), SAYS_LENGTH },
	{ "top", read_length, LENGTH, offsetof(struct page_master, top), SAYS_LENGTH },
	{ "bottom", read_length, LENGTH, offsetof(struct page_master, bottom), SAYS_LENGTH },
	{ "left", read_length, LENGTH, offsetof(struct page_master, left), SAYS_LENGTH },
	{ "right", read_length, LENGTH, offsetof(struct page_master, right), SAYS_LENGTH },
	{ "band", read_colour, COLOUR, offsetof(struct page_master, band), SAYS_COLOUR },
	{ "band-height", read_length, LENGTH, offsetof(struct page_master, band_height), SAYS_LENGTH },
	{ NULL, NULL, 0, 0, NULL },
};

const struct attribute furniture_attributes[] = {
	{ "left", read_text, TEXT, offsetof(struct furniture, left), "text" },
	{ "centre", read_text, TEXT, offsetof(struct furniture, centre), "text" },
	{ "right", read_text, TEXT, offsetof(struct furniture, right), "text" },
	{ "look", read_text, TEXT, offsetof(struct furniture, look), "a look" },
	{ "y", read_length, LENGTH, offsetof(struct furniture, y), SAYS_LENGTH },
	{ "rule-y", read_length, LENGTH, offsetof(struct furniture, rule_y), SAYS_LENGTH },
	{ "rule-width", read_length, LENGTH, offsetof(struct furniture, rule_width), SAYS_LENGTH },
	{ NULL, NULL, 0, 0, NULL },
};

/* A wrong value is told where it stands; a name that was to be defined elsewhere, once. */
static void
value_refuse(struct reader *reader, const xmlNode *element, const struct attribute *row, const char *value)
{
	bool names = row->read == read_family || (row->read == read_colour && *value != '#');

	if (!names || reader_misses(reader, value))
		reader_fail(reader, element, "%s=\"%s\" should be %s", row->name, value, row->says);
}

unsigned long
attributes_read(struct reader *reader, const xmlNode *element, const struct attribute *table,
	void *into)
{
	unsigned long said = 0;

	for (const xmlAttr *attr = element->properties; attr; attr = attr->next) {
		const char *name = (const char *)attr->name;
		const struct attribute *row = table;
		char *value;

		if (strcmp(name, "name") == 0 || strcmp(name, "from") == 0)
			continue;
		while (row->name && strcmp(row->name, name) != 0)
			row++;
		value = xml_attribute(element, name);
		if (!row->name)
			reader_fail(reader, element, "`%s` has no attribute `%s`", element->name, name);
		else if (!row->read(reader, value, (char *)into + row->offset))
			value_refuse(reader, element, row, value);
		else
			said |= 1ul << (row - table);
		g_free(value);
	}
	return said;
}
