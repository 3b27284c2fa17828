/* Wordings of a record: read once, before its templates run, and laid over the strings of its
 * language. */
#include "report/wording.h"

#include <libxml/tree.h>
#include <string.h>

#include "record/nearest.h"
#include "record/record.h"
#include "report/ask.h"

static gint
by_bytes(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The name that was probably meant; of equals the first in order. Yours, or NULL. */
static char *
name_meant(const struct strings *strings, const char *name)
{
	GPtrArray *names = g_ptr_array_new();
	char *meant = NULL;
	int best;

	strings_names(strings, names);
	g_ptr_array_sort(names, by_bytes);
	best = nearest_find(name, (const char *const *)names->pdata, names->len, NULL);
	if (best >= 0)
		meant = g_strdup(names->pdata[best]);
	g_ptr_array_free(names, TRUE);
	return meant;
}

/* The first {field} of the text that the usual one has not, with its braces. Yours, or NULL. */
static char *
field_unknown(const char *text, const char *usual)
{
	const char *open, *close;
	char *unknown = NULL;

	for (open = strchr(text, '{'); open && !unknown; open = strchr(open + 1, '{')) {
		char *field = (close = strchr(open, '}')) ? g_strndup(open, close + 1 - open) : NULL;

		if (field && !strstr(usual, field))
			unknown = g_steal_pointer(&field);
		g_free(field);
	}
	return unknown;
}

static void
tell(const struct record *record, const xmlNode *element, struct diags *diags, const char *message)
{
	char *path = record_element_path(element);

	diag(diags, DIAG_WORDING, (struct place){ record_path(record), record_line(element), 0, path },
		"%s", message);
	g_free(path);
}

static bool
is_sound(const struct record *record, const xmlNode *element, const struct strings *strings,
	struct diags *diags)
{
	const char *name = attribute_of(element, "of"), *usual = strings_find(strings, name);
	xmlChar *text = xmlNodeGetContent(element);
	char *wrong = usual ? field_unknown((const char *)text, usual) : name_meant(strings, name);
	char *message = NULL;

	if (!usual)
		message = g_strdup_printf("there is no fixed word `%s`%s%s%s", name,
			wrong ? "; did you mean `" : "", wrong ? wrong : "", wrong ? "`?" : "");
	else if (wrong)
		message = g_strdup_printf("nothing can stand for %s in `%s`, which is usually: %s",
			wrong, name, usual);
	if (message)
		tell(record, element, diags, message);
	g_free(message);
	g_free(wrong);
	xmlFree(text);
	return usual && !wrong;
}

struct strings *
wording_read(const struct record *record, const struct strings *strings, struct diags *diags)
{
	struct strings *worded = NULL;

	for (const xmlNode *at = xmlDocGetRootElement(record_doc(record))->children; at; at = at->next) {
		if (!is_element(at, "wording") || !is_sound(record, at, strings, diags))
			continue;
		if (!worded)
			worded = strings_over(strings);
		strings_put(worded, attribute_of(at, "of"), at);
	}
	return worded;
}
