/* Each form of report against a recorded one in spec-tests/lint/reports, made of the same findings.
 * With CHELM_RECORD in the environment they are written anew. */
#include "lint/report.h"

#include "base/file.h"
#include "chart/fixture_test.h"
#include "chart/schema.h"
#include "lint/baseline.h"
#include "value/json_parse.h"
#include "value/list.h"
#include "value/map.h"

#include <stdio.h>
#include <stdlib.h>

static const char template_text[] = "kind: ConfigMap\n"
                                    "data:\n"
                                    "  \xc3\xa4: {{ .Values.rts.policy }}\n"
                                    "\tb: {{ include \"x\" . }}\n"
                                    "  bell: \x07\n"
                                    "  d: {{ .Values.imge }}\n"
                                    "  e: {{ .Values.imge }}\n"
                                    "  f: {{ .Values.imge }}\n"
                                    "  g: {{ .Values.imge }}\n"
                                    "  h: {{ .Values.imge }}\n";

static struct span span_of(const struct lint_file *f, const char *text, uint32_t number)
{
    size_t at = 0;
    for (uint32_t i = 0; i <= number; i++) {
        size_t found = str_find(str_from(f->source.text, at), str_from_c(text));
        assert_true(found != STR_NONE);
        at += found + (i < number);
    }
    return (struct span){(uint32_t)at, (uint32_t)(at + strlen(text))};
}

static void put_null(struct findings *f, struct lint_file *file, struct lint_file *values)
{
    struct finding *g =
        finding_put(f, RULE_CH102, file, span_of(file, "policy", 0),
                    "nil pointer: `.Values.rts` does not exist, so `.policy` cannot be read");
    g->subject = STR(".Values.rts");
    g->repro = STR("--set a=true");
    finding_label(f, g, file, g->span, "no such key");
    finding_label(f, g, file, span_of(file, "kind", 0), "in this document");
    finding_label(f, g, values, span_of(values, "image", 0), "what there is");
    finding_trace(f, g, file, span_of(file, "include", 0), "include \"x\"");
    finding_help(f, g, "did you mean `.Values.image`?");
}

static void put_rest(struct findings *f, struct lint_file *file, struct lint_file *values)
{
    for (uint32_t i = 0; i < 5; i++) {
        struct finding *g = finding_put(f, RULE_CH104, file, span_of(file, "imge", i),
                                        "`.Values.imge` is never set");
        g->subject = STR(".Values.imge");
        finding_edit(f, g, LINT_FIX_UNSAFE, file, g->span, STR("image"));
    }
    struct finding *g = finding_put(f, RULE_CH990, values, span_of(values, "# chelm", 0),
                                    "a \x1b[31mred\x1b[0m & <odd> \"text\",\nof two lines, 100%%");
    finding_edit(f, g, LINT_FIX_SAFE, values, g->span, STR(""));
    finding_put(f, RULE_CH107, values, span_of(values, "image", 0), "nobody reads it");
    finding_put(f, RULE_CH821, NULL, (struct span){0, 0}, "there is no templates/ folder");
}

static void add(struct lint_report *r, struct lint_item *item)
{
    r->items = arena_room(r->arena, r->items, r->count, &r->cap, sizeof *r->items);
    r->items[r->count++] = item;
    r->errors += item->state == LINT_NEW && item->severity == LINT_ERROR;
    r->warnings += item->state == LINT_NEW && item->severity == LINT_WARNING;
    r->notes += item->state == LINT_NEW && item->severity == LINT_NOTE;
}

static int by_place(const void *x, const void *y)
{
    return item_cmp(*(struct lint_item *const *)x, *(struct lint_item *const *)y);
}

