/* Where a value was written, carried by the value itself.
 *
 * A mark is a number in the bytes of a `val` that its kind leaves free: reading, copying and
 * merging take it along without knowing of it, so that what comes out of a merge tells where each
 * part of it came from. Only trees that are made to be asked this are marked (chart/origins.h);
 * they may be copied, merged and written out, but must not meet a template. The marks of one
 * question share a table of places. Everything lives in its arena.
 */
#ifndef CHELM_VALUE_MARK_H
#define CHELM_VALUE_MARK_H

#include "value/val.h"

/* In val.aux, beside VAL_BOXED: the value has a mark. */
enum { VAL_MARKED = 2 };

struct mark_place {
    uint32_t source;       /* which text, as whoever marks counts them */
    uint32_t line, column; /* from 1; 0: the text has no lines worth telling */
};

struct marks {
    struct arena *arena;
    struct mark_place *places;
    uint32_t count, cap;
    uint32_t source;     /* of the text that is being read */
    uint32_t line_above; /* lines in front of the document that is being read */
};

void marks_init(struct marks *m, struct arena *a);
/* The value with a mark of the current source. Strings are copied. */
val mark_put(struct marks *m, val v, uint32_t line, uint32_t column);
/* Marks all that has no mark yet, at any depth, with one place of the current source. */
void mark_rest(struct marks *m, val *v);
/* Where a value was written; NULL when nobody wrote it. */
const struct mark_place *mark_get(const struct marks *m, val v);

#endif
