/* Calls of functions: arguments, what the call means for conditions, and the type of its result. */
#include "lint/flow_walk.h"

#include "base/buf.h"

/* ---- how arguments are used ---- */

enum { USE_OUTER = 100 };

struct use_row {
    str name;
    int use;
};

#define FLOW_USE_OUTER USE_OUTER
static const struct use_row use_rows[] = {
#define USE(name, use) {STR_INIT(name), FLOW_USE_##use},
#include "lint/flow_uses.def"
#undef USE
};

static int table_use(str name)
{
    size_t low = 0, high = sizeof use_rows / sizeof *use_rows;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = str_cmp(use_rows[mid].name, name);
        if (c == 0)
            return use_rows[mid].use;
        if (c < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return -1;
}

static bool is_scalar_param(const struct fn *fn, uint32_t i)
{
    if (!fn->nparam)
        return false;
    uint32_t last = fn->nparam - 1u;
    enum gotype t = (enum gotype)fn->param[i < last ? i : last];
    return t == T_STRING || t == T_INT || t == T_INT64 || t == T_FLOAT64 || t == T_BOOL;
}

enum flow_use flow_use_of(const struct flow *w, const struct fn *fn, uint32_t i,
                          enum flow_use outer)
{
    const int8_t use = w->uses[fn - fn_at(0)];
    if (use == USE_OUTER)
        return i == 2 ? FLOW_USE_TEST : outer == FLOW_USE_PRINT ? FLOW_USE_FALLBACK : outer;
    if (use >= 0)
        return (enum flow_use)use;
    return is_scalar_param(fn, i) ? FLOW_USE_ARG : FLOW_USE_PASS;
}

void flow_uses_make(struct flow *w)
{
    size_t n = fn_count();
    w->uses = ARENA_ARRAY(w->arena, int8_t, n);
    for (size_t i = 0; i < n; i++)
        w->uses[i] = (int8_t)table_use(fn_name(fn_at(i)));
}

/* ---- arguments ---- */

str flow_path_text(struct flow_frame *f, const struct flow_value *v)
{
    if (!v->path || !v->path->parent || v->path->kind == FLOW_ROOT_MADE)
        return STR("");
    struct buf b;
    buf_init(&b, f->flow->arena);
    flow_path_print(&b, v->path);
    return buf_str(&b);
}

static bool is_guarded(const struct flow_frame *f, const struct flow_value *v)
{
    const struct flow_fact *fact = v->path ? flow_fact_of(f->facts.head, v->path) : NULL;
    return fact && fact->kind != FLOW_FACT_FALSE;
}

static void flow_args_add(struct flow_args *args, struct flow_frame *f, struct flow_value v,
                          const struct node *node)
{
    struct flow_arg *a = &args->items[args->count++];
    *a = (struct flow_arg){.value = v, .node = node};
    args->call[args->count - 1] = (struct call_arg){
        .type = v.type, .node = node, .path = flow_path_text(f, &v), .guarded = is_guarded(f, &v)};
}

static struct flow_args *flow_args_make(struct flow_frame *f, uint32_t n)
{
    struct flow_args *args = ARENA_NEW(f->flow->arena, struct flow_args);
    args->items = ARENA_ARRAY(f->flow->arena, struct flow_arg, n + 1u);
    args->call = ARENA_ARRAY(f->flow->arena, struct call_arg, n + 1u);
    return args;
}

/* Functions that write their last argument out, and so does the template that gets dict "value". */
static bool writes_out(const struct fn *fn, const struct node *n, uint32_t i)
{
    static const str names[] = {STR_INIT("b64enc"), STR_INIT("indent"),      STR_INIT("nindent"),
                                STR_INIT("quote"),  STR_INIT("squote"),      STR_INIT("toJson"),
                                STR_INIT("toYaml"), STR_INIT("toPrettyJson")};
    if (str_eq(fn_name(fn), STR("dict")) && i > 1 && i < n->list.len) {
        str key;
        return flow_constant(n->list.items[i - 1], &key) && str_eq(key, STR("value"));
    }
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (str_eq(fn_name(fn), names[k]))
            return true;
    return false;
}

/* Each argument, and the piped one behind them. */
static struct flow_args *evaluate(struct flow_frame *f, const struct node *n, const struct fn *fn,
                                  const struct flow_value *piped, const struct node *before,
                                  enum flow_use use)
{
    uint32_t count = n->list.len - 1 + (piped ? 1 : 0);
    struct flow_args *args = flow_args_make(f, count);
    for (uint32_t i = 1; i < n->list.len; i++) {
        const struct node *arg = n->list.items[i];
        enum flow_use arg_use = flow_use_of(f->flow, fn, i - 1, use);
        flow_args_add(args, f, flow_operand(f, arg, arg_use), arg);
        if (writes_out(fn, n, i))
            flow_report_empty(f, arg, &args->items[args->count - 1].value);
    }
    if (piped) {
        flow_args_add(args, f, *piped, before);
        if (writes_out(fn, n, n->list.len))
            flow_report_empty(f, before, piped);
    }
    return args;
}

/* ---- and, or: the next argument is looked at only when it comes to that ---- */

static struct flow_value and_or(struct flow_frame *f, const struct node *n,
                                const struct flow_value *piped, enum flow_use use, bool is_and)
{
    struct arena *a = f->flow->arena;
    const struct flow_fact *head = f->facts.head;
    const struct flow_cond *cond = NULL;
    const struct type *type = NULL;
    bool quiet = f->quiet;
    uint32_t count = n->list.len - 1 + (piped ? 1 : 0);
    for (uint32_t i = 0; i < count; i++) {
        bool from_pipe = piped && i + 1 == n->list.len;
        const struct node *arg = from_pipe ? NULL : n->list.items[i + 1];
        bool last = i + 1 == count;
        enum flow_use arg_use = !is_and ? (use == FLOW_USE_TEST ? use : FLOW_USE_FALLBACK)
                                : last  ? use
                                        : FLOW_USE_TEST;
        struct flow_value v = from_pipe ? *piped : flow_operand(f, arg, arg_use);
        const struct flow_cond *c = flow_cond_of(f, &v, arg);
        cond = !i ? c : is_and ? flow_cond_and(a, cond, c) : flow_cond_or(a, cond, c);
        type = type ? flow_join(f, type, v.type) : v.type;
        f->quiet = !flow_assume(&f->facts, c, is_and) || f->quiet;
    }
    f->facts.head = head;
    f->quiet = quiet;
    return (struct flow_value){.type = type ? type : &type_any,
                               .cond = cond ? cond : &flow_cond_unknown};
}

static struct flow_value call_and_or(struct flow_frame *f, const struct node *n,
                                     const struct flow_value *piped, enum flow_use use)
{
    const struct node *fallback = f->fallback;
    bool is_and = str_eq(n->list.items[0]->text, STR("and"));
    if (!is_and && !f->fallback)
        f->fallback = n;
    struct flow_value v = and_or(f, n, piped, use, is_and);
    f->fallback = fallback;
    return v;
}

/* ---- all others ---- */

static const struct type *checked_type(struct flow_frame *f, const struct node *n,
                                       const struct fn *fn, const struct flow_args *args,
                                       bool piped)
{
    struct call_site site = {.project = f->flow->project,
                             .out = f->quiet ? NULL : &f->scratch,
                             .tree = f->tree,
                             .node = n,
                             .name = n->list.items[0],
                             .fn = fn,
                             .args = args->call,
                             .count = args->count,
                             .piped = piped,
                             .arena = f->flow->arena};
    uint32_t before = f->scratch.count;
    const struct type *t = call_type(&site);
    for (uint32_t i = before; i < f->scratch.count; i++)
        flow_adopt(f, f->scratch.items[i], args);
    return t ? t : &type_any;
}

/* Arms of ternary that fail although they are not chosen. */
static void eager_ternary(struct flow_frame *f, const struct flow_args *args,
                          struct flow_pending *before)
{
    if (args->count != 3)
        return;
    const struct flow_fact *head = f->facts.head;
    const struct flow_cond *c = flow_cond_of(f, &args->items[2].value, args->items[2].node);
    for (struct flow_pending *p = f->pending; p && p != before; p = p->next) {
        if (p->finding->rule != RULE_CH102 || !p->path)
            continue;
        for (int truth = 0; truth < 2 && p->finding->rule == RULE_CH102; truth++) {
            flow_assume(&f->facts, c, truth);
            if (flow_fact_of(f->facts.head, p->path) != flow_fact_of(head, p->path))
                flow_report_ternary(f, p);
            f->facts.head = head;
        }
    }
}

static struct flow_value general(struct flow_frame *f, const struct node *n, const struct fn *fn,
                                 const struct flow_value *piped, const struct node *before,
                                 enum flow_use use)
{
    struct flow_pending *pending = f->pending;
    const struct node *fallback = f->fallback;
    if (f->flow->uses[fn - fn_at(0)] == FLOW_USE_FALLBACK && !f->fallback)
        f->fallback = n;
    struct flow_args *args = evaluate(f, n, fn, piped, before, use);
    f->fallback = fallback;
    struct flow_value v = flow_made(checked_type(f, n, fn, args, piped != NULL));
    if (str_eq(fn_name(fn), STR("ternary")))
        eager_ternary(f, args, pending);
    flow_effect(f, fn, n, args, &v);
    return v;
}

struct flow_value flow_call(struct flow_frame *f, const struct node *n,
                            const struct flow_value *piped, const struct node *before,
                            enum flow_use use)
{
    str name = n->list.items[0]->text;
    const struct fn *fn = fn_find_cached(&f->flow->project->functions, name);
    flow_visit(f->flow);
    if (!fn || f->flow->exhausted)
        return flow_made(&type_any);
    if (str_eq(name, STR("and")) || str_eq(name, STR("or")))
        return call_and_or(f, n, piped, use);
    if (str_eq(name, STR("include")))
        return flow_call_include(f, n, piped, before, use);
    if (str_eq(name, STR("tpl")))
        return flow_call_tpl(f, n, piped, before);
    return general(f, n, fn, piped, before, use);
}