/* Findings of one folder, one known, one suppressed, and one of an archive. */
static struct lint_report *sample(struct arena *a)
{
    struct lint_report *r = ARENA_NEW(a, struct lint_report);
    struct lint_file *file = ARENA_NEW(a, struct lint_file),
                     *values = ARENA_NEW(a, struct lint_file);
    *file = (struct lint_file){.path = STR_INIT("templates/a b.yaml"),
                               .source.text = str_from_c(template_text)};
    *values = (struct lint_file){.path = STR_INIT("values.yaml"),
                                 .kind = LINT_FILE_VALUES,
                                 .source.text = STR_INIT("image: x\n# chelm:ignore CH101\n")};
    struct findings f;
    struct item_maker m;
    findings_init(&f, a);
    put_null(&f, file, values);
    put_rest(&f, file, values);
    *r = (struct lint_report){.arena = a, .files = 2};
    item_maker_init(&m, a, STR("charts/one"), false);
    for (uint32_t i = 0; i < f.count; i++) {
        struct lint_item *item = item_make(&m, f.items[i]);
        if (i == 2)
            item->state = LINT_KNOWN;
        if (i == 3) {
            item->state = LINT_SUPPRESSED;
            item->reason = STR("it is meant");
        }
        add(r, item);
    }
    item_maker_init(&m, a, STR("two.tgz"), true);
    add(r, item_make(&m, f.items[0]));
    qsort(r->items, r->count, sizeof *r->items, by_place);
    str *texts = ARENA_ARRAY(a, str, r->count);
    items_fingerprint(a, r->items, texts, r->count);
    r->known = r->suppressed = 1;
    r->charts = ARENA_ARRAY(a, struct lint_chart_result, 2);
    r->chart_count = 2;
    r->charts[0] = (struct lint_chart_result){.path = STR_INIT("charts/one"), .errors = 1};
    r->charts[1] = (struct lint_chart_result){.path = STR_INIT("two.tgz"), .errors = 1};
    return r;
}

static str report_as(struct arena *a, str format, const struct report_style *style)
{
    struct buf out;
    buf_init(&out, a);
    report_format_find(format)->put(&out, sample(a), style);
    return buf_str(&out);
}

static str read_text(struct arena *a, const char *path)
{
    str text, error;
    assert_true(file_read(a, str_from_c(path), 0, &text, &error));
    return text;
}

static void check_golden(struct arena *a, str got, const char *name)
{
    const char *path = str_c(a, str_fmt(a, "spec-tests/lint/reports/%s", name));
    if (getenv("CHELM_RECORD")) {
        FILE *f = fopen(path, "w");
        fwrite(got.s, 1, got.len, f);
        fclose(f);
    }
    str want = read_text(a, path);
    if (!str_eq(want, got))
        print_error("%s differs:\n%.*s\n", path, STR_ARG(got));
    assert_true(str_eq(want, got));
}

static void test_golden(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    const struct report_style plain = {.folder = STR_INIT("/home/me")};
    for (size_t i = 0; report_format_at(i); i++) {
        str name = report_format_at(i)->name;
        check_golden(&a, report_as(&a, name, &plain),
                     str_c(&a, str_fmt(&a, "%.*s.txt", STR_ARG(name))));
    }
    const struct report_style colored = {
        .folder = STR_INIT("/home/me"), .color = true, .links = true, .all = true};
    check_golden(&a, report_as(&a, STR("human"), &colored), "human-color.txt");
    arena_done(&a);
}

/* Nothing but our own escapes reaches a terminal, and none reaches a file. */
static void test_control_characters(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    const struct report_style plain = {.all = true};
    for (size_t i = 0; report_format_at(i); i++) {
        str text = report_as(&a, report_format_at(i)->name, &plain);
        for (size_t j = 0; j < text.len; j++)
            assert_true((unsigned char)text.s[j] >= ' ' || text.s[j] == '\n' || text.s[j] == '\t');
    }
    arena_done(&a);
}

static void check_schema(struct arena *a, str text, const char *file)
{
    str error;
    val v;
    struct schema *s = schema_compile(a, read_text(a, file), NULL, NULL, &error);
    assert_non_null(s);
    assert_true(json_parse(a, text, JSON_ROOT_ANY, &v, &error));
    if (!schema_validate(s, a, v, &error)) {
        print_error("%s: %.*s\n", file, STR_ARG(error));
        fail();
    }
}

