/* The rules: what the linter can find, with code, name and default severity (rules.def). */
#ifndef CHELM_LINT_RULE_H
#define CHELM_LINT_RULE_H

#include "base/str.h"

enum lint_severity { LINT_OFF, LINT_NOTE, LINT_WARNING, LINT_ERROR };
/* How sure a finding is: CERTAIN fails whenever the line is reached. */
enum lint_confidence { LINT_POSSIBLE, LINT_LIKELY, LINT_CERTAIN };
enum lint_fix { LINT_FIX_NONE, LINT_FIX_UNSAFE, LINT_FIX_SAFE };

enum rule_id {
#define RULE(code, name, severity, confidence, fix, summary) RULE_##code,
#include "lint/rules.def"
#undef RULE
    RULE_COUNT
};

struct rule {
    str code; /* CH102 */
    str name; /* null-dereference */
    enum lint_severity severity;
    enum lint_confidence confidence;
    enum lint_fix fix; /* the best that the rule can offer */
    str summary;
};

const struct rule *rule_get(enum rule_id id);
/* The rule of that code or name, in any case; NULL when there is none. */
const struct rule *rule_find(str code_or_name);
/* "error", "warning", "note", "off". */
str lint_severity_name(enum lint_severity s);
str lint_confidence_name(enum lint_confidence c);

#endif
