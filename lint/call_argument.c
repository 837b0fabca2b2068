#include "lint/call_argument.h"

#include "base/arena.h"
#include "base/buf.h"
#include "eval/literal.h"
#include "funcs/check.h"

struct span call_argument_span(const struct call_site *s, uint32_t i)
{
    bool piped = s->piped && i + 1 == s->count;
    return piped || !s->args[i].node ? s->name->span : s->args[i].node->span;
}

str call_argument_name(const struct call_site *s, uint32_t i)
{
    if (s->args[i].path.len)
        return str_fmt(s->arena, "`%.*s`", STR_ARG(s->args[i].path));
    if (s->piped && i + 1 == s->count)
        return STR("the piped value");
    return str_fmt(s->arena, "argument %u", i + 1);
}

void call_label_declaration(const struct call_site *s, struct finding *g, const struct type *t)
{
    if (t->decl && t->decl->file)
        finding_label(s->out, g, t->decl->file, t->decl->span, "declared here");
}

/* ---- literals: Go types them by the parameter ---- */

static bool check_literal(const struct call_site *s, uint32_t i, const struct node *n,
                          enum gotype want)
{
    val ignored;
    str error;
    if (literal_argument(s->arena, n, want, &ignored, &error))
        return true;
    if (!s->out)
        return false;
    struct finding *g = finding_put(s->out, RULE_CH202, lint_file_of(s->tree), n->span,
                                    "%.*s takes a %.*s here: %.*s", STR_ARG(fn_name(s->fn)),
                                    STR_ARG(gotype_name(want)), STR_ARG(error));
    g->subject = str_fmt(s->arena, "%.*s argument %u", STR_ARG(fn_name(s->fn)), i + 1);
    return false;
}

/* ---- values ---- */

/* The Go types of each kind. */
static const struct {
    unsigned kind;
    enum gotype type;
} go_types[] = {
    {TYPE_BOOL, T_BOOL},     {TYPE_INT, T_INT},   {TYPE_INT64, T_INT64}, {TYPE_FLOAT, T_FLOAT64},
    {TYPE_STRING, T_STRING}, {TYPE_LIST, T_LIST}, {TYPE_MAP, T_MAP},
};

/* The kinds of t that the parameter refuses. Lists and ints come in several Go types, of which the
 * type tells nothing: a parameter of any of these is taken to fit. */
static unsigned refused_kinds(const struct type *t, enum gotype want)
{
    unsigned refused = 0;
    enum gokind kind = gotype_kind(want);
    for (size_t i = 0; i < sizeof go_types / sizeof *go_types; i++) {
        unsigned k = go_types[i].kind;
        if (!(t->kinds & k) || check_assignable(go_types[i].type, want))
            continue;
        if ((k == TYPE_LIST && kind == K_SLICE) || (k == TYPE_MAP && kind == K_MAP))
            continue;
        refused |= k;
    }
    return refused | (t->kinds & TYPE_NULL);
}

static str word_for(enum gotype want)
{
    switch (gotype_kind(want)) {
    case K_STRING:
        return STR("a string");
    case K_MAP:
        return STR("a map");
    case K_SLICE:
        return STR("a list");
    case K_BOOL:
        return STR("a boolean");
    default:
        return gotype_name(want);
    }
}

static str conversion_to(enum gotype want, const struct type *t)
{
    if (want == T_STRING && !(t->kinds & (TYPE_MAP | TYPE_LIST)))
        return STR("toString");
    if (t->kinds & ~(unsigned)(TYPE_NUMBER | TYPE_STRING))
        return STR("");
    return want == T_INT ? STR("int") : want == T_INT64 ? STR("int64") : STR("");
}

