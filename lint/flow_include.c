/* include and template: a define is looked at once for each kind of argument, and what was found
 * in it is passed on to whoever includes it. */
#include "lint/flow_walk.h"

#include "base/buf.h"
#include "base/nearest.h"
#include "value/map.h"

static const struct flow_output any_output;

struct span flow_template_name_span(const struct flow_frame *f, const struct node *n)
{
    str text = f->tree->source->text;
    struct span s = n->span;
    if (s.end > text.len)
        return s;
    size_t at = str_find(str_slice(text, s.begin, s.end), n->call.name);
    if (at == STR_NONE)
        return s;
    return (struct span){s.begin + (uint32_t)at, s.begin + (uint32_t)(at + n->call.name.len)};
}

/* ---- summaries ---- */

static struct flow_summary *find_summary(struct flow_summary *list, const struct type *arg,
                                         const struct lint_chart *chart, uint32_t *count)
{
    *count = 0;
    for (; list; list = list->next) {
        if (list->chart == chart && (chart || type_equal(list->arg, arg)))
            return list;
        (*count)++;
    }
    return NULL;
}

/* Arguments of many kinds: what differs between them is not looked at. */
static const struct type *widened(struct flow_frame *f, const struct type *arg)
{
    struct arena *a = f->flow->arena;
    if (arg->any || arg->kinds != TYPE_MAP)
        return &type_any;
    struct type_field *fields = ARENA_ARRAY(a, struct type_field, arg->field_count + 1);
    for (uint32_t i = 0; i < arg->field_count; i++) {
        fields[i] = arg->fields[i];
        if (!(fields[i].type->tags & TYPE_ROOT))
            fields[i].type = &type_any;
    }
    return type_with_fields(a, type_map(a, MAP_OPEN), fields, arg->field_count);
}

static void run_summary(struct flow_frame *f, struct flow_summary *s, const struct lint_define *d)
{
    struct flow *w = f->flow;
    struct flow_frame inner = {.flow = w,
                               .caller = f,
                               .tree = d->tree,
                               .file = d->file,
                               .define = (uint32_t)(d - w->project->define) + 1,
                               .arg_root = s->arg_root,
                               .facts = {.arena = w->arena, .paths = &w->paths}};
    inner.root = (struct flow_value){
        .type = s->arg, .path = s->arg_root ? s->arg_root : flow_chart_root(w, s->chart)};
    inner.dot = inner.root;
    findings_init(&inner.scratch, w->arena);
    flow_var_declare(&inner, STR("$"), inner.root);
    s->output = flow_walk_tree(&inner);
    for (struct flow_pending *p = inner.pending, *next; p; p = next) {
        next = p->next; /* in the order of the text */
        p->next = s->pending;
        s->pending = p;
    }
    s->done = true;
}

static struct flow_summary *summary_of(struct flow_frame *f, size_t define,
                                       const struct flow_value *arg)
{
    struct flow *w = f->flow;
    const struct lint_chart *chart = NULL;
    if (arg->path && !arg->path->parent && arg->path->kind == FLOW_ROOT_CHART &&
        (arg->type->tags & TYPE_ROOT))
        chart = arg->path->chart;
    const struct type *type = arg->type;
    uint32_t count;
    struct flow_summary *s = find_summary(w->summaries[define], type, chart, &count);
    if (!s && !chart && count >= FLOW_MAX_VARIANTS) {
        type = widened(f, type);
        s = find_summary(w->summaries[define], type, NULL, &count);
        if (!s && count >= 2 * FLOW_MAX_VARIANTS) {
            type = &type_any;
            s = find_summary(w->summaries[define], type, NULL, &count);
        }
    }
    if (s)
        return s;
    s = ARENA_NEW(w->arena, struct flow_summary);
    *s = (struct flow_summary){
        .arg = type, .chart = chart, .widened = type != arg->type, .next = w->summaries[define]};
    if (!chart)
        s->arg_root = flow_path_root(&w->paths, FLOW_ROOT_ARG, type);
    w->summaries[define] = s;
    w->depth++;
    run_summary(f, s, &w->project->define[define]);
    w->depth--;
    return s;
}

/* ---- what the define found, seen from the call ---- */

