/* Bands: read once, kept in the order of the file, narrowest first. */
#include "report/bands.h"

#include <glib.h>
#include <libxml/tree.h>
#include <string.h>

#include "base/xml.h"

struct band {
	char *scale;
	struct num within; /* none: all the rest */
	char *less, *more; /* the words for a value below zero, and for zero and above */
};

struct bands {
	GArray *all; /* of struct band */
};

static void
band_clear(gpointer data)
{
	struct band *band = data;

	g_free(band->scale);
	g_free(band->less);
	g_free(band->more);
}

void
bands_destroy(struct bands *bands)
{
	if (!bands)
		return;
	g_array_free(bands->all, TRUE);
	g_free(bands);
}

/* False when the element is not as it should be; then diags says so. */
static bool
band_read(struct bands *bands, const xmlNode *element, const char *scale, const char *path,
	struct diags *diags)
{
	struct band band = { .scale = g_strdup(scale), .less = xml_attribute(element, "less"),
		.more = xml_attribute(element, "more") };
	char *within = xml_attribute(element, "within");
	const struct band *before = bands->all->len ?
		&g_array_index(bands->all, struct band, bands->all->len - 1) : NULL;
	bool good = band.less && band.more && (!within || num_parse(within, &band.within, NULL));

	if (good && before && strcmp(before->scale, scale) == 0)
		good = num_is(before->within) &&
			(!within || num_compare(before->within, band.within) < 0);
	if (!good)
		diag(diags, DIAG_RESOURCE_BROKEN, (struct place){ path, (int)xmlGetLineNo(element), 0, NULL },
			"a band needs the words less and more, and be wider than the band before it");
	g_free(within);
	g_array_append_val(bands->all, band);
	return good;
}

struct bands *
bands_load(const char *path, struct diags *diags)
{
	xmlDocPtr doc = xml_load(path, "file of bands", diags);
	struct bands *bands;
	bool good = true;

	if (!doc)
		return NULL;
	bands = g_new0(struct bands, 1);
	bands->all = g_array_new(FALSE, TRUE, sizeof(struct band));
	g_array_set_clear_func(bands->all, band_clear);
	for (const xmlNode *at = xmlFirstElementChild(xmlDocGetRootElement(doc)); at && good;
		at = xmlNextElementSibling((xmlNode *)at)) {
		char *of = xml_attribute(at, "of");

		for (const xmlNode *band = xmlFirstElementChild((xmlNode *)at); band && good;
			band = xmlNextElementSibling((xmlNode *)band))
			good = band_read(bands, band, of ? of : "", path, diags);
		g_free(of);
	}
	xmlFreeDoc(doc);
	if (!good) {
		bands_destroy(bands);
		return NULL;
	}
	return bands;
}

const char *
bands_word(const struct bands *bands, const char *scale, struct num value)
{
	if (!num_is(value))
		return NULL;
	for (guint i = 0; i < bands->all->len; i++) {
		const struct band *band = &g_array_index(bands->all, struct band, i);

		if (strcmp(band->scale, scale) == 0 &&
			(!num_is(band->within) || num_compare(num_abs(value), band->within) <= 0))
			return num_sign(value) < 0 ? band->less : band->more;
	}
	return NULL;
}
