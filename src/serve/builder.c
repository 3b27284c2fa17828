/* The builder, from outside: begun, asked, read, and ended when it is over its time. */
#include "serve/builder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/inside.h"
#include "serve/pack.h"

/* A build that is this old (microseconds) when its files change again is given up. After so many builds
 * the process is followed by another, lest it grow for ever. */
enum { PATIENCE = 2000000, BUILDS_MOST = 500, QUESTIONS_MOST = 32 };

/* What a build has read is looked after when its pages are on their way (microseconds). */
enum { SETTLE_LATER = 10000 };

struct question {
	unsigned number;
	bool sent;
	char *name, *query;
};

struct builder {
	const struct serve_options *options;
	const struct maker *maker;
	struct state *state;
	struct watch *watch;
	const struct builder_news *news;
	struct worker *worker; /* NULL: none runs */
	int fd;                /* of the socket to it */
	struct wire wire;
	bool busy;           /* a build is on its way */
	bool wanted, stale;  /* another is wanted; by a process that loads all anew */
	gint64 since, begun; /* the change that the next build answers; when this build was begun */
	gint64 answers;      /* the change that this build answers */
	int builds;
	GPtrArray *files;  /* of struct watched: read by the build so far */
	gint64 settle;     /* when they are watched; 0: a build is on its way, or they are */
	GQueue *questions; /* of struct question */
};

struct watched {
	char *path;
	struct signature signature;
};

static void
watched_free(gpointer data)
{
	g_free(((struct watched *)data)->path);
	g_free(data);
}

static void
question_free(gpointer data)
{
	struct question *question = data;

	g_free(question->name);
	g_free(question->query);
	g_free(question);
}

struct builder *
builder_create(const struct serve_options *options, const struct maker *maker, struct state *state,
	struct watch *watch, const struct builder_news *news)
{
	struct builder *builder = g_new0(struct builder, 1);

	*builder = (struct builder){ .options = options, .maker = maker, .state = state, .watch = watch,
		.news = news, .fd = -1 };
	builder->files = g_ptr_array_new_with_free_func(watched_free);
	builder->questions = g_queue_new();
	return builder;
}

static void
process_end(struct builder *builder, bool late, struct diags *diags)
{
	if (!builder->worker)
		return;
	close(builder->fd);
	builder->fd = -1;
	/* Nobody wants to know how one ends that is given up in the middle of its work. */
	worker_end(g_steal_pointer(&builder->worker), late || (!diags && builder->busy),
		builder->options->record, diags);
	wire_finish(&builder->wire);
	builder->busy = false;
	builder->builds = 0;
	state_forget(builder->state);
	for (GList *at = builder->questions->head; at; at = at->next)
		((struct question *)at->data)->sent = false;
}

void
builder_destroy(struct builder *builder)
{
	if (!builder)
		return;
	process_end(builder, false, NULL);
	g_ptr_array_free(builder->files, TRUE);
	g_queue_free_full(builder->questions, question_free);
	g_free(builder);
}

/* ---- beginning ---- */

struct inside {
	const struct serve_options *options;
	const struct maker *maker;
	int fd;
};

static int
inside_run(void *data)
{
	const struct inside *inside = data;

	worker_alone(inside->fd);
	return builder_inside(inside->options, inside->maker, inside->fd);
}

static bool
process_begin(struct builder *builder)
{
	struct inside inside = { builder->options, builder->maker, -1 };
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return false;
	inside.fd = ends[1];
	for (int i = 0; i < 2; i++)
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
	builder->worker = worker_begin(&builder->options->limits, inside_run, &inside);
	close(ends[1]);
	if (!builder->worker) {
		close(ends[0]);
		return false;
	}
	builder->fd = ends[0];
	fcntl(builder->fd, F_SETFL, fcntl(builder->fd, F_GETFL) | O_NONBLOCK);
	wire_init(&builder->wire);
	return true;
}

/* ---- what comes ---- */

/* Of a build that failed, what it would have come to read is known only from those before it. */
static void
files_settle(struct builder *builder, bool made)
{
	if (made)
		watch_begin(builder->watch);
	for (guint i = 0; i < builder->files->len; i++) {
		struct watched *watched = g_ptr_array_index(builder->files, i);

		watch_add(builder->watch, watched->path, &watched->signature);
	}
	watch_keep(builder->watch);
	g_ptr_array_set_size(builder->files, 0);
	builder->settle = 0;
}

static bool
file_receive(struct builder *builder, struct message *message)
{
	struct watched *watched = g_new0(struct watched, 1);
	const guint8 *bytes;
	gsize size;

	watched->path = g_strdup(wire_text(message));
	bytes = wire_bytes(message, &size);
	g_ptr_array_add(builder->files, watched);
	if (message->broken || size != sizeof(watched->signature))
		return false;
	memcpy(&watched->signature, bytes, size);
	return true;
}

static bool
answer_receive(struct builder *builder, struct message *message)
{
	unsigned number = wire_number(message);
	bool found = wire_number(message) != 0;
	const char *json = wire_text(message);

	for (GList *at = builder->questions->head; at && !message->broken; at = at->next) {
		struct question *question = at->data;

		if (question->number != number || !question->sent)
			continue;
		g_queue_delete_link(builder->questions, at);
		question_free(question);
		builder->news->answered(builder->news->data, number, found ? json : NULL, !found);
		return true;
	}
	return false;
}