static void test_schemas(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    const struct report_style plain = {.all = true};
    check_schema(&a, report_as(&a, STR("sarif"), &plain), "spec-tests/lint/sarif.schema.json");
    check_schema(&a, report_as(&a, STR("gitlab"), &plain), "spec-tests/lint/gitlab.schema.json");
    check_schema(&a, report_as(&a, STR("json"), &plain), "spec-tests/lint/report.schema.json");
    arena_done(&a);
}

/* The schemas refuse what is wrong: otherwise they would prove nothing. */
static void test_schemas_refuse(void **state)
{
    (void)state;
    static const struct {
        const char *schema, *text;
    } cases[] = {
        {"spec-tests/lint/sarif.schema.json", "{\"version\":\"2.1.0\"}"},
        {"spec-tests/lint/sarif.schema.json", "{\"version\":\"2.0.0\",\"runs\":[]}"},
        {"spec-tests/lint/sarif.schema.json",
         "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{}}}]}"},
        {"spec-tests/lint/gitlab.schema.json", "[{\"description\":\"x\"}]"},
        {"spec-tests/lint/report.schema.json", "{\"schema\":2}"},
    };
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str error;
        val v;
        struct schema *s = schema_compile(&a, read_text(&a, cases[i].schema), NULL, NULL, &error);
        assert_true(json_parse(&a, str_from_c(cases[i].text), JSON_ROOT_ANY, &v, &error));
        assert_false(schema_validate(s, &a, v, &error));
    }
    arena_done(&a);
}

/* Lines that move change no fingerprint; equal findings have different ones. */
static void test_fingerprints(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    static const char *const texts[] = {"a: {{ .Values.x }}\nb: {{ .Values.x }}\n",
                                        "# more\n\na: {{ .Values.x }}\nb: {{  .Values.x }}\n"};
    str prints[2][2];
    for (int i = 0; i < 2; i++) {
        struct lint_file file = {.path = STR_INIT("t"), .source.text = str_from_c(texts[i])};
        struct findings f;
        struct item_maker m;
        struct lint_item *items[2];
        str found[2];
        findings_init(&f, &a);
        item_maker_init(&m, &a, STR("."), false);
        for (uint32_t j = 0; j < 2; j++) {
            struct finding *g =
                finding_put(&f, RULE_CH101, &file, span_of(&file, ".Values.x", j), "m");
            items[j] = item_make(&m, g);
            found[j] = STR(".Values.x");
        }
        items_fingerprint(&a, items, found, 2);
        prints[i][0] = items[0]->fingerprint;
        prints[i][1] = items[1]->fingerprint;
    }
    assert_true(str_eq(prints[0][0], prints[1][0]));
    assert_true(str_eq(prints[0][1], prints[1][1]));
    assert_false(str_eq(prints[0][0], prints[0][1]));
    arena_done(&a);
}

static void test_baseline(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    struct lint_report *r = sample(&a);
    struct buf out;
    struct baseline b;
    str error;
    buf_init(&out, &a);
    baseline_put(&out, r);
    assert_true(baseline_read(&a, buf_str(&out), &b, &error));
    assert_int_equal(b.n, r->count - 1);
    for (uint32_t i = 0; i < r->count; i++)
        if (r->items[i]->state != LINT_SUPPRESSED)
            assert_true(baseline_take(&b, r->items[i]));
    for (uint32_t i = 0; i < r->count; i++)
        assert_false(baseline_take(&b, r->items[i]));
    assert_false(baseline_read(&a, STR("[]"), &b, &error));
    assert_false(baseline_read(&a, STR("{"), &b, &error));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),       cmocka_unit_test(test_control_characters),
        cmocka_unit_test(test_schemas),      cmocka_unit_test(test_schemas_refuse),
        cmocka_unit_test(test_fingerprints), cmocka_unit_test(test_baseline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
