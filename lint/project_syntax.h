/* Parsing the templates of a project: every mistake of syntax becomes a finding (CH001, CH004,
 * CH005, CH401 and their like, by the text of the error). */
#ifndef CHELM_LINT_PROJECT_SYNTAX_H
#define CHELM_LINT_PROJECT_SYNTAX_H

#include "lint/project.h"

/* Parses a template, and fills in its trees: all that could be read. */
void project_parse(struct lint_project *p, struct lint_file *f);

#endif
