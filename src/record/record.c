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
