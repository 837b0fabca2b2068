/* What goes wrong in calls of particular functions, beyond the types of their parameters: CH204 to
 * CH211, CH211, CH214, CH219 to CH222 (call_rules.def).
 */
#ifndef CHELM_LINT_CALL_RULES_H
#define CHELM_LINT_CALL_RULES_H

#include "lint/call.h"

/* False when the call always fails: then a finding was put. The types of the arguments fit. */
bool call_check_rules(const struct call_site *s);

/* One function a family; each puts its findings and says whether the call can work. */
typedef bool call_rule_fn(const struct call_site *s);
#define CALL_RULE(name, rule) call_rule_fn call_rule_##rule;
#include "lint/call_rules.def"
#undef CALL_RULE

#endif
