#include "value/toml_parse.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/quote.h"
#include "value/list.h"
#include "value/native.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Documents, and their values with a letter for each type, or the error after "!". */
static const struct {
    const char *toml, *want;
} cases[] = {
    {"", "{}"},
    {"a = 1", "{\"a\":i1 }"},
    {"a.b.c = 1", "{\"a\":{\"b\":{\"c\":i1 } } }"},
    {"[a]\nb=2\n[a.c]\nd=3", "{\"a\":{\"b\":i2 \"c\":{\"d\":i3 } } }"},
    {"[[t]]\nx=1\n[[t]]\n[t.u]\ny=2", "{\"t\":T[{\"x\":i1 } {\"u\":{\"y\":i2 } } ] }"},
    {"a = [1, 'x', [2.5], {b = 1}]", "{\"a\":[i1 s\"x\" [f2.5 ] {\"b\":i1 } ] }"},
    {"a = {b = 1, c.d = 2, c.e = {}}", "{\"a\":{\"b\":i1 \"c\":{\"d\":i2 \"e\":{} } } }"},
    {"s = \"\"\"\nx \\\n   y\\tz\"\"\"\nr = '''\na\\n'''",
     "{\"r\":s\"a\\\\n\" \"s\":s\"x y\\tz\" }"},
    {"s = \"\\x41\\u00e9\\U0001F600\\e\"", "{\"s\":s\"A\xc3\xa9\xf0\x9f\x98\x80\\x1b\" }"},
    {"i = [0x1F, 0o17, 0b101, 1_000, -0, +3]", "{\"i\":[i31 i15 i5 i1000 i0 i3 ] }"},
    {"f = [1e3, 1_0.5, inf, -inf, nan]", "{\"f\":[f1000 f10.5 f+Inf f-Inf fNaN ] }"},
    {"d = 2020-01-02T03:04:05.5Z\ne = 2020-01-02\nf = 03:04\ng = 2020-01-02 03:04:05+02:00",
     "{\"d\":t2020-01-02T03:04:05.5Z@UTC \"e\":t2020-01-02T00:00:00Z@date-local \"f\":t000"
     "0-01-01T03:04:00Z@time-local \"g\":t2020-01-02T03:04:05+02:00@ }"},
    {"\"q k\" = true # c\n'' = 2", "{\"\":i2 \"q k\":btrue }"},
    {"# only\n", "{}"},
    {"a = 1\x0d\nb = 2", "{\"a\":i1 \"b\":i2 }"},
    {"a", "!toml: line 1: unexpected EOF; expected key separator '='"},
    {"a =", "!toml: line 1 (last key \"a\"): unexpected EOF; expected value"},
    {"a = foo", "!toml: line 1 (last key \"a\"): expected value but found \"foo\" instead"},
    {"= 1", "!toml: line 1: unexpected '=': key name appears blank"},
    {"a = 1 b = 2",
     "!toml: line 1: expected a top-level item to end with a newline, comment, or EOF, but"
     " got 'b' instead"},
    {"a = 1\na = 2", "!toml: line 2 (last key \"a\"): Key 'a' has already been defined."},
    {"[a]\n[a]", "!toml: line 2: Key 'a' has already been defined."},
    {"a = 1\n[a.b]", "!toml: line 2: Key 'a' was already created as a hash."},
    {"a = []\n[[a]]", "!toml: line 2: Key 'a' was already created and cannot be used as an array."},
    {"a = 01",
     "!toml: line 1 (last key \"a\"): Invalid integer \"01\": cannot have leading zeroes"},
    {"a = 1__0",
     "!toml: line 1 (last key \"a\"): Invalid integer \"1__0\": underscores must be surrou"
     "nded by digits"},
    {"a = 1.",
     "!toml: line 1 (last key \"a\"): Invalid float \"1.\": '.' must be followed by one or"
     " more digits"},
    {"a = 1.e5",
     "!toml: line 1 (last key \"a\"): Invalid float \"1.e5\": '.' must be followed by one "
     "or more digits"},
    {"a = 9223372036854775808",
     "!toml: line 1 (last key \"a\"): 9223372036854775808 is out of range for int64"},
    {"a = 1e400", "!toml: line 1 (last key \"a\"): 1e400 is out of range for float64"},
    {"a = \"x", "!toml: line 1 (last key \"a\"): unexpected EOF; expected '\"'"},
    {"a = \"x\ny\"", "!toml: line 1 (last key \"a\"): strings cannot contain newlines"},
    {"a = \"\\q\"", "!toml: line 1 (last key \"a\"): invalid escape in string '\\q'"},
    {"a = \"\\ud800\"",
     "!toml: line 1 (last key \"a\"): Escaped character '\\ud800' is not valid UTF-8."},
    {"a = \"\\u12\"",
     "!toml: line 1 (last key \"a\"): expected four hexadecimal digits after '\\u', but go"
     "t \"\\\\u12\\\"\" instead"},
    {"a = 2020-13-01", "!toml: line 1 (last key \"a\"): invalid datetime: \"2020-13-01\""},
    {"a = [1 2]",
     "!toml: line 1 (last key \"a\"): expected a comma (',') or array terminator (']'), bu"
     "t got '2'"},
    {"a = [1,,2]", "!toml: line 1 (last key \"a\"): unexpected comma"},
    {"a = {b=1 c=2}",
     "!toml: line 1 (last key \"a.b\"): expected a comma or an inline table terminator '}'"
     ", but got 'c' instead"},
    {"a = {b=1",
     "!toml: line 1 (last key \"a.b\"): expected a comma or an inline table terminator '}'"
     ", but got end of file instead"},
    {"[a", "!toml: line 1: expected '.' or ']' to end table name, but got '\\x00' instead"},
    {"[]", "!toml: line 1: unexpected end of table name (table names cannot be empty)"},
    {"[a.]", "!toml: line 1: unexpected end of table name (table names cannot be empty)"},
    {"[[a]",
     "!toml: line 1: expected end of table array name delimiter ']', but got '\\x00' instead"},
    {"a = +0x1", "!toml: line 1 (last key \"a\"): cannot use sign with non-decimal numbers: '+0x'"},
    {"a = 0b2", "!toml: line 1 (last key \"a\"): not a binary number: '0b2'"},
    {"a = .5", "!toml: line 1 (last key \"a\"): floats must start with a digit, not '.'"},
    {"a = +x", "!toml: line 1 (last key \"a\"): expected a digit but got 'x'"},
    {"a = \"\"\"x\"\"\"\"\"\"", "!toml: line 1 (last key \"a\"): unexpected '\"\"\"\"\"\"'"},
    {"a = '''x", "!toml: line 1 (last key \"a\"): unexpected EOF; expected \"'''\""},
    {"x = \"\x01\"",
     "!toml: line 1 (last key \"x\"): TOML files cannot contain control characters: '0x01'"},
    {"x = \"\xff\"", "!toml: line 1 (last key \"x\"): invalid UTF-8 byte: 0xff"},
    {"a.b = 1\na.b.c = 2",
     "!toml: line 2 (last key \"a.b.c\"): Key 'a.b' has already been defined."},
    {"a = {b={}, b.c=1}", "{\"a\":{\"b\":{\"c\":i1 } } }"},
};

