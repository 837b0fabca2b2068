#include "lint/value_rules.h"

#include "base/buf.h"
#include "chart/fixture_test.h"
#include "lint/declare.h"

#define META "apiVersion: v2\nname: top\nversion: 1.0.0\n"
#define SUB  "apiVersion: v2\nname: sub\nversion: 1.0.0\n"
#define DEPS META "dependencies:\n- name: sub\n  version: 1.0.0\n"

typedef void pass(struct lint_project *p);

static struct arena arena;

/* "CH110 ci/x-values.yaml 0-3 message; CH…" with the helps in brackets. */
static str run(pass *rule, const char *const *texts, const struct lint_options *o)
{
    struct chart_file files[16];
    size_t n = 0;
    for (; texts[2 * n]; n++)
        files[n] = (struct chart_file){str_from_c(texts[2 * n]), str_from_c(texts[2 * n + 1])};
    struct findings *f = ARENA_NEW(&arena, struct findings);
    findings_init(f, &arena);
    struct lint_project *p = ARENA_NEW(&arena, struct lint_project);
    assert_true(lint_project_load_files(&arena, STR("top"), files, n, o, f, p));
    declare_values(p);
    rule(p);
    struct buf b;
    buf_init(&b, &arena);
    for (uint32_t i = 0; i < f->count; i++) {
        const struct finding *g = f->items[i];
        buf_put_fmt(&b, "%s%.*s %.*s %u-%u %.*s", i ? "; " : "", STR_ARG(rule_get(g->rule)->code),
                    STR_ARG(g->file->path), g->span.begin, g->span.end, STR_ARG(g->message));
        for (uint32_t h = 0; h < g->help_count; h++)
            buf_put_fmt(&b, " [%.*s]", STR_ARG(g->help[h]));
    }
    return buf_str(&b);
}

static void check(pass *rule, const char *const *texts, const char *want)
{
    struct lint_options o = {0};
    fixture_check(run(rule, texts, &o), want);
}

/* With values.yaml and a template that reads what `reads` says. */
static void check_values(pass *rule, const char *values, const char *reads, const char *want)
{
    const char *texts[] = {"Chart.yaml",       META,  "values.yaml", values,
                           "templates/a.yaml", reads, NULL};
    check(rule, texts, want);
}

static void check_ci(const char *values, const char *reads, const char *ci, const char *want)
{
    const char *texts[] = {
        "Chart.yaml",       META, "values.yaml", values, "templates/a.yaml", reads,
        "ci/x-values.yaml", ci,   NULL};
    check(check_user_values, texts, want);
}

static void test_doubled_keys(void **state)
{
    (void)state;
    check_values(check_doubled_keys, "a: 1\nb: {c: 1, c: 2}\na: 3\n", "",
                 "CH701 values.yaml 0-1 key `a` is there twice: only the last one counts; "
                 "CH701 values.yaml 9-10 key `c` is there twice: only the last one counts");
    check_values(check_doubled_keys, "a: 1\nb: {a: 1}\n<<: {a: 1}\n", "", "");
}

static void test_unknown_user_keys(void **state)
{
    (void)state;
    check_ci("image: {tag: x}\n", "{{ .Values.image.tag }}", "image: {atg: x}\n",
             "CH110 ci/x-values.yaml 8-11 `image.atg` is set here, but the chart neither declares "
             "nor reads it [did you mean `tag`?]");
    check_ci("a: 1\n", "{{ .Values.b }}", "b: 1\n", "");                  /* read */
    check_ci("a: {b: 1}\n", "{{ toYaml .Values.a }}", "a: {c: 1}\n", ""); /* as a whole */
    check_ci("a: {b: 1}\n", "{{ if .Values.a }}{{ end }}", "a: {c: 1}\n",
             "CH110 ci/x-values.yaml 4-5 `a.c` is set here, but the chart neither declares nor "
             "reads it");
    check_ci("longer: {runAsUser: 1}\n", "{{ toYaml .Values.longer }}", "longer: {runAsUesr: 1}\n",
             "CH110 ci/x-values.yaml 9-18 `longer.runAsUesr` is set here, but the chart neither "
             "declares nor reads it [did you mean `runAsUser`?]");
    check_ci("a: {}\n", "", "a: {c: 1}\n", "");
    check_ci("a: 1\n# c: 1\n", "", "c: 1\n", "");
    check_ci("a: 1\n", "{{ index .Values \"x\" }}", "x: 1\n", "");
    check_ci("a: 1\n", "{{ range .Values }}{{ end }}", "x: 1\n", "");
    check_ci("a: 1\n", "", "global: {x: 1}\ntags: {y: true}\n", "");
    check_ci("a: ''\n", "{{ tpl .Values.a $ }}", "a: '{{ .Values.mine }}'\nmine: x\n", "");
    struct value_option set = {VALUES_SET, STR_INIT("b.c=1")};
    struct lint_options o = {.values = &set, .value_count = 1};
    const char *texts[] = {"Chart.yaml", META, "values.yaml", "a: 1\n", NULL};
    fixture_check(run(check_user_values, texts, &o),
                  "CH110 b.c=1 0-3 `b` is set here, but the chart neither declares nor reads it");
}

