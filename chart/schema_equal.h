/* When JSON values are equal: numbers by their value, 1 and 1.0 alike. */
#ifndef CHELM_CHART_SCHEMA_EQUAL_H
#define CHELM_CHART_SCHEMA_EQUAL_H

#include "value/val.h"

/* Scratch memory comes from the arena, and is given back. */
bool schema_equal(struct arena *a, val x, val y);
/* The first item of a list that equals an earlier one, and that one; false when all differ. As
 * jsonschema's duplicates. */
bool schema_duplicates(struct arena *a, const struct list *l, size_t *ret_first,
                       size_t *ret_second);

#endif
