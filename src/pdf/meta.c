/* What a document says of itself, twice: in the information dictionary for old readers, in XMP (ISO
 * 16684-1) for PDF/A and PDF/UA. The two must agree. */
#include "pdf/finish.h"

#include <string.h>

#include "base/version.h"

/* The schema that describes `pdfuaid`, which PDF/A does not know (19005-3, 6.6.2.3). */
static const char xmp_extension[] =
	"<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
	" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	"<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaProperty:name>part</pdfaProperty:name>\n"
	"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
	"<pdfaProperty:category>internal</pdfaProperty:category>\n"
	"<pdfaProperty:description>Part of PDF/UA that the file conforms to"
	"</pdfaProperty:description>\n"
	"</rdf:li></rdf:Seq></pdfaSchema:property>\n"
	"</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n";

static const char xmp_identity[] =
	"<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
	" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
	"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
	"<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n";

/* How a property stands in XMP. */
enum shape { SHAPE_PLAIN, SHAPE_LANGUAGES, SHAPE_LIST, SHAPE_BAG };

struct property {
	const char *key;      /* in the information dictionary, or NULL */
	const char *name;     /* in XMP */
	enum shape shape;
	const char *value;    /* NULL or empty: not said */
	bool date;
};

void
pdf_date_put(GString *out, const char *date)
{
	g_string_append(out, "(D:");
	for (; *date; date++)
		if (g_ascii_isalnum(*date) && *date != 'T')
			g_string_append_c(out, *date);
	g_string_append_c(out, ')');
}

static void
info_write(struct finish *finish, const struct property *properties, size_t count)
{
	GString *out;

	finish->info = writer_reserve(finish->writer, 1);
	out = writer_begin(finish->writer, finish->info);
	g_string_append(out, "<<");
	for (size_t i = 0; i < count; i++) {
		if (!properties[i].key || !properties[i].value || !*properties[i].value)
			continue;
		g_string_append_printf(out, "/%s", properties[i].key);
		if (properties[i].date)
			pdf_date_put(out, properties[i].value);
		else
			text_string_put(out, properties[i].value);
	}
	g_string_append(out, ">>");
	writer_end(finish->writer);
}

static void
property_put(GString *out, const struct property *property)
{
	static const struct { const char *before, *after; } around[] = {
		[SHAPE_PLAIN] = { "", "" },
		[SHAPE_LANGUAGES] = { "<rdf:Alt><rdf:li xml:lang=\"x-default\">", "</rdf:li></rdf:Alt>" },
		[SHAPE_LIST] = { "<rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq>" },
		[SHAPE_BAG] = { "<rdf:Bag><rdf:li>", "</rdf:li></rdf:Bag>" },
	};
	char *text;

	if (!property->value || !*property->value)
		return;
	text = g_markup_escape_text(property->value, -1);
	g_string_append_printf(out, "<%s>%s%s%s</%s>\n", property->name,
		around[property->shape].before, text, around[property->shape].after, property->name);
	g_free(text);
}

static void
xmp_write(struct finish *finish, const struct property *properties, size_t count)
{
	GString *out = g_string_new("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");

	g_string_append(out, xmp_identity);
	g_string_append(out, "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n");
	for (size_t i = 0; i < count; i++)
		property_put(out, &properties[i]);
	g_string_append(out, "</rdf:Description>\n");
	g_string_append(out, xmp_extension);
	g_string_append(out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
	finish->metadata = writer_reserve(finish->writer, 1);
	writer_stream(finish->writer, finish->metadata, "/Type/Metadata/Subtype/XML", out->str, out->len);
	g_string_free(out, TRUE);
}

bool
metadata_write(struct finish *finish)
{
	const struct head *head = &finish->pages->report->head;
	char *producer = g_strconcat("revisit ", version_number, ", ", finish->producer, NULL);
	const struct property properties[] = {
		{ "Title", "dc:title", SHAPE_LANGUAGES, head->title, false },
		{ "Author", "dc:creator", SHAPE_LIST, head->author, false },
		{ "Subject", "dc:description", SHAPE_LANGUAGES, head->subject, false },
		{ NULL, "dc:language", SHAPE_BAG, head->lang, false },
		{ "Keywords", "pdf:Keywords", SHAPE_PLAIN, head->keywords, false },
		{ "Producer", "pdf:Producer", SHAPE_PLAIN, producer, false },
		{ "Creator", "xmp:CreatorTool", SHAPE_PLAIN, "revisit", false },
		{ "CreationDate", "xmp:CreateDate", SHAPE_PLAIN, finish->date, true },
		{ "ModDate", "xmp:ModifyDate", SHAPE_PLAIN, finish->date, true },
	};

	info_write(finish, properties, G_N_ELEMENTS(properties));
	xmp_write(finish, properties, G_N_ELEMENTS(properties));
	g_string_append_printf(finish->catalog, "/Metadata %d 0 R/ViewerPreferences"
		"<</DisplayDocTitle true>>/Lang", finish->metadata);
	text_string_put(finish->catalog, head->lang ? head->lang : "en-GB");
	g_free(producer);
	return true;
}
