/* --jsonl: single templates by the thousand.
 *
 * One JSON object a line in, one a line out, in the same order:
 *     {"id","t","v","files"?,"render"?,"delims"?}   →   {"id","out"} or {"id","err"}
 * "t" is templates/x.yaml and "v" values.yaml of a small chart; "files" adds or replaces files by
 * path; "render" names the template whose output is wanted. Bytes that are not UTF-8 come as
 * out_b64 and err_b64. With --keep-going and --strict, several errors come as "errors", too. The
 * release is rel in ns.
 */
#ifndef CHELM_CLI_JSONL_H
#define CHELM_CLI_JSONL_H

#include "api/libchelm.h"
#include "cli/errors.h"

#include <stdio.h>

struct jsonl_options {
    bool keep_going, strict;
    enum error_form errors; /* with "report", unless it is ERRORS_HELM */
};

/* Answers every line of `in`. False, after telling on standard error why, when a line is no such
 * object or the answer cannot be written. */
bool jsonl_run(chelm_context *c, FILE *in, const struct jsonl_options *o);

#endif
