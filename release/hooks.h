/* What the annotation helm.sh/hook says: the events at which a document is applied.
 *
 * Pure functions on text.
 */
#ifndef CHELM_RELEASE_HOOKS_H
#define CHELM_RELEASE_HOOKS_H

#include "base/str.h"

enum hook_index {
#define HOOK(id, name) HOOK_INDEX_##id,
#include "release/hooks.def"
#undef HOOK
    HOOK_COUNT
};

/* Events are a set. */
enum hook_event {
#define HOOK(id, name) HOOK_##id = 1 << HOOK_INDEX_##id,
#include "release/hooks.def"
#undef HOOK
};

#define HOOK_ANNOTATION        STR("helm.sh/hook")
#define HOOK_WEIGHT_ANNOTATION STR("helm.sh/hook-weight")

/* The events of a comma list, each part trimmed and lower-cased. False when one is unknown (the
 * empty part among them): Helm then drops the document. "test-success" is "test". */
bool hooks_parse(str annotation, uint32_t *ret_events);
/* The weight as strconv.Atoi reads it; 0 when it is none. */
int64_t hooks_weight(str annotation);

#endif
