/* The pair of delimiters that a template is written with. */
#ifndef CHELM_LEXER_DELIMS_H
#define CHELM_LEXER_DELIMS_H

#include "base/str.h"

enum delims {
    DELIMS_HELM, /* {{ }} */
    DELIMS_CHELM /* << >> : "<<" directly followed by ':' is text (YAML's merge key) */
};

str delims_left(enum delims d);
str delims_right(enum delims d);
/* "{{ }}" or "<< >>" (blanks between the two are optional); false for anything else. */
bool delims_parse(str text, enum delims *ret);

#endif
