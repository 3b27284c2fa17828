/* Pictures: image files as they stand, and what their heads say. Nothing is decoded here: painters do
 * that, or pass the bytes on. */
#ifndef REVISIT_FRAME_PICTURE_H
#define REVISIT_FRAME_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "frame/frame.h"

enum picture_kind { PICTURE_PNG, PICTURE_JPEG, PICTURE_SVG };

struct picture {
	enum picture_kind kind;
	const unsigned char *bytes; /* the whole file */
	size_t size;
	int columns, rows;    /* of pixels as they are stored; 0 of an SVG */
	int turn;             /* how to stand it up, 1 to 8 as Exif has it; 1: as it is stored */
	double width, height; /* that it asks for, stood up; points */
	bool foreign_colours; /* it has a colour profile, and not sRGB's */
};

/* Reads the pictures that a report shows, each file once, into its arena: from below `folder`, the
 * record's own, or one of the `further` (NULL last; NULL: none), symbolic links resolved, and from
 * nowhere else. A picture that is missing, too large,
 * broken or of an unfit kind is a finding with the record's line (DIAG_IMAGE), and its node's picture
 * stays NULL. */
void pictures_read(struct report *report, const char *folder, struct diags *diags);
void pictures_read_from(struct report *report, const char *folder, const char *const *further,
	struct diags *diags);

/* Pixels an inch when it is drawn that wide (points); 0 of an SVG. */
double picture_density(const struct picture *picture, double width);

/* Tells a picture that has too few pixels for print when it is drawn that wide, at its node
 * (DIAG_IMAGE_COARSE). */
void picture_tell_coarse(const struct picture *picture, const struct node *node, double width,
	struct diags *diags);
/* Is it? */
bool picture_is_coarse(const struct picture *picture, double width);

/* Where the picture, whose stored pixels fill the square from 0, 0 to 1, 1, goes to stand upright in
 * that square: xx, yx, xy, yy, x0, y0 as in x' = xx x + xy y + x0 and y' = yx x + yy y + y0. */
void picture_upright(const struct picture *picture, double matrix[6]);

const char *picture_media_type(const struct picture *picture); /* "image/png" */

/* The pictures that pages show, each once, in order of first use. */
struct used_picture {
	const struct picture *picture;
	const struct item *item; /* that shows it first */
};
GArray *pages_pictures(const struct pages *pages); /* yours, g_array_free */

/* What a kind's file says of itself; fills all but bytes and size, which are set. NULL, or what is
 * wrong with it, as the end of a sentence ("is broken: ..."). */
const char *png_head(struct picture *picture);
const char *jpeg_head(struct picture *picture);
const char *svg_head(struct picture *picture);

#endif
