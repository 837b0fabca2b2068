/* Where the text comes from that is no YAML. */
#ifndef CHELM_RELEASE_EXPLAIN_OUTPUT_H
#define CHELM_RELEASE_EXPLAIN_OUTPUT_H

#include "base/diag.h"
#include "eval/eval.h"

/* Completes `d`: the document `text`, a part of the file's output, was refused with `why`. The file
 * has been rendered with a source map. */
void explain_output(struct diags *diags, struct diag *d, const struct template_file *f, str text,
                    str why);

#endif
