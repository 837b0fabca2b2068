#include "lint/call.h"

#include "chart/fixture_test.h"
#include "eval/literal.h"
#include "lint/call_rules.h"
#include "parser/parser.h"

/* Each case calls one function with arguments of given types. */
struct subject {
    struct arena a;
    struct findings findings;
    struct lint_project project;
    struct lint_file file;
};

static void subject_init(struct subject *s)
{
    *s = (struct subject){0};
    arena_init(&s->a, NULL);
    findings_init(&s->findings, &s->a);
    s->project = (struct lint_project){.arena = &s->a, .findings = &s->findings};
}

static bool any_function(void *data, str name)
{
    (void)data;
    (void)name;
    return true;
}

/* The variables' types: .n number 5, .big 20161216, .s text, .b bool, .m map, .l list, .none
 * missing, .x any; literals as they are. */
static const struct type *type_of_field(struct subject *s, const struct node *n)
{
    str name = n->path.names[0];
    val big = val_float(20161216.0);
    if (str_eq(name, STR("n")))
        return type_of_value(&s->a, val_float(5));
    if (str_eq(name, STR("big")))
        return type_of_value(&s->a, big);
    if (str_eq(name, STR("s")))
        return &type_string;
    if (str_eq(name, STR("b")))
        return &type_bool;
    if (str_eq(name, STR("m")))
        return type_with_field(&s->a, type_map(&s->a, MAP_CLOSED), STR("k"), &type_string,
                               PRESENCE_ALWAYS, NULL);
    if (str_eq(name, STR("l")))
        return type_list(&s->a, &type_string);
    return str_eq(name, STR("none")) ? &type_missing : &type_any;
}

static struct call_arg argument(struct subject *s, const struct node *n)
{
    struct call_arg a = {.node = n, .type = &type_any};
    val v;
    str error;
    if (n->kind == NODE_FIELD) {
        a.type = type_of_field(s, n);
        a.path = str_slice(s->file.source.text, n->span.begin, n->span.end);
    } else if (literal_is(n) && n->kind != NODE_NIL && literal_ideal(&s->a, n, &v, &error)) {
        a.type = type_constant(&s->a, v);
    }
    return a;
}

static const struct type *call(struct subject *s, const char *text)
{
    s->file.source = (struct source){.name = STR("t"), .text = str_from_c(text)};
    s->file.path = STR("t");
    struct parse_options o = {.errors = PARSE_RAW, .has_function = any_function};
    struct diags diags;
    struct parse_result r;
    diags_init(&diags, &s->a);
    assert_true(parse_source(&s->a, &s->file.source, &o, &diags, &r));
    const struct node *cmd = r.trees[r.count - 1].root->list.items[0]->pipe->pipeline.cmds.items[0];
    const struct fn *fn = fn_find(cmd->list.items[0]->text);
    assert_non_null(fn);
    struct call_arg args[8];
    for (uint32_t i = 1; i < cmd->list.len; i++)
        args[i - 1] = argument(s, cmd->list.items[i]);
    struct call_site site = {.project = &s->project,
                             .out = &s->findings,
                             .tree = &r.trees[r.count - 1],
                             .node = cmd,
                             .name = cmd->list.items[0],
                             .fn = fn,
                             .args = args,
                             .count = cmd->list.len - 1,
                             .arena = &s->a};
    return call_type(&site);
}

struct row {
    const char *text, *want; /* the rule, or "" */
};

