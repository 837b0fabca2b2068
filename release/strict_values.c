/* Values: what users give, against what charts declare and read. */
#include "release/strict.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/nearest.h"
#include "release/readers.h"
#include "value/json_parse.h"
#include "value/json_write.h"
#include "value/map.h"
#include "value/yaml_scan.h"

enum { VALUE_MAX = 60, UNKNOWN_MAX = 100 };

struct checker {
    const struct strict *s;
    const struct origins *o;
    struct map *sources; /* name → address of its struct source */
    val defaults;        /* the charts' own, merged */
    size_t unknown;
};

/* ---- files ---- */

static struct source *add_source(struct checker *c, str name, str text)
{
    struct source *src = ARENA_NEW(c->s->arena, struct source);
    *src = (struct source){.name = name, .text = text};
    map_set(c->sources, name, val_uint(T_UINT64, (uintptr_t)src));
    return src;
}

/* NULL: it cannot be read (any more). */
static struct source *file_source(struct checker *c, str name)
{
    str text, error;
    const val *known = map_get(c->sources, name);
    if (known)
        return (struct source *)(uintptr_t)known->u;
    return file_read(c->s->arena, name, 0, &text, &error) ? add_source(c, name, text) : NULL;
}

static void scan(struct checker *c, struct source *src)
{
    size_t n;
    const struct yaml_finding *f = yaml_scan(c->s->arena, src->text, &n);
    for (size_t i = 0; i < n; i++) {
        if (f[i].kind != YAML_DUPLICATE_KEY)
            continue;
        uint32_t at = strict_offset(c->s, src, f[i].line, f[i].column);
        strict_error(c->s, STR("CH701"), src, (struct span){at, at + 1},
                     str_fmt(c->s->arena,
                             "%.*s stands in line %zu, too: only the last of them counts",
                             STR_ARG(f[i].path), f[i].before));
    }
}

static void scan_chart(struct checker *c, const struct chart *chart)
{
    str folder = origins_chart_folder(c->s->arena, chart);
    for (size_t i = 0; i < chart->raw.n; i++) {
        const struct chart_file *f = &chart->raw.items[i];
        if (!str_eq(f->name, STR("values.yaml")))
            continue;
        scan(c, add_source(c, str_concat(c->s->arena, folder, f->name), f->data));
        break;
    }
    for (size_t i = 0; i < chart->subchart_count; i++)
        scan_chart(c, chart->subcharts[i]);
}

static void scan_files(struct checker *c)
{
    for (size_t i = 0; i < c->o->count; i++) {
        const struct origin_source *s = &c->o->sources[i];
        if (s->kind != ORIGIN_OPTION || s->option != VALUES_FILE || map_has(c->sources, s->name))
            continue;
        struct source *src = file_source(c, s->name);
        if (src)
            scan(c, src);
    }
}

/* ---- places of values ---- */

static bool is_file(const struct origin_source *s)
{
    return s->kind == ORIGIN_CHART || s->option == VALUES_FILE;
}

static void put_place(struct checker *c, struct buf *out, val v)
{
    struct mark_place p;
    const struct origin_source *s = origins_of(c->o, v, &p);
    if (!s)
        buf_put_str(out, STR("somewhere"));
    else if (is_file(s))
        buf_put_fmt(out, "%.*s:%u", STR_ARG(s->name), p.line);
    else
        buf_put_fmt(out, "--set %.*s", STR_ARG(s->name));
}

/* A value's mark, or for a table without one that of something in it. */
static val marked_part(struct checker *c, val v)
{
    struct mark_place p;
    while (v.tag == V_MAP && map_len(v.map) && !origins_of(c->o, v, &p))
        v = v.map->entries[0].value;
    return v;
}

static bool is_key_line(str line, str key)
{
    line = str_trim_blanks(line);
    if (line.len && (*line.s == '"' || *line.s == '\''))
        line = str_from(line, 1);
    return str_has_prefix(line, key) && line.len > key.len &&
           (line.s[key.len] == ':' || line.s[key.len] == '"' || line.s[key.len] == '\'');
}

