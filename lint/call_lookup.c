/* index, dig, dict, fromYaml: what cannot be looked up or put together (CH219, CH220, CH221,
 * CH214). */
#include "eval/literal.h"
#include "lint/call_argument.h"
#include "lint/call_rules.h"

#include "base/buf.h"

static bool put_index(const struct call_site *s, uint32_t i, str why)
{
    if (!s->out)
        return false;
    struct finding *g =
        finding_put(s->out, RULE_CH219, lint_file_of(s->tree), call_argument_span(s, i),
                    "index always fails here: %.*s", STR_ARG(why));
    g->subject = s->args[0].path.len ? s->args[0].path : STR("index");
    return false;
}

/* One step of index: why `key` cannot be looked up in `t`; empty: it can. */
static str index_fault(const struct call_site *s, const struct type *t, const struct type *key)
{
    if (t->any || !t->kinds || (t->tags & TYPE_PLACEHOLDER) || (t->kinds & TYPE_OPAQUE))
        return STR("");
    if (t->kinds == TYPE_NULL)
        return t->tags & TYPE_MISSING ? STR("there is no value to index (index of untyped nil)")
                                      : STR("");
    if (!(t->kinds & ~(unsigned)(TYPE_BOOL | TYPE_NUMBER)))
        return str_fmt(s->arena, "can't index item of type %.*s", STR_ARG(type_text(s->arena, t)));
    if (key->any || !key->kinds)
        return STR("");
    if (t->kinds == TYPE_MAP && !(key->kinds & ~(unsigned)TYPE_NUMBER))
        return STR("the keys of a map are strings");
    if (t->kinds == TYPE_LIST && key->kinds == TYPE_STRING)
        return STR("a list is indexed by numbers");
    return STR("");
}

bool call_rule_index(const struct call_site *s)
{
    const struct type *t = s->args[0].type;
    if (s->args[0].guarded && t->kinds == TYPE_NULL)
        return true;
    for (uint32_t i = 1; i < s->count; i++) {
        str name, fault = index_fault(s, t, s->args[i].type);
        if (fault.len)
            return put_index(s, i == 1 ? 0 : i - 1, fault);
        if (t->any)
            return true;
        if (t->kinds == TYPE_LIST && t->item)
            t = t->item;
        else if (t->kinds == TYPE_MAP && type_one_text(s->args[i].type, &name))
            t = type_read(s->arena, t, name);
        else
            return true;
    }
    return true;
}

bool call_rule_dig(const struct call_site *s)
{
    if (s->count < 3)
        return true;
    const struct type *t = s->args[s->count - 1].type;
    for (uint32_t i = 0; i + 2 < s->count; i++) {
        str name;
        if (t->any || !t->kinds || (t->tags & TYPE_PLACEHOLDER))
            return true;
        bool scalar = !(t->kinds & ~(unsigned)(TYPE_SCALAR | TYPE_LIST));
        if (scalar && s->out) {
            struct finding *g =
                finding_put(s->out, RULE_CH221, lint_file_of(s->tree),
                            call_argument_span(s, i ? i - 1 : s->count - 1),
                            "dig panics here: what it reads through is %.*s, not a map",
                            STR_ARG(type_text(s->arena, t)));
            g->subject = s->args[s->count - 1].path;
            call_label_declaration(s, g, t);
        }
        if (scalar)
            return false;
        if (t->kinds != TYPE_MAP || !type_one_text(s->args[i].type, &name))
            return true;
        t = type_read(s->arena, t, name);
    }
    return true;
}

static void put_dict(const struct call_site *s, uint32_t i, str why)
{
    struct finding *g = finding_put(s->out, RULE_CH220, lint_file_of(s->tree),
                                    call_argument_span(s, i), "%.*s", STR_ARG(why));
    g->subject = STR("dict");
}

/* Whether the key is as it should be; else it was told. */
static bool check_dict_key(const struct call_site *s, uint32_t i)
{
    const struct type *t = s->args[i].type;
    str name, other;
    if (!t->any && t->kinds && !(t->kinds & TYPE_STRING) && t->kinds != TYPE_NULL) {
        put_dict(s, i,
                 str_fmt(s->arena,
                         "this key of dict is %.*s, not a string: keys and values "
                         "alternate",
                         STR_ARG(type_text(s->arena, t))));
        return false;
    }
    if (!type_one_text(t, &name))
        return true;
    for (uint32_t j = 0; j < i; j += 2)
        if (type_one_text(s->args[j].type, &other) && str_eq(name, other)) {
            put_dict(s, i,
                     str_fmt(s->arena, "dict has the key \"%.*s\" twice: the last one counts",
                             STR_ARG(name)));
            return false;
        }
    return true;
}

/* One value too many or too few shifts all that follow: the first mistake is told. */
bool call_rule_dict(const struct call_site *s)
{
    if (!s->out)
        return true;
    for (uint32_t i = 0; i < s->count && i < 200; i += 2)
        if (!check_dict_key(s, i))
            return true;
    if (s->count % 2)
        put_dict(s, s->count - 1, STR("dict has a key without a value: it becomes \"\""));
    return true;
}

/* The text of a literal that is plainly a list. */
bool call_rule_from_yaml(const struct call_site *s)
{
    str text;
    if (!s->out || !s->count || !type_one_text(s->args[0].type, &text))
        return true;
    text = str_trim_blanks(text);
    if (!str_has_prefix(text, STR("- ")) && !str_has_prefix(text, STR("[")))
        return true;
    struct finding *g = finding_put(s->out, RULE_CH214, lint_file_of(s->tree), s->name->span,
                                    "fromYaml of a list gives a map with the key Error");
    g->subject = STR("fromYaml");
    finding_help(s->out, g, "use fromYamlArray");
    return true;
}
