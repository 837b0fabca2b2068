/* What users set: the chart's own ci files, -f, --set and its kin, each for itself.
 */
#ifndef CHELM_LINT_USER_VALUES_H
#define CHELM_LINT_USER_VALUES_H

#include "lint/project.h"
#include "lint/yaml_tree.h"

struct user_values {
    struct lint_file *file; /* kind USER, or OPTION: the text of the option */
    bool ci;                /* comes with the chart */
    struct map *values;
    const struct ynode *places; /* NULL: an option */
};

/* All that can be read, ci files first; made once for a project. What cannot be read is reported by
 * whoever merges the values. */
const struct user_values *user_values(struct lint_project *p, size_t *ret_n);
/* Where a key stands: that of the option up to its first '='. */
struct span user_values_span(const struct user_values *u, const struct yentry *place);

#endif
