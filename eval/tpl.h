/* The texts that tpl renders: parsed once for each text and pair of delimiters. */
#ifndef CHELM_EVAL_TPL_H
#define CHELM_EVAL_TPL_H

#include "eval/template_set.h"

struct tpl_cache {
    struct arena *arena;
    struct map *known[DELIMS_CHELM + 1]; /* text → what it was parsed to */
};

void tpl_cache_init(struct tpl_cache *c, struct arena *a);
/* The text as template "gotpl", which lives as long as the cache. *set is the caller's set; it
 * becomes the one in which the text runs: the text's own definitions, if it has any, above the
 * caller's, in `a`. NULL with Go's raw error text when the text does not parse. */
struct template *tpl_parse(struct tpl_cache *c, struct arena *a, str text, enum delims delims,
                           const struct template_set **set, str *ret_error);

#endif
