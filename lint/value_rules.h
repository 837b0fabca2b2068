/* Rules about values and what declares them (CH110, CH111, CH7xx): the passes. */
#ifndef CHELM_LINT_VALUE_RULES_H
#define CHELM_LINT_VALUE_RULES_H

#include "lint/project.h"
#include "lint/value_walk.h"

/* CH701: keys that are twice in values files. */
void check_doubled_keys(struct lint_project *p);
/* CH110, CH111, CH711: what -f, --set and ci files say of values. */
void check_user_values(struct lint_project *p);
/* CH708, CH111, CH712: what charts say of the values of their dependencies. */
void check_subchart_values(struct lint_project *p);
/* CH702: values that schemas refuse. */
void check_schema_values(struct lint_project *p);
/* CH703, CH704: the schemas themselves. */
void check_schemas(struct lint_project *p);
/* CH705: @param of keys that do not exist. */
void check_documentation(struct lint_project *p);
/* CH707: texts that YAML 1.1 does not take for texts. */
void check_yaml11(struct lint_project *p);
/* CH709, CH710: conditions and import-values of dependencies. */
void check_dependencies(struct lint_project *p);

/* Whether the value is a map and the default none, or the reverse. */
bool value_changes_kind(const struct value_key *key);
/* Whether no template of the chart, or of those below it, can read the key, which is undeclared. */
bool value_is_unread(const struct lint_chart *c, const struct value_key *key);

#endif
