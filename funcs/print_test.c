#include "funcs/call_test.h"

static const struct call_case printing[] = {
    {"print", ""},
    {"print 1 2", "1 2"},
    {"print \"a\" 1 \"b\"", "a1b"},
    {"print 1 2 \"a\" 3 4", "1 2a3 4"},
    {"print nil nil", "<nil> <nil>"},
    {"print nil 1", "<nil> 1"},
    {"print (list nil \"a\" (list)) (dict \"b\" 1 \"a\" nil)", "[<nil> a []] map[a:<nil> b:1]"},
    {"println", "\n"},
    {"println 1 \"a\" nil", "1 a <nil>\n"},
    {"println \"x\"", "x\n"},
};

static const struct call_case verbs[] = {
    {"printf \"%d %5d|%-5d|%05d|%+d|% d\" 1 2 3 4 5 6", "1     2|3    |00004|+5| 6"},
    {"printf \"%x %X %#x %o %O %b %#b\" 255 255 255 8 8 5 5", "ff FF 0xff 10 0o10 101 0b101"},
    {"printf \"%c %q %U %#U %+q\" 65 65 8364 8364 233",
     "A 'A' U+20AC U+20AC '\342\202\254' '\\u00e9'"},
    {"printf \"%.3d|%8.3d|%08.3d|%.0d|\" 7 7 7 0", "007|     007|     007||"},
    {"printf \"%s|%5s|%-5s|%05s|%.2s\" \"a\" \"a\" \"a\" \"a\" \"abc\"", "a|    a|a    |0000a|ab"},
    {"printf \"%q %+q %#q %x %X % x %# x\" \"a\\tb\" \"\\xc3\\xa9\" \"a\" \"ab\" \"ab\" "
     "\"ab\" \"ab\"",
     "\"a\\tb\" \"\\u00e9\" `a` 6162 6162 61 62 0x61 0x62"},
    {"printf \"%t %v %5t\" true false true", "true false  true"},
    {"printf \"%e %E %.2f %6.1f %g %G\" 1.5 1.5 1.005 2.25 100000.0 1e21",
     "1.500000e+00 1.500000E+00 1.00    2.2 100000 1E+21"},
    {"printf \"%f %.0f %+.1f %08.2f %-8.2f|\" 1.0 2.5 1.0 -3.14159 2.0",
     "1.000000 2 +1.0 -0003.14 2.00    |"},
    {"printf \"%#g %#.3g %b %x %.2x\" 1.0 1.0 1.0 1.0 1.0",
     "1.00000 1.00 4503599627370496p-52 0x1p+00 0x1.00p+00"},
    {"printf \"%v %+v %#v %T\" (dict \"a\" 1) (dict \"a\" 1) (dict \"a\" 1) (dict \"a\" 1)",
     "map[a:1] map[a:1] map[string]interface {}{\"a\":1} map[string]interface {}"},
    {"printf \"%v %d %s %x\" (list 1 \"a\") (list 1 2) (list \"a\" \"b\") (list \"a\" 255)",
     "[1 a] [1 2] [a b] [61 ff]"},
    {"printf \"%#v %#v %#v\" (list nil 1.5 \"x\") \"s\" 1",
     "[]interface {}{interface {}(nil), 1.5, \"x\"} \"s\" 1"},
    {"printf \"%v %T\" nil nil", "<nil> <nil>"},
    {"printf \"%6.2f%%\" 12.345", " 12.35%"},
};

static const struct call_case mistakes[] = {
    {"printf \"%d\" \"x\"", "%!d(string=x)"},
    {"printf \"%s\" 5", "%!s(int=5)"},
    {"printf \"%d\" 5.0", "%!d(float64=5)"},
    {"printf \"%s %d\" nil nil", "%!s(<nil>) %!d(<nil>)"},
    {"printf \"%z\" 1", "%!z(int=1)"},
    {"printf \"%!\" 1", "%!!(int=1)"},
    {"printf \"%d\"", "%!d(MISSING)"},
    {"printf \"%d %d\" 1", "1 %!d(MISSING)"},
    {"printf \"a\" 1 \"x\" nil", "a%!(EXTRA int=1, string=x, <nil>)"},
    {"printf \"%\"", "%!(NOVERB)"},
    {"printf \"%d%\" 1", "1%!(NOVERB)"},
    {"printf \"%.2f\" 1", "%!f(int=01)"},
    {"printf \"%.2f\" \"1.5\"", "%!f(string=1.)"},
    {"printf \"%[2]d %[1]d\" 1 2", "2 1"},
    {"printf \"%[3]d\" 1", "%!d(BADINDEX)"},
    {"printf \"%[x]d\" 1", "%!d(BADINDEX)"},
    {"printf \"%[1]d %d %d\" 1", "1 %!d(MISSING) %!d(MISSING)"},
    {"printf \"%*d|%-*d|\" 5 1 5 1", "    1|1    |"},
    {"printf \"%*d\" \"a\" 1", "%!(BADWIDTH)1"},
    {"printf \"%.*f\" 2 1.0", "1.00"},
    {"printf \"%.*f\" -2 1.0", "%!(BADPREC)1.000000"},
    {"printf \"%*d\" 10000000 1", "%!(BADWIDTH)1"},
    {"printf \"%[2]*[1]d\" 7 3", "  7"},
    {"printf \"%w\" 1", "%!w(int=1)"},
    {"printf \"%w\" (list 1)", "%!w([]interface {}=[1])"},
    {"printf \"%s\" (list 1 \"a\" nil)", "[%!s(int=1) a <nil>]"},
    {"printf \"%d\" (dict \"a\" \"x\")", "map[%!d(string=a):%!d(string=x)]"},
};

static const struct call_case escapes[] = {
    {"html \"<a href='x'>&\\\"</a>\"", "&lt;a href=&#39;x&#39;&gt;&amp;&#34;&lt;/a&gt;"},
    {"html nil", "&lt;no value&gt;"},
    {"html nil 1", "&lt;no value&gt;1"},
    {"html (list \"<\")", "[&lt;]"},
    {"js \"it's <b>\\n\\\\=&\\\"\"", "it\\'s \\u003Cb\\u003E\\u000A\\\\\\u003D\\u0026\\\""},
    {"js \"\\xc3\\xa9\\xe2\\x80\\xa8\\xff\"", "\303\251\\u2028\377"},
    {"js 1 2", "1 2"},
    {"urlquery \"a b&c=d/\\xc3\\xa9~-_.\"", "a+b%26c%3Dd%2F%C3%A9~-_."},
    {"urlquery 1 \"x\"", "1x"},
};

static void test_printing(void **state)
{
    (void)state;
    CALL_CHECK_ALL(printing);
}

static void test_verbs(void **state)
{
    (void)state;
    CALL_CHECK_ALL(verbs);
}

static void test_mistakes(void **state)
{
    (void)state;
    CALL_CHECK_ALL(mistakes);
}

static void test_escapes(void **state)
{
    (void)state;
    CALL_CHECK_ALL(escapes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printing),
        cmocka_unit_test(test_verbs),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
