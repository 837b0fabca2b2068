/* default, coalesce, or, required: values that can never take effect (CH206, CH207, CH222). */
#include "eval/literal.h"
#include "lint/call_argument.h"
#include "lint/call_rules.h"

static bool is_literal(const struct call_arg *a)
{
    const struct node *n = a->node;
    while (n && n->kind == NODE_COMMAND && n->list.len == 1)
        n = n->list.items[0];
    while (n && n->kind == NODE_PIPE && n->pipeline.cmds.len == 1 &&
           n->pipeline.cmds.items[0]->list.len == 1)
        n = n->pipeline.cmds.items[0]->list.items[0];
    return n && literal_is(n);
}

static bool is_true(const struct call_arg *a)
{
    return is_literal(a) && a->type->kinds == TYPE_BOOL && type_always_true(a->type);
}

static void put_eaten(const struct call_site *s, uint32_t fallback, uint32_t value)
{
    if (!s->out)
        return;
    const struct call_arg *v = &s->args[value];
    struct finding *g =
        finding_put(s->out, RULE_CH206, lint_file_of(s->tree), call_argument_span(s, fallback),
                    "%.*s true replaces every empty value: false can never take effect for %.*s",
                    STR_ARG(fn_name(s->fn)), STR_ARG(call_argument_name(s, value)));
    g->subject = v->path.len ? v->path : fn_name(s->fn);
    call_label_declaration(s, g, v->type);
    finding_help(s->out, g, "set the value to true in values.yaml, or ask hasKey");
}

/* The value may be a boolean that the user sets to false. */
static bool may_be_false(const struct type *t)
{
    return t->any || (t->kinds & TYPE_BOOL) || (t->tags & TYPE_PLACEHOLDER) ||
           t->kinds == TYPE_NULL;
}

bool call_rule_default(const struct call_site *s)
{
    if (s->count != 2)
        return true;
    const struct call_arg *fallback = &s->args[0], *value = &s->args[1];
    if (is_true(fallback) && !is_literal(value) && may_be_false(value->type) && value->path.len) {
        put_eaten(s, 0, 1);
        return true;
    }
    if (!s->out || !fallback->path.len || !is_literal(value) || !type_always_true(value->type))
        return true;
    struct finding *g =
        finding_put(s->out, RULE_CH207, lint_file_of(s->tree), s->node->span,
                    "the literal is never empty, so `%.*s` is ignored: the fallback comes first",
                    STR_ARG(fallback->path));
    g->subject = fallback->path;
    finding_help(s->out, g, "swap them: default FALLBACK VALUE, or VALUE | default FALLBACK");
    return true;
}

bool call_rule_coalesce(const struct call_site *s)
{
    if (s->count < 2 || !is_true(&s->args[s->count - 1]))
        return true;
    uint32_t value = s->count - 2;
    const struct type *t = s->args[value].type;
    if (s->args[value].path.len && !t->any && (t->kinds & TYPE_BOOL))
        put_eaten(s, s->count - 1, value);
    return true;
}

bool call_rule_required(const struct call_site *s)
{
    if (!s->out || s->count != 2 || !type_always_true(s->args[1].type))
        return true;
    struct finding *g = finding_put(s->out, RULE_CH222, lint_file_of(s->tree), s->name->span,
                                    "required has no effect: %.*s is never empty",
                                    STR_ARG(call_argument_name(s, 1)));
    g->subject = s->args[1].path;
    return true;
}
