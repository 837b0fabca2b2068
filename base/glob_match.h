/* The matchers that a glob pattern is compiled to. Internal to glob. */
#ifndef CHELM_BASE_GLOB_MATCH_H
#define CHELM_BASE_GLOB_MATCH_H

#include "base/str.h"

enum matcher_kind {
    M_NOTHING,
    M_TEXT,
    M_ANY,    /* a run without the runes of `text` */
    M_SUPER,  /* any run */
    M_SINGLE, /* one rune that is not in `text` */
    M_LIST,   /* one rune of `text` */
    M_RANGE,
    M_MIN, /* at least `limit` runes */
    M_MAX,
    M_CONTAINS,
    M_PREFIX,
    M_SUFFIX,
    M_PREFIX_SUFFIX, /* begins with `text`, ends with `more` */
    M_PREFIX_ANY,    /* `text`, then a run without the runes of `more` */
    M_SUFFIX_ANY,
    M_ANY_OF,   /* one of `sub` */
    M_EVERY_OF, /* all of `sub` */
    M_ROW,      /* matchers of fixed length one behind the other */
    M_TREE      /* sub: left, value, right, of which left and right may be NULL */
};

enum { NO_LENGTH = -1 };

struct matcher {
    enum matcher_kind kind;
    bool negated;
    uint32_t low, high;
    int64_t limit;
    str text, more;
    struct matcher **sub;
    size_t n;
    int64_t length; /* in runes, NO_LENGTH when it varies */
};

enum { TREE_LEFT, TREE_VALUE, TREE_RIGHT };

/* What a match needs besides the matcher. */
struct glob_run {
    struct arena *arena;
    uint64_t steps; /* left; when they are used up nothing matches any more */
    str panic;      /* what the library would panic with */
};

bool matcher_match(struct glob_run *run, const struct matcher *m, str s);

#endif
