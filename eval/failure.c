#include "eval/failure.h"

#include "base/arena.h"

void failure_place(struct failure *f, struct arena *a, const struct tree *tree,
                   const struct node *node, str callee, bool is_tpl)
{
    if (!f->places)
        f->places = ARENA_ARRAY(a, struct failure_place, FAILURE_MAX_PLACES);
    if (f->place_count == FAILURE_MAX_PLACES)
        f->place_count--;
    f->places[f->place_count++] = (struct failure_place){tree, node, callee, is_tpl};
}
