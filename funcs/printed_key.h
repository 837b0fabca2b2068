/* Maps and lists as keys of a map, printed as Go's fmt prints them (Sprig's strval).
 *
 * Charts do that to all of `.` by mistake, in one call after the other: megabytes, which stay the
 * same until something is changed in place. So the last large text is remembered in the
 * environment (fn_env.printed) and lies in memory of its own, within the call's.
 */
#ifndef CHELM_FUNCS_PRINTED_KEY_H
#define CHELM_FUNCS_PRINTED_KEY_H

#include "funcs/func.h"

/* The text of any value as a key; it lives as long as the call's memory. Never fails. */
str printed_key(struct fn_call *c, val v);
/* Whether v is a map that holds only what is older than the call's memory: what is printed of it
 * stays the same as long as fn_env.edits does. */
static inline bool printed_key_is_old(const struct fn_call *c, val v)
{
    return v.tag == V_MAP && v.map && v.map->arena != c->arena;
}

#endif
