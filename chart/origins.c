#include "chart/origins.h"

#include "base/arena.h"
#include "base/path.h"
#include "chart/coalesce.h"
#include "chart/dependencies.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_docs.h"

/* ---- where charts are ---- */

static const struct chart_file *find_file(const struct chart *c, str name)
{
    for (size_t i = 0; i < c->raw.n; i++)
        if (str_eq(c->raw.items[i].name, name))
            return &c->raw.items[i];
    return NULL;
}

/* A chart in a folder shares its bytes with the files of its parent. */
static bool is_folder_of(const struct chart_file *f, const char *chart_yaml)
{
    return f->data.s == chart_yaml && str_has_prefix(f->name, STR("charts/")) &&
           str_has_suffix(f->name, STR("/Chart.yaml"));
}

/* An archive is known by its name alone: NAME-VERSION.tgz. */
static bool is_archive_of(const struct chart_file *f, const struct chart *c, bool exact)
{
    const struct metadata *m = c->meta;
    size_t tail = sizeof "-.tgz" - 1 + m->version.len;
    if (!str_has_prefix(f->name, STR("charts/")) || !str_has_suffix(f->name, STR(".tgz")) ||
        f->name.len < tail)
        return false;
    str base = path_base(f->name);
    bool named = !exact || str_has_prefix(base, m->name);
    return named && base.len > tail && base.s[base.len - tail] == '-' &&
           str_has_prefix(str_from(base, base.len - tail + 1), m->version);
}

static str place_in_parent(struct arena *a, const struct chart *c)
{
    const struct chart_file *own = find_file(c, STR("Chart.yaml"));
    const struct chart_files *raw = &c->parent->raw;
    for (size_t i = 0; own && i < raw->n; i++)
        if (is_folder_of(&raw->items[i], own->data.s))
            return str_slice(raw->items[i].name, 0,
                             raw->items[i].name.len - (sizeof "Chart.yaml" - 1));
    for (int exact = 1; exact >= 0; exact--)
        for (size_t i = 0; i < raw->n; i++)
            if (is_archive_of(&raw->items[i], c, exact))
                return str_concat(a, raw->items[i].name, STR("!/"));
    return str_fmt(a, "charts/%.*s/", STR_ARG(chart_name(c)));
}

str origins_chart_folder(struct arena *a, const struct chart *c)
{
    if (!c->parent)
        return STR("");
    return str_concat(a, origins_chart_folder(a, c->parent), place_in_parent(a, c));
}

/* ---- sources ---- */

struct tracer {
    struct origins *o;
    size_t cap;
    const struct value_path *path; /* or NULL */
    bool imports;                  /* values may come from anywhere below */
};

static struct origin_source *add_source(struct tracer *t, struct origin_source s)
{
    struct origins *o = t->o;
    if (o->count == t->cap) {
        size_t cap = t->cap ? t->cap * 2 : 16;
        o->sources = arena_grow(o->arena, o->sources, t->cap * sizeof s, cap * sizeof s);
        t->cap = cap;
    }
    o->marks.source = (uint32_t)o->count;
    o->sources[o->count] = s;
    return &o->sources[o->count++];
}

static bool is_prefix(const struct value_path *a, const struct value_path *b)
{
    for (size_t i = 0; i < a->len && i < b->len; i++)
        if (!a->steps[i].key.s || !b->steps[i].key.s || !str_eq(a->steps[i].key, b->steps[i].key))
            return false;
    return true;
}

static bool has_imports(const struct chart *c)
{
    for (size_t i = 0; i < c->meta->dependencies.n; i++)
        if (list_len(metadata_dependency(c->meta, i)->import_values))
            return true;
    for (size_t i = 0; i < c->subchart_count; i++)
        if (has_imports(c->subcharts[i]))
            return true;
    return false;
}

/* Reads the chart's values again, with marks. They were read without error before. */
static void mark_chart(struct tracer *t, struct chart *c, struct value_path prefix)
{
    struct origins *o = t->o;
    const struct chart_file *f = find_file(c, STR("values.yaml"));
    str error;
    if (!f)
        return;
    struct origin_source *s = add_source(
        t, (struct origin_source){.kind = ORIGIN_CHART,
                                  .chart = c,
                                  .prefix = prefix,
                                  .name = str_concat(o->arena, origins_chart_folder(o->arena, c),
                                                     STR("values.yaml"))});
    s->skipped = t->path && !t->imports && !is_prefix(&prefix, t->path);
    if (!yaml_parse_values_marked(o->arena, f->data, &o->marks, &c->values, &error))
        c->values = NULL;
    s->own = val_map(c->values);
}

