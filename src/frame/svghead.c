/* SVG heads: the size that a drawing asks for, and that it leans on nothing outside itself. */
#include "frame/picture.h"

#include <glib.h>
#include <libxml/parser.h>
#include <math.h>
#include <string.h>

#include "base/xml.h"

enum { MOST_BYTES = 4 << 20 };

/* Points; 0 when it says nothing that can be used. Pixels are 96 an inch, as in CSS. */
static double
length_of(const char *text)
{
	static const struct {
		const char *unit;
		double points;
	} units[] = {
		{ "", 0.75 }, { "px", 0.75 }, { "pt", 1 }, { "pc", 12 }, { "in", 72 },
		{ "cm", 72 / 2.54 }, { "mm", 7.2 / 2.54 }, { "Q", 1.8 / 2.54 },
	};
	char *end = NULL;
	double number = text ? g_ascii_strtod(text, &end) : 0;

	if (!text || end == text || !isfinite(number) || number <= 0 || number > 100000)
		return 0;
	while (g_ascii_isspace(*end))
		end++;
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
		if (strcmp(end, units[i].unit) == 0)
			return number * units[i].points;
	return 0;
}

/* The third and the fourth number of a viewBox. */
static bool
view_of(const char *text, double *width, double *height)
{
	double numbers[4];

	for (int i = 0; text && i < 4; i++) {
		char *end;

		text += strspn(text, " ,\t\n\r");
		numbers[i] = g_ascii_strtod(text, &end);
		if (end == text || !isfinite(numbers[i]) || fabs(numbers[i]) > 1000000)
			return false;
		text = end;
	}
	if (!text || numbers[2] <= 0 || numbers[3] <= 0)
		return false;
	*width = numbers[2] * 0.75;
	*height = numbers[3] * 0.75;
	return true;
}

static const char *
size_read(struct picture *picture, const xmlNode *root)
{
	char *across = xml_attribute(root, "width"), *down = xml_attribute(root, "height"),
		*view = xml_attribute(root, "viewBox");
	double width = length_of(across), height = length_of(down), own_width = 0, own_height = 0;
	bool viewed = view_of(view, &own_width, &own_height);

	if (viewed && !width)
		width = height ? height * own_width / own_height : own_width;
	if (viewed && !height)
		height = width * own_height / own_width;
	picture->width = width;
	picture->height = height;
	g_free(across);
	g_free(down);
	g_free(view);
	return width > 0 && height > 0 && width <= 100000 && height <= 100000 ? NULL
		: "does not say its size: its svg element needs width and height, or a viewBox";
}

/* A drawing is shown with what it holds itself, or not at all. */
static bool
leans_outside(const xmlNode *element)
{
	for (const xmlNode *at = element->children; at; at = at->next) {
		xmlChar *href;
		bool outside;

		if (at->type != XML_ELEMENT_NODE)
			continue;
		href = xmlGetProp((xmlNode *)at, (const xmlChar *)"href"); /* with any prefix */
		outside = href && *href != '#' && strncmp((const char *)href, "data:", 5) != 0 &&
			!xmlStrEqual(at->name, (const xmlChar *)"a");
		xmlFree(href);
		if (outside || leans_outside(at))
			return true;
	}
	return false;
}

const char *
svg_head(struct picture *picture)
{
	const char *bytes = (const char *)picture->bytes, *wrong = NULL;
	const xmlNode *root;
	xmlParserCtxtPtr ctxt;
	xmlDocPtr doc;

	if (picture->size > MOST_BYTES)
		return "is an SVG of more than 4 MB";
	if (memmem(bytes, picture->size, "<!DOCTYPE", 9))
		return "has a DOCTYPE; save it as plain SVG, without one";
	ctxt = xmlNewParserCtxt();
	if (!ctxt)
		g_error("out of memory");
	doc = xmlCtxtReadMemory(ctxt, bytes, (int)picture->size, NULL, NULL, XML_PARSE_NONET);
	root = doc ? xmlDocGetRootElement(doc) : NULL;
	if (!root)
		wrong = "is neither PNG, JPEG nor SVG";
	else if (!xmlStrEqual(root->name, (const xmlChar *)"svg") || !root->ns ||
		!xmlStrEqual(root->ns->href, (const xmlChar *)"http://www.w3.org/2000/svg"))
		wrong = "is XML, but not SVG";
	else if (leans_outside(root))
		wrong = "refers to other files; save it with all its parts in it";
	else
		wrong = size_read(picture, root);
	xmlFreeDoc(doc);
	xmlFreeParserCtxt(ctxt);
	return wrong;
}
