/* Keys that are printed only when somebody asks for them.
 *
 * `dict "value" .a $ "context"` makes a key of all that is printed of `$`: megabytes, which next to
 * nobody ever looks at. Such a map goes without that key (map.is_incomplete) as long as it is only
 * read by names: the key begins with "map[", which no name does. Before anything else is done with
 * the map, and before something changes that might be printed, late_key_complete puts the keys in.
 *
 * An incomplete map is seen by the VM alone: as a variable, as dot, as a condition, before a field,
 * as an argument of include, template and hasKey. It is in no other value, and no function and no
 * loop ever gets it.
 */
#ifndef CHELM_FUNCS_LATE_KEY_H
#define CHELM_FUNCS_LATE_KEY_H

#include "funcs/func.h"

/* Whether the keys among the arguments of `dict` that are no strings can wait: maps older than the
 * call's memory, beside names, of which there is at least one (the map is true without them). */
bool late_key_may_wait(const struct fn_call *c, const val *arg, uint32_t n);
/* m[printed key] = v, later; of equal keys the last one counts. m is of the call's memory. */
void late_key_add(struct fn_call *c, struct map *m, val key, val v);
/* Puts the keys into all maps that wait for one. */
void late_key_complete(struct fn_env *env, struct arena *a);
/* The same if one of these values is incomplete. */
void late_key_complete_for(struct fn_env *env, struct arena *a, const val *v, size_t n);
/* Whether a look for that key needs none of the keys that wait. */
static inline bool late_key_is_name(str key)
{
    return !str_has_prefix(key, STR("map["));
}

#endif
