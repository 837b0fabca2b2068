/* Light code made whole: its template is parsed and compiled once more, with all nodes and places.
 *
 * Templates of a render that runs them once keep no trees: the nodes are asked for only when
 * something failed, to tell where, and for that the same text gives the same code again.
 */
#ifndef CHELM_EVAL_WHOLE_H
#define CHELM_EVAL_WHOLE_H

#include "eval/code.h"

struct arena;

/* Code with the same instructions and all of its places: `c` itself unless it is light. What is
 * made stays in the arena that light code names. */
const struct code *code_whole(const struct code *c);
/* The same, made in `a`, of whose budget alone it takes, and remembered nowhere. */
const struct code *code_whole_in(struct arena *a, const struct code *c);

#endif
