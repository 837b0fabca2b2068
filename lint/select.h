/* Which rules are on, and how severe: from selectors such as CH102, CH1, null-dereference, all. */
#ifndef CHELM_LINT_SELECT_H
#define CHELM_LINT_SELECT_H

#include "lint/rule.h"

struct rule_choice {
    bool on[RULE_COUNT];
    bool by_severity[RULE_COUNT]; /* `severity` is to be used */
    enum lint_severity severity[RULE_COUNT];
};

/* The rules that are on by default. */
void choice_init(struct rule_choice *c);
/* Switches the rules of a selector on or off. False when it names no rule. A rule that is off by
 * default becomes a warning when it is switched on. */
bool choice_set(struct rule_choice *c, str selector, bool on);
/* Gives the rules of a selector a severity; LINT_OFF switches them off. */
bool choice_set_severity(struct rule_choice *c, str selector, enum lint_severity s);
void choice_clear(struct rule_choice *c);
/* Whether the selector names this rule. */
bool selector_matches(str selector, const struct rule *rule);
/* Whether it names any. */
bool selector_is_known(str selector);
/* "error", "warning", "note" or "info", "off". */
bool severity_parse(str name, enum lint_severity *ret);

#endif
