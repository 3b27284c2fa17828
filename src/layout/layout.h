/* Layout: report nodes and a style become pages of frames. */
#ifndef REVISIT_LAYOUT_LAYOUT_H
#define REVISIT_LAYOUT_LAYOUT_H

#include "base/diag.h"
#include "frame/frame.h"
#include "report/node.h"
#include "style/style.h"

/* Yours; pages_destroy. The report, style and fonts must outlive it. What could not be done as the
 * style asks (too wide, a keep that breaks, a character that no font has) is in diags with its line;
 * NULL only when nothing can be laid out. */
struct pages *layout_report(const struct report *report, struct style *style, struct fonts *fonts,
	struct diags *diags);

#endif
