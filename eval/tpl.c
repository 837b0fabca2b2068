#include "eval/tpl.h"

#include "base/arena.h"
#include "funcs/func.h"
#include "parser/parser.h"

struct tpl_text {
    struct parse_result trees;
    struct template main;
};

void tpl_cache_init(struct tpl_cache *c, struct arena *a)
{
    *c = (struct tpl_cache){.arena = a};
    for (int i = DELIMS_HELM; i <= DELIMS_CHELM; i++)
        c->known[i] = map_new(a, 0);
}

static bool is_main(const struct tree *t)
{
    return str_eq(t->name, STR("gotpl"));
}

static struct tpl_text *parse(struct arena *a, str text, enum delims delims, str *ret_error)
{
    struct source *src = ARENA_NEW(a, struct source);
    *src = (struct source){.name = STR("gotpl"), .text = text};
    struct parse_options o = {
        .delims = delims, .errors = PARSE_RAW, .has_function = template_has_function};
    struct diags diags;
    diags_init(&diags, a);
    struct tpl_text *t = ARENA_NEW(a, struct tpl_text);
    if (!parse_source(a, src, &o, &diags, &t->trees)) {
        *ret_error = diags.first->text;
        return NULL;
    }
    for (size_t i = 0; i < t->trees.count; i++)
        if (is_main(&t->trees.trees[i]))
            t->main.tree = t->trees.trees[i];
    return t;
}

static struct tpl_text *known_or_new(struct tpl_cache *c, str text, enum delims delims,
                                     str *ret_error)
{
    uint32_t hash = str_hash(text);
    const val *known = map_get_hashed(c->known[delims], text, hash);
    if (known)
        return (struct tpl_text *)(uintptr_t)known->u;
    text = str_dup(c->arena, text);
    struct tpl_text *t = parse(c->arena, text, delims, ret_error);
    if (t)
        map_set_hashed(c->known[delims], text, hash, val_uint(T_UINT64, (uintptr_t)t));
    return t;
}

struct template *tpl_parse(struct tpl_cache *c, struct arena *a, str text, enum delims delims,
                           const struct template_set **set, str *ret_error)
{
    struct tpl_text *t = known_or_new(c, text, delims, ret_error);
    if (!t)
        return NULL;
    if (t->trees.count > 1) {
        struct template_set *own = template_set_new(a, *set);
        for (size_t i = 0; i < t->trees.count; i++)
            if (!is_main(&t->trees.trees[i]))
                template_set_add(own, &t->trees.trees[i]);
        *set = own;
    }
    return &t->main;
}
