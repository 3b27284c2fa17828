/* Libraries on demand. */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

static void *
any_open(const char *const *files)
{
	void *handle = NULL;

	for (; *files && !handle; files++)
		handle = dlopen(*files, RTLD_NOW | RTLD_LOCAL);
	return handle;
}

static bool
calls_find(void *handle, const struct library_call *call)
{
	for (; call->name; call++) {
		void *found = dlsym(handle, call->name);

		if (!found)
			return false;
		memcpy(call->pointer, &found, sizeof found); /* POSIX lets it be one of a function */
	}
	return true;
}

bool
library_load(const struct library_wanted *wanted, void **handle, struct diags *diags)
{
	void *opened = *handle ? NULL : any_open(wanted->files);

	if (opened && calls_find(opened, wanted->calls))
		*handle = opened;
	if (!*handle && diags) {
		diag(diags, DIAG_RESOURCE_MISSING, (struct place){ 0 },
			"the library %s, %s, is not installed", wanted->name, wanted->use);
		diag_hint(diags, "it comes with the package %s", wanted->package);
	}
	return *handle != NULL;
}

const void *
library_variable(void *handle, const char *name)
{
	return handle ? dlsym(handle, name) : NULL;
}
