/* A TOML key of several parts, as it is written: a."b c".d */
#ifndef CHELM_VALUE_TOML_KEY_H
#define CHELM_VALUE_TOML_KEY_H

#include "base/buf.h"

/* The parts from the outermost table on; immutable, shared by the keys below it. NULL: none. */
struct toml_key {
    const struct toml_key *parent;
    str part;
    size_t len; /* parts, with this one */
};

/* Key.add. */
const struct toml_key *toml_key_add(struct arena *a, const struct toml_key *parent, str part);
static inline size_t toml_key_len(const struct toml_key *k)
{
    return k ? k->len : 0;
}
/* Key.String: each part quoted where it must be. */
void toml_key_put(struct buf *out, const struct toml_key *k);
/* One part, as Key.maybeQuoted. */
void toml_key_put_part(struct buf *out, str part);
/* A basic string with its quotes, as the encoder's writeQuoted. */
void toml_put_quoted(struct buf *out, str s);

#endif