static const struct row rows[] = {
    {"{{ ternary 1 2 }}", "CH201"},
    {"{{ include \"x\" }}", "CH302"},
    {"{{ b64enc .n }}", "CH202"},
    {"{{ b64enc .s }}", ""},
    {"{{ b64enc .x }}", ""},
    {"{{ b64enc 5 }}", "CH202"},
    {"{{ trunc 5 .s }}", ""},
    {"{{ trunc .n .s }}", "CH202"},
    {"{{ hasKey .s \"a\" }}", "CH202"},
    {"{{ hasKey .m \"a\" }}", ""},
    {"{{ upper .none }}", "CH203"},
    {"{{ ternary 1 2 .b }}", ""},
    {"{{ ternary 1 2 .s }}", "CH202"},
    {"{{ eq .n 5 }}", "CH204"},
    {"{{ eq .n 5.0 }}", ""},
    {"{{ eq .s 5 }}", "CH204"},
    {"{{ eq .b \"true\" }}", "CH204"},
    {"{{ eq .none 5 }}", ""},
    {"{{ eq .m .m }}", "CH204"},
    {"{{ ne .s \"a\" }}", ""},
    {"{{ gt .none 3 }}", "CH204"},
    {"{{ gt .n 3 }}", "CH204"},
    {"{{ lt .s \"a\" }}", ""},
    {"{{ lt .b true }}", "CH204"},
    {"{{ default true .b }}", "CH206"},
    {"{{ default false .b }}", ""},
    {"{{ default true .none }}", "CH206"},
    {"{{ default .s \"lit\" }}", "CH207"},
    {"{{ default \"lit\" .s }}", ""},
    {"{{ printf \"%d\" .n }}", "CH208"},
    {"{{ printf \"%s\" .n }}", "CH208"},
    {"{{ printf \"%s-%v\" .s .n }}", ""},
    {"{{ printf \"%s\" .s .s }}", "CH208"},
    {"{{ printf \"%05.1f%%\" .n }}", ""},
    {"{{ printf \"%*d\" 5 5 }}", ""},
    {"{{ quote .big }}", "CH209"},
    {"{{ quote .n }}", ""},
    {"{{ quote .m }}", "CH210"},
    {"{{ toString .l }}", "CH210"},
    {"{{ toString .none }}", "CH211"},
    {"{{ quote .none }}", ""},
    {"{{ index .l \"a\" }}", "CH219"},
    {"{{ index .l 0 }}", ""},
    {"{{ index .m \"k\" }}", ""},
    {"{{ index .m \"z\" \"y\" }}", "CH219"},
    {"{{ index .none \"a\" }}", "CH219"},
    {"{{ index .b 1 }}", "CH219"},
    {"{{ dict \"a\" 1 \"a\" 2 }}", "CH220"},
    {"{{ dict \"a\" }}", "CH220"},
    {"{{ dict 1 2 }}", "CH220"},
    {"{{ dig \"k\" \"z\" \"d\" .m }}", "CH221"},
    {"{{ dig \"z\" \"d\" .m }}", ""},
    {"{{ required \"m\" \"text\" }}", "CH222"},
    {"{{ fromYaml \"- a\" }}", "CH214"},
};

static void test_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct subject s;
        subject_init(&s);
        call(&s, rows[i].text);
        str got = s.findings.count ? rule_get(s.findings.items[0]->rule)->code : STR("");
        if (!str_eq(got, str_from_c(rows[i].want)) || s.findings.count > 1)
            fail_msg("%s: %u findings, the first is %.*s", rows[i].text, s.findings.count,
                     STR_ARG(got));
        arena_done(&s.a);
    }
}

static void check_type(const char *text, const char *want)
{
    struct subject s;
    struct buf b;
    subject_init(&s);
    buf_init(&b, &s.a);
    type_print(&b, call(&s, text));
    if (!str_eq(buf_str(&b), str_from_c(want)))
        fail_msg("%s: %.*s", text, STR_ARG(buf_str(&b)));
    arena_done(&s.a);
}

static void test_results(void **state)
{
    (void)state;
    check_type("{{ dict \"a\" .s \"b\" .b }}", "map{a: string; b: bool}");
    check_type("{{ list .s }}", "list<string>");
    check_type("{{ splitList \",\" .s }}", "list<string>");
    check_type("{{ first .l }}", "string?");
    check_type("{{ get .m \"k\" }}", "string");
    check_type("{{ index .m \"k\" }}", "string");
    check_type("{{ upper .s }}", "string");
    check_type("{{ set .m \"z\" .b }}", "map{k: string; z: bool}");
    check_type("{{ omit .m \"k\" }}", "map");
    check_type("{{ merge .m (dict) }}", "map");
    check_type("{{ ternary .s .s .b }}", "string");
}

static void test_fix_of_a_comparison(void **state)
{
    (void)state;
    struct subject s;
    subject_init(&s);
    call(&s, "{{ eq .n 5 }}");
    assert_int_equal(s.findings.items[0]->edit_count, 1);
    fixture_check(s.findings.items[0]->edits[0].text, "(int .n)");
    assert_int_equal(s.findings.items[0]->fix, LINT_FIX_SAFE);
    arena_done(&s.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_results),
        cmocka_unit_test(test_fix_of_a_comparison),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
