/* What printing makes of values: maps in Go's syntax (CH210), exponents (CH209), <nil> (CH211), and
 * verbs of printf that do not fit (CH208). */
#include "lint/call_argument.h"
#include "lint/call_rules.h"

#include "base/buf.h"
#include "value/gofmt.h"

#include <math.h>

/* ---- values that print badly ---- */

static bool is_collection(const struct type *t)
{
    return !t->any && t->kinds && !(t->kinds & ~(unsigned)(TYPE_MAP | TYPE_LIST)) &&
           !(t->tags & TYPE_PLACEHOLDER);
}

/* From 1e+06 (with shortest digits: 21 is not reached by what people write) Go prints exponents. */
static bool prints_exponent(const struct type *t)
{
    return !t->any && t->kinds == TYPE_FLOAT && t->known.tag == V_FLOAT &&
           fabs(t->known.f) >= 1e6 && fabs(t->known.f) < 1e300 && t->known.f == floor(t->known.f);
}

static void put_collection(struct findings *out, struct arena *a, struct lint_file *file,
                           struct span span, const struct type *t, str path)
{
    bool map = t->kinds == TYPE_MAP;
    struct finding *g = finding_put(
        out, RULE_CH210, file, span, "%s%s%.*s is printed in Go's syntax: %s",
        map ? "the map" : "the list", path.len ? " " : "", STR_ARG(path), map ? "map[…]" : "[… …]");
    g->subject = path;
    finding_help(out, g, "use toYaml (and nindent); its type is %.*s", STR_ARG(type_text(a, t)));
    if (t->decl && t->decl->file)
        finding_label(out, g, t->decl->file, t->decl->span, "declared here");
}

static void put_exponent(struct findings *out, struct arena *a, struct lint_file *file,
                         struct span span, const struct type *t, str path)
{
    str printed = gofmt_str(a, t->known);
    struct finding *g = finding_put(out, RULE_CH209, file, span, "%.0f is printed as %.*s",
                                    t->known.f, STR_ARG(printed));
    g->subject = path;
    finding_help(out, g, "numbers of values files are float64: print them with int64");
    if (t->decl && t->decl->file)
        finding_label(out, g, t->decl->file, t->decl->span, "declared here");
}

static void check_printed(struct findings *out, struct arena *a, const struct tree *tree,
                          struct span span, const struct type *t, str path)
{
    struct lint_file *file = lint_file_of(tree);
    if (is_collection(t))
        put_collection(out, a, file, span, t, path);
    else if (prints_exponent(t))
        put_exponent(out, a, file, span, t, path);
}

void call_check_printed(struct findings *out, struct arena *a, const struct tree *tree,
                        const struct node *node, const struct type *t, str path)
{
    if (out)
        check_printed(out, a, tree, node->span, t, path);
}

/* quote and its kin leave nil out, print and toString write it. */
static bool writes_nil(const struct call_site *s)
{
    return str_has_prefix(fn_name(s->fn), STR("print")) || str_eq(fn_name(s->fn), STR("toString"));
}

bool call_rule_print(const struct call_site *s)
{
    if (!s->out)
        return true;
    for (uint32_t i = 0; i < s->count; i++) {
        const struct call_arg *a = &s->args[i];
        check_printed(s->out, s->arena, s->tree, call_argument_span(s, i), a->type, a->path);
        if (a->type->any || a->type->kinds != TYPE_NULL || a->guarded ||
            !(a->type->tags & TYPE_MISSING) || !writes_nil(s))
            continue;
        struct finding *g =
            finding_put(s->out, RULE_CH211, lint_file_of(s->tree), call_argument_span(s, i),
                        "%.*s prints <nil>: %.*s is never set", STR_ARG(fn_name(s->fn)),
                        STR_ARG(call_argument_name(s, i)));
        g->subject = a->path;
    }
    return true;
}

/* ---- printf ---- */

struct verb {
    char letter;
    bool star; /* width or precision from the arguments, or an index: too much to follow */
};

static size_t read_verbs(str format, struct verb *ret, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < format.len; i++) {
        if (format.s[i] != '%')
            continue;
        struct verb v = {0, false};
        for (i++; i < format.len; i++) {
            char c = format.s[i];
            v.star |= c == '*' || c == '[';
            v.letter = c;
            if (!((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '#' || c == ' ' ||
                  c == '.' || c == '*' || c == '[' || c == ']'))
                break;
        }
        if (v.letter == '%' && !v.star)
            continue;
        if (n == max)
            return max + 1;
        ret[n++] = v;
    }
    return n;
}

/* The kinds that a verb prints without complaint. */
static unsigned kinds_of_verb(char verb)
{
    switch (verb) {
    case 'd':
    case 'c':
    case 'U':
        return TYPE_INT | TYPE_INT64 | TYPE_LIST | TYPE_MAP;
    case 'o':
    case 'O':
    case 'b':
        return TYPE_NUMBER | TYPE_LIST | TYPE_MAP;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return TYPE_FLOAT | TYPE_LIST | TYPE_MAP;
    case 's':
        return TYPE_STRING | TYPE_LIST | TYPE_MAP | TYPE_OPAQUE;
    case 'q':
        return TYPE_STRING | TYPE_INT | TYPE_INT64 | TYPE_LIST | TYPE_MAP | TYPE_OPAQUE;
    case 't':
        return TYPE_BOOL | TYPE_LIST | TYPE_MAP;
    default:
        return TYPE_ALL;
    }
}

static void check_verb(const struct call_site *s, char verb, uint32_t i)
{
    const struct call_arg *a = &s->args[i];
    const struct type *t = a->type;
    if (t->any || !t->kinds || (t->tags & TYPE_PLACEHOLDER) || a->guarded)
        return;
    if (t->kinds == TYPE_NULL && !(t->tags & TYPE_MISSING))
        return;
    if (verb == 'v' || (t->kinds & kinds_of_verb(verb))) {
        check_printed(s->out, s->arena, s->tree, call_argument_span(s, i), t, a->path);
        return;
    }
    struct finding *g =
        finding_put(s->out, RULE_CH208, lint_file_of(s->tree), call_argument_span(s, i),
                    "%%%c prints %.*s as an error, such as %%!%c(…): it is %.*s", verb,
                    STR_ARG(call_argument_name(s, i)), verb, STR_ARG(type_text(s->arena, t)));
    g->subject = a->path.len ? a->path : STR("printf");
    call_label_declaration(s, g, t);
    if (verb == 'd' && t->kinds == TYPE_FLOAT)
        finding_help(s->out, g, "numbers of values files are float64: use %%v, or int");
}

bool call_rule_printf(const struct call_site *s)
{
    enum { VERBS_MAX = 64 };
    struct verb verbs[VERBS_MAX];
    str format;
    if (!s->out || !type_one_text(s->args[0].type, &format))
        return true;
    size_t n = read_verbs(format, verbs, VERBS_MAX);
    for (size_t i = 0; i < n && i < VERBS_MAX; i++)
        if (verbs[i].star)
            return true;
    if (n > VERBS_MAX)
        return true;
    if (n != s->count - 1u) {
        struct finding *g =
            finding_put(s->out, RULE_CH208, lint_file_of(s->tree), s->node->span,
                        "the format has %zu %s, but %u %s", n, n == 1 ? "verb" : "verbs",
                        s->count - 1u, s->count == 2 ? "value follows" : "values follow");
        g->subject = STR("printf");
        return true;
    }
    for (uint32_t i = 0; i < n; i++)
        check_verb(s, verbs[i].letter, i + 1);
    return true;
}
