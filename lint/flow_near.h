/* The key that was perhaps meant. */
#ifndef CHELM_LINT_FLOW_NEAR_H
#define CHELM_LINT_FLOW_NEAR_H

#include "lint/type.h"

/* The field of the map that is nearly called so: equal but for case, plural and separators, or with
 * one or two letters changed. Empty: none. */
str flow_near_key(const struct type *map, str name);
/* Whether the names are equal but for case, plural and separators. */
bool flow_same_word(str x, str y);
/* Whether the names are of the same letters, in another order. */
bool flow_is_anagram(str x, str y);
/* Whether a tree reads a key of that name, behind one called `parent` or from what the dot or a
 * variable holds. */
bool flow_mentions(const struct node *n, str parent, str name);

#endif
