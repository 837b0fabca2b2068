#include "lint/flow_facts.h"

/* A variable can hold a condition on itself, over and over. */
enum { MAX_COND = 48 };

const struct flow_cond flow_cond_unknown = {.kind = FLOW_COND_UNKNOWN};
const struct flow_cond flow_cond_always = {.kind = FLOW_COND_ALWAYS};
const struct flow_cond flow_cond_never = {.kind = FLOW_COND_NOT, .left = &flow_cond_always};

static const struct flow_cond *make(struct arena *a, struct flow_cond c)
{
    uint32_t size = 1 + (c.left ? c.left->size : 0) + (c.right ? c.right->size : 0);
    if (size > MAX_COND)
        return &flow_cond_unknown;
    struct flow_cond *n = ARENA_NEW(a, struct flow_cond);
    *n = c;
    n->size = size;
    return n;
}

const struct flow_cond *flow_cond_value(struct arena *a, struct flow_path *p,
                                        const struct node *node)
{
    if (!p)
        return &flow_cond_unknown;
    return make(a, (struct flow_cond){.kind = FLOW_COND_VALUE, .path = p, .node = node});
}

const struct flow_cond *flow_cond_type(struct arena *a, struct flow_path *p,
                                       const struct type *then, const struct type *otherwise)
{
    if (!p)
        return &flow_cond_unknown;
    return make(a, (struct flow_cond){
                       .kind = FLOW_COND_TYPE, .path = p, .then = then, .otherwise = otherwise});
}

static bool is_unknown(const struct flow_cond *c)
{
    return !c || c->kind == FLOW_COND_UNKNOWN;
}

const struct flow_cond *flow_cond_not(struct arena *a, const struct flow_cond *c)
{
    if (is_unknown(c))
        return &flow_cond_unknown;
    if (c->kind == FLOW_COND_NOT)
        return c->left;
    return make(a, (struct flow_cond){.kind = FLOW_COND_NOT, .left = c});
}

static const struct flow_cond *both(struct arena *a, enum flow_cond_kind kind,
                                    const struct flow_cond *x, const struct flow_cond *y)
{
    if (is_unknown(x) && is_unknown(y))
        return &flow_cond_unknown;
    return make(a, (struct flow_cond){.kind = kind,
                                      .left = x ? x : &flow_cond_unknown,
                                      .right = y ? y : &flow_cond_unknown});
}

const struct flow_cond *flow_cond_and(struct arena *a, const struct flow_cond *x,
                                      const struct flow_cond *y)
{
    return both(a, FLOW_COND_AND, x, y);
}

const struct flow_cond *flow_cond_or(struct arena *a, const struct flow_cond *x,
                                     const struct flow_cond *y)
{
    return both(a, FLOW_COND_OR, x, y);
}

/* ---- facts ---- */

const struct flow_fact *flow_fact_of(const struct flow_fact *head, const struct flow_path *p)
{
    for (; head; head = head->next)
        if (head->path == p)
            return head;
    return NULL;
}

bool flow_fact_is(const struct flow_fact *head, const struct flow_path *p, enum flow_fact_kind kind)
{
    for (; head; head = head->next)
        if (head->path == p && head->kind == kind)
            return true;
    return false;
}

void flow_fact_put(struct flow_facts *f, struct flow_path *p, const struct type *t,
                   enum flow_fact_kind kind, const struct node *node)
{
    struct flow_fact *n = ARENA_NEW(f->arena, struct flow_fact);
    *n = (struct flow_fact){.path = p, .type = t, .kind = kind, .node = node, .next = f->head};
    f->head = n;
}

const struct type *flow_path_type(const struct flow_facts *f, const struct flow_path *p)
{
    const struct flow_fact *fact = flow_fact_of(f->head, p);
    if (fact)
        return fact->type;
    if (!p->parent)
        return p->type ? p->type : &type_any;
    const struct type *t = flow_path_type(f, p->parent);
    return t->any ? t : type_read(f->arena, t, p->name);
}

static bool is_nothing(const struct type *t)
{
    return !t->any && (t->kinds & ~(unsigned)TYPE_NULL) == 0;
}

const struct type *flow_not_empty(struct arena *a, const struct type *t)
{
    if (t->any || is_nothing(t))
        return &type_any;
    const struct type *left = type_truthy(a, t);
    return is_nothing(left) ? &type_any : left;
}

const struct type *flow_not_null(struct arena *a, const struct type *t)
{
    if (t->any || is_nothing(t))
        return &type_any;
    return t->kinds & TYPE_NULL ? type_without(a, t, TYPE_NULL) : t;
}

/* What a path leads through is there, too. */
static void put_prefixes(struct flow_facts *f, struct flow_path *p, const struct node *node)
{
    for (struct flow_path *q = p->parent; q && q->parent; q = q->parent) {
        const struct type *t = flow_path_type(f, q);
        if (!t->any && !(t->kinds & TYPE_NULL) && (t->kinds & TYPE_MAP))
            continue;
        t = flow_not_null(f->arena, t);
        flow_fact_put(f, q, t->kinds & TYPE_MAP ? t : &type_any, FLOW_FACT_THERE, node);
    }
}

