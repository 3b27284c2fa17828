/* libxslt under guard: it reads stylesheets below one folder while they are loaded, and nothing
 * else ever; it runs with bounds on depth and on steps. */
#include "report/transform.h"

#include <libxml/parser.h>
#include <libxml/uri.h>
#include <libxml/xpathInternals.h>
#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/xml.h"
#include "report/origin.h"
#include "report/report.h"

enum { MOST_BYTES = 8 << 20, MOST_DEPTH = 500, MOST_MESSAGES = 50 };

/* XPath steps of one run: a report of 12 pages takes some 100,000. Beyond these, it is a
 * template that does not end. */
static const unsigned long most_steps = 200000000UL;

/* libxslt's loader and its default preferences are global and have no room for data of their own.
 * Set only while stylesheets are loaded; otherwise nothing may be read. */
static struct {
	const char *dir; /* resolved */
	struct diags *diags;
} loading;

static bool
is_below(const char *path, const char *dir)
{
	char real[PATH_MAX];
	size_t length = strlen(dir);

	return realpath(path, real) && strncmp(real, dir, length) == 0 && real[length] == '/';
}

static int
may_read(xsltSecurityPrefsPtr prefs, xsltTransformContextPtr run, const char *path)
{
	(void)prefs;
	return !run && loading.dir && is_below(path, loading.dir);
}

/* Parsed with options of our own: libxslt's let entities read files. */
static xmlDocPtr
stylesheet_parse(const char *path, xmlDictPtr dict)
{
	size_t size;
	char *bytes = file_read(path, "template", MOST_BYTES, &size, loading.diags);
	xmlParserCtxtPtr ctxt = bytes ? xmlNewParserCtxt() : NULL;
	xmlDocPtr doc;

	if (!ctxt) {
		g_free(bytes);
		return NULL;
	}
	if (dict) {
		xmlDictFree(ctxt->dict);
		ctxt->dict = dict;
		xmlDictReference(dict);
	}
	doc = xmlCtxtReadMemory(ctxt, bytes, (int)size, path, NULL,
		XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA);
	if (!doc) {
		char *message = g_strchomp(g_strdup(ctxt->lastError.message ? ctxt->lastError.message : ""));

		diag(loading.diags, DIAG_RESOURCE_BROKEN,
			(struct place){ path, ctxt->lastError.line, 0, NULL },
			"the template is not well-formed XML: %s", message);
		g_free(message);
	}
	xmlFreeParserCtxt(ctxt);
	g_free(bytes);
	return doc;
}

static xmlDocPtr
load(const xmlChar *uri, xmlDictPtr dict, int options, void *ctxt, xsltLoadType type)
{
	char *path;
	xmlDocPtr doc = NULL;

	(void)options;
	(void)ctxt;
	if (type != XSLT_LOAD_STYLESHEET || !loading.dir)
		return NULL;
	path = xmlURIUnescapeString((const char *)uri, 0, NULL);
	if (path && is_below(path, loading.dir))
		doc = stylesheet_parse(path, dict);
	else
		diag(loading.diags, DIAG_RESOURCE_BROKEN, (struct place){ .file = path },
			"a template includes this file, which is not below the folder of templates or not "
			"there");
	xmlFree(path);
	return doc;
}

static xsltSecurityPrefsPtr
prefs_make(xsltSecurityCheck read)
{
	xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();

	if (!prefs)
		g_error("out of memory");
	xsltSetSecurityPrefs(prefs, XSLT_SECPREF_READ_FILE, read);
	xsltSetSecurityPrefs(prefs, XSLT_SECPREF_WRITE_FILE, xsltSecurityForbid);
	xsltSetSecurityPrefs(prefs, XSLT_SECPREF_CREATE_DIRECTORY, xsltSecurityForbid);
	xsltSetSecurityPrefs(prefs, XSLT_SECPREF_READ_NETWORK, xsltSecurityForbid);
	xsltSetSecurityPrefs(prefs, XSLT_SECPREF_WRITE_NETWORK, xsltSecurityForbid);
	return prefs;
}

/* Once a process; the preferences live as long as it. */
static xsltSecurityPrefsPtr
guard(void)
{
	static xsltSecurityPrefsPtr run_prefs;

	if (!run_prefs) {
		xsltSetLoaderFunc(load);
		xsltSetDefaultSecurityPrefs(prefs_make(may_read));
		run_prefs = prefs_make(xsltSecurityForbid);
	}
	return run_prefs;
}

/* What libxslt says arrives in pieces; they are put together to lines. */
static G_GNUC_PRINTF(2, 3) void
collect(void *data, const char *format, ...)
{
	GString *out = data;
	va_list args;

	if (out->len > 16384)
		return;
	va_start(args, format);
	g_string_append_vprintf(out, format, args);
	va_end(args);
}

