/* Any value as strings, as Sprig's strslice sees it. Never fails. */
#ifndef CHELM_FUNCS_STRINGIFY_H
#define CHELM_FUNCS_STRINGIFY_H

#include "value/list.h"

/* The items of a []string: of a list its elements printed, nils left out; nothing of nil; else the
 * value itself printed. A []string gives its own list (perhaps the nil slice), not a copy. */
struct list *stringify_items(struct arena *a, val v);

#endif
