/* Bytes of a record to UTF-8. */
#include "record/decode.h"

#include <string.h>

enum encoding { UTF_8, UTF_16LE, UTF_16BE, ASCII, LATIN_1, REFUSED };

struct bytes {
	const char *path;
	const unsigned char *at;
	size_t size;
	struct diags *diags;
};

static int
line_of(const struct bytes *bytes, size_t offset)
{
	int line = 1;

	for (size_t i = 0; i < offset; i++)
		line += bytes->at[i] == '\n';
	return line;
}

static void G_GNUC_PRINTF(4, 5)
refuse(const struct bytes *bytes, int line, const char *hint, const char *format, ...)
{
	va_list args;
	char *message;

	va_start(args, format);
	message = g_strdup_vprintf(format, args);
	va_end(args);
	diag(bytes->diags, DIAG_RECORD_ENCODING, (struct place){ bytes->path, line, 0, NULL }, "%s",
		message);
	diag_hint(bytes->diags, "%s", hint);
	g_free(message);
}

/* Files that are not XML at all but are often handed over in its place. */
static bool
is_foreign(const struct bytes *bytes)
{
	static const struct {
		const char *magic;
		size_t length;
		const char *name, *hint;
	} known[] = {
		{ "\x1f\x8b", 2, "a compressed (gzip) file", "unpack it first" },
		{ "BZh", 3, "a compressed (bzip2) file", "unpack it first" },
		{ "\xfd" "7zXZ", 5, "a compressed (xz) file", "unpack it first" },
		{ "\x28\xb5\x2f\xfd", 4, "a compressed (zstd) file", "unpack it first" },
		{ "PK\x03\x04", 4, "a zip file or a document of an office program",
			"a record is a plain XML file" },
		{ "\xd0\xcf\x11\xe0", 4, "a document of an office program",
			"a record is a plain XML file" },
		{ "%PDF-", 5, "a PDF file", "give the record that it was made from" },
		{ "\x00\x00\xfe\xff", 4, "a UTF-32 file", "save it as UTF-8" },
		{ "\xff\xfe\x00\x00", 4, "a UTF-32 file", "save it as UTF-8" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (bytes->size >= known[i].length &&
			memcmp(bytes->at, known[i].magic, known[i].length) == 0) {
			refuse(bytes, 1, known[i].hint, "this is %s, not a record", known[i].name);
			return true;
		}
	return false;
}

/* The encoding that the XML declaration names, or NULL; yours, g_free. */
static char *
declared(const struct bytes *bytes)
{
	const char *end, *at, *close;
	char *head = g_strndup((const char *)bytes->at, MIN(bytes->size, 256)), *name = NULL;

	if (strncmp(head, "<?xml", 5) == 0 && (end = strstr(head, "?>")) &&
		(at = g_strstr_len(head, end - head, "encoding"))) {
		at += strlen("encoding");
		at += strspn(at, " \t\r\n=");
		if ((*at == '"' || *at == '\'') && (close = strchr(at + 1, *at)))
			name = g_strndup(at + 1, (gsize)(close - at - 1));
	}
	g_free(head);
	return name;
}

static enum encoding
encoding_named(const struct bytes *bytes, const char *name)
{
	static const struct {
		const char *name;
		enum encoding encoding;
	} known[] = {
		{ "UTF-8", UTF_8 }, { "UTF8", UTF_8 }, { "US-ASCII", ASCII }, { "ASCII", ASCII },
		{ "ISO-8859-1", LATIN_1 }, { "ISO8859-1", LATIN_1 }, { "LATIN1", LATIN_1 },
		{ "ISO_8859-1", LATIN_1 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (g_ascii_strcasecmp(known[i].name, name) == 0)
			return known[i].encoding;
	if (g_ascii_strncasecmp(name, "UTF-16", 6) == 0)
		refuse(bytes, 1, "write encoding=\"UTF-8\" in the first line, or save the file as UTF-16",
			"the record declares the encoding %s, but its bytes are not UTF-16", name);
	else
		refuse(bytes, 1, "save it as UTF-8 and declare encoding=\"UTF-8\"",
			"the record declares the encoding %s; UTF-8, UTF-16, US-ASCII and "
			"ISO-8859-1 can be read", name);
	return REFUSED;
}

/* Appendix F of XML 1.0: the byte order mark, else the first bytes, else the declaration. */
static enum encoding
encoding_find(struct bytes *bytes)
{
	const unsigned char *at = bytes->at;
	enum encoding encoding = UTF_8;
	bool marked = false;
	char *name;

	if (bytes->size >= 2 && at[0] == 0xff && at[1] == 0xfe)
		return UTF_16LE;
	if (bytes->size >= 2 && at[0] == 0xfe && at[1] == 0xff)
		return UTF_16BE;
	if (bytes->size >= 4 && memcmp(at, "<\0?\0", 4) == 0)
		return UTF_16LE;
	if (bytes->size >= 4 && memcmp(at, "\0<\0?", 4) == 0)
		return UTF_16BE;
	if (bytes->size >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) {
		bytes->at += 3;
		bytes->size -= 3;
		marked = true;
	}
	if (!(name = declared(bytes)))
		return UTF_8;
	encoding = encoding_named(bytes, name);
	if (marked && encoding != UTF_8 && encoding != REFUSED) {
		refuse(bytes, 1, "write encoding=\"UTF-8\" in the first line",
			"the record declares the encoding %s, but begins with the mark of UTF-8", name);
		encoding = REFUSED;
	}
	g_free(name);
	return encoding;
}

static const char windows_hint[] = "the file seems to be saved in a Windows encoding; save it as UTF-8";

static char *
from_utf8(const struct bytes *bytes, size_t *size)
{
	const char *bad;

	if (!g_utf8_validate((const char *)bytes->at, (gssize)bytes->size, &bad)) {
		size_t offset = (size_t)((const unsigned char *)bad - bytes->at);

		if (*bad)
			refuse(bytes, line_of(bytes, offset), windows_hint,
				"the byte %02X is not UTF-8", bytes->at[offset]);
		else
			refuse(bytes, line_of(bytes, offset), "the file is damaged, or not text",
				"the record has an NUL byte");
		return NULL;
	}
	*size = bytes->size;
	return g_strndup((const char *)bytes->at, bytes->size);
}

static char *
from_ascii(const struct bytes *bytes, size_t *size)
{
	for (size_t i = 0; i < bytes->size; i++)
		if (bytes->at[i] >= 0x80) {
			refuse(bytes, line_of(bytes, i), "save it as UTF-8 and declare that",
				"the record declares US-ASCII, but the byte %02X is none of it",
				bytes->at[i]);
			return NULL;
		}
	return from_utf8(bytes, size);
}

/* The bytes 80 to 9F are controls in ISO-8859-1; where they occur, Windows-1252 was meant. */
static char *
from_latin_1(const struct bytes *bytes, size_t *size)
{
	GString *text = g_string_sized_new(bytes->size + bytes->size / 8);

	for (size_t i = 0; i < bytes->size; i++) {
		unsigned char c = bytes->at[i];

		if ((c >= 0x80 && c < 0xa0) || c == 0) {
			refuse(bytes, line_of(bytes, i), c ? windows_hint : "the file is damaged",
				"the byte %02X is no character of ISO-8859-1", c);
			g_string_free(text, TRUE);
			return NULL;
		}
		if (c >= 0x80)
			g_string_append_c(text, (char)(0xc0 | c >> 6));
		g_string_append_c(text, c < 0x80 ? (char)c : (char)(0x80 | (c & 0x3f)));
	}
	*size = text->len;
	return g_string_free(text, FALSE);
}

static gunichar
unit16(const unsigned char *at, bool big)
{
	return big ? (gunichar)at[0] << 8 | at[1] : (gunichar)at[1] << 8 | at[0];
}

static char *
from_utf16(const struct bytes *bytes, bool big, size_t *size)
{
	GString *text = g_string_sized_new(bytes->size);
	const char *wrong = bytes->size % 2 ? "its last byte is half a character" : NULL;
	int line = 1;

	for (size_t i = 0; i + 1 < bytes->size; i += 2) {
		gunichar c = unit16(bytes->at + i, big), low;

		if (i == 0 && c == 0xfeff)
			continue;
		line += c == '\n';
		if (c >= 0xd800 && c < 0xdc00 && i + 3 < bytes->size) {
			low = unit16(bytes->at + i + 2, big);
			if (low >= 0xdc00 && low < 0xe000) {
				c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
				i += 2;
			}
		}
		if (c >= 0xd800 && c < 0xe000) {
			wrong = "half a pair of surrogates stands alone";
			break;
		}
		if (c == 0) {
			wrong = "it has an NUL character";
			break;
		}
		g_string_append_unichar(text, c);
	}
	*size = text->len;
	if (!wrong)
		return g_string_free(text, FALSE);
	refuse(bytes, line, "save it as UTF-8", "the record is not whole UTF-16: %s", wrong);
	g_string_free(text, TRUE);
	return NULL;
}

/* UTF-16 that declares something else was converted by a tool that did not know XML. */
static bool
declares_utf16(const struct bytes *bytes, const char *text, size_t size)
{
	struct bytes utf8 = { bytes->path, (const unsigned char *)text, size, bytes->diags };
	char *name = declared(&utf8);
	bool ok = !name || g_ascii_strncasecmp(name, "UTF-16", 6) == 0;

	if (!ok)
		refuse(bytes, 1, "write encoding=\"UTF-16\" in the first line, or save the file as UTF-8",
			"the record declares the encoding %s, but its bytes are UTF-16", name);
	g_free(name);
	return ok;
}

char *
decode_bytes(const char *path, const char *raw, size_t size, size_t *text_size, struct diags *diags)
{
	struct bytes bytes = { path, (const unsigned char *)raw, size, diags };
	enum encoding encoding;
	char *text = NULL;

	if (is_foreign(&bytes))
		return NULL;
	switch (encoding = encoding_find(&bytes)) {
	case UTF_8:
		text = from_utf8(&bytes, text_size);
		break;
	case UTF_16LE:
	case UTF_16BE:
		text = from_utf16(&bytes, encoding == UTF_16BE, text_size);
		if (text && !declares_utf16(&bytes, text, *text_size))
			g_clear_pointer(&text, g_free);
		break;
	case ASCII:
		text = from_ascii(&bytes, text_size);
		break;
	case LATIN_1:
		text = from_latin_1(&bytes, text_size);
		break;
	case REFUSED:
		break;
	}
	return text;
}
