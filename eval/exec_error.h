/* Errors of a running template: Go's chain of wrapped errors, and what Helm makes of it.
 *
 * Each link's text is its own `prefix` followed by the text of what it wraps. Links are made in the
 * render arena, innermost first.
 */
#ifndef CHELM_EVAL_EXEC_ERROR_H
#define CHELM_EVAL_EXEC_ERROR_H

#include "parser/ast.h"

struct arena;

struct exec_error {
    str prefix;
    const struct exec_error *inner; /* or NULL */
};

const struct exec_error *exec_error_new(struct arena *a, str prefix,
                                        const struct exec_error *inner);
/* `template: FILE:LINE:COL: executing "NAME" at <NODE>: TEXT`, wrapping `inner` (or NULL).
 * As state.errorf of Go's text/template. */
const struct exec_error *exec_error_at(struct arena *a, const struct tree *tree,
                                       const struct node *node, str text,
                                       const struct exec_error *inner);
/* The whole chain as one text. */
str exec_error_text(struct arena *a, const struct exec_error *e);
/* What Helm prints for it: `execution error at (…): …` for fail and required, the lines of a trace
 * when every link is a template's, else the raw text. As reformatExecErrorMsg. */
str exec_error_helm(struct arena *a, str filename, const struct exec_error *e);
/* The text of fail and required, marked as Helm's warnWrap marks it. */
str exec_error_mark_user(struct arena *a, str message);

#endif
