/* Findings about what is read: messages, places, advice. */
#include "lint/flow_walk.h"

#include "base/buf.h"
#include "lint/flow_near.h"

#include <stdarg.h>

/* ---- putting ---- */

struct flow_pending *flow_put(struct flow_frame *f, enum rule_id rule, struct span span,
                              const char *fmt, ...)
{
    if (f->quiet || f->flow->exhausted || f->pending_count >= FLOW_MAX_PENDING)
        return NULL;
    va_list args;
    va_start(args, fmt);
    struct buf text;
    buf_init(&text, f->flow->arena);
    buf_put_vfmt(&text, fmt, args);
    va_end(args);
    str message = buf_str(&text);
    uint32_t before = f->scratch.count;
    struct finding *g = finding_put(&f->scratch, rule, f->file, f->in_text ? f->place : span,
                                    "%.*s", STR_ARG(message));
    if (f->scratch.count == before)
        return NULL;
    struct flow_pending *p = ARENA_NEW(f->flow->arena, struct flow_pending);
    *p = (struct flow_pending){.finding = g, .define = f->define, .next = f->pending};
    f->pending = p;
    f->pending_count++;
    return p;
}

void flow_adopt(struct flow_frame *f, struct finding *g, const struct flow_args *args)
{
    struct flow_pending *p = ARENA_NEW(f->flow->arena, struct flow_pending);
    *p = (struct flow_pending){.finding = g, .define = f->define, .next = f->pending};
    for (uint32_t i = 0; i < args->count; i++) {
        const struct flow_arg *a = &args->items[i];
        if (!a->value.path || !a->node)
            continue;
        bool here = a->node->span.begin <= g->span.begin && g->span.end <= a->node->span.end;
        if (!here && p->path)
            continue;
        p->path = a->value.path;
        p->blame = g->severity == LINT_ERROR && g->rule != RULE_CH210 ? FLOW_BLAME_CRASH
                                                                      : FLOW_BLAME_MISSING;
        p->arg_only = f->arg_root && p->path->root == f->arg_root;
        p->field = a->node;
        if (here)
            break;
    }
    if (f->in_text) { /* the text is no file */
        g->file = f->file;
        g->span = f->place;
        g->edit_count = 0;
        g->fix = LINT_FIX_NONE;
    }
    f->pending = p;
    f->pending_count++;
}

/* ---- places and names ---- */

struct span flow_inner_span(const struct flow_frame *f, struct span s)
{
    str text = f->tree->source->text;
    bool quoted = s.end <= text.len && s.end - s.begin >= 2 &&
                  (text.s[s.begin] == '"' || text.s[s.begin] == '`');
    return quoted ? (struct span){s.begin + 1, s.end - 1} : s;
}

/* The names of a path are views of the source. */
static struct span name_span(const struct flow_frame *f, const struct node *n, uint32_t key)
{
    str text = f->tree->source->text, name = n->path.names[key];
    if (name.s < text.s || name.s + name.len > text.s + text.len)
        return n->span;
    uint32_t begin = (uint32_t)(name.s - text.s);
    return (struct span){begin, begin + (uint32_t)name.len};
}

/* As written, up to and with that name. */
static str written(const struct flow_frame *f, const struct node *n, uint32_t key)
{
    str text = f->tree->source->text;
    struct span last = name_span(f, n, key);
    if (n->span.begin >= last.end || last.end > text.len)
        return n->path.names[key];
    return str_slice(text, n->span.begin, last.end);
}

/* What a value is called: by its path when it is one of a chart's, else as written. */
static str name_of(struct flow_frame *f, const struct flow_path *p, const struct node *n,
                   uint32_t key)
{
    if (!p || p->kind != FLOW_ROOT_CHART)
        return written(f, n, key);
    struct buf b;
    buf_init(&b, f->flow->arena);
    flow_path_print(&b, p);
    return buf_str(&b);
}

static void label_decl(struct flow_frame *f, struct finding *g, const struct type *t,
                       const char *text)
{
    uint32_t n = 0;
    for (const struct decl *d = t->decl; d && n < 3; d = d->next)
        if (d->file) {
            finding_label(&f->scratch, g, d->file, d->span, "%s", text);
            n++;
        }
}

/* The innermost condition around it. */
static void label_guard(struct flow_frame *f, struct finding *g)
{
    for (const struct flow_fact *x = f->facts.head; x; x = x->next)
        if (x->kind == FLOW_FACT_TRUE && x->node && !f->in_text) {
            finding_label(&f->scratch, g, f->file, x->node->span, "reached when this is set");
            return;
        }
}

/* ---- how to see it: --set for the conditions around it ---- */

