/* The preview's server: which requests pass, what its messages bear, which changes it sees, and what an
 * editor is called with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/editor.h"
#include "serve/json.h"
#include "serve/listen.h"
#include "serve/question.h"
#include "serve/request.h"
#include "serve/state.h"
#include "serve/watch.h"
#include "serve/wire.h"

#define TOKEN "0123456789abcdef0123456789abcdef"
#define BELOW "/" TOKEN "/"

/* ---- requests ---- */

static enum route route;
static char rest[200];

static int
judge(struct request request)
{
	const char *at = "";
	int length = 0, status;

	if (request.host && !request.hosts)
		request.hosts = 1;
	status = request_judge(&request, 4000, TOKEN, &route, &at, &length);
	g_snprintf(rest, sizeof(rest), "%.*s", status ? 0 : length, at);
	return status;
}

static int
get(const char *path)
{
	return judge((struct request){ .method = "GET", .path = path, .host = "127.0.0.1:4000" });
}

static void
test_routes_are_found(void **state)
{
	static const struct {
		const char *path;
		enum route route;
		const char *rest;
	} known[] = {
		{ BELOW, ROUTE_INDEX, "" }, { BELOW "app.css", ROUTE_ASSET, "app.css" },
		{ BELOW "app.js", ROUTE_ASSET, "app.js" }, { BELOW "fonts.css", ROUTE_FONTS, "" },
		{ BELOW "font/f12ab-0", ROUTE_FONT, "f12ab-0" }, { BELOW "state.json", ROUTE_STATE, "" },
		{ BELOW "page/0011aabb.svg", ROUTE_PAGE, "0011aabb" },
		{ BELOW "guides/0011aabb.json", ROUTE_GUIDES, "0011aabb" },
		{ BELOW "events", ROUTE_EVENTS, "" }, { BELOW "report.pdf", ROUTE_PDF, "" },
		{ BELOW "report.html", ROUTE_HTML, "" },
		{ BELOW "explain.json", ROUTE_QUESTION, "explain" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
		assert_int_equal(get(known[i].path), 0);
		assert_int_equal(route, known[i].route);
		assert_string_equal(rest, known[i].rest);
	}
}

static void
test_other_paths_are_not(void **state)
{
	static const char *const others[] = {
		"", "/", "//", "*", "/" TOKEN, "/" TOKEN "x/", "/0123456789abcdef0123456789abcdee/",
		"/0123456789ABCDEF0123456789abcdef/", "/" TOKEN "/../" TOKEN "/", BELOW "../etc/passwd",
		BELOW "..", BELOW "page/../state.json", BELOW "page/.svg", BELOW "page/xyz.svg",
		BELOW "page/00.svg/", BELOW "page/00%2e.svg", BELOW "%2e%2e%2fetc", BELOW "app.css%00.js",
		BELOW "app%2ecss", BELOW "font/", BELOW "font/../x", BELOW "font/a/b", BELOW "font/a.ttf",
		BELOW "index.html", BELOW "page.html", BELOW "state.json/", BELOW "STATE.JSON",
		BELOW "/state.json", BELOW "\\state.json", BELOW "a b.json", BELOW ".json", BELOW ".css",
		BELOW "events?x", BELOW "record.xml", BELOW "app.css.map",
		"http://127.0.0.1:4000" BELOW, "?" TOKEN,
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		if (get(others[i]) != 404)
			fail_msg("%s is let through as %d", others[i], route);
}

static void
test_only_our_own_host_is_answered(void **state)
{
	static const char *const good[] = { "127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000" };
	static const char *const bad[] = { "", "127.0.0.1", "localhost", "127.0.0.1:4001", "127.0.0.1:40000",
		"example.org:4000", "localhost.example.org:4000", "127.0.0.1.example.org:4000", "127.1:4000",
		"0.0.0.0:4000", "[::]:4000", " 127.0.0.1:4000", "127.0.0.1:4000 ", "user@127.0.0.1:4000",
		"127.0.0.1:4000, example.org", "[::ffff:127.0.0.1]:4000" };
	struct request request = { .method = "GET", .path = BELOW };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
		request.host = good[i];
		assert_int_equal(judge(request), 0);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		request.host = bad[i];
		if (judge(request) != 403)
			fail_msg("Host %s is let through", bad[i]);
	}
	request.host = NULL;
	assert_int_equal(judge(request), 403);
	request.host = good[0];
	request.hosts = 2;
	assert_int_equal(judge(request), 403);
}

static void
test_other_pages_get_nothing(void **state)
{
	static const char *const foreign[] = { "null", "http://example.org", "https://127.0.0.1:4000",
		"http://127.0.0.1:4001", "http://127.0.0.1", "http://127.0.0.1:4000.example.org",
		"http://localhost:4000", "" };
	struct request request = { .method = "GET", .path = BELOW, .host = "127.0.0.1:4000" };

	(void)state;
	request.origin = "http://127.0.0.1:4000";
	assert_int_equal(judge(request), 0);
	for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++) {
		request.origin = foreign[i];
		if (judge(request) != 403)
			fail_msg("Origin %s is let through", foreign[i]);
	}
	request.origin = NULL;
	request.site = "cross-site";
	assert_int_equal(judge(request), 403);
	request.site = "same-site";
	assert_int_equal(judge(request), 403);
	request.site = "none";
	assert_int_equal(judge(request), 0);
	request.site = "same-origin";
	assert_int_equal(judge(request), 0);
}

