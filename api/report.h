/* An error as people and tools want it: its place, the lines around it, the calls, what may help.
 * Helm's own words are not repeated in the text. Private to api/. */
#ifndef CHELM_API_REPORT_H
#define CHELM_API_REPORT_H

#include "base/buf.h"
#include "base/diag.h"

/* Completes an error that has no code, frames or notes yet from its text and place. */
void report_complete(struct diags *diags, struct diag *d);
/* For people. Line numbers are made in the output's arena. */
struct report_look {
    bool colored;
    str folder; /* of the chart: places in files that stand there become links; empty: none do */
};
void report_put_text(struct buf *out, const struct diag *d, const struct report_look *look);
/* One JSON object, as docs/errors.md describes it. */
void report_put_json(struct buf *out, const struct diags *diags, const struct diag *d);

#endif
