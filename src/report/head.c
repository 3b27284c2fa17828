/* The head of report XML: what the document says of itself. */
#include "report/reader.h"

#include <string.h>

#include "base/num.h"
#include "base/xml.h"

/* The text of an element with its white space folded. */
static const char *
folded(struct reader *reader, const xmlNode *element)
{
	char *text = (char *)xmlNodeGetContent(element), *copy;
	GString *out = g_string_new(NULL);

	reader_empty(reader, element, true);
	if (text && reader->origins)
		reader_unmark(reader, text);
	for (const char *p = text ? text : ""; *p; p++)
		if (!strchr(" \t\r\n", *p))
			g_string_append_c(out, *p);
		else if (out->len && out->str[out->len - 1] != ' ')
			g_string_append_c(out, ' ');
	if (out->len && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	copy = arena_strdup(reader->arena, out->str);
	g_string_free(out, TRUE);
	xmlFree(text);
	return copy;
}

static void
date_read(struct reader *reader, const xmlNode *element)
{
	struct head *head = &reader->report->head;
	struct date date;

	reader_attributes(reader, element, "", "printed");
	head->date = folded(reader, element);
	if (!date_parse(head->date, &date))
		reader_refuse(reader, element, "the date %s is not as 2007, 2007-07 or 2007-07-31",
			head->date);
	head->printed_date = reader_text(reader, element, "printed");
	head->date_origin = reader->origin;
}

static void
words_read(struct reader *reader, const xmlNode *element)
{
	struct head *head = &reader->report->head;
	GArray *words = g_array_new(FALSE, TRUE, sizeof(struct word));
	struct word *all;

	reader_attributes(reader, element, "", "draft page continued table figure");
	head->draft_word = reader_text(reader, element, "draft");
	head->page_pattern = reader_text(reader, element, "page");
	head->continued = reader_text(reader, element, "continued");
	head->table_pattern = reader_text(reader, element, "table");
	head->figure_pattern = reader_text(reader, element, "figure");
	for (const xmlNode *at = element->children; at; at = at->next) {
		struct word word = { 0 };

		if (xml_is_blank(at))
			continue;
		if (at->type != XML_ELEMENT_NODE || strcmp((const char *)at->name, "word") != 0) {
			reader_refuse(reader, element, "words holds something that is not a word");
			break;
		}
		reader_attributes(reader, at, "", "name");
		word.name = reader_text(reader, at, "name");
		word.text = folded(reader, at);
		if (!word.name)
			reader_refuse(reader, at, "a word has no name");
		g_array_append_val(words, word);
	}
	all = arena_new_array(reader->arena, struct word, words->len);
	if (words->len)
		memcpy(all, words->data, words->len * sizeof *all);
	head->words = all;
	head->word_count = (int)words->len;
	g_array_free(words, TRUE);
}

static void
entry_read(struct reader *reader, const xmlNode *element)
{
	struct head *head = &reader->report->head;
	const struct { const char *name, **to; } texts[] = {
		{ "title", &head->title }, { "subtitle", &head->subtitle }, { "author", &head->author },
		{ "subject", &head->subject }, { "keywords", &head->keywords },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		if (strcmp((const char *)element->name, texts[i].name) == 0) {
			reader_attributes(reader, element, "", "");
			*texts[i].to = folded(reader, element);
			if (texts[i].to == &head->title)
				head->title_origin = reader->origin;
			return;
		}
	if (strcmp((const char *)element->name, "date") == 0)
		date_read(reader, element);
	else if (strcmp((const char *)element->name, "words") == 0)
		words_read(reader, element);
	else
		reader_refuse(reader, element, "the head of a report cannot hold %s", element->name);
}

void
reader_head(struct reader *reader, const xmlNode *element)
{
	struct head *head = &reader->report->head;
	const char **needed[] = {
		&head->title, &head->subtitle, &head->author, &head->subject, &head->keywords,
		&head->date, &head->printed_date, &head->draft_word, &head->page_pattern,
		&head->continued,
	};

	reader_attributes(reader, element, "", "");
	for (const xmlNode *at = element->children; at; at = at->next)
		if (at->type == XML_ELEMENT_NODE)
			entry_read(reader, at);
		else if (!xml_is_blank(at))
			reader_refuse(reader, element, "text stands between the elements of the head");
	if (!head->title || !*head->title)
		reader_refuse(reader, element, "the report has no title");
	for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
		if (!*needed[i])
			*needed[i] = "";
}
