/* A quick look over a template's text: whether it parses, and what it defines, without a tree.
 *
 * It knows the usual ways to write things only, and says no to all else: then the parser has to be
 * asked. A yes is certain. It costs a fifth of parsing, which most definitions of a library that a
 * chart carries with it need not more than.
 */
#ifndef CHELM_PARSER_SURVEY_H
#define CHELM_PARSER_SURVEY_H

#include "parser/parser.h"

/* Where the branches of a control structure are: at byte `begin` is the action of an if, with,
 * range or else, at `next` that of the else or end that follows it. */
struct survey_jump {
    uint32_t begin, next;
};

struct survey_jumps {
    struct survey_jump *items; /* ascending begin */
    uint32_t len, cap;
};

/* Where the else or end of the action at `begin` is; 0: that is none of those actions. */
uint32_t survey_next(const struct survey_jumps *j, uint32_t begin);

/* True: parse_source would succeed, and *ret is its result, in `a`, but for the roots, which are
 * NULL (parse_again makes them). What is needed on the way comes into `scratch`. `ret_jumps`, or
 * NULL: gets the jumps of the text, in `a`. */
bool survey_source(struct arena *a, struct arena *scratch, struct source *src,
                   const struct parse_options *o, struct parse_result *ret,
                   struct survey_jumps *ret_jumps);

#endif
