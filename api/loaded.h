/* A chart that was read once, for any number of renders, in any number of threads.
 *
 * Nothing writes to it after loaded_fill; each render starts from a copy of the tree (the texts of
 * the files are shared), and finds the compiled templates in the cache. What went wrong with the
 * chart is kept, too: every render reports it where it would have met it, so that errors come in
 * Helm's order.
 */
#ifndef CHELM_API_LOADED_H
#define CHELM_API_LOADED_H

#include "chart/chart.h"
#include "eval/program_cache.h"

struct loaded {
    struct diags location, loading; /* what each step logged, its error last */
    bool is_located;
    struct chart *chart; /* NULL: it cannot be loaded */
    struct program_cache programs;
};

/* The chart at `path` or, when that is empty, the one that the files make, in arena `a`, whose
 * budget may take its trap; `confine`: symbolic links out of its folder are errors. The cache is
 * not made here: it owns a lock. */
void loaded_fill(struct loaded *l, struct arena *a, str path, const struct chart_file *files,
                 size_t n, bool confine);

/* The two steps of a render, as if they were done for it: false after the chart's error. */
bool loaded_locate(const struct loaded *l, struct diags *diags);
struct chart *loaded_chart(const struct loaded *l, struct arena *a, struct diags *diags);

#endif
