/* The program's own version: the only file that knows what the build says of itself. */
#include "base/version.h"

const char version_number[] = REVISIT_VERSION;
const char version_commit[] = REVISIT_COMMIT;
const char version_prefix[] = REVISIT_PREFIX;