static void test_changed_kinds(void **state)
{
    (void)state;
    check_ci("a: {b: 1}\nc: x\nd: [1]\ne: ''\nf: {}\n", "", "a: x\nc: {y: 1}\nd: {z: 1}\n",
             "CH111 ci/x-values.yaml 0-1 `a` replaces the map of the default, with all its keys; "
             "CH111 ci/x-values.yaml 5-6 `c` is a map here, but the default is none; "
             "CH111 ci/x-values.yaml 15-16 `d` is a map here, but the default is none");
    check_ci("a: {b: 1}\nc: x\ne: ''\nf: {}\ng:\n", "",
             "a: null\nc: 5\ne: {x: 1}\nf: [1]\ng: {x: 1}\n", "");
}

static void test_replaced_lists(void **state)
{
    (void)state;
    struct value_option set = {VALUES_SET, STR_INIT("l={x}")};
    struct lint_options o = {.values = &set, .value_count = 1};
    const char *texts[] = {"Chart.yaml", META, "values.yaml", "l: [1, 2]\n", NULL};
    fixture_check(run(check_user_values, texts, &o),
                  "CH711 l={x} 0-1 `l` replaces 2 default items: lists are not merged");
    check_ci("l: [1]\n", "", "l: [2]\n", ""); /* a ci file means it */
}

static void check_sub(const char *values, const char *sub, const char *reads, const char *want)
{
    const char *texts[] = {"Chart.yaml",
                           DEPS,
                           "values.yaml",
                           values,
                           "charts/sub/Chart.yaml",
                           SUB,
                           "charts/sub/values.yaml",
                           sub,
                           "charts/sub/templates/a.yaml",
                           reads,
                           NULL};
    check(check_subchart_values, texts, want);
}

static void test_subchart_values(void **state)
{
    (void)state;
    check_sub("sub:\n  auth: {enabeld: true}\n", "auth: {enabled: false}\n",
              "{{ .Values.auth.enabled }}",
              "CH708 values.yaml 14-21 `sub.auth.enabeld` is neither declared nor read by the "
              "chart sub 1.0.0 [did you mean `enabled`?]");
    check_sub("sub: {read: 1, global: {x: 1}}\nglobal: {y: 1}\n", "a: 1\n", "{{ .Values.read }}",
              "");
    check_sub("sub: {a: null}\n", "a: 1\n", "",
              "CH712 values.yaml 6-7 `sub.a` is null here, which keeps the default of the chart "
              "below");
    check_sub("sub: {a: null}\n", "a: ''\n", "", "");
    check_sub("sub: {a: 1}\n", "a: {b: 1}\n", "",
              "CH111 values.yaml 6-7 `sub.a` replaces the map of the default");
}

static void test_schema_values(void **state)
{
    (void)state;
    static const char schema[] = "{\"type\":\"object\",\"required\":[\"must\"],\"properties\":"
                                 "{\"num\":{\"type\":\"integer\"},\"must\":{},"
                                 "\"l\":{\"items\":{\"type\":\"string\"}}}}";
    const char *texts[] = {"Chart.yaml", META,          "values.schema.json",
                           schema,       "values.yaml", "must: 1\nnum: x\nl: [a, 5]\n",
                           NULL};
    check(check_schema_values, texts,
          "CH702 values.yaml 22-23 at '/l/1': got number, want string; "
          "CH702 values.yaml 13-14 at '/num': got string, want integer");
    const char *missing[] = {"Chart.yaml",  META,       "values.schema.json", schema,
                             "values.yaml", "num: 1\n", "ci/x-values.yaml",   "must: 1\n",
                             NULL};
    check(check_schema_values, missing, ""); /* the ci file shows how */
    missing[6] = NULL;
    check(check_schema_values, missing, "CH702 values.yaml 0-0 at '': missing property 'must'");
    const char *below[] = {"Chart.yaml",
                           DEPS,
                           "values.yaml",
                           "sub:\n  num: x\n  must: 1\n",
                           "charts/sub/Chart.yaml",
                           SUB,
                           "charts/sub/values.schema.json",
                           schema,
                           NULL};
    check(check_schema_values, below,
          "CH702 values.yaml 12-13 at '/num': got string, want integer");
}

