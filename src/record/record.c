/* Reading a record: bytes, text, scan, parser, schema, in this order. */
#include "record/record.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "record/decode.h"
#include "record/private.h"

/* A file above the limit is a finding in the record, like every other limit. */
static bool
size_allowed(const char *path, const struct record_limits *limits, struct diags *diags)
{
	struct stat st;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || (size_t)st.st_size <= limits->bytes)
		return true;
	diag(diags, DIAG_RECORD_LIMIT, (struct place){ .file = path },
		"the record has %lld bytes; at most %zu are read", (long long)st.st_size, limits->bytes);
	diag_hint(diags, "divide the record, or allow more by --limit bytes=NUMBER");
	return false;
}

static struct source *
source_read(const char *path, const struct record_limits *limits, struct diags *diags)
{
	struct source *source = NULL;
	size_t size = 0, text_size = 0;
	char *bytes, *text;

	if (!size_allowed(path, limits, diags) ||
		!(bytes = file_read(path, "record", limits->bytes, &size, diags)))
		return NULL;
	if (strspn(bytes, " \t\r\n") == size)
		diag(diags, DIAG_RECORD_EMPTY, (struct place){ .file = path }, "the record is empty");
	else if ((text = decode_bytes(path, bytes, size, &text_size, diags)))
		source = source_create(path, text, text_size);
	g_free(bytes);
	return source;
}

/* The root element, and the namespace that swallows the whole record when it is declared there, come
 * first: where they are wrong, nothing else that could be said would help. */
static bool
is_rooted(const struct record *record, const char *wanted, struct diags *diags)
{
	const xmlNode *root = xmlDocGetRootElement(record->doc);
	const struct spot *spot = record_spot(root);
	const char *name = (const char *)root->name;
	size_t offset = 1, width = strlen(name);

	if (strcmp(name, wanted) != 0) {
		source_diag(record->source, diags, DIAG_SCHEMA_ROOT, spot->offset + 1, width, NULL,
			"the first element is `%s`; a record begins with `%s`", name, wanted);
		return false;
	}
	if (!root->ns)
		return true;
	tag_find(record->source->text + spot->offset, "xmlns", false, &offset, &width);
	source_diag(record->source, diags, DIAG_SCHEMA_ROOT, spot->offset + offset, width, NULL,
		"the elements of a record are in no namespace, and these are in `%s`", root->ns->href);
	diag_hint(diags, "delete the attribute xmlns");
	return false;
}

/* Most records fit, which is found out fast; the others are told why not. */
static bool
validate(const struct record *record, const struct schema *schema, struct diags *diags)
{
	size_t before = diags_count(diags, DIAG_ERROR);

	if (fit_element(schema->fit, xmlDocGetRootElement(record->doc)))
		return true;
	explain(record, schema, diags);
	if (diags_count(diags, DIAG_ERROR) == before)
		diag(diags, DIAG_SCHEMA_INVALID, (struct place){ .file = record->source->path },
			"the record does not fit its schema");
	return false;
}

struct record *
record_load(const char *path, const struct schema *schema, const struct record_limits *limits,
	struct diags *diags)
{
	return record_load_as("inspection-record", path, schema, limits, diags);
}

struct record *
record_load_as(const char *root, const char *path, const struct schema *schema,
	const struct record_limits *limits, struct diags *diags)
{
	struct record *record = g_new0(struct record, 1);
	bool ok = false;

	record->limits = *limits;
	record->places = g_new0(struct prose_places, 1);
	record->spots = g_array_new(FALSE, TRUE, sizeof(struct spot));
	if (!(record->source = source_read(path, limits, diags)))
		goto out;
	if (!scan_text(record->source, limits, record->spots, diags))
		goto out;
	if (!(record->doc = parse_text(record->source, record->spots, limits->depth, diags)))
		goto out;
	ok = is_rooted(record, root, diags) && validate(record, schema, diags);
out:
	if (ok)
		return record;
	record_destroy(record);
	return NULL;
}

void
record_destroy(struct record *record)
{
	if (!record)
		return;
	g_free(record->places->offsets);
	g_free(record->places);
	xmlFreeDoc(record->doc);
	g_array_free(record->spots, TRUE);
	source_destroy(record->source);
	g_free(record);
}

