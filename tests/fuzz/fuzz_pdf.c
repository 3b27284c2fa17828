/* Fuzzing: bytes as a PDF, as far as what it carries lies on the disk, its manifest is read, and its
 * structure is told. Its building is the record's and the templates' matter. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "pdf/besides.h"
#include "pdf/differ.h"
#include "pdf/passages.h"
#include "pdf/structure.h"
#include "pdf/versions.h"
#include "unpack.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return 0;
}

static void
structure_tell(const struct document *document)
{
	struct structure *structure = structure_read(document);
	char *dump = structure_dump(structure), *words = element_words(structure->root);

	passages_destroy(structure_passages(structure));
	if (!g_utf8_validate(dump, -1, NULL) || !g_utf8_validate(words, -1, NULL))
		abort();
	g_free(words);
	g_free(dump);
	structure_destroy(structure);
}

/* Nothing differs from itself. */
static void
itself_compare(const struct document *document)
{
	GArray *pages = document_pages_differ(document, document);
	GPtrArray *besides = document_besides_differ(document, document);

	if (pages->len || besides->len)
		abort();
	g_array_free(pages, TRUE);
	g_ptr_array_free(besides, TRUE);
}

static void
versions_tell(const struct document *document)
{
	bool is_signed;
	size_t size;

	document_bytes(document, &size);
	if (document_first(document) + document_appended(document, &is_signed) != size)
		abort();
	document_seal(document);
	g_ptr_array_free(document_signatures(document), TRUE);
}

static void
carried_take(const struct document *document, struct diags *diags)
{
	char *folder = unpack_folder(diags);
	struct manifest *manifest = unpack_manifest(document, "x.pdf", diags);

	if (!folder)
		abort();
	if (manifest) {
		char *text = manifest_text(manifest);

		g_free(text);
	}
	unpack_files(document, "x.pdf", folder, diags);
	unpack_remove(folder);
	if (g_file_test(folder, G_FILE_TEST_EXISTS))
		abort();
	manifest_destroy(manifest);
	g_free(folder);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diags *diags = diags_create();
	struct document *document = document_read(fuzz_file(data, size), diags);

	if (!document && !diags_count(diags, DIAG_ERROR))
		abort(); /* refused without a word */
	if (document) {
		char *told[] = { document_info(document, "/Title"), document_catalog(document, "/Lang"),
			document_claims(document) };

		for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
			if (!g_utf8_validate(told[i], -1, NULL))
				abort();
			g_free(told[i]);
		}
		versions_tell(document);
		itself_compare(document);
		structure_tell(document);
		carried_take(document, diags);
	}
	document_destroy(document);
	fuzz_diags(diags);
	return 0;
}
