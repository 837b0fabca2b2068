/* The order in which Helm installs, and prints, the documents of a release: by kind. */
#ifndef CHELM_RELEASE_ORDER_H
#define CHELM_RELEASE_ORDER_H

#include "release/manifest.h"

struct arena;

/* The place of a kind in kinds.def; the number of rows for a kind that is not there. */
uint32_t order_rank(str kind);
/* Sorts stably: known kinds in the order of kinds.def, then the others by name. `a` is for
 * scratch. As releaseutil's sortManifestsByKind and sortHooksByKind with InstallOrder. */
void order_sort(struct arena *a, struct manifest *m, size_t n);

#endif
