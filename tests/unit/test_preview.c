/* The preview as a whole, over its sockets: slow, rude and many clients, and a builder that comes to
 * grief. The maker is one of ours, so that it does so when it is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "frame/frame.h"
#include "report/node.h"
#include "serve/serve.h"

/* ---- a maker that obeys its record ---- */

static struct {
	const char *record;
	struct node root;
	struct report report;
	struct page_master master;
	struct pages *pages;
	struct product product;
} made;

static bool
made_open(void *data, struct diags *diags)
{
	(void)data;
	(void)diags;
	return true;
}

/* More than the limit; not touched, which would take its time. */
static void
memory_take(void)
{
	for (int i = 0; i < 4096; i++)
		*(volatile char *)g_malloc(16 << 20) = 1;
}

static void
obey(const char *order)
{
	if (strcmp(order, "abort") == 0)
		abort();
	if (strcmp(order, "exit") == 0)
		_exit(0);
	if (strcmp(order, "memory") == 0)
		memory_take();
	while (strcmp(order, "hang") == 0)
		usleep(1000);
}

static const struct product *
made_make(void *data, struct diags *diags)
{
	char *order = NULL;

	(void)data;
	if (!g_file_get_contents(made.record, &order, NULL, NULL)) {
		diag(diags, DIAG_FILE_READ, (struct place){ .file = made.record }, "not there");
		return NULL;
	}
	obey(g_strstrip(order));
	pages_destroy(made.pages);
	made.report.root = &made.root;
	made.report.head.title = "A title";
	made.report.head.lang = "en-GB";
	made.pages = pages_create(&made.report);
	for (int i = 0; i < 3; i++)
		pages_add(made.pages, &made.master)->label = "1";
	if (strcmp(order, "other") == 0)
		page_rect(made.pages, pages_page(made.pages, 1), ROLE_LAYOUT, &made.root, 1, 1, 5, 5,
			(struct colour){ 1, 0, 0, true });
	made.product = (struct product){ .input = made.record, .report = &made.report,
		.pages = made.pages };
	g_free(order);
	return &made.product;
}

static bool
made_write(void *data, bool html, const char *path, struct diags *diags)
{
	char *order = NULL;
	bool ok;

	(void)data;
	(void)html;
	(void)diags;
	g_file_get_contents(made.record, &order, NULL, NULL);
	obey(g_strstrip(order));
	g_free(order);
	ok = g_file_set_contents(path, "a document", -1, NULL);
	return ok;
}

static void
made_close(void *data)
{
	(void)data;
	pages_destroy(made.pages);
}

static bool
made_is_base(void *data, const char *path)
{
	(void)data;
	(void)path;
	return false;
}

/* ---- a server ---- */

struct server {
	char *folder, *record, *token;
	pid_t pid;
	int port;
};

static void
record_write(const struct server *server, const char *order)
{
	assert_true(g_file_set_contents(server->record, order, -1, NULL));
}

static void
server_run(const struct server *server, int out)
{
	const struct serve_options options = { .record = server->record, .head_seconds = 2,
		.limits = { .seconds = 4, .memory = (size_t)400 << 20 } };
	const struct maker maker = { NULL, made_open, made_make, made_write, made_close, made_is_base };
	struct diags *diags = diags_create();
	int status;

	dup2(out, STDOUT_FILENO);
	made.record = server->record;
	made.master = (struct page_master){ .name = "body", .width = 100, .height = 100 };
	status = serve_run(&options, &maker, diags);
	diags_destroy(diags);
	exit(status);
}

static int
setup(void **state)
{
	struct server *server = g_new0(struct server, 1);
	char line[200] = "", token[100] = "";
	int ends[2];
	FILE *in;

	server->folder = g_dir_make_tmp("revisit-test-XXXXXX", NULL);
	server->record = g_build_filename(server->folder, "record", NULL);
	record_write(server, "fine");
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	server->pid = fork();
	if (server->pid == 0)
		server_run(server, ends[1]);
	close(ends[1]);
	in = fdopen(ends[0], "r");
	assert_non_null(fgets(line, sizeof(line), in));
	fclose(in);
	assert_int_equal(sscanf(line, "http://127.0.0.1:%d/%99[^/]", &server->port, token), 2);
	server->token = g_strdup(token);
	*state = server;
	return 0;
}

