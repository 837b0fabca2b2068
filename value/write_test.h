/* For the tests of the writers: a value given as JSON, the text that it becomes.
 *
 *   {"{\"a\":[1]}", "a:\n- 1\n"}         an error after "!"
 */
#ifndef CHELM_VALUE_WRITE_TEST_H
#define CHELM_VALUE_WRITE_TEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "value/json_parse.h"
#include "value/list.h"
#include "value/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct write_case {
    const char *json, *want;
};

typedef bool write_body(struct buf *out, val v, str *ret_error);

static inline void write_check_value(write_body *write, val v, const char *want, struct arena *a)
{
    struct buf b;
    str error;
    buf_init(&b, a);
    buf_put_str(&b, STR("before ")); /* columns count from what was there */
    if (!write(&b, v, &error)) {
        assert_int_equal(b.len, 7);
        buf_put_char(&b, '!');
        buf_put_str(&b, error);
    }
    buf_put_char(&b, '\0');
    if (strcmp(b.s + 7, want) != 0)
        fail_msg("\n got: %s\nwant: %s", b.s + 7, want);
}

static inline val write_value(struct arena *a, const char *json)
{
    val v;
    str error;
    if (!json_parse(a, str_from_c(json), JSON_ROOT_ANY, &v, &error))
        fail_msg("%s: %.*s", json, STR_ARG(error));
    return v;
}

static inline void write_check_all(write_body *write, const struct write_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct arena a;
        arena_init(&a, NULL);
        write_check_value(write, write_value(&a, cases[i].json), cases[i].want, &a);
        arena_done(&a);
    }
}

#define WRITE_CHECK_ALL(write, cases)                                                              \
    write_check_all((write), (cases), sizeof(cases) / sizeof *(cases))

/* Lists in lists, n of them, the innermost empty. */
static inline val write_nested(struct arena *a, size_t n)
{
    val v = val_list(list_new(a, 0));
    for (size_t i = 1; i < n; i++) {
        struct list *l = list_new(a, 1);
        list_push(l, v);
        v = val_list(l);
    }
    return v;
}

/* A map that contains itself in a list. */
static inline val write_cycle(struct arena *a)
{
    struct map *m = map_new(a, 1);
    struct list *l = list_new(a, 1);
    map_set(m, STR("self"), val_list(l));
    list_push(l, val_map(m));
    return val_map(m);
}

#endif
