/* RE2's syntax as Go's regexp/syntax reads it (flags syntax.Perl): text to tree. Internal to regex.
 *
 * The tree lives in the arena. Errors are Go's, with its limits: nesting of 1000, repeat counts of
 * 1000, the size of the compiled program. Case folding is already worked into the classes, so that
 * whoever uses the tree compares runes only.
 */
#ifndef CHELM_BASE_REGEX_SYNTAX_H
#define CHELM_BASE_REGEX_SYNTAX_H

#include "base/regex_class.h"

enum rx_op {
    RX_EMPTY,
    RX_RUNE,
    RX_CLASS, /* without ranges: matches nothing */
    RX_ANY,
    RX_ANY_NOT_NL,
    RX_BEGIN_LINE,
    RX_END_LINE,
    RX_BEGIN_TEXT,
    RX_END_TEXT,
    RX_WORD_BOUNDARY,
    RX_NOT_WORD_BOUNDARY,
    RX_CAPTURE,
    RX_REPEAT, /* min to max times; max -1: no end */
    RX_CONCAT,
    RX_ALTERNATE
};

struct rx_node {
    enum rx_op op;
    bool lazy;
    bool nullable;  /* can match the empty text, as Go's compiler sees it */
    uint32_t rune;  /* RX_RUNE */
    uint32_t group; /* RX_CAPTURE */
    int32_t min, max;
    uint32_t height; /* of the tree from here, as Go counts */
    uint64_t size;   /* instructions, as Go counts */
    const struct rune_class *class;
    struct rx_node *sub;  /* the first child */
    struct rx_node *next; /* the next child of the parent */
};

struct rx_tree {
    struct rx_node *root;
    uint32_t groups;    /* with group 0 */
    str *group_names;   /* [groups]; "" for groups without a name */
    bool has_loop;      /* some repetition without an end */
    bool nullable_loop; /* something nullable is repeated: RE2's and Perl's rules differ */
};

/* False with "error parsing regexp: CODE: `FRAGMENT`" in *ret_error. */
bool regex_parse(struct arena *a, str pattern, struct rx_tree *ret, str *ret_error);

#endif
