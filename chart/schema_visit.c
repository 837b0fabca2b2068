#include "chart/schema_visit.h"

#include "base/arena.h"
#include "chart/schema_url.h"

/* How many visits a run may take: schemas can multiply them without end, and Helm then hangs. */
enum { STEPS_MAX = 20000000 };

/* ---- errors ---- */

static str place_text(struct arena *a, const struct place *p)
{
    if (!p)
        return STR("");
    str parent = place_text(a, p->parent);
    return p->is_index ? schema_ptr_append_index(a, parent, p->index)
                       : schema_ptr_append(a, parent, p->key);
}

struct schema_error *visit_error(struct visit *vd, enum schema_error_kind kind)
{
    if (vd->verdict_only)
        return &vd->run->unseen;
    struct schema_error *e = ARENA_NEW(vd->run->arena, struct schema_error);
    e->kind = kind;
    e->schema = vd->schema;
    e->got = vd->v;
    e->at = place_text(vd->run->arena, vd->place);
    return e;
}

static void append(struct schema_error **first, struct schema_error **last, struct schema_error *e)
{
    e->next = NULL;
    if (*last)
        (*last)->next = e;
    else
        *first = e;
    *last = e;
}

void visit_put(struct visit *vd, struct schema_error *e)
{
    if (!e)
        return;
    vd->errors++;
    if (!vd->verdict_only)
        append(&vd->first, &vd->last, e);
}

void visit_put_counts(struct visit *vd, enum schema_error_kind kind, int64_t got, int64_t limit)
{
    struct schema_error *e = visit_error(vd, kind);
    e->n = got;
    e->limit = limit;
    visit_put(vd, e);
}

void visit_add_cause(struct visit *vd, struct schema_error *to, struct schema_error *e)
{
    if (!vd->verdict_only)
        append(&to->first, &to->last, e);
}

/* ---- what is not evaluated yet ---- */

static struct unevaluated unevaluated_from(struct visit *vd, const struct schema_node *s,
                                           bool caller_needs)
{
    struct unevaluated u = {NULL, 0, 0};
    size_t begin = 0;
    if (vd->v.tag == V_MAP) {
        if (s->all_props_evaluated || (!caller_needs && !s->unevaluated_properties))
            return u;
        u.count = map_len(vd->v.map);
    } else if (vd->v.tag == V_LIST) {
        begin = s->items_evaluated;
        u.count = list_len(vd->v.list);
        if (s->all_items_evaluated || (!caller_needs && !s->unevaluated_items) || begin >= u.count)
            return (struct unevaluated){NULL, 0, 0};
    } else {
        return u;
    }
    u.left = ARENA_ARRAY(vd->run->scratch, bool, u.count);
    u.n = u.count - begin;
    for (size_t i = begin; i < u.count; i++)
        u.left[i] = true;
    return u;
}

void visit_evaluated(struct visit *vd, size_t i)
{
    struct unevaluated *u = &vd->unevaluated;
    if (!u->left || !u->left[i])
        return;
    u->left[i] = false;
    u->n--;
}

/* What another schema evaluated of the same value counts here too. */
static void merge(struct visit *vd, const struct unevaluated *other)
{
    for (size_t i = 0; vd->unevaluated.left && i < vd->unevaluated.count; i++)
        if (!other->left || !other->left[i])
            visit_evaluated(vd, i);
}

/* ---- steps ---- */

/* Where a metaschema meets a schema of another dialect, that one's metaschema takes over. */
static void switch_dialect(struct visit *vd)
{
    struct schema_run *run = vd->run;
    if (!run->resources || vd->schema != vd->meta || (vd->place && map_len(run->resources) == 1))
        return;
    const val *found = map_get(run->resources, place_text(run->scratch, vd->place));
    if (!found)
        return;
    const struct schema_resource *res = found->p;
    const struct schema_node *meta = schema_metaschema_node(run->compiler, &res->dialect);
    if (meta)
        vd->schema = vd->meta = meta;
}

static bool may_step(struct schema_run *run)
{
    if (run->depth >= SCHEMA_DEPTH_MAX)
        run->broken = STR("unable to validate schema: values or references are nested too deeply");
    else if (run->steps >= STEPS_MAX)
        run->broken = STR("unable to validate schema: too many steps");
    return !run->broken.len;
}

static struct schema_error *step(struct visit *vd)
{
    struct schema_run *run = vd->run;
    if (run->broken.len || !may_step(run))
        return NULL;
    run->depth++;
    run->steps++;
    arena_spend(run->scratch, 2);
    struct schema_error *e = visit_validate(vd);
    run->depth--;
    return e;
}

struct schema_error *visit_self(struct visit *vd, const struct schema_node *schema,
                                const char *keyword, bool verdict_only)
{
    struct visit sub = {.run = vd->run,
                        .parent = vd,
                        .schema = schema,
                        .scope = schema,
                        .keyword = keyword,
                        .vid = vd->vid,
                        .v = vd->v,
                        .place = vd->place,
                        .meta = vd->meta,
                        .verdict_only = vd->verdict_only || verdict_only};
    struct arena_mark mark = arena_mark(vd->run->scratch);
    sub.unevaluated = unevaluated_from(&sub, schema, vd->unevaluated.n > 0);
    switch_dialect(&sub);
    struct schema_error *e = step(&sub);
    if (!e)
        merge(vd, &sub.unevaluated);
    arena_release(vd->run->scratch, mark);
    return e;
}

static struct schema_error *visit_part(struct visit *vd, const struct schema_node *schema,
                                       const struct place *place, val v)
{
    struct visit sub = {.run = vd->run,
                        .parent = vd,
                        .schema = schema,
                        .scope = schema,
                        .vid = vd->vid + 1,
                        .v = v,
                        .place = place,
                        .meta = vd->meta,
                        .verdict_only = vd->verdict_only};
    struct arena_mark mark = arena_mark(vd->run->scratch);
    sub.unevaluated = unevaluated_from(&sub, schema, false);
    switch_dialect(&sub);
    struct schema_error *e = step(&sub);
    arena_release(vd->run->scratch, mark);
    return e;
}

struct schema_error *visit_property(struct visit *vd, const struct schema_node *schema, str key,
                                    val v)
{
    struct place place = {.parent = vd->place, .key = key};
    return visit_part(vd, schema, &place, v);
}

struct schema_error *visit_item(struct visit *vd, const struct schema_node *schema, size_t index,
                                val v)
{
    struct place place = {.parent = vd->place, .index = index, .is_index = true};
    return visit_part(vd, schema, &place, v);
}

/* A run of its own, wrapped as ValidationError does it: a group gives its causes. */
static struct schema_error *run_apart(struct schema_run *run, const struct schema_node *schema,
                                      val v, const struct schema_node *meta)
{
    struct visit vd = {.run = run, .schema = schema, .scope = schema, .v = v, .meta = meta};
    struct arena_mark mark = arena_mark(run->scratch);
    vd.unevaluated = unevaluated_from(&vd, schema, false);
    struct schema_error *e = step(&vd);
    arena_release(run->scratch, mark);
    if (!e)
        return NULL;
    struct schema_error *root = visit_error(&vd, E_ROOT);
    root->schema = schema;
    if (e->kind == E_GROUP)
        root->first = e->first;
    else
        append(&root->first, &root->last, e);
    return root;
}

struct schema_error *visit_name(struct visit *vd, const struct schema_node *schema, str name)
{
    return run_apart(vd->run, schema, val_str(name), vd->meta);
}

struct schema_error *schema_run(struct schema_run *run, const struct schema_node *schema, val v)
{
    return run_apart(run, schema, v, run->meta);
}