static bool put_option(struct buf *out, struct arena *a, const struct flow_fact *x)
{
    if (x->kind == FLOW_FACT_THERE || x->path->kind == FLOW_ROOT_MADE)
        return true;
    str option = flow_path_option(a, x->path);
    if (!option.len || x->kind == FLOW_FACT_TYPE)
        return false;
    bool want = x->kind == FLOW_FACT_TRUE;
    struct flow_facts declared = {.arena = a};
    const struct type *t = flow_path_type(&declared, x->path);
    if (t->known.tag != V_INVALID && val_truth(t->known) == want)
        return true;
    if (!want) {
        if (t->known.tag == V_BOOL)
            buf_put_fmt(out, "%s--set %.*s=false", out->len ? " " : "", STR_ARG(option));
        return t->known.tag == V_BOOL || (t->tags & TYPE_MISSING);
    }
    const char *value = t->any || t->kinds & TYPE_BOOL ? "true" : t->kinds & TYPE_STRING ? "x" : "";
    if (t->kinds & TYPE_NUMBER && !*value)
        value = "1";
    if (!*value)
        return false;
    buf_put_fmt(out, "%s--set %.*s=%s", out->len ? " " : "", STR_ARG(option), value);
    return true;
}

static void put_repro(struct flow_frame *f, struct finding *g)
{
    struct buf out;
    buf_init(&out, f->flow->arena);
    uint32_t n = 0;
    if (f->define || f->in_text || f->unclear)
        return;
    for (const struct flow_fact *x = f->facts.head; x; x = x->next)
        if (flow_fact_of(f->facts.head, x->path) == x &&
            (n++ > 6 || !put_option(&out, f->flow->arena, x)))
            return;
    if (out.len)
        g->repro = buf_str(&out);
}

/* ---- rules ---- */

/* A finding on which nothing but what the argument holds decides, seen in the define itself. */
static void depends_on(struct flow_frame *f, struct flow_pending *p, enum flow_blame blame,
                       struct flow_path *path, const struct node *n)
{
    p->blame = blame;
    p->path = path;
    p->field = n;
    p->arg_only = path && f->arg_root && path->root == f->arg_root;
}

static void help_near(struct flow_frame *f, struct finding *g, const struct node *n, uint32_t key,
                      str near, enum lint_fix fix)
{
    if (!near.len)
        return;
    finding_help(&f->scratch, g, "did you mean `%.*s`?", STR_ARG(near));
    if (!f->in_text)
        finding_edit(&f->scratch, g, fix, f->file, name_span(f, n, key), near);
}

void flow_report_null(struct flow_frame *f, const struct node *n, uint32_t key,
                      const struct flow_value *base, const struct flow_value *holder)
{
    const struct type *t = base->type;
    bool missing = t->tags & TYPE_MISSING;
    str what = name_of(f, base->path, n, key - 1), next = n->path.names[key];
    if (!missing && (!t->decl || t->known.tag != V_NIL ||
                     (base->path && flow_fact_of(f->facts.head, base->path))))
        return;
    struct flow_pending *p =
        missing ? flow_put(f, RULE_CH102, name_span(f, n, key - 1),
                           "nil pointer: `%.*s` does not exist, so `.%.*s` cannot be read",
                           STR_ARG(what), STR_ARG(next))
                : flow_put(f, RULE_CH112, name_span(f, n, key - 1),
                           "`%.*s` is null by default, so reading `.%.*s` fails", STR_ARG(what),
                           STR_ARG(next));
    if (!p)
        return;
    depends_on(f, p, FLOW_BLAME_CRASH, base->path, n);
    p->finding->subject = what;
    label_decl(f, p->finding, t, "null here");
    label_guard(f, p->finding);
    put_repro(f, p->finding);
    if (base->path) /* what comes behind is not reached without it: one report is enough */
        flow_fact_put(&f->facts, base->path, &type_any, FLOW_FACT_THERE, NULL);
    str near = missing ? flow_near_key(holder->type, n->path.names[key - 1]) : STR("");
    p->misspelt = near.len > 0;
    help_near(f, p->finding, n, key - 1, near, LINT_FIX_UNSAFE);
    if (!missing)
        finding_help(&f->scratch, p->finding, "declare it as {}");
}

void flow_report_field_of(struct flow_frame *f, const struct node *n, uint32_t key,
                          const struct flow_value *base)
{
    str type = type_text(f->flow->arena, base->type), name = n->path.names[key];
    str what = key > 0 ? name_of(f, base->path, n, key - 1) : STR(".");
    bool element = key == 0 && n->kind == NODE_FIELD && base->path && base->path->of;
    if (element)
        what = name_of(f, base->path->of, n, 0);
    struct flow_pending *p =
        flow_put(f, RULE_CH105, name_span(f, n, key),
                 element ? "each element of `%.*s` is %.*s, so `.%.*s` cannot be read from it"
                         : "`%.*s` is %.*s, so `.%.*s` cannot be read from it",
                 STR_ARG(what), STR_ARG(type), STR_ARG(name));
    if (!p)
        return;
    depends_on(f, p, FLOW_BLAME_CRASH, base->path, n);
    p->finding->subject = str_fmt(f->flow->arena, "%.*s.%.*s", STR_ARG(what), STR_ARG(name));
    label_decl(f, p->finding, base->type, "declared here");
    label_guard(f, p->finding);
    put_repro(f, p->finding);
}

