/* Number and rune constants of a template: as Go's parser's newNumber. */
#ifndef CHELM_PARSER_NUMBER_H
#define CHELM_PARSER_NUMBER_H

#include "lexer/token.h"
#include "parser/ast.h"

/* Every type that the constant (a NUMBER, COMPLEX or RUNE token's text) can take. False with Go's
 * message, in the arena, when it is none. */
bool number_parse(struct arena *a, enum token_kind kind, str text, struct number *ret,
                  str *ret_error);

#endif
