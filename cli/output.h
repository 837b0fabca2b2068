/* Writing results where they belong, and noticing when that fails.
 *
 * Functions return false after telling on standard error what went wrong.
 */
#ifndef CHELM_CLI_OUTPUT_H
#define CHELM_CLI_OUTPUT_H

#include "api/libchelm.h"
#include "base/str.h"

/* "Error: TEXT" on standard error. Always false. */
bool output_error(str text);
/* All of `text` to standard output, unbuffered: a closed pipe or a full disk is an error. */
bool output_text(str text);
/* The output of a result to standard output, in its parts. */
bool output_result(struct arena *a, const chelm_result *r);
/* What Helm would have logged, then its error and, after errors of rendering, its hint (not with
 * `debug`, which is what it hints at), last a note of our own. */
void output_messages(const chelm_result *r, bool debug);
/* The documents as files below `dir`: manifests and hooks below dir/RELEASE when `release` is not
 * empty. A file that a hook finds there is appended to. As --output-dir of `helm template`, which
 * follows errors with its hint at --debug until hooks are written. */
bool output_documents(struct arena *a, const chelm_result *r, str dir, str release, bool debug);

#endif
