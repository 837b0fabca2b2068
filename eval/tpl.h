/* The texts that tpl renders: parsed once for each text and pair of delimiters. */
#ifndef CHELM_EVAL_TPL_H
#define CHELM_EVAL_TPL_H

#include "eval/template_set.h"

/* Parses `text` as template "gotpl". *set is the caller's set; it becomes the one in which the text
 * runs: its own definitions above the caller's. `cache` keeps what was parsed. NULL with Go's
 * raw error text when the text does not parse. */
struct template *tpl_parse(struct arena *a, struct map *cache, str text, enum delims delims,
                           const struct template_set **set, str *ret_error);

#endif
