#include "lint/declare.h"

#include "base/buf.h"
#include "chart/fixture_test.h"
#include "lint/type.h"

#define META "apiVersion: v2\nname: top\nversion: 1.0.0\n"
#define SUB  "apiVersion: v2\nname: sub\nversion: 1.0.0\n"
#define DEPS META "dependencies:\n- name: sub\n  version: 1.0.0\n"

static struct arena arena;

/* A chart of name, content, …, NULL. */
static struct lint_project *declare(const char *const *texts, const struct lint_options *o)
{
    struct chart_file files[16];
    size_t n = 0;
    for (; texts[2 * n]; n++)
        files[n] = (struct chart_file){str_from_c(texts[2 * n]), str_from_c(texts[2 * n + 1])};
    struct findings *findings = ARENA_NEW(&arena, struct findings);
    findings_init(findings, &arena);
    struct lint_project *p = ARENA_NEW(&arena, struct lint_project);
    assert_true(lint_project_load_files(&arena, STR("top"), files, n, o, findings, p));
    declare_values(p);
    return p;
}

/* What is at a path: "?" for a key that may be missing, "..." for an open map, "!" for a closed
 * one, "-" for nothing. */
static str describe(const struct type *t, const char *path)
{
    struct buf b;
    buf_init(&b, &arena);
    enum presence presence = PRESENCE_ALWAYS;
    for (str rest = str_from_c(path); rest.len;) {
        size_t dot = str_find_char(rest, '.');
        str name = dot == STR_NONE ? rest : str_slice(rest, 0, dot);
        const struct type_field *f = type_field(t, name);
        if (!f)
            return STR("-");
        presence = f->presence;
        t = f->type;
        rest = dot == STR_NONE ? STR("") : str_from(rest, dot + 1);
    }
    if (presence == PRESENCE_MAYBE)
        buf_put_char(&b, '?');
    type_print(&b, t);
    if (t->kinds & TYPE_MAP && !t->any && t->rest != MAP_RECORD)
        buf_put_str(&b, t->rest == MAP_OPEN ? STR("...") : STR("!"));
    return buf_str(&b);
}

struct expectation {
    const char *path, *type;
};

static void check(const struct type *t, const struct expectation *want)
{
    for (; want->path; want++)
        fixture_check(str_fmt(&arena, "%s: %.*s", want->path, STR_ARG(describe(t, want->path))),
                      str_c(&arena, str_fmt(&arena, "%s: %s", want->path, want->type)));
}

static void check_values(const char *yaml, const struct expectation *want)
{
    struct lint_options o = {0};
    const char *texts[] = {"Chart.yaml", META, "values.yaml", yaml, NULL};
    check(declare(texts, &o)->root->values_type, want);
}

static void test_values(void **state)
{
    (void)state;
    check_values(
        "a: 1\nb: {c: x, d: {}}\ne: [{f: 1}, {g: 2}]\nh:\n",
        (const struct expectation[]){{"a", "number"},
                                     {"b", "map{c: string; d: map}"},
                                     {"b.d", "map..."},
                                     {"e", "list<map{f; g}>"},
                                     {"h", "null"},
                                     {"z", "-"},
                                     {"", "map{a: number; b: map{c; d}; e: list<map{f; g}>; "
                                          "h: null}"},
                                     {NULL, NULL}});
    struct lint_options o = {0};
    const char *texts[] = {"Chart.yaml", META, "values.yaml", "a:\n  b: 1\n", NULL};
    struct lint_project *p = declare(texts, &o);
    const struct type_field *f = type_field(p->root->values_type, STR("a"));
    f = type_field(f->type, STR("b"));
    assert_int_equal(f->decl->kind, DECL_VALUES);
    assert_ptr_equal(f->decl->file, p->root->values);
    assert_int_equal(f->decl->span.begin, 5);
    assert_int_equal(f->decl->span.end, 6);
    const char *none[] = {"Chart.yaml", META, NULL};
    assert_int_equal(declare(none, &o)->root->values_type->rest, MAP_OPEN);
}

