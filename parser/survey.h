/* A quick look over a template's text: whether it parses, and what it defines, without a tree.
 *
 * It knows the usual ways to write things only, and says no to all else: then the parser has to be
 * asked. A yes is certain. It costs a fifth of parsing, which most definitions of a library that a
 * chart carries with it need not more than.
 */
#ifndef CHELM_PARSER_SURVEY_H
#define CHELM_PARSER_SURVEY_H

#include "parser/parser.h"

/* True: parse_source would succeed, and *ret is its result, in `a`, but for the roots, which are
 * NULL (parse_again makes them). What is needed on the way comes into `scratch`. */
bool survey_source(struct arena *a, struct arena *scratch, struct source *src,
                   const struct parse_options *o, struct parse_result *ret);

#endif
