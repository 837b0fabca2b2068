/* What is known at one point of a template: facts about paths, and conditions that give them.
 *
 * A fact says which type a path has here; newer facts win. Facts are a list that only grows at its
 * head, so a branch keeps the head of before and goes back to it. Conditions are what an
 * expression's truth means; they stay with the value when it is put in a variable.
 */
#ifndef CHELM_LINT_FLOW_FACTS_H
#define CHELM_LINT_FLOW_FACTS_H

#include "lint/flow_path.h"
#include "lint/type.h"
#include "parser/ast.h"

enum flow_fact_kind {
    FLOW_FACT_TYPE,  /* the type here, from a comparison or an assignment */
    FLOW_FACT_TRUE,  /* a condition says that it is not empty */
    FLOW_FACT_FALSE, /* a condition says that it is empty */
    FLOW_FACT_THERE  /* something below it is there, so it is a map */
};

struct flow_fact {
    struct flow_path *path;
    const struct type *type;
    enum flow_fact_kind kind;
    const struct node *node; /* the condition, for labels; NULL: none */
    const struct flow_fact *next;
};

enum flow_cond_kind {
    FLOW_COND_UNKNOWN,
    FLOW_COND_ALWAYS, /* is true whatever users set */
    FLOW_COND_VALUE,  /* path, of type, is not empty */
    FLOW_COND_TYPE,   /* path has type `then`; else it has `otherwise` (NULL: unknown) */
    FLOW_COND_NOT,    /* left is false */
    FLOW_COND_AND,
    FLOW_COND_OR
};

struct flow_cond {
    enum flow_cond_kind kind;
    struct flow_path *path;
    const struct type *then, *otherwise;
    const struct flow_cond *left, *right;
    const struct node *node; /* where it is written, or NULL */
    uint32_t size;           /* conditions in it; large ones are cut down to UNKNOWN */
};

struct flow_facts {
    struct arena *arena;
    struct flow_paths *paths;
    const struct flow_fact *head;
};

extern const struct flow_cond flow_cond_unknown, flow_cond_always, flow_cond_never;

const struct flow_cond *flow_cond_value(struct arena *a, struct flow_path *p,
                                        const struct node *node);
const struct flow_cond *flow_cond_type(struct arena *a, struct flow_path *p,
                                       const struct type *then, const struct type *otherwise);
const struct flow_cond *flow_cond_not(struct arena *a, const struct flow_cond *c);
/* NULL stands for an unknown one. */
const struct flow_cond *flow_cond_and(struct arena *a, const struct flow_cond *x,
                                      const struct flow_cond *y);
const struct flow_cond *flow_cond_or(struct arena *a, const struct flow_cond *x,
                                     const struct flow_cond *y);

/* The newest fact about the path, or NULL. */
const struct flow_fact *flow_fact_of(const struct flow_fact *head, const struct flow_path *p);
/* Whether there is a fact of that kind about the path. */
bool flow_fact_is(const struct flow_fact *head, const struct flow_path *p,
                  enum flow_fact_kind kind);
void flow_fact_put(struct flow_facts *f, struct flow_path *p, const struct type *t,
                   enum flow_fact_kind kind, const struct node *node);
/* The type of a path under the facts. */
const struct type *flow_path_type(const struct flow_facts *f, const struct flow_path *p);
/* Adds what follows from the condition being true, or false. False when that contradicts the facts:
 * nothing gets here. */
bool flow_assume(struct flow_facts *f, const struct flow_cond *c, bool truth);
/* Whether the facts say all that the condition says, so that options can make it so. */
bool flow_cond_is_simple(const struct flow_cond *c, bool truth);
/* What is left of a type known not to be empty: of nothing that a user may still set, anything. */
const struct type *flow_not_empty(struct arena *a, const struct type *t);
/* Without null; of null alone, which a user may replace, anything. */
const struct type *flow_not_null(struct arena *a, const struct type *t);

#endif
