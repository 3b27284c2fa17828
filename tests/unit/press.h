/* For tests: a style with its fonts, to set documents in. */
#ifndef REVISIT_TESTS_PRESS_H
#define REVISIT_TESTS_PRESS_H

#include "base/xml.h"
#include "frame/text.h"
#include "style/style.h"

#define HOUSE_STYLE "styles/inspectorate/style.xml"

struct press {
	struct style *style;
	struct fonts *fonts;
	struct diags *diags;
};

static inline void
press_open(struct press *press, const char *path)
{
	xml_init();
	press->diags = diags_create();
	press->style = style_load(path, press->diags);
	diags_print(press->diags, stderr);
	assert_non_null(press->style);
	press->fonts = fonts_create(press->style, press->diags);
	assert_non_null(press->fonts);
}

static inline void
press_close(struct press *press)
{
	fonts_destroy(press->fonts);
	style_destroy(press->style);
	diags_destroy(press->diags);
}

#endif
