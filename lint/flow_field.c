/* Reading keys: .a.b, $x.a, (…).a. As text/template does it: null in the middle fails when it came
 * out of a map, and is passed over when it came out of a variable, parentheses or dot. */
#include "lint/flow_walk.h"

#include "value/map.h"

static const char *const root_names[] = {"Values", "Release",  "Chart", "Capabilities",
                                         "Files",  "Template", NULL};

static bool is_root_name(str name)
{
    for (size_t i = 0; root_names[i]; i++)
        if (str_eq(name, str_from_c(root_names[i])))
            return true;
    return false;
}

static bool is_nothing(const struct type *t)
{
    return !t->any && t->kinds == TYPE_NULL;
}

static bool is_missing(const struct type *t)
{
    return is_nothing(t) && (t->tags & TYPE_MISSING);
}

/* ---- Go's own types ---- */

static const struct type *member(struct flow_frame *f, const struct type *t, str name)
{
    enum gotype g = (enum gotype)t->opaque;
    const struct fn *method = method_find(g, name);
    if (!method && gotype_kind(g) == K_PTR) {
        g = gotype_elem(g);
        method = method_find(g, name);
    }
    if (method)
        return type_of_gotype(f->flow->arena, (enum gotype)method->result);
    if (gotype_kind(g) != K_STRUCT)
        return &type_any;
    size_t i = gotype_find_field(g, name);
    if (i == STR_NONE)
        return NULL;
    return type_of_gotype(f->flow->arena, gotype_field(g, i).type);
}

/* ---- maps ---- */

/* The chart whose context a type is, as its number; count: none. */
static size_t context_of(const struct flow *w, const struct type *t)
{
    size_t n = w->project->chart_count;
    if (!(t->tags & TYPE_ROOT))
        return n;
    for (size_t i = 0; i < n; i++)
        if (w->contexts[i] == t || (w->contexts[i]->fields == t->fields))
            return i;
    return n;
}

/* The context of a chart has one path, wherever it comes from. */
static struct flow_path *path_of(struct flow_frame *f, const struct type *t, struct flow_path *p)
{
    size_t chart = context_of(f->flow, t);
    return chart < f->flow->project->chart_count ? f->flow->roots[chart] : p;
}

static const struct type *key_type(struct flow_frame *f, const struct type *t,
                                   const struct flow_path *p, str name)
{
    if (p) {
        const struct flow_fact *fact = flow_fact_of(f->facts.head, p);
        if (fact)
            return fact->type;
    }
    if (t->any || ((t->tags & TYPE_PLACEHOLDER) && !type_field(t, name)))
        return &type_any;
    const struct type *r = type_read(f->flow->arena, t, name);
    if (is_missing(r) && p && map_has(f->flow->opened, p->parent->name))
        return &type_any;
    if (map_has(f->flow->weak, name) && (is_missing(r) || !p || p->kind != FLOW_ROOT_CHART))
        return &type_any;
    return r;
}

/* An element of a list in values.yaml has hardly a key called .Values. */
static void check_element(struct flow_frame *f, const struct node *n, const struct flow_value *base)
{
    const struct flow_path *p = base->path;
    str name = n->path.names[0];
    if (p && !p->parent && p->kind == FLOW_ROOT_ELEMENT && p->of && p->of->depth > 1 &&
        p->of->kind == FLOW_ROOT_CHART && !str_eq(name, STR("Template")) &&
        !str_eq(name, STR("Files")))
        flow_report_root(f, n, base);
}

/* What reading fails on, or gives nothing where something was meant. False: reported. */
static bool check(struct flow_frame *f, const struct node *n, uint32_t key,
                  const struct flow_value *base, const struct flow_value *holder, bool boxed)
{
    const struct type *t = base->type;
    str name = n->path.names[key];
    if (boxed && !t->any && (t->kinds & TYPE_NULL) && (t->kinds & TYPE_MAP))
        flow_report_maybe_null(f, n, key, base);
    if (t->any && key == 0 && n->kind == NODE_FIELD && is_root_name(name))
        check_element(f, n, base);
    if (is_nothing(t)) {
        if (boxed)
            flow_report_null(f, n, key, base, holder);
        return !boxed && !(t->tags & TYPE_PLACEHOLDER);
    }
    if (t->any || (t->tags & TYPE_PLACEHOLDER) || (t->kinds & (TYPE_MAP | TYPE_OPAQUE)))
        return true;
    if (t->kinds & TYPE_NULL)
        return true;
    if (key == 0 && n->kind == NODE_FIELD && is_root_name(name))
        flow_report_root(f, n, base);
    else
        flow_report_field_of(f, n, key, base);
    return false;
}

