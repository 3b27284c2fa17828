/* The manifest, written and read with json-c. What is read comes from anybody. */
#include "pdf/manifest.h"

#include <json-c/json.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"

enum { VERSION = 1, MOST_BYTES = 4 << 20, MOST_MEMBERS = 10000, MOST_DEPTH = 8 };

/* ---- writing ---- */

static void
text_add(struct json_object *into, const char *key, const char *text)
{
	json_object_object_add(into, key, text ? json_object_new_string(text) : NULL);
}

static struct json_object *
ingredients_make(const struct ingredient *list, int count)
{
	struct json_object *array = json_object_new_array();

	for (int i = 0; i < count; i++) {
		struct json_object *one = json_object_new_object();

		text_add(one, "name", list[i].name);
		text_add(one, "role", list[i].role);
		json_object_object_add(one, "size", json_object_new_int64((int64_t)list[i].size));
		text_add(one, "sha256", list[i].sha256);
		json_object_array_add(array, one);
	}
	return array;
}

static void
document_add(struct json_object *root, const struct manifest *manifest)
{
	struct json_object *document = json_object_new_object(), *build = json_object_new_object();

	text_add(document, "title", manifest->title);
	text_add(document, "language", manifest->lang);
	text_add(document, "date", manifest->date);
	json_object_object_add(document, "pages", json_object_new_int(manifest->pages));
	json_object_object_add(root, "document", document);
	text_add(build, "from", manifest->from);
	text_add(build, "style", manifest->style);
	json_object_object_add(build, "draft", json_object_new_boolean(manifest->draft));
	if (manifest->record_lines)
		json_object_object_add(build, "record-lines", json_object_new_boolean(true));
	if (manifest->sight)
		text_add(build, "sight", manifest->sight);
	text_add(build, "source-date-epoch", manifest->epoch);
	json_object_object_add(root, "build", build);
}

char *
manifest_text(const struct manifest *manifest)
{
	struct json_object *root = json_object_new_object(), *program = json_object_new_object(),
		*libraries = json_object_new_object();
	char *text;

	json_object_object_add(root, "manifest", json_object_new_int(VERSION));
	text_add(program, "name", "revisit");
	text_add(program, "version", manifest->version);
	text_add(program, "commit", manifest->commit);
	json_object_object_add(root, "program", program);
	for (int i = 0; i < manifest->library_count; i++)
		text_add(libraries, manifest->libraries[i].name, manifest->libraries[i].version);
	json_object_object_add(root, "libraries", libraries);
	document_add(root, manifest);
	json_object_object_add(root, "files", ingredients_make(manifest->files, manifest->file_count));
	json_object_object_add(root, "fonts", ingredients_make(manifest->fonts, manifest->font_count));
	text = g_strconcat(json_object_to_json_string_ext(root,
		JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_NOSLASHESCAPE), "\n",
		NULL);
	json_object_put(root);
	return text;
}

/* ---- reading ---- */

struct manifest_read {
	struct manifest manifest; /* first, so that it is its own block */
	struct arena *arena;
	const char *wrong; /* the member that is not as it must be */
};

/* A member that is text, copied; NULL and wrong when it is not. */
static const char *
text_get(struct manifest_read *reading, struct json_object *from, const char *key, bool may_be_null)
{
	struct json_object *value = NULL;

	if (json_object_object_get_ex(from, key, &value) && !value && may_be_null)
		return NULL;
	if (!value || !json_object_is_type(value, json_type_string) ||
		strlen(json_object_get_string(value)) != (size_t)json_object_get_string_len(value) ||
		!g_utf8_validate(json_object_get_string(value), -1, NULL)) {
		reading->wrong = key;
		return "";
	}
	return arena_strdup(reading->arena, json_object_get_string(value));
}

static struct json_object *
member_get(struct manifest_read *reading, struct json_object *from, const char *key,
	enum json_type type)
{
	struct json_object *value = NULL;

	json_object_object_get_ex(from, key, &value);
	if (value && json_object_is_type(value, type))
		return value;
	reading->wrong = key;
	return NULL;
}

static int64_t
number_get(struct manifest_read *reading, struct json_object *from, const char *key, int64_t most)
{
	struct json_object *value = member_get(reading, from, key, json_type_int);
	int64_t number = value ? json_object_get_int64(value) : 0;

	if (number < 0 || number > most)
		reading->wrong = key;
	return number;
}

static bool
is_sha256(const char *text)
{
	return strlen(text) == HASH_TEXT - 1 && strspn(text, "0123456789abcdef") == HASH_TEXT - 1;
}

static bool
is_epoch(const char *text)
{
	size_t length = strlen(text);

	return length > 0 && length <= 12 && strspn(text, "0123456789") == length;
}

