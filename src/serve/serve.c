/* The server: one loop over signals, sockets, files and the builder. */
#include "serve/serve.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/editor.h"
#include "serve/listen.h"
#include "serve/server.h"

static volatile sig_atomic_t asked_to_end;

static const int ending[] = { SIGINT, SIGTERM, SIGHUP };

/* What was in force before. */
struct signals {
	struct sigaction actions[G_N_ELEMENTS(ending)], pipe;
	sigset_t mask;
};

static void
note_signal(int number)
{
	asked_to_end = number;
}

/* Blocked but while the loop waits, so that none is lost before it. */
static void
signals_take(struct signals *signals)
{
	const struct sigaction note = { .sa_handler = note_signal }, ignore = { .sa_handler = SIG_IGN };
	sigset_t block;

	asked_to_end = 0;
	sigemptyset(&block);
	for (size_t i = 0; i < G_N_ELEMENTS(ending); i++) {
		sigaddset(&block, ending[i]);
		sigaction(ending[i], &note, &signals->actions[i]);
	}
	sigaction(SIGPIPE, &ignore, &signals->pipe);
	sigprocmask(SIG_BLOCK, &block, &signals->mask);
}

static void
signals_return(const struct signals *signals)
{
	for (size_t i = 0; i < G_N_ELEMENTS(ending); i++)
		sigaction(ending[i], &signals->actions[i], NULL);
	sigaction(SIGPIPE, &signals->pipe, NULL);
	sigprocmask(SIG_SETMASK, &signals->mask, NULL);
}

/* ---- connections ---- */

static void
link_cut(const struct link *link)
{
	const union MHD_ConnectionInfo *info = http.MHD_get_connection_info(link->connection,
		MHD_CONNECTION_INFO_CONNECTION_FD);

	/* The library closes it when it finds the end of it. */
	if (info)
		shutdown(info->connect_fd, SHUT_RDWR);
}

/* Whoever has waited longest without a question makes room. */
static void
links_ease(struct server *server)
{
	for (GList *at = server->links.head; at; at = at->next) {
		struct link *link = at->data;

		if (link->asking)
			continue;
		link_cut(link);
		g_queue_unlink(&server->links, at);
		g_queue_push_tail_link(&server->links, at);
		return;
	}
}

static void
link_notify(void *data, struct MHD_Connection *connection, void **context,
	enum MHD_ConnectionNotificationCode code)
{
	struct server *server = data;
	struct link *link = *context;

	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		*context = link = g_new0(struct link, 1);
		link->connection = connection;
		link->since = g_get_monotonic_time();
		g_queue_push_tail(&server->links, link);
		if (g_queue_get_length(&server->links) > LINKS_EASY)
			links_ease(server);
	} else if (link) {
		g_queue_remove(&server->links, link);
		g_free(link);
		*context = NULL;
	}
}

static enum MHD_Result
link_allow(void *data, const struct sockaddr *address, socklen_t size)
{
	(void)address;
	(void)size;
	return g_queue_get_length(&((struct server *)data)->links) < LINKS_MOST ? MHD_YES : MHD_NO;
}

/* The library knows idle connections only, and whoever sends a byte at times is never idle. */
static void
links_work(struct server *server, gint64 now)
{
	int head = server->options->head_seconds ? server->options->head_seconds : HEAD_SECONDS;

	for (GList *at = server->links.head; at; at = at->next) {
		const struct link *link = at->data;
		int most = link->asking ? EXCHANGE_SECONDS : head;

		if (!link->stream && now - link->since > most * G_USEC_PER_SEC)
			link_cut(link);
	}
}

/* Paths are looked at as they were sent. */
static size_t
unescape_nothing(void *data, struct MHD_Connection *connection, char *text)
{
	(void)data;
	(void)connection;
	return strlen(text);
}

