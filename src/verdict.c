/* Verdicts, told. */
#include "verdict.h"

#include <stdio.h>
#include <string.h>

#include "pdf/versions.h"

enum { MOST_TEXT = 2000, MOST_TOLD = 50 };

static const struct {
	const char *says, *key;
} reasons[REASON_COUNT] = {
	[REASON_ALTERED] = { "altered: ", "altered" },
	[REASON_APPENDED] = { "appended by others: ", "updates" },
	[REASON_INPUTS] = { "inputs differ: ", "inputs" },
	[REASON_ENGINE] = { "engine differs: ", "engine" },
	[REASON_FONTS] = { "fonts differ: ", "fonts" },
};

void
verdict_begin(struct verdict *verdict, const char *file)
{
	*verdict = (struct verdict){ .file = file };
	for (int i = 0; i < REASON_COUNT; i++)
		verdict->reasons[i] = g_ptr_array_new_with_free_func(g_free);
}

void
verdict_end(struct verdict *verdict)
{
	for (int i = 0; i < REASON_COUNT; i++)
		g_ptr_array_free(verdict->reasons[i], TRUE);
	if (verdict->signatures)
		g_ptr_array_free(verdict->signatures, TRUE);
	versus_destroy(verdict->versus);
	versus_destroy(verdict->update);
}

void
verdict_add(struct verdict *verdict, enum reason reason, const char *format, ...)
{
	va_list args;
	char *text;

	if (verdict->reasons[reason]->len == MOST_TOLD) {
		verdict->more[reason]++;
		return;
	}
	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	g_ptr_array_add(verdict->reasons[reason], diag_clean(text, MOST_TEXT));
	g_free(text);
}

void
verdict_close(struct verdict *verdict)
{
	for (int i = 0; i < REASON_COUNT; i++)
		if (verdict->more[i])
			g_ptr_array_add(verdict->reasons[i], g_strdup_printf("and %d more", verdict->more[i]));
}

const char *
verdict_word(const struct verdict *verdict)
{
	if (verdict->reasons[REASON_ALTERED]->len)
		return "altered";
	if (verdict->identical)
		return verdict->appended ? "appended" : "identical";
	if (!verdict->versus)
		return "unknown";
	return versus_same_words(verdict->versus) && versus_same_look(verdict->versus) ? "same"
		: "differs";
}

int
verdict_status(const struct verdict *verdict)
{
	for (int i = 0; i < REASON_COUNT; i++)
		if (verdict->reasons[i]->len)
			return 1;
	return !verdict->identical;
}

void
verdict_print(const struct verdict *verdict)
{
	char *file = diag_clean(verdict->file, MOST_TEXT), *before = g_strconcat(file, ": ", NULL);

	/* what is identical needs no other proof */
	if (g_strcmp0(verdict->seal, "whole") == 0 && !verdict->reasons[REASON_ALTERED]->len && !verdict->identical)
		printf("%snot altered: by its identifier, its bytes are those that were written\n", before);
	for (int i = 0; i < REASON_COUNT; i++)
		for (guint j = 0; j < verdict->reasons[i]->len; j++)
			printf("%s%s%s\n", before, reasons[i].says,
				(const char *)g_ptr_array_index(verdict->reasons[i], j));
	if (verdict->update) {
		char *own = g_strconcat(before, "by the update: ", NULL);

		versus_print(verdict->update, own);
		g_free(own);
	}
	if (verdict->identical)
		printf("%sidentical%s\n", before, verdict->appended ? " but for what was appended" : "");
	else if (verdict->versus)
		versus_print(verdict->versus, before);
	else if (!verdict->made)
		printf("%snot made again\n", before);
	g_free(before);
	g_free(file);
}

static void
text_add(struct json_object *into, const char *key, const char *text)
{
	json_object_object_add(into, key, json_object_new_string(text));
}

struct json_object *
signatures_json(const GPtrArray *signatures)
{
	struct json_object *all = json_object_new_array();

	for (guint i = 0; signatures && i < signatures->len; i++) {
		const struct signature *signature = g_ptr_array_index(signatures, i);
		struct json_object *one = json_object_new_object();

		text_add(one, "name", signature->name);
		text_add(one, "date", signature->date);
		text_add(one, "format", signature->format);
		text_add(one, "reason", signature->reason);
		json_object_object_add(one, "covers", json_object_new_int64((int64_t)signature->covers));
		json_object_object_add(one, "whole", json_object_new_boolean(signature->whole));
		json_object_array_add(all, one);
	}
	return all;
}

static struct json_object *
messages_json(const struct diags *diags)
{
	struct json_object *all = json_object_new_array();

	for (size_t i = 0; i < diags_kept(diags); i++) {
		const struct finding *finding = diags_finding(diags, i);
		struct json_object *one = json_object_new_object();

		text_add(one, "code", finding->name);
		text_add(one, "level", diag_level_name(finding->level));
		text_add(one, "message", finding->message);
		if (finding->file)
			text_add(one, "file", finding->file);
		if (finding->line > 0)
			json_object_object_add(one, "line", json_object_new_int(finding->line));
		json_object_array_add(all, one);
	}
	return all;
}

void
verdict_json(const struct verdict *verdict, const struct diags *diags)
{
	struct json_object *root = json_object_new_object(), *update = json_object_new_object();
	char *file = g_utf8_make_valid(verdict->file, -1);

	text_add(root, "file", file);
	text_add(root, "verdict", verdict_word(verdict));
	for (int i = 0; i < REASON_COUNT; i++) {
		struct json_object *list = json_object_new_array();

		for (guint j = 0; j < verdict->reasons[i]->len; j++)
			json_object_array_add(list, json_object_new_string(
				g_ptr_array_index(verdict->reasons[i], j)));
		json_object_object_add(root, reasons[i].key, list);
	}
	if (verdict->seal)
		text_add(root, "seal", verdict->seal);
	json_object_object_add(update, "bytes", json_object_new_int64((int64_t)verdict->appended));
	json_object_object_add(update, "signatures", signatures_json(verdict->signatures));
	if (verdict->update)
		versus_json(verdict->update, update);
	json_object_object_add(root, "appended", update);
	if (verdict->versus) {
		versus_json(verdict->versus, root);
	} else {
		text_add(root, "words", verdict->identical ? "same" : "unknown");
		text_add(root, "look", verdict->identical ? "same" : "unknown");
	}
	json_object_object_add(root, "messages", messages_json(diags));
	puts(json_object_to_json_string_ext(root, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(root);
	g_free(file);
}
