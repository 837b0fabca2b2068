#include "chart/dependencies.h"

#include "base/arena.h"
#include "base/quote.h"
#include "base/slog.h"
#include "base/unicode.h"
#include "chart/coalesce.h"
#include "chart/values.h"
#include "value/gofmt.h"
#include "value/list.h"
#include "value/map.h"

static bool has_subchart(const struct chart *c, str name)
{
    for (size_t i = 0; i < c->subchart_count; i++)
        if (str_eq(chart_name(c->subcharts[i]), name))
            return true;
    return false;
}

bool chart_check_dependencies(const struct chart *c, struct diags *diags)
{
    struct buf missing;
    buf_init(&missing, diags->arena);
    size_t n = 0;
    for (size_t i = 0; i < c->meta->dependencies.n; i++) {
        str name = metadata_dependency(c->meta, i)->name;
        if (has_subchart(c, name))
            continue;
        buf_put_fmt(&missing, "%s%.*s", n++ ? ", " : "", STR_ARG(name));
    }
    if (n)
        return diag_error(diags,
                          "an error occurred while checking for chart dependencies. You may need "
                          "to run 'helm dependency build' to fetch missing dependencies: found in "
                          "Chart.yaml, but missing in charts/ directory: %.*s",
                          (int)missing.len, missing.s);
    if (str_eq(c->meta->api_version, STR("v3")))
        return diag_error(diags, "invalid chart apiVersion");
    return true;
}

struct process {
    struct diags *diags;
    struct arena *scratch; /* for the values by which conditions are decided */
};

static void warn_not_bool(struct process *p, const char *kind, str what, str chart)
{
    struct buf b;
    buf_init(&b, p->diags->arena);
    slog_begin(&b, "WARN", "returned non-bool value");
    slog_attr(&b, kind, what);
    slog_attr(&b, "chart", chart);
    diag_put(p->diags, DIAG_WARN, buf_str(&b));
}

/* As processDependencyTags: any true tag enables, else any false one disables. */
static void apply_tags(struct process *p, struct dependency *d, const struct map *tags)
{
    bool has_true = false, has_false = false;
    for (size_t i = 0; i < d->tags.n; i++) {
        const val *v = map_get(tags, d->tags.items[i]);
        if (v && v->tag == V_BOOL)
            *(v->i ? &has_true : &has_false) = true;
        else if (v)
            warn_not_bool(p, "tag", d->tags.items[i], d->name);
    }
    d->enabled = has_true || !has_false;
}

/* As processDependencyConditions: the first path of the list that leads to a boolean decides. */
static void apply_conditions(struct process *p, struct dependency *d, const struct map *values,
                             str prefix)
{
    str rest = unicode_trim_space(d->condition);
    while (rest.len) {
        size_t comma = str_find_char(rest, ',');
        str path = comma == STR_NONE ? rest : str_slice(rest, 0, comma);
        rest = str_from(rest, comma == STR_NONE ? rest.len : comma + 1);
        if (path.len == 0)
            continue;
        const val *v = values_path(values, str_concat(p->scratch, prefix, path));
        if (v && v->tag == V_BOOL) {
            d->enabled = v->i != 0;
            return;
        }
        if (v)
            warn_not_bool(p, "path", path, d->name);
    }
}

/* A copy of a subchart whose name and dependencies may change without changing the original, which
 * may serve under several aliases. As getAliasDependency; like there, the charts two levels
 * below keep the parents they had. */
static struct chart *copy_subchart(struct chart *c, const struct chart *sub, str alias)
{
    struct chart *copy = ARENA_NEW(c->arena, struct chart);
    *copy = *sub;
    copy->meta = metadata_copy(c->arena, sub->meta);
    copy->subcharts = NULL;
    copy->subchart_count = copy->subchart_cap = 0;
    for (size_t i = 0; i < sub->subchart_count; i++) {
        struct chart *below = ARENA_NEW(c->arena, struct chart);
        *below = *sub->subcharts[i];
        chart_add_subchart(copy, below);
    }
    if (alias.len)
        copy->meta->name = alias;
    return copy;
}

static bool is_wanted(struct process *p, const struct dependency *d, const struct chart *sub)
{
    return str_eq(d->name, chart_name(sub)) &&
           metadata_version_matches(p->scratch, d->version, sub->meta->version);
}

static bool is_listed(struct process *p, const struct chart *c, const struct chart *sub)
{
    for (size_t i = 0; i < c->meta->dependencies.n; i++)
        if (is_wanted(p, metadata_dependency(c->meta, i), sub))
            return true;
    return false;
}

