/* What --explain tells of values against the values that renders get. */
#include "api/libchelm.h"
#include "base/file.h"
#include "chart/value_path.h"
#include "property/property.h"
#include "value/json_parse.h"
#include "value/json_write.h"
#include "value/list.h"
#include "value/map.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { OPTIONS = 5, FILES = 2 };

struct trial {
    struct check *check;
    chelm_context *context;
    chelm_chart *chart;
    chelm_value options[OPTIONS]; /* two files, three --set */
    val values[OPTIONS + 1];      /* with the first n of them */
    str lines[FILES + 1];         /* of the two files, and of the chart's values.yaml */
    char folder[32];
};

/* ---- values with the first options ---- */

static bool answer(struct trial *t, chelm_result *r, val *ret)
{
    chelm_text text = chelm_result_output(r);
    str error;
    bool ok = chelm_result_ok(r);
    if (ok && !json_parse(t->check->arena, (str){text.s, text.len}, JSON_ROOT_MAP, ret, &error))
        fault(t->check, "no JSON: %.*s", STR_ARG(error));
    if (!ok)
        fault(t->check, "%.*s", (int)chelm_result_error(r).len, chelm_result_error(r).s);
    chelm_result_free(r);
    return ok;
}

static bool read_values(struct trial *t, size_t n)
{
    chelm_render_options o = {CHELM_SIZE(chelm_render_options), .values = t->options,
                              .value_count = n};
    return answer(t, chelm_values(t->context, t->chart, &o, CHELM_JSON), &t->values[n]);
}

static str json(struct trial *t, val v)
{
    struct buf b;
    str error;
    buf_init(&b, t->check->arena);
    return json_write(&b, v, JSON_RAW, &error) ? buf_str(&b) : error;
}

static bool same(struct trial *t, const val *x, const val *y)
{
    return !x || !y ? x == y : str_eq(json(t, *x), json(t, *y));
}

static bool is_table(const val *v)
{
    return v && v->tag == V_MAP && map_len(v->map);
}

static str path_text(struct trial *t, const struct value_path *p)
{
    struct buf b;
    buf_init(&b, t->check->arena);
    value_path_put(&b, p);
    return buf_str(&b);
}

/* ---- options made from the chart's values ---- */

struct leaves {
    struct value_path *items; /* of texts, with names that --set takes as they are */
    size_t n, cap;
};

static bool is_simple(str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (str_find_char(STR(",={}[]\"\\ "), name.s[i]) != STR_NONE)
            return false;
    return name.len;
}

static void find_texts(struct trial *t, struct leaves *l, const struct value_path *p, val v)
{
    for (size_t i = 0; is_table(&v) && i < map_len(v.map); i++) {
        const struct map_entry *e = map_sorted_entry(v.map, i);
        struct value_path below =
            value_path_append(t->check->arena, p, (struct value_step){.key = e->key});
        if (is_simple(e->key))
            find_texts(t, l, &below, e->value);
    }
    if (v.tag != V_STRING)
        return;
    if (l->n == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 256;
        l->items = arena_grow(t->check->arena, l->items, l->cap * sizeof *p, cap * sizeof *p);
        l->cap = cap;
    }
    l->items[l->n++] = *p;
}

static void put(struct trial *t, struct map *m, const struct value_path *p, val v)
{
    for (size_t i = 0; i + 1 < p->len; i++) {
        const val *below = map_get(m, p->steps[i].key);
        if (!below) {
            map_set(m, p->steps[i].key, val_map(map_new(t->check->arena, 4)));
            below = map_get(m, p->steps[i].key);
        }
        m = below->map;
    }
    map_set(m, p->steps[p->len - 1].key, v);
}

static bool write_values(struct trial *t, size_t n, struct map *m)
{
    struct buf b;
    str error;
    buf_init(&b, t->check->arena);
    str path = str_fmt(t->check->arena, "%s/%zu.yaml", t->folder, n);
    FILE *f = fopen(str_c(t->check->arena, path), "wb");
    if (!f || !json_write(&b, val_map(m), JSON_PRETTY, &error))
        return false;
    t->lines[n] = buf_str(&b);
    t->options[n] = (chelm_value){CHELM_VALUES_FILE, {path.s, path.len}};
    bool ok = fwrite(b.s, 1, b.len, f) == b.len;
    return fclose(f) == 0 && ok;
}

