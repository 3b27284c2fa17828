/* The builder, from inside: builds when it is told to, answers what it is asked, until its server
 * goes. */
#include "serve/inside.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "serve/pack.h"
#include "serve/question.h"
#include "serve/watch.h"
#include "serve/wire.h"

enum { HASH_SHORT = 16, SVG_MOST = 48 << 20, TOGETHER = 64 << 10 };

struct inside {
	const struct serve_options *options;
	const struct maker *maker;
	int fd;
	bool open;
	const struct product *product; /* of the last good build */
	struct diags *diags;           /* of the last build */
	GHashTable *base;              /* path → struct signature: read once, for all builds */
	GHashTable *told;              /* paths that were told in this build */
	GHashTable *fonts;             /* names of fonts that were told */
	GByteArray *out;               /* messages that are sent together */
};

/* ---- telling ---- */

/* The server has nothing to do before the end of a build: it is not woken for each page. */
static void
tell(const struct inside *inside, GByteArray *message)
{
	wire_join(inside->out, message);
	if (inside->out->len >= TOGETHER)
		wire_send_many(inside->fd, inside->out);
}

/* ---- what is read ---- */

static void
signature_tell(const struct inside *inside, const char *path, const struct signature *signature)
{
	GByteArray *message = wire_begin(WIRE_FILE);

	wire_put_text(message, path);
	wire_put_bytes(message, signature, sizeof(*signature));
	tell(inside, message);
}

/* Told at once, so that it is known even when nothing comes after it. */
static void
file_note(void *data, const char *path)
{
	struct inside *inside = data;
	struct signature signature;

	if (!g_hash_table_add(inside->told, g_strdup(path)))
		return;
	signature = signature_of(path);
	if (inside->maker->is_base(inside->maker->data, path))
		g_hash_table_replace(
			inside->base, g_strdup(path), g_memdup2(&signature, sizeof(signature)));
	signature_tell(inside, path, &signature);
	wire_send_many(inside->fd, inside->out);
}

/* What was read for all builds is told for each. */
static void
base_send(struct inside *inside)
{
	GHashTableIter iter;
	gpointer path, signature;

	g_hash_table_remove_all(inside->told);
	g_hash_table_iter_init(&iter, inside->base);
	while (g_hash_table_iter_next(&iter, &path, &signature)) {
		g_hash_table_add(inside->told, g_strdup(path));
		signature_tell(inside, path, signature);
	}
}

/* ---- building ---- */

static void
font_send(void *data, const char *name, const char *file)
{
	struct inside *inside = data;
	GByteArray *message;

	if (g_hash_table_contains(inside->fonts, name))
		return;
	g_hash_table_add(inside->fonts, g_strdup(name));
	message = wire_begin(WIRE_FONT);
	wire_put_text(message, name);
	wire_put_text(message, file);
	tell(inside, message);
}

/* A page whose pictures are larger than any browser would bear is told, not shown. Yours. */
static char *
page_draw(struct inside *inside, int number)
{
	const struct page *page = pages_page(inside->product->pages, number);
	char *svg = pack_svg(inside->product, number, font_send, inside);

	if (strlen(svg) <= SVG_MOST)
		return svg;
	g_free(svg);
	return g_strdup_printf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%ld\" height=\"%ld\">"
		"<text x=\"40\" y=\"60\" font-size=\"14\">The pictures of this page are too large to be shown "
		"here; the PDF has them.</text></svg>", lround(page->width), lround(page->height));
}

/* The server has the drawing of every page that has not changed. */
static void
page_send(struct inside *inside, int number, GHashTable *known)
{
	const struct page *page = pages_page(inside->product->pages, number);
	char *svg = page_draw(inside, number);
	char *guides = pack_guides(inside->product, number);
	GByteArray *message = wire_begin(WIRE_PAGE);
	char text[HASH_SHORT + 1];
	bool whole;

	g_snprintf(text, sizeof(text), "%016" PRIx64,
		hash_quick(hash_quick(0, svg, strlen(svg)), guides, strlen(guides)));
	whole = !g_hash_table_contains(known, text);
	wire_put_real(message, page->width);
	wire_put_real(message, page->height);
	wire_put_text(message, text);
	wire_put_text(message, page->label);
	wire_put_number(message, whole);
	wire_put_bytes(message, whole ? svg : "", whole ? strlen(svg) : 0);
	wire_put_bytes(message, whole ? guides : "", whole ? strlen(guides) : 0);
	tell(inside, message);
	g_free(svg);
	g_free(guides);
}