static void test_comments(void **state)
{
    (void)state;
    check_values("# top: 1\n"
                 "service:\n"
                 "  # above: x\n"
                 "  type: a\n"
                 "  # below: x\n"
                 "#  first: x\n"
                 "other: {}\n"
                 "  # cpu: 1\n"
                 "  # deep:\n"
                 "  #   deeper: 1\n"
                 "null1:\n"
                 "#  key: value\n"
                 "#  list:\n"
                 "#  - item: 1\n"
                 "#    more: 2\n"
                 "# Words: that are prose\n"
                 "# http://example.org\n"
                 "last: x\n",
                 (const struct expectation[]){{"top", "?any"},
                                              {"service.type", "string"},
                                              {"service.above", "?any"},
                                              {"service.below", "?any"},
                                              {"service.first", "?any"},
                                              {"service.cpu", "-"},
                                              {"other.cpu", "?any"},
                                              {"other.deep.deeper", "?any"},
                                              {"null1.key", "?any"},
                                              {"null1.list", "?any"},
                                              {"null1.item", "-"},
                                              {"http", "-"},
                                              {NULL, NULL}});
}

static void test_documentation(void **state)
{
    (void)state;
    check_values("## @param image.tag [string] text\n"
                 "## @extra image.extra text\n"
                 "## @skip skipped\n"
                 "## @param list[0].name text\n"
                 "image:\n  tag: ''\n"
                 "list: [{a: 1}]\n"
                 "# docs.path -- (int) text\n"
                 "# -- only text\n"
                 "x: 1\n"
                 "# @schema\n# type: [integer, string]\n# @schema\n"
                 "dadav: 1\n"
                 "losisin: 1 # @schema type:[integer, null]\n"
                 "own: '' # chelm:type list<string>\n"
                 "# chelm:open\n"
                 "opened: {a: 1}\n"
                 "dict: {a: 1} # chelm:dict<string>\n",
                 (const struct expectation[]){{"image.tag", "string"},
                                              {"image.extra", "?any"},
                                              {"skipped", "?any"},
                                              {"list", "list<map{a; name}>"},
                                              {"docs.path", "?any"},
                                              {"x", "number"},
                                              {"dadav", "number|string"},
                                              {"losisin", "number?"},
                                              {"own", "list<string>"},
                                              {"opened", "map{a: number}..."},
                                              {"dict", "map<string>..."},
                                              {NULL, NULL}});
    struct lint_options o = {0};
    const char *texts[] = {"Chart.yaml",
                           META,
                           "values.yaml",
                           "a: 1\n",
                           "README.md",
                           "| Key | Text |\n|--|--|\n| `b.c` | x |\n| plain.key | x |\n"
                           "| two words | x |\n",
                           NULL};
    check(declare(texts, &o)->root->values_type,
          (const struct expectation[]){
              {"b.c", "?any"}, {"plain.key", "?any"}, {"two words", "-"}, {NULL, NULL}});
}