static void test_schemas(void **state)
{
    (void)state;
    const char *texts[] = {"Chart.yaml",
                           META,
                           "values.yaml",
                           "a: {b: 1}\n",
                           "templates/a.yaml",
                           "{{ .Values.a.b }}{{ .Values.known }}",
                           "values.schema.json",
                           "{\"properties\":{\"a\":{\"properties\":{\"b\":{},\"old\":{}}},"
                           "\"known\":{}}}",
                           NULL};
    check(check_schemas, texts,
          "CH704 values.schema.json 41-46 the schema has `a.old`, which values.yaml does not have "
          "and no template reads");
    texts[3] = "password: x\n";
    texts[7] = "{\"properties\":{\"passwrod\":{}}}";
    check(
        check_schemas, texts,
        "CH704 values.schema.json 15-25 the schema has `passwrod`, which values.yaml does not have "
        "and no template reads [did you mean `password`, which the schema does not have?]");
    texts[7] = "{\"additionalProperties\":false,\"properties\":{\"a\":{},\"known\":{}}}";
    check(check_schemas, texts,
          "CH703 values.schema.json 1-23 the schema does not allow `global`, which Helm adds to "
          "the values of every dependency [add \"global\": {\"type\": \"object\"} to its "
          "properties]");
    texts[7] = "{\"additionalProperties\":false,\"properties\":{\"a\":{},\"known\":{},"
               "\"global\":{}}}";
    check(check_schemas, texts, "");
    texts[7] = "{\"type\":\"nosuch\"}";
    assert_true(str_has_prefix(run(check_schemas, texts, &(struct lint_options){0}),
                               STR("CH703 values.schema.json 0-0 not a valid schema: ")));
}

static void test_documentation(void **state)
{
    (void)state;
    check_values(check_documentation,
                 "## @param auth.passwrod text\n## @param list[0].name text\n"
                 "## @param empty.any text\n## @extra auth.more text\n## @param gone text\n"
                 "auth: {password: ''}\nlist: [{name: x}]\nempty: {}\n",
                 "",
                 "CH705 values.yaml 10-23 @param documents `auth.passwrod`, which is not in "
                 "values.yaml [did you mean `password`?]; "
                 "CH705 values.yaml 117-121 @param documents `gone`, which is not in values.yaml");
    check_values(check_documentation, "## @param a.more text\na: {b: 1}\n",
                 "{{ toYaml .Values.a }}", "");
}

static void test_yaml11(void **state)
{
    (void)state;
    check_values(check_yaml11,
                 "tag: 1.10\nimageTag: 0755\nversion: 1.5\nport: 0755\nl: [x, on]\nm: [on, off]\n"
                 "text: {tag: '1.10'}\nyes1: no\nbig: {sha: 1e3}\n",
                 "",
                 "CH707 values.yaml 5-9 `1.10` is read as 1.1 [quote it if a text is meant]; "
                 "CH707 values.yaml 20-24 `0755` is read as 493 [quote it if a text is meant]; "
                 "CH707 values.yaml 56-58 `on` is read as true [quote it if a text is meant]; "
                 "CH707 values.yaml 113-116 `1e3` is read as 1000 [quote it if a text is meant]");
    check_values(check_yaml11, "on: 1\n'y': 2\n", "",
                 "CH707 values.yaml 0-2 `on` is read as the key \"true\" [quote it if a text is "
                 "meant]");
}

static void check_deps(const char *chart, const char *values, const char *want)
{
    const char *texts[] = {"Chart.yaml",
                           chart,
                           "values.yaml",
                           values,
                           "charts/sub/Chart.yaml",
                           SUB,
                           "charts/sub/values.yaml",
                           "exports: {data: {x: 1}}\na: {b: {c: 1}, d: 1}\nenabled: true\n",
                           NULL};
    check(check_dependencies, texts, want);
}

static void test_dependencies(void **state)
{
    (void)state;
    check_deps(DEPS "  condition: sub.enabled\n", "{}\n", "");
    check_deps(DEPS "  condition: subb.enabled\n", "a: 1\n",
               "CH709 Chart.yaml 96-108 no value decides the condition `subb.enabled`: the "
               "dependency is always there [declare it in values.yaml]");
    check_deps(DEPS "  condition: sub.enabled, global.sub\n", "a: 1\n",
               "CH709 Chart.yaml 96-119 ` global.sub` in the condition is never found: Helm keeps "
               "the blank");
    check_deps(DEPS "  condition: x.use\n", "x: {use: true}\n", "");
    check_deps(DEPS "  import-values:\n  - data\n  - nope\n  - {child: a.b, parent: z}\n"
                    "  - {child: a.d, parent: z}\n  - {child: a.z, parent: z}\n",
               "a: 1\n",
               "CH710 Chart.yaml 113-117 the dependency has no `exports.nope` to import; "
               "CH710 Chart.yaml 150-173 import-values: `a.d` of the dependency is no map; "
               "CH710 Chart.yaml 178-201 the dependency has no `a.z` to import");
}

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubled_keys),    cmocka_unit_test(test_unknown_user_keys),
        cmocka_unit_test(test_changed_kinds),   cmocka_unit_test(test_replaced_lists),
        cmocka_unit_test(test_subchart_values), cmocka_unit_test(test_schema_values),
        cmocka_unit_test(test_schemas),         cmocka_unit_test(test_documentation),
        cmocka_unit_test(test_yaml11),          cmocka_unit_test(test_dependencies),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
