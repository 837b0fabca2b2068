/* What an action prints, as far as that is known without running it. */
#ifndef CHELM_LINT_HOLES_H
#define CHELM_LINT_HOLES_H

#include "lint/project.h"

enum hole_shape { HOLE_UNKNOWN, HOLE_MAP, HOLE_LIST, HOLE_SCALAR };

struct hole {
    enum hole_shape shape; /* of the YAML it prints; SCALAR: on one line */
    bool indented;         /* the last function is indent or nindent */
    bool new_line;         /* nindent: it begins with a line end */
    bool from_yaml;        /* what toYaml gives: a line for each entry */
    bool silent;           /* prints nothing: an assignment */
    uint32_t columns;      /* indented: by how much */
    struct span number;    /* where that is written */
    struct span function;  /* indented: where the function's name is written */
};

/* Of an ACTION of a template of the chart. */
struct hole hole_of(const struct lint_chart *c, const struct node *action);
/* The type of the value that the action prints as it is, or in quotes; NULL: not known. */
const struct type *hole_value_type(const struct lint_chart *c, const struct node *action);
/* Whether the last function is quote or squote. */
bool hole_is_quoted(const struct node *action);

#endif
