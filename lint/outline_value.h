/* What a line of an outline writes for a field, held against what the field takes. */
#ifndef CHELM_LINT_OUTLINE_VALUE_H
#define CHELM_LINT_OUTLINE_VALUE_H

#include "lint/outline.h"

/* A value behind a key or dash. */
struct outline_value {
    str text; /* as it stands in the line, trimmed, without a comment */
    const struct outline_line *line;
    struct kubernetes_slot slot;   /* what it has to be */
    bool known;                    /* the slot is */
    const struct outline *outline; /* where it stands */
    str name;                      /* its key */
    struct span key;               /* where the key stands; empty: not in one piece */
};

void outline_check_value(const struct outline_place *w, const struct outline_value *v);
/* Puts a finding that waits for the renders. */
struct finding *outline_put(const struct outline_place *w, enum rule_id rule, struct span span,
                            str message);

#endif