static struct MHD_Daemon *
daemon_begin(struct server *server, int fd)
{
	return http.MHD_start_daemon(MHD_ALLOW_SUSPEND_RESUME, 0, link_allow, server, exchange_handle, server,
		MHD_OPTION_LISTEN_SOCKET, fd,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)LINKS_MOST,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32 << 10,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HEAD_SECONDS,
		MHD_OPTION_UNESCAPE_CALLBACK, unescape_nothing, NULL,
		MHD_OPTION_NOTIFY_CONNECTION, link_notify, server,
		MHD_OPTION_NOTIFY_COMPLETED, exchange_completed, server,
		MHD_OPTION_END);
}

/* ---- news of the builder ---- */

static void
news_building(void *data)
{
	streams_tell_building(data);
}

static void
news_built(void *data)
{
	streams_tell_state(data);
}

static void
news_answered(void *data, unsigned number, const char *json, bool lost)
{
	struct server *server = data;

	for (GList *at = server->exchanges.head; at; at = at->next) {
		struct exchange *exchange = at->data;

		if (exchange->question == number && !exchange->task) {
			exchange_ready(exchange, lost ? 503 : 200, json);
			return;
		}
	}
}

/* ---- the loop ---- */

static void
files_work(struct server *server, gint64 now)
{
	const char *const *changed = watch_changed(server->watch, now);
	bool base = false;

	for (const char *const *path = changed; *path; path++)
		base = base || server->maker->is_base(server->maker->data, *path);
	if (*changed)
		builder_want(server->builder, base, now);
}

static void
descriptor_add(int fd, fd_set *set, int *most)
{
	if (fd < 0 || fd >= FD_SETSIZE)
		return;
	FD_SET(fd, set);
	*most = MAX(*most, fd);
}

struct sets {
	fd_set read, write, except;
	int most;
};

static void
sets_fill(const struct server *server, struct sets *sets)
{
	int own[2];

	FD_ZERO(&sets->read);
	FD_ZERO(&sets->write);
	FD_ZERO(&sets->except);
	sets->most = -1;
	for (int i = 0; i < 2; i++)
		if (server->daemons[i])
			http.MHD_get_fdset2(server->daemons[i], &sets->read, &sets->write, &sets->except,
				&sets->most, FD_SETSIZE);
	builder_descriptors(server->builder, own);
	descriptor_add(own[0], &sets->read, &sets->most);
	descriptor_add(watch_descriptor(server->watch), &sets->read, &sets->most);
	for (const GList *at = server->exchanges.head; at; at = at->next) {
		const struct exchange *exchange = at->data;

		if (exchange->task)
			descriptor_add(task_descriptor(exchange->task), &sets->read, &sets->most);
	}
}

/* A second at most: reaping and signs of life need no better. */
static struct timespec
wait_time(const struct server *server)
{
	gint64 now = g_get_monotonic_time(), due = now + G_USEC_PER_SEC;
	struct timespec time;

	due = MIN(due, watch_due(server->watch));
	due = MIN(due, builder_due(server->builder));
	for (int i = 0; i < 2; i++) {
		MHD_UNSIGNED_LONG_LONG left;

		if (server->daemons[i] && http.MHD_get_timeout(server->daemons[i], &left) == MHD_YES)
			due = MIN(due, now + (gint64)MIN(left, 1000) * 1000);
	}
	due = MAX(due - now, 0);
	time.tv_sec = due / G_USEC_PER_SEC;
	time.tv_nsec = due % G_USEC_PER_SEC * 1000;
	return time;
}

static void
loop(struct server *server, const sigset_t *mask)
{
	gint64 swept = 0;

	while (!asked_to_end) {
		struct sets sets;
		struct timespec time;
		gint64 now;

		sets_fill(server, &sets);
		time = wait_time(server);
		if (pselect(sets.most + 1, &sets.read, &sets.write, &sets.except, &time, mask) < 0) {
			FD_ZERO(&sets.read);
			FD_ZERO(&sets.write);
			FD_ZERO(&sets.except);
		}
		now = g_get_monotonic_time();
		files_work(server, now);
		builder_work(server->builder, now);
		route_work(server, now);
		if (now - swept > G_USEC_PER_SEC / 2) {
			links_work(server, now);
			streams_work(server, now);
			swept = now;
		}
		for (int i = 0; i < 2; i++)
			if (server->daemons[i])
				http.MHD_run_from_select(server->daemons[i], &sets.read, &sets.write,
					&sets.except);
	}
}

