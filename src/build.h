/* What is asked for when a document is built. */
#ifndef REVISIT_BUILD_H
#define REVISIT_BUILD_H

#include <stdbool.h>

#include "record/record.h"
#include "style/colour.h"

enum target { TARGET_PDF, TARGET_PNG, TARGET_SVG, TARGET_HTML, TARGET_REPORT, TARGET_FRAMES, TARGET_COUNT };

struct build {
	enum target target;
	const char *style;     /* by name, or NULL: the record's own, else inspectorate */
	const char *templates; /* folder, or NULL */
	bool draft;            /* dressed as a draft whatever the record says */
	bool access;           /* beside each PDF a page tells how accessible it is */
	bool record_lines;     /* a draft's margin has the lines of the record; goes with draft */
	bool figures;          /* tell how many were computed */
	bool from_report;      /* the input is a report already, not a record */
	double scale;          /* of PNG: pixels a point */
	const char *data;      /* folder that holds templates/ and styles/, or NULL: the program's own */
	const char *epoch;     /* in place of SOURCE_DATE_EPOCH; "": none; NULL: as the environment says */
	const struct record_limits *limits; /* NULL: the usual ones */
	enum sight sight;      /* whose colours a proof shows */
	bool scratch;          /* the PDF is made to be compared and thrown away */
};

#endif
