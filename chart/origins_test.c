#include "chart/origins.h"

#include "chart/coalesce.h"
#include "chart/dependencies.h"
#include "chart/fixture_test.h"
#include "value/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- properties that hold for every chart and every list of options ---- */

struct trial {
    struct fixture *f;
    const struct chart *chart;          /* as it was loaded */
    const struct value_option *options; /* in the order in which they are applied */
    size_t n;
    struct origins origins;
    size_t leaves;
};

/* The values as a render gets them, from the first n options. */
static bool plain_values(struct trial *t, size_t n, val *ret)
{
    struct chart *c = chart_copy(&t->f->a, t->chart);
    struct map *user, *values;
    if (!values_merge_options(&t->f->a, t->options, n, &user, &t->f->diags) ||
        !chart_process_dependencies(c, user, &t->f->diags) ||
        !chart_coalesce_values(&t->f->a, c, user, &values, &t->f->diags))
        return false;
    *ret = val_map(values);
    return true;
}

static bool same(struct trial *t, val a, val b)
{
    return str_eq(fixture_json(t->f, a), fixture_json(t->f, b));
}

static str path_text(struct trial *t, const struct value_path *p)
{
    struct buf b;
    buf_init(&b, &t->f->a);
    value_path_put(&b, p);
    return buf_str(&b);
}

static void check_path(struct trial *t, const struct value_path *p)
{
    struct value_path again;
    str text = path_text(t, p);
    assert_true(value_path_parse(&t->f->a, text, &again));
    fixture_check(path_text(t, &again), str_c(&t->f->a, text));
}

/* The last winner is the value; the steps, taken one after the other, give what each merge gave. */
static void check_leaf(struct trial *t, const struct value_path *p, val v)
{
    const struct origins *o = &t->origins;
    struct origin_step *steps;
    struct mark_place place;
    size_t n, at = 0, wins = 0;
    val now = val_invalid();
    const struct origin_source *winner = origins_of(o, v, &place);
    origins_explain(o, p, &steps, &n);
    for (size_t i = 0; i < o->count; i++) {
        if (at < n && steps[at].source == &o->sources[i]) {
            const struct origin_step *s = &steps[at++];
            if (s->effect == ORIGIN_DELETES)
                now = val_invalid();
            else if (s->effect != ORIGIN_IGNORED)
                now = s->value;
            if (s->wins) {
                wins++;
                assert_ptr_equal(s->source, winner);
                assert_true(same(t, s->value, v));
                assert_int_equal(s->line, place.line);
            }
        }
        if (o->sources[i].failed)
            continue;
        const val *after = value_path_get(&o->sources[i].after, p);
        bool is_table = after && after->tag == V_MAP && map_len(after->map);
        if (is_table || (after && !mark_get(&o->marks, *after)))
            now = *after; /* the parts of a table have steps; what Helm makes has none */
        if (after ? now.tag == V_INVALID || !same(t, now, *after) : now.tag != V_INVALID)
            fail_msg("%.*s: steps differ from the merge with source %.*s", STR_ARG(path_text(t, p)),
                     STR_ARG(o->sources[i].name));
    }
    assert_int_equal(at, n);
    if (wins != (winner ? 1 : 0))
        fail_msg("%.*s: %zu steps win", STR_ARG(path_text(t, p)), wins);
    t->leaves++;
}

static void check_below(struct trial *t, const struct value_path *p, val v)
{
    check_path(t, p);
    if (v.tag == V_MAP && map_len(v.map)) {
        for (size_t i = 0; i < v.map->len; i++) {
            struct value_step step = {.key = v.map->entries[i].key};
            struct value_path below = value_path_append(&t->f->a, p, step);
            if (step.key.len)
                check_below(t, &below, v.map->entries[i].value);
        }
        return;
    }
    check_leaf(t, p, v);
    for (size_t i = 0; v.tag == V_LIST && i < list_len(v.list); i++) {
        struct value_step step = {.index = i};
        struct value_path below = value_path_append(&t->f->a, p, step);
        check_below(t, &below, v.list->items[i]);
    }
}

