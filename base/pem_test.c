#include "base/pem.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Texts, and "TYPE:bytes" of the first block or NULL; as Go's pem.Decode. */
static const struct {
    const char *text, *want;
} decode_cases[] = {
    {"", NULL},
    {"x", NULL},
    {"-----BEGIN A-----\nYWI=\n-----END A-----\n", "A:ab"},
    {"-----BEGIN A-----\nYWI=\n-----END A-----", "A:ab"},
    {"-----BEGIN A-----\r\nYW\r\nI=\r\n-----END A-----\r\n", "A:ab"},
    {"-----BEGIN A-----  \n Y WI\t=\n-----END A----- \t\n", "A:ab"},
    {"junk\n-----BEGIN A-----\nYWI=\n-----END A-----\nmore", "A:ab"},
    {"junk -----BEGIN A-----\nYWI=\n-----END A-----\n", NULL},
    {"-----BEGIN A-----\nYWI=\n-----END A----- x\n", NULL},
    {"-----BEGIN A-----\nYWI=\n-----END B-----\n", NULL},
    {"-----BEGIN A-----\n!!\n-----END A-----\n", NULL},
    {"-----BEGIN A-----\nYWI=-----END A-----\n", NULL},
    {"-----BEGIN A----\nYWI=\n-----END A-----\n", NULL},
    {"-----BEGIN A-----\n-----END A-----\n", "A:"},
    {"-----BEGIN A-----\n\n-----END A-----\n", "A:"},
    {"-----BEGIN A-----\nProc-Type: 4\nK: v\n\nYWI=\n-----END A-----\n", "A:ab"},
    {"-----BEGIN A-----\nK: v\n-----END A-----\n", NULL},
    {"-----BEGIN A-----\nK: v\n", NULL},
    {"-----BEGIN A-----\n-----BEGIN B-----\nYWI=\n-----END B-----\n", "B:ab"},
    {"-----BEGIN A-----\n!\n-----END A-----\n-----BEGIN B-----\nYWI=\n-----END B-----\n", "B:ab"},
    {"-----BEGIN -----\nYWI=\n-----END -----\n", ":ab"},
    {"\n-----END A-----\n", NULL},
};

static void test_decodes_what_go_decodes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof decode_cases / sizeof *decode_cases; i++) {
        struct arena a;
        arena_init(&a, NULL);
        struct pem block;
        bool found = pem_decode(&a, str_from_c(decode_cases[i].text), &block);
        if (found != (decode_cases[i].want != NULL))
            fail_msg("%s: %s", decode_cases[i].text, found ? "found" : "not found");
        if (found)
            assert_string_equal(
                str_c(&a, str_fmt(&a, "%.*s:%.*s", STR_ARG(block.type), STR_ARG(block.bytes))),
                decode_cases[i].want);
        arena_done(&a);
    }
}

static void test_encodes_in_lines_of_64(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, NULL);
    char bytes[49] = {0};
    assert_string_equal(str_c(&a, pem_encode(&a, (struct pem){STR("X Y"), str_make(bytes, 48)})),
                        "-----BEGIN X Y-----\n"
                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
                        "-----END X Y-----\n");
    assert_string_equal(str_c(&a, pem_encode(&a, (struct pem){STR("X"), str_make(bytes, 49)})),
                        "-----BEGIN X-----\n"
                        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
                        "AA==\n"
                        "-----END X-----\n");
    assert_string_equal(str_c(&a, pem_encode(&a, (struct pem){STR("X"), STR("")})),
                        "-----BEGIN X-----\n-----END X-----\n");
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decodes_what_go_decodes),
        cmocka_unit_test(test_encodes_in_lines_of_64),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
