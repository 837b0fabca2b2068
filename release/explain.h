/* The history of one value, written out: what it is, who set it, what reads it.
 *
 * docs/explain.md shows both forms.
 */
#ifndef CHELM_RELEASE_EXPLAIN_H
#define CHELM_RELEASE_EXPLAIN_H

#include "base/buf.h"
#include "chart/origins.h"
#include "lexer/delims.h"

struct explain {
    struct arena *arena;
    struct diags *diags;
    const enum delims *root_delims; /* NULL: what the chart says */
    bool json;
};

/* `c` is a loaded chart, which is edited. False with an error in diags: that of a render before its
 * templates run, or that there is no such path, with the names that look like it. */
bool explain_path(const struct explain *e, struct chart *c, const struct value_option *options,
                  size_t n, str path, struct buf *out);

#endif
