/* Templates and charts: parsing, rendering, schemas, archives, Chart.yaml, batch jobs. */
#include "api/libchelm.h"
#include "base/buf.h"
#include "base/diag.h"
#include "chart/archive.h"
#include "chart/metadata.h"
#include "chart/schema.h"
#include "chart/schema_accept.h"
#include "cli/job.h"
#include "eval/compile.h"
#include "eval/template_set.h"
#include "eval/whole.h"
#include "fuzz/fuzz.h"
#include "lexer/lexer.h"
#include "parser/ast.h"
#include "parser/parser.h"
#include "parser/survey.h"
#include "value/yaml_parse.h"

#include <zlib.h>

static void parse_as(struct arena *a, str input, enum delims delims)
{
    struct source *src = ARENA_NEW(a, struct source);
    *src = (struct source){.name = STR("x"), .text = input};
    struct parse_options o = {.delims = delims, .has_function = template_has_function};
    struct parse_result r;
    struct diags diags;
    struct buf b;
    diags_init(&diags, a);
    buf_init(&b, a);
    lexer_dump(&b, src, delims);
    struct parse_result surveyed;
    bool yes = survey_source(a, arena_within(a), src, &o, &surveyed, NULL);
    if (!parse_source(a, src, &o, &diags, &r)) {
        if (yes)
            fuzz_differ("surveyed, but not parsed", input, diags.first->text);
        return;
    }
    struct compiler *c = compiler_new(arena_within(a));
    for (size_t i = 0; i < r.count; i++) {
        ast_print(&b, r.trees[i].root);
        compile_tree(c, a, &r.trees[i], COMPILE_FUSED);
        compile_tree(c, a, &r.trees[i], COMPILE_MAPPED);
        code_whole(compile_light(c, a, &r.trees[i], COMPILE_FUSED));
    }
}

static void parse_body(struct arena *a, str input)
{
    parse_as(a, input, DELIMS_HELM);
    parse_as(a, input, DELIMS_CHELM);
}
FUZZ_ENTRY(parse)

static chelm_text text_of(str s)
{
    return (chelm_text){s.s, s.len};
}

static void clock_stands(int64_t *seconds, int32_t *nanoseconds, void *payload)
{
    (void)payload;
    *seconds = 1700000000;
    *nanoseconds = 0;
}

static str str_of(chelm_text t)
{
    return (str){t.s, t.len};
}

/* Recording where the output comes from changes nothing of it. */
static void check_mapped(chelm_context *c, const chelm_chart *chart, const chelm_result *plain,
                         str template, str values)
{
    chelm_render_options o = {CHELM_SIZE(chelm_render_options), .source_map = true};
    chelm_result *r = chelm_render(c, chart, &o);
    bool both = chelm_result_ok(plain) && chelm_result_ok(r); /* else a limit may have been met */
    if (both && !str_eq(str_of(chelm_result_output(plain)), str_of(chelm_result_output(r))))
        fuzz_differ("with a source map the output is another", template, values);
    chelm_result_free(r);
}

/* The whole way, within the arena-less interface that programs use. */
static void render_body(struct arena *a, str input)
{
    (void)a;
    str rest = input, template = fuzz_part(&rest);
    chelm_context_options limits = {CHELM_SIZE(chelm_context_options),
                                    .memory_limit = (uint64_t)64 << 20,
                                    .step_limit = 20000,
                                    .value_limit = 1 << 20,
                                    .output_limit = 1 << 20,
                                    .time_limit = 2000,
                                    .now = clock_stands,
                                    .seed = chelm_text_of("fuzz")};
    const chelm_file files[] = {
        {chelm_text_of("Chart.yaml"), chelm_text_of("apiVersion: v2\nname: c\nversion: 1.0.0\n")},
        {chelm_text_of("values.yaml"), text_of(rest)},
        {chelm_text_of("templates/_t.tpl"), chelm_text_of("{{define \"t\"}}<{{.}}>{{end}}")},
        {chelm_text_of("templates/x.yaml"), text_of(template)},
    };
    chelm_context *c = chelm_context_new(&limits);
    chelm_chart *chart = chelm_chart_from_files(c, files, sizeof files / sizeof *files);
    chelm_render_options o = {CHELM_SIZE(chelm_render_options), .report = true};
    chelm_result *r = chelm_render(c, chart, &o);
    if (!chelm_result_ok(r) && !chelm_result_error(r).len)
        fuzz_differ("failed without an error", template, rest);
    check_mapped(c, chart, r, template, rest);
    chelm_result_free(r);
    chelm_chart_free(chart);
    chelm_context_free(c);
}
FUZZ_ENTRY(render)

/* What a quick look accepts, the validator must accept, too. */
static void schema_body(struct arena *a, str input)
{
    str error, rest = input, text = fuzz_part(&rest);
    val v;
    struct diags diags;
    struct regex_cache *regexes = NULL;
    diags_init(&diags, a);
    struct schema *s = schema_compile(a, text, NULL, &diags, &error);
    const struct schema_brief_doc *brief = schema_brief_read(a, text);
    if (brief && !s)
        fuzz_differ("read, but does not compile", text, error);
    if (!s || !yaml_parse(a, rest, YAML_ROOT_ANY, &v, &error))
        return;
    bool valid = schema_validate(s, a, v, &error);
    if (brief && schema_accepts(a, &regexes, brief, v) && !valid)
        fuzz_differ("accepted, but not valid", text, rest);
}
FUZZ_ENTRY(schema)

/* Most mutations of compressed bytes are no archive: what is none yet is compressed first. */
static str compressed(struct arena *a, str tar)
{
    z_stream z = {0};
    if (deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return STR("");
    struct buf b, in;
    buf_init(&in, a);
    buf_put_str(&in, tar);
    buf_init(&b, a);
    size_t room = deflateBound(&z, (uLong)tar.len) + 64;
    z.next_out = (Bytef *)buf_reserve(&b, room);
    z.avail_out = (uInt)room;
    z.next_in = (Bytef *)in.s;
    z.avail_in = (uInt)in.len;
    deflate(&z, Z_FINISH);
    b.len = z.total_out;
    deflateEnd(&z);
    return buf_str(&b);
}

static void archive_body(struct arena *a, str input)
{
    struct chart_files files = {0};
    str error;
    bool is_gzip = input.len > 2 && memcmp(input.s, "\x1f\x8b", 2) == 0;
    if (!archive_read(a, is_gzip ? input : compressed(a, input), &files, &error))
        return;
    for (size_t i = 0; i < files.n; i++) {
        str name = files.items[i].name;
        if (!name.len || name.s[0] == '/' || str_has_prefix(name, STR("../")) ||
            str_has(name, STR("/../")))
            fuzz_differ("a name that leaves the chart", name, STR(""));
    }
}
FUZZ_ENTRY(archive)

static void metadata_body(struct arena *a, str input)
{
    struct metadata m = {.name = STR("")};
    str error, version;
    metadata_read_api_version(a, input, &version, &error);
    metadata_check_lock(a, input, &error);
    if (metadata_read(a, input, &m, &error) && metadata_validate(a, &m, &error))
        metadata_map(a, metadata_copy(a, &m));
}
FUZZ_ENTRY(metadata)

static void job_body(struct arena *a, str input)
{
    chelm_render_options defaults = {CHELM_SIZE(chelm_render_options)};
    struct job job;
    job_parse(a, input, 1, &defaults, &job);
}
FUZZ_ENTRY(job)
