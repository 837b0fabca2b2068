/* Keys whose block is printed by branches alone: when none of them is taken the key is null
 * (CH508).
 *
 * Told from the statements behind a key, without rendering: up to the next line that is no deeper
 * than the key there are only branches, none with an `else` that always prints. Where the key
 * itself stands under one of their conditions, they are taken to go together.
 */
#ifndef CHELM_LINT_HOLLOW_KEY_H
#define CHELM_LINT_HOLLOW_KEY_H

#include "lint/project.h"

/* A list of statements that is being read, up to one of them. */
struct hollow_list {
    const struct node *list;
    uint32_t i;
    const struct node *branch; /* whose body or else it is; NULL: the template's own */
};

struct hollow_key {
    str kind; /* of the object; empty or "?": not known */
    str name;
    size_t column;
    struct span at;
};

/* The key is open, and the statement that comes next is the one of the innermost of the `depth`
 * lists. A `fragment` goes on where it is included. */
void hollow_key_check(struct lint_project *p, struct lint_file *file, const struct hollow_key *k,
                      const struct hollow_list *lists, uint32_t depth, bool fragment);

#endif
