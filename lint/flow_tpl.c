/* Texts that tpl runs: constants, and defaults of values that hold actions. */
#include "lint/flow_walk.h"

#include "eval/template_set.h"
#include "parser/parser.h"
#include "value/map.h"

enum { MAX_TEXT_DEPTH = 3 };

struct text {
    struct lint_file file; /* whoever has a tree takes its source for a file's */
    struct parse_result parsed;
    const struct tree *tree; /* NULL: cannot be parsed */
    str error;
};

static struct text *parse(struct flow *w, str text, enum delims delims)
{
    struct text *t = ARENA_NEW(w->arena, struct text);
    t->file.source = (struct source){.name = STR("gotpl"), .text = text};
    t->file.path = t->file.source.name;
    t->file.kind = LINT_FILE_TEMPLATE;
    struct diags diags;
    diags_init(&diags, w->arena);
    struct parse_options o = {
        .delims = delims, .errors = PARSE_RAW, .has_function = template_has_function};
    bool ok = parse_source(w->arena, &t->file.source, &o, &diags, &t->parsed);
    for (size_t i = 0; ok && i < t->parsed.count; i++)
        if (str_eq(t->parsed.trees[i].name, t->file.source.name))
            t->tree = &t->parsed.trees[i];
    if (!ok && diags.first)
        t->error = diags.first->text;
    return t;
}

static struct text *text_of(struct flow *w, str text, enum delims delims)
{
    const val *known = map_get(w->texts, text);
    if (known)
        return (struct text *)(uintptr_t)known->p;
    struct text *t = parse(w, text, delims);
    map_set(w->texts, text, (val){.tag = V_OPAQUE, .p = t});
    return t;
}

static void report_error(struct flow_frame *f, const struct node *n, const struct text *t)
{
    bool variable = str_has(t->error, STR("undefined variable"));
    str message = t->error;
    size_t at = str_find(message, STR("gotpl:"));
    if (at != STR_NONE)
        message = str_from(message, at + 6);
    flow_put(f, variable ? RULE_CH401 : RULE_CH001, n->span,
             "the text of tpl cannot be parsed: line %.*s", STR_ARG(message));
}

static void walk(struct flow_frame *f, const struct node *n, const struct text *t,
                 const struct type *type, const struct flow_value *dot, const struct node *dot_node)
{
    struct flow_frame inner = {.flow = f->flow,
                               .caller = f,
                               .tree = t->tree,
                               .file = f->file,
                               .place = f->in_text ? f->place : n->span,
                               .in_text = true,
                               .define = f->define,
                               .text_dot = dot_node,
                               .root = *dot,
                               .dot = *dot,
                               .arg_root = f->arg_root,
                               .facts = f->facts,
                               .quiet = f->quiet};
    if (type->decl && type->decl->file && !f->in_text) {
        inner.file = type->decl->file;
        inner.place = type->decl->span;
    }
    findings_init(&inner.scratch, f->flow->arena);
    flow_var_declare(&inner, STR("$"), inner.root);
    f->flow->text_depth++;
    flow_walk_tree(&inner);
    f->flow->text_depth--;
    for (struct flow_pending *p = inner.pending, *next; p; p = next) {
        next = p->next;
        if (f->pending_count >= FLOW_MAX_PENDING)
            break;
        finding_trace(&f->scratch, p->finding, f->file, f->in_text ? f->place : n->span, "tpl");
        p->next = f->pending;
        f->pending = p;
        f->pending_count++;
    }
}

/* The text that tpl is given: NULL type: not known. */
static bool known_text(const struct type *t, str *ret)
{
    if (t->any || !(t->kinds & TYPE_STRING) || t->known.tag != V_STRING)
        return false;
    *ret = val_text(t->known);
    return str_has(*ret, STR("{{"));
}

struct flow_value flow_call_tpl(struct flow_frame *f, const struct node *n,
                                const struct flow_value *piped, const struct node *before)
{
    uint32_t count = n->list.len - 1 + (piped ? 1 : 0);
    struct flow_value args[2] = {{.type = &type_any}, {.type = &type_any}};
    const struct node *nodes[2] = {NULL, NULL};
    for (uint32_t i = 0; i < count; i++) {
        bool from_pipe = i + 1 == n->list.len;
        const struct node *arg = from_pipe ? before : n->list.items[i + 1];
        struct flow_value v =
            from_pipe ? *piped : flow_operand(f, arg, i ? FLOW_USE_PASS : FLOW_USE_WHOLE);
        if (i < 2) {
            args[i] = v;
            nodes[i] = arg;
        }
    }
    struct flow_value result = {
        .type = &type_output,
        .cond = flow_cond_and(f->flow->arena, flow_cond_of(f, &args[0], nodes[0]), NULL)};
    str text;
    if (count != 2 || !known_text(args[0].type, &text) || f->flow->text_depth >= MAX_TEXT_DEPTH ||
        f->flow->depth >= FLOW_MAX_DEPTH)
        return result;
    const struct text *t = text_of(f->flow, text, f->tree->delims);
    if (t->tree)
        walk(f, n, t, args[0].type, &args[1], nodes[1]);
    else
        report_error(f, n, t);
    return result;
}
