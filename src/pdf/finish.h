/* Finishing: from frames, and the fonts that cairo made, to the document that is published: drawings,
 * structure, metadata and attachments, as PDF/UA-1 (ISO 14289-1) and PDF/A-3 (ISO 19005-3) want
 * them. */
#ifndef REVISIT_PDF_FINISH_H
#define REVISIT_PDF_FINISH_H

#include "base/diag.h"
#include "pdf/marks.h"
#include "pdf/pack.h"
#include "pdf/source.h"
#include "pdf/tags.h"
#include "pdf/writer.h"

struct attachments;

/* What all steps share; each reads what those before it have made. */
struct finish {
	/* given */
	const struct pages *pages;
	const struct used_glyphs *used;
	const GArray *pictures;                /* of struct used_picture */
	const struct attachments *attachments; /* or NULL */
	const char *date;                      /* 2007-07-31T00:00:00Z */
	const char *producer;
	struct source *source;
	struct writer *writer;
	struct diags *diags;
	/* made */
	struct marks *marks;
	struct tags *tags;
	struct glyph_code *codes; /* by place in the list of used glyphs */
	GPtrArray *font_names;    /* by their number, in resources */
	int resources;            /* number of the object that all pages share */
	int forms;                /* of the first picture's object; the others follow */
	struct arena *arena;
	int *page_numbers;       /* of the page objects, in order */
	int *copied;             /* by the source's object number: its new one; 0: not copied */
	GArray *waiting;         /* of int: the source's numbers of what is to be copied */
	GArray **annots_of_page; /* of int: numbers of their objects; NULL: none */
	struct packer *packer;
	GByteArray *unpacked;    /* a drawing, and what becomes of it */
	GString *text;
	GHashTable *names;       /* node to its destination's name */
	GHashTable *files;       /* node to the number of the attached file that is its data */
	GString *catalog;        /* its entries, step by step, and those of its /Names */
	GString *catalog_names;
	guint next_mark;         /* of the page whose drawing comes */
	int root, info, metadata; /* numbers of their objects */
};

/* Says that the file is not as it must be; false, for the step to give. */
bool finish_fail(struct finish *finish, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* fonts.c: where cairo has put each glyph: the name of its font among the resources, its code there,
 * and how far it moves the pen. */
struct glyph_code {
	short font;        /* its number; -1: cairo has no use for the glyph */
	unsigned short code;
	bool wide;         /* the code has two bytes */
	bool other;        /* by its font it stands for another text, as U+FC86 for two letters */
	float advance;     /* thousandths of the em */
};
bool fonts_find(struct finish *finish);

/* pictures.c */
void pictures_number(struct finish *finish); /* before the resources are written */
bool pictures_write(struct finish *finish);

/* drawing.c: the drawing of a page, its marks numbered and its artifacts named, appended to out. */
bool drawing_put(struct finish *finish, int page, GString *out);

/* pages.c */
bool pages_write(struct finish *finish);
/* A new number for an object of the source, which will be written in time. */
int copy_later(struct finish *finish, int number);
bool copies_write(struct finish *finish);

/* annots.c */
bool annots_make(struct finish *finish);
bool annots_write(struct finish *finish);

/* tagwrite.c */
bool structure_write(struct finish *finish);

/* nametree.c: a name tree, its names added in the order of their bytes, with what stands for each;
 * the end writes it and gives the number of its root. */
struct name_tree;
struct name_tree *name_tree_begin(struct finish *finish);
void name_tree_add(struct name_tree *tree, const char *name, const char *value);
int name_tree_end(struct name_tree *tree);

/* goto.c: named destinations, bookmarks, page labels. */
bool destinations_name(struct finish *finish);
bool destinations_write(struct finish *finish);
bool bookmarks_write(struct finish *finish);
bool labels_write(struct finish *finish);
/* Appends /Dest and where the node begins: by name where it has one. */
void destination_put(const struct finish *finish, GString *out, const struct node *node);
void elem_destination_put(const struct finish *finish, GString *out, const struct elem *elem);

/* meta.c: document information and XMP, which must agree. */
bool metadata_write(struct finish *finish);
void pdf_date_put(GString *out, const char *date); /* as D:20070731000000Z */
/* icc.c: the colours are those of sRGB. */
bool intent_write(struct finish *finish);
/* attach.c */
bool attachments_write(struct finish *finish);

#endif
