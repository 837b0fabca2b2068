/* Go's own structs as values, and back: time.Time, *semver.Version, sprig.certificate.
 *
 * The records' fields hold what Go's hold (a time's wall, ext and loc), so that printing the fields
 * shows the same numbers. Getters may only be called on values of their type; they never fail.
 */
#ifndef CHELM_VALUE_NATIVE_H
#define CHELM_VALUE_NATIVE_H

#include "base/gotime.h"
#include "base/semver.h"
#include "value/val.h"

val native_time(struct arena *a, const struct gotime *t); /* T_TIME */
struct gotime native_get_time(val v);
val native_duration(int64_t ns);           /* T_DURATION; its getter is v.i */
val native_location(const struct zone *z); /* T_LOCATION; NULL is UTC */
const struct zone *native_get_location(val v);

/* t: T_SEMVER_PTR (what `semver` gives) or T_SEMVER (what .IncMajor gives). */
val native_semver(struct arena *a, const struct semver *s, enum gotype t);
struct semver native_get_semver(val v);

val native_certificate(struct arena *a, str cert, str key); /* T_CERTIFICATE */

/* Whether fmt prints such a value by a method String() of its type. */
bool native_has_string(enum gotype t);
/* Appends String() of a value whose type has it. */
void native_put_string(struct buf *out, val v);

#endif