void flow_report_maybe_null(struct flow_frame *f, const struct node *n, uint32_t key,
                            const struct flow_value *base)
{
    if (!f->flow->project->options->wanted || !lint_wants(f->flow->project, RULE_CH103))
        return;
    str what = name_of(f, base->path, n, key - 1), next = n->path.names[key];
    struct flow_pending *p = flow_put(f, RULE_CH103, name_span(f, n, key - 1),
                                      "`%.*s` may be null, and then `.%.*s` cannot be read",
                                      STR_ARG(what), STR_ARG(next));
    if (!p)
        return;
    depends_on(f, p, FLOW_BLAME_CRASH, base->path, n);
    p->finding->subject = what;
}

void flow_report_root(struct flow_frame *f, const struct node *n, const struct flow_value *base)
{
    str name = n->path.names[0], type = type_text(f->flow->arena, base->type);
    if (base->type->any)
        type = STR("an element of a list");
    struct flow_pending *p =
        flow_put(f, f->in_text ? RULE_CH406 : RULE_CH106, name_span(f, n, 0),
                 f->in_text ? "the text of tpl reads `.%.*s`, but its dot is not the root: %.*s"
                            : "`.%.*s` is read where the dot is not the root but %.*s",
                 STR_ARG(name), STR_ARG(type));
    if (!p)
        return;
    bool to_root = f->root.type->tags & TYPE_ROOT;
    if (base->type->any)
        p->finding->severity = LINT_WARNING;
    depends_on(f, p, FLOW_BLAME_CRASH, flow_path_key(&f->flow->paths, base->path, name), n);
    p->finding->subject = str_fmt(f->flow->arena, ".%.*s", STR_ARG(name));
    if (f->in_text)
        return;
    finding_help(&f->scratch, p->finding, "`$.%.*s` reads it from the root", STR_ARG(name));
    finding_edit(&f->scratch, p->finding, to_root ? LINT_FIX_SAFE : LINT_FIX_UNSAFE, f->file,
                 (struct span){n->span.begin, n->span.begin}, STR("$"));
}

void flow_report_member(struct flow_frame *f, const struct node *n, uint32_t key,
                        const struct flow_value *base)
{
    str what = key ? written(f, n, key - 1) : STR("."), name = n->path.names[key];
    str type = gotype_name((enum gotype)base->type->opaque);
    struct flow_pending *p =
        flow_put(f, RULE_CH108, name_span(f, n, key), "`%.*s` (%.*s) has no field or method `%.*s`",
                 STR_ARG(what), STR_ARG(type), STR_ARG(name));
    if (p)
        p->finding->subject = written(f, n, key);
}

/* ---- keys that nothing declares ---- */

/* .Chart.x and its like: which of the context's own; empty: none. */
static str builtin_of(const struct flow_path *p)
{
    while (p && p->depth > 1)
        p = p->parent;
    if (!p || !p->parent || p->kind != FLOW_ROOT_CHART || str_eq(p->name, STR("Values")) ||
        str_eq(p->name, STR("Subcharts")) || str_eq(p->name, STR("Files")))
        return STR("");
    return p->name;
}

static void report_builtin(struct flow_frame *f, const struct node *n, uint32_t key,
                           const struct flow_value *holder, struct flow_path *path)
{
    str what = name_of(f, path, n, key);
    struct flow_pending *p = flow_put(
        f, RULE_CH108, name_span(f, n, key),
        "`%.*s` does not exist: Helm takes it for nothing, without an error", STR_ARG(what));
    if (!p)
        return;
    p->finding->subject = what;
    help_near(f, p->finding, n, key, flow_near_key(holder->type, n->path.names[key]),
              LINT_FIX_SAFE);
}

static void report_forbidden(struct flow_frame *f, const struct node *n, uint32_t key,
                             const struct flow_value *holder, struct flow_path *path, str near)
{
    str what = name_of(f, path, n, key);
    struct flow_pending *p = flow_put(
        f, RULE_CH109, name_span(f, n, key),
        "the schema forbids `%.*s`, so the template can only find nothing there", STR_ARG(what));
    if (!p)
        return;
    depends_on(f, p, FLOW_BLAME_MISSING, path, n);
    p->finding->subject = what;
    help_near(f, p->finding, n, key, near, LINT_FIX_UNSAFE);
    label_decl(f, p->finding, holder->type, "declared here");
}

