/* Reading .X of a value, as text/template's evalField. */
#ifndef CHELM_EVAL_FIELD_H
#define CHELM_EVAL_FIELD_H

#include "eval/code.h"
#include "funcs/func.h"
#include "value/map.h"

enum field_result {
    FIELD_FOUND,   /* *ret is the value, VAL_BOXED where Go's is an interface */
    FIELD_INVALID, /* the receiver was no value: neither is the result, and no error */
    FIELD_METHOD,  /* *ret_method is to be called */
    FIELD_ERROR    /* *ret_error is Go's text */
};

/* field_read of a map that has the field, which needs no more than a look: *v becomes the value.
 * False: ask field_read. */
static inline bool field_of_map(const struct name *name, val *v)
{
    if (v->tag != V_MAP || name->is_method)
        return false;
    const val *found = map_get_hashed(v->map, name->text, name->hash);
    if (!found)
        return false;
    uint16_t boxed = gotype_elem((enum gotype)v->gotype) == T_ANY ? VAL_BOXED : 0;
    *v = *found;
    v->aux |= boxed;
    return true;
}

/* `has_args`: arguments or a piped value are there, which only a method may get. */
enum field_result field_read(struct arena *a, val receiver, const struct name *name, bool has_args,
                             val *ret, const struct fn **ret_method, str *ret_error);

#endif
