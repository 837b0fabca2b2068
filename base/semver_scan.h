/* The pieces of text that versions and constraints are made of. Internal to semver. */
#ifndef CHELM_BASE_SEMVER_SCAN_H
#define CHELM_BASE_SEMVER_SCAN_H

#include "base/str.h"

/* `v?PART(.PART)?(.PART)?(-PRE)?(+META)?`; absent pieces are empty views. */
struct semver_scan {
    str part[3]; /* without dots */
    bool has[3];
    str pre, metadata; /* without '-' and '+' */
    size_t len;        /* bytes of the text that it takes */
};

/* The longest such text at the start of s; in parts the bytes that is_part allows. False when s
 * does not begin with one. */
bool semver_scan(str s, bool (*is_part)(char c), struct semver_scan *ret);

#endif
