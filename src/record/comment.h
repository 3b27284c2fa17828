/* Authors' comments: in drafts only. What is published has none, on its pages or in the files that it
 * carries. */
#ifndef REVISIT_RECORD_COMMENT_H
#define REVISIT_RECORD_COMMENT_H

#include <stddef.h>

struct record;

/* Takes the elements named comment out of the record's tree. Not to be checked afterwards: its text
 * still has them. */
void record_comments_drop(struct record *record);

/* The same in the bytes of a well-formed file in any encoding that a record may have, in place; the
 * line ends stay, so that all else keeps its line. Gives the number of bytes that are left. */
size_t comments_blank(char *bytes, size_t size);

#endif
