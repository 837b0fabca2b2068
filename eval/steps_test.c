#include "eval/steps.h"

#include "base/buf.h"
#include "eval/compile.h"
#include "eval/fixture_test.h"
#include "eval/template_set.h"
#include "eval/whole.h"
#include "parser/parser.h"
#include "parser/survey.h"

static struct tree tree_of(const char *text)
{
    struct source *src = ARENA_NEW(&arena, struct source);
    *src = (struct source){.name = STR("f"), .text = str_from_c(text)};
    struct fn_cache functions = {.slots = {NULL}};
    struct parse_options o = {
        .delims = DELIMS_HELM, .has_function = template_has_function, .data = &functions};
    struct diags diags;
    struct parse_result r;
    diags_init(&diags, &arena);
    assert_true(parse_source(&arena, src, &o, &diags, &r));
    return r.trees[0];
}

static str listing(const struct code *c)
{
    struct buf b;
    buf_init(&b, &arena);
    code_disassemble(&b, c);
    return buf_str(&b);
}

static bool waits(const struct code *c)
{
    return c->instrs[c->len - 1].op == OP_ONCE;
}

/* The texts that the code writes, one behind the other. */
static str texts_of(const struct code *c)
{
    struct buf b;
    buf_init(&b, &arena);
    for (uint32_t pc = 0; pc < c->len; pc++)
        if (c->instrs[pc].op == OP_TEXT)
            buf_put_str(&b, val_text(c->consts[c->instrs[pc].c]));
    return buf_str(&b);
}

/* The choices, + and -, are made one after the other; only what they lead to is compiled. */
static void test_choices(void **state)
{
    (void)state;
    static const struct {
        const char *text, *choices, *want;
    } cases[] = {
        {"", "", ""},
        {"a", "", "a"},
        {"a{{ if .x }}b{{ end }}c", "+", "abc"},
        {"a{{ if .x }}b{{ end }}c", "-", "ac"},
        {"a{{ if .x }}b{{ else }}c{{ end }}d", "+", "abd"},
        {"a{{ if .x }}b{{ else }}c{{ end }}d", "-", "acd"},
        {"{{ if .x }}{{ if .y }}a{{ else }}b{{ end }}c{{ end }}d", "+-", "bcd"},
        {"{{ if .x }}a{{ else if .y }}b{{ else }}c{{ end }}", "-+", "b"},
        {"{{ if .x }}a{{ else if .y }}b{{ else }}c{{ end }}", "--", "c"},
        {"{{ with $v := .x }}a{{ with .y }}b{{ end }}c{{ end }}d{{ $v := 1 }}", "++", "abcd"},
        {"{{ with .x }}a{{ else }}b{{ end }}d", "-", "bd"},
        {"{{ range .x }}a{{ if .y }}b{{ else }}c{{ end }}{{ end }}d", "", "abcd"},
    };
    struct compiler *c = compiler_new(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tree tree = tree_of(cases[i].text);
        const struct code *k = steps_begin(c, &arena, &tree, COMPILE_FUSED, NULL);
        for (const char *choice = cases[i].choices; *choice; choice++) {
            assert_true(waits(k));
            steps_go_on(c, *choice == '+');
        }
        assert_int_equal(k->instrs[k->len - 1].op, OP_RETURN);
        assert_true(str_eq(texts_of(k), str_from_c(cases[i].want)));
    }
}

/* Reads the statements of a text one by one, if it is one that can be surveyed. */
static struct parse_steps *source_of(const struct tree *tree, struct parse_options *o)
{
    struct survey_jumps jumps;
    struct parse_result unused;
    if (!survey_source(&arena, &arena, tree->source, o, &unused, &jumps))
        return NULL;
    return parse_steps_new(&arena, tree->source, o, &jumps);
}

/* Whole code is the same at each step, and has the places: with a tree, and read step by step. */
static void compare(const char *text, bool is_read, unsigned choices)
{
    struct fn_cache functions = {.slots = {NULL}};
    struct parse_options o = {
        .delims = DELIMS_HELM, .has_function = template_has_function, .data = &functions};
    struct compiler *c = compiler_new(&arena);
    struct tree tree = tree_of(text);
    struct parse_steps *source = is_read ? source_of(&tree, &o) : NULL;
    if (is_read) {
        assert_non_null(source);
        tree.root = NULL;
    }
    const struct code *k = steps_begin(c, &arena, &tree, COMPILE_FUSED, source);
    for (;; choices >>= 1) {
        const struct code *whole = code_whole(k);
        assert_int_equal(whole->len, k->len);
        assert_memory_equal(whole->instrs, k->instrs, k->len * sizeof *k->instrs);
        assert_true(str_eq(listing(k), listing(whole)));
        assert_int_equal(whole->slots, k->slots);
        assert_int_equal(whole->stack, k->stack);
        if (!waits(k))
            break;
        steps_go_on(c, choices & 1);
    }
}

static void test_whole_code(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{{ $a := 1 }}{{ if and .x (or .y $a) }}{{ $b := .Values.m }}{{ with $b }}{{ .c }}{{ end }}"
        "{{ else if .z }}{{ range $i, $e := .l }}{{ if $e }}{{ continue }}{{ end }}{{ end }}"
        "{{ end }}{{ $a }}{{ with $c := .w }}{{ $c }}{{ else }}{{ $a = 2 }}{{ end }}end",
        "a\n{{- if .x -}}\n b {{- else if .y }} c {{- else if .z -}} d {{- else }} e {{ end -}}\n "
        "f",
        "{{ if .a }}{{ if .b }}1{{ else }}2{{ end }}{{ else }}{{ if .c }}3{{ else if .d }}4{{ end "
        "}}"
        "5{{ end }}6",
        "{{ with .a }}{{ .b }}{{ else with .c }}{{ .d }}{{ else with .e }}{{ .f }}{{ end }}g",
        "{{ if .a }}{{/* {{ else }} */}}{{ `{{ end }}` }}{{ else }}{{ \"{{ else }}\" }}{{ end }}",
        "{{ range .a }}{{ if .b }}{{ break }}{{ else }}1{{ end }}{{ else }}2{{ end }}{{ if .c }}{{ "
        "end }}",
        "{{ template \"x\" . }}{{ $x := 1 }}{{ if $x }}{{ $y := 2 }}{{ $y }}{{ $x = $y }}{{ end "
        "}}{{ $x }}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (unsigned choices = 0; choices < 1u << 5; choices++) {
            compare(texts[i], false, choices);
            compare(texts[i], true, choices);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_choices, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_whole_code, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
