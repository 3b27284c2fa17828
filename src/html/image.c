/* Pictures in HTML: the file itself is in the page, which fetches nothing. */
#include "frame/picture.h"
#include "html/write.h"

#include "paint/svg.h"

void
html_image(struct html *html, const struct node *node)
{
	const struct picture *picture = node->as.image.picture;
	char *bytes;

	if (!picture) /* said when it could not be read */
		return;
	bytes = g_base64_encode(picture->bytes, picture->size);
	html_put(html, "<img");
	html_attribute(html, "id", node->id);
	html_attribute(html, "alt", node->as.image.alt);
	html_lang(html, node);
	html_put(html, " style=\"width:");
	if (node->as.image.width > 0) {
		svg_number(html->out, node->as.image.width);
		html_put(html, "%");
	} else {
		svg_number(html->out, sheet_rem(html->sheet, picture->width));
		html_put(html, "rem");
	}
	html_put(html, "\" src=\"data:");
	html_put(html, picture_media_type(picture));
	html_put(html, ";base64,");
	html_put(html, bytes);
	html_put(html, "\"/>\n");
	g_free(bytes);
}
