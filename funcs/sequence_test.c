#include "funcs/call_test.h"

static const struct call_case sequences[] = {
    {"until 3", "[0 1 2]"},
    {"until -3", "[0 -1 -2]"},
    {"until 0", "[]"},
    {"untilStep 3 9 3", "[3 6]"},
    {"untilStep 9 3 -4", "[9 5]"},
    {"untilStep 3 9 -1", "[]"},
    {"untilStep 9 3 1", "[]"},
    {"untilStep 0 5 0", "[]"},
    {"untilStep 3 3 1", "[]"},
    {"untilStep 9223372036854775800 9223372036854775807 5",
     "[9223372036854775800 9223372036854775805]"},
    {"untilStep 0 -9223372036854775808 -9223372036854775808", "[0]"},
    {"seq", ""},
    {"seq 3", "1 2 3"},
    {"seq 0", "1 0"},
    {"seq -1", "1 0 -1"},
    {"seq 2 -1", "2 1 0 -1"},
    {"seq 1 2 10", "1 3 5 7 9"},
    {"seq 10 -2 0", "10 8 6 4 2 0"},
    {"seq 10 2 0", ""},
    {"seq 1 0 5", ""},
    {"seq 1 3 1", "1"},
    {"seq 1 2 3 4", ""},
    {"seq 9223372036854775807", ""}, /* the end wraps round */
};

static void test_sequences(void **state)
{
    (void)state;
    CALL_CHECK_ALL(sequences);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sequences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