/* Subcharts that Chart.yaml doesn't list first, then those it lists, in its order. */
static void apply_aliases(struct process *p, struct chart *c)
{
    struct chart **subs = c->subcharts;
    size_t n = c->subchart_count;
    c->subcharts = NULL;
    c->subchart_count = c->subchart_cap = 0;
    for (size_t i = 0; i < n; i++)
        if (!is_listed(p, c, subs[i]))
            chart_add_subchart(c, subs[i]);
    for (size_t i = 0; i < c->meta->dependencies.n; i++) {
        struct dependency *d = metadata_dependency(c->meta, i);
        for (size_t k = 0; k < n; k++) {
            if (!is_wanted(p, d, subs[k]))
                continue;
            chart_add_subchart(c, copy_subchart(c, subs[k], d->alias));
            break;
        }
        if (d->alias.len)
            d->name = d->alias;
    }
}

static bool is_disabled(const struct map *disabled, str name)
{
    return map_has(disabled, name);
}

/* Takes the disabled charts out, of charts/ and of .Chart.Dependencies. */
static void drop_disabled(struct process *p, struct chart *c)
{
    struct ptrs *deps = &c->meta->dependencies;
    struct map *disabled = map_new(p->scratch, 0);
    size_t kept = 0;
    for (size_t i = 0; i < deps->n; i++)
        if (!metadata_dependency(c->meta, i)->enabled)
            map_set(disabled, metadata_dependency(c->meta, i)->name, val_nil());
    for (size_t i = 0; i < c->subchart_count; i++)
        if (!is_disabled(disabled, chart_name(c->subcharts[i])))
            c->subcharts[kept++] = c->subcharts[i];
    c->subchart_count = kept;
    kept = 0;
    for (size_t i = 0; i < deps->n; i++)
        if (!is_disabled(disabled, metadata_dependency(c->meta, i)->name))
            deps->items[kept++] = deps->items[i];
    deps->n = kept;
}

static bool process_enabled(struct process *p, struct chart *c, const struct map *user, str prefix);

static bool process_below(struct process *p, struct chart *c, const struct map *user, str prefix)
{
    struct map *values;
    apply_aliases(p, c);
    if (!coalesce_values(arena_within(p->scratch), c, user, COALESCE_DROP_NULLS, &values, p->diags))
        return false;
    const struct map *tags = values_table(values, STR("tags"), NULL);
    for (size_t i = 0; i < c->meta->dependencies.n; i++) {
        struct dependency *d = metadata_dependency(c->meta, i);
        d->enabled = true;
        apply_tags(p, d, tags);
    }
    for (size_t i = 0; i < c->meta->dependencies.n; i++)
        apply_conditions(p, metadata_dependency(c->meta, i), values, prefix);
    drop_disabled(p, c);
    for (size_t i = 0; i < c->subchart_count; i++) {
        str below =
            str_fmt(p->scratch, "%.*s%.*s.", STR_ARG(prefix), STR_ARG(chart_name(c->subcharts[i])));
        if (!process_enabled(p, c->subcharts[i], values, below))
            return false;
    }
    /* What has nothing left counts as a chart without `dependencies` from here on. */
    c->meta->dependencies.set = c->meta->dependencies.n > 0;
    return true;
}

/* As processDependencyEnabled. Tags and conditions of a nested chart are looked up in the values of
 * the root, into whose top level the nested chart's own defaults come: hence `user` grows. */
static bool process_enabled(struct process *p, struct chart *c, const struct map *user, str prefix)
{
    if (!c->meta->dependencies.set)
        return true;
    struct arena_mark mark = arena_mark(p->scratch);
    bool ok = process_below(p, c, user, prefix);
    arena_release(p->scratch, mark);
    return ok;
}

/* The imports of one chart, gathered before they go under the chart's own values. */
struct imports {
    struct diags *diags;
    struct arena *own;
    struct map *values; /* of the chart and all below it */
    struct map *gathered;
};

static void warn_missing(struct imports *m, const char *msg, const str *chart, str missing)
{
    struct arena *a = m->diags->arena;
    struct buf b;
    buf_init(&b, a);
    slog_begin(&b, "WARN", msg);
    if (chart)
        slog_attr(&b, "chart", *chart);
    slog_attr(&b, "error", str_concat(a, quote(a, missing), STR(" is not a table")));
    diag_put(m->diags, DIAG_WARN, buf_str(&b));
}