static void test_schema(void **state)
{
    (void)state;
    struct lint_options o = {0};
    const char *texts[] = {
        "Chart.yaml",
        META,
        "values.yaml",
        "a: 1\nclosed: {x: 1}\nopen: {x: 1}\nempty: {}\nlist: []\nmode: ''\n",
        "values.schema.json",
        "{\"$defs\":{\"n\":{\"type\":\"object\",\"properties\":{\"v\":{\"type\":\"integer\"},"
        "\"next\":{\"$ref\":\"#/$defs/n\"}}}},"
        "\"required\":[\"must\"],\"properties\":{"
        "\"a\":{\"type\":[\"integer\",\"string\"]},"
        "\"must\":{\"type\":\"string\"},"
        "\"closed\":{\"additionalProperties\":false,\"properties\":{\"y\":{\"type\":\"null\"}}},"
        "\"open\":{\"additionalProperties\":{\"type\":\"string\"}},"
        "\"empty\":{\"properties\":{\"k\":{\"type\":\"boolean\"}}},"
        "\"list\":{\"items\":{\"type\":\"string\"}},"
        "\"mode\":{\"enum\":[\"x\",\"y\"]},"
        "\"ref\":{\"$ref\":\"#/$defs/n\"},"
        "\"one\":{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]},"
        "\"all\":{\"type\":\"object\",\"allOf\":[{\"properties\":{\"p\":{\"type\":\"string\"}}}]},"
        "\"cond\":{\"type\":\"object\",\"if\":{\"properties\":{\"q\":{\"const\":1}}},"
        "\"then\":{\"properties\":{\"r\":{\"type\":\"string\"}}}}"
        "}}",
        NULL};
    check(declare(texts, &o)->root->values_type,
          (const struct expectation[]){{"a", "number|string"},
                                       {"must", "string"},
                                       {"closed", "map{x: number; y: null}!"},
                                       {"open", "map{x: number}..."},
                                       {"empty.k", "?bool"},
                                       {"list", "list<string>"},
                                       {"mode", "\"x\"|\"y\""},
                                       {"ref", "?map{next: any; v: number}"},
                                       {"one", "?any"},
                                       {"all.p", "?string"},
                                       {"cond.r", "?string"},
                                       {"z", "-"},
                                       {NULL, NULL}});
}

/* Each level refers to the next one twice: read as a tree it would be of 2^20 nodes. */
static void test_schema_that_multiplies(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, &arena);
    buf_put_str(&b, STR("{\"allOf\":[{\"$ref\":\"#/$defs/d0\"}],\"$defs\":{"));
    for (int i = 0; i < 20; i++)
        buf_put_fmt(&b,
                    "\"d%d\":{\"allOf\":[{\"$ref\":\"#/$defs/d%d\"},"
                    "{\"$ref\":\"#/$defs/d%d\"}]},",
                    i, i + 1, i + 1);
    buf_put_str(&b, STR("\"d20\":{\"properties\":{\"x\":{\"type\":\"string\"}}}}}"));
    struct lint_options o = {0};
    const char *texts[] = {"Chart.yaml",
                           META,
                           "values.yaml",
                           "a: 1\n",
                           "values.schema.json",
                           str_c(&arena, buf_str(&b)),
                           NULL};
    check(declare(texts, &o)->root->values_type,
          (const struct expectation[]){{"x", "?string"}, {NULL, NULL}});
}

static void test_charts(void **state)
{
    (void)state;
    struct lint_options o = {0};
    const char *texts[] = {"Chart.yaml",
                           DEPS "  alias: other\n  condition: other.enabled\n"
                                "- name: gone\n  version: 1.0.0\n",
                           "values.yaml",
                           "other: {set: 1, both: x}\nglobal: {g: 1}\ngone: {a: 1}\n",
                           "charts/sub/Chart.yaml",
                           SUB,
                           "charts/sub/values.yaml",
                           "mine: x\nboth: 1\nglobal: {h: 1}\n",
                           NULL};
    struct lint_project *p = declare(texts, &o);
    check(p->root->values_type,
          (const struct expectation[]){{"other.mine", "string"},
                                       {"other.set", "number"},
                                       {"other.both", "number|string"},
                                       {"other.enabled", "?bool"},
                                       {"other.z", "-"},
                                       {"gone", "any"},
                                       {"global", "map{g: number; h: number}..."},
                                       {NULL, NULL}});
    check(p->root->subs[0]->values_type,
          (const struct expectation[]){{"mine", "string"},
                                       {"set", "number"},
                                       {"both", "number|string"},
                                       {"global", "map{g: number; h: number}..."},
                                       {NULL, NULL}});
    const struct type *subs = type_field(p->root->context_type, STR("Subcharts"))->type;
    assert_int_equal(type_field(subs, STR("other"))->type->tags, TYPE_ROOT);
}

