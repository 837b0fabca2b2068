#include "chart/context.h"

#include "base/arena.h"
#include "chart/files.h"
#include "chart/values.h"
#include "value/map.h"

struct builder {
    struct arena *a;
    val release, capabilities;
    struct chart_context *contexts;
    size_t n;
};

static size_t count(const struct chart *c)
{
    size_t n = 1;
    for (size_t i = 0; i < c->subchart_count; i++)
        n += count(c->subcharts[i]);
    return n;
}

static val release_val(struct arena *a, const struct release_info *r)
{
    struct map *m = map_new(a, 6);
    map_set(m, STR("Name"), val_str(r->name));
    map_set(m, STR("Namespace"), val_str(r->ns));
    map_set(m, STR("IsUpgrade"), val_bool(r->is_upgrade));
    map_set(m, STR("IsInstall"), val_bool(r->is_install));
    map_set(m, STR("Revision"), val_int(r->revision));
    map_set(m, STR("Service"), val_str(STR("Helm")));
    return val_map(m);
}

/* As recAllTpls. */
static struct map *build(struct builder *b, struct chart *c, struct map *values)
{
    struct map *top = map_new(b->a, 8), *subs = map_new(b->a, c->subchart_count);
    struct map *about = metadata_map(b->a, c->meta);
    map_set(about, STR("IsRoot"), val_bool(!c->parent));
    map_set(top, STR("Chart"), val_map(about));
    map_set(top, STR("Files"), files_val(b->a, c));
    map_set(top, STR("Release"), b->release);
    map_set(top, STR("Capabilities"), b->capabilities);
    map_set(top, STR("Values"), val_typed_map(T_VALUES, values));
    map_set(top, STR("Subcharts"), val_map(subs));
    for (size_t i = 0; i < c->subchart_count; i++) {
        struct chart *sub = c->subcharts[i];
        /* A name with a dot is taken for a path, and finds nothing. */
        struct map *below = values_table(values, chart_name(sub), NULL);
        if (!below)
            below = map_new(b->a, 0);
        map_set(subs, chart_name(sub), val_map(build(b, sub, below)));
    }
    b->contexts[b->n++] = (struct chart_context){c, val_typed_map(T_VALUES, top)};
    return top;
}

void chart_contexts(struct arena *a, struct chart *c, struct map *values,
                    const struct release_info *r, val capabilities, struct chart_context **ret,
                    size_t *ret_n)
{
    struct builder b = {a, release_val(a, r), capabilities, NULL, 0};
    b.contexts = ARENA_ARRAY(a, struct chart_context, count(c));
    build(&b, c, values);
    *ret = b.contexts;
    *ret_n = b.n;
}
