/* What the fuzz targets share: bytes as a file that nobody else sees. */
#ifndef REVISIT_TESTS_FUZZ_H
#define REVISIT_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

/* Of a target, as libFuzzer calls them. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file of these bytes, in memory: its path, good until the next call. */
const char *fuzz_file(const uint8_t *data, size_t size);
/* Every finding must be fit to be printed; then they are gone. */
void fuzz_diags(struct diags *diags);

#endif
