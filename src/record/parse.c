/* The parser's half of reading a record: libxml2 under guard. It gets text that the scan has passed,
 * so its own complaints are rare; they are told in our words by their codes. */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "record/private.h"

struct parse {
	struct source *source;
	GArray *spots;
	guint next;
	struct diags *diags;
	startElementNsSAX2Func start_element;
	bool failed;
};

static const struct words {
	int code;
	const char *message;
} words[] = {
	{ XML_ERR_NO_MEMORY, "the memory does not suffice to read the record" },
	{ XML_ERR_DOCUMENT_EMPTY, "the record is empty" },
	{ XML_ERR_DOCUMENT_END, "something stands after the end of the record" },
	{ XML_ERR_INVALID_CHAR, "a character stands here that XML does not allow" },
	{ XML_ERR_INVALID_CHARREF, "a reference to a character that XML does not allow" },
	{ XML_ERR_INVALID_ENCODING, "the characters are not what the record declares" },
	{ XML_ERR_UNDECLARED_ENTITY, "a name between & and ; is not known in a record" },
	{ XML_WAR_UNDECLARED_ENTITY, "a name between & and ; is not known in a record" },
	{ XML_ERR_ATTRIBUTE_REDEFINED, "an attribute is given twice" },
	{ XML_ERR_NAME_REQUIRED, "a name is missing, or has a character that names cannot have" },
	{ XML_ERR_GT_REQUIRED, "> is missing, or a name has a character that names cannot have" },
	{ XML_ERR_TAG_NAME_MISMATCH, "an end tag does not belong to the element that is open" },
	{ XML_ERR_TAG_NOT_FINISHED, "the record ends while an element is still open" },
	{ XML_ERR_XMLDECL_NOT_STARTED, "the XML declaration is broken" },
	{ XML_ERR_XMLDECL_NOT_FINISHED, "the XML declaration is broken" },
	{ XML_ERR_VERSION_MISSING, "the XML declaration has no version=\"1.0\"" },
	{ XML_ERR_UNKNOWN_VERSION, "the XML declaration names an unknown version of XML" },
	{ XML_ERR_STANDALONE_VALUE, "standalone can only be yes or no" },
	{ XML_ERR_RESERVED_XML_NAME, "names that begin with xml are reserved" },
	{ XML_ERR_PI_NOT_STARTED, "an instruction has no name" },
	{ XML_ERR_HYPHEN_IN_COMMENT, "a comment has -- in it" },
	{ XML_ERR_SPACE_REQUIRED, "a blank is missing" },
	{ XML_NS_ERR_QNAME, "a name has a colon in a place where it cannot stand" },
};

static void
on_error(void *data, xmlErrorPtr error)
{
	struct parse *parse = ((xmlParserCtxtPtr)data)->_private;
	const char *message = "the record is not well-formed XML here";

	/* names with unknown prefixes get a better message from the schema's explanation */
	if (parse->failed || error->level != XML_ERR_FATAL || error->domain == XML_FROM_NAMESPACE)
		return;
	parse->failed = true;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (words[i].code == error->code)
			message = words[i].message;
	diag(parse->diags, error->code == XML_ERR_NO_MEMORY ? DIAG_LIMIT : DIAG_RECORD_SYNTAX,
		(struct place){ parse->source->path, error->line, 0, NULL }, "%s", message);
}

static void
refuse_subset(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	xmlParserCtxtPtr ctxt = data;
	struct parse *parse = ctxt->_private;

	(void)name;
	(void)external;
	(void)system;
	if (!parse->failed)
		diag(parse->diags, DIAG_RECORD_DOCTYPE,
			(struct place){ parse->source->path, ctxt->input->line, 0, NULL },
			"a record has no DOCTYPE, and none is read");
	parse->failed = true; /* libxml2 calls the rest well-formed after a stop */
	xmlStopParser(ctxt);
}

static void
start_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	int namespaces, const xmlChar **namespace, int attributes, int defaulted, const xmlChar **values)
{
	xmlParserCtxtPtr ctxt = data;
	struct parse *parse = ctxt->_private;

	parse->start_element(data, name, prefix, uri, namespaces, namespace, attributes, defaulted,
		values);
	if (ctxt->node && parse->next < parse->spots->len)
		ctxt->node->_private = &g_array_index(parse->spots, struct spot, parse->next);
	parse->next++;
}

static xmlParserCtxtPtr
guarded_parser(struct parse *parse)
{
	xmlParserCtxtPtr ctxt = xmlNewParserCtxt();

	if (!ctxt)
		return NULL;
	ctxt->_private = parse;
	parse->start_element = ctxt->sax->startElementNs;
	ctxt->sax->startElementNs = start_element;
	ctxt->sax->internalSubset = refuse_subset;
	ctxt->sax->externalSubset = NULL;
	ctxt->sax->entityDecl = NULL;
	ctxt->sax->resolveEntity = NULL;
	ctxt->sax->serror = on_error;
	return ctxt;
}

xmlDocPtr
parse_text(struct source *source, GArray *spots, int depth, struct diags *diags)
{
	struct parse parse = { .source = source, .spots = spots, .diags = diags };
	xmlParserCtxtPtr ctxt = guarded_parser(&parse);
	xmlDocPtr doc = NULL;

	/* libxml2 has a limit of its own, for the whole program; ours has been kept by the scan */
	xmlParserMaxDepth = MAX(xmlParserMaxDepth, (unsigned int)depth);
	/* the text is UTF-8 by now, whatever the declaration says */
	if (ctxt)
		doc = xmlCtxtReadMemory(ctxt, source->text, (int)source->size, NULL, NULL,
			XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES |
				XML_PARSE_IGNORE_ENC);
	if ((!doc || !ctxt->wellFormed || parse.next != spots->len) && !parse.failed) {
		diag(diags, DIAG_RECORD_SYNTAX, (struct place){ .file = source->path },
			"the record is not well-formed XML");
		parse.failed = true;
	}
	if (parse.failed) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	xmlFreeParserCtxt(ctxt);
	return doc;
}