/* Each prefix of the options gives what a render with just these gives. */
static void check_prefixes(struct trial *t)
{
    const struct origins *o = &t->origins;
    for (size_t k = 0; k <= t->n; k++) {
        size_t at = o->count - t->n + k;
        val plain;
        if (at == 0 || !plain_values(t, k, &plain))
            continue;
        if (!same(t, plain, o->sources[at - 1].after))
            fail_msg("the first %zu options give\n%.*s\nbut were traced as\n%.*s", k,
                     STR_ARG(fixture_json(t->f, plain)),
                     STR_ARG(fixture_json(t->f, o->sources[at - 1].after)));
    }
}

static void check_all(struct trial *t)
{
    val plain;
    assert_true(plain_values(t, t->n, &plain));
    struct chart *c = chart_copy(&t->f->a, t->chart);
    assert_true(origins_trace(&t->f->a, c, t->options, t->n, NULL, &t->origins, &t->f->diags));
    assert_true(same(t, plain, t->origins.values));
    val all = t->origins.values;
    for (size_t i = 0; i < all.map->len; i++) {
        struct value_step step = {.key = all.map->entries[i].key};
        struct value_path p = {&step, 1};
        if (step.key.len)
            check_below(t, &p, all.map->entries[i].value);
    }
}

/* ---- a chart with everything that moves values ---- */

static const char *const texts[] = {
    "Chart.yaml",
    "apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies:\n"
    "- {name: sub, version: 1.0.0, alias: db, import-values: [exp, {child: deep, parent: taken}]}\n"
    "- {name: off, version: 1.0.0, condition: off.enabled}\n",
    "values.yaml",
    "image: {tag: one, nothing: null}\nbase: &b {x: 1}\nmore: {<<: *b, w: 2}\nlist: [1, {a: 2}]\n"
    "gone: here\nexported: mine\nglobal: {g: top, t: {a: 1}}\ndb:\n  k: parent\n  dead: null\n"
    "off: {enabled: false}\nnull_then_map: null\nsize: 0.5\n---\nimage: {pull: x}\n",
    "charts/sub/Chart.yaml",
    "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
    "charts/sub/values.yaml",
    "k: own\nz: 5\ndead: alive\nglobal: {g: sub, only: 1, t: {b: 2}}\ndeep: {v: 1}\n"
    "exports: {exp: {exported: sub, fresh: 2}}\n",
    "charts/off/Chart.yaml",
    "apiVersion: v2\nname: off\nversion: 1.0.0\n",
    "charts/off/values.yaml",
    "o: 1\n",
    NULL};

#define OPT(kind, text)                                                                            \
    {                                                                                              \
        kind, STR_INIT(text)                                                                       \
    }

static const struct value_option options[] = {
    OPT(VALUES_SET_JSON, "{\"image\":{\"tag\":\"json\"},\"db\":{\"n\":[{}]}}"),
    OPT(VALUES_SET_JSON, "list=[7,{\"b\":true}]"),
    OPT(VALUES_SET, "image.tag=v9,gone=null,db.z=null,fresh=3"),
    OPT(VALUES_SET, "list[1].b=false,list[2]=x,db.global.g=lost,global.t.c=3"),
    OPT(VALUES_SET, "db.k=null,nope=null,null_then_map.a=1"),
    OPT(VALUES_SET, "db.k=again,image=null"),
    OPT(VALUES_SET_STRING, "size=12"),
    OPT(VALUES_SET_LITERAL, "lit=a,b"),
};

static void test_properties(void **state)
{
    (void)state;
    for (size_t n = 0; n <= sizeof options / sizeof *options; n++) {
        struct fixture f;
        fixture_init(&f);
        struct trial t = {.f = &f, .options = options, .n = n};
        t.chart = fixture_chart(&f, texts);
        assert_non_null(t.chart);
        check_all(&t);
        check_prefixes(&t);
        assert_true(t.leaves > 15);
        fixture_done(&f);
    }
}

/* ---- chains ---- */

struct chain_case {
    const char *path;
    size_t n;         /* how many of the options */
    const char *want; /* "SOURCE:LINE:COLUMN effect[!] …" */
};

