#include "funcs/call_test.h"

static const struct call_case whole[] = {
    {"add", "0"},
    {"add 1 2 3", "6"},
    {"add \"0x10\" 1.9 true nil", "18"},
    {"add 9223372036854775807 1", "-9223372036854775808"},
    {"add1 5", "6"},
    {"sub 1 2", "-1"},
    {"mul 2 2.7", "4"},
    {"mul 9223372036854775807 2", "-2"},
    {"div 7 2", "3"},
    {"div -7 2", "-3"},
    {"div 1 0", "!runtime error: integer divide by zero"},
    {"div -9223372036854775808 -1", "-9223372036854775808"},
    {"mod -7 3", "-1"},
    {"mod 7 -3", "1"},
    {"mod 1 0", "!runtime error: integer divide by zero"},
    {"mod -9223372036854775808 -1", "0"},
    {"max 1.5 1.7", "1"},
    {"max 1 3 2", "3"},
    {"biggest 1 2", "2"},
    {"min 3 1 2", "1"},
};

static const struct call_case decimals[] = {
    {"addf 0.1 0.2", "0.3"},
    {"addf", "0"},
    {"addf 1e300 1e-300", "1e+300"},
    {"addf 1 \"x\"", "1"},
    {"addf \"nan\"", "!Cannot create a Decimal from NaN"},
    {"addf 1 \"-inf\"", "!Cannot create a Decimal from -Inf"},
    {"add1f 0.1", "1.1"},
    {"subf 0.3 0.1", "0.2"},
    {"subf 5 1.5 1.5", "2"},
    {"subf 1 1", "0"},
    {"mulf 1.1 1.1", "1.21"},
    {"mulf 1e300 1e300", "+Inf"},
    {"mulf -2 0", "0"},
    {"divf 1 3", "0.3333333333333333"},
    {"divf 2 3", "0.6666666666666667"},
    {"divf -2 3", "-0.6666666666666667"},
    {"divf 1 1e20", "0"},
    {"divf 10 4 5", "0.5"},
    {"divf 1e300 1e-300", "+Inf"},
    {"divf 1 0", "!decimal division by 0"},
    {"divf 0 5", "0"},
    {"divf 123456789.123 0.001", "1.23456789123e+11"},
};

static const struct call_case rounding[] = {
    {"floor 1.9", "1"},
    {"floor -1.1", "-2"},
    {"floor 1000000.5", "1e+06"},
    {"ceil 1.1", "2"},
    {"ceil -0.5", "-0"},
    {"round 123.456 2", "123.46"},
    {"round 1.005 2", "1"},
    {"round -2.5 0", "-3"},
    {"round -123.456 1", "-123.5"},
    {"round -0.5 -2", "-100"},
    {"round 2.5 0", "3"},
    {"round 2.5 0 0.6", "2"},
    {"round 1234.5 -2", "1200"},
    {"round 3.14159 30", "3.14159"},
    {"round 1 400", "NaN"},
    {"round 1 -400", "NaN"},
    {"maxf 1.5 2.5", "2.5"},
    {"maxf 1 \"nan\"", "NaN"},
    {"maxf \"nan\" \"inf\"", "+Inf"},
    {"maxf -0.0 0.0", "0"},
    {"minf 1.5 2.5", "1.5"},
    {"minf -0.0 0.0", "-0"},
    {"minf \"-inf\" \"nan\"", "-Inf"},
};

static void test_whole(void **state)
{
    (void)state;
    CALL_CHECK_ALL(whole);
}

static void test_decimals(void **state)
{
    (void)state;
    CALL_CHECK_ALL(decimals);
}

static void test_rounding(void **state)
{
    (void)state;
    CALL_CHECK_ALL(rounding);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_decimals),
        cmocka_unit_test(test_rounding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
