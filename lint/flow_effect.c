/* What calls mean besides their result: conditions, facts, and maps that they make or change. */
#include "lint/flow_walk.h"

static struct arena *arena_of(const struct flow_frame *f)
{
    return f->flow->arena;
}

static const struct flow_cond *cond_at(struct flow_frame *f, const struct flow_args *args,
                                       uint32_t i)
{
    return flow_cond_of(f, &args->items[i].value, args->items[i].node);
}

/* When it is true the condition holds; when not, nothing is known. */
static const struct flow_cond *implies(struct flow_frame *f, const struct flow_cond *c)
{
    return flow_cond_and(arena_of(f), c, NULL);
}

static const struct node *single_at(const struct flow_args *args, uint32_t i)
{
    return flow_single(args->items[i].node);
}

/* ---- comparisons ---- */

static bool is_literal(const struct node *n)
{
    return n && (n->kind == NODE_STRING || n->kind == NODE_NUMBER || n->kind == NODE_BOOL);
}

static bool is_zero(const struct node *n)
{
    return n->kind == NODE_NUMBER && n->num.value->is_float && n->num.value->f == 0;
}

/* kindOf and typeOf of something, compared with a name. */
static unsigned kinds_of_name(str name)
{
    static const struct {
        const char *name;
        unsigned kinds;
    } names[] = {{"string", TYPE_STRING},
                 {"bool", TYPE_BOOL},
                 {"int", TYPE_INT},
                 {"int64", TYPE_INT64},
                 {"float64", TYPE_FLOAT},
                 {"map", TYPE_MAP},
                 {"map[string]interface {}", TYPE_MAP},
                 {"slice", TYPE_LIST},
                 {"[]interface {}", TYPE_LIST},
                 {"invalid", TYPE_NULL},
                 {"<nil>", TYPE_NULL}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(name, str_from_c(names[i].name)))
            return names[i].kinds;
    return 0;
}

static const struct flow_cond *kind_cond(struct flow_frame *f, struct flow_path *p, str kind)
{
    unsigned kinds = kinds_of_name(kind);
    if (!kinds || !p)
        return NULL;
    const struct type *t = flow_path_type(&f->facts, p);
    const struct type *then = type_only(arena_of(f), t, kinds);
    if (!then->kinds || t->any || (t->tags & TYPE_MISSING))
        then = kinds == TYPE_NULL ? &type_null : &type_any;
    const struct type *rest = t->any ? NULL : type_without(arena_of(f), t, kinds);
    return flow_cond_type(arena_of(f), p, then, rest && rest->kinds ? rest : NULL);
}

/* One value is the literal. */
static const struct flow_cond *equal_literal(struct flow_frame *f, const struct flow_arg *arg,
                                             const struct node *lit)
{
    const struct flow_value *v = &arg->value;
    const struct flow_cond *c = flow_cond_of(f, v, arg->node);
    if (lit->kind == NODE_STRING) {
        if (v->kind_of)
            return kind_cond(f, v->kind_of, lit->string.value);
        return lit->string.value.len ? implies(f, c) : NULL;
    }
    if (lit->kind == NODE_BOOL)
        return lit->truth ? implies(f, c) : NULL;
    if (is_zero(lit))
        return v->cond ? flow_cond_not(arena_of(f), v->cond) : NULL;
    return implies(f, c);
}

/* Both sides are texts that nobody can set: their comparison is decided. */
static const struct flow_cond *equal_constants(const struct flow_args *args)
{
    const struct type *x = args->items[0].value.type, *y = args->items[1].value.type;
    bool known = (x->tags & TYPE_CONSTANT) && (y->tags & TYPE_CONSTANT) &&
                 x->known.tag == V_STRING && y->known.tag == V_STRING;
    if (!known || args->count != 2)
        return NULL;
    return str_eq(val_text(x->known), val_text(y->known)) ? &flow_cond_always : &flow_cond_never;
}