/* Innermost first: what is outside comes over it. */
static void add_charts(struct tracer *t, struct chart *c, struct value_path prefix)
{
    for (size_t i = 0; i < c->subchart_count; i++) {
        struct value_step step = {.key = chart_name(c->subcharts[i])};
        add_charts(t, c->subcharts[i], value_path_append(t->o->arena, &prefix, step));
    }
    mark_chart(t, c, prefix);
}

static bool add_options(struct tracer *t, const struct value_option *options, size_t n,
                        struct diags *diags)
{
    struct arena *a = t->o->arena;
    struct map *user = map_new(a, 0);
    for (int rank = 0; rank <= values_option_rank(VALUES_SET_LITERAL); rank++)
        for (size_t i = 0; i < n; i++) {
            if (values_option_rank(options[i].kind) != rank)
                continue;
            struct origin_source *s = add_source(
                t, (struct origin_source){
                       .kind = ORIGIN_OPTION, .option = options[i].kind, .name = options[i].text});
            if (!values_apply_option(a, &options[i], &t->o->marks, user, diags))
                return false;
            s->own = val_clone(a, val_map(user));
        }
    return true;
}

/* ---- the merges ---- */

/* Takes the values from charts whose turn comes after source `at`. */
static void hide_later(const struct origins *o, struct chart *copy, const struct chart *c,
                       size_t at)
{
    for (size_t i = at + 1; i < o->count; i++)
        if (o->sources[i].chart == c && !o->sources[i].skipped)
            copy->values = NULL;
    for (size_t i = 0; i < c->subchart_count; i++)
        hide_later(o, copy->subcharts[i], c->subcharts[i], at);
}

static bool merge_up_to(const struct origins *o, size_t at, val *ret, struct diags *diags)
{
    struct chart *copy = chart_copy(o->arena, o->chart);
    struct map *values;
    const struct map *user = NULL;
    hide_later(o, copy, o->chart, at);
    if (at < o->count && o->sources[at].kind == ORIGIN_OPTION)
        user = o->sources[at].own.map;
    if (!chart_process_imports(copy, diags) ||
        !chart_coalesce_values(o->arena, copy, user, &values, diags))
        return false;
    *ret = val_map(values);
    return true;
}

/* The merges before the last are only looked at: what is wrong with them, or worth a warning, is
 * nobody's business. */
static bool merge_all(struct origins *o, struct diags *diags)
{
    struct diags ignored;
    diags_init(&ignored, o->arena);
    if (o->count == 0)
        return merge_up_to(o, 0, &o->values, diags);
    for (size_t i = 0; i < o->count; i++) {
        struct origin_source *s = &o->sources[i];
        bool last = i + 1 == o->count;
        if (last && !merge_up_to(o, i, &s->after, diags))
            return false;
        if (last)
            break;
        s->failed = !s->skipped && !merge_up_to(o, i, &s->after, &ignored);
        if (s->skipped || s->failed)
            s->after = i ? s[-1].after : val_nil();
    }
    o->values = o->sources[o->count - 1].after;
    return true;
}

/* Options are read first, as their errors come first, but charts are merged first. */
static void charts_first(struct origins *o, size_t options)
{
    size_t charts = o->count - options;
    struct origin_source *sorted = ARENA_ARRAY(o->arena, struct origin_source, o->count);
    for (size_t i = 0; i < o->count; i++)
        sorted[i < options ? i + charts : i - options] = o->sources[i];
    o->sources = sorted;
    for (uint32_t i = 0; i < o->marks.count; i++) {
        uint32_t *source = &o->marks.places[i].source;
        *source = (uint32_t)(*source < options ? *source + charts : *source - options);
    }
}