static void test_imports(void **state)
{
    (void)state;
    struct lint_options o = {0};
    const char *texts[] = {"Chart.yaml",
                           DEPS "  import-values:\n  - data\n  - {child: inner, parent: a.b}\n",
                           "values.yaml",
                           "x: 1\n",
                           "charts/sub/Chart.yaml",
                           SUB,
                           "charts/sub/values.yaml",
                           "exports: {data: {imported: 1}}\ninner: {k: x}\n",
                           NULL};
    struct lint_project *p = declare(texts, &o);
    check(p->root->values_type,
          (const struct expectation[]){
              {"imported", "number"}, {"a.b.k", "string"}, {"x", "number"}, {NULL, NULL}});
    assert_int_equal(p->root->values_type->rest, MAP_RECORD);
    texts[4] = NULL; /* not vendored */
    assert_int_equal(declare(texts, &o)->root->values_type->rest, MAP_OPEN);
}

static void test_users(void **state)
{
    (void)state;
    struct value_option set = {VALUES_SET, STR_INIT("s.t=5")};
    struct lint_options o = {.values = &set, .value_count = 1};
    const char *texts[] = {"Chart.yaml",
                           META,
                           "values.yaml",
                           "a: 1\nb: {}\n",
                           "ci/x-values.yaml",
                           "a: text\nb: {c: 1}\nd: true\n",
                           NULL};
    struct lint_project *p = declare(texts, &o);
    check(p->root->values_type, (const struct expectation[]){{"a", "number|string"},
                                                             {"b.c", "?number"},
                                                             {"d", "?bool"},
                                                             {"s.t", "?int64"},
                                                             {NULL, NULL}});
    const struct type_field *f = type_field(p->root->values_type, STR("a"));
    assert_true(f->type->known.tag == V_FLOAT); /* the default stays the chart's */
    assert_int_equal(f->decl->kind, DECL_VALUES);
    assert_int_equal(f->decl->next->kind, DECL_USER);
}

static void test_settings(void **state)
{
    (void)state;
    struct map *m = map_new(&arena, 0);
    map_set(m, STR("extraEnv"), val_str(STR("list<any>")));
    map_set(m, STR("a.**"), val_str(STR("any")));
    map_set(m, STR("bad"), val_str(STR("nonsense")));
    struct lint_options o = {.declare = m};
    const char *texts[] = {"Chart.yaml",
                           META,
                           "values.yaml",
                           "a: {b: 1}\nextraEnv: ''\n",
                           "templates/a.yaml",
                           "{{/* chelm:declare .Values.x map<string> */}}\n"
                           "{{- /* chelm:declare a1.b string? */ -}}\n",
                           NULL};
    check(declare(texts, &o)->root->values_type,
          (const struct expectation[]){{"extraEnv", "list"},
                                       {"a", "any"},
                                       {"bad", "-"},
                                       {"x", "?map<string>..."},
                                       {"a1.b", "?string?"},
                                       {NULL, NULL}});
}

static void test_context(void **state)
{
    (void)state;
    struct lint_options o = {0};
    const char *texts[] = {"Chart.yaml", META "appVersion: '1'\nannotations: {a: b}\n",
                           "values.yaml", "a: 1\n", NULL};
    const struct type *t = declare_context(declare(texts, &o)->root);
    assert_int_equal(t->tags, TYPE_ROOT);
    check(t, (const struct expectation[]){{"Values", "map{a: number}"},
                                          {"Chart.Name", "string"},
                                          {"Chart.name", "-"},
                                          {"Chart.Annotations", "map{a: string}..."},
                                          {"Chart.Maintainers", "list"},
                                          {"Chart.IsRoot", "bool"},
                                          {"Release.Revision", "int"},
                                          {"Release.Service", "\"Helm\""},
                                          {"Template.BasePath", "string"},
                                          {"Files", "engine.files"},
                                          {"Capabilities", "*common.Capabilities"},
                                          {"Subcharts", "map!"},
                                          {NULL, NULL}});
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
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_comments),
        cmocka_unit_test(test_documentation),
        cmocka_unit_test(test_schema),
        cmocka_unit_test(test_schema_that_multiplies),
        cmocka_unit_test(test_charts),
        cmocka_unit_test(test_imports),
        cmocka_unit_test(test_users),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_context),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