/* data at a dotted path: pathToMap. */
static struct map *nest(struct arena *a, str path, struct map *data)
{
    if (str_eq(path, STR(".")))
        return data;
    for (;;) {
        size_t dot = str_find_last(path, STR("."));
        struct map *outer = map_new(a, 1);
        map_set(outer, dot == STR_NONE ? path : str_from(path, dot + 1), val_map(data));
        if (dot == STR_NONE)
            return outer;
        data = outer;
        path = str_slice(path, 0, dot);
    }
}

/* What an import says: child and parent paths; false for what is no import. */
static bool read_import(struct arena *a, val v, str *ret_child, str *ret_parent)
{
    if (v.tag == V_STRING) {
        *ret_child = str_concat(a, STR("exports."), val_text(v));
        *ret_parent = STR(".");
        return true;
    }
    if (v.tag != V_MAP || v.gotype != T_MAP)
        return false;
    const val *child = map_get(v.map, STR("child")), *parent = map_get(v.map, STR("parent"));
    *ret_child = gofmt_str(a, child ? *child : val_nil());
    *ret_parent = gofmt_str(a, parent ? *parent : val_nil());
    return true;
}

static val import_val(struct arena *a, str child, str parent)
{
    struct map *m = map_new(a, 2);
    map_set(m, STR("child"), val_str(child));
    map_set(m, STR("parent"), val_str(parent));
    return val_typed_map(T_STRING_MAP, m);
}

static void import_values(struct imports *m, struct arena *a, struct dependency *d)
{
    struct list *out = list_new(a, list_len(d->import_values));
    for (size_t i = 0; i < list_len(d->import_values); i++) {
        val v = d->import_values->items[i];
        str child, parent, missing;
        if (!read_import(a, v, &child, &parent))
            continue;
        list_push(out, import_val(a, child, parent));
        str path = str_fmt(a, "%.*s.%.*s", STR_ARG(d->name), STR_ARG(child));
        struct map *table = values_table(m->values, path, &missing);
        if (table && map_len(table) == 0)
            table = map_new(m->own, 0); /* Values.AsMap: an empty one is not shared */
        if (table)
            coalesce_merge_tables(m->own, m->gathered, nest(m->own, parent, table), m->diags);
        else if (v.tag == V_STRING)
            warn_missing(m, "ImportValues missing table", NULL, missing);
        else
            warn_missing(m, "ImportValues missing table from chart", &d->name, missing);
    }
    d->import_values = out;
}

static bool has_imports(const struct chart *c)
{
    for (size_t i = 0; i < c->meta->dependencies.n; i++)
        if (list_len(metadata_dependency(c->meta, i)->import_values))
            return true;
    return false;
}

/* As processImportValues: a chart with dependencies gets the values of all below it, nulls kept,
 * and what it imports under its own. Helm gathers by reference: a second import into a table that
 * came from a first one writes into the values it came from, so all is made ours before. */
static bool import_below(struct chart *c, struct diags *diags)
{
    if (!c->meta->dependencies.set)
        return true;
    struct imports m = {.diags = diags, .own = arena_within(c->arena)};
    if (!coalesce_values(m.own, c, NULL, COALESCE_KEEP_NULLS, &m.values, diags))
        return false;
    c->values = m.values;
    if (!has_imports(c))
        return true;
    coalesce_own(m.own, m.values);
    m.gathered = map_new(m.own, 0);
    for (size_t i = 0; i < c->meta->dependencies.n; i++)
        import_values(&m, c->arena, metadata_dependency(c->meta, i));
    struct arena *own = arena_within(c->arena);
    c->values = map_clone_shallow(own, m.values);
    coalesce_merge_tables(own, c->values, m.gathered, diags);
    return true;
}

bool chart_process_imports(struct chart *c, struct diags *diags)
{
    for (size_t i = 0; i < c->subchart_count; i++)
        if (!chart_process_imports(c->subcharts[i], diags))
            return false;
    return import_below(c, diags);
}

bool chart_process_enabled(struct chart *c, const struct map *user, struct diags *diags)
{
    struct process p = {diags, arena_within(c->arena)};
    bool ok = process_enabled(&p, c, user, STR(""));
    arena_done(p.scratch);
    return ok;
}

bool chart_process_dependencies(struct chart *c, const struct map *user, struct diags *diags)
{
    return chart_process_enabled(c, user, diags) && chart_process_imports(c, diags);
}
