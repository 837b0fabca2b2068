/* eq, ne, lt, le, gt, ge: what Go refuses to compare (CH204). As text/template's funcs.go. */
#include "lint/call_argument.h"
#include "lint/call_rules.h"

#include "base/buf.h"

/* Go's basic kinds: values of two of them are never compared. */
enum basic {
    BASIC_NULL = 1,
    BASIC_BOOL = 2,
    BASIC_INT = 4,
    BASIC_FLOAT = 8,
    BASIC_STRING = 16,
    BASIC_OTHER = 32
};

static unsigned basic_kinds(const struct type *t)
{
    unsigned k = 0;
    k |= t->kinds & TYPE_NULL ? BASIC_NULL : 0;
    k |= t->kinds & TYPE_BOOL ? BASIC_BOOL : 0;
    k |= t->kinds & (TYPE_INT | TYPE_INT64) ? BASIC_INT : 0;
    k |= t->kinds & TYPE_FLOAT ? BASIC_FLOAT : 0;
    k |= t->kinds & TYPE_STRING ? BASIC_STRING : 0;
    k |= t->kinds & (TYPE_LIST | TYPE_MAP) ? BASIC_OTHER : 0;
    return k;
}

static bool unknown(const struct type *t)
{
    return t->any || !t->kinds || (t->tags & TYPE_PLACEHOLDER) || (t->kinds & TYPE_OPAQUE);
}

/* The integer literal that a float64 of a values file is compared with. */
static bool wants_int(const struct type *number, const struct type *other)
{
    return number->kinds == TYPE_FLOAT && !(other->kinds & ~(unsigned)(TYPE_INT | TYPE_INT64));
}

static void suggest_int(const struct call_site *s, struct finding *g, uint32_t i)
{
    const struct node *n = s->args[i].node;
    if (!n || (s->piped && i + 1 == s->count))
        return;
    struct lint_file *file = lint_file_of(s->tree);
    str text = str_slice(file->source.text, n->span.begin, n->span.end);
    finding_help(s->out, g,
                 "use (int %.*s); with --set the number would be an int64 and it would work",
                 STR_ARG(text));
    finding_edit(s->out, g, LINT_FIX_SAFE, file, n->span,
                 str_fmt(s->arena, "(int %.*s)", STR_ARG(text)));
}

static str kinds_of(const struct call_site *s, uint32_t i)
{
    const struct type *t = s->args[i].type;
    if (t->kinds == TYPE_FLOAT)
        return STR("a number of a values file (float64)");
    if (!(t->kinds & ~(unsigned)(TYPE_INT | TYPE_INT64)))
        return STR("an integer");
    return type_text(s->arena, t);
}

static bool put_incompatible(const struct call_site *s)
{
    if (!s->out)
        return false;
    struct finding *g =
        finding_put(s->out, RULE_CH204, lint_file_of(s->tree), s->node->span,
                    "%.*s compares %.*s with %.*s: that is always an error",
                    STR_ARG(fn_name(s->fn)), STR_ARG(kinds_of(s, 0)), STR_ARG(kinds_of(s, 1)));
    g->subject = s->args[0].path.len ? s->args[0].path : s->args[1].path;
    for (uint32_t i = 0; i < 2; i++)
        call_label_declaration(s, g, s->args[i].type);
    if (wants_int(s->args[0].type, s->args[1].type))
        suggest_int(s, g, 0);
    else if (wants_int(s->args[1].type, s->args[0].type))
        suggest_int(s, g, 1);
    return false;
}

bool call_rule_equal(const struct call_site *s)
{
    if (s->count != 2 || unknown(s->args[0].type) || unknown(s->args[1].type))
        return true;
    unsigned x = basic_kinds(s->args[0].type), y = basic_kinds(s->args[1].type);
    if ((x | y) & BASIC_NULL)
        return true; /* nil equals nothing, which is no error */
    if (x & y & ~(unsigned)BASIC_OTHER)
        return true;
    return put_incompatible(s);
}

/* Nothing, for lt and its kin, is not less than anything: an error. */
static bool check_missing(const struct call_site *s, uint32_t i)
{
    const struct call_arg *a = &s->args[i];
    if (a->type->kinds != TYPE_NULL || !(a->type->tags & TYPE_MISSING) || a->guarded)
        return true;
    if (!s->out)
        return false;
    struct finding *g =
        finding_put(s->out, RULE_CH204, lint_file_of(s->tree), call_argument_span(s, i),
                    "%.*s compares %.*s, which is never "
                    "set: that is always an error",
                    STR_ARG(fn_name(s->fn)), STR_ARG(call_argument_name(s, i)));
    g->subject = a->path;
    return false;
}

bool call_rule_order(const struct call_site *s)
{
    if (s->count != 2)
        return true;
    for (uint32_t i = 0; i < 2; i++)
        if (!s->args[i].type->any && !check_missing(s, i))
            return false;
    if (unknown(s->args[0].type) || unknown(s->args[1].type))
        return true;
    unsigned x = basic_kinds(s->args[0].type), y = basic_kinds(s->args[1].type);
    unsigned ordered = BASIC_INT | BASIC_FLOAT | BASIC_STRING;
    if ((x & y & ordered) || ((x | y) & BASIC_NULL))
        return true;
    return put_incompatible(s);
}
