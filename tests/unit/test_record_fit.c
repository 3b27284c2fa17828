/* The verdict on a record is our own walk's: it must be libxml2's, which reads the same schema by
 * other ways, for the samples and for a thousand of their mutants. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>

#include "record/private.h"

enum { MUTANTS = 250 };

struct both {
	xmlRelaxNGPtr theirs;
	struct schema *ours;
	GRand *chance;
	int fit, unfit;
};

static void
silent(void *data, xmlErrorPtr error)
{
	(void)data;
	(void)error;
}

static void
compare(struct both *both, const char *path, int mutant, xmlDocPtr doc)
{
	xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(both->theirs);
	bool fits;

	xmlRelaxNGSetValidStructuredErrors(context, silent, NULL);
	fits = xmlRelaxNGValidateDoc(context, doc) == 0;
	xmlRelaxNGFreeValidCtxt(context);
	if (fit_element(both->ours->fit, xmlDocGetRootElement(doc)) != fits)
		fail_msg("%s, mutant %d: libxml2 says that it %s", path, mutant,
			fits ? "fits" : "does not fit");
	both->fit += fits;
	both->unfit += !fits;
}

/* ---- mistakes at random ---- */

static void
gather(xmlNodePtr node, GPtrArray *elements)
{
	for (; node; node = node->next)
		if (node->type == XML_ELEMENT_NODE) {
			g_ptr_array_add(elements, node);
			gather(node->children, elements);
		}
}

static xmlNodePtr
any(struct both *both, const GPtrArray *elements)
{
	return g_ptr_array_index(elements, g_rand_int_range(both->chance, 1, (gint)elements->len));
}

static void
drop(struct both *both, xmlNodePtr one, xmlNodePtr other)
{
	(void)both;
	(void)other;
	xmlUnlinkNode(one);
	xmlFreeNode(one);
}

static void
repeat(struct both *both, xmlNodePtr one, xmlNodePtr other)
{
	(void)both;
	(void)other;
	xmlAddNextSibling(one, xmlCopyNode(one, 1));
}

static void
insert(struct both *both, xmlNodePtr one, xmlNodePtr other)
{
	(void)both;
	xmlAddPrevSibling(one, xmlCopyNode(other, 1));
}

static void
rename_one(struct both *both, xmlNodePtr one, xmlNodePtr other)
{
	(void)both;
	xmlNodeSetName(one, other->name);
}

static void
text_add(struct both *both, xmlNodePtr one, xmlNodePtr other)
{
	(void)other;
	xmlNodeAddContent(one, (const xmlChar *)(g_rand_boolean(both->chance) ? "7" : "  \n"));
}

static void
attribute_drop(struct both *both, xmlNodePtr one, xmlNodePtr other)
{
	(void)both;
	(void)other;
	if (one->properties)
		xmlRemoveProp(one->properties);
}

static void
attribute_copy(struct both *both, xmlNodePtr one, xmlNodePtr other)
{
	xmlChar *value = other->properties ? xmlNodeGetContent((xmlNodePtr)other->properties) : NULL;

	(void)both;
	if (value)
		xmlSetProp(one, other->properties->name, value);
	xmlFree(value);
}

static void
attribute_spoil(struct both *both, xmlNodePtr one, xmlNodePtr other)
{
	static const char *const values[] = { "", "0", "-1", "x y", "2007-13", "2007-07-31", "yes" };

	(void)other;
	if (one->properties)
		xmlSetProp(one, one->properties->name, (const xmlChar *)values[
			g_rand_int_range(both->chance, 0, G_N_ELEMENTS(values))]);
}

static void
mutate(struct both *both, xmlDocPtr doc)
{
	static void (*const ways[])(struct both *both, xmlNodePtr one, xmlNodePtr other) = { drop, repeat,
		insert, rename_one, text_add, attribute_drop, attribute_copy, attribute_spoil };
	GPtrArray *elements = g_ptr_array_new();

	gather(xmlDocGetRootElement(doc), elements);
	ways[g_rand_int_range(both->chance, 0, G_N_ELEMENTS(ways))](both, any(both, elements),
		any(both, elements));
	g_ptr_array_unref(elements);
}

static void
record_compare(struct both *both, const char *path)
{
	xmlDocPtr doc = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);

	assert_non_null(doc);
	compare(both, path, 0, doc);
	for (int i = 1; i <= MUTANTS; i++) {
		xmlDocPtr mutant = xmlCopyDoc(doc, 1);

		mutate(both, mutant);
		compare(both, path, i, mutant);
		xmlFreeDoc(mutant);
	}
	xmlFreeDoc(doc);
}

static void
agrees_with_libxml2(void **state)
{
	struct diags *diags = diags_create();
	xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt("templates/record.rng");
	struct both both = { xmlRelaxNGParse(parser), schema_load("templates/record.rng", diags),
		g_rand_new_with_seed(1), 0, 0 };

	(void)state;
	xmlRelaxNGFreeParserCtxt(parser);
	assert_non_null(both.theirs);
	assert_non_null(both.ours);
	record_compare(&both, "input/milton-keynes-2007.xml");
	record_compare(&both, "input/bromley-2008.xml");
	record_compare(&both, "input/mpa-2005.xml");
	record_compare(&both, "input/bedfordshire-2008.xml");
	assert_true(both.fit > 100);
	assert_true(both.unfit > 400);
	g_rand_free(both.chance);
	schema_destroy(both.ours);
	xmlRelaxNGFree(both.theirs);
	diags_destroy(diags);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(agrees_with_libxml2) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