struct _xmlDoc *
record_doc(const struct record *record)
{
	return record->doc;
}

const char *
record_path(const struct record *record)
{
	return record->source->path;
}

const char *
record_text(const struct record *record, size_t *size)
{
	*size = record->source->size;
	return record->source->text;
}

const struct record_limits *
record_limits(const struct record *record)
{
	return &record->limits;
}

static const xmlNode *
element_of(const xmlNode *node)
{
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->parent;
	return node;
}

const struct spot *
record_spot(const struct _xmlNode *element)
{
	return element && element->type == XML_ELEMENT_NODE ? element->_private : NULL;
}

int
record_line(const struct _xmlNode *node)
{
	const xmlNode *element = element_of(node);

	if (!element)
		return 0;
	return element->_private ? (int)record_spot(element)->line : (int)element->line;
}

/* Place among siblings of the same name, from 1; 0 when it is the only one. */
static int
ordinal(const xmlNode *element)
{
	int before = 0;
	bool others = false;

	for (const xmlNode *at = element->prev; at; at = at->prev)
		before += at->type == XML_ELEMENT_NODE && xmlStrEqual(at->name, element->name);
	for (const xmlNode *at = element->next; at && !others; at = at->next)
		others = at->type == XML_ELEMENT_NODE && xmlStrEqual(at->name, element->name);
	return before || others ? before + 1 : 0;
}

char *
record_element_path(const struct _xmlNode *node)
{
	GString *path = g_string_new(NULL);
	int at;

	for (const xmlNode *e = element_of(node); e && e->type == XML_ELEMENT_NODE; e = e->parent) {
		char *step = (at = ordinal(e)) ? g_strdup_printf("/%s[%d]", e->name, at)
			: g_strdup_printf("/%s", e->name);

		g_string_prepend(path, step);
		g_free(step);
	}
	return g_string_free(path, FALSE);
}

/* Offset of the value of the attribute in the start tag at `tag`, and its width in bytes; the scan has
 * made sure of the tag's form. False when the attribute is not there. */
bool
tag_find(const char *tag, const char *attribute, bool value, size_t *offset, size_t *width)
{
	const char *at = tag + strcspn(tag, " \t\r\n/>");
	size_t wanted = strlen(attribute);

	for (;;) {
		const char *name = at + strspn(at, " \t\r\n"), *quoted, *close;
		size_t length = strcspn(name, " \t\r\n=/>");

		if (!length)
			return false;
		quoted = name + length + strspn(name + length, " \t\r\n=");
		close = strchr(quoted + 1, *quoted);
		if (length == wanted && memcmp(name, attribute, wanted) == 0) {
			*offset = (size_t)((value ? quoted + 1 : name) - tag);
			*width = value ? (size_t)(close - quoted - 1) : length;
			return true;
		}
		at = close + 1;
	}
}

size_t
tag_end(const char *text, size_t at)
{
	while (text[at] != '>') {
		if (text[at] == '"' || text[at] == '\'')
			at = (size_t)(strchr(text + at + 1, text[at]) - text);
		at++;
	}
	return at + 1;
}

/* Offset in the text and width of what a finding on an element points at. */
static size_t
point_at(const struct record *record, const xmlNode *element, const char *attribute, size_t *width)
{
	const struct spot *spot = record_spot(element);
	size_t offset = 1;

	*width = strlen((const char *)element->name);
	if (attribute)
		tag_find(record->source->text + spot->offset, attribute, true, &offset, width);
	return spot->offset + offset;
}

struct place
record_place(const struct record *record, const struct _xmlNode *element, const char *attribute,
	char **path)
{
	size_t width, offset = point_at(record, element, attribute, &width);

	*path = record_element_path(element);
	return (struct place){ record->source->path, source_line(record->source, offset),
		source_column(record->source, offset), *path };
}

void
record_show(const struct record *record, const struct _xmlNode *element, const char *attribute,
	struct diags *diags)
{
	size_t width, offset = point_at(record, element, attribute, &width);

	source_show(record->source, diags, offset, width);
}
