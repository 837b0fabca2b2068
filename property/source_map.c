/* Source maps against outputs and templates. */
#include "api/libchelm.h"
#include "chart/dependencies.h"
#include "chart/load.h"
#include "chart/values.h"
#include "property/property.h"
#include "value/json_parse.h"
#include "value/list.h"
#include "value/map.h"

/* ---- what stands in the templates ---- */

/* A place in a text, and its line. */
struct counter {
    str source;
    size_t at, line, line_begin;
};

struct sources {
    struct check *check;
    struct map *texts; /* chart/templates/x.yaml → its text */
    struct counter counter;
};

static void add_texts(struct sources *s, const struct chart *c)
{
    str path = chart_full_path(s->check->arena, c);
    const struct chart_files *lists[] = {&c->templates, &c->raw};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < lists[k]->n; i++) {
            const struct chart_file *f = &lists[k]->items[i];
            str name = str_fmt(s->check->arena, "%.*s/%.*s", STR_ARG(path), STR_ARG(f->name));
            if (!map_has(s->texts, name))
                map_set(s->texts, name, val_str(f->data));
        }
    for (size_t i = 0; i < c->subchart_count; i++)
        add_texts(s, c->subcharts[i]);
}

/* An alias is a chart once more, under a name that is found when dependencies are settled. */
static bool text_of(const struct sources *s, str file, str *ret)
{
    const val *v = map_get(s->texts, file);
    if (v)
        *ret = val_text(*v);
    return v;
}

/* ---- runs ---- */

static size_t number(const struct map *run, const char *name)
{
    const val *v = map_get(run, str_from_c(name));
    return v && v->tag == V_FLOAT ? (size_t)v->f : SIZE_MAX;
}

static str text(const struct map *run, const char *name)
{
    const val *v = map_get(run, str_from_c(name));
    return v && v->tag == V_STRING ? val_text(*v) : (str){0};
}

/* Of a text that tpl was given: it stands in the innermost call. */
static bool tpl_text(const struct map *run, str *ret)
{
    const val *via = map_get(run, STR("via"));
    if (!via || via->tag != V_LIST)
        return false;
    for (size_t i = 0; i < list_len(via->list); i++) {
        const val *t = map_get(via->list->items[i].map, STR("tpl"));
        if (t) {
            *ret = val_text(*t);
            return true;
        }
    }
    return false;
}

/* Line and column are those of the offset. Counting goes on where it ended before. */
static void check_position(struct sources *s, const struct map *run, str source, size_t offset)
{
    struct counter *k = &s->counter;
    if (k->source.s != source.s || k->at > offset)
        *k = (struct counter){source, 0, 1, 0};
    for (; k->at < offset && k->at < source.len; k->at++)
        if (source.s[k->at] == '\n') {
            k->line++;
            k->line_begin = k->at + 1;
        }
    size_t column = offset - k->line_begin + 1;
    if (number(run, "line") != k->line || number(run, "column") != column)
        fault(s->check, "offset %zu of %.*s is %zu:%zu", offset, STR_ARG(text(run, "file")),
              k->line, column);
}

static void check_text(struct check *c, const struct map *run, str source, str written)
{
    size_t offset = number(run, "offset");
    str there = str_slice(source, offset < source.len ? offset : source.len, source.len);
    there.len = there.len < written.len ? there.len : written.len;
    if (!str_eq(there, written))
        fault(c, "%.*s, offset %zu: \"%.*s\" was printed, \"%.*s\" stands there",
              STR_ARG(text(run, "file")), offset, STR_ARG(written), STR_ARG(there));
}

static void check_action(struct check *c, const struct map *run, str source)
{
    size_t offset = number(run, "offset");
    str there = str_slice(source, offset < source.len ? offset : source.len, source.len);
    if (!str_has_prefix(there, STR("{{")) && !str_has_prefix(there, STR("<<")))
        fault(c, "no action at offset %zu of %.*s", offset, STR_ARG(text(run, "file")));
}

static bool is_frame(str written)
{
    return str_has_prefix(written, STR("---\n# Source: ")) ||
           str_has_prefix(written, STR("\n---\n# Source: ")) || str_trim_blanks(written).len == 0;
}