static bool read_sources(struct arena *a, struct chart *c, const struct value_option *o, size_t n,
                         const struct value_path *path, struct origins *ret, struct diags *diags)
{
    *ret = (struct origins){.arena = a, .chart = c};
    struct tracer t = {.o = ret, .path = path};
    marks_init(&ret->marks, a);
    if (!add_options(&t, o, n, diags))
        return false;
    size_t options = ret->count;
    struct map *user = options ? ret->sources[options - 1].own.map : map_new(a, 0);
    if (!chart_process_enabled(c, user, diags))
        return false;
    t.imports = has_imports(c);
    add_charts(&t, c, (struct value_path){.len = 0});
    charts_first(ret, options);
    return true;
}

bool origins_trace(struct arena *a, struct chart *c, const struct value_option *o, size_t n,
                   const struct value_path *path, struct origins *ret, struct diags *diags)
{
    return read_sources(a, c, o, n, path, ret, diags) && merge_all(ret, diags);
}

bool origins_trace_last(struct arena *a, struct chart *c, const struct value_option *o, size_t n,
                        struct origins *ret, struct diags *diags)
{
    return read_sources(a, c, o, n, NULL, ret, diags) &&
           merge_up_to(ret, ret->count ? ret->count - 1 : 0, &ret->values, diags);
}

/* ---- one path ---- */

const struct origin_source *origins_of(const struct origins *o, val v, struct mark_place *ret)
{
    const struct mark_place *place = mark_get(&o->marks, v);
    *ret = place ? *place : (struct mark_place){0};
    return place ? &o->sources[place->source] : NULL;
}

static bool is_from(const struct origins *o, val v, size_t source)
{
    const struct mark_place *place = mark_get(&o->marks, v);
    return place && place->source == source;
}

/* Whether any of it is the source's. */
static bool has_part_from(const struct origins *o, val v, size_t source)
{
    if (v.tag == V_MAP && map_len(v.map)) {
        for (size_t i = 0; i < map_len(v.map); i++)
            if (has_part_from(o, v.map->entries[i].value, source))
                return true;
        return false;
    }
    return is_from(o, v, source);
}

/* How many steps of the path lead to the charts around `global`; 0: it is no subchart's global. */
static size_t charts_above_global(const struct origins *o, const struct value_path *path)
{
    const struct chart *c = o->chart;
    for (size_t i = 0; i < path->len && path->steps[i].key.s; i++) {
        const struct chart *sub = NULL;
        if (str_eq(path->steps[i].key, STR("global")))
            return i;
        for (size_t k = 0; k < c->subchart_count && !sub; k++)
            if (str_eq(chart_name(c->subcharts[k]), path->steps[i].key))
                sub = c->subcharts[k];
        if (!sub)
            return 0;
        c = sub;
    }
    return 0;
}

/* What the source has at a path that leaves out the steps from `from` to `to`: NULL when it says
 * nothing there, nor puts something else in the place of a table above it. */
static const val *says_at(const struct origins *o, size_t source, const struct value_path *path,
                          size_t from, size_t to)
{
    const struct origin_source *s = &o->sources[source];
    size_t skip = s->kind == ORIGIN_CHART ? s->prefix.len : 0, taken;
    if (s->own.tag != V_MAP || skip > from || !is_prefix(&s->prefix, path))
        return NULL;
    struct value_path own = {ARENA_ARRAY(o->arena, struct value_step, path->len), 0};
    for (size_t i = skip; i < path->len; i++)
        if (i < from || i >= to)
            own.steps[own.len++] = path->steps[i];
    const val *v = value_path_walk(&s->own, &own, &taken);
    if (taken < own.len && v->tag == V_MAP)
        return NULL;
    return has_part_from(o, *v, source) ? v : NULL;
}

/* What the source itself says of the path; in a subchart's globals also what it says of those of
 * the charts around it. */
static const val *says(const struct origins *o, size_t source, const struct value_path *path)
{
    const val *v = says_at(o, source, path, path->len, path->len);
    size_t global = charts_above_global(o, path);
    for (size_t above = global; above-- > 0 && !v;)
        v = says_at(o, source, path, above, global);
    return v;
}

static bool is_table(const val *v)
{
    return v && v->tag == V_MAP && map_len(v->map);
}

static bool same_origin(const struct origins *o, const val *a, const val *b)
{
    const struct mark_place *x = mark_get(&o->marks, *a), *y = mark_get(&o->marks, *b);
    return x == y && a->tag == b->tag;
}

