/* A text that was read from somewhere: its name, its bytes, and where its lines begin. */
#ifndef CHELM_BASE_SOURCE_H
#define CHELM_BASE_SOURCE_H

#include "base/str.h"

/* Bytes [begin, end) of a source. */
struct span {
    uint32_t begin, end;
};

struct source {
    str name; /* as Helm names it in errors: chart/templates/x.yaml, values.yaml, gotpl */
    str text;
    const uint32_t *lines; /* offsets at which lines begin; made when first asked for */
    uint32_t line_count;
};

struct position {
    uint32_t line;   /* from 1 */
    uint32_t column; /* bytes from the start of the line, from 0, as Go counts */
};

/* Where byte `offset` (at most the text's length) stands. The first call makes the line index in
 * `a`, which must live as long as the source. */
struct position source_position(struct source *s, struct arena *a, uint32_t offset);
/* Line `line` (from 1) without its line end; the empty view past the last line. */
str source_line(struct source *s, struct arena *a, uint32_t line);

#endif
