#include "eval/tpl.h"

#include "base/arena.h"
#include "funcs/func.h"
#include "parser/parser.h"

/* The same text may be read with either pair: the pair is part of the key. */
static str cache_key(struct arena *a, str text, enum delims delims)
{
    return str_concat(a, delims == DELIMS_HELM ? STR("h") : STR("c"), text);
}

static const struct parse_result *parse(struct arena *a, str text, enum delims delims,
                                        str *ret_error)
{
    struct source *src = ARENA_NEW(a, struct source);
    *src = (struct source){.name = STR("gotpl"), .text = text};
    struct parse_options o = {
        .delims = delims, .errors = PARSE_RAW, .has_function = template_has_function};
    struct diags diags;
    diags_init(&diags, a);
    struct parse_result *r = ARENA_NEW(a, struct parse_result);
    if (parse_source(a, src, &o, &diags, r))
        return r;
    *ret_error = diags.first->text;
    return NULL;
}

struct template *tpl_parse(struct arena *a, struct map *cache, str text, enum delims delims,
                           const struct template_set **set, str *ret_error)
{
    str key = cache_key(a, text, delims);
    val *known = map_get(cache, key);
    const struct parse_result *r = known ? (const struct parse_result *)(uintptr_t)known->u
                                         : parse(a, text, delims, ret_error);
    if (!r)
        return NULL;
    if (!known)
        map_set(cache, key, val_uint(T_UINT64, (uintptr_t)r));
    struct template_set *own = template_set_new(a, *set);
    struct template *main = NULL;
    for (size_t i = 0; i < r->count; i++) {
        if (str_eq(r->trees[i].name, STR("gotpl"))) {
            main = ARENA_NEW(a, struct template);
            main->tree = r->trees[i];
        } else {
            template_set_add(own, &r->trees[i]);
        }
    }
    *set = own;
    return main;
}
