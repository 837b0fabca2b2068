#include "eval/template_set.h"

#include "base/arena.h"
#include "eval/compile.h"
#include "funcs/func.h"

bool template_has_function(void *data, str name)
{
    return (data ? fn_find_cached(data, name) : fn_find(name)) != NULL;
}

struct template_set *template_set_new(struct arena *a, const struct template_set *below)
{
    struct template_set *s = ARENA_NEW(a, struct template_set);
    *s = (struct template_set){.arena = a, .below = below, .by_name = map_new(a, 0)};
    return s;
}

struct template *template_set_find(const struct template_set *s, str name, uint32_t hash)
{
    for (; s; s = s->below) {
        val *v = map_get_hashed(s->by_name, name, hash);
        if (v)
            return (struct template *)(uintptr_t)v->u;
    }
    return NULL;
}

void template_set_add(struct template_set *s, const struct tree *tree)
{
    uint32_t hash = str_hash(tree->name);
    if (tree->is_empty && template_set_find(s, tree->name, hash))
        return;
    struct template *t = ARENA_NEW(s->arena, struct template);
    t->tree = *tree;
    val v = val_uint(T_UINT64, (uintptr_t)t);
    map_set_hashed(s->by_name, tree->name, hash, v);
}

struct template *template_set_add_later(struct template_set *s, struct source *src,
                                        struct later_text *text)
{
    struct template *t = ARENA_NEW(s->arena, struct template);
    t->tree = (struct tree){
        .name = src->name, .source = src, .delims = text->delims, .begin = TREE_OF_FILE};
    t->later = text;
    map_set(s->by_name, src->name, val_uint(T_UINT64, (uintptr_t)t));
    return t;
}

void template_set_compile(struct template_set *s, enum compile_mode mode)
{
    struct arena *scratch = arena_within(s->arena);
    struct compiler *compiler = compiler_new(scratch);
    for (size_t i = 0; i < map_len(s->by_name); i++) {
        struct template *t = (struct template *)(uintptr_t)s->by_name->entries[i].value.u;
        t->code = compile_tree(compiler, s->arena, &t->tree, mode);
        source_position(t->tree.source, s->arena, 0);
    }
    arena_done(scratch);
}