/* What dict put under a key. */
static struct flow_path *dict_path(const struct flow_args *dict, str name)
{
    for (uint32_t i = 0; dict && i + 1 < dict->count; i += 2) {
        str key;
        if (flow_constant(dict->items[i].node, &key) && str_eq(key, name))
            return dict->items[i + 1].value.path;
    }
    return NULL;
}

/* The path of the argument's key, from where the argument comes. */
static struct flow_path *rebase(struct flow_frame *f, struct flow_path *p,
                                const struct flow_path *root, const struct flow_value *onto)
{
    if (p == root)
        return onto->path;
    if (!p->parent)
        return NULL;
    if (p->parent == root && onto->dict)
        return dict_path(onto->dict, p->name);
    return flow_path_key(&f->flow->paths, rebase(f, p->parent, root, onto), p->name);
}

/* What the define does with the values in its argument. */
static void mark_dict(struct flow_frame *f, struct flow_path *arg_root, const struct flow_args *d)
{
    for (uint32_t i = 0; d && i + 1 < d->count; i += 2) {
        str key;
        struct flow_path *p = d->items[i + 1].value.path;
        if (!p || !flow_constant(d->items[i].node, &key))
            continue;
        const struct flow_path *inner = flow_path_find(&f->flow->paths, arg_root, key);
        p->whole = p->whole || (inner && inner->whole);
    }
}

static bool excused(const struct flow_frame *f, const struct flow_path *p)
{
    const struct flow_fact *fact = flow_fact_of(f->facts.head, p);
    return fact && (fact->type->any || fact->type->kinds != TYPE_NULL);
}

static bool already(const struct flow_frame *f, const struct finding *g)
{
    for (const struct flow_pending *p = f->pending; p; p = p->next)
        if (p->finding->rule == g->rule && p->finding->file == g->file &&
            p->finding->span.begin == g->span.begin && str_eq(p->finding->message, g->message))
            return true;
    return false;
}

static struct finding *copy_with_trace(struct flow_frame *f, const struct finding *g,
                                       const struct node *at, str name)
{
    struct finding *n = ARENA_NEW(f->flow->arena, struct finding);
    *n = *g;
    n->trace_cap = n->trace_count = g->trace_count + 1;
    n->trace = ARENA_ARRAY(f->flow->arena, struct finding_label, n->trace_count);
    n->trace[0] =
        (struct finding_label){f->file, f->in_text ? f->place : at->span,
                               str_fmt(f->flow->arena, "include \"%.*s\"", STR_ARG(name))};
    if (g->trace_count)
        memcpy(n->trace + 1, g->trace, g->trace_count * sizeof *g->trace);
    return n;
}

/* It is the caller's own argument that lacks it: the mistake is at the call. */
static void report_at_call(struct flow_frame *f, const struct flow_pending *p,
                           const struct node *at, const struct node *arg_node, str name)
{
    struct span place = (arg_node ? arg_node : at)->span;
    for (struct flow_pending *q = f->pending; q; q = q->next)
        if (q->finding->rule == RULE_CH305 && q->finding->span.begin == place.begin)
            return; /* one wrong argument is one mistake */
    struct buf path;
    buf_init(&path, f->flow->arena);
    flow_path_print(&path, p->path);
    str what = buf_str(&path), message = p->finding->message;
    bool lacks =
        p->path->depth && (p->finding->rule == RULE_CH102 || p->finding->rule == RULE_CH203);
    struct flow_pending *n =
        lacks ? flow_put(f, RULE_CH305, place,
                         "\"%.*s\" needs `%.*s`, which this argument does not have", STR_ARG(name),
                         STR_ARG(what))
              : flow_put(f, RULE_CH305, place, "\"%.*s\" fails with this argument: %.*s",
                         STR_ARG(name), STR_ARG(message));
    if (!n)
        return;
    finding_label(&f->scratch, n->finding, p->finding->file, p->finding->span, "read here");
    n->finding->subject =
        str_fmt(f->flow->arena, "include \"%.*s\" %.*s", STR_ARG(name), STR_ARG(what));
}

