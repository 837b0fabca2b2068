#include "chart/set.h"

#include "base/arena.h"
#include "base/buf.h"
#include "value/gofmt.h"
#include "value/list.h"
#include "value/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

/* Go's %#v would be exact; %v with types of leaves is enough to tell 1 from "1". */
static void put(struct buf *b, val v)
{
    if (v.tag == V_MAP) {
        buf_put_char(b, '{');
        for (size_t i = 0; i < map_len(v.map); i++) {
            buf_put_fmt(b, "%s%.*s:", i ? "," : "", STR_ARG(map_sorted_entry(v.map, i)->key));
            put(b, map_sorted_entry(v.map, i)->value);
        }
        buf_put_char(b, '}');
    } else if (v.tag == V_LIST) {
        buf_put_char(b, '[');
        for (size_t i = 0; i < val_len(v); i++) {
            buf_put_fmt(b, "%s", i ? "," : "");
            put(b, val_at(v, i));
        }
        buf_put_char(b, ']');
    } else if (v.tag == V_NIL) {
        buf_put_fmt(b, "null");
    } else if (v.tag == V_STRING) {
        buf_put_fmt(b, "'%.*s'", STR_ARG(val_text(v)));
    } else {
        gofmt_value(b, v);
        buf_put_fmt(b, v.tag == V_FLOAT ? "f" : "");
    }
}

struct set_case {
    enum set_kind kind;
    const char *text, *want; /* the tree, or the error behind "!" */
};

static bool read_fake(struct arena *a, str path, str *ret, str *ret_error)
{
    *ret = str_concat(a, STR("content of "), path);
    *ret_error = STR("open nope: no such file or directory");
    return !str_eq(path, STR("nope"));
}

static const struct set_case cases[] = {
    {SET_TYPED, "a=1", "{a:1}"},
    {SET_TYPED, "a=1,b=2,", "{a:1,b:2}"},
    {SET_TYPED, "a=1, b=2", "{ b:2,a:1}"},
    {SET_TYPED, "a=true,b=FALSE,c=Null,d=0,e=01,f=1.5,g=+7,h=,i=9223372036854775808",
     "{a:true,b:false,c:null,d:0,e:'01',f:'1.5',g:7,h:'',i:'9223372036854775808'}"},
    {SET_TYPED, "a==1", "{a:'=1'}"},
    {SET_TYPED, "=1", "{}"},
    {SET_TYPED, ".a=1", "{}"},
    {SET_TYPED, "[0]=1", "{}"},
    {SET_TYPED, "a=b\\", "{a:'b'}"},
    {SET_TYPED, "a=b\\nc\\,d", "{a:'bnc,d'}"},
    {SET_TYPED, "a\\.b=1", "{a.b:1}"},
    {SET_TYPED, "a.b.c=1", "{a:{b:{c:1}}}"},
    {SET_TYPED, "a={}", "{a:['']}"},
    {SET_TYPED, "a={1,}", "{a:[1,'']}"},
    {SET_TYPED, "a={ 1 , 2 },b=3", "{a:[' 1 ',' 2 '],b:3}"},
    {SET_TYPED, "a={1", "!list must terminate with '}'"},
    {SET_TYPED, "a=x{1,2}", "!key \"2}\" has no value"},
    {SET_TYPED, "a={{1}}", "!key \"}\" has no value"},
    {SET_TYPED, "a[2]=x", "{a:[null,null,'x']}"},
    {SET_TYPED, "a[0].b=1,a[0].c=2,a[1][1]=3", "{a:[{b:1,c:2},[null,3]]}"},
    {SET_TYPED, "a[0]={1,2}", "{a:[[1,2]]}"},
    {SET_TYPED, "a[+1]=x,a[00]=y", "{a:['y','x']}"},
    {SET_TYPED, "a[-1]=1", "!negative -1 index not allowed"},
    {SET_TYPED, "a[65537]=1", "!index of 65537 is greater than maximum supported index of 65536"},
    {SET_TYPED, "a[x]=1", "!error parsing index: strconv.Atoi: parsing \"x\": invalid syntax"},
    {SET_TYPED, "a[0]b=1", "!unexpected data at end of array index: ['b']"},
    {SET_TYPED, "a[0]", "{a:[]}"},
    {SET_TYPED, "a[0=1", "{}"},
    {SET_TYPED, "a[0].b=", "{a:[]}"},
    {SET_TYPED, "a.b=", "{a:{b:''}}"},
    {SET_TYPED, "a", "!key \"a\" has no value"},
    {SET_TYPED, "a,b=1", "!key \"a\" has no value (cannot end with ,)"},
    {SET_TYPED, "a=1,,b=2", "!key \"\" has no value (cannot end with ,)"},
    {SET_TYPED, "a.=1", "!key map \"a\" has no value"},
    {SET_TYPED, "a=1,a.b=2",
     "!unable to parse key: interface conversion: interface {} is int64, not map[string]interface "
     "{}"},
    {SET_TYPED, "a=null,a[0]=2",
     "!unable to parse key: interface conversion: interface {} is nil, not []interface {}"},
    {SET_TYPED, "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.a.b.c.d.e.f=1",
     "!value name nested level is greater than maximum supported nested level of 30"},
    {SET_STRING, "a=null,b=1,c={1,true}", "{a:'null',b:'1',c:['1','true']}"},
    {SET_LITERAL, "a=b,c={1}\\x", "{a:'b,c={1}\\x'}"},
    {SET_LITERAL, "a\\.b=1", "{a\\:{b:'1'}}"},
    {SET_LITERAL, "a,b[1]=x", "{a,b:[null,'x']}"},
    {SET_LITERAL, "a", "!key \"a\" has no value"},
    {SET_JSON, "a={\"b\":1},c=[1,2] , d=", "{ d:null,a:{b:1f},c:[1f,2f]}"},
    {SET_JSON, "a=1 b=2", "{a:1f,b:2f}"},
    {SET_JSON, "a.b[1]=\"x\"", "{a:{b:[null,'x']}}"},
    {SET_JSON, "[1]", "{}"},
    {SET_FILE, "a=x,b={y,z}", "{a:'content of x',b:['content of y','content of z']}"},
    {SET_FILE, "a=nope", "!open nope: no such file or directory"},
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena a;
        struct buf b;
        str error;
        arena_init(&a, NULL);
        buf_init(&b, &a);
        struct map *m = map_new(&a, 0);
        if (set_parse(&a, str_from_c(cases[i].text), cases[i].kind, read_fake, m, &error))
            put(&b, val_map(m));
        else
            buf_put_fmt(&b, "!%.*s", STR_ARG(error));
        if (!str_eq(buf_str(&b), str_from_c(cases[i].want)))
            fail_msg("%s: got %.*s, want %s", cases[i].text, (int)b.len, b.s, cases[i].want);
        arena_done(&a);
    }
}

/* Hostile nesting ends in an error, not in a stack overflow. */
static void test_depth(void **state)
{
    (void)state;
    struct arena a;
    struct buf b;
    str error;
    arena_init(&a, NULL);
    buf_init(&b, &a);
    buf_put_char(&b, 'a');
    for (int i = 0; i < 100000; i++)
        buf_put_fmt(&b, "[0]");
    buf_put_fmt(&b, "=1");
    assert_false(set_parse(&a, buf_str(&b), SET_TYPED, NULL, map_new(&a, 0), &error));
    assert_true(str_has_prefix(error, STR("value is nested deeper than")));
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