static const struct chain_case chains[] = {
    {"image.tag", 0, "values.yaml:1:14 sets!"},
    {"image.tag", 3,
     "values.yaml:1:14 sets, {\"image\":{\"tag\":\"json\"},\"db\":{\"n\":[{}]}} sets, "
     "image.tag=v9,gone=null,db.z=null,fresh=3 sets!"},
    {"image.pull", 0, "values.yaml:15:15 sets!"},
    {"more.x", 0, "values.yaml:2:14 sets!"},
    {"more.w", 0, "values.yaml:3:19 sets!"},
    {"list[1].a", 0, "values.yaml:4:15 sets!"},
    {"db.k", 0, "charts/sub/values.yaml:1:4 sets, values.yaml:9:6 sets!"},
    {"db.z", 3,
     "charts/sub/values.yaml:2:4 sets, image.tag=v9,gone=null,db.z=null,fresh=3 deletes"},
    {"db.global.g", 4,
     "charts/sub/values.yaml:4:13 sets, values.yaml:7:13 sets!, "
     "list[1].b=false,list[2]=x,db.global.g=lost,global.t.c=3 ignored"},
    {"exported", 0, "charts/sub/values.yaml:6:27 sets, values.yaml:6:11 sets!"},
    {"taken.v", 0, "charts/sub/values.yaml:5:11 sets!"},
    {"off.o", 0, ""},
    {"db.global", 0, "charts/sub/values.yaml:4:9 sets!, values.yaml:7:9 adds!"},
    {"nope", 5, "db.k=null,nope=null,null_then_map.a=1 sets!"},
};

static str chain_text(struct fixture *f, const struct origin_step *steps, size_t n)
{
    static const char *const effects[] = {"sets", "adds", "deletes", "uncovers", "ignored"};
    struct buf b;
    buf_init(&b, &f->a);
    for (size_t i = 0; i < n; i++) {
        buf_put_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(steps[i].source->name));
        if (steps[i].line)
            buf_put_fmt(&b, ":%u:%u", steps[i].line, steps[i].column);
        buf_put_fmt(&b, " %s%s", effects[steps[i].effect], steps[i].wins ? "!" : "");
    }
    return buf_str(&b);
}

static void test_chains(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
        struct fixture f;
        struct value_path path;
        struct origins o;
        struct origin_step *steps;
        size_t n;
        fixture_init(&f);
        struct chart *c = fixture_chart(&f, texts);
        assert_true(value_path_parse(&f.a, str_from_c(chains[i].path), &path));
        assert_true(origins_trace(&f.a, c, options, chains[i].n, &path, &o, &f.diags));
        origins_explain(&o, &path, &steps, &n);
        fixture_check(chain_text(&f, steps, n), chains[i].want);
        fixture_done(&f);
    }
}

/* A file has places of its own. */
static void test_file(void **state)
{
    (void)state;
    struct fixture f;
    char name[] = "/tmp/chelm-origins-XXXXXX";
    int fd = mkstemp(name);
    const char *text = "# values\nimage:\n  tag: 'two'\n---\ndb: {k: 7}\n";
    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
    fixture_init(&f);
    struct value_option o = {VALUES_FILE, str_from_c(name)};
    struct trial t = {.f = &f, .options = &o, .n = 1};
    t.chart = fixture_chart(&f, texts);
    check_all(&t);
    struct value_path path;
    struct mark_place place;
    assert_true(value_path_parse(&f.a, STR("image.tag"), &path));
    origins_of(&t.origins, *value_path_get(&t.origins.values, &path), &place);
    assert_true(place.line == 3 && place.column == 8);
    assert_true(value_path_parse(&f.a, STR("db.k"), &path));
    origins_of(&t.origins, *value_path_get(&t.origins.values, &path), &place);
    assert_true(place.line == 5 && place.column == 9);
    unlink(name);
    fixture_done(&f);
}

static void test_bad_paths(void **state)
{
    (void)state;
    static const char *const bad[] = {"",     ".",   "a.",    ".a",  "a..b", "a[",
                                      "a[x]", "a[1", "a[-1]", "[0]", "a[0]b"};
    struct fixture f;
    struct value_path p;
    fixture_init(&f);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (value_path_parse(&f.a, str_from_c(bad[i]), &p))
            fail_msg("%s is no path", bad[i]);
    assert_true(value_path_parse(&f.a, STR("a\\.b[2][0].c"), &p));
    assert_int_equal(p.len, 4);
    fixture_check(p.steps[0].key, "a.b");
    assert_true(!p.steps[1].key.s && p.steps[1].index == 2);
    fixture_done(&f);
}

#ifndef ORIGINS_TRIALS
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_properties),
        cmocka_unit_test(test_chains),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_bad_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
#endif
