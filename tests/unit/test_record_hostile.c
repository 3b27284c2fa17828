/* Hostile records in process: cut off at every byte, and never a file opened or a port called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "loaded.h"
#include "printed.h"
#include "record/record.h"

#define MINIMAL "tests/records/minimal-follow-up.xml"

static struct schema *schema;
static char *folder;

static int
setup(void **state)
{
	(void)state;
	schema = schema_loaded();
	folder = g_dir_make_tmp("hostile-XXXXXX", NULL);
	return folder ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	schema_destroy(schema);
	g_rmdir(folder);
	g_free(folder);
	return 0;
}

static struct record *
load(const char *bytes, size_t size, struct diags *diags)
{
	char *path = g_build_filename(folder, "record.xml", NULL);
	struct record *record;

	assert_true(g_file_set_contents_full(path, bytes, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600,
		NULL));
	record = record_load(path, schema, &RECORD_LIMITS_DEFAULT, diags);
	g_unlink(path);
	g_free(path);
	return record;
}

static void
test_cut_off_at_every_byte_gives_one_finding(void **state)
{
	char *text = NULL;
	gsize size = 0;

	(void)state;
	assert_true(g_file_get_contents(MINIMAL, &text, &size, NULL));
	while (g_ascii_isspace(text[size - 1]))
		size--;
	for (size_t cut = 0; cut < size; cut++) {
		struct diags *diags = diags_create();
		struct record *record = load(text, cut, diags);

		if (record || diags_count(diags, DIAG_NOTE) != 1 || diags_status(diags) != 1)
			fail_msg("cut at %zu: %zu findings", cut, diags_count(diags, DIAG_NOTE));
		record_destroy(record);
		diags_destroy(diags);
	}
	g_free(text);
}

/* A port of our own that nobody may call; the number goes to *port. */
static int
port_open(int *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, length), 0);
	assert_int_equal(listen(fd, 8), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &length), 0);
	*port = ntohs(address.sin_port);
	return fd;
}

static bool
has_event(int fd)
{
	struct pollfd event = { .fd = fd, .events = POLLIN };

	return poll(&event, 1, 0) == 1;
}

/* FILE and PORT stand for the secret file and for the port. */
static const char *const lures[] = {
	"<!DOCTYPE a [<!ENTITY e SYSTEM \"file://FILE\">]><inspection-record>&e;</inspection-record>",
	"<!DOCTYPE a SYSTEM \"http://127.0.0.1:PORT/a.dtd\"><inspection-record/>",
	"<!DOCTYPE a PUBLIC \"-//a\" \"FILE\"><inspection-record/>",
	"<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:PORT/a.ent\">%p;]><inspection-record/>",
	"<?oasis-xml-catalog catalog=\"http://127.0.0.1:PORT/catalog.xml\"?><inspection-record/>",
	"<?oasis-xml-catalog catalog=\"FILE\"?><!DOCTYPE a PUBLIC \"-//a\" \"b\"><inspection-record/>",
	"<?xml-stylesheet href=\"http://127.0.0.1:PORT/a.xsl\" type=\"text/xsl\"?><inspection-record/>",
	"<?xml-model href=\"http://127.0.0.1:PORT/record.rng\"?><inspection-record/>",
	"<inspection-record xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
		"<xi:include href=\"FILE\" parse=\"text\"/></inspection-record>",
	"<inspection-record xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
		"xsi:noNamespaceSchemaLocation=\"http://127.0.0.1:PORT/a.xsd\"/>",
	"<inspection-record xml:base=\"http://127.0.0.1:PORT/\"/>",
};

static void
test_nothing_outside_is_read_or_called(void **state)
{
	char *secret = g_build_filename(folder, "secret", NULL), number[12];
	int port, listening = port_open(&port), watch = inotify_init1(IN_NONBLOCK);

	(void)state;
	assert_true(g_file_set_contents(secret, "secret", -1, NULL));
	assert_true(inotify_add_watch(watch, secret, IN_OPEN | IN_ACCESS) >= 0);
	g_snprintf(number, sizeof number, "%d", port);
	for (size_t i = 0; i < G_N_ELEMENTS(lures); i++) {
		struct diags *diags = diags_create();
		char **parts = g_strsplit(lures[i], "FILE", -1), *text = g_strjoinv(secret, parts);
		char **ports = g_strsplit(text, "PORT", -1), *lure = g_strjoinv(number, ports);

		assert_null(load(lure, strlen(lure), diags));
		assert_true(diags_count(diags, DIAG_ERROR) >= 1);
		if (has_event(listening) || has_event(watch))
			fail_msg("something was read or called for %s", lure);
		g_free(lure);
		g_strfreev(ports);
		g_free(text);
		g_strfreev(parts);
		diags_destroy(diags);
	}
	/* and the watchers do see what they watch */
	assert_true(g_file_test(secret, G_FILE_TEST_EXISTS));
	close(open(secret, O_RDONLY));
	assert_true(has_event(watch));
	close(watch);
	close(listening);
	g_unlink(secret);
	g_free(secret);
}

/* Text that does not end: what was read before it is told with its line, not the whole of it. */
static void
test_findings_on_long_lines_are_short(void **state)
{
	struct diags *diags = diags_create();
	GString *text = g_string_new("<?xml version=\"1.0\"?>\n<inspection-record>");
	char *printed;

	(void)state;
	for (int i = 0; i < 1000000; i++)
		g_string_append_c(text, 'x');
	g_string_append(text, "<y></inspection-record>");
	assert_null(load(text->str, text->len, diags));
	printed = diags_text(diags);
	assert_true(strlen(printed) < 1000);
	assert_non_null(strstr(printed, ":2: error: `<y>` is opened here"));
	free(printed);
	g_string_free(text, TRUE);
	diags_destroy(diags);
}

static void
test_a_record_full_of_mistakes_is_told_briefly(void **state)
{
	struct diags *diags = diags_create();
	GString *text = g_string_new("<?xml version=\"1.0\"?>\n<inspection-record>");
	char *printed;

	(void)state;
	for (int i = 0; i < 20000; i++)
		g_string_append(text, "<wrong/><heading/>text");
	g_string_append(text, "</inspection-record>");
	assert_null(load(text->str, text->len, diags));
	printed = diags_text(diags);
	assert_true(strlen(printed) < 256 * 1024);
	free(printed);
	g_string_free(text, TRUE);
	diags_destroy(diags);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cut_off_at_every_byte_gives_one_finding),
		cmocka_unit_test(test_nothing_outside_is_read_or_called),
		cmocka_unit_test(test_findings_on_long_lines_are_short),
		cmocka_unit_test(test_a_record_full_of_mistakes_is_told_briefly),
	};

	return cmocka_run_group_tests_name("record_hostile", tests, setup, teardown);
}
