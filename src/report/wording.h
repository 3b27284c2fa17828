/* Inside the report room: the fixed words that a record has in words of its own. */
#ifndef REVISIT_REPORT_WORDING_H
#define REVISIT_REPORT_WORDING_H

#include "base/diag.h"
#include "report/strings.h"

struct record;

/* The strings with the record's wordings over them, yours; NULL when it has none. A wording of what
 * is no fixed word, or with a field that the word has not, is a finding (DIAG_WORDING) and left
 * out. */
struct strings *wording_read(const struct record *record, const struct strings *strings,
	struct diags *diags);

#endif
