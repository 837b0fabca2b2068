#include "funcs/call_test.h"

static const struct call_case ends[] = {
    {"list", "[]"},
    {"tuple 1 nil", "[1 <nil>]"},
    {"first (list 1 2)", "1"},
    {"last (splitList \",\" \"a,b\")", "b"},
    {"first (list)", "<nil>"},
    {"mustLast (list)", "<nil>"},
    {"first \"a\"", "!Cannot find first on type string"},
    {"mustFirst (dict)", "!Cannot find first on type map"},
    {"last 5", "!Cannot find last on type int"},
    {"first nil", "!runtime error: invalid memory address or nil pointer dereference"},
    {"rest (list 1 2 3)", "[2 3]"},
    {"rest (list)", "[]"},
    {"rest (list) | deepEqual (list)", "false"},
    {"rest (list 1) | deepEqual (list)", "true"},
    {"mustRest 5", "!Cannot find rest on type int"},
    {"initial (until 3)", "[0 1]"},
    {"initial (until 3) | typeOf", "[]interface {}"},
    {"initial (list) | deepEqual (rest (list))", "true"},
    {"initial true", "!Cannot find initial on type bool"},
    {"reverse (list 1 2 3)", "[3 2 1]"},
    {"reverse 1.5", "!Cannot find reverse on type float64"},
};

static const struct call_case joining[] = {
    {"append (list 1) 2", "[1 2]"},
    {"push (until 1) \"a\" | typeOf", "[]interface {}"},
    {"mustAppend (list) nil", "[<nil>]"},
    {"append \"a\" 1", "!Cannot push on type string"},
    {"mustPush nil 1", "!runtime error: invalid memory address or nil pointer dereference"},
    {"prepend (list 1) 0", "[0 1]"},
    {"mustPrepend (dict) 0", "!Cannot prepend on type map"},
    {"concat (list 1) (until 2) (splitList \",\" \"a\")", "[1 0 1 a]"},
    {"concat (list) (list) | deepEqual (rest (list))", "true"},
    {"concat (list 1) 5", "!Cannot concat type int as list"},
    {"concat nil", "!runtime error: invalid memory address or nil pointer dereference"},
    {"compact (list 0 1 \"\" nil \"a\" false (list) (dict) 0.0)", "[1 a]"},
    {"compact (dict)", "!Cannot compact on type map"},
    {"sortAlpha (list \"b\" nil 10 9 \"a\")", "[10 9 a b]"},
    {"sortAlpha nil", "[<nil>]"},
    {"sortAlpha 5", "[5]"},
    {"sortAlpha (dict \"a\" 1)", "[map[a:1]]"},
};

static const struct call_case slicing[] = {
    {"slice (list 1 2 3)", "[1 2 3]"},
    {"slice (list 1 2 3) 1", "[2 3]"},
    {"slice (list 1 2 3) 1 2 \"x\" 9", "[2]"},
    {"slice (list 1 2 3) \"1\" 3.0", "[2 3]"},
    {"slice (list) 5 9", "<nil>"},
    {"slice (list 1 2 3) 0 4", "!reflect.Value.Slice: slice index out of bounds"},
    {"slice (list 1 2 3) 2 1", "!reflect.Value.Slice: slice index out of bounds"},
    {"mustSlice (list 1) -1", "!reflect.Value.Slice: slice index out of bounds"},
    {"slice \"abc\" 1", "!list should be type of slice or array but string"},
    {"slice (append (list 1 2) 3) 0 4", "[1 2 3 <nil>]"},
    {"slice (until 5) 0 8", "[0 1 2 3 4 0 0 0]"},
    {"slice (slice (list 1 2 3) 0 1) 0 3", "[1 2 3]"},
    {"slice (until 3) 1 | typeOf", "[]int"},
    {"chunk 2 (list 1 2 3)", "[[1 2] [3]]"},
    {"chunk 2 (until 4) | typeOf", "[][]interface {}"},
    {"chunk 9223372036854775807 (list 1)", "[[1]]"},
    {"chunk -2 (list 1)", "[[1]]"},
    {"chunk -2 (list 1 2 3)", "[]"},
    {"chunk -1 (list 1 2 3)", "!runtime error: makeslice: len out of range"},
    {"chunk 0 (list)", "!runtime error: makeslice: len out of range"},
    {"chunk 0 (list 1 2)", "!runtime error: makeslice: len out of range"},
    {"chunk -1 (list)", "!runtime error: makeslice: len out of range"},
    {"chunk 1 (list)", "[]"},
    {"chunk 0 (until 1)", "!runtime error: makeslice: len out of range"},
    {"chunk -1 (until 2)", "[]"},
    {"chunk -1 (until 1)", "!runtime error: makeslice: len out of range"},
    {"chunk -2 (until 5)", "!runtime error: makeslice: len out of range"},
    {"chunk 2 (until 4)", "[[0 1] [2 3]]"},
    {"chunk 5 (until 3)", "[[0 1 2]]"},
    {"chunk 9007199254740993 (until 3)", "[[0 1 2]]"},
    {"chunk -9007199254740993 (until 1)", "[[0]]"},
    {"chunk -9007199254740993 (until 2)", "[]"},
    {"chunk -9223372036854775808 (until 1)", "[[0]]"},
    {"chunk -9223372036854775808 (list)", "!runtime error: makeslice: len out of range"},
    {"chunk 9223372036854775807 (list)", "[]"},
    {"mustChunk 1 \"a\"", "!Cannot chunk type string"},
};

static void test_ends(void **state)
{
    (void)state;
    CALL_CHECK_ALL(ends);
}

static void test_joining(void **state)
{
    (void)state;
    CALL_CHECK_ALL(joining);
}

static void test_slicing(void **state)
{
    (void)state;
    CALL_CHECK_ALL(slicing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_joining),
        cmocka_unit_test(test_slicing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
