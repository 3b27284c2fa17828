/* The manifest that a document carries: what it was made of and by what. JSON; docs/manifest.md says
 * what each member means. Nothing in it differs between machines that have the same inputs. */
#ifndef REVISIT_PDF_MANIFEST_H
#define REVISIT_PDF_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

#define MANIFEST_NAME "manifest.json"

/* A file that it was made of: a member of the attachments by its name, or a font
 * or the patterns of a language by its file's. */
struct ingredient {
	const char *name;
	const char *role;   /* record, report, included, picture, template, style, data; font, patterns */
	const char *sha256; /* 64 hexadecimal digits */
	size_t size;        /* bytes */
};

struct engine_part {
	const char *name, *version;
};

struct manifest {
	const char *version, *commit; /* of the program; commit may be "" */
	struct engine_part *libraries;
	int library_count;
	const char *title, *lang, *date;
	int pages;
	const char *from;  /* record or report */
	const char *style; /* by name */
	const char *epoch; /* SOURCE_DATE_EPOCH, when it had a say, or NULL */
	bool draft, record_lines; /* asked for on the command line */
	const char *sight; /* whose colours a proof shows, or NULL */
	struct ingredient *files, *fonts; /* in order of their names */
	int file_count, font_count;
};

/* The JSON. Yours, g_free. */
char *manifest_text(const struct manifest *manifest);

/* Reads one, of whoever's making: bounded, and every name plain (file_name_is_plain). The manifest
 * and all in it are one block: manifest_destroy frees it. NULL on failure, and diags says why, about
 * `file`. */
struct manifest *manifest_read(const char *bytes, size_t size, const char *file,
	struct diags *diags);
void manifest_destroy(struct manifest *manifest); /* NULL is fine */

#endif
