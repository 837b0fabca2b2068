#include "cli/jsonl.h"

#include "base/arena.h"
#include "base/buf.h"
#include "cli/answer.h"
#include "cli/api_texts.h"
#include "cli/memory.h"
#include "cli/output.h"
#include "value/json_parse.h"
#include "value/json_write.h"
#include "value/map.h"

#include <stdlib.h>

static const char chart_yaml[] = "apiVersion: v2\n"
                                 "name: chart\n"
                                 "description: A Helm chart for conformance cases\n"
                                 "type: application\n"
                                 "version: 0.1.0\n"
                                 "appVersion: \"1.16.0\"\n";

struct request {
    str id, render;
    chelm_delims delims;
    chelm_file *files;
    size_t count;
};

static str text_member(const struct map *m, const char *key)
{
    const val *v = map_get(m, str_from_c(key));
    return v && v->tag == V_STRING ? val_text(*v) : (str){"", 0};
}

static void add_file(struct request *q, str name, str data)
{
    q->files[q->count++] = (chelm_file){{name.s, name.len}, {data.s, data.len}};
}

static void add_default(struct request *q, const struct map *files, const char *name, str data)
{
    if (!map_has(files, str_from_c(name)))
        add_file(q, str_from_c(name), data);
}

enum { DEFAULT_FILES = 3 };

static void list_files(struct arena *a, const struct map *m, struct request *q)
{
    const val *v = map_get(m, STR("files"));
    struct map *files = v && v->tag == V_MAP ? v->map : NULL;
    q->files = ARENA_ARRAY(a, chelm_file, map_len(files) + DEFAULT_FILES);
    add_default(q, files, "Chart.yaml", str_from_c(chart_yaml));
    add_default(q, files, "values.yaml", text_member(m, "v"));
    add_default(q, files, "templates/x.yaml", text_member(m, "t"));
    for (size_t i = 0; i < map_len(files); i++) {
        const struct map_entry *e = map_sorted_entry(files, i);
        if (e->value.tag == V_STRING)
            add_file(q, e->key, val_text(e->value));
    }
}

static bool read_request(struct arena *a, str line, struct request *ret)
{
    val v;
    str error;
    if (!json_parse(a, line, JSON_ROOT_MAP, &v, &error))
        return output_error(str_concat(a, STR("bad line: "), error));
    struct request q = {.id = text_member(v.map, "id"), .render = text_member(v.map, "render")};
    str delims = text_member(v.map, "delims");
    if (delims.len && !chelm_delims_parse(api_text(delims), &q.delims))
        return output_error(str_concat(a, STR("bad line: delims: "), delims));
    if (!q.render.len)
        q.render = STR("templates/x.yaml");
    list_files(a, v.map, &q);
    *ret = q;
    return true;
}

static bool answer(chelm_context *c, struct arena *a, const struct request *q,
                   const struct jsonl_options *jo)
{
    chelm_chart *chart = chelm_chart_from_files(c, q->files, q->count);
    if (!chart)
        return output_error(STR("out of memory"));
    chelm_render_options o = {CHELM_SIZE(chelm_render_options),
                              .release_name = chelm_text_of("rel"),
                              .name_space = chelm_text_of("ns"),
                              .delims = q->delims,
                              .keep_going = jo->keep_going,
                              .report = jo->errors != ERRORS_HELM,
                              .strict = jo->strict};
    chelm_result *r = chelm_evaluate(c, chart, &o, api_text(q->render));
    struct buf out;
    buf_init(&out, a);
    buf_put_str(&out, STR("{\"id\":"));
    json_write_string(&out, q->id, JSON_RAW);
    bool ok = chelm_result_ok(r);
    chelm_text text = ok ? chelm_result_output(r) : chelm_result_error(r);
    answer_put(&out, ok ? "out" : "err", api_str(text));
    answer_put_errors(&out, r);
    answer_put_reports(&out, r, jo->errors);
    buf_put_str(&out, STR("}\n"));
    bool written = output_text(buf_str(&out));
    chelm_result_free(r);
    chelm_chart_free(chart);
    return written;
}

static bool answer_line(chelm_context *c, str line, const struct jsonl_options *jo)
{
    line = str_trim_blanks(line);
    if (!line.len)
        return true;
    struct arena a;
    struct budget budget;
    memory_arena(&a, &budget);
    struct request q = {.count = 0};
    bool ok = read_request(&a, line, &q) && answer(c, &a, &q, jo);
    arena_done(&a);
    return ok;
}

bool jsonl_run(chelm_context *c, FILE *in, const struct jsonl_options *jo)
{
    char *line = NULL;
    size_t cap = 0;
    bool ok = true;
    for (ssize_t n; ok && (n = getline(&line, &cap, in)) >= 0;)
        ok = answer_line(c, (str){line, (size_t)n}, jo);
    free(line);
    return ok && (!ferror(in) || output_error(STR("cannot read standard input")));
}