static bool
message_receive(struct builder *builder, struct message *message, gint64 now)
{
	double milliseconds = (double)(now - builder->answers) / 1000;

	switch (message->kind) {
	case WIRE_FILE:
		return file_receive(builder, message);
	case WIRE_ANSWER:
		return answer_receive(builder, message);
	default:
		if (!builder->busy || !state_receive(builder->state, message, milliseconds))
			return false;
	}
	if (message->kind == WIRE_STATE) {
		builder->busy = false;
		builder->builds++;
		builder->settle = now + SETTLE_LATER;
		builder->news->built(builder->news->data);
	}
	return true;
}

/* ---- its end ---- */

/* Died, was ended, or spoke nonsense: a problem, with the last good pages left as they are. What it had
 * asked for until then is watched, or no change could ever mend it. */
static void
process_fail(struct builder *builder, bool late, const char *words)
{
	struct diags *diags = diags_create();
	struct place place = { .file = builder->options->record };
	bool busy = builder->busy;
	char *problems;

	process_end(builder, late, diags);
	if (!diags_kept(diags))
		diag(diags, DIAG_WORKER_DIED, place, "%s", words);
	while (!g_queue_is_empty(builder->questions)) {
		struct question *question = g_queue_pop_head(builder->questions);

		builder->news->answered(builder->news->data, question->number, NULL, true);
		question_free(question);
	}
	if (busy) {
		problems = pack_problems(diags, builder->options->record, NULL);
		state_fail(builder->state, problems);
		g_free(problems);
		files_settle(builder, false);
		builder->news->built(builder->news->data);
	}
	diags_destroy(diags);
}

/* ---- work ---- */

static void
build_begin(struct builder *builder)
{
	GByteArray *message = wire_begin(WIRE_BUILD);

	if (builder->settle)
		files_settle(builder, !builder->state->failed);
	if (builder->stale || builder->builds >= BUILDS_MOST)
		process_end(builder, false, NULL);
	builder->wanted = builder->stale = false;
	builder->busy = true;
	builder->begun = g_get_monotonic_time(); /* ending the one before may have taken a while */
	builder->answers = builder->since;
	g_ptr_array_set_size(builder->files, 0);
	state_put_known(builder->state, message);
	builder->state->building = true;
	if ((!builder->worker && !process_begin(builder)) || !wire_send(builder->fd, message))
		process_fail(builder, false, g_strerror(errno));
	else
		builder->news->building(builder->news->data);
}

static void
questions_send(struct builder *builder)
{
	for (GList *at = builder->questions->head; at && builder->worker; at = at->next) {
		struct question *question = at->data;
		GByteArray *message;

		if (question->sent)
			continue;
		message = wire_begin(WIRE_QUESTION);
		wire_put_number(message, question->number);
		wire_put_text(message, question->name);
		wire_put_text(message, question->query);
		question->sent = true;
		if (!wire_send(builder->fd, message)) {
			process_fail(builder, false, g_strerror(errno));
			return;
		}
	}
}

static void
messages_receive(struct builder *builder, gint64 now)
{
	struct message message;
	int got, whole = 0;

	while (builder->worker && (got = wire_fill(&builder->wire, builder->fd)) != 0) {
		while (got > 0 && (whole = wire_take(&builder->wire, &message)) > 0)
			if (!message_receive(builder, &message, now)) {
				whole = -1;
				break;
			}
		if (got < 0 || whole < 0) {
			process_fail(builder, false, "the part of the program that makes the pages ended");
			return;
		}
	}
}

void
builder_want(struct builder *builder, bool base, gint64 since)
{
	if (!builder->wanted)
		builder->since = since;
	builder->wanted = true;
	builder->stale = builder->stale || base;
}

void
builder_ask(struct builder *builder, unsigned number, const char *name, const char *query)
{
	struct question *question;

	if (!builder->worker || g_queue_get_length(builder->questions) >= QUESTIONS_MOST) {
		builder->news->answered(builder->news->data, number, NULL, true);
		return;
	}
	question = g_new0(struct question, 1);
	question->number = number;
	question->name = g_strdup(name);
	question->query = g_strdup(query);
	g_queue_push_tail(builder->questions, question);
}

void
builder_descriptors(const struct builder *builder, int descriptors[2])
{
	descriptors[0] = builder->fd;
	descriptors[1] = -1;
}

gint64
builder_due(const struct builder *builder)
{
	gint64 deadline = builder->begun + (gint64)(builder->options->limits.seconds * G_USEC_PER_SEC);

	if (!builder->busy)
		return builder->wanted ? 0 : builder->settle ? builder->settle : G_MAXINT64;
	return builder->wanted ? MIN(deadline, builder->begun + PATIENCE) : deadline;
}

void
builder_work(struct builder *builder, gint64 now)
{
	messages_receive(builder, now);
	if (builder->settle && now >= builder->settle)
		files_settle(builder, !builder->state->failed);
	if (builder->busy &&
		now >= builder->begun + (gint64)(builder->options->limits.seconds * G_USEC_PER_SEC))
		process_fail(builder, true, NULL);
	if (builder->busy && builder->wanted && now >= builder->begun + PATIENCE)
		process_end(builder, false, NULL);
	if (!builder->busy && builder->wanted)
		build_begin(builder);
	questions_send(builder);
}
