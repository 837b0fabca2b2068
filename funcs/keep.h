/* What functions put into maps that may live longer than the memory of their call.
 *
 * What a template makes goes when its file is done (eval/vm.h), but maps of values live on, and
 * `set` and `merge` change them in place. Texts are copied into the map's own arena; maps, lists
 * and structs must stay the objects they are, so that the environment is told that the call's
 * memory must be kept.
 */
#ifndef CHELM_FUNCS_KEEP_H
#define CHELM_FUNCS_KEEP_H

#include "funcs/func.h"

/* map_set_hashed for a map of any age. */
void keep_set(struct fn_call *c, struct map *m, str key, uint32_t hash, val v);
/* An object of that arena is changed in place: what was known of values may have changed with it,
 * unless it is of the call's memory, which they do not lead to. */
void keep_edit(struct fn_call *c, const struct arena *a);
/* Something of the call's memory is put into an object whose age is not known. */
void keep_all(struct fn_call *c);

#endif
