/* What is known of an error of a running template besides its text: where, in which calls, with
 * which values. Filled on the way out (unwind.c), read by explain.c. */
#ifndef CHELM_EVAL_FAILURE_H
#define CHELM_EVAL_FAILURE_H

#include "parser/ast.h"
#include "value/val.h"

struct arena;

struct failure_place {
    const struct tree *tree;
    const struct node *node;
    str callee;               /* the template that is called there; empty: the error itself */
    bool is_tpl, is_template; /* neither: include */
};

/* Of deeper stacks the innermost calls are kept, and the outermost one. */
enum { FAILURE_MAX_PLACES = 24 };

struct failure {
    uint32_t frame; /* number of the VM's frame, which is still as it was */
    uint32_t pc;
    str message;     /* what went wrong, without places */
    str function;    /* that failed, if one did */
    bool by_user;    /* fail and required: the chart's own words */
    const val *args; /* the function's, or the one value that did not fit */
    uint32_t arg_count;
    struct failure_place *places; /* innermost first */
    uint32_t place_count;
};

/* The next place outwards; it may be completed. */
struct failure_place *failure_add(struct failure *f, struct arena *a, const struct tree *tree,
                                  const struct node *node, str callee);

#endif