static void
test_methods_and_bodies_are_bounded(void **state)
{
	struct request request = { .method = "HEAD", .path = BELOW, .host = "127.0.0.1:4000" };

	(void)state;
	assert_int_equal(judge(request), 0);
	for (const char *const *method = (const char *const[]){ "POST", "PUT", "DELETE", "OPTIONS", "TRACE",
			 "CONNECT", "PATCH", "get", "", NULL }; *method; method++) {
		request.method = *method;
		assert_int_equal(judge(request), 405);
	}
	request.method = "GET";
	request.length = "1";
	assert_int_equal(judge(request), 413);
	request.length = "0";
	assert_int_equal(judge(request), 0);
	request.length = "-1";
	assert_int_equal(judge(request), 400);
	request.path = BELOW "open";
	assert_int_equal(judge(request), 405);
	request.path = BELOW "goto";
	assert_int_equal(judge(request), 405);
	request.path = BELOW "open";
	request.method = "POST";
	request.length = NULL;
	assert_int_equal(judge(request), 411);
	request.length = "4096";
	assert_int_equal(judge(request), 0);
	assert_int_equal(route, ROUTE_OPEN);
	request.length = "4097";
	assert_int_equal(judge(request), 413);
	request.length = "99999999999999999999";
	assert_int_equal(judge(request), 400);
	request.length = "4";
	request.coded = true;
	assert_int_equal(judge(request), 400);
}

static void
test_queries_are_decoded_once(void **state)
{
	struct query query;

	(void)state;
	query_init(&query, "line=12&file=a%20b%2526.xml&bad&x=%ff&nul=a%00b&line2=0&y=+z");
	assert_int_equal(query_number(&query, "line"), 12);
	assert_string_equal(query_text(&query, "file"), "a b%26.xml");
	assert_null(query_text(&query, "bad"));
	assert_null(query_text(&query, "x"));
	assert_null(query_text(&query, "nul"));
	assert_int_equal(query_number(&query, "line2"), 0);
	assert_int_equal(query_number(&query, "file"), 0);
	assert_string_equal(query_text(&query, "y"), " z");
	query_finish(&query);
}

/* ---- messages ---- */

static void
test_messages_arrive_whole(void **state)
{
	struct message message;
	struct wire wire;
	gsize size;
	int ends[2];
	GByteArray *out, *many = g_byte_array_new();

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	wire_init(&wire);
	for (guint32 i = 0; i < 3; i++) {
		out = wire_begin(WIRE_ANSWER);
		wire_put_number(out, i);
		wire_put_real(out, 0.5);
		wire_put_text(out, i ? "words" : NULL);
		wire_put_bytes(out, "\0\1", 2);
		if (i)
			wire_join(many, out);
		else
			assert_true(wire_send(ends[0], out));
	}
	assert_true(wire_send_many(ends[0], many));
	assert_int_equal(many->len, 0);
	g_byte_array_free(many, TRUE);
	close(ends[0]);
	while (wire_fill(&wire, ends[1]) > 0)
		;
	for (guint32 i = 0; i < 3; i++) {
		assert_int_equal(wire_take(&wire, &message), 1);
		assert_int_equal(message.kind, WIRE_ANSWER);
		assert_int_equal(wire_number(&message), i);
		assert_true(fabs(wire_real(&message) - 0.5) < 1e-9);
		assert_string_equal(wire_text(&message), i ? "words" : "");
		assert_memory_equal(wire_bytes(&message, &size), "\0\1", 2);
		assert_false(message.broken);
		wire_number(&message);
		assert_true(message.broken);
	}
	assert_int_equal(wire_take(&wire, &message), 0);
	wire_finish(&wire);
	close(ends[1]);
}

