/* Reading .X of a value, as text/template's evalField. */
#ifndef CHELM_EVAL_FIELD_H
#define CHELM_EVAL_FIELD_H

#include "eval/code.h"
#include "funcs/func.h"

enum field_result {
    FIELD_FOUND,   /* *ret is the value, VAL_BOXED where Go's is an interface */
    FIELD_INVALID, /* the receiver was no value: neither is the result, and no error */
    FIELD_METHOD,  /* *ret_method is to be called */
    FIELD_ERROR    /* *ret_error is Go's text */
};

/* `has_args`: arguments or a piped value are there, which only a method may get. */
enum field_result field_read(struct arena *a, val receiver, const struct name *name, bool has_args,
                             val *ret, const struct fn **ret_method, str *ret_error);

#endif
