/* The part of the style sheet that is the same for all styles. */
#ifndef REVISIT_HTML_FIXED_H
#define REVISIT_HTML_FIXED_H

extern const char sheet_fixed[];      /* before the rules of looks */
extern const char sheet_fixed_last[]; /* after them: widths of windows, and paper */

#endif
