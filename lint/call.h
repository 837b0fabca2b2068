/* A call of a function: whether it can work, and what type it gives (CH2xx).
 *
 * The flow analysis (flow.h) finds the types of the arguments; here is what each function makes of
 * them. The number and Go types of parameters come from the renderer's own table (funcs/func.h),
 * what a result depends on from call_results.def. include, tpl, and, or and what changes facts are
 * the flow analysis' business, but for their number of arguments.
 */
#ifndef CHELM_LINT_CALL_H
#define CHELM_LINT_CALL_H

#include "lint/project.h"
#include "lint/type.h"

struct call_arg {
    const struct type *type;
    const struct node *node; /* as written; the piped argument: the commands before, as a PIPE node
                              * or their last COMMAND */
    str path;                /* .Values.a.b, when it is a plain path; else empty */
    bool guarded;            /* known to be there or not empty at this point */
};

struct call_site {
    struct lint_project *project;
    struct findings *out; /* NULL: only the type is wanted */
    const struct tree *tree;
    const struct node *node; /* the COMMAND */
    const struct node *name; /* the IDENT in it */
    const struct fn *fn;
    const struct call_arg *args;
    uint32_t count;
    bool piped; /* the last argument comes through the pipe */
    struct arena *arena;
};

/* The type of the result; findings about the arguments are put. After an error that always happens
 * the result is type_any, so that one mistake is told once. */
const struct type *call_type(const struct call_site *s);

/* What is wrong with printing a value of that type, by {{ }} or by a function that prints, such as
 * quote: maps and lists in Go's syntax (CH210), large numbers as 2e+07 (CH209). `node` is what is
 * printed, `path` its path or empty. */
void call_check_printed(struct findings *out, struct arena *a, const struct tree *tree,
                        const struct node *node, const struct type *t, str path);

#endif
