#include "base/base64.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Whatever was encoded comes back, at every length of the last group. */
static void test_round_trip(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    char bytes[64];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 89 + 7);
    for (size_t len = 0; len <= sizeof bytes; len++) {
        str in = str_make(bytes, len), out, text = base64_encode(&a, in);
        size_t bad;
        assert_int_equal(text.len, (len + 2) / 3 * 4);
        assert_true(base64_decode(&a, text, &out, &bad) && str_eq(in, out));
        text = base32_encode(&a, in);
        assert_int_equal(text.len, (len + 4) / 5 * 8);
        assert_true(base32_decode(&a, text, &out, &bad) && str_eq(in, out));
    }
    arena_done(&a);
}

struct bad_text {
    const char *text;
    size_t at;
};

static const struct bad_text bad64[] = {
    {"=", 0},     {"A", 0},      {"AB", 0},       {"AB=", 3},      {"AB=C", 2},  {"!AAA", 0},
    {"AAAA=", 4}, {"AA\nA!", 4}, {"ABCDEFG!", 7}, {"AB==AB==", 4}, {"AAAAA", 4}, {"AA\n=", 4},
};

static const struct bad_text bad32[] = {
    {"=", 0},  {"A", 0},        {"AB=", 3},      {"AB=C", 4},     {"AA\nA!", 3},
    {"ab", 0}, {"ABCDEFG!", 7}, {"AB==AB==", 3}, {"========", 0}, {"ABC=====", 3},
};

static void test_bad(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    str out;
    for (size_t i = 0; i < sizeof bad64 / sizeof *bad64; i++) {
        size_t at = 99;
        if (base64_decode(&a, str_from_c(bad64[i].text), &out, &at) || at != bad64[i].at)
            fail_msg("base 64 of %s: %zu", bad64[i].text, at);
    }
    for (size_t i = 0; i < sizeof bad32 / sizeof *bad32; i++) {
        size_t at = 99;
        if (base32_decode(&a, str_from_c(bad32[i].text), &out, &at) || at != bad32[i].at)
            fail_msg("base 32 of %s: %zu", bad32[i].text, at);
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip),
                                       cmocka_unit_test(test_bad)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
