#include "api/loaded.h"

#include "api/locate.h"
#include "base/arena.h"
#include "chart/load.h"
#include "chart/schema.h"

void loaded_fill(struct loaded *l, struct arena *a, str path, const struct chart_file *files,
                 size_t n, bool confine)
{
    str place = path;
    diags_init(&l->location, a);
    diags_init(&l->loading, a);
    l->is_located = !path.len || locate_chart(a, path, &place, &l->location);
    if (!l->is_located)
        l->chart = NULL;
    else if (place.len)
        l->chart = chart_load_as(a, place, confine ? LOAD_CONFINED : 0, &l->loading);
    else
        l->chart = chart_load_files(a, files, n, &l->loading);
    if (l->chart)
        schema_read_chart(l->chart);
}

static struct source *copy_source(struct arena *a, const struct source *s)
{
    struct source *copy = ARENA_NEW(a, struct source);
    *copy = (struct source){.name = str_dup(a, s->name), .text = str_dup(a, s->text)};
    return copy;
}

/* Results may outlive the chart, and line numbers are made when first asked for: all is copied. */
static void report(const struct diags *from, struct diags *to)
{
    struct arena *a = to->arena;
    for (const struct diag *d = from->first; d; d = d->next) {
        struct diag *copy = diag_put(to, d->severity, str_dup(a, d->text));
        copy->source = d->source ? copy_source(a, d->source) : NULL;
        copy->span = d->span;
        copy->note = str_dup(a, d->note);
        copy->rendering = d->rendering;
    }
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
