#include "chart/coalesce.h"

#include "base/arena.h"
#include "base/quote.h"
#include "base/slog.h"
#include "value/gofmt.h"
#include "value/list.h"
#include "value/map.h"

/* The path to a table, written out in warnings only. */
struct path {
    const struct path *up;
    str name;
};

struct coalesce {
    struct arena *own;
    struct diags *diags;
};

static void put_path(struct buf *out, const struct path *p)
{
    if (p->up) {
        put_path(out, p->up);
        if (out->len)
            buf_put_char(out, '.');
    }
    buf_put_str(out, p->name);
}

static str path_text(struct arena *a, const struct path *p)
{
    struct buf b;
    buf_init(&b, a);
    put_path(&b, p);
    return buf_str(&b);
}

static void warn(struct coalesce *k, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void warn(struct coalesce *k, const char *fmt, ...)
{
    struct buf text, line;
    buf_init(&text, k->diags->arena);
    va_list ap;
    va_start(ap, fmt);
    buf_put_vfmt(&text, fmt, ap);
    va_end(ap);
    buf_init(&line, k->diags->arena);
    slog_begin(&line, "INFO", str_c(k->diags->arena, buf_str(&text)));
    diag_put(k->diags, DIAG_INFO, buf_str(&line));
}

static bool is_table(const val *v)
{
    return v->tag == V_MAP;
}

static struct map *new_map(struct coalesce *k)
{
    return map_new(k->own, 0);
}

/* The table in a slot of a map of ours, made ours. */
static struct map *own_table(struct coalesce *k, val *slot)
{
    if (!slot->map || slot->map->arena != k->own)
        slot->map = map_clone_shallow(k->own, slot->map);
    return slot->map;
}

static void own_deep(struct coalesce *k, val *v)
{
    if (v->tag == V_LIST && v->list) {
        if (v->list->arena != k->own)
            *v = val_clone(k->own, *v);
    } else if (v->tag == V_MAP && v->map) {
        if (v->map->arena != k->own) {
            *v = val_clone(k->own, *v);
            return;
        }
        for (size_t i = 0; i < v->map->len; i++)
            own_deep(k, &v->map->entries[i].value);
    }
}

static bool has_nulls(const struct map *m)
{
    for (size_t i = 0; i < map_len(m); i++) {
        const val *v = &m->entries[i].value;
        if (v->tag == V_NIL || (is_table(v) && has_nulls(v->map)))
            return true;
    }
    return false;
}

/* The map without nulls at any depth of tables; itself when it has none. As cleanNilValues. */
static struct map *without_nulls(struct coalesce *k, struct map *m)
{
    if (!has_nulls(m))
        return m;
    struct map *clean = map_new(k->own, m->len);
    for (size_t i = 0; i < m->len; i++) {
        const struct map_entry *e = &m->entries[i];
        val v = e->value;
        if (v.tag == V_NIL)
            continue;
        if (is_table(&v))
            v.map = without_nulls(k, v.map);
        map_set_hashed(clean, e->key, e->hash, v);
    }
    return clean;
}

/* Both sides have the key, and dst's value *dv is not null. */
static void merge_entry(struct coalesce *k, val *dv, const struct map_entry *e,
                        const struct path *path, bool keep_nulls);

/* Go puts the nulls of dst into src first. That shows where src stays in use, as do tables that are
 * imported, and those are ours. */
static void mark_nulls(struct coalesce *k, const struct map *dst, struct map *src)
{
    for (size_t i = 0; i < dst->len; i++)
        if (dst->entries[i].value.tag == V_NIL && src->arena == k->own)
            map_set_hashed(src, dst->entries[i].key, dst->entries[i].hash, dst->entries[i].value);
}

/* As coalesceTablesFullKey. A table merged into itself stays what it is. */
static void merge_tables(struct coalesce *k, struct map *dst, struct map *src,
                         const struct path *up, bool keep_nulls)
{
    if (dst == src || !src)
        return;
    if (keep_nulls)
        mark_nulls(k, dst, src);
    for (size_t i = 0; i < src->len; i++) {
        const struct map_entry *e = &src->entries[i];
        struct path path = {up, e->key};
        val *dv = map_get_hashed(dst, e->key, e->hash);
        if (!dv)
            map_set_hashed(dst, e->key, e->hash, e->value);
        else if (dv->tag != V_NIL)
            merge_entry(k, dv, e, &path, keep_nulls);
        else if (!keep_nulls && e->value.tag != V_NIL)
            map_remove(dst, e->key);
    }
}

static void merge_entry(struct coalesce *k, val *dv, const struct map_entry *e,
                        const struct path *path, bool keep_nulls)
{
    bool table = is_table(&e->value);
    if (table && is_table(dv)) {
        if (dv->map != e->value.map)
            merge_tables(k, own_table(k, dv), e->value.map, path, keep_nulls);
        return;
    }
    if (!table && (!is_table(dv) || e->value.tag == V_NIL))
        return;
    str at = path_text(k->diags->arena, path), is = gofmt_str(k->diags->arena, e->value);
    if (table)
        warn(k, "warning: cannot overwrite table with non table for %.*s (%.*s)", STR_ARG(at),
             STR_ARG(is));
    else
        warn(k, "warning: destination for %.*s is a table. Ignoring non-table value (%.*s)",
             STR_ARG(at), STR_ARG(is));
}

static bool is_subchart(const struct chart *c, str name)
{
    for (size_t i = 0; i < c->subchart_count; i++)
        if (str_eq(chart_name(c->subcharts[i]), name))
            return true;
    return false;
}

/* A default meets a table of the user's. */
static void coalesce_table(struct coalesce *k, const struct chart *c, val *slot,
                           const struct map_entry *e, const struct path *path, bool keep_nulls)
{
    if (!is_table(&e->value)) {
        str at = path_text(k->diags->arena, path);
        if (e->value.tag != V_NIL)
            warn(k, "warning: skipped value for %.*s: Not a table.", STR_ARG(at));
        return;
    }
    if (slot->map == e->value.map)
        return;
    /* What is for a subchart keeps its nulls: they delete the subchart's defaults later. */
    keep_nulls = keep_nulls || is_subchart(c, e->key);
    struct map *src = keep_nulls ? e->value.map : without_nulls(k, e->value.map);
    merge_tables(k, own_table(k, slot), src, path, keep_nulls);
}

/* As coalesceValues: the chart's own defaults under v, a map of ours. */
static void coalesce_own_values(struct coalesce *k, const struct chart *c, struct map *v,
                                const struct path *up, bool keep_nulls)
{
    for (size_t i = 0; i < map_len(c->values); i++) {
        const struct map_entry *e = &c->values->entries[i];
        struct path path = {up, e->key};
        val *slot = map_get_hashed(v, e->key, e->hash), fresh = e->value;
        if (slot && slot->tag == V_NIL && !keep_nulls) {
            map_remove(v, e->key);
        } else if (slot && is_table(slot)) {
            coalesce_table(k, c, slot, e, &path, keep_nulls);
        } else if (!slot && (keep_nulls || fresh.tag != V_NIL)) {
            if (!keep_nulls && is_table(&fresh))
                fresh.map = without_nulls(k, fresh.map);
            map_set_hashed(v, e->key, e->hash, fresh);
        }
    }
}

/* One key of the parent's globals into those of a subchart (dg). Only the first level is copied:
 * what is nested deeper is shared by both. */
static void push_global(struct coalesce *k, struct map *dg, const struct map_entry *e,
                        const struct path *up)
{
    struct path path = {up, e->key};
    val *dv = map_get_hashed(dg, e->key, e->hash);
    val v = e->value;
    if (is_table(&v)) {
        if (dv && !is_table(dv)) {
            str key = quote(k->diags->arena, e->key);
            warn(k, "Conflict: cannot merge map onto non-map for %.*s. Skipping.", STR_ARG(key));
            return;
        }
        v.map = map_clone_shallow(k->own, v.map);
        if (dv)
            merge_tables(k, v.map, dv->map, &path, true);
    } else if (dv && is_table(dv)) {
        warn(k, "key %.*s is table. Skipping", STR_ARG(e->key));
        return;
    }
    map_set_hashed(dg, e->key, e->hash, v);
}

/* As coalesceGlobals: the globals of src, a chart's values, into dest, a subchart's. Both ours. */
static void push_globals(struct coalesce *k, struct map *dest, struct map *src,
                         const struct path *up)
{
    val *dslot = map_get(dest, STR("global"));
    if (dslot && !is_table(dslot)) {
        warn(k, "warning: skipping globals because destination global is not a table.");
        return;
    }
    struct map *dg = dslot ? own_table(k, dslot) : new_map(k);
    val *sslot = map_get(src, STR("global"));
    if (sslot && !is_table(sslot)) {
        warn(k, "warning: skipping globals because source global is not a table.");
        return;
    }
    if (sslot) {
        own_table(k, sslot);
        own_deep(k, sslot);
        for (size_t i = 0; i < sslot->map->len; i++)
            push_global(k, dg, &sslot->map->entries[i], up);
    }
    map_set(dest, STR("global"), val_map(dg));
}

static bool coalesce(struct coalesce *k, const struct chart *c, struct map *dest,
                     const struct path *up, bool keep_nulls);

static bool coalesce_subchart(struct coalesce *k, const struct chart *sub, struct map *dest,
                              const struct path *path, bool keep_nulls)
{
    str name = chart_name(sub);
    val *slot = map_get(dest, name);
    if (!slot) {
        map_set(dest, name, val_map(new_map(k)));
        slot = map_get(dest, name);
    } else if (!is_table(slot)) {
        struct buf b;
        buf_init(&b, k->diags->arena);
        buf_put_fmt(&b, "type mismatch on %.*s: ", STR_ARG(name));
        gofmt_sprintf(&b, STR("%t"), slot, 1);
        diag_put(k->diags, DIAG_ERROR, buf_str(&b));
        return false;
    }
    struct map *values = own_table(k, slot);
    push_globals(k, values, dest, path);
    return coalesce(k, sub, values, path, keep_nulls);
}

static bool coalesce(struct coalesce *k, const struct chart *c, struct map *dest,
                     const struct path *up, bool keep_nulls)
{
    struct path path = {up, chart_name(c)};
    coalesce_own_values(k, c, dest, &path, keep_nulls);
    for (size_t i = 0; i < c->subchart_count; i++)
        if (!coalesce_subchart(k, c->subcharts[i], dest, &path, keep_nulls))
            return false;
    return true;
}

bool coalesce_values(struct arena *own, const struct chart *c, const struct map *user,
                     enum coalesce_nulls nulls, struct map **ret, struct diags *diags)
{
    struct coalesce k = {own, diags};
    struct map *values = map_clone_shallow(own, user);
    if (!coalesce(&k, c, values, NULL, nulls == COALESCE_KEEP_NULLS))
        return false;
    *ret = values;
    return true;
}

void coalesce_merge_tables(struct arena *own, struct map *dst, struct map *src, struct diags *diags)
{
    struct coalesce k = {own, diags};
    merge_tables(&k, dst, src, NULL, true);
}

void coalesce_tables(struct arena *own, struct map *dst, struct map *src, struct diags *diags)
{
    struct coalesce k = {own, diags};
    merge_tables(&k, dst, src, NULL, false);
}

void coalesce_own(struct arena *own, struct map *m)
{
    struct coalesce k = {own, NULL};
    val v = val_map(m);
    own_deep(&k, &v);
}

bool chart_coalesce_values(struct arena *a, const struct chart *c, const struct map *user,
                           struct map **ret, struct diags *diags)
{
    struct arena *own = arena_within(a);
    struct map *values;
    if (!coalesce_values(own, c, user, COALESCE_DROP_NULLS, &values, diags))
        return false;
    coalesce_own(own, values);
    *ret = values;
    return true;
}
