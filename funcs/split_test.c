#include "funcs/call_test.h"

static const struct call_case splitting[] = {
    {"split \",\" \"a,b\"", "map[_0:a _1:b]"},
    {"split \",\" \"\"", "map[_0:]"},
    {"split \"\" \"a\\xc3\\xa9\\xff\"", "map[_0:a _1:\xc3\xa9 _2:\xff]"},
    {"split \"\" \"\"", "map[]"},
    {"typeOf (split \",\" \"a\")", "map[string]string"},
    {"splitn \",\" 2 \"a,b,c\"", "map[_0:a _1:b,c]"},
    {"splitn \",\" 0 \"a,b,c\"", "map[]"},
    {"splitn \",\" -1 \"a,b,c\"", "map[_0:a _1:b _2:c]"},
    {"splitn \",\" 9 \"a,b\"", "map[_0:a _1:b]"},
    {"splitn \"\" 2 \"abc\"", "map[_0:a _1:bc]"},
    {"splitn \"\" 1 \"abc\"", "map[_0:abc]"},
    {"splitn \",\" 1 \"a,b\"", "map[_0:a,b]"},
    {"splitList \",\" \"a,,b,\" | quote", "\"[a  b ]\""},
    {"splitList \",\" \"\" | len", "1"},
    {"splitList \"\" \"\" | len", "0"},
    {"splitList \"ab\" \"xabyab\"", "[x y ]"},
    {"typeOf (splitList \",\" \"a\")", "[]string"},
    {"slice (splitList \",\" \"a,b,c\") 0 4", "!reflect.Value.Slice: slice index out of bounds"},
};

static void test_splitting(void **state)
{
    (void)state;
    CALL_CHECK_ALL(splitting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_splitting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
