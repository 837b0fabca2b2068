/* Rules about the objects that a chart renders: those that need no schema of Kubernetes (those that
 * do are in kubernetes.h).
 *
 * A problem is told with a place in the document; whoever rendered it finds the place in the
 * template (output_place.h).
 */
#ifndef CHELM_LINT_OBJECT_RULES_H
#define CHELM_LINT_OBJECT_RULES_H

#include "lint/rule.h"
#include "lint/yaml_tree.h"

struct problem {
    enum rule_id rule;
    enum lint_severity severity; /* OFF: the rule's own */
    size_t at;                   /* byte of the document */
    str message, subject;
    size_t len; /* of the text that it is about; 0: `at` is all there is to know. With it: */
    enum rule_id printed; /* the rule when one action printed just that text; 0: the same rule */
    str replace;          /* what to write instead, when it stands in the template; or empty */
    str action;           /* what to pipe the action's value into; empty: nothing */
};

struct object_checker {
    struct arena *arena;
    uint32_t kube_major, kube_minor;
    struct problem *problems;
    uint32_t count, cap;
};

/* Puts the problems of one document among those of the checker. */
void object_check(struct object_checker *c, const struct ynode *root);
/* Puts one; what is returned may be completed, until the next one is put. */
struct problem *object_problem(struct object_checker *c, enum rule_id rule, size_t at, str subject,
                               const char *fmt, ...) __attribute__((format(printf, 5, 6)));

#endif