/* Ends well within ten seconds, whatever was done to it. */
static int
teardown(void **state)
{
	struct server *server = *state;
	int status = -1;

	kill(server->pid, SIGTERM);
	for (int i = 0; i < 1000 && waitpid(server->pid, &status, WNOHANG) == 0; i++)
		usleep(20000);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	g_unlink(server->record);
	g_rmdir(server->folder);
	g_free(server->folder);
	g_free(server->record);
	g_free(server->token);
	g_free(server);
	return 0;
}

/* ---- clients ---- */

static int
dial(const struct server *server)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)server->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval patience = { .tv_sec = 10 };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_true(fd >= 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	return fd;
}

static void
say(int fd, const char *text)
{
	size_t length = strlen(text), said = 0;

	while (said < length) {
		ssize_t n = send(fd, text + said, length - said, MSG_NOSIGNAL);

		if (n <= 0)
			return;
		said += (size_t)n;
	}
}

/* All that comes until the other side closes, or nothing comes for ten seconds. */
static GString *
hear(int fd)
{
	GString *text = g_string_new(NULL);
	char buffer[4096];
	ssize_t n;

	while ((n = recv(fd, buffer, sizeof(buffer), 0)) > 0)
		g_string_append_len(text, buffer, n);
	close(fd);
	return text;
}

/* The status of the answer to a whole head; %T is the token, %P the port. */
static int
ask(const struct server *server, const char *head, GString **answer)
{
	GString *text = g_string_new(head);
	char port[16];
	GString *heard;
	int fd = dial(server), status = 0;

	g_snprintf(port, sizeof(port), "%d", server->port);
	g_string_replace(text, "%T", server->token, 0);
	g_string_replace(text, "%P", port, 0);
	say(fd, text->str);
	heard = hear(fd);
	sscanf(heard->str, "HTTP/1.1 %d", &status);
	g_string_free(text, TRUE);
	if (answer)
		*answer = heard;
	else
		g_string_free(heard, TRUE);
	return status;
}

#define END "Host: 127.0.0.1:%P\r\nConnection: close\r\n\r\n"

static void
assert_answers(const struct server *server)
{
	assert_int_equal(ask(server, "GET /%T/state.json HTTP/1.1\r\n" END, NULL), 200);
}

/* Waits until the state has that text. */
static void
assert_state(const struct server *server, const char *part)
{
	GString *answer = NULL;

	for (int i = 0; i < 150; i++) {
		assert_int_equal(ask(server, "GET /%T/state.json HTTP/1.1\r\n" END, &answer), 200);
		if (strstr(answer->str, part) && strstr(answer->str, "\"building\":false")) {
			g_string_free(answer, TRUE);
			return;
		}
		if (i < 149)
			g_string_free(answer, TRUE);
		usleep(100000);
	}
	fail_msg("the state has no %s: %s", part, answer->str);
}

/* ---- requests ---- */

static void
test_rude_heads_are_refused(void **state)
{
	static const struct {
		const char *head;
		int status; /* 0: any but 200 */
	} heads[] = {
		{ "GET /%T/ HTTP/1.1\r\nHost: 127.0.0.1:%P\r\nHost: example.org\r\nConnection: close\r\n\r\n", 403 },
		{ "GET /%T/ HTTP/1.1\r\nHost: example.org\r\nHost: 127.0.0.1:%P\r\nConnection: close\r\n\r\n", 403 },
		{ "GET /%T/ HTTP/1.1\r\nConnection: close\r\n\r\n", 0 },
		{ "GET /%T/ HTTP/1.0\r\n\r\n", 0 },
		{ "GET http://example.org/%T/ HTTP/1.1\r\n" END, 404 },
		{ "GET /%T/../%T/ HTTP/1.1\r\n" END, 404 },
		{ "GET /%T/%2e%2e/ HTTP/1.1\r\n" END, 404 },
		{ "GET /%T/\\..\\ HTTP/1.1\r\n" END, 0 },
		{ "GET /%T/state.json%00.css HTTP/1.1\r\n" END, 404 },
		{ "POST /%T/open HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n" END
			"5\r\nhello\r\n0\r\n\r\n", 0 },
		{ "POST /%T/open HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END "5\r\nhello\r\n0\r\n\r\n", 400 },
		{ "POST /%T/open HTTP/1.1\r\nContent-Length: 999999999\r\n" END, 413 },
		{ "BREW /%T/ HTTP/1.1\r\n" END, 405 },
		{ "nonsense\r\n\r\n", 0 },
		{ "\r\n\r\n\r\n\r\nGET\r\n\r\n", 0 },
		{ "GET /%T/ HTTP/9.9\r\n" END, 0 },
	};
	struct server *server = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
		int status = ask(server, heads[i].head, NULL);

		if (heads[i].status ? status != heads[i].status : status == 200)
			fail_msg("status %d for %s", status, heads[i].head);
	}
	assert_answers(server);
}

