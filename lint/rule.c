#include "lint/rule.h"

static const struct rule rules[] = {
#define RULE(code, name, severity, confidence, fix, summary)                                       \
    {STR_INIT(#code),   STR_INIT(name), LINT_##severity,                                           \
     LINT_##confidence, LINT_FIX_##fix, STR_INIT(summary)},
#include "lint/rules.def"
#undef RULE
};

const struct rule *rule_get(enum rule_id id)
{
    return &rules[id];
}

const struct rule *rule_find(str code_or_name)
{
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (str_eq_fold(rules[i].code, code_or_name) || str_eq_fold(rules[i].name, code_or_name))
            return &rules[i];
    return NULL;
}

str lint_severity_name(enum lint_severity s)
{
    static const str names[] = {STR_INIT("off"), STR_INIT("note"), STR_INIT("warning"),
                                STR_INIT("error")};
    return names[s];
}

str lint_confidence_name(enum lint_confidence c)
{
    static const str names[] = {STR_INIT("possible"), STR_INIT("likely"), STR_INIT("certain")};
    return names[c];
}
