/* The program: the table of commands, and the exit status. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <glib.h>

#include "base/version.h"
#include "base/xml.h"
#include "cmd.h"
#include "libraries.h"
#include "paint/paint.h"

const struct cmd cmds[] = { /* keep alphabetical */
	{ "build", cmd_build, "[options] RECORD...", "turn records into documents",
		"  -o FILE|DIR       where the document goes; default: the record's name, in this folder\n"
		"                    (- is standard output, for --to html, report and frames; %d in a\n"
		"                    file's name is the number of the page, for --to png and svg)\n"
		"  --to TARGET       pdf (default), html, png or svg (a file a page), report or frames\n"
		"                    (the dumps of those stages, as XML and as text)\n"
		"  --style NAME      a style other than the record's own\n"
		"  --draft           dress it as a draft, whatever the record says: watermark, numbers\n"
		"                    of lines, authors' comments\n"
		"  --record-lines    a draft with the lines of the record beside its paragraphs\n"
		"  --templates DIR   templates of your own\n"
		"  --report accessibility\n"
		"                    writes beside each PDF a page that tells how accessible it is, as\n"
		"                    NAME.accessibility.html\n"
		"  --scale N         of png: pixels a point; default 2\n"
		"  --sight NAME      a proof in the colours that others see: grey, protanopia,\n"
		"                    deuteranopia or tritanopia\n"
		"  --figures         tell how many figures were computed, beside the pages\n"
		"  --from report     the input is a report, in the vocabulary of templates/report.rng\n"
		"  --timeout S       seconds that one document may take; default 60\n"
		"  --allow DIR       pictures and files that are taken in may stand in this folder too\n"
		"  --limit NAME=N    allow more or less than usual, as for check\n" },
	{ "check", cmd_check, "[options] RECORD...", "say what is wrong with records, and where",
		"  --pair            the two records are one report in two languages: compare figures,\n"
		"                    recommendations, grades and structure\n"
		"  --strict          waivers of the record do not count\n"
		"  --format FORM     text (default), json, sarif, junit or summary\n"
		"  --summary         a line a rule: the same as --format summary\n"
		"  --explain RULE    what a rule (R09) or another finding (schema-value) means; all lists them\n"
		"  --templates DIR   templates, and the record's schema, of your own\n"
		"  --allow DIR       pictures and files that are taken in may stand in this folder too\n"
		"  --limit NAME=N    allow more or less than usual: bytes (32 MB) and nodes (2000000) of a\n"
		"                    record; depth (256) of its elements; attributes (256) and bytes of a\n"
		"                    tag (65536); bytes of a run of text (8388608); marks on a letter (30);\n"
		"                    different names (2000); seconds (10; build 60), megabytes (512; 4096)\n" },
	{ "extract", cmd_extract, "[-o DIR] PDF", "take out the files that a PDF carries",
		"  -o DIR            where they go; default: the PDF's name without its ending\n" },
	{ "help", cmd_help, "[COMMAND]", "say what a command does", "" },
	{ "info", cmd_info, "[--json|--structure] PDF", "say what a PDF is and what it carries",
		"  --json            as JSON\n"
		"  --structure       what a screen reader is given: all elements with their attributes\n"
		"                    and words, in the order of reading\n" },
	{ "new", cmd_new, "[options] KIND", "write a record to begin with",
		"KIND is follow-up, force-graded, force-standard or committee.\n"
		"  -o FILE           where it goes, if not to the standard output; it is not replaced\n"
		"  --templates DIR   templates of your own\n" },
	{ "preview", cmd_preview, "[options] RECORD", "show a draft in the browser, and again when it is saved",
		"  --port N          the port of this machine to be found at; default: any that is free\n"
		"  --no-open         print the address, and leave the browser alone\n"
		"  --editor CMD      opens a file at a line, as 'code -g {file}:{line}'; default: $VISUAL or\n"
		"                    $EDITOR, where there is a screen\n"
		"  --line N          begin at what stands on that line of the record\n"
		"  --against FILE    compare with another record, or with a published PDF\n"
		"  --once --png DIR  no server: a picture of each page in that folder\n"
		"  --png DIR         see --once\n"
		"  --scale N         of those pictures: pixels a point; default 2\n"
		"  --style NAME      a style other than the record's own\n"
		"  --draft           dress it as a draft, whatever the record says\n"
		"  --record-lines    a draft whose margin has the lines of the record\n"
		"  --templates DIR   templates of your own\n"
		"  --allow DIR       pictures and files that are taken in may stand in this folder too\n"
		"  --limit NAME=N    allow a record more or less than is usual\n" },
	{ "rebuild", cmd_rebuild, "[options] -o NEW PDF", "make a published PDF again, as of today",
		"  -o NEW            where the new one goes\n"
		"  --style NAME      in another style\n"
		"  --diff DIR        show there, side by side, the pages that look different\n"
		"  --limit NAME=N    allow more or less than usual, as for check\n" },
	{ "verify", cmd_verify, "[options] PDF...", "say whether PDFs are what their sources make",
		"  --trust-embedded  run the templates that the PDF carries, whatever they are\n"
		"  --diff DIR        show there, side by side, the pages that look different\n"
		"  --json            as JSON, a line a file; docs/verify.md says what it means\n"
		"  --limit NAME=N    allow more or less than usual, as for check\n" },
};
const int cmd_count = G_N_ELEMENTS(cmds);

