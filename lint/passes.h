/* The passes of a lint run (passes.def): their declarations, for lint.c. A pass is declared by the
 * header of its own file, too. */
#ifndef CHELM_LINT_PASSES_H
#define CHELM_LINT_PASSES_H

#include "lint/project.h"

#define PASS(function) void function(struct lint_project *p);
#include "lint/passes.def"
#undef PASS

#endif
