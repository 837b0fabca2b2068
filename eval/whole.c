#include "eval/whole.h"

#include "base/arena.h"
#include "eval/compile.h"
#include "eval/steps.h"
#include "eval/template_set.h"
#include "parser/parser.h"

static const struct code *make(struct arena *a, const struct code *c)
{
    struct fn_cache functions = {.slots = {NULL}};
    struct parse_options o = {
        .delims = c->tree->delims, .has_function = template_has_function, .data = &functions};
    struct tree *tree = ARENA_NEW(a, struct tree);
    *tree = *c->tree;
    if (!tree->root)
        tree->root = parse_again(a, tree, &o);
    struct compiler *again = compiler_new(a);
    const struct code_light *l = c->light;
    return l->choices ? steps_again(again, a, tree, l->mode, l->choices)
                      : compile_tree(again, a, tree, l->mode);
}

const struct code *code_whole_in(struct arena *a, const struct code *c)
{
    if (!c->light)
        return c;
    return c->light->whole ? c->light->whole : make(a, c);
}

const struct code *code_whole(const struct code *c)
{
    if (c->light && !c->light->whole)
        c->light->whole = make(c->light->arena, c);
    return c->light ? c->light->whole : c;
}
