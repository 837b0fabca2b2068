/* The history of one value, written out: what it is, who set it, what reads it.
 *
 * docs/explain.md shows both forms.
 */
#ifndef CHELM_RELEASE_EXPLAIN_H
#define CHELM_RELEASE_EXPLAIN_H

#include "base/buf.h"
#include "chart/origins.h"
#include "lexer/delims.h"

/* A line of what the chart prints that the value is a part of. */
struct explain_line {
    str object;    /* "Deployment web"; empty: not known */
    str text;      /* the line, without the blanks around it */
    str file;      /* of the template, from the root chart's folder */
    uint32_t line; /* in it */
    bool whole;    /* it shows a table or list with the value in it */
};

/* What a render of the chart showed of the path that is asked for. */
struct explain_render {
    str error; /* not empty: it failed */
    struct explain_line *lines;
    size_t count;
};

struct explain {
    struct arena *arena;
    struct diags *diags;
    const enum delims *root_delims; /* NULL: what the chart says */
    bool json;
    const struct explain_render *render; /* NULL: nothing is told of it */
};

/* The path without the .Values in front that templates and --trace write. */
str explain_name(str path);
/* `c` is a loaded chart, which is edited. False with an error in diags: that of a render before its
 * templates run, or that there is no such path, with the names that look like it. */
bool explain_path(const struct explain *e, struct chart *c, const struct value_option *options,
                  size_t n, str path, struct buf *out);

#endif
