/* Pictures on pages: how large each is drawn. */
#include <glib.h>

#include "frame/picture.h"
#include "layout/lay.h"

/* A picture takes no more of a page than this, so that its caption stays with it; it may be made
 * smaller down to the least height, never to nothing. */
static const double most_of_page = 0.85, least_height = 36, least_width = 40;

double
image_natural_width(const struct block *block)
{
	const struct picture *picture = block->node->as.image.picture;

	return picture ? picture->width : 0;
}

double
image_least_width(const struct block *block)
{
	return MIN(image_natural_width(block), least_width);
}

/* As wide as the report or the file says, but no wider than the room and no higher than `most`. */
static double
image_width(const struct node *node, double room, double most)
{
	const struct picture *picture = node->as.image.picture;
	double width = node->as.image.width > 0 ? room * node->as.image.width / 100
		: MIN(picture->width, room);

	return MIN(width, most * picture->width / picture->height);
}

/* Once a picture, whatever is tried with it. */
static void
density_check(struct layout *lo, const struct node *node, double width)
{
	const struct picture *picture = node->as.image.picture;

	if (picture_is_coarse(picture, width) && g_hash_table_add(lo->image_warned, (gpointer)node))
		picture_tell_coarse(picture, node, width, lo->diags);
}

static double
image_x(const struct block *block, const struct room *room, double width)
{
	double left = room->x + block->left, right = room->x + room->width - block->right;

	return block->align == ALIGN_RIGHT ? right - width
		: block->align == ALIGN_CENTRE ? (left + right - width) / 2 : left;
}

struct fill
image_fill(struct layout *lo, const struct block *block, struct cursor from, struct room room)
{
	const struct node *node = block->node;
	const struct picture *picture = node->as.image.picture;
	double left = lay_bottom(lo, &room) - room.y, most = lay_page_part(lo, most_of_page), width,
		height;
	struct image_item *item;

	if (!picture) /* said when it could not be read */
		return (struct fill){ FIT_ALL, room.y, { 0 } };
	width = image_width(node, room.width - block->left - block->right, most);
	height = width * picture->height / picture->width;
	if (height > left + SLACK && room.force < (left >= least_height ? FORCE_SPLIT : FORCE_PLACE))
		return (struct fill){ FIT_NONE, room.y, from };
	if (height > left + SLACK) { /* smaller, so that it stays with its caption and its source */
		if (node->next && node->parent->kind == NODE_FIGURE)
			left -= style_look(lo->style, "source")->leading * 2;
		height = MAX(left, least_height);
		width = height * picture->width / picture->height;
	}
	density_check(lo, node, width);
	item = &page_add(lo->page, ITEM_IMAGE, lo->role, node)->as.image;
	*item = (struct image_item){ image_x(block, &room, width), room.y, width, height, picture };
	return (struct fill){ FIT_ALL, room.y + height, { 0 } };
}
