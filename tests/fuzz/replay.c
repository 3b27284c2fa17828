/* Replaying: a fuzz target without the fuzzer, on the files named. What once broke it must not again. */
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

#include "fuzz.h"

int
main(int argc, char **argv)
{
	LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++) {
		char *bytes;
		gsize size;

		if (!g_file_get_contents(argv[i], &bytes, &size, NULL)) {
			fprintf(stderr, "%s cannot be read\n", argv[i]);
			return 3;
		}
		printf("%s\n", argv[i]);
		fflush(stdout);
		LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
		g_free(bytes);
	}
	return 0;
}
