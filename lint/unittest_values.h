/* What the tests of helm-unittest set: keys that a test sets exist, perhaps.
 *
 * Read are the files NAME_test.yaml of tests/ and unittests/, their `set` blocks, those of the
 * suite and of each test. Only declarations follow from them: tests also set what is wrong, so
 * nothing is rendered or checked with these values.
 */
#ifndef CHELM_LINT_UNITTEST_VALUES_H
#define CHELM_LINT_UNITTEST_VALUES_H

#include "lint/project.h"

struct unittest_set {
    struct lint_file *file;
    struct map *values;
};

/* One for each `set` block; what cannot be read is left out, and so are keys with indices. */
const struct unittest_set *unittest_sets(struct lint_project *p, size_t *ret_n);

#endif
