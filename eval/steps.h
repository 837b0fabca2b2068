/* Code that is made while it runs, once: of each IF and WITH, only the branch that is taken.
 *
 * Most of what a file's text holds never runs: features that the values leave off. So the code of a
 * file that runs once, and so has no need of jumps outside of its ranges, is made step by step: it
 * ends in an instruction ONCE, which comes behind each condition, and goes on from there when the
 * value is known. What was chosen is kept, so that the same code can be made again with all places.
 */
#ifndef CHELM_EVAL_STEPS_H
#define CHELM_EVAL_STEPS_H

#include "eval/code.h"

struct arena;
struct compiler;

/* What was chosen so far: true, the body. */
struct code_choices {
    bool *items;
    uint32_t len, cap;
};

/* A list of statements that is being compiled. */
struct step {
    const struct node *list; /* NULL: they are read one by one */
    uint32_t next;           /* of its items */
    uint32_t vars;           /* in scope around it */
    uint16_t slot;           /* of the dot of before, of a WITH's body */
    bool is_with;            /* which it is */
    bool is_chain;           /* of one IF or WITH, after an else: it ends with that */
};

struct parse_steps;

struct steps {
    struct parse_steps *source; /* what statements are read from; NULL: there is a tree */
    struct step *open;          /* innermost last */
    uint32_t len, cap;
    const struct node *waiting; /* the IF or WITH whose value comes next */
    uint32_t vars;              /* in scope around it */
    uint16_t slot;
    struct code_choices choices;
};

/* The first step of a tree's code, which is light. It stays in the compiler and goes when that is
 * used again. With a `source`, the tree needs no root: what does not run is not parsed, either. */
const struct code *steps_begin(struct compiler *c, struct arena *a, const struct tree *tree,
                               enum compile_mode mode, struct parse_steps *source);
/* The next step, when the value that ONCE asked for is known. The code grows, as may the numbers of
 * its slots, loops and values on the stack. */
void steps_go_on(struct compiler *c, bool truth);
/* The whole code that these choices led to, in `a`. */
const struct code *steps_again(struct compiler *c, struct arena *a, const struct tree *tree,
                               enum compile_mode mode, const struct code_choices *choices);

#endif
