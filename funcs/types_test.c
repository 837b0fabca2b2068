#include "funcs/call_test.h"

static const struct call_case kinds[] = {
    {"kindOf nil", "invalid"},
    {"kindOf 1", "int"},
    {"kindOf 1.5", "float64"},
    {"kindOf \"a\"", "string"},
    {"kindOf (list)", "slice"},
    {"kindOf (dict)", "map"},
    {"kindOf true", "bool"},
    {"kindIs \"int\" 1", "true"},
    {"kindIs \"string\" 1", "false"},
    {"typeOf nil", "<nil>"},
    {"typeOf 1", "int"},
    {"typeOf (int64 1)", "int64"},
    {"typeOf (index \"a\" 0)", "uint8"},
    {"typeOf (list)", "[]interface {}"},
    {"typeOf (dict)", "map[string]interface {}"},
    {"typeOf (until 1)", "[]int"},
    {"typeOf (splitList \",\" \"a\")", "[]string"},
    {"typeIs \"int\" 1", "true"},
    {"typeIs \"int\" 1.0", "false"},
    {"typeIsLike \"int\" 1", "true"},
    {"typeIsLike \"string\" 1", "false"},
};

static const struct call_case conversions[] = {
    {"int \"0x10\"", "16"},
    {"int \"010\"", "8"},
    {"int \"08\"", "0"},
    {"int \"1_000\"", "1000"},
    {"int \"1.0\"", "1"},
    {"int \"1.00.\"", "1"},
    {"int \"1.5\"", "0"},
    {"int \"1e3\"", "0"},
    {"int \" 1\"", "0"},
    {"int true", "1"},
    {"int 1.9", "1"},
    {"int -1.9", "-1"},
    {"int 1e19", "-9223372036854775808"},
    {"int (list 1)", "0"},
    {"int nil", "0"},
    {"int64 \"9223372036854775807\"", "9223372036854775807"},
    {"int64 \"9223372036854775808\"", "0"},
    {"int64 \"-0b101\"", "-5"},
    {"float64 \"0x1p4\"", "16"},
    {"float64 \"1_0.5\"", "10.5"},
    {"float64 \"1__0\"", "0"},
    {"float64 \"Infinity\"", "+Inf"},
    {"float64 \"-inf\"", "-Inf"},
    {"float64 \"NaN\"", "NaN"},
    {"float64 \"1e400\"", "0"},
    {"float64 \"x\"", "0"},
    {"float64 \"0x10\"", "0"},
    {"float64 true", "1"},
    {"float64 5", "5"},
    {"atoi \"12\"", "12"},
    {"atoi \"-12\"", "-12"},
    {"atoi \"0x10\"", "0"},
    {"atoi \"010\"", "10"},
    {"atoi \"9223372036854775808\"", "9223372036854775807"},
    {"atoi \"-9223372036854775809\"", "-9223372036854775808"},
    {"atoi \"\"", "0"},
    {"toDecimal \"777\"", "511"},
    {"toDecimal 8", "0"},
    {"toDecimal \"0o17\"", "0"},
    {"toDecimal -7", "-7"},
    {"toDecimal 1e7", "0"},
    {"toDecimal \"7777777777777777777777777\"", "0"},
};

static void test_kinds(void **state)
{
    (void)state;
    CALL_CHECK_ALL(kinds);
}

static void test_conversions(void **state)
{
    (void)state;
    CALL_CHECK_ALL(conversions);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_conversions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