static void push(struct flow_frame *f, const struct flow_pending *p, struct flow_path *path,
                 const struct node *at, str name)
{
    if (f->pending_count >= FLOW_MAX_PENDING || already(f, p->finding))
        return;
    struct flow_pending *n = ARENA_NEW(f->flow->arena, struct flow_pending);
    *n = *p;
    n->path = path;
    n->finding = copy_with_trace(f, p->finding, at, name);
    n->next = f->pending;
    f->pending = n;
    f->pending_count++;
}

/* A context of a chart has no such key: the define wants something else. */
static bool is_root_lack(const struct flow_pending *p)
{
    return p->blame == FLOW_BLAME_CRASH && p->path && p->path->kind == FLOW_ROOT_CHART &&
           p->path->depth == 1 && !p->misspelt;
}

/* In a define: its own argument is handed on. */
static bool passes_dot(const struct flow_frame *f, const struct node *arg_node)
{
    const struct node *n = flow_single(arg_node);
    return f->define && n &&
           (n->kind == NODE_DOT || (n->kind == NODE_VARIABLE && n->path.len == 1));
}

void flow_take_over(struct flow_frame *f, const struct flow_pending *p, struct flow_path *arg_root,
                    const struct flow_value *arg, const struct node *at,
                    const struct node *arg_node, str name)
{
    for (; p && !f->quiet; p = p->next) {
        struct flow_path *path = p->path;
        bool of_arg = path && arg_root && path->root == arg_root;
        if (of_arg)
            path = rebase(f, path, arg_root, arg);
        if (path && excused(f, path))
            continue;
        if (is_root_lack(p) && !passes_dot(f, arg_node))
            report_at_call(f, p, at, arg_node, name);
        else if (!of_arg || p->blame != FLOW_BLAME_CRASH)
            push(f, p, of_arg ? NULL : path, at, name);
        else if (path && path->kind == FLOW_ROOT_ARG)
            push(f, p, path, at, name);
        else
            report_at_call(f, p, at, arg_node, name);
    }
}

/* ---- names ---- */

static void report_undefined(struct flow_frame *f, struct span span, str name)
{
    const struct lint_project *p = f->flow->project;
    struct flow_pending *n =
        flow_put(f, RULE_CH301, span, "no template named \"%.*s\"", STR_ARG(name));
    if (!n)
        return;
    struct nearest near;
    nearest_init(&near, name);
    for (uint32_t i = 0; i < map_len(p->defines); i++)
        nearest_offer(&near, p->defines->entries[i].key);
    if (near.best.len) {
        finding_help(&f->scratch, n->finding, "did you mean \"%.*s\"?", STR_ARG(near.best));
        if (!f->in_text)
            finding_edit(&f->scratch, n->finding,
                         near.distance == 1 ? LINT_FIX_SAFE : LINT_FIX_UNSAFE, f->file,
                         flow_inner_span(f, span), near.best);
    }
    n->finding->subject = str_fmt(f->flow->arena, "include \"%.*s\"", STR_ARG(name));
    if (!near.best.len && lint_lacks_dependency(p)) {
        n->finding->severity = LINT_NOTE;
        finding_help(&f->scratch, n->finding,
                     "a dependency is missing in charts/: it may define the template");
    }
}

struct flow_output flow_include(struct flow_frame *f, const struct node *at, struct span name_span,
                                str name, const struct flow_value *arg, const struct node *arg_node)
{
    struct flow *w = f->flow;
    const val *number = map_get(w->project->defines, name);
    if (!number) {
        report_undefined(f, name_span, name);
        return any_output;
    }
    size_t define = (size_t)number->i;
    w->included[define] = true;
    struct flow_value value = arg ? flow_current(f, *arg) : flow_made(&type_null);
    if (w->depth >= FLOW_MAX_DEPTH || w->exhausted)
        return any_output;
    struct flow_summary *s = summary_of(f, define, &value);
    if (!s->done)
        return any_output;
    if (arg)
        flow_note_dict_call(f, define, value.type, (arg_node ? arg_node : at)->span);
    if (s->arg_root && value.dict)
        mark_dict(f, s->arg_root, value.dict);
    if (s->pending)
        flow_take_over(f, s->pending, s->arg_root, &value, at, arg_node, name);
    if (s->output.fails)
        f->dead = true;
    return s->output;
}

/* ---- the function ---- */

