/* Sets of runes as sorted ranges: what [a-z], \w, \pL stand for. Internal to regex.
 *
 * Memory is the arena's given to class_init. Ranges may be added in any order; class_clean sorts
 * and merges them, and everything that reads a class expects that it has run.
 */
#ifndef CHELM_BASE_REGEX_CLASS_H
#define CHELM_BASE_REGEX_CLASS_H

#include "base/str.h"

enum { RUNE_MAX = 0x10FFFF };

struct rune_range {
    uint32_t low, high; /* both included */
};

struct rune_class {
    struct arena *arena;
    struct rune_range *range;
    uint32_t n, cap;
};

void class_init(struct rune_class *c, struct arena *a);
void class_add(struct rune_class *c, uint32_t low, uint32_t high);
/* With everything that is equal to a member without regard to case. */
void class_add_folded(struct rune_class *c, uint32_t low, uint32_t high);
/* All of `from`, which is clean, folded or not; or all runes that are not in it. */
void class_add_class(struct rune_class *c, const struct rune_class *from, bool fold);
void class_add_complement(struct rune_class *c, const struct rune_class *from);
void class_clean(struct rune_class *c);
void class_negate(struct rune_class *c);
bool class_has(const struct rune_class *c, uint32_t rune);

/* The next rune of those equal without regard to case, in a circle. As unicode.SimpleFold. */
uint32_t rune_simple_fold(uint32_t rune);

/* Adds the property that \p{name} names; false when there is none. `name` has no '^'. */
bool class_add_property(struct rune_class *c, str name);

#endif
