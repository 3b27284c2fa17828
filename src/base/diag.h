/* Diagnostics: what is wrong, where, and what would be right. Never global, never printed deep down. */
#ifndef REVISIT_BASE_DIAG_H
#define REVISIT_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <glib.h>

/* Worst last. The level decides the exit status: notes and warnings 0, errors 1, failures 3. */
enum diag_level {
	DIAG_NOTE,
	DIAG_WARNING,
	DIAG_ERROR,   /* a finding in the record */
	DIAG_FAILURE, /* input, output or resources failed */
};

/* Every code has a row in the table of diag.c: name, level, summary. Keep grouped by room. */
enum diag_code {
	/* files and resources */
	DIAG_FILE_READ,
	DIAG_FILE_WRITE,
	DIAG_FILE_CLASH,
	DIAG_PAGES_GONE,
	DIAG_PAGES_LEFT,
	DIAG_ACCESS_OLD,
	DIAG_RESOURCE_MISSING,
	DIAG_RESOURCE_BROKEN,
	DIAG_WORKER_DIED,
	DIAG_LIMIT,
	/* record: reading */
	DIAG_RECORD_EMPTY,
	DIAG_RECORD_ENCODING,
	DIAG_RECORD_DOCTYPE,
	DIAG_RECORD_SYNTAX,
	DIAG_RECORD_LIMIT,
	DIAG_RECORD_TEXT,
	/* record: schema */
	DIAG_SCHEMA_ROOT,
	DIAG_SCHEMA_VERSION,
	DIAG_SCHEMA_ELEMENT,
	DIAG_SCHEMA_MISSING,
	DIAG_SCHEMA_ORDER,
	DIAG_SCHEMA_ATTRIBUTE,
	DIAG_SCHEMA_VALUE,
	DIAG_SCHEMA_TEXT,
	DIAG_SCHEMA_ID,
	DIAG_SCHEMA_REFERENCE,
	DIAG_SCHEMA_DATES,
	DIAG_SCHEMA_INVALID,
	/* rule: two language versions */
	DIAG_PAIR_STRUCTURE,
	DIAG_PAIR_FIGURE,
	DIAG_PAIR_RECOMMENDATION,
	DIAG_PAIR_GRADE,
	/* report */
	DIAG_TEMPLATE,
	DIAG_TEMPLATE_MESSAGE,
	DIAG_REPORT_INVALID,
	DIAG_REPORT_REFERENCE,
	DIAG_CALC,
	DIAG_TAKEN_IN,
	DIAG_WORDING,
	/* style and fonts */
	DIAG_STYLE,
	DIAG_STYLE_UNKNOWN,
	DIAG_FONT_MISSING,
	DIAG_GLYPH_MISSING,
	DIAG_SMALL_CAPS,
	/* charts and pictures */
	DIAG_CHART,
	DIAG_CHART_DATA,
	DIAG_CHART_HONESTY,
	DIAG_CHART_THINNED,
	DIAG_IMAGE,
	DIAG_IMAGE_COARSE,
	DIAG_IMAGE_COLOURS,
	/* layout */
	DIAG_LAYOUT_OVERFLOW,
	DIAG_LAYOUT_KEEP,
	DIAG_LAYOUT_FITTED,
	DIAG_LAYOUT_UNSETTLED,
	DIAG_LAYOUT_REFERENCE,
	/* paint */
	DIAG_PAINT,
	/* PDFs that are read */
	DIAG_PDF,
	DIAG_CARRIED,
	DIAG_CARRIED_OTHER,
	/* the preview */
	DIAG_SERVE,
	DIAG_CODE_COUNT
};

/* Where. All strings are borrowed for the call and copied; line 0: the whole file; file NULL: none. */
struct place {
	const char *file;
	int line, column;
	const char *path; /* of the element, as /inspection-record/meta/unit */
};

/* One finding, to be read. Strings may be NULL where said. */
struct finding {
	const char *name;      /* of the code or rule, as schema-value or R09 */
	enum diag_level level;
	char *file, *path;     /* may be NULL */
	char *message;
	char *hint;            /* may be NULL */
	char *waived;          /* the reason that the record gives for letting it stand, or NULL */
	char *snippet, *caret; /* the line of the file, and blanks and ^ to print under it; or NULL */
	int line, column;      /* 0: unknown */
};

struct diags;

struct diags *diags_create(void);          /* yours */
void diags_destroy(struct diags *diags);   /* NULL is fine */

/* Add a finding. The message is cleaned: valid UTF-8, no control or direction characters. At most
 * 64 KB of findings are kept per set; the rest are counted. */
void diag(struct diags *diags, enum diag_code code, struct place place, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

/* The same for a finding whose name and level come from a table of the caller's own, as rules have one.
 * The name is not copied. */
void diag_named(struct diags *diags, const char *name, enum diag_level level, struct place place,
	const char *format, ...) G_GNUC_PRINTF(5, 6);

/* The finding added last is let stand, for this reason: it counts as a note. */
void diag_waive(struct diags *diags, const char *reason);

/* What would be right: one sentence that belongs to the finding added last. */
void diag_hint(struct diags *diags, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The line of the file that the finding added last is about, with a caret under `width` bytes from
 * byte `at`. Copied; long lines are cut around the caret. */
void diag_snippet(struct diags *diags, const char *line, size_t length, size_t at, size_t width);

/* Moves all findings of `from` behind those of `to`; `from` is empty afterwards. */
void diags_move(struct diags *to, struct diags *from);

enum diag_level diags_worst(const struct diags *diags); /* DIAG_NOTE when empty */
size_t diags_count(const struct diags *diags, enum diag_level at_least);
int diags_status(const struct diags *diags); /* 0, 1 or 3 */

/* True when a finding of this code is in the set. */
bool diags_has(const struct diags *diags, enum diag_code code);

/* The findings that are kept, in order of arrival; borrowed. */
size_t diags_kept(const struct diags *diags);
const struct finding *diags_finding(const struct diags *diags, size_t index);

size_t diags_unkept(const struct diags *diags); /* how many were too many */
bool diags_full(const struct diags *diags);     /* the next one will be only counted */

/* A copy of a finding of another set, as it is. */
void diags_add(struct diags *diags, const struct finding *finding);
void diags_add_unkept(struct diags *diags, size_t count);

/* gcc form, `file:line: level: message [code]`, in order of arrival; below it, indented, the line of
 * the file with a caret, the element's path and the hint. */
void diags_print(const struct diags *diags, FILE *out);
/* The same, with the colours of terminals when asked. */
void diags_print_as(const struct diags *diags, bool colour, FILE *out);

/* The end of a job or a command: prints the findings to the standard error, frees them, and gives their
 * exit status. */
int diags_end(struct diags *diags);

const char *diag_code_name(enum diag_code code);
enum diag_level diag_code_level(enum diag_code code);
const char *diag_code_summary(enum diag_code code);
const char *diag_level_name(enum diag_level level);

/* Text of anybody's, fit to be shown: valid UTF-8, unsafe characters as <U+XXXX>, white space as blanks,
 * cut behind `most` bytes. Yours, g_free. */
char *diag_clean(const char *text, size_t most);

#endif