/* ---- beginning and end ---- */

static bool
token_make(char token[TOKEN_LENGTH + 1])
{
	unsigned char bytes[TOKEN_LENGTH / 2];
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && read(fd, bytes, sizeof(bytes)) == (ssize_t)sizeof(bytes);

	if (fd >= 0)
		close(fd);
	for (size_t i = 0; i < sizeof(bytes); i++)
		g_snprintf(token + 2 * i, 3, "%02x", bytes[i]);
	return ok;
}

/* As many descriptors as connections may need; systems begin with 256. */
static void
descriptors_allow(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= FD_SETSIZE)
		return;
	limit.rlim_cur = MIN(limit.rlim_max, FD_SETSIZE);
	setrlimit(RLIMIT_NOFILE, &limit);
}

static bool
server_begin(struct server *server, struct diags *diags)
{
	int sockets[2] = { -1, -1 }, asked = server->options->port;

	if (!http_load(diags))
		return false;
	server->port = asked;
	if (!token_make(server->token) || !(server->folder = g_dir_make_tmp("revisit-XXXXXX", NULL))) {
		diag(diags, DIAG_SERVE, (struct place){ 0 }, "the preview cannot begin: %s",
			g_strerror(errno));
		return false;
	}
	if (!listen_loopback(&server->port, sockets)) {
		diag(diags, DIAG_SERVE, (struct place){ 0 }, "port %d of this machine cannot be had: %s", asked,
			g_strerror(errno));
		diag_hint(diags, "leave out --port, and any free one is taken");
		return false;
	}
	for (int i = 0; i < 2; i++)
		if (sockets[i] >= 0 && !(server->daemons[i] = daemon_begin(server, sockets[i])))
			close(sockets[i]);
	if (!server->daemons[0])
		diag(diags, DIAG_SERVE, (struct place){ 0 }, "the preview cannot begin at port %d",
			server->port);
	return server->daemons[0] != NULL;
}

static void
server_end(struct server *server)
{
	server->ending = true;
	while (server->exchanges.head)
		exchange_ready(server->exchanges.head->data, 503, NULL);
	streams_end(server);
	for (int i = 0; i < 2; i++)
		if (server->daemons[i])
			http.MHD_stop_daemon(server->daemons[i]);
	builder_destroy(server->builder);
	watch_destroy(server->watch);
	state_finish(&server->state);
	if (server->folder)
		rmdir(server->folder);
	g_free(server->folder);
	g_free(server->shown);
}

static void
address_tell(const struct server *server)
{
	char *line = server->options->line ? g_strdup_printf("#line=%d", server->options->line)
		: g_strdup("");
	char *address = g_strdup_printf("http://127.0.0.1:%d/%s/%s", server->port, server->token, line);

	printf("%s\n", address);
	fflush(stdout);
	if (server->options->open)
		editor_browse(address);
	g_free(address);
	g_free(line);
}

int
serve_run(const struct serve_options *options, const struct maker *maker, struct diags *diags)
{
	struct server server = { .options = options, .maker = maker };
	const struct builder_news news = { &server, news_building, news_built, news_answered };
	struct signature record = signature_of(options->record);
	struct signals signals;
	bool ok;

	descriptors_allow();
	signals_take(&signals);
	state_init(&server.state);
	server.state.record = options->record;
	server.state.against = options->against;
	server.state.line = options->line;
	server.state.editor = editor_template(options->editor) != NULL;
	server.watch = watch_create(options->poll);
	watch_begin(server.watch);
	watch_add(server.watch, options->record, &record);
	watch_keep(server.watch);
	server.builder = builder_create(options, maker, &server.state, server.watch, &news);
	builder_want(server.builder, true, g_get_monotonic_time());
	ok = server_begin(&server, diags);
	if (ok) {
		address_tell(&server);
		loop(&server, &signals.mask);
	}
	server_end(&server);
	signals_return(&signals);
	return ok ? 0 : 3;
}
