#include "api/loaded.h"

#include "api/locate.h"
#include "chart/load.h"

void loaded_fill(struct loaded *l, struct arena *a, str path, const struct chart_file *files,
                 size_t n)
{
    str place = path;
    diags_init(&l->location, a);
    diags_init(&l->loading, a);
    l->is_located = !path.len || locate_chart(a, path, &place, &l->location);
    if (!l->is_located)
        l->chart = NULL;
    else if (place.len)
        l->chart = chart_load(a, place, &l->loading);
    else
        l->chart = chart_load_files(a, files, n, &l->loading);
}

/* Results may outlive the chart: texts are copied, places in its files are left out. */
static void report(const struct diags *from, struct diags *to)
{
    for (const struct diag *d = from->first; d; d = d->next)
        diag_put(to, d->severity, str_dup(to->arena, d->text))->rendering = d->rendering;
}

bool loaded_locate(const struct loaded *l, struct diags *diags)
{
    report(&l->location, diags);
    return l->is_located;
}

struct chart *loaded_chart(const struct loaded *l, struct arena *a, struct diags *diags)
{
    report(&l->loading, diags);
    return l->chart ? chart_copy(a, l->chart) : NULL;
}
