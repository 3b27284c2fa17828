/* Authors' comments: taken out of trees and out of files. */
#include "record/comment.h"

#include <string.h>

#include "record/private.h"

/* ---- trees ---- */

static void
drop_below(xmlNode *parent)
{
	for (xmlNode *at = parent->children, *next; at; at = next) {
		next = at->next;
		if (at->type != XML_ELEMENT_NODE)
			continue;
		if (strcmp((const char *)at->name, "comment") == 0) {
			xmlUnlinkNode(at);
			xmlFreeNode(at);
		} else {
			drop_below(at);
		}
	}
}

void
record_comments_drop(struct record *record)
{
	drop_below(xmlDocGetRootElement(record_doc(record)));
}

/* ---- bytes ---- */

/* Markup is ASCII: it is found by units of one byte or, in UTF-16, of two. */
struct units {
	const unsigned char *bytes;
	size_t count;
	int width, high; /* high: where in a unit of two the upper byte stands */
};

static struct units
units_of(const char *text, size_t size)
{
	const unsigned char *bytes = (const unsigned char *)text;
	struct units units = { bytes, size, 1, 0 };

	if (size >= 2 && ((bytes[0] == 0xfe && bytes[1] == 0xff) || (!bytes[0] && bytes[1] == '<')))
		units = (struct units){ bytes, size / 2, 2, 0 };
	else if (size >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == '<' && !bytes[1])))
		units = (struct units){ bytes, size / 2, 2, 1 };
	return units;
}

/* NUL behind the end and for what is not ASCII. */
static char
unit(const struct units *units, size_t at)
{
	if (at >= units->count)
		return '\0';
	if (units->width == 1)
		return (char)(units->bytes[at] < 0x80 ? units->bytes[at] : 0);
	return (char)(units->bytes[at * 2 + units->high] ? 0 : units->bytes[at * 2 + 1 - units->high]);
}

static bool
stands(const struct units *units, size_t at, const char *text)
{
	for (; *text; text++, at++)
		if (unit(units, at) != *text)
			return false;
	return true;
}

/* Behind the first `end` from `at` on. */
static size_t
behind(const struct units *units, size_t at, const char *end)
{
	while (at < units->count && !stands(units, at, end))
		at++;
	return MIN(at + strlen(end), units->count);
}

/* Behind the tag, or the other markup, that begins at `at`. */
static size_t
markup_end(const struct units *units, size_t at)
{
	if (stands(units, at, "<!--"))
		return behind(units, at + 4, "-->");
	if (stands(units, at, "<![CDATA["))
		return behind(units, at, "]]>");
	if (stands(units, at, "<?"))
		return behind(units, at, "?>");
	for (at++; at < units->count && unit(units, at) != '>'; at++) {
		char quote = unit(units, at);

		if (quote == '"' || quote == '\'')
			for (at++; at < units->count && unit(units, at) != quote;)
				at++;
	}
	return MIN(at + 1, units->count);
}

static bool
opens_comment(const struct units *units, size_t at)
{
	char after = unit(units, at + strlen("<comment"));

	return stands(units, at, "<comment") && after && strchr(" \t\r\n/>", after);
}

static bool
closes_comment(const struct units *units, size_t at)
{
	char after = unit(units, at + strlen("</comment"));

	return stands(units, at, "</comment") && after && strchr(" \t\r\n>", after);
}

/* Behind the comment that begins at `at`; one may stand in another. */
static size_t
comment_end(const struct units *units, size_t at)
{
	int open = 0;

	do {
		size_t end = unit(units, at) == '<' ? markup_end(units, at) : at + 1;

		if (opens_comment(units, at) && unit(units, end - 2) != '/')
			open++;
		else if (closes_comment(units, at))
			open--;
		at = end;
	} while (open && at < units->count);
	return at;
}

size_t
comments_blank(char *bytes, size_t size)
{
	const struct units units = units_of(bytes, size);
	char *out = bytes;

	for (size_t at = 0, end; at < units.count; at = end) {
		bool drop = opens_comment(&units, at);

		end = drop ? comment_end(&units, at)
			: unit(&units, at) == '<' ? markup_end(&units, at) : at + 1;
		for (size_t i = at; i < end; i++) {
			if (drop && unit(&units, i) != '\n' && unit(&units, i) != '\r')
				continue;
			memmove(out, bytes + i * (size_t)units.width, (size_t)units.width);
			out += units.width;
		}
	}
	return (size_t)(out - bytes);
}