static const struct flow_cond *equal(struct flow_frame *f, const struct flow_args *args)
{
    if (args->count < 2)
        return NULL;
    const struct flow_cond *constant = equal_constants(args);
    if (constant)
        return constant;
    uint32_t value = is_literal(single_at(args, 0)) ? 1 : 0;
    if (args->count > 2 && value)
        return NULL;
    const struct flow_cond *all = NULL;
    for (uint32_t i = 0; i < args->count; i++) {
        if (i == value)
            continue;
        const struct node *lit = single_at(args, i);
        if (!is_literal(lit))
            return NULL;
        const struct flow_cond *c = equal_literal(f, &args->items[value], lit);
        if (!c)
            return NULL;
        all = all ? flow_cond_or(arena_of(f), all, c) : c;
    }
    return all;
}

/* gt (len .x) 0, lt 0 (int .x), ge (len .x) 1: something is there. */
static const struct flow_cond *greater(struct flow_frame *f, const struct flow_args *args,
                                       uint32_t big, uint32_t small, bool or_equal)
{
    const struct node *lit = args->count == 2 ? single_at(args, small) : NULL;
    if (!lit || lit->kind != NODE_NUMBER || !lit->num.value->is_float ||
        lit->num.value->f < (or_equal ? 1 : 0))
        return NULL;
    return implies(f, cond_at(f, args, big));
}

/* ---- keys ---- */

static struct flow_path *key_path(struct flow_frame *f, const struct flow_args *args, uint32_t map,
                                  uint32_t key, str *name)
{
    if (map >= args->count || key >= args->count || !flow_constant(args->items[key].node, name))
        return NULL;
    return flow_path_key(&f->flow->paths, args->items[map].value.path, *name);
}

static void call_has_key(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                         struct flow_value *v)
{
    (void)n;
    str name;
    struct flow_path *p = key_path(f, args, 0, 1, &name);
    if (!p)
        return;
    p->read = p->tested = true;
    const struct type *map = flow_current(f, args->items[0].value).type;
    const struct type_field *field = type_field(map, name);
    if (!map->any && map->kinds == TYPE_MAP && map->rest == MAP_CLOSED &&
        (p->kind == FLOW_ROOT_ARG || p->kind == FLOW_ROOT_MADE) && field &&
        field->presence == PRESENCE_ALWAYS) {
        v->cond = &flow_cond_always;
        return;
    }
    struct flow_value at = flow_key(f, args->items[0].value, name, FLOW_USE_COMPARE);
    bool missing = !at.type->any && at.type->kinds == TYPE_NULL;
    v->cond = flow_cond_type(arena_of(f), p, missing ? &type_any : at.type, NULL);
}

/* The value behind constant keys, from the map in argument `map`. */
static struct flow_value behind(struct flow_frame *f, const struct flow_args *args, uint32_t map,
                                uint32_t first, uint32_t end)
{
    struct flow_value at = flow_current(f, args->items[map].value);
    for (uint32_t i = first; i < end; i++) {
        str name;
        if (!flow_constant(args->items[i].node, &name)) {
            if (at.path)
                at.path->whole = true;
            return flow_made(&type_any);
        }
        at = flow_key(f, at, name, FLOW_USE_COMPARE);
    }
    return at;
}

/* get M "k", index M "k1" "k2": the value has a path. */
static void call_get(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                     struct flow_value *v)
{
    (void)n;
    if (!args->count)
        return;
    struct flow_value at = behind(f, args, 0, 1, args->count);
    v->path = at.path;
    if (!at.type->any && !(at.type->kinds & TYPE_NULL))
        v->type = at.type;
    else if (at.path && flow_fact_of(f->facts.head, at.path))
        v->type = at.type;
}

static void call_dig(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                     struct flow_value *v)
{
    (void)n;
    if (args->count < 3)
        return;
    struct flow_value at = behind(f, args, args->count - 1, 0, args->count - 2);
    const struct type *other = args->items[args->count - 2].value.type;
    if (type_always_false(other))
        v->cond = implies(f, flow_cond_value(arena_of(f), at.path, NULL));
}

