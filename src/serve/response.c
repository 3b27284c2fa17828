/* Responses: with which headers an exchange is answered, and when it has to wait. */
#include <string.h>

#include "serve/server.h"

/* Nothing from elsewhere is loaded, nothing is framed, no address is passed on. */
static const struct {
	const char *name, *value;
} headers[] = {
	{ "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; "
		"img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
		"form-action 'none'; frame-ancestors 'none'" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Referrer-Policy", "no-referrer" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "X-Frame-Options", "DENY" },
};

enum MHD_Result
exchange_send(struct exchange *exchange, int status, const char *type, bool lasting,
	struct MHD_Response *response)
{
	enum MHD_Result result;

	if (!response)
		return MHD_NO;
	for (size_t i = 0; i < G_N_ELEMENTS(headers); i++)
		http.MHD_add_response_header(response, headers[i].name, headers[i].value);
	if (type)
		http.MHD_add_response_header(response, "Content-Type", type);
	http.MHD_add_response_header(response, "Cache-Control",
		lasting ? "private, max-age=31536000, immutable" : "no-store");
	if (status == 405)
		http.MHD_add_response_header(response, "Allow",
			strcmp(exchange->method, "POST") == 0 ? "GET, HEAD" : "POST");
	result = http.MHD_queue_response(exchange->connection, (unsigned)status, response);
	http.MHD_destroy_response(response);
	return result;
}

enum MHD_Result
exchange_bytes(struct exchange *exchange, int status, const char *type, const void *bytes, size_t size)
{
	return exchange_send(exchange, status, type, false,
		http.MHD_create_response_from_buffer(size, (void *)bytes, MHD_RESPMEM_MUST_COPY));
}

/* ---- waiting ---- */

void
exchange_wait(struct exchange *exchange)
{
	exchange->waits = true;
	g_queue_push_tail(&exchange->server->exchanges, exchange);
	http.MHD_suspend_connection(exchange->connection);
}

void
exchange_ready(struct exchange *exchange, int status, const char *json)
{
	g_queue_remove(&exchange->server->exchanges, exchange);
	exchange->waits = false;
	exchange->ready = true;
	exchange->status = status;
	exchange->json = g_strdup(json);
	http.MHD_resume_connection(exchange->connection);
}