/* A template made the map, without that key: nobody can set it. */
static bool is_never_set(const struct flow_facts *f, const struct flow_path *p)
{
    if (!p->parent || p->kind == FLOW_ROOT_CHART || flow_fact_of(f->head, p))
        return false;
    const struct type *t = flow_path_type(f, p->parent);
    return !t->any && t->kinds == TYPE_MAP && t->rest == MAP_CLOSED && !type_field(t, p->name);
}

/* A map of values.yaml with keys in it: nobody makes that empty. */
static bool is_never_empty(const struct type *t)
{
    if (t->any || t->kinds != TYPE_MAP)
        return false;
    for (uint32_t i = 0; i < t->field_count; i++)
        if (t->fields[i].presence == PRESENCE_ALWAYS)
            return true;
    return false;
}

static bool assume_value(struct flow_facts *f, const struct flow_cond *c, bool truth)
{
    const struct type *t = flow_path_type(f, c->path);
    const struct flow_fact *fact = flow_fact_of(f->head, c->path);
    bool possible = !fact || fact->kind != (truth ? FLOW_FACT_FALSE : FLOW_FACT_TRUE);
    if (truth && is_never_set(f, c->path))
        return false;
    possible = possible && (truth || !is_never_empty(t));
    if (truth) {
        flow_fact_put(f, c->path, flow_not_empty(f->arena, t), FLOW_FACT_TRUE, c->node);
        put_prefixes(f, c->path, c->node);
    } else {
        const struct type *left = type_falsy(f->arena, t);
        flow_fact_put(f, c->path, left->kinds ? left : t, FLOW_FACT_FALSE, c->node);
    }
    return possible;
}

static bool assume_type(struct flow_facts *f, const struct flow_cond *c, bool truth)
{
    const struct type *t = truth ? c->then : c->otherwise;
    if (!t)
        return true;
    flow_fact_put(f, c->path, t->kinds ? t : &type_any, FLOW_FACT_TYPE, c->node);
    if (truth && !(t->kinds & TYPE_NULL))
        put_prefixes(f, c->path, c->node);
    return true;
}

/* Keeps of two lists of facts, both grown from `base`, what both say. */
static void keep_common(struct flow_facts *f, const struct flow_fact *base,
                        const struct flow_fact *x, const struct flow_fact *y)
{
    f->head = base;
    const struct flow_fact *seen = NULL;
    for (const struct flow_fact *i = x; i != base; i = i->next) {
        if (flow_fact_of(seen, i->path))
            continue;
        const struct flow_fact *j = y;
        while (j != base && j->path != i->path)
            j = j->next;
        if (j == base)
            continue;
        const struct type *t =
            i->type->any || j->type->any ? &type_any : type_join(f->arena, i->type, j->type);
        flow_fact_put(f, i->path, t, i->kind == j->kind ? i->kind : FLOW_FACT_TYPE, i->node);
        struct flow_facts s = {.arena = f->arena, .head = seen};
        flow_fact_put(&s, i->path, t, i->kind, NULL);
        seen = s.head;
    }
}

/* One of two is so. */
static bool assume_either(struct flow_facts *f, const struct flow_cond *x, bool x_truth,
                          const struct flow_cond *y, bool y_truth)
{
    const struct flow_fact *base = f->head;
    bool left = flow_assume(f, x, x_truth);
    const struct flow_fact *after_x = f->head;
    f->head = base;
    bool right = flow_assume(f, y, y_truth);
    const struct flow_fact *after_y = f->head;
    if (!left && right)
        return true;
    if (left && !right)
        f->head = after_x;
    else
        keep_common(f, base, after_x, after_y);
    return left || right;
}

static bool assume_both(struct flow_facts *f, const struct flow_cond *c, bool truth)
{
    bool left = flow_assume(f, c->left, truth);
    return flow_assume(f, c->right, truth) && left;
}

bool flow_assume(struct flow_facts *f, const struct flow_cond *c, bool truth)
{
    switch (c ? c->kind : FLOW_COND_UNKNOWN) {
    case FLOW_COND_UNKNOWN:
        break;
    case FLOW_COND_ALWAYS:
        return truth;
    case FLOW_COND_VALUE:
        return assume_value(f, c, truth);
    case FLOW_COND_TYPE:
        return assume_type(f, c, truth);
    case FLOW_COND_NOT:
        return flow_assume(f, c->left, !truth);
    case FLOW_COND_AND:
        return truth ? assume_both(f, c, true) : assume_either(f, c->left, false, c->right, false);
    case FLOW_COND_OR:
        return !truth ? assume_both(f, c, false) : assume_either(f, c->left, true, c->right, true);
    }
    return true;
}

bool flow_cond_is_simple(const struct flow_cond *c, bool truth)
{
    switch (c ? c->kind : FLOW_COND_UNKNOWN) {
    case FLOW_COND_ALWAYS:
    case FLOW_COND_VALUE:
        return true;
    case FLOW_COND_NOT:
        return flow_cond_is_simple(c->left, !truth);
    case FLOW_COND_AND:
        return truth && flow_cond_is_simple(c->left, true) && flow_cond_is_simple(c->right, true);
    case FLOW_COND_OR:
        return !truth && flow_cond_is_simple(c->left, false) &&
               flow_cond_is_simple(c->right, false);
    default:
        return false;
    }
}
