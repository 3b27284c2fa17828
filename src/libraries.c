/* The libraries of all rooms. */
#include "libraries.h"

#include <glib.h>
#include <libxml/parser.h>

#include "frame/text.h"
#include "paint/paint.h"
#include "pdf/pdf.h"
#include "report/report.h"

static int
base_libraries(struct library *libraries)
{
	static char glib[32];

	g_snprintf(glib, sizeof glib, "%u.%u.%u", glib_major_version, glib_minor_version,
		glib_micro_version);
	libraries[0] = (struct library){ "glib", glib };
	libraries[1] = (struct library){ "libxml2", xmlParserVersion };
	return 2;
}

int
libraries_all(struct library libraries[LIBRARIES_ALL])
{
	static libraries_fn *const rooms[] = { base_libraries, report_libraries, text_libraries,
		pdf_libraries, paint_libraries };
	int count = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(rooms); i++) {
		g_assert(count + LIBRARIES_MOST <= LIBRARIES_ALL);
		count += rooms[i](libraries + count);
	}
	return count;
}
