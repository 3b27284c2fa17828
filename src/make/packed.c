/* make/packed FILE...: files of the program as they go into documents, deflated, as C for the program:
 * what is the same in every document need not be packed anew for each. */
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

#include "base/hash.h"
#include "pdf/pack.h"
#include "pdf/packed.h"

enum { IN_LINE = 24 };

static void
bytes_print(size_t number, const unsigned char *bytes, size_t size)
{
	printf("\nstatic const unsigned char bytes_%zu[] = {", number);
	for (size_t i = 0; i < size; i++)
		printf("%s%d,", i % IN_LINE ? "" : "\n\t", bytes[i]);
	printf("\n};\n");
}

/* Prints the bytes of a file, and gives its row of the table; NULL when it cannot be read. Yours, g_free. */
static char *
row_make(struct packer *packer, const char *file, size_t number)
{
	char text[HASH_TEXT], *bytes, *packed, *row;
	gsize size;
	size_t packed_size;

	if (!g_file_get_contents(file, &bytes, &size, NULL))
		return NULL;
	hash_of(bytes, size, text);
	packed = packer_pack_dup(packer, bytes, size, &packed_size);
	bytes_print(number, (const unsigned char *)packed, packed_size);
	row = g_strdup_printf("\t{ \"%s\", bytes_%zu, %zu }, /* %s */\n", text, number, packed_size, file);
	g_free(packed);
	g_free(bytes);
	return row;
}

int
main(int argc, char **argv)
{
	struct packer *packer = packer_create();
	GString *rows = g_string_new(NULL);
	bool ok = true;

	printf("#include \"pdf/packed.h\"\n");
	for (int i = 1; i < argc && ok; i++) {
		char *row = row_make(packer, argv[i], (size_t)i);

		ok = row != NULL;
		if (ok)
			g_string_append(rows, row);
		else
			fprintf(stderr, "%s: this file cannot be read\n", argv[i]);
		g_free(row);
	}
	printf("\nconst struct packed_file packed_files[] = {\n%s\t{ 0 },\n};\n", rows->str);
	g_string_free(rows, TRUE);
	packer_destroy(packer);
	return ok && fflush(stdout) == 0 ? 0 : 1;
}