/* Names that stand for each other on purpose: both are asked for in one expression, or one where
 * the other is not set. */
static bool is_alias(const struct flow_frame *f, const struct flow_path *near_path,
                     const struct flow_path *path, str near, enum flow_use use)
{
    str parent = path && path->parent ? path->parent->name : STR("");
    if (near_path && flow_fact_is(f->facts.head, near_path, FLOW_FACT_FALSE))
        return true;
    bool direct = use != FLOW_USE_COMPARE; /* eq .a "x" asks about one of them alone */
    return (direct && f->fallback && flow_mentions(f->fallback, parent, near)) ||
           (f->orelse && flow_mentions(f->orelse, parent, near));
}

static void report_typo(struct flow_frame *f, const struct node *n, uint32_t key,
                        const struct flow_value *holder, struct flow_path *path, str near,
                        enum flow_use use)
{
    struct flow_path *near_path = path ? flow_path_key(&f->flow->paths, path->parent, near) : NULL;
    if (is_alias(f, near_path, path, near, use))
        return;
    str what = name_of(f, path, n, key);
    struct flow_pending *p = flow_put(f, RULE_CH104, name_span(f, n, key),
                                      "nothing declares `%.*s`, but `%.*s` is declared beside it",
                                      STR_ARG(what), STR_ARG(near));
    if (!p)
        return;
    depends_on(f, p, FLOW_BLAME_MISSING, path, n);
    p->near = near_path;
    p->only_paired = use == FLOW_USE_FALLBACK && flow_same_word(near, n->path.names[key]);
    p->finding->subject = what;
    const struct type_field *field = type_field(holder->type, near);
    if (field)
        label_decl(f, p->finding, field->type, "declared here");
    help_near(f, p->finding, n, key, near, LINT_FIX_UNSAFE);
}

/* Inside of a feature that is off by default keys often have no default. */
static bool in_optional_block(const struct flow_frame *f, const struct flow_path *path)
{
    for (const struct flow_fact *x = f->facts.head; x; x = x->next)
        if (x->kind == FLOW_FACT_TRUE && flow_path_leads(x->path, path))
            return true;
    return false;
}

static void report_unknown(struct flow_frame *f, const struct node *n, uint32_t key,
                           const struct flow_value *holder, struct flow_path *path)
{
    str what = name_of(f, path, n, key);
    struct flow_pending *p =
        flow_put(f, RULE_CH101, name_span(f, n, key),
                 "nothing declares `%.*s`: it is printed as nothing", STR_ARG(what));
    if (!p)
        return;
    depends_on(f, p, FLOW_BLAME_MISSING, path, n);
    p->finding->subject = what;
    if (in_optional_block(f, path))
        p->finding->severity = LINT_NOTE;
    label_decl(f, p->finding, holder->type, "declared here, without that key");
    label_guard(f, p->finding);
}

void flow_report_swapped(struct flow_frame *f, const struct node *n, uint32_t key,
                         const struct flow_value *holder, struct flow_path *path, enum flow_use use)
{
    str name = n->path.names[key], near = STR("");
    if (f->quiet || !path || path->kind != FLOW_ROOT_CHART || holder->type->any)
        return;
    for (uint32_t i = 0; i < holder->type->field_count && !near.len; i++)
        if (flow_is_anagram(holder->type->fields[i].name, name))
            near = flow_near_key(holder->type, name);
    if (near.len && flow_is_anagram(near, name))
        report_typo(f, n, key, holder, path, near, use);
}

void flow_report_missing(struct flow_frame *f, const struct node *n, uint32_t key,
                         const struct flow_value *holder, struct flow_path *path, enum flow_use use)
{
    if (f->quiet || !path)
        return;
    if (builtin_of(path).len) {
        if (path->depth == 2)
            report_builtin(f, n, key, holder, path);
        return;
    }
    bool root_key = path->depth == 1 && path->kind == FLOW_ROOT_CHART;
    str near = flow_near_key(holder->type, n->path.names[key]);
    bool asks = use == FLOW_USE_TEST || use == FLOW_USE_COMPARE || use == FLOW_USE_FALLBACK;
    if (holder->type->rest == MAP_CLOSED && path->kind == FLOW_ROOT_CHART && !root_key && !asks)
        report_forbidden(f, n, key, holder, path, near);
    else if (near.len && path->kind != FLOW_ROOT_MADE)
        report_typo(f, n, key, holder, path, near, use);
    else if (use == FLOW_USE_PRINT && !root_key && path->kind != FLOW_ROOT_MADE &&
             path->kind != FLOW_ROOT_ELEMENT)
        report_unknown(f, n, key, holder, path);
}