/* The key that a value stands behind: on its line, or on one above. */
static struct span key_span(struct checker *c, struct source *src, const struct mark_place *p,
                            str key)
{
    enum { ABOVE = 20 };
    for (uint32_t n = p->line; n > 0 && n + ABOVE > p->line; n--) {
        str line = source_line(src, c->s->arena, n);
        if (!is_key_line(line, key))
            continue;
        uint32_t at = src->lines[n - 1] + (uint32_t)str_find(line, key);
        return (struct span){at, at + (uint32_t)key.len};
    }
    uint32_t at = strict_offset(c->s, src, p->line, p->column);
    return (struct span){at, at + 1};
}

static struct diag *error_at(struct checker *c, val v, str key, str code, str text)
{
    struct mark_place p;
    const struct origin_source *s = origins_of(c->o, marked_part(c, v), &p);
    struct source *src = s && is_file(s) && p.line ? file_source(c, s->name) : NULL;
    if (src)
        return strict_error(c->s, code, src, key_span(c, src, &p, key), text);
    struct diag *d = diag_put(c->s->diags, DIAG_ERROR,
                              str_fmt(c->s->arena, "%s%.*s: %.*s", s && is_file(s) ? "" : "--set ",
                                      STR_ARG(s ? s->name : STR("")), STR_ARG(text)));
    d->code = code;
    return d;
}

static str path_text(struct checker *c, const struct value_path *path)
{
    struct buf b;
    buf_init(&b, c->s->arena);
    value_path_put(&b, path);
    return buf_str(&b);
}

/* ---- null ---- */

static str short_value(struct checker *c, val v)
{
    struct buf b;
    str error;
    buf_init(&b, c->s->arena);
    if (v.tag == V_MAP)
        return STR("a table");
    if (v.tag == V_LIST)
        return STR("a list");
    if (!json_write(&b, v, JSON_RAW, &error) || b.len > VALUE_MAX)
        return STR("a value");
    return buf_str(&b);
}

/* Of a null in the root chart's globals: where a subchart's copy still has the value. */
static const val *left_in_subchart(struct checker *c, const struct value_path *path)
{
    bool global = path->steps[0].key.s && str_eq(path->steps[0].key, STR("global"));
    for (size_t i = 0; global && i < c->o->count; i++) {
        struct value_path at = c->o->sources[i].prefix;
        if (c->o->sources[i].kind != ORIGIN_CHART || !at.len)
            continue;
        for (size_t k = 0; k < path->len; k++)
            at = value_path_append(c->s->arena, &at, path->steps[k]);
        const val *v = value_path_get(&c->o->values, &at);
        if (v && !val_is_nil(*v))
            return v;
    }
    return NULL;
}

static void check_null(struct checker *c, const struct value_path *path, val null)
{
    const val *before = value_path_get(&c->defaults, path);
    const val *after = value_path_get(&c->o->values, path);
    if (!after || val_is_nil(*after))
        after = left_in_subchart(c, path);
    if (!after && (!before || val_is_nil(*before)))
        return;
    struct buf b;
    buf_init(&b, c->s->arena);
    str name = path_text(c, path), was = short_value(c, after ? *after : *before);
    buf_put_fmt(&b, "null %s %.*s: it %s %.*s (", after ? "does not delete" : "deletes",
                STR_ARG(name), after ? "stays" : "was", STR_ARG(was));
    put_place(c, &b, marked_part(c, after ? *after : *before));
    buf_put_char(&b, ')');
    error_at(c, null, path->steps[path->len - 1].key, after ? STR("CH712") : STR("CH714"),
             buf_str(&b));
}

/* ---- keys that nobody knows ---- */

enum declared { DECLARED_NOT, DECLARED_TABLE, DECLARED_OPEN };

/* What one chart's values.yaml says of a path: `_TABLE` has keys of its own, below `_OPEN` anything
 * may stand. */