void flow_mark_use(struct flow_path *p, enum flow_use use)
{
    if (!p)
        return;
    p->used = p->used || (use != FLOW_USE_TEST && use != FLOW_USE_COMPARE && use != FLOW_USE_BIND);
    p->tested = p->tested || use == FLOW_USE_TEST || use == FLOW_USE_COMPARE;
    p->needed = p->needed || use == FLOW_USE_PRINT || use == FLOW_USE_ARG || use == FLOW_USE_PASS ||
                use == FLOW_USE_WHOLE;
    p->whole = p->whole || use == FLOW_USE_WHOLE;
    p->passed = p->passed || use == FLOW_USE_PASS;
}

static void mark_read(struct flow_path *p, bool last, enum flow_use use)
{
    if (!p)
        return;
    p->read = true;
    if (last)
        flow_mark_use(p, use);
    else
        p->needed = true;
}

/* The key of a map. */
static struct flow_value read_key(struct flow_frame *f, const struct flow_value *base,
                                  const struct node *n, uint32_t key, enum flow_use use)
{
    str name = n->path.names[key];
    bool last = key + 1 == n->path.len;
    struct flow_path *p = flow_path_key(&f->flow->paths, base->path, name);
    const struct type *t = key_type(f, base->type, p, name);
    mark_read(p, last, use);
    if (is_missing(t) && !(base->type->tags & TYPE_ROOT) && key == 0 && n->kind == NODE_FIELD &&
        is_root_name(name)) {
        flow_report_root(f, n, base);
        return (struct flow_value){.type = &type_any};
    }
    if (is_missing(t) && last)
        flow_report_missing(f, n, key, base, p, use);
    else if (last && t->any && !base->type->any && !type_field(base->type, name))
        flow_report_swapped(f, n, key, base, p, use);
    return (struct flow_value){.type = t, .path = path_of(f, t, p)};
}

struct flow_value flow_key(struct flow_frame *f, struct flow_value base, str name,
                           enum flow_use use)
{
    struct flow_value v = flow_current(f, base);
    struct flow_path *p = flow_path_key(&f->flow->paths, v.path, name);
    const struct type *t = key_type(f, v.type, p, name);
    mark_read(p, true, use);
    return (struct flow_value){.type = t, .path = path_of(f, t, p)};
}

const struct type *flow_join(const struct flow_frame *f, const struct type *x, const struct type *y)
{
    return x->any || y->any ? &type_any : type_join(f->flow->arena, x, y);
}

static struct flow_value read_member(struct flow_frame *f, const struct flow_value *base,
                                     const struct node *n, uint32_t key)
{
    const struct type *t = member(f, base->type, n->path.names[key]);
    if (!t)
        flow_report_member(f, n, key, base);
    return flow_made(t ? t : &type_any);
}

struct flow_value flow_current(const struct flow_frame *f, struct flow_value v)
{
    const struct flow_fact *fact = v.path ? flow_fact_of(f->facts.head, v.path) : NULL;
    if (fact)
        v.type = fact->type;
    return v;
}

struct flow_value flow_read(struct flow_frame *f, struct flow_value base, const struct node *n,
                            uint32_t first, enum flow_use use)
{
    bool boxed = false;
    struct flow_value v = flow_current(f, base), holder = v;
    for (uint32_t key = first; key < n->path.len; key++) {
        if (!check(f, n, key, &v, &holder, boxed))
            return (struct flow_value){.type = &type_any};
        if (is_nothing(v.type))
            continue; /* null that is passed over stays null */
        if (!v.type->any && (v.type->kinds & TYPE_OPAQUE) && !(v.type->kinds & TYPE_MAP)) {
            v = read_member(f, &v, n, key);
            boxed = false;
            continue;
        }
        holder = v;
        v = read_key(f, &holder, n, key, use);
        boxed = true;
    }
    return v;
}