static bool make_options(struct trial *t)
{
    struct arena *a = t->check->arena;
    struct leaves l = {.n = 0};
    find_texts(t, &l, &(struct value_path){.len = 0}, t->values[0]);
    struct map *one = map_new(a, 0), *two = map_new(a, 0);
    for (size_t i = 0; i < l.n; i++) {
        if (i % 3 == 0)
            put(t, one, &l.items[i], val_str(STR("one")));
        if (i % 11 == 5)
            put(t, one, &l.items[i], val_nil());
        if (i % 5 == 0)
            put(t, two, &l.items[i], val_str(STR("two")));
        if (i % 17 == 1)
            put(t, two, &l.items[i], val_nil());
    }
    map_set(one, STR("fresh"), val_str(STR("one")));
    map_set(two, STR("fresher"), val_str(STR("two")));
    if (!write_values(t, 0, one) || !write_values(t, 1, two))
        return false;
    str first = l.n ? path_text(t, &l.items[l.n / 4]) : STR("fresh");
    str second = l.n ? path_text(t, &l.items[l.n / 2]) : STR("fresher");
    str third = l.n ? path_text(t, &l.items[l.n - 1 - l.n / 4]) : STR("freshest");
    str sets[] = {str_fmt(a, "%.*s=s1,%.*s=s2", STR_ARG(first), STR_ARG(second)),
                  str_fmt(a, "%.*s=null", STR_ARG(second)),
                  str_fmt(a, "%.*s=s3,fresh=s4", STR_ARG(third))};
    for (size_t i = 0; i < OPTIONS - FILES; i++)
        t->options[FILES + i] = (chelm_value){CHELM_VALUES_SET, {sets[i].s, sets[i].len}};
    return true;
}

/* ---- one leaf ---- */

static str member(const struct map *step, const char *name)
{
    const val *v = map_get(step, str_from_c(name));
    return v && v->tag == V_STRING ? val_text(*v) : (str){0};
}

/* Which option the step is of, from 1; 0: a chart. */
static size_t option_of(const struct trial *t, const struct map *step)
{
    bool is_file = str_eq(member(step, "kind"), STR("values"));
    str name = member(step, is_file ? "file" : "option");
    for (size_t i = 0; i < OPTIONS; i++) {
        chelm_text text = t->options[i].text;
        if ((t->options[i].kind == CHELM_VALUES_FILE) == is_file &&
            str_eq((str){text.s, text.len}, name))
            return i + 1;
    }
    return 0;
}

static bool has_effect(const struct map *step, const char *effect)
{
    return step && str_eq(member(step, "effect"), str_from_c(effect));
}

static str line_at(str text, size_t line)
{
    for (; line > 1 && text.len; line--) {
        size_t end = str_find_char(text, '\n');
        text = str_from(text, end == STR_NONE ? text.len : end + 1);
    }
    size_t end = str_find_char(text, '\n');
    return str_slice(text, 0, end == STR_NONE ? text.len : end);
}

/* The source holds the value where the step says that it stands. Only words are looked for: other
 * values can be written in many ways. */
static void check_place(struct trial *t, str path, const struct map *step, const val *v)
{
    size_t option = option_of(t, step);
    bool own = str_eq(member(step, "file"), STR("values.yaml"));
    const val *line = map_get(step, STR("line")), *column = map_get(step, STR("column"));
    if (!line || (option == 0 && !own) || !v || v->tag != V_STRING)
        return;
    str text = val_text(*v);
    for (size_t i = 0; i < text.len; i++)
        if (str_find_char(STR("abcdefghijklmnopqrstuvwxyz"), text.s[i]) == STR_NONE)
            return;
    str there = line_at(t->lines[option ? option - 1 : FILES], (size_t)line->f);
    size_t at = (size_t)column->f - 1;
    there = str_from(there, at < there.len ? at : there.len);
    if (there.len && str_find_char(STR("\"'"), *there.s) != STR_NONE)
        there = str_from(there, 1);
    if (there.len && str_find_char(STR("&*!|>"), *there.s) != STR_NONE)
        return; /* an anchor, a tag, a block */
    if (!str_has_prefix(there, text))
        fault(t->check, "%.*s: \"%.*s\" does not stand at %.*s:%.0f", STR_ARG(path), STR_ARG(text),
              STR_ARG(member(step, "file")), line->f);
}

