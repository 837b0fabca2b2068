/* Which lines of a text were taken out and put in. */
#ifndef CHELM_RELEASE_LINE_DIFF_H
#define CHELM_RELEASE_LINE_DIFF_H

#include "base/str.h"

struct arena;

enum line_change { LINE_SAME, LINE_OLD, LINE_NEW };

struct line {
    enum line_change change;
    str text; /* without its end */
};

/* The lines of both texts in one list: a longest common subsequence stays LINE_SAME, unless what is
 * left between the common beginning and end is too large to look for one. In the arena. */
struct line *line_diff(struct arena *a, str old, str new, size_t *ret_n);

#endif
