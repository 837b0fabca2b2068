#include "lint/lint.h"

#include "lint/passes.h"

static void run_passes(struct lint_project *p)
{
    static void (*const passes[])(struct lint_project *) = {
#define PASS(function) function,
#include "lint/passes.def"
#undef PASS
        NULL};
    for (size_t i = 0; passes[i]; i++)
        passes[i](p);
}

bool lint_run(struct arena *a, str path, const struct lint_options *o, struct findings *findings,
              struct lint_project *ret)
{
    if (!lint_project_load(a, path, o, findings, ret))
        return false;
    run_passes(ret);
    return true;
}

bool lint_run_files(struct arena *a, str path, const struct chart_file *files, size_t n,
                    const struct lint_options *o, struct findings *findings,
                    struct lint_project *ret)
{
    if (!lint_project_load_files(a, path, files, n, o, findings, ret))
        return false;
    run_passes(ret);
    return true;
}