/* `once`: no two of them have one name. */
static struct ingredient *
ingredients_get(struct manifest_read *reading, struct json_object *root, const char *key, bool once,
	int *count)
{
	struct json_object *array = member_get(reading, root, key, json_type_array);
	size_t length = array ? json_object_array_length(array) : 0;
	struct ingredient *list;
	GHashTable *seen;

	if (length > MOST_MEMBERS)
		reading->wrong = key;
	if (reading->wrong)
		return NULL;
	list = arena_new_array(reading->arena, struct ingredient, length + 1);
	seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (size_t i = 0; i < length && !reading->wrong; i++) {
		struct json_object *one = json_object_array_get_idx(array, i);

		if (!json_object_is_type(one, json_type_object)) {
			reading->wrong = key;
			break;
		}
		list[i].name = text_get(reading, one, "name", false);
		list[i].role = text_get(reading, one, "role", false);
		list[i].sha256 = text_get(reading, one, "sha256", false);
		list[i].size = (size_t)number_get(reading, one, "size", (int64_t)1 << 40);
		if (!file_name_is_plain(list[i].name) || !is_sha256(list[i].sha256) ||
			(!g_hash_table_add(seen, (gpointer)list[i].name) && once))
			reading->wrong = key;
	}
	g_hash_table_destroy(seen);
	*count = (int)length;
	return list;
}

static void
libraries_get(struct manifest_read *reading, struct json_object *root)
{
	struct json_object *all = member_get(reading, root, "libraries", json_type_object);
	struct manifest *manifest = &reading->manifest;

	if (!all || json_object_object_length(all) > MOST_MEMBERS) {
		reading->wrong = "libraries";
		return;
	}
	manifest->libraries = arena_new_array(reading->arena, struct engine_part,
		json_object_object_length(all) + 1);
	json_object_object_foreach(all, key, value) {
		struct engine_part *part = &manifest->libraries[manifest->library_count++];

		(void)value;
		part->name = arena_strdup(reading->arena, key);
		part->version = text_get(reading, all, key, false);
	}
}

static void
members_get(struct manifest_read *reading, struct json_object *root)
{
	struct manifest *manifest = &reading->manifest;
	struct json_object *program = member_get(reading, root, "program", json_type_object);
	struct json_object *document = member_get(reading, root, "document", json_type_object);
	struct json_object *build = member_get(reading, root, "build", json_type_object), *draft, *lines;

	if (number_get(reading, root, "manifest", VERSION) != VERSION)
		reading->wrong = "manifest";
	if (reading->wrong)
		return;
	manifest->version = text_get(reading, program, "version", false);
	manifest->commit = text_get(reading, program, "commit", false);
	manifest->title = text_get(reading, document, "title", false);
	manifest->lang = text_get(reading, document, "language", false);
	manifest->date = text_get(reading, document, "date", false);
	manifest->pages = (int)number_get(reading, document, "pages", 10000000);
	manifest->from = text_get(reading, build, "from", false);
	if (strcmp(manifest->from, "record") != 0 && strcmp(manifest->from, "report") != 0)
		reading->wrong = "from";
	manifest->style = text_get(reading, build, "style", false);
	manifest->epoch = text_get(reading, build, "source-date-epoch", true);
	if (manifest->epoch && !is_epoch(manifest->epoch))
		reading->wrong = "source-date-epoch";
	draft = member_get(reading, build, "draft", json_type_boolean);
	manifest->draft = draft && json_object_get_boolean(draft);
	if (build && json_object_object_get_ex(build, "record-lines", NULL)) {
		lines = member_get(reading, build, "record-lines", json_type_boolean);
		manifest->record_lines = lines && json_object_get_boolean(lines);
	}
	if (build && json_object_object_get_ex(build, "sight", NULL))
		manifest->sight = text_get(reading, build, "sight", false);
	libraries_get(reading, root);
	manifest->files = ingredients_get(reading, root, "files", true, &manifest->file_count);
	manifest->fonts = ingredients_get(reading, root, "fonts", false, &manifest->font_count);
}

static size_t
blanks_at_end(const char *bytes, size_t size)
{
	size_t count = 0;

	while (count < size && g_ascii_isspace(bytes[size - count - 1]))
		count++;
	return count;
}

struct manifest *
manifest_read(const char *bytes, size_t size, const char *file, struct diags *diags)
{
	struct manifest_read *reading = g_new0(struct manifest_read, 1);
	struct manifest *manifest = &reading->manifest;
	struct json_tokener *tokener = json_tokener_new_ex(MOST_DEPTH);
	struct json_object *root = NULL;

	reading->arena = arena_create();
	if (size <= MOST_BYTES)
		root = json_tokener_parse_ex(tokener, bytes, (int)size);
	if (root && json_object_is_type(root, json_type_object) &&
		json_tokener_get_parse_end(tokener) + blanks_at_end(bytes, size) >= size)
		members_get(reading, root);
	else
		reading->wrong = "";
	if (reading->wrong) {
		diag(diags, DIAG_CARRIED, (struct place){ .file = file },
			*reading->wrong ? "the manifest that it carries is wrong about `%s`"
				: "the manifest that it carries cannot be read%s", reading->wrong);
		g_clear_pointer(&manifest, manifest_destroy);
	}
	json_object_put(root);
	json_tokener_free(tokener);
	return manifest;
}

void
manifest_destroy(struct manifest *manifest)
{
	if (!manifest)
		return;
	arena_destroy(((struct manifest_read *)manifest)->arena);
	g_free(manifest);
}
