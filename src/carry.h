/* What a document carries: the record that it was made from, the files that made it, and a manifest
 * that says of each what it was, so that the document can be made again and compared. */
#ifndef REVISIT_CARRY_H
#define REVISIT_CARRY_H

#include <stdbool.h>

#include "base/data.h"
#include "base/diag.h"
#include "frame/frame.h"
#include "pdf/attach.h"

/* Files and hashes that documents share; read once. */
struct carry;

struct carry *carry_create(void);        /* yours */
void carry_destroy(struct carry *carry); /* NULL is fine */

struct cargo {
	const char *input;         /* path of the record or report */
	bool from_report;
	const struct data *data;
	const char *const *templates; /* relative to the folder of templates, NULL at the end; or NULL */
	const struct style *style;
	const struct fonts *fonts;
	const struct pages *pages;
	const char *date;          /* as in the document's metadata */
	const char *epoch;         /* that was asked for in place of the document's own, or NULL */
	bool draft, record_lines;
	const char *sight;         /* whose colours a proof shows, or NULL */
};

/* Gathers all of it, good until the next call. False when a file cannot be read; diags says why. */
bool carry_load(struct carry *carry, const struct cargo *cargo, struct attachments *attachments,
	struct diags *diags);

#endif
