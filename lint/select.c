#include "lint/select.h"

#include <string.h>

void choice_init(struct rule_choice *c)
{
    memset(c, 0, sizeof *c);
    for (int i = 0; i < RULE_COUNT; i++)
        c->on[i] = rule_get((enum rule_id)i)->severity != LINT_OFF;
}

void choice_clear(struct rule_choice *c)
{
    memset(c->on, 0, sizeof c->on);
}

/* A prefix of a code that is one: CH, CH1, CH10. */
static bool is_code_prefix(str s)
{
    if (s.len < 2 || s.len > 5 || (s.s[0] | 32) != 'c' || (s.s[1] | 32) != 'h')
        return false;
    for (size_t i = 2; i < s.len; i++)
        if (s.s[i] < '0' || s.s[i] > '9')
            return false;
    return true;
}

bool selector_matches(str selector, const struct rule *rule)
{
    if (str_eq_fold(selector, STR("all")) || str_eq_fold(selector, rule->name))
        return true;
    return is_code_prefix(selector) &&
           str_eq_fold(selector, str_slice(rule->code, 0, selector.len));
}

bool selector_is_known(str selector)
{
    for (int i = 0; i < RULE_COUNT; i++)
        if (selector_matches(selector, rule_get((enum rule_id)i)))
            return true;
    return false;
}

bool choice_set(struct rule_choice *c, str selector, bool on)
{
    bool known = false;
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule *rule = rule_get((enum rule_id)i);
        if (!selector_matches(selector, rule))
            continue;
        known = true;
        c->on[i] = on;
        if (on && rule->severity == LINT_OFF && !c->by_severity[i]) {
            c->by_severity[i] = true;
            c->severity[i] = LINT_WARNING;
        }
    }
    return known;
}

bool choice_set_severity(struct rule_choice *c, str selector, enum lint_severity s)
{
    bool known = false;
    for (int i = 0; i < RULE_COUNT; i++) {
        if (!selector_matches(selector, rule_get((enum rule_id)i)))
            continue;
        known = true;
        c->on[i] = s != LINT_OFF;
        c->by_severity[i] = true;
        c->severity[i] = s;
    }
    return known;
}

bool severity_parse(str name, enum lint_severity *ret)
{
    for (int s = LINT_OFF; s <= LINT_ERROR; s++) {
        if (!str_eq_fold(name, lint_severity_name((enum lint_severity)s)))
            continue;
        *ret = (enum lint_severity)s;
        return true;
    }
    *ret = LINT_NOTE;
    return str_eq_fold(name, STR("info"));
}
