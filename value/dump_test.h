/* Values as compact text for tests: JSON with sorted keys, numbers as Go's %v, bytes unescaped. */
#ifndef CHELM_VALUE_DUMP_TEST_H
#define CHELM_VALUE_DUMP_TEST_H

#include "base/buf.h"
#include "base/number.h"
#include "value/list.h"
#include "value/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static inline void dump_value(struct buf *b, val v)
{
    switch (v.tag) {
    case V_BOOL:
        buf_put_str(b, v.i ? STR("true") : STR("false"));
        break;
    case V_FLOAT:
        number_put_go_float(b, v.f);
        break;
    case V_STRING:
        buf_put_char(b, '"');
        buf_put_str(b, val_text(v));
        buf_put_char(b, '"');
        break;
    case V_LIST:
        buf_put_char(b, '[');
        for (size_t i = 0; i < list_len(v.list); i++) {
            if (i)
                buf_put_char(b, ',');
            dump_value(b, v.list->items[i]);
        }
        buf_put_char(b, ']');
        break;
    case V_MAP:
        buf_put_char(b, '{');
        for (size_t i = 0; i < map_len(v.map); i++) {
            struct map_entry *e = map_sorted_entry(v.map, i);
            if (i)
                buf_put_char(b, ',');
            dump_value(b, val_str(e->key));
            buf_put_char(b, ':');
            dump_value(b, e->value);
        }
        buf_put_char(b, '}');
        break;
    case V_NIL:
        buf_put_str(b, STR("null"));
        break;
    default:
        buf_put_str(b, STR("(not of JSON)"));
        break;
    }
}

/* A text to read, and what comes of it. */
struct test_case {
    const char *text;
    bool ok;
    const char *want; /* the value, or the error */
};

/* Fails the test unless reading c->text gave what the case says. */
static inline void check(struct arena *a, const struct test_case *c, bool ok, val v, str error)
{
    struct buf b;
    buf_init(&b, a);
    if (ok)
        dump_value(&b, v);
    else
        buf_put_str(&b, error);
    str got = buf_str(&b);
    if (ok != c->ok || !str_eq(got, str_from_c(c->want)))
        print_error("%s: %.*s\n", c->text, STR_ARG(got));
    assert_int_equal(ok, c->ok);
    assert_true(str_eq(got, str_from_c(c->want)));
}

#endif
