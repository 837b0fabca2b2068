/* Reads of keys that nobody set, noted while templates run.
 *
 * What is noted are fields read from the values (.Values, and tables in them) that are printed or
 * passed to a function that makes something of them. Conditions, `with`, `range`, assignments,
 * parentheses with a field behind them and the functions of missing.def are made for what may be
 * missing. The compiler marks such reads in code that records source maps (COMPILE_MAPPED), and the
 * VM looks at them when it has a log. A key that is there and null is not missing.
 */
#ifndef CHELM_EVAL_MISSING_H
#define CHELM_EVAL_MISSING_H

#include "eval/source_map.h"
#include "value/val.h"

struct vm;

/* What is made of an expression's value. */
enum missing_use {
    MISSING_USED,    /* printed, or an argument of most functions */
    MISSING_CARRIED, /* passed on as it is */
    MISSING_GUARDED  /* asked whether it is there */
};

struct missing_read {
    const struct tree *tree;
    const struct node *node; /* the chain of fields */
    const struct source_call *via;
    uint32_t at;             /* which of the node's names is not there */
    const struct map *above; /* the map that lacks it */
};

/* Each place once. */
struct missing_log {
    struct arena *arena;
    struct missing_read *reads;
    uint32_t n, cap;
    struct map *tables; /* addresses of the maps that are values */
    struct map *places; /* addresses of nodes that are noted */
};

void missing_log_init(struct missing_log *l, struct arena *a);
/* All tables of these values count as values. */
void missing_log_add_values(struct missing_log *l, val values);

/* What becomes of the arguments of a function whose own value is used so. */
enum missing_use missing_argument_use(enum missing_use use, str function);
/* The chain of fields `node`, whose variable is in `slot`, gave v in the top frame. */
void missing_check(struct vm *vm, const struct node *node, uint32_t slot, val v);

#endif
