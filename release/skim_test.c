#include "release/skim.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Plain documents: recognised, with the head that the parser finds. */
static const char *const plain[] = {
    "",
    "\n# only a comment\n",
    "kind: Pod",
    "apiVersion: v1\nkind: Service # c\nmetadata:\n  name: \"x\"\n  labels:\n    a: 'b'\n",
    "# c\nkind: A\nmetadata:\n  annotations:\n    helm.sh/hook: pre-install,test\n"
    "    \"helm.sh/hook-weight\": \"-5\"\n    x: 5\nspec:\n- a\n- b: 1\n  c:\n  - d\n  e: |\n"
    "     deep\n      deeper\n\n    \n  f: >-\n    x\n",
    "a:\n  {}\nb:\n  - [ \"x\", y ]\n  -\n    c: http://x:80/#y\nd: .x\n",
    "a: |\nb: 1\n",
    "a: |\n\n  \n  text\n # not a comment\n",
    "a:\n- b:\n    c: 1\n  d: 2\n-\ne: ~\n",
    "a: \xc3\xa9\nb: \"\\n \\\"\"\n",
    /* scalars over several lines */
    "a: x\n  y",
    "a: x\n\n  - y [z] 'q\n # c\nb: 1\n",
    "a:\n- x\n  y\n- b: c\n   d=#\n  e: f",
    "a: 'x\n\n  it''s: y' # c\nb: \"x\\\n  \\ y\n  z\"\n",
    "a: =\nb:\n  '{}'\nc:\n  \"x\n   y\"\n",
    "metadata:\n  {}\nkind: A",
    "metadata:\n  labels:\n    {}\n  annotations:\n    {}\n",
    "metadata:\n  annotations:\n    a: b\n      c\n    d:\n      'x\n      y'\n",
    /* as libyaml reads them */
    "{}",
    "a: {b: c}",
    "a: x\n  y # c",
    "a: 'x\ny'",
    "a: |2\n  x",
    "a: <<",
};

/* Left to the parser, whatever it says. */
static const char *const odd[] = {
    "- a",
    "a",
    "a: &x b",
    "a: *x",
    "a: !!str 5",
    "<<: {}",
    "? a",
    "a: b: c",
    "a:\tb",
    "\ta: b",
    "a: 'x",
    "a: \"x\" y",
    "a: x\n  y: z",
    "a: x\n  y:",
    "a: x # c\n  y",
    "a: x\n  # c\n  y",
    "a: x\n  y\tz",
    "a: x\n\ty",
    "a: 'x\n---\n  y'",
    "a: 'x\n  y' z",
    "a: 'x\n  y': z",
    "'x\n y': z",
    "a: 'x\n  y",
    "a: \"x\\",
    "a: \"x\n  \\q\"",
    "kind: A\n  b",
    "apiVersion: 'v\n  1'",
    "metadata:\n  name: a\n    b",
    "metadata:\n  annotations:\n    helm.sh/hook: test\n      x",
    "metadata:\n  annotations:\n    helm.sh/hook-weight: '1\n      2'",
    "metadata:\n  'x'",
    "metadata:\n  annotations:\n    'x'",
    "metadata:\n  annotations:\n    x:\n      {}",
    "a:\n  - b\n - c",
    "a: 1\n  b: 2",
    "a:\n    b: 1\n  c: 2",
    "# c\n  a: 1\nb: 2",
    "a: |\n    \n  x\n",
    "null: 1",
    "~: 1",
    "a: .inf",
    "a: -.inf",
    "a: .NaN",
    "Kind: A",
    "kind: yes",
    "kind: 5",
    "kind:",
    "kind: A\nkind: B",
    "metadata: x",
    "metadata:\n- a",
    "metadata:\n  annotations:\n  - a",
    "metadata:\n  annotations:\n    a: []",
    "metadata:\n  annotations:\n    a:\n      b: c",
    "metadata:\n  Name: x",
    "metadata:\n  annotations:\n    helm.sh/hook: yes",
    "a: x\r\nb: y",
    "a: \x01",
    "a: \xff",
    "a: \xc2\x85",
    "a: \xe2\x80\xa8",
    "a: - b",
    "a: @",
    "a: %",
    "...",
    "a: b\n...\n",
    "a: \"\\/\"",
};

static void test_plain(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct head quick, slow;
        str error;
        if (!skim_head(str_from_c(plain[i]), &quick))
            fail_msg("not recognised: %s", plain[i]);
        assert_true(head_parse_yaml(&a, str_from_c(plain[i]), &slow, &error));
        assert_true(str_eq(quick.kind, slow.kind));
        assert_true(str_eq(quick.name, slow.name));
        assert_int_equal(quick.is_hook, slow.is_hook);
        assert_true(str_eq(quick.hook, slow.hook));
        assert_true(str_eq(quick.hook_weight, slow.hook_weight));
        arena_done(&a);
    }
}

static void test_odd(void **state)
{
    (void)state;
    struct head head;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (skim_head(str_from_c(odd[i]), &head))
            fail_msg("recognised: %s", odd[i]);
}

/* A byte that YAML has not is seen wherever it stands, and no other is taken for one. */
static void test_bytes(void **state)
{
    (void)state;
    enum { FIRST = 6, LAST = 30 };
    for (int c = 1; c < 0x80; c++)
        for (size_t at = FIRST; at < LAST; at++) {
            struct head head;
            char text[] = "kind: aaaaaaaaaaaaaaaaaaaaaaaaaaaa";
            text[at] = (char)c;
            bool bad = (c < ' ' && c != '\n' && c != '\t') || c == 0x7F;
            bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            bool taken = skim_head(str_from_c(text), &head);
            if ((bad && taken) || (letter && !taken))
                fail_msg("byte %d at %zu", c, at);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_odd),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