static enum declared declared_by(const struct origin_source *s, const struct value_path *path,
                                 const val **ret_above)
{
    if (s->kind != ORIGIN_CHART || s->prefix.len >= path->len)
        return DECLARED_NOT;
    for (size_t i = 0; i < s->prefix.len; i++)
        if (!path->steps[i].key.s || !str_eq(path->steps[i].key, s->prefix.steps[i].key))
            return DECLARED_NOT;
    struct value_path own = {path->steps + s->prefix.len, path->len - s->prefix.len};
    size_t taken;
    const val *v = value_path_walk(&s->own, &own, &taken);
    bool table = v->tag == V_MAP && map_len(v->map) > 0;
    if (taken == own.len)
        return table ? DECLARED_TABLE : DECLARED_OPEN;
    if (table && taken + 1 == own.len)
        *ret_above = v;
    return table || taken == 0 ? DECLARED_NOT : DECLARED_OPEN;
}

static enum declared declared(struct checker *c, const struct value_path *path,
                              const val **ret_above)
{
    enum declared best = DECLARED_NOT;
    *ret_above = NULL;
    for (size_t i = 0; i < c->o->count; i++) {
        enum declared d = declared_by(&c->o->sources[i], path, ret_above);
        best = d > best ? d : best;
    }
    return best;
}

/* The chart whose values begin at the path; *ret_len steps of it lead to the innermost one. */
static const struct chart *chart_around(struct checker *c, const struct value_path *path,
                                        size_t *ret_len)
{
    const struct chart *chart = c->o->chart;
    *ret_len = 0;
    for (size_t i = 0; i < path->len && path->steps[i].key.s; i++) {
        const struct chart *sub = NULL;
        for (size_t k = 0; k < chart->subchart_count && !sub; k++)
            if (str_eq(chart_name(chart->subcharts[k]), path->steps[i].key))
                sub = chart->subcharts[k];
        if (!sub)
            break;
        chart = sub;
        *ret_len = i + 1;
    }
    return chart;
}

static bool has_word(str list, str word)
{
    while (list.len) {
        size_t end = str_find_char(list, ',');
        str item = str_trim_blanks(str_slice(list, 0, end == STR_NONE ? list.len : end));
        if (str_has_prefix(item, word) && (item.len == word.len || item.s[word.len] == '.'))
            return true;
        list = str_from(list, end == STR_NONE ? list.len : end + 1);
    }
    return false;
}

/* What Helm itself reads: global, tags, the values of dependencies, their conditions. */
static bool is_helms(struct checker *c, const struct chart *chart, const struct value_path *own)
{
    str key = own->steps[0].key, text = path_text(c, own);
    const struct metadata *m = chart->meta;
    if (!key.s || str_eq(key, STR("global")))
        return true;
    for (size_t i = 0; m && i < m->dependencies.n; i++) {
        const struct dependency *d = metadata_dependency(m, i);
        if (!d)
            continue;
        if (str_eq(key, STR("tags")) || str_eq(key, d->name) || str_eq(key, d->alias) ||
            has_word(d->condition, text))
            return true;
    }
    return false;
}

static bool schema_says(struct arena *a, const struct chart *chart, const struct value_path *own)
{
    val v;
    str error;
    if (!chart->schema.len || !json_parse(a, chart->schema, JSON_ROOT_MAP, &v, &error))
        return false;
    for (size_t i = 0; i < own->len; i++) {
        const val *p = v.tag == V_MAP ? map_get(v.map, STR("properties")) : NULL;
        const val *next =
            p && p->tag == V_MAP && own->steps[i].key.s ? map_get(p->map, own->steps[i].key) : NULL;
        if (!next) /* what is not spelled out may be there */
            return v.tag != V_MAP || map_has(v.map, STR("$ref")) || map_has(v.map, STR("allOf")) ||
                   map_has(v.map, STR("anyOf")) || map_has(v.map, STR("oneOf")) ||
                   map_has(v.map, STR("patternProperties")) || !p;
        v = *next;
    }
    return true;
}

