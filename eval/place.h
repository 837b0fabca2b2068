/* Where templates were when a limit was exceeded. Internal to eval. */
#ifndef CHELM_EVAL_PLACE_H
#define CHELM_EVAL_PLACE_H

#include <stddef.h>

/* "at c/templates/_x.tpl:3:4, called from c/templates/a.yaml:1:5", for C, in at most n bytes: the
 * place in the VM `vm`, from whose file it was reached. Takes no memory: there may be none left. */
void place_put(void *vm, char *out, size_t n);

#endif
