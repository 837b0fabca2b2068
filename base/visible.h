/* Text of others on a terminal: what could move its cursor, change its colours or turn its writing
 * around is shown as an escape. */
#ifndef CHELM_BASE_VISIBLE_H
#define CHELM_BASE_VISIBLE_H

#include "base/buf.h"

/* Appends s; control characters except '\n' and '\t', marks of writing direction and bytes that are
 * not UTF-8 become \xNN or \uNNNN. */
void visible_put(struct buf *out, str s);
/* Blanks as wide as what is shown of s; tabs stay, so that what follows stands below it. */
void visible_put_margin(struct buf *out, str s);
/* The same as visible_put for JSON, in whose strings alone such characters may stand: they become
 * \uNNNN. */
void visible_put_json(struct buf *out, str json);

#endif
