/* Two language versions: how a difference is told, and what may differ. */
#include "rule/twin.h"

#include <string.h>

#include "rule/audit.h"

/* ---- findings ---- */

static enum diag_code
code_of(const xmlNode *element)
{
	static const struct { const char *name; enum diag_code code; } parts[] = {
		{ "recommendation", DIAG_PAIR_RECOMMENDATION },
		{ "collected-recommendations", DIAG_PAIR_RECOMMENDATION },
		{ "grade", DIAG_PAIR_GRADE }, { "judgement", DIAG_PAIR_GRADE },
		{ "judgement-summary", DIAG_PAIR_GRADE }, { "distribution-table", DIAG_PAIR_GRADE },
		{ "data", DIAG_PAIR_FIGURE },
	};

	for (; element && element->type == XML_ELEMENT_NODE; element = element->parent)
		for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
			if (is_named(element, parts[i].name))
				return parts[i].code;
	return DIAG_PAIR_STRUCTURE;
}

static void __attribute__((format(printf, 6, 0)))
add(struct twins *twins, enum diag_code code, const xmlNode *one, const xmlNode *other,
	const char *attribute, const char *format, va_list args)
{
	char *path, *message = g_strdup_vprintf(format, args);
	const char *shown = attribute && has_attr(other, attribute) ? attribute : NULL;
	struct place place = record_place(twins->other, other, shown, &path);

	diag(twins->diags, code, place, "%s (%s:%d)", message, record_path(twins->one),
		record_line(one));
	record_show(twins->other, other, shown, twins->diags);
	g_free(message);
	g_free(path);
}

void
twin_found(struct twins *twins, const xmlNode *one, const xmlNode *other, const char *attribute,
	const char *format, ...)
{
	enum diag_code code = code_of(one);
	va_list args;

	va_start(args, format);
	add(twins, code != DIAG_PAIR_STRUCTURE ? code : code_of(other), one, other, attribute, format,
		args);
	va_end(args);
}

void
twin_found_as(struct twins *twins, enum diag_code code, const xmlNode *one, const xmlNode *other,
	const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(twins, code, one, other, NULL, format, args);
	va_end(args);
}

/* ---- what may differ ---- */

bool
twin_is_free(const xmlNode *element, const char *attribute)
{
	static const struct { const char *element, *attribute; } rows[] = {
		{ NULL, "abbr" }, { NULL, "code" }, { NULL, "group" }, { NULL, "href" }, { NULL, "lang" },
		{ NULL, "lead" }, { NULL, "print" }, { NULL, "rank" }, { NULL, "reason" },
		{ NULL, "role" }, { NULL, "share" }, { NULL, "short" }, { NULL, "source" },
		{ "boilerplate", "id" }, { "inspection-record", "id" },
		{ "inspection-record", "style" }, { "val", "as" },
		{ "val", "digits" }, { "val", "sign" }, { "xref", "show" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (strcmp(rows[i].attribute, attribute) == 0 &&
			(!rows[i].element || is_named(element, rows[i].element)))
			return true;
	return false;
}