/* All that was in a table is gone: what is left of it was made by others. */
static bool is_emptied(const val *before, const val *after)
{
    return is_table(before) && after && after->tag == V_MAP && !map_len(after->map);
}

/* What source `i` did to the path; false: nothing worth telling. What it says may come through
 * only later (is_final), as a null of a subchart does when others set things beside it. */
static bool effect_of(const struct origins *o, size_t i, const val *before, const val *after,
                      const val *said, bool is_final, enum origin_effect *ret)
{
    if (is_table(after) && has_part_from(o, *after, i)) {
        *ret = is_table(before) ? ORIGIN_ADDS : ORIGIN_SETS;
        return true;
    }
    if (before && !after)
        *ret = ORIGIN_DELETES;
    else if (after && is_from(o, *after, i) && (!before || !same_origin(o, before, after)))
        *ret = ORIGIN_SETS;
    else if (is_emptied(before, after))
        *ret = ORIGIN_SETS;
    else if (after && before && !is_table(after) && !same_origin(o, before, after))
        *ret = ORIGIN_UNCOVERS;
    else if (after && !before && !is_table(after) && mark_get(&o->marks, *after))
        *ret = ORIGIN_UNCOVERS;
    else
        *ret = ORIGIN_IGNORED;
    return *ret != ORIGIN_IGNORED || is_final || (said && (before || after));
}

static void fill_step(const struct origins *o, size_t i, const val *after, const val *said,
                      struct origin_step *step)
{
    const val *v = step->effect == ORIGIN_SETS || step->effect == ORIGIN_UNCOVERS ? after : said;
    struct mark_place place = {0};
    step->source = &o->sources[i];
    step->value = v ? *v : val_invalid();
    if (said || after)
        origins_of(o, said && !is_from(o, v ? *v : *said, i) ? *said : v ? *v : *after, &place);
    if (place.source == i) {
        step->line = place.line;
        step->column = place.column;
    }
}

/* A source that only works with those after it says what it says, and it counts if it lasts. */
static bool effect_of_failed(const struct origins *o, size_t i, const val *final, const val *said,
                             enum origin_effect *ret)
{
    *ret = final && is_from(o, *final, i) ? ORIGIN_SETS : ORIGIN_IGNORED;
    return said != NULL;
}

/* Of an empty table the one who emptied it last has won, whoever made the table. */
static void find_winner(const struct origins *o, const val *final, struct origin_step *steps,
                        size_t n, size_t emptied)
{
    for (size_t i = 0; final && i < n; i++) {
        size_t source = (size_t)(steps[i].source - o->sources);
        bool has_part = is_table(final) && has_part_from(o, *final, source);
        bool is_last = emptied != SIZE_MAX ? i == emptied : is_from(o, *final, source);
        steps[i].wins = is_table(final) ? has_part : is_last;
    }
}

void origins_explain(const struct origins *o, const struct value_path *path,
                     struct origin_step **ret, size_t *ret_n)
{
    const val *before = NULL, *final = value_path_get(&o->values, path);
    *ret = ARENA_ARRAY(o->arena, struct origin_step, o->count);
    *ret_n = 0;
    size_t emptied = SIZE_MAX; /* the step that did it last */
    for (size_t i = 0; i < o->count; i++) {
        const struct origin_source *s = &o->sources[i];
        if (s->skipped)
            continue;
        const val *after = s->after.tag == V_MAP ? value_path_get(&s->after, path) : NULL;
        const val *said = says(o, i, path);
        struct origin_step step = {.source = s};
        bool is_final = final && !is_table(final) && is_from(o, *final, i);
        bool tells = s->failed ? effect_of_failed(o, i, final, said, &step.effect)
                               : effect_of(o, i, before, after, said, is_final, &step.effect);
        if (tells && s->failed && step.effect == ORIGIN_SETS)
            after = said;
        if (tells) {
            fill_step(o, i, after, said ? said : is_final ? final : NULL, &step);
            if (is_emptied(before, after))
                emptied = *ret_n;
            else if (step.effect != ORIGIN_IGNORED)
                emptied = SIZE_MAX;
            (*ret)[(*ret_n)++] = step;
        }
        before = after;
    }
    find_winner(o, final, *ret, *ret_n, emptied);
}