/* The address is right, and nothing else is: a head that is fine but for one thing gives nothing. */
static void
test_what_is_refused_says_nothing(void **state)
{
	struct server *server = *state;
	GString *answer;

	assert_state(server, "A title");
	assert_int_equal(ask(server, "GET /%T/state.json HTTP/1.1\r\nOrigin: http://example.org\r\n" END,
		&answer), 403);
	assert_null(strstr(answer->str, "A title"));
	assert_null(strstr(answer->str, server->token));
	assert_null(strstr(answer->str, "Access-Control"));
	g_string_free(answer, TRUE);
}

static void
test_half_a_head_is_not_waited_for(void **state)
{
	struct server *server = *state;
	int fd = dial(server), other = dial(server);
	gint64 began = g_get_monotonic_time();
	char byte;

	say(fd, "GET /");
	say(other, "GET /");
	/* One that sends something now and then is never idle. */
	while (g_get_monotonic_time() - began < 8 * G_USEC_PER_SEC && send(other, "x", 1, MSG_NOSIGNAL) == 1 &&
		recv(other, &byte, 1, MSG_DONTWAIT) != 0)
		usleep(200000);
	assert_true(g_get_monotonic_time() - began < 6 * G_USEC_PER_SEC);
	g_string_free(hear(fd), TRUE);
	assert_true(g_get_monotonic_time() - began < 9 * G_USEC_PER_SEC);
	close(other);
	assert_answers(server);
}

/* Far more than may be open at a time, none of which asks for anything. */
static void
test_five_hundred_connections(void **state)
{
	enum { MANY = 600 };
	struct server *server = *state;
	struct rlimit limit;
	int fds[MANY];

	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	if (limit.rlim_cur < MANY + 50) {
		limit.rlim_cur = MIN(limit.rlim_max, MANY + 50);
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	for (int i = 0; i < MANY; i++) {
		fds[i] = dial(server);
		say(fds[i], i % 2 ? "GET / HTTP/1.1\r\nX: " : "");
	}
	assert_answers(server);
	for (int i = 0; i < MANY; i++)
		close(fds[i]);
	assert_answers(server);
}

/* Streams that nobody reads, and pages that are asked for and not taken. */
static void
test_slow_readers_hold_nobody_up(void **state)
{
	enum { MANY = 60 };
	struct server *server = *state;
	char *head = g_strdup_printf("GET /%s/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", server->token,
		server->port);
	int fds[MANY];

	assert_state(server, "A title");
	for (int i = 0; i < MANY; i++) {
		fds[i] = dial(server);
		say(fds[i], head);
	}
	for (int i = 0; i < 5; i++) {
		record_write(server, i % 2 ? "fine" : "other");
		usleep(30000);
		assert_answers(server);
	}
	for (int i = 0; i < MANY; i++)
		close(fds[i]);
	assert_answers(server);
	g_free(head);
}

static void
test_many_questions_on_one_connection(void **state)
{
	struct server *server = *state;
	GString *text = g_string_new(NULL), *heard;
	int fd = dial(server), count = 0;

	for (int i = 0; i < 50; i++)
		g_string_append_printf(text, "GET /%s/app.js HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n",
			server->token, server->port, i == 49 ? "Connection: close\r\n" : "");
	say(fd, text->str);
	heard = hear(fd);
	for (const char *at = heard->str; (at = strstr(at, "HTTP/1.1 200")); at++)
		count++;
	assert_int_equal(count, 50);
	g_string_free(heard, TRUE);
	g_string_free(text, TRUE);
}

/* ---- events ---- */

static void
hear_until(int fd, GString *heard, const char *words)
{
	char buffer[4096];

	while (!strstr(heard->str, words)) {
		ssize_t n = recv(fd, buffer, sizeof(buffer), 0);

		assert_true(n > 0);
		g_string_append_len(heard, buffer, n);
	}
}

/* A drawing that is new comes ahead of the state that shows it, to whom the state before was told. */
static void
test_events_name_what_has_changed(void **state)
{
	struct server *server = *state;
	char *head = g_strdup_printf("GET /%s/events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", server->token,
		server->port);
	GString *heard = g_string_new(NULL);
	const char *page;
	int fd;

	assert_state(server, "A title");
	fd = dial(server);
	say(fd, head);
	hear_until(fd, heard, "event: state");
	assert_null(strstr(heard->str, "event: page"));
	record_write(server, "other");
	hear_until(fd, heard, "\"changed\":[2]");
	assert_non_null(strstr(heard->str, "event: building"));
	page = strstr(heard->str, "event: page\ndata: ");
	assert_non_null(page);
	page += strlen("event: page\ndata: ") + 16;
	assert_true(g_str_has_prefix(page, "\ndata: <svg "));
	page = strstr(page, "\ndata: </svg>\ndata: \n\n");
	assert_non_null(page);
	assert_non_null(strstr(page, "event: state"));
	assert_null(strstr(page, "event: page"));
	close(fd);
	g_string_free(heard, TRUE);
	g_free(head);
}

/* ---- the builder ---- */

static void
test_a_builder_that_dies_is_a_problem(void **state)
{
	static const struct {
		const char *order, *words;
	} ends[] = {
		{ "abort", "came to grief" }, { "exit", "ended" }, { "hang", "longer than the 4 s" },
#ifndef __SANITIZE_ADDRESS__
		{ "memory", "memory" },
#endif
	};
	struct server *server = *state;

	assert_state(server, "A title");
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		record_write(server, ends[i].order);
		assert_state(server, ends[i].words);
		assert_state(server, "\"failed\":true");
		assert_state(server, "\"number\":3");
		record_write(server, "fine");
		assert_state(server, "\"failed\":false");
	}
}