static void dump(struct buf *b, val v);

static void dump_list(struct buf *b, val v)
{
    buf_put_str(b, v.gotype == T_MAPS ? STR("T[") : STR("["));
    for (uint32_t i = 0; i < v.list->len; i++) {
        dump(b, v.list->items[i]);
        buf_put_char(b, ' ');
    }
    buf_put_char(b, ']');
}

static void dump_map(struct buf *b, struct map *m)
{
    buf_put_char(b, '{');
    for (uint32_t i = 0; i < m->len; i++) {
        quote_go(b, map_sorted_entry(m, i)->key);
        buf_put_char(b, ':');
        dump(b, map_sorted_entry(m, i)->value);
        buf_put_char(b, ' ');
    }
    buf_put_char(b, '}');
}

static void dump_time(struct buf *b, struct gotime t)
{
    buf_put_char(b, 't');
    gotime_format(b, t, STR("2006-01-02T15:04:05.999999999Z07:00"));
    buf_put_char(b, '@');
    buf_put_str(b, zone_name(t.zone));
}

static void dump(struct buf *b, val v)
{
    switch (v.tag) {
    case V_STRING:
        buf_put_char(b, 's');
        quote_go(b, val_text(v));
        break;
    case V_INT:
        assert_int_equal(v.gotype, T_INT64);
        buf_put_char(b, 'i');
        buf_put_int(b, v.i);
        break;
    case V_FLOAT:
        buf_put_char(b, 'f');
        number_put_float(b, v.f, 'g', -1, 64);
        break;
    case V_BOOL:
        buf_put_str(b, v.i ? STR("btrue") : STR("bfalse"));
        break;
    case V_LIST:
        dump_list(b, v);
        break;
    case V_MAP:
        dump_map(b, v.map);
        break;
    default:
        dump_time(b, native_get_time(v));
    }
}

static void check(str toml, const char *want)
{
    struct arena a;
    struct buf b;
    struct map *m;
    str error;
    arena_init(&a, NULL);
    buf_init(&b, &a);
    if (toml_parse(&a, toml, 0, &m, &error)) {
        dump_map(&b, m);
    } else {
        buf_put_char(&b, '!');
        buf_put_str(&b, error);
    }
    buf_put_char(&b, '\0');
    if (strcmp(b.s, want) != 0)
        fail_msg("%.*s\n got: %s\nwant: %s", STR_ARG(toml), b.s, want);
    arena_done(&a);
}

static void test_documents(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(str_from_c(cases[i].toml), cases[i].want);
}

static void test_bytes(void **state)
{
    (void)state;
    check(STR("\xef\xbb\xbf"
              "a = 1"),
          "{\"a\":i1 }");
    check(STR("a\0= 1"), "!toml: line 1: files cannot contain NULL bytes; probably using UTF-16; "
                         "TOML files must be UTF-8");
    check(STR("abcdef = \"\0\""), "!toml: line 1 (last key \"abcdef\"): "
                                  "TOML files cannot contain control characters: '0x00'");
}

static str repeated(struct arena *a, const char *text, size_t n)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_str(&b, STR("a = "));
    for (size_t i = 0; i < n; i++)
        buf_put_str(&b, str_from_c(text));
    return buf_str(&b);
}

static void test_depth(void **state)
{
    (void)state;
    static const char *const texts[] = {"[", "{a=", "[{a.b=", "{a.b.c={d="};
    struct arena a;
    arena_init(&a, NULL);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct map *m;
        str error;
        assert_false(toml_parse(&a, repeated(&a, texts[i], 5000), 0, &m, &error));
        assert_true(str_has_suffix(error, STR("nested too deeply")));
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
