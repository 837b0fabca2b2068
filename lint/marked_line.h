/* A line that a template writes, as far as its text tells: what an action prints is a mark in it.
 *
 * Slices of the line are as good: a value, or what stands behind a dash.
 */
#ifndef CHELM_LINT_MARKED_LINE_H
#define CHELM_LINT_MARKED_LINE_H

#include "base/str.h"

enum {
    MARK_HOLE = '\001',  /* anything that an action prints, perhaps nothing or many lines */
    MARK_SCALAR = '\002' /* the same, of one word or line */
};

bool marked_line_has_mark(str s);
/* The blanks in front. */
size_t marked_line_indent(str s);
/* The length of the plain key at the start with its colon, whatever follows; 0: there is none. */
size_t marked_line_key(str s);
/* A value without the comment and the blanks behind it. */
str marked_line_value(str s);
/* The header of a block scalar, |-2. */
bool marked_line_is_block_header(str value);

#endif
