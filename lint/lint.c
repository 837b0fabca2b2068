#include "lint/lint.h"

#include "lint/passes.h"

bool lint_run(struct arena *a, str path, const struct lint_options *o, struct findings *findings,
              struct lint_project *ret)
{
    static void (*const passes[])(struct lint_project *) = {
#define PASS(function) function,
#include "lint/passes.def"
#undef PASS
        NULL};
    if (!lint_project_load(a, path, o, findings, ret))
        return false;
    for (size_t i = 0; passes[i]; i++)
        passes[i](ret);
    return true;
}