static void suggest_conversion(const struct call_site *s, uint32_t i, struct finding *g,
                               enum gotype want)
{
    str f = conversion_to(want, s->args[i].type);
    const struct node *n = s->args[i].node;
    if (!f.len)
        return;
    finding_help(s->out, g, "convert it: %.*s", STR_ARG(f));
    struct lint_file *file = lint_file_of(s->tree);
    if (s->piped && i + 1 == s->count) {
        struct span at = {s->name->span.begin, s->name->span.begin};
        finding_edit(s->out, g, LINT_FIX_SAFE, file, at, str_fmt(s->arena, "%.*s | ", STR_ARG(f)));
    } else if (n && (n->kind == NODE_FIELD || n->kind == NODE_VARIABLE)) {
        str text = str_slice(file->source.text, n->span.begin, n->span.end);
        finding_edit(s->out, g, LINT_FIX_SAFE, file, n->span,
                     str_fmt(s->arena, "(%.*s %.*s)", STR_ARG(f), STR_ARG(text)));
    }
}

static bool put_missing(const struct call_site *s, uint32_t i, enum gotype want)
{
    if (!s->out)
        return false;
    struct finding *g = finding_put(
        s->out, RULE_CH203, lint_file_of(s->tree), call_argument_span(s, i),
        "%.*s needs %.*s; %.*s is never set and has no default", STR_ARG(fn_name(s->fn)),
        STR_ARG(word_for(want)), STR_ARG(call_argument_name(s, i)));
    g->subject = s->args[i].path.len ? s->args[i].path : fn_name(s->fn);
    finding_help(s->out, g, "give it a default, or say that it is required");
    return false;
}

static struct finding *put_wrong(const struct call_site *s, uint32_t i, enum gotype want)
{
    struct finding *g = finding_put(
        s->out, RULE_CH202, lint_file_of(s->tree), call_argument_span(s, i),
        "%.*s needs %.*s; %.*s is %.*s", STR_ARG(fn_name(s->fn)), STR_ARG(word_for(want)),
        STR_ARG(call_argument_name(s, i)), STR_ARG(type_text(s->arena, s->args[i].type)));
    g->subject = s->args[i].path.len ? s->args[i].path : fn_name(s->fn);
    call_label_declaration(s, g, s->args[i].type);
    suggest_conversion(s, i, g, want);
    return g;
}

/* Whether the kind of the declared default is among those refused. */
static bool default_refused(const struct type *t, unsigned refused)
{
    static const uint16_t kinds[] = {[V_BOOL] = TYPE_BOOL,   [V_INT] = TYPE_INT64,
                                     [V_FLOAT] = TYPE_FLOAT, [V_STRING] = TYPE_STRING,
                                     [V_LIST] = TYPE_LIST,   [V_MAP] = TYPE_MAP,
                                     [V_OPAQUE] = 0};
    return t->known.tag != V_INVALID && (kinds[t->known.tag] & refused) != 0;
}

static bool check_value_type(const struct call_site *s, uint32_t i, enum gotype want)
{
    const struct type *t = s->args[i].type;
    if (t->any || !t->kinds || (t->tags & TYPE_PLACEHOLDER) || (t->kinds & TYPE_OPAQUE))
        return true;
    unsigned refused = refused_kinds(t, want);
    if (!refused)
        return true;
    if (refused == TYPE_NULL) {
        if (t->kinds != TYPE_NULL || s->args[i].guarded || !(t->tags & TYPE_MISSING))
            return true;
        return put_missing(s, i, want);
    }
    unsigned rest = t->kinds & ~refused;
    if (!rest) {
        if (s->out)
            put_wrong(s, i, want);
        return false;
    }
    if (s->out && default_refused(t, refused) && !s->args[i].guarded) {
        struct finding *g = put_wrong(s, i, want);
        g->severity = LINT_WARNING;
        g->confidence = LINT_LIKELY;
    }
    return true;
}

bool call_check_argument(const struct call_site *s, uint32_t i)
{
    enum gotype want = check_param(s->fn, i);
    if (want == T_ANY || want == T_REFLECT)
        return true;
    const struct node *n = s->args[i].node;
    bool piped = s->piped && i + 1 == s->count;
    if (!piped && n && literal_is(n))
        return check_literal(s, i, n, want);
    return check_value_type(s, i, want);
}