/* Whatever bytes come, nothing is read beyond them. */
static void
test_messages_may_be_nonsense(void **state)
{
	GRand *random = g_rand_new_with_seed(8);

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct wire wire;
		struct message message;
		struct state held;
		guint size = (guint)g_rand_int_range(random, 0, 200);

		wire_init(&wire);
		g_byte_array_set_size(wire.bytes, size);
		for (guint j = 0; j < size; j++)
			wire.bytes->data[j] = (guint8)(g_rand_int_range(random, 0, 4) ? 0
				: g_rand_int_range(random, 0, 256));
		if (size > 5) {
			wire.bytes->data[0] = (guint8)"PNSAFx"[g_rand_int_range(random, 0, 6)];
			wire.bytes->data[1] = (guint8)(size - 5);
			memset(wire.bytes->data + 2, 0, 3);
		}
		state_init(&held);
		while (wire_take(&wire, &message) > 0)
			state_receive(&held, &message, 1);
		state_finish(&held);
		wire_finish(&wire);
	}
	g_rand_free(random);
}

static void
test_json_is_sound_whatever_the_text(void **state)
{
	GString *json = g_string_new("{");

	(void)state;
	json_put_member(json, "a\"", "<\\\n\t\x7f</script>");
	json_put_member(json, "b", NULL);
	json_put_number(json, "c", -0.25);
	assert_string_equal(json->str,
		"{\"a\\\"\":\"\\u003c\\\\\\u000a\\u0009\\u007f\\u003c/script>\",\"b\":null,\"c\":-0.25");
	g_string_free(json, TRUE);
}

/* ---- editors ---- */

static void
assert_words(const char *template, const char *file, const char *wanted)
{
	char **words = editor_words(template, file, 12, true);
	char *got = words ? g_strjoinv("|", words) : g_strdup("none");

	assert_string_equal(got, wanted);
	g_free(got);
	g_strfreev(words);
}

static void
test_editors_get_words_of_their_own(void **state)
{
	(void)state;
	assert_words("code -g {file}:{line}", "/a/b.xml", "code|-g|/a/b.xml:12");
	assert_words("code -g '{file}:{line}'", "/a/b c; rm -rf x.xml", "code|-g|/a/b c; rm -rf x.xml:12");
	assert_words("vi", "/a/$(x).xml", "vi|+12|/a/$(x).xml");
	assert_words("x {file}", "/a/{line}{file}", "x|/a/{line}{file}");
	assert_words("'unclosed", "/a", "none");
	assert_words("", "/a", "none");
}

/* ---- watching ---- */

struct watching {
	char *folder, *path;
	struct watch *watch;
};

