/* Semantic versions and constraints as Masterminds/semver v3.5.0 reads them (Helm's and Sprig's).
 *
 * A struct semver is a plain value; its strings are views of the text it was parsed from, or live
 * in the arena given. Error texts live in the arena and are the library's own.
 */
#ifndef CHELM_BASE_SEMVER_H
#define CHELM_BASE_SEMVER_H

#include "base/buf.h"

struct semver {
    uint64_t major, minor, patch;
    str pre, metadata; /* without '-' and '+' */
    str original;      /* as it was written */
};

/* NewVersion: "v" in front, missing parts ("1.2") and leading zeros are allowed. */
bool semver_parse(struct arena *a, str text, struct semver *ret, str *ret_error);
/* StrictNewVersion: exactly the SemVer 2 grammar. */
bool semver_parse_strict(struct arena *a, str text, struct semver *ret, str *ret_error);

/* <0, 0, >0 by precedence; metadata and original don't count. As Version.Compare. */
int semver_compare(const struct semver *v, const struct semver *w);
/* Version.String: normalised, with all three numbers, without "v". */
void semver_put(struct buf *out, const struct semver *v);

enum semver_part { SEMVER_MAJOR, SEMVER_MINOR, SEMVER_PATCH };

/* IncMajor, IncMinor, IncPatch: the next version; original keeps a leading "v". False, with the
 * text of the library's panic, when the number would overflow. */
bool semver_inc(struct arena *a, const struct semver *v, enum semver_part part, struct semver *ret,
                str *ret_error);
/* SetPrerelease, SetMetadata: "" takes it away. */
bool semver_set_pre(struct arena *a, const struct semver *v, str pre, struct semver *ret,
                    str *ret_error);
bool semver_set_metadata(struct arena *a, const struct semver *v, str metadata, struct semver *ret,
                         str *ret_error);
/* The order of pre-releases alone: "" counts as the smallest part. As comparePrerelease. */
int semver_compare_pre(str v, str w);

/* NewConstraint(constraint) and Check(v): whether v satisfies it. False when the constraint is not
 * one (`improper constraint: "…"`, `constraint parser error`). */
bool semver_check(struct arena *a, str constraint, const struct semver *v, bool *ret,
                  str *ret_error);

#endif