/* Nothing that libxslt says outside of loading and running reaches standard error. */
static G_GNUC_PRINTF(2, 3) void
ignore(void *data, const char *format, ...)
{
	(void)data;
	(void)format;
}

/* A finding for each message; the lines that only say where one came from go before it. */
static void
messages_tell(GString *said, enum diag_code code, struct place place, struct diags *diags)
{
	char **lines = g_strsplit(said->str, "\n", -1), *context = NULL;

	for (int i = 0, told = 0; lines[i] && told < MOST_MESSAGES; i++) {
		if (g_str_has_prefix(lines[i], "runtime error") ||
			g_str_has_prefix(lines[i], "compilation error")) {
			g_free(context);
			context = g_strdup(strstr(lines[i], "file ") ? strstr(lines[i], "file ") : lines[i]);
		} else if (*g_strstrip(lines[i]) && strcmp(lines[i], "error") != 0) { /* of no known place */
			diag(diags, code, place, "%s%s%s%s", lines[i], context ? " (" : "",
				context ? context : "", context ? ")" : "");
			told++;
		}
	}
	g_free(context);
	g_strfreev(lines);
}

xsltStylesheetPtr
transform_load(const char *path, const char *dir, struct diags *diags)
{
	char real[PATH_MAX];
	GString *said = g_string_new(NULL);
	xsltStylesheetPtr style = NULL;
	xmlDocPtr doc;

	guard();
	if (!realpath(dir, real))
		*real = '\0';
	loading.dir = real;
	loading.diags = diags;
	xsltSetGenericErrorFunc(said, collect);
	doc = stylesheet_parse(path, NULL);
	if (doc && !(style = xsltParseStylesheetDoc(doc)))
		xmlFreeDoc(doc);
	xsltSetGenericErrorFunc(NULL, ignore);
	loading.dir = NULL;
	loading.diags = NULL;
	if (doc && (!style || style->errors)) {
		messages_tell(said, DIAG_TEMPLATE, (struct place){ .file = path }, diags);
		if (!said->len)
			diag(diags, DIAG_TEMPLATE, (struct place){ .file = path },
				"the template is not a stylesheet that can be used");
		xsltFreeStylesheet(style);
		style = NULL;
	}
	g_string_free(said, TRUE);
	return style;
}

void
transform_files(const xsltStylesheet *style, GPtrArray *paths)
{
	g_ptr_array_add(paths, xmlURIUnescapeString((const char *)style->doc->URL, 0, NULL));
	for (const xsltDocument *at = style->docList; at; at = at->next)
		g_ptr_array_add(paths, xmlURIUnescapeString((const char *)at->doc->URL, 0, NULL));
	for (const xsltStylesheet *at = style->imports; at; at = at->next)
		transform_files(at, paths);
}

int
report_libraries(struct library *libraries)
{
	static char version[24];
	int number = xsltLibxsltVersion;

	g_snprintf(version, sizeof version, "%d.%d.%d", number / 10000, number / 100 % 100,
		number % 100);
	libraries[0] = (struct library){ "libxslt", version };
	return 1;
}

static bool
is_at_its_end(const xsltTransformContext *run)
{
	return run->opCount >= run->opLimit || run->xpathCtxt->opCount >= run->xpathCtxt->opLimit;
}

xmlDocPtr
transform_run(xsltStylesheetPtr style, xmlDocPtr source, const char **params, struct calc *calc,
	struct place place, struct diags *diags)
{
	GString *said = g_string_new(NULL);
	xsltTransformContextPtr run = xsltNewTransformContext(style, source);
	xmlDocPtr result = NULL;
	bool good;

	if (!run)
		g_error("out of memory");
	xsltSetTransformErrorFunc(run, said, collect);
	run->maxTemplateDepth = MOST_DEPTH;
	run->opLimit = most_steps;
	run->xpathCtxt->opLimit = most_steps;
	good = xsltSetCtxtSecurityPrefs(guard(), run) == 0 && calc_register(calc, run);
	if (good)
		result = xsltApplyStylesheetUser(style, source, params, NULL, NULL, run);
	origin_strip(said->str); /* a message may quote the record */
	said->len = strlen(said->str);
	if (run->state == XSLT_STATE_OK && result) {
		messages_tell(said, DIAG_TEMPLATE_MESSAGE, place, diags);
	} else {
		messages_tell(said, DIAG_TEMPLATE, place, diags);
		if (!said->len)
			diag(diags, DIAG_TEMPLATE, place, is_at_its_end(run)
				? "the template takes more steps than are allowed: it may never end"
				: "the template gave up without a word");
		xmlFreeDoc(result);
		result = NULL;
	}
	xsltFreeTransformContext(run);
	g_string_free(said, TRUE);
	return result;
}
