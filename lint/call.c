#include "lint/call.h"

#include "base/arena.h"
#include "eval/literal.h"
#include "funcs/check.h"
#include "lint/call_argument.h"
#include "lint/call_result.h"
#include "lint/call_rules.h"

static bool check_number_of_arguments(const struct call_site *s)
{
    str error;
    if (check_count(s->arena, s->fn, s->count - s->piped, s->piped, &error))
        return true;
    if (!s->out)
        return false;
    bool include = str_eq(fn_name(s->fn), STR("include"));
    struct finding *g = finding_put(s->out, include ? RULE_CH302 : RULE_CH201,
                                    lint_file_of(s->tree), s->name->span, "%.*s", STR_ARG(error));
    g->subject = fn_name(s->fn);
    if (include && s->count == 1)
        finding_help(s->out, g, "include takes a name and the dot of the template: include %s .",
                     "\"name\"");
    return false;
}

const struct type *call_type(const struct call_site *s)
{
    if (!check_number_of_arguments(s))
        return &type_any;
    bool ok = true;
    for (uint32_t i = 0; i < s->count; i++)
        ok &= call_check_argument(s, i);
    if (!ok)
        return &type_any;
    if (!call_check_rules(s))
        return &type_any;
    return call_result(s);
}
