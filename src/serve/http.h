/* libmicrohttpd, loaded when a preview begins: it brings along what encrypts, which would make every
 * other run of the program begin later. */
#ifndef REVISIT_SERVE_HTTP_H
#define REVISIT_SERVE_HTTP_H

#include <microhttpd.h>
#include <stdbool.h>

#include "base/diag.h"
#include "base/library.h"

#define HTTP_CALLS(call) \
	call(MHD_add_response_header) call(MHD_create_response_from_buffer) \
	call(MHD_create_response_from_buffer_with_free_callback_cls) \
	call(MHD_create_response_from_callback) call(MHD_create_response_from_fd64) call(MHD_destroy_response) \
	call(MHD_get_connection_info) call(MHD_get_connection_values) call(MHD_get_fdset2) \
	call(MHD_get_timeout) \
	call(MHD_queue_response) call(MHD_resume_connection) call(MHD_run_from_select) \
	call(MHD_start_daemon) call(MHD_stop_daemon) call(MHD_suspend_connection)

struct http_calls {
	void *handle;
	HTTP_CALLS(LIBRARY_POINTER)
};
extern struct http_calls http;

/* False when it is not installed, and diags says so. */
bool http_load(struct diags *diags);

#endif