static void
usage_print(FILE *out)
{
	fputs("usage: revisit COMMAND ...\n\n", out);
	for (int i = 0; i < cmd_count; i++)
		fprintf(out, "  %-8s %s\n", cmds[i].name, cmds[i].summary);
	fputs("\n`revisit help COMMAND` says more; `revisit --version` names the libraries.\n", out);
}

int
usage_error(const char *command, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "revisit%s%s: ", *command ? " " : "", command);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\n`revisit help%s%s` says how it is used\n", *command ? " " : "", command);
	return 2;
}

int
cmd_help(int argc, char **argv)
{
	if (argc == 0) {
		usage_print(stdout);
		return 0;
	}
	for (int i = 0; i < cmd_count; i++)
		if (strcmp(argv[0], cmds[i].name) == 0) {
			printf("usage: revisit %s %s\n\n%s.\n%s%s", cmds[i].name, cmds[i].usage,
				cmds[i].summary, *cmds[i].help ? "\n" : "", cmds[i].help);
			return 0;
		}
	return usage_error("help", "there is no command `%s`", argv[0]);
}

static void
version_print(void)
{
	struct library libraries[LIBRARIES_ALL];
	int count;

	paint_svg_load(); /* to be among them, if it is there */
	count = libraries_all(libraries);
	printf("revisit %s%s%s%s\n", version_number, *version_commit ? " (" : "", version_commit,
		*version_commit ? ")" : "");
	for (int i = 0; i < count; i++)
		printf("%s %s\n", libraries[i].name, libraries[i].version);
}

/* What was printed must have arrived: a full disk is a failure even here. */
static int
finish(int status)
{
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fputs("failure: the output cannot be written [file-write]\n", stderr);
		return 3;
	}
	return status;
}

/* A run is short and its memory small: what is freed is kept for the next need, not given back page
 * by page. */
static void
memory_init(void)
{
#ifdef __GLIBC__
	mallopt(M_TOP_PAD, 2 << 20);
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
}

static bool
asks_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

int
main(int argc, char **argv)
{
	memory_init();
	xml_init();
	if (argc < 2) {
		usage_print(stderr);
		return 2;
	}
	if (strcmp(argv[1], "--version") == 0) {
		version_print();
		return finish(0);
	}
	if (asks_help(argv[1]))
		return finish(cmd_help(0, NULL));
	for (int i = 0; i < cmd_count; i++)
		if (strcmp(argv[1], cmds[i].name) == 0)
			return finish(argc > 2 && asks_help(argv[2]) ? cmd_help(1, argv + 1)
				: cmds[i].run(argc - 2, argv + 2));
	return usage_error("", "there is no command `%s`", argv[1]);
}
