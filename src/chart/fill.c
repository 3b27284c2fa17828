/* Fills: colours with hatches, and text that can be read on them. */
#include "chart/bars.h"
#include "style/colour.h"

struct fill
fill_of(const struct canvas *canvas, int i)
{
	static const char *const colours[] = { "chart-1", "chart-2", "chart-3", "chart-4", "chart-5",
		"chart-6" };
	static const enum hatch hatches[] = { HATCH_NONE, HATCH_RISING, HATCH_DOTS, HATCH_FALLING,
		HATCH_LEVEL };

	/* six colours and five hatches come together again after thirty */
	return (struct fill){ canvas_colour(canvas, colours[i % 6]), hatches[i % 5] };
}

struct fill
fill_step(const struct canvas *canvas, int i, int count)
{
	static const enum hatch hatches[] = { HATCH_NONE, HATCH_RISING, HATCH_NONE, HATCH_FALLING };
	double share = count > 1 ? 1 - 0.82 * i / (count - 1) : 1;

	return (struct fill){ colour_mix(canvas_colour(canvas, "chart-1"), canvas->paper, share),
		i + 1 == count ? HATCH_NONE : hatches[i % 4] };
}

bool
label_in_box(const struct canvas *canvas, const struct look *look, struct box box,
	struct fill fill, const char *text)
{
	double width = canvas_width(canvas, look, text), pitch = look->size * 1.05;
	double x = box.x + box.width / 2, y = box.y + box.height / 2;
	struct colour ink = canvas->paper;

	if (width + 4 > box.width || pitch > box.height)
		return false;
	if (colour_contrast(canvas->ink, fill.colour) > colour_contrast(canvas->paper, fill.colour))
		ink = canvas->ink;
	if (fill.hatch)
		canvas_rect(canvas, (struct box){ x - width / 2 - 2, y - pitch / 2, width + 4, pitch },
			fill.colour);
	canvas_text(canvas, look, ink, x, y - look_pitch(look) / 2 + look_drop(look), ALIGN_CENTRE, text);
	return true;
}
