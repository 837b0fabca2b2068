/* Literals as arguments: typed by the parameter, as Go's evalArg types them. */
#ifndef CHELM_EVAL_LITERAL_H
#define CHELM_EVAL_LITERAL_H

#include "parser/ast.h"
#include "value/val.h"

/* Whether a node is a constant: nil, a bool, a number or a string. */
bool literal_is(const struct node *n);
/* The value of a bool, number or string where no type is asked for (Go's idealConstant). False with
 * Go's error text for an integer that is too large. */
bool literal_ideal(struct arena *a, const struct node *n, val *ret, str *ret_error);
/* The literal as an argument for a parameter of type `want`; false with Go's error text. */
bool literal_argument(struct arena *a, const struct node *n, enum gotype want, val *ret,
                      str *ret_error);

#endif
