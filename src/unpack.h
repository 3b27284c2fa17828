/* What documents carry, taken out again: onto the disk, and back through the pipeline. */
#ifndef REVISIT_UNPACK_H
#define REVISIT_UNPACK_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/worker.h"
#include "pdf/document.h"
#include "pdf/manifest.h"

/* Writes all that it carries below the folder, which is made and is our own. A name that leads out of it, or
 * that is not plain, is a failure in diags and is left out. */
bool unpack_files(const struct document *document, const char *file, const char *folder,
	struct diags *diags);
/* The same into a folder of the user's, where nothing is replaced: another file by that name is a failure.
 * Gives how many are there now. */
guint unpack_out(const struct document *document, const char *file, const char *folder,
	struct diags *diags);

/* Is a file of the manifest carried, and as it was? */
enum carried_state { CARRIED_SAME, CARRIED_OTHER, CARRIED_GONE };
enum carried_state unpack_state(const struct document *document, const struct ingredient *ingredient);

/* Warns where what it carries is not what it was made from, or may not be. */
void unpack_doubt(const struct document *document, const struct manifest *manifest, const char *file,
	struct diags *diags);

/* Reads the PDF in a worker and hands it to the function there, whose findings are printed. Gives the exit
 * status, that of a PDF that cannot be read included. */
typedef void unpack_fn(const struct document *document, void *data, struct diags *diags);
int unpack_in_worker(const char *file, unpack_fn *use, void *data);

/* The manifest of a document, yours; NULL when it has none that can be used, and diags says so. */
struct manifest *unpack_manifest(const struct document *document, const char *file,
	struct diags *diags);

/* The path, below the folder that unpack_files filled, of the record (or report) that the document was
 * made from. Yours, g_free. */
char *unpack_input(const struct manifest *manifest, const char *folder);

/* A folder of our own for what comes out of a document. Yours, g_free; NULL on failure. */
char *unpack_folder(struct diags *diags);
void unpack_remove(const char *folder); /* with all that is in it; NULL is fine */

/* Between these two a signal that would end the program (SIGINT, SIGTERM, SIGHUP) waits, so that no such
 * folder is left behind; a worker that somebody waits for ends at once. */
void unpack_hold(void);
void unpack_release(void);

/* The folder, below one of our own, where all that a document carries goes: what stands beside it is ours,
 * whatever names the document gives. Yours, g_free. */
char *unpack_inside(const char *folder);

struct record_limits;

/* For work that only reads a PDF. */
extern const struct worker_limits unpack_limits;

/* What to do when making it again reaches a limit. */
#define UNPACK_HINT "a PDF of many pages may need more: --limit seconds=NUMBER or --limit megabytes=NUMBER"

/* How a document is made again. */
struct again {
	const struct manifest *manifest;
	const char *pdf;    /* it was taken out of, for messages */
	const char *folder; /* where its files are */
	bool own_data;      /* with the templates and style there, to be compared and thrown away (it need not
	                     * last); or with the program's own */
	const char *style;  /* or NULL: the one that it had */
	const struct record_limits *limits;
	const char *output;
};

/* Findings about the files in the folder name the PDF, too: report.pdf(record/record.xml):12. */
bool unpack_build(const struct again *again, struct diags *diags);

/* A version of the program, and its commit when that is known. Yours, g_free. */
char *unpack_program(const char *version, const char *commit);

#endif
