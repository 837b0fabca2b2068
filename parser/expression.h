/* What stands between the delimiters of an action: pipelines, commands, operands. Internal. */
#ifndef CHELM_PARSER_EXPRESSION_H
#define CHELM_PARSER_EXPRESSION_H

#include "parser/state.h"

/* A pipeline with its end: the right delimiter, for CTX_PAREN the right parenthesis. NULL after an
 * error. As Go's Tree.pipeline. */
struct node *expression_pipeline(struct parser *p, enum context c);

#endif