/* ---- maps and lists ---- */

static void call_dict(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                      struct flow_value *v)
{
    (void)n;
    struct type_field *fields = ARENA_ARRAY(arena_of(f), struct type_field, args->count / 2 + 1);
    size_t count = 0;
    bool open = args->count % 2;
    for (uint32_t i = 0; i + 1 < args->count; i += 2) {
        str name;
        if (flow_constant(args->items[i].node, &name))
            fields[count++] =
                (struct type_field){name, args->items[i + 1].value.type, PRESENCE_ALWAYS, NULL};
        else
            open = true;
    }
    v->type = type_with_fields(arena_of(f), type_map(arena_of(f), open ? MAP_OPEN : MAP_CLOSED),
                               fields, count);
    v->dict = args;
}

static void call_list(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                      struct flow_value *v)
{
    (void)n;
    const struct type *item = &type_any;
    for (uint32_t i = 0; i < args->count; i++)
        item = i ? flow_join(f, item, args->items[i].value.type) : args->items[i].value.type;
    v->type = type_list(arena_of(f), item);
}

/* The first argument is changed in place. */
static void mutate(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                   const struct type *now)
{
    struct flow_path *p = args->count ? args->items[0].value.path : NULL;
    if (!p)
        return;
    flow_fact_put(&f->facts, p, now, FLOW_FACT_TYPE, NULL);
    flow_report_mutation(f, n, p);
}

static void call_set(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                     struct flow_value *v)
{
    str name;
    if (args->count != 3)
        return;
    const struct type *t = flow_current(f, args->items[0].value).type;
    const struct type *item = args->items[2].value.type;
    v->type = &type_any;
    if (!t->any && (t->kinds & TYPE_MAP) && flow_constant(args->items[1].node, &name))
        v->type = type_with_field(arena_of(f), t, name, item, PRESENCE_ALWAYS, NULL);
    mutate(f, n, args, v->type);
    struct flow_path *p = key_path(f, args, 0, 1, &name);
    if (p)
        flow_fact_put(&f->facts, p, item, FLOW_FACT_TYPE, NULL);
    v->path = args->items[0].value.path;
}

static void call_unset(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                       struct flow_value *v)
{
    (void)v;
    mutate(f, n, args, &type_any);
}

static void call_merge(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                       struct flow_value *v)
{
    for (uint32_t i = 0; i < args->count; i++)
        if (args->items[i].value.path)
            args->items[i].value.path->whole = true;
    mutate(f, n, args, v->type);
    if (args->count)
        v->path = args->items[0].value.path;
}

/* ---- conditions ---- */

static void call_not(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                     struct flow_value *v)
{
    (void)n;
    if (args->count)
        v->cond = flow_cond_not(arena_of(f), cond_at(f, args, args->count - 1));
}

static void call_eq(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                    struct flow_value *v)
{
    (void)n;
    v->cond = equal(f, args);
}

static void call_ne(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                    struct flow_value *v)
{
    (void)n;
    v->cond = flow_cond_not(arena_of(f), equal(f, args));
}

static void call_gt(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                    struct flow_value *v)
{
    (void)n;
    v->cond = greater(f, args, 0, 1, false);
}

static void call_ge(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                    struct flow_value *v)
{
    (void)n;
    v->cond = greater(f, args, 0, 1, true);
}

static void call_lt(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                    struct flow_value *v)
{
    (void)n;
    v->cond = greater(f, args, 1, 0, false);
}

static void call_le(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                    struct flow_value *v)
{
    (void)n;
    v->cond = greater(f, args, 1, 0, true);
}

/* 0 and "" also come of other things than nothing. */
static void call_number(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                        struct flow_value *v)
{
    (void)n;
    if (args->count)
        v->cond = implies(f, cond_at(f, args, args->count - 1));
}