/* What hangs is given up for what has been saved since. */
static void
test_a_save_ends_a_build_that_hangs(void **state)
{
	struct server *server = *state;

	assert_state(server, "A title");
	record_write(server, "hang");
	usleep(300000);
	assert_answers(server);
	record_write(server, "other");
	assert_state(server, "\"failed\":false");
}

static void
test_a_document_that_cannot_be_made_is_told(void **state)
{
	struct server *server = *state;
	GString *answer;

	assert_state(server, "A title");
	assert_int_equal(ask(server, "GET /%T/report.pdf HTTP/1.1\r\n" END, &answer), 200);
	assert_non_null(strstr(answer->str, "a document"));
	g_string_free(answer, TRUE);
	record_write(server, "abort");
	assert_int_equal(ask(server, "GET /%T/report.html HTTP/1.1\r\n" END, &answer), 409);
	assert_non_null(strstr(answer->str, "came to grief"));
	g_string_free(answer, TRUE);
	record_write(server, "hang");
	assert_int_equal(ask(server, "GET /%T/report.pdf HTTP/1.1\r\n" END, &answer), 409);
	assert_non_null(strstr(answer->str, "longer than"));
	g_string_free(answer, TRUE);
}

/* A question comes while its builder dies. */
static void
test_a_question_is_not_left_hanging(void **state)
{
	struct server *server = *state;
	int status;

	assert_state(server, "A title");
	record_write(server, "hang");
	usleep(300000);
	status = ask(server, "GET /%T/place.json?line=1 HTTP/1.1\r\n" END, NULL);
	assert_true(status == 503 || status == 200);
	assert_answers(server);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_rude_heads_are_refused),
		TEST(test_what_is_refused_says_nothing),
		TEST(test_half_a_head_is_not_waited_for),
		TEST(test_five_hundred_connections),
		TEST(test_slow_readers_hold_nobody_up),
		TEST(test_many_questions_on_one_connection),
		TEST(test_events_name_what_has_changed),
		TEST(test_a_builder_that_dies_is_a_problem),
		TEST(test_a_save_ends_a_build_that_hangs),
		TEST(test_a_document_that_cannot_be_made_is_told),
		TEST(test_a_question_is_not_left_hanging),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
