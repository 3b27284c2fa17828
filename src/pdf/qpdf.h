/* Inside the PDF room: what the files that read PDFs share. libqpdf's C interface as a table of calls,
 * which document.c fills when the first PDF is read. */
#ifndef REVISIT_PDF_QPDF_H
#define REVISIT_PDF_QPDF_H

#include <qpdf/qpdf-c.h>

#include "base/library.h"
#include "pdf/document.h"

#define QPDF_CALLS(call) \
	call(qpdf_init) call(qpdf_cleanup) call(qpdf_silence_errors) call(qpdf_set_suppress_warnings) \
	call(qpdf_read_memory) call(qpdf_get_num_pages) call(qpdf_get_root) call(qpdf_get_trailer) \
	call(qpdf_oh_get_key) call(qpdf_oh_is_dictionary) call(qpdf_oh_is_array) \
	call(qpdf_oh_is_stream) call(qpdf_oh_is_string) call(qpdf_oh_is_name) \
	call(qpdf_oh_get_array_n_items) call(qpdf_oh_get_array_item) call(qpdf_oh_get_binary_utf8_value) \
	call(qpdf_oh_get_name) call(qpdf_oh_get_stream_data) \
	call(qpdf_get_page_n) call(qpdf_get_object_by_id) call(qpdf_oh_unparse_binary) \
	call(qpdf_oh_get_dict) call(qpdf_oh_is_null) call(qpdf_oh_is_integer) \
	call(qpdf_oh_is_bool) call(qpdf_oh_get_bool_value) \
	call(qpdf_oh_get_int_value_as_int) call(qpdf_oh_get_object_id) call(qpdf_oh_release) \
	call(qpdf_oh_is_indirect) call(qpdf_has_error) call(qpdf_get_error) call(qpdf_get_error_code) \
	call(qpdf_oh_begin_dict_key_iter) call(qpdf_oh_dict_more_keys) \
	call(qpdf_oh_dict_next_key) call(qpdf_oh_get_binary_string_value)

struct qpdf_calls {
	void *handle;
	QPDF_CALLS(LIBRARY_POINTER)
};
extern struct qpdf_calls lib;

struct document {
	char *bytes;
	size_t size;
	qpdf_data qpdf;
	qpdf_oh root, trailer;
	GPtrArray *carried;
	size_t carried_bytes;
	int lost; /* files that it carries and that cannot be taken out */
	char *lost_name; /* of the first of them, or NULL */
	bool more; /* it carries more than were looked at */
	struct packer *packer;
};

/* Handles live until they are released or the document ends. */
qpdf_oh document_key(const struct document *document, qpdf_oh dict, const char *key);
bool document_is_dict(const struct document *document, qpdf_oh value);
/* Of a string or name, valid UTF-8; "" for anything else. Yours, g_free. */
char *document_text(const struct document *document, qpdf_oh value);
/* The bytes of a stream, an NUL behind them; NULL when they are damaged, or too many once unpacked: what
 * is packed once or several times by Deflate, as nearly all is, is never unpacked beyond 128 MB. Yours,
 * g_free. */
char *document_stream(const struct document *document, qpdf_oh stream, size_t *size);

/* The drawing of a page, all its streams as one; NULL when it has none that can be had. Yours, g_free. */
char *document_drawing(const struct document *document, qpdf_oh page, size_t *size);

#endif
