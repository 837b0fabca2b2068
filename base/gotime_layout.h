/* The elements of a time layout, shared by formatting and parsing. Internal to gotime. */
#ifndef CHELM_BASE_GOTIME_LAYOUT_H
#define CHELM_BASE_GOTIME_LAYOUT_H

#include "base/buf.h"

enum layout_elem {
    LAYOUT_END,
#define ELEM(id, text, flags) LAYOUT_##id,
#define SAME(id, text, flags)
#include "base/gotime_layout.def"
#undef ELEM
#undef SAME
    LAYOUT_FRACTION_0, /* .000: that many digits */
    LAYOUT_FRACTION_9  /* .999: without trailing zeros */
};

/* One element with the literal text before it. */
struct layout_chunk {
    str prefix;
    enum layout_elem elem; /* LAYOUT_END: there is none */
    str text;              /* the element as the layout has it */
    str rest;
    size_t digits;  /* of a fraction */
    char separator; /* of a fraction: '.' or ',' */
};

/* The first element of the layout. As nextStdChunk in Go's time/format.go. */
struct layout_chunk layout_next(str layout);

extern const str LAYOUT_MONTHS[12];
extern const str LAYOUT_DAYS[7]; /* from Sunday */

/* Text in quotes as package time's errors show it: bytes that are not ASCII as \xNN. */
void gotime_put_quoted(struct buf *out, str s);

#endif