/* What option k (0: the charts) did to the leaf, as values with and without it tell. */
static void check_change(struct trial *t, str path, size_t k, const struct map *step,
                         const val *before, const val *after)
{
    const val *said = step ? map_get(step, STR("value")) : NULL;
    bool gives = has_effect(step, "sets") || has_effect(step, "uncovers");
    if (after && !is_table(after) && gives && !same(t, said, after))
        fault(t->check, "%.*s: step %zu gives another value than the merge", STR_ARG(path), k);
    if (has_effect(step, "deletes") && after)
        fault(t->check, "%.*s: step %zu deletes what is there", STR_ARG(path), k);
    if (has_effect(step, "ignored") && !same(t, before, after))
        fault(t->check, "%.*s: step %zu changes the value and is ignored", STR_ARG(path), k);
    if (k && !same(t, before, after) && !step)
        fault(t->check, "%.*s: step %zu is missing", STR_ARG(path), k);
    if (has_effect(step, "sets"))
        check_place(t, path, step, said);
}

static void check_chain(struct trial *t, const struct value_path *p, const struct list *chain)
{
    const struct map *steps[OPTIONS + 1] = {NULL};
    str path = path_text(t, p);
    size_t winner = SIZE_MAX, changed = 0, winners = 0;
    for (size_t i = 0; i < list_len(chain); i++) {
        const struct map *step = chain->items[i].map;
        size_t k = option_of(t, step);
        if (k || !has_effect(step, "ignored"))
            steps[k] = step; /* of charts the last one that did something */
        if (map_get(step, STR("wins"))->i) {
            winner = k;
            winners++;
        }
    }
    const val *before = NULL;
    for (size_t k = 0; k <= OPTIONS; k++) {
        const val *after = value_path_get(&t->values[k], p);
        if (k && !same(t, before, after))
            changed = has_effect(steps[k], "uncovers") ? 0 : k;
        check_change(t, path, k, steps[k], before, after);
        before = after;
    }
    bool is_set = before != NULL;
    if (winners > 1 || (winners == 0 && is_set && list_len(chain)) || (winners && !is_set))
        fault(t->check, "%.*s: %zu steps win", STR_ARG(path), winners);
    if (winners == 1 && winner < changed)
        fault(t->check, "%.*s: step %zu wins, step %zu changed it", STR_ARG(path), winner, changed);
}

static void check_leaf(struct trial *t, const struct value_path *p)
{
    chelm_render_options o = {CHELM_SIZE(chelm_render_options), .values = t->options,
                              .value_count = OPTIONS};
    str path = path_text(t, p);
    val told;
    t->check->looked_at++;
    if (!answer(t,
                chelm_explain(t->context, t->chart, &o, (chelm_text){path.s, path.len}, CHELM_JSON),
                &told))
        return;
    if (!same(t, map_get(told.map, STR("value")), value_path_get(&t->values[OPTIONS], p)))
        fault(t->check, "%.*s: another value", STR_ARG(path));
    check_chain(t, p, map_get(told.map, STR("chain"))->list);
}

/* Leaves that are there in the end, or (`gone`) that only were there in the beginning. */
static void check_leaves(struct trial *t, const struct value_path *p, val v, bool gone)
{
    for (size_t i = 0; is_table(&v) && i < map_len(v.map); i++) {
        const struct map_entry *e = map_sorted_entry(v.map, i);
        struct value_path below =
            value_path_append(t->check->arena, p, (struct value_step){.key = e->key});
        if (e->key.len)
            check_leaves(t, &below, e->value, gone);
    }
    if (!is_table(&v) && p->len && (!gone || !value_path_get(&t->values[OPTIONS], p)))
        check_leaf(t, p);
}

static void run(struct trial *t)
{
    struct value_path root = {.len = 0};
    str error;
    if (!file_read(t->check->arena,
                   str_concat(t->check->arena, t->check->chart, STR("/values.yaml")), 0,
                   &t->lines[FILES], &error))
        t->lines[FILES] = STR("");
    if (!read_values(t, 0) || !make_options(t))
        return;
    for (size_t n = 1; n <= OPTIONS; n++)
        if (!read_values(t, n))
            return;
    check_leaves(t, &root, t->values[OPTIONS], false);
    check_leaves(t, &root, t->values[0], true);
}

void check_origins(struct check *c)
{
    struct trial t = {.check = c, .folder = "/tmp/chelm-property-XXXXXX"};
    if (!mkdtemp(t.folder)) {
        fault(c, "no folder for values files");
        return;
    }
    t.context = chelm_context_new(NULL);
    t.chart = chelm_chart_open(t.context, (chelm_text){c->chart.s, c->chart.len});
    chelm_chart_load(t.context, t.chart);
    run(&t);
    for (size_t n = 0; n < FILES; n++)
        remove(str_c(c->arena, str_fmt(c->arena, "%s/%zu.yaml", t.folder, n)));
    rmdir(t.folder);
    chelm_chart_free(t.chart);
    chelm_context_free(t.context);
}