static bool always_prints(const struct flow_output *o)
{
    if (!o->texts)
        return false;
    bool falsy = false;
    for (uint32_t i = 0; i < o->text_count; i++) {
        str t = o->texts[i];
        if (!t.len)
            return false;
        falsy = falsy || str_eq(t, STR("false")) || str_trim_blanks(t).len == 0;
    }
    return falsy;
}

static struct flow_value value_of_output(struct flow_frame *f, const struct node *n,
                                         const struct flow_output *o, str name, enum flow_use use)
{
    struct flow_value v = {.type = &type_output, .cond = o->cond ? o->cond : &flow_cond_unknown};
    if (o->texts)
        v.type = type_tagged(f->flow->arena, type_one_of(f->flow->arena, o->texts, o->text_count),
                             TYPE_OUTPUT);
    if (use == FLOW_USE_TEST && always_prints(o)) {
        struct flow_pending *p =
            flow_put(f, RULE_CH213, n->span,
                     "`include \"%.*s\"` always writes something, so the condition is always true",
                     STR_ARG(name));
        if (p)
            finding_help(&f->scratch, p->finding,
                         "compare its text: eq (include \"%.*s\" …) \"true\"", STR_ARG(name));
    }
    return v;
}

/* The beginning of a name that is put together: printf "x.%s" and the like. */
static void note_prefix(struct flow_frame *f, const struct node *n)
{
    struct flow *w = f->flow;
    str prefix = STR("");
    const struct node *inner = n;
    while (inner && inner->kind == NODE_PIPE && inner->pipeline.cmds.len) {
        const struct node *cmd = inner->pipeline.cmds.items[0];
        inner = cmd->list.len > 1 ? cmd->list.items[1] : cmd->list.items[0];
    }
    if (inner && inner->kind == NODE_STRING) {
        prefix = inner->string.value;
        size_t verb = str_find_char(prefix, '%');
        if (verb != STR_NONE)
            prefix = str_slice(prefix, 0, verb);
    }
    w->prefixes =
        arena_room(w->arena, w->prefixes, w->prefix_count, &w->prefix_cap, sizeof *w->prefixes);
    w->prefixes[w->prefix_count++] = prefix;
}

static bool wrong_count(struct flow_frame *f, const struct node *n, uint32_t count)
{
    if (count == 2)
        return false;
    struct flow_pending *p =
        flow_put(f, RULE_CH302, n->span, "wrong number of args for include: want 2 got %u", count);
    str name;
    if (!p || count != 1 || n->list.len != 2 || !flow_constant(n->list.items[1], &name))
        return true;
    finding_help(&f->scratch, p->finding, "pass the context: include \"%.*s\" .", STR_ARG(name));
    if (!f->in_text && f->dot.path == f->root.path) {
        uint32_t end = n->list.items[1]->span.end;
        finding_edit(&f->scratch, p->finding, LINT_FIX_SAFE, f->file, (struct span){end, end},
                     STR(" ."));
    }
    return true;
}

struct flow_value flow_call_include(struct flow_frame *f, const struct node *n,
                                    const struct flow_value *piped, const struct node *before,
                                    enum flow_use use)
{
    uint32_t count = n->list.len - 1 + (piped ? 1 : 0);
    struct flow_value first = {.type = &type_any}, arg = {.type = &type_any};
    for (uint32_t i = 1; i < n->list.len; i++) {
        struct flow_value v =
            flow_operand(f, n->list.items[i], i == 1 ? FLOW_USE_ARG : FLOW_USE_PASS);
        if (i == 1)
            first = v;
        else if (i == 2)
            arg = v;
    }
    if (piped && count == 2)
        arg = *piped;
    (void)first;
    str name;
    if (wrong_count(f, n, count))
        return flow_made(&type_output);
    if (n->list.len < 2 || !flow_constant(n->list.items[1], &name)) {
        note_prefix(f, n->list.len < 2 ? NULL : n->list.items[1]);
        return flow_made(&type_output);
    }
    const struct node *arg_node = n->list.len > 2 ? n->list.items[2] : before;
    struct flow_output o =
        flow_include(f, n, flow_single(n->list.items[1])->span, name, &arg, arg_node);
    if (use == FLOW_USE_PRINT)
        flow_report_shape(f, n, &o, name);
    return value_of_output(f, n, &o, name, use);
}