static void
state_send(const struct inside *inside, bool made)
{
	const struct product *product = inside->product;
	const struct head none = { .title = "", .lang = "" }, *head = made ? &product->report->head : &none;
	char *outline = made ? pack_outline(product) : g_strdup("[]");
	char *problems = pack_problems(inside->diags, inside->options->record,
		product ? product->pages : NULL);
	GByteArray *message = wire_begin(WIRE_STATE);

	wire_put_number(message, made);
	wire_put_text(message, head->title);
	wire_put_text(message, head->lang);
	wire_put_text(message, head->draft ? "draft" : "final");
	wire_put_text(message, outline);
	wire_put_text(message, problems);
	tell(inside, message);
	wire_send_many(inside->fd, inside->out);
	g_free(outline);
	g_free(problems);
}

static void
build(struct inside *inside, struct message *message)
{
	GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal);
	const struct product *product = NULL;
	const char *hash;

	while (*(hash = wire_text(message)))
		g_hash_table_add(known, (gpointer)hash);
	diags_destroy(inside->diags);
	inside->diags = diags_create();
	base_send(inside);
	/* Whatever may keep it from being read. */
	file_note(inside, inside->options->record);
	if (!inside->open) {
		worker_doing("while templates and schema were loaded");
		inside->open = inside->maker->open(inside->maker->data, inside->diags);
	}
	if (inside->open && (product = inside->maker->make(inside->maker->data, inside->diags))) {
		inside->product = product;
		worker_doing("while the pages were drawn");
		for (guint i = 0; i < product->pages->pages->len; i++)
			page_send(inside, (int)i, known);
	}
	state_send(inside, product != NULL);
	g_hash_table_destroy(known);
}

static void
answer(struct inside *inside, struct message *message)
{
	guint32 number = wire_number(message);
	const char *name = wire_text(message), *text = wire_text(message);
	GByteArray *reply = wire_begin(WIRE_ANSWER);
	GString *json = g_string_new(NULL);
	struct query query;
	bool found;

	worker_doing("while a question was answered");
	query_init(&query, text);
	query.diags = inside->diags;
	found = inside->product && question_answer(name, inside->product, &query, json);
	query_finish(&query);
	wire_put_number(reply, number);
	wire_put_number(reply, found);
	wire_put_text(reply, json->str);
	wire_send(inside->fd, reply);
	g_string_free(json, TRUE);
}

static void
inside_init(struct inside *inside)
{
	inside->base = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	inside->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	inside->fonts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	inside->diags = diags_create();
	inside->out = g_byte_array_new();
	file_tell(file_note, inside);
}

static void
inside_finish(struct inside *inside)
{
	file_tell(NULL, NULL);
	g_hash_table_destroy(inside->base);
	g_hash_table_destroy(inside->told);
	g_hash_table_destroy(inside->fonts);
	g_byte_array_free(inside->out, TRUE);
	diags_destroy(inside->diags);
}

/* What cannot be loaded now is tried by another process, when a file has changed. */
int
builder_inside(const struct serve_options *options, const struct maker *maker, int fd)
{
	struct inside inside = { .options = options, .maker = maker, .fd = fd };
	struct wire wire;
	struct message message;
	bool more = true;

	inside_init(&inside);
	wire_init(&wire);
	while (more && wire_fill(&wire, fd) > 0)
		while (more && wire_take(&wire, &message) > 0) {
			worker_next(&options->limits);
			if (message.kind == WIRE_BUILD)
				build(&inside, &message);
			else if (message.kind == WIRE_QUESTION)
				answer(&inside, &message);
			more = inside.open;
		}
	wire_finish(&wire);
	inside_finish(&inside);
	maker->close(maker->data);
	return 0;
}