/* Strings of values that tpl may read: the chart's and the user's. */
static bool mentioned(const struct checker *c, const struct chart *chart, str text)
{
    for (size_t i = 0; i < map_len(c->sources); i++) {
        uint64_t address = c->sources->entries[i].value.u;
        if (str_has(((const struct source *)(uintptr_t)address)->text, text))
            return true;
    }
    for (size_t i = 0; i < chart->raw.n; i++)
        if (str_eq(chart->raw.items[i].name, STR("values.yaml")) &&
            str_has(chart->raw.items[i].data, text))
            return true;
    return false;
}

static bool is_read(struct checker *c, const struct value_path *path, bool near)
{
    struct value_reader *r;
    size_t n;
    readers_find(c->s->arena, c->o->chart, c->s->root_delims, path, &r, &n);
    for (size_t i = 0; i < n; i++)
        if (!r[i].whole || !near) /* where a whole table is read, only a likely slip counts */
            return true;
    return false;
}

static void check_unknown(struct checker *c, const struct value_path *path, val v, const val *above)
{
    size_t depth;
    const struct chart *chart = chart_around(c, path, &depth);
    struct value_path own = {path->steps + depth, path->len - depth};
    str key = path->steps[path->len - 1].key;
    if (!own.len || is_helms(c, chart, &own) || schema_says(c->s->arena, chart, &own) ||
        mentioned(c, chart, str_concat(c->s->arena, STR(".Values."), path_text(c, &own))) ||
        c->unknown == UNKNOWN_MAX)
        return;
    struct nearest near;
    nearest_init(&near, key);
    for (size_t i = 0; above && i < map_len(above->map); i++)
        nearest_offer(&near, above->map->entries[i].key);
    if (is_read(c, path, near.best.len > 0))
        return;
    c->unknown++;
    struct diag *d = error_at(c, v, key, STR("CH110"),
                              str_fmt(c->s->arena,
                                      "%.*s is not declared in the chart's values, and no "
                                      "template reads it",
                                      STR_ARG(path_text(c, path))));
    if (near.best.len)
        diag_note(c->s->diags, d, str_fmt(c->s->arena, "did you mean %.*s?", STR_ARG(near.best)));
}

/* Charts may get values that their values.yaml does not have: imported ones. */
static enum declared known(struct checker *c, const struct value_path *path, const val **ret_above)
{
    enum declared d = declared(c, path, ret_above);
    const val *v = d == DECLARED_NOT ? value_path_get(&c->defaults, path) : NULL;
    if (!v)
        return d;
    return v->tag == V_MAP && map_len(v->map) ? DECLARED_TABLE : DECLARED_OPEN;
}

/* `open`: anything may stand here, and only nulls are looked at. */
static void walk(struct checker *c, const struct value_path *path, val user, bool open)
{
    for (size_t i = 0; i < map_len(user.map); i++) {
        const struct map_entry *e = map_sorted_entry(user.map, i);
        struct value_step step = {.key = e->key.s ? e->key : STR("")};
        struct value_path at = value_path_append(c->s->arena, path, step);
        const val *above = NULL;
        bool free_here = open || str_eq(step.key, STR("global"));
        enum declared d = free_here ? DECLARED_TABLE : known(c, &at, &above);
        size_t depth;
        (void)chart_around(c, &at, &depth);
        bool chart = depth == at.len;
        if (val_is_nil(e->value))
            check_null(c, &at, e->value);
        if (d == DECLARED_NOT && !chart)
            check_unknown(c, &at, e->value, above);
        else if (e->value.tag == V_MAP)
            walk(c, &at, e->value, free_here || (d == DECLARED_OPEN && !chart));
    }
}

void strict_check_values(const struct strict *s, const struct origins *o)
{
    struct checker c = {.s = s, .o = o, .sources = map_new(s->arena, 0)};
    const struct origin_source *user = NULL;
    scan_chart(&c, o->chart);
    scan_files(&c);
    for (size_t i = 0; i < o->count; i++) {
        if (o->sources[i].kind == ORIGIN_OPTION)
            user = &o->sources[i];
        else if (!o->sources[i].failed)
            c.defaults = o->sources[i].after;
    }
    if (user && user->own.tag == V_MAP)
        walk(&c, &(struct value_path){.len = 0}, user->own, false);
}