static void check_run(struct sources *s, const struct map *run, str written)
{
    struct check *c = s->check;
    str kind = text(run, "kind"), file = text(run, "file"), source;
    if (str_eq(kind, STR("frame"))) {
        if (!is_frame(written))
            fault(c, "\"%.*s\" is no frame", STR_ARG(written));
        return;
    }
    if (str_eq(file, STR("gotpl")) ? !tpl_text(run, &source) : !text_of(s, file, &source)) {
        fault(c, "there is no file %.*s", STR_ARG(file));
    } else if (str_eq(kind, STR("crd"))) {
        if (!str_has(source, str_trim_blanks(written)))
            fault(c, "%.*s was changed", STR_ARG(file));
    } else {
        check_position(s, run, source, number(run, "offset"));
        if (str_eq(kind, STR("text")))
            check_text(c, run, source, written);
        else if (str_eq(kind, STR("action")))
            check_action(c, run, source);
        else
            fault(c, "a run of the kind \"%.*s\"", STR_ARG(kind));
    }
}

static void check_runs(struct sources *s, str output, str json)
{
    val v;
    str error;
    size_t at = 0;
    if (!json_parse(s->check->arena, json, JSON_ROOT_MAP, &v, &error)) {
        fault(s->check, "the map is no JSON: %.*s", STR_ARG(error));
        return;
    }
    const val *runs = map_get(v.map, STR("runs"));
    for (size_t i = 0; runs && i < list_len(runs->list); i++) {
        const struct map *run = runs->list->items[i].map;
        const val *span = map_get(run, STR("at"));
        size_t from = (size_t)span->list->items[0].f, to = (size_t)span->list->items[1].f;
        if (from != at || to <= from || to > output.len) {
            fault(s->check, "run %zu is [%zu,%zu) behind %zu", i, from, to, at);
            return;
        }
        check_run(s, run, str_slice(output, from, to));
        at = to;
        s->check->looked_at++;
    }
    if (at != output.len)
        fault(s->check, "%zu of %zu bytes have an origin", at, output.len);
}

/* ---- renders ---- */

static chelm_result *render(struct check *c, chelm_context *context, const chelm_chart *chart,
                            bool mapped)
{
    chelm_value file = {CHELM_VALUES_FILE, {c->values.s, c->values.len}};
    chelm_render_options o = {CHELM_SIZE(chelm_render_options),
                              .release_name = chelm_text_of("rel"),
                              .name_space = chelm_text_of("ns"),
                              .values = &file,
                              .value_count = c->values.len > 0,
                              .include_crds = true,
                              .is_upgrade = true,
                              .source_map = mapped};
    return chelm_render(context, chart, &o);
}

static str str_of(chelm_text t)
{
    return (str){t.s, t.len};
}

static void compare(struct check *c, const chelm_result *plain, const chelm_result *mapped)
{
    struct sources s = {.check = c, .texts = map_new(c->arena, 64)};
    struct diags diags;
    diags_init(&diags, c->arena);
    if (!str_eq(str_of(chelm_result_error(plain)), str_of(chelm_result_error(mapped))))
        fault(c, "the errors differ");
    if (!str_eq(str_of(chelm_result_output(plain)), str_of(chelm_result_output(mapped))))
        fault(c, "recording changes the output");
    struct chart *chart = chart_load(c->arena, c->chart, &diags);
    if (!chelm_result_ok(mapped) || !chart)
        return;
    struct map *user = map_new(c->arena, 0);
    struct value_option file = {VALUES_FILE, c->values};
    if (c->values.len)
        values_merge_options(c->arena, &file, 1, &user, &diags);
    add_texts(&s, chart);
    if (chart_process_dependencies(chart, user, &diags))
        add_texts(&s, chart); /* aliases */
    check_runs(&s, str_of(chelm_result_output(mapped)), str_of(chelm_result_source_map(mapped)));
}

void check_source_map(struct check *c)
{
    /* seeded: random texts are the same in both renders */
    chelm_context *context = chelm_context_new(
        &(chelm_context_options){CHELM_SIZE(chelm_context_options), .seed = chelm_text_of("x")});
    chelm_chart *chart = chelm_chart_open(context, (chelm_text){c->chart.s, c->chart.len});
    chelm_result *plain = render(c, context, chart, false);
    chelm_result *mapped = render(c, context, chart, true);
    compare(c, plain, mapped);
    chelm_result_free(plain);
    chelm_result_free(mapped);
    chelm_chart_free(chart);
    chelm_context_free(context);
}