static void
write_now(const char *path, const char *text)
{
	assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
watching_begin(struct watching *watching, bool poll)
{
	struct signature known;

	watching->folder = g_dir_make_tmp("revisit-test-XXXXXX", NULL);
	watching->path = g_build_filename(watching->folder, "x.xml", NULL);
	write_now(watching->path, "one");
	known = signature_of(watching->path);
	watching->watch = watch_create(poll);
	watch_begin(watching->watch);
	watch_add(watching->watch, watching->path, &known);
	watch_keep(watching->watch);
}

static void
watching_end(struct watching *watching)
{
	watch_destroy(watching->watch);
	g_unlink(watching->path);
	g_rmdir(watching->folder);
	g_free(watching->path);
	g_free(watching->folder);
}

/* How often the file is told as changed within that time; what is told is that file. */
static int
changes(struct watching *watching, int milliseconds)
{
	gint64 end = g_get_monotonic_time() + milliseconds * 1000;
	int told = 0;

	while (g_get_monotonic_time() < end) {
		const char *const *changed = watch_changed(watching->watch, g_get_monotonic_time());

		for (; *changed; changed++) {
			assert_string_equal(*changed, watching->path);
			told++;
		}
		g_usleep(1000);
	}
	return told;
}

/* True as soon as a change is told, within five seconds. */
static bool
notices(struct watching *watching)
{
	for (int i = 0; i < 100; i++)
		if (changes(watching, 50))
			return true;
	return false;
}

static void
watching_all(bool poll)
{
	struct watching watching;
	char *other, *moved;

	watching_begin(&watching, poll);
	assert_int_equal(changes(&watching, 50), 0);
	/* g_file_set_contents writes another file and renames it */
	write_now(watching.path, "two");
	assert_true(notices(&watching));
	assert_int_equal(changes(&watching, 100), 0);
	if (watch_descriptor(watching.watch) >= 0) {
		/* Whole when it is closed, and no less so for a mode that is set behind it. */
		write_now(watching.path, "two and");
		assert_int_equal(g_chmod(watching.path, 0600), 0);
		assert_non_null(*watch_changed(watching.watch, g_get_monotonic_time()));
	}
	g_unlink(watching.path);
	assert_true(notices(&watching));
	write_now(watching.path, "three");
	assert_true(notices(&watching));
	other = g_build_filename(watching.folder, "other.xml", NULL);
	write_now(other, "x");
	assert_int_equal(changes(&watching, 100), 0);
	g_unlink(other);
	/* the folder goes, and comes back */
	moved = g_strconcat(watching.folder, "-moved", NULL);
	assert_int_equal(g_rename(watching.folder, moved), 0);
	assert_true(notices(&watching));
	assert_int_equal(g_mkdir(watching.folder, 0700), 0);
	write_now(watching.path, "four");
	assert_true(notices(&watching));
	write_now(watching.path, "five, after that");
	assert_true(notices(&watching));
	g_free(other);
	other = g_build_filename(moved, "x.xml", NULL);
	g_unlink(other);
	g_rmdir(moved);
	g_free(moved);
	g_free(other);
	watching_end(&watching);
}

static void
test_changes_are_seen_by_the_systems_news(void **state)
{
	(void)state;
	watching_all(false);
}

static void
test_changes_are_seen_by_looking(void **state)
{
	(void)state;
	watching_all(true);
}

static void
test_a_file_that_is_half_written_is_left_alone(void **state)
{
	struct watching watching;
	FILE *file;

	(void)state;
	watching_begin(&watching, false);
	file = fopen(watching.path, "w");
	assert_non_null(file);
	for (int i = 0; i < 5; i++) {
		fputs("a piece ", file);
		fflush(file);
		if (watch_descriptor(watching.watch) >= 0)
			assert_int_equal(changes(&watching, 5), 0);
	}
	fclose(file);
	assert_true(notices(&watching));
	assert_int_equal(changes(&watching, 100), 0);
	watching_end(&watching);
}

/* What changed between being read and being watched is not lost. */
static void
test_a_change_before_watching_is_seen(void **state)
{
	struct watching watching;
	struct signature known;

	(void)state;
	watching_begin(&watching, false);
	known = signature_of(watching.path);
	write_now(watching.path, "changed already");
	changes(&watching, 50);
	watch_begin(watching.watch);
	watch_add(watching.watch, watching.path, &known);
	watch_keep(watching.watch);
	assert_true(notices(&watching));
	watching_end(&watching);
}

/* ---- listening ---- */

static void
test_a_port_is_had_once(void **state)
{
	int port = 0, other, first[2], second[2];

	(void)state;
	assert_true(listen_loopback(&port, first));
	assert_in_range(port, 1, 65535);
	other = port;
	assert_false(listen_loopback(&other, second));
	close(first[0]);
	if (first[1] >= 0)
		close(first[1]);
	assert_true(listen_loopback(&other, second));
	close(second[0]);
	if (second[1] >= 0)
		close(second[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_routes_are_found),
		cmocka_unit_test(test_other_paths_are_not),
		cmocka_unit_test(test_only_our_own_host_is_answered),
		cmocka_unit_test(test_other_pages_get_nothing),
		cmocka_unit_test(test_methods_and_bodies_are_bounded),
		cmocka_unit_test(test_queries_are_decoded_once),
		cmocka_unit_test(test_messages_arrive_whole),
		cmocka_unit_test(test_messages_may_be_nonsense),
		cmocka_unit_test(test_json_is_sound_whatever_the_text),
		cmocka_unit_test(test_editors_get_words_of_their_own),
		cmocka_unit_test(test_changes_are_seen_by_the_systems_news),
		cmocka_unit_test(test_changes_are_seen_by_looking),
		cmocka_unit_test(test_a_file_that_is_half_written_is_left_alone),
		cmocka_unit_test(test_a_change_before_watching_is_seen),
		cmocka_unit_test(test_a_port_is_had_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
