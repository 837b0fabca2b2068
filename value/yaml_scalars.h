/* Where the scalars of a YAML text stand: for programs that change single ones in place. */
#ifndef CHELM_VALUE_YAML_SCALARS_H
#define CHELM_VALUE_YAML_SCALARS_H

#include "base/str.h"

enum yaml_scalar_style {
    YAML_SCALAR_PLAIN,
    YAML_SCALAR_SINGLE,
    YAML_SCALAR_DOUBLE,
    YAML_SCALAR_BLOCK
};

struct yaml_scalar {
    str value;
    str path; /* the keys that lead to it, joined by dots; positions in lists leave no trace */
    enum yaml_scalar_style style;
    bool is_key;
    size_t begin, end; /* bytes of the text, with what stands before it (tag, anchor) */
};

/* All scalars of all documents, in their order. False when libyaml cannot read the text. */
bool yaml_scalars(struct arena *a, str text, struct yaml_scalar **ret, size_t *ret_n);

#endif