static void call_len(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                     struct flow_value *v)
{
    (void)n;
    if (args->count)
        v->cond = cond_at(f, args, args->count - 1);
}

static void call_kind_is(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                         struct flow_value *v)
{
    (void)n;
    str kind;
    if (args->count == 2 && flow_constant(args->items[0].node, &kind))
        v->cond = kind_cond(f, args->items[1].value.path, kind);
}

static void call_kind_of(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                         struct flow_value *v)
{
    (void)f;
    (void)n;
    if (args->count == 1)
        v->kind_of = args->items[0].value.path;
}

/* dict and list without arguments: nothing, but of the kind that is wanted. */
static bool is_empty_made(const struct node *n)
{
    n = flow_single(n);
    return n && n->kind == NODE_IDENT &&
           (str_eq(n->text, STR("dict")) || str_eq(n->text, STR("list")) ||
            str_eq(n->text, STR("tuple")));
}

static void call_default(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                         struct flow_value *v)
{
    (void)n;
    if (args->count != 2)
        return;
    const struct type *other = args->items[0].value.type;
    if (type_always_false(other) || is_empty_made(args->items[0].node))
        v->cond = cond_at(f, args, 1);
    else if (!type_always_true(other))
        v->cond = flow_cond_or(arena_of(f), cond_at(f, args, 1), cond_at(f, args, 0));
}

static void call_coalesce(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                          struct flow_value *v)
{
    (void)n;
    for (uint32_t i = 0; i < args->count; i++)
        v->cond =
            !i ? cond_at(f, args, 0) : flow_cond_or(arena_of(f), v->cond, cond_at(f, args, i));
}

/* ternary true false .x is .x, and ternary false true .x its opposite */
static void call_ternary(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                         struct flow_value *v)
{
    (void)n;
    if (args->count != 3)
        return;
    const struct type *yes = args->items[0].value.type, *no = args->items[1].value.type;
    if (type_always_true(yes) && type_always_false(no))
        v->cond = cond_at(f, args, 2);
    else if (type_always_false(yes) && type_always_true(no))
        v->cond = flow_cond_not(arena_of(f), cond_at(f, args, 2));
}

/* ---- what ends, or does not ---- */

static void call_fail_here(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                           struct flow_value *v)
{
    (void)n;
    (void)args;
    (void)v;
    f->dead = true;
}

/* What comes behind has it. */
static void call_required(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                          struct flow_value *v)
{
    (void)n;
    if (args->count != 2)
        return;
    struct flow_value x = flow_current(f, args->items[1].value);
    v->type = flow_not_null(arena_of(f), x.type);
    v->path = x.path;
    if (x.path)
        flow_fact_put(&f->facts, x.path, v->type, FLOW_FACT_THERE, NULL);
}

/* Offline it gives {}: what is random but looked up first is random only there. */
static void call_lookup(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                        struct flow_value *v)
{
    (void)n;
    (void)args;
    f->lookup = true;
    v->type = &type_any;
}

/* ---- the table ---- */

typedef void handler(struct flow_frame *f, const struct node *n, const struct flow_args *args,
                     struct flow_value *v);

static const struct {
    str name;
    handler *run;
} rows[] = {
#define EFFECT(name, handler) {STR_INIT(name), handler},
#include "lint/flow_effects.def"
#undef EFFECT
};

static handler *handler_of(str name)
{
    size_t low = 0, high = sizeof rows / sizeof *rows;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = str_cmp(rows[mid].name, name);
        if (c == 0)
            return rows[mid].run;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

void flow_effect(struct flow_frame *f, const struct fn *fn, const struct node *n,
                 const struct flow_args *args, struct flow_value *v)
{
    if (fn->flags & (FN_RANDOM | FN_CLOCK))
        flow_report_random(f, n);
    handler *run = handler_of(fn_name(fn));
    if (run)
        run(f, n, args, v);
}
