/* --strict: what Helm lets pass in silence, told as errors with their places.
 *
 * Keys that stand twice, values that nobody declares or reads, nulls that take a default away or
 * fail to, reads of values that are not there, and keys that render as null. docs/strict.md says
 * what exactly. All errors go to the diagnostics, none of them flagged as one of rendering.
 */
#ifndef CHELM_RELEASE_STRICT_H
#define CHELM_RELEASE_STRICT_H

#include "chart/origins.h"
#include "eval/eval.h"

struct strict {
    struct arena *arena;
    struct diags *diags;
    const enum delims *root_delims; /* of the root chart; NULL: what the chart says */
};

/* The values files and options of a render: CH110, CH701, CH712, CH714. */
void strict_check_values(const struct strict *s, const struct origins *o);
/* What templates read and printed, which were run with source maps: CH101, CH506, CH508. */
void strict_check_reads(const struct strict *s, const struct missing_log *log);
void strict_check_outputs(const struct strict *s, const struct template_file *files, size_t n,
                          const struct missing_log *log);

/* An error at bytes [begin, end) of a source; `text` is put behind the place. */
struct diag *strict_error(const struct strict *s, str code, struct source *src, struct span span,
                          str text);
/* Where a line and a column, counted in characters, both from 1, are in a source. */
uint32_t strict_offset(const struct strict *s, struct source *src, size_t line, size_t column);

#endif
