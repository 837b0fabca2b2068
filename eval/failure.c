#include "eval/failure.h"

#include "base/arena.h"

struct failure_place *failure_add(struct failure *f, struct arena *a, const struct tree *tree,
                                  const struct node *node, str callee)
{
    if (!f->places)
        f->places = ARENA_ARRAY(a, struct failure_place, FAILURE_MAX_PLACES);
    if (f->place_count == FAILURE_MAX_PLACES)
        f->place_count--;
    struct failure_place *p = &f->places[f->place_count++];
    *p = (struct failure_place){.tree = tree, .node = node, .callee = callee};
    return p;
}
