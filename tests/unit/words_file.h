/* The words of a strings file, for tests. */
#ifndef REVISIT_TESTS_WORDS_FILE_H
#define REVISIT_TESTS_WORDS_FILE_H

#include <libxml/tree.h>

#include "base/arena.h"
#include "base/xml.h"
#include "report/words.h"

/* Into the head; text lives in the arena. */
static inline void
words_from_file(struct arena *arena, struct head *head, const char *path)
{
	struct diags *diags = diags_create();
	xmlDocPtr doc = xml_load(path, "words", diags);
	struct word *words;

	assert_non_null(doc);
	words = arena_new_array(arena, struct word, xmlChildElementCount(xmlDocGetRootElement(doc)));
	head->words = words;
	head->word_count = 0;
	for (xmlNodePtr at = xmlFirstElementChild(xmlDocGetRootElement(doc)); at;
		at = xmlNextElementSibling(at)) {
		char *name = (char *)xmlGetProp(at, (const xmlChar *)"name");
		char *text = (char *)xmlNodeGetContent(at);

		words[head->word_count++] =
			(struct word){ arena_strdup(arena, name), arena_strdup(arena, text) };
		xmlFree(name);
		xmlFree(text);
	}
	xmlFreeDoc(doc);
	diags_destroy(diags);
}

#endif
