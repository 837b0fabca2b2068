/* Values that an output is said to be made from, against renders with other values. */
#include "api/libchelm.h"
#include "chart/value_path.h"
#include "property/property.h"
#include "value/json_parse.h"
#include "value/json_write.h"
#include "value/list.h"
#include "value/map.h"

enum {
    TOLD_MAX = 8, /* a source map tells no more of one run: there may be others */
    VALUES_MAX = 300,
    IDLE = 50 /* one in so many may be without effect: behind an `or` another says the same */
};

struct trial {
    struct check *check;
    chelm_context *context;
    chelm_chart *chart;
    chelm_value options[2]; /* the values file; another value for one path */
    size_t files;           /* 1 when there is a values file */
    val values;
    str output;
    size_t idle; /* values without effect */
    str last_idle;
};

static str str_of(chelm_text t)
{
    return (str){t.s, t.len};
}

static chelm_result *render(struct trial *t, bool mapped, bool changed)
{
    chelm_render_options o = {
        CHELM_SIZE(chelm_render_options),  .release_name = chelm_text_of("rel"),
        .name_space = chelm_text_of("ns"), .values = t->options + 1 - t->files,
        .value_count = t->files + changed, .source_map = mapped};
    return chelm_render(t->context, t->chart, &o);
}

static bool read_values(struct trial *t)
{
    chelm_render_options o = {CHELM_SIZE(chelm_render_options), .values = t->options,
                              .value_count = t->files};
    chelm_result *r = chelm_values(t->context, t->chart, &o, CHELM_JSON);
    str error;
    bool ok = chelm_result_ok(r) && json_parse(t->check->arena, str_of(chelm_result_output(r)),
                                               JSON_ROOT_MAP, &t->values, &error);
    chelm_result_free(r);
    return ok;
}

/* ---- another value ---- */

/* JSON, one after the other; false when there are no more. Of what only conditions look at, some
 * others may do the same. */
static bool other_value(struct arena *a, val v, int i, str *ret)
{
    static const char *const numbers[] = {"0", "1", "77777"};
    struct buf b;
    str error;
    buf_init(&b, a);
    switch (v.tag) {
    case V_BOOL:
        *ret = v.i ? STR("false") : STR("true");
        return i == 0;
    case V_FLOAT:
        *ret = str_from_c(numbers[i % 3]);
        return i < 3;
    case V_STRING:
        v = val_str(i == 0 ? str_fmt(a, "x%.*sx", STR_ARG(val_text(v))) : STR("7"));
        *ret = json_write(&b, v, JSON_RAW, &error) ? buf_str(&b) : STR("\"x\"");
        return i < 2;
    default:
        *ret = STR("\"x\"");
        return i == 0;
    }
}

/* --set reads some characters of names for its own. */
static bool can_be_set(str path)
{
    for (size_t i = 0; i < path.len; i++)
        if (str_find_char(STR(",={}\"\\"), path.s[i]) != STR_NONE)
            return false;
    return true;
}

/* With another value the output is another, or there is none. */
static bool matters(struct trial *t, str path, val v)
{
    str other;
    bool same = true;
    for (int i = 0; same && other_value(t->check->arena, v, i, &other); i++) {
        str set = str_fmt(t->check->arena, "%.*s=%.*s", STR_ARG(path), STR_ARG(other));
        t->options[1] = (chelm_value){CHELM_VALUES_SET_JSON, {set.s, set.len}};
        chelm_result *r = render(t, false, true);
        same = chelm_result_ok(r) && str_eq(str_of(chelm_result_output(r)), t->output);
        chelm_result_free(r);
    }
    return !same;
}

static void check_path(struct trial *t, str path)
{
    struct value_path p;
    if (!value_path_parse(t->check->arena, path, &p)) {
        fault(t->check, "%.*s is no path", STR_ARG(path));
        return;
    }
    const val *v = value_path_get(&t->values, &p);
    if (!v) {
        fault(t->check, "%.*s was printed, and is not there", STR_ARG(path));
    } else if (v->tag != V_MAP && v->tag != V_LIST && can_be_set(path)) {
        t->check->looked_at++;
        if (!matters(t, path, *v)) {
            t->idle++;
            t->last_idle = path;
        }
    }
}

/* ---- what the map tells ---- */

static void check_run(struct trial *t, const struct map *run, struct map *seen)
{
    static const str below = STR_INIT(".Values.");
    const val *values = map_get(run, STR("values"));
    size_t n = values ? list_len(values->list) : 0;
    for (size_t i = 0; i < n && n < TOLD_MAX && map_len(seen) < VALUES_MAX; i++) {
        str path = val_text(values->list->items[i]);
        if (!str_has_prefix(path, below) || map_has(seen, path))
            continue;
        map_set(seen, path, val_bool(true));
        check_path(t, str_from(path, below.len));
    }
}

static void check_map(struct trial *t, str json)
{
    val v;
    str error;
    if (!json_parse(t->check->arena, json, JSON_ROOT_MAP, &v, &error)) {
        fault(t->check, "the map is no JSON: %.*s", STR_ARG(error));
        return;
    }
    struct map *seen = map_new(t->check->arena, 0);
    const val *runs = map_get(v.map, STR("runs"));
    for (size_t i = 0; runs && i < list_len(runs->list); i++)
        check_run(t, runs->list->items[i].map, seen);
}

/* Making RSA keys takes longer than all the rest. */
static bool makes_keys(str output)
{
    return str_has(output, STR("-----BEGIN")) ||
           str_has(output, STR("LS0tLS1CRUdJTi")); /* base64 */
}

void check_lineage(struct check *c)
{
    struct trial t = {.check = c, .files = c->values.len > 0};
    t.options[0] = (chelm_value){CHELM_VALUES_FILE, {c->values.s, c->values.len}};
    t.context = chelm_context_new(
        &(chelm_context_options){CHELM_SIZE(chelm_context_options), .seed = chelm_text_of("x")});
    t.chart = chelm_chart_open(t.context, (chelm_text){c->chart.s, c->chart.len});
    chelm_result *r = render(&t, true, false);
    t.output = str_of(chelm_result_output(r));
    if (chelm_result_ok(r) && !makes_keys(t.output) && read_values(&t)) {
        check_map(&t, str_of(chelm_result_source_map(r)));
        if (t.idle * IDLE > c->looked_at)
            fault(c, "%zu of %zu values were printed and don't matter, %.*s the last", t.idle,
                  c->looked_at, STR_ARG(t.last_idle));
    }
    chelm_result_free(r);
    chelm_chart_free(t.chart);
    chelm_context_free(t.context);
}
