/* What the tests of this folder share: charts from texts, values from and to JSON. */
#ifndef CHELM_CHART_FIXTURE_TEST_H
#define CHELM_CHART_FIXTURE_TEST_H

#include "base/arena.h"
#include "chart/load.h"
#include "value/json_parse.h"
#include "value/json_write.h"
#include "value/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

struct fixture {
    struct arena a;
    struct diags diags;
};

static inline void fixture_init(struct fixture *f)
{
    arena_init(&f->a, NULL);
    diags_init(&f->diags, &f->a);
}

static inline void fixture_done(struct fixture *f)
{
    arena_done(&f->a);
}

/* A chart of name, content, name, content, … NULL. */
static inline struct chart *fixture_chart(struct fixture *f, const char *const *texts)
{
    struct chart_file files[32];
    size_t n = 0;
    for (; texts[2 * n]; n++)
        files[n] = (struct chart_file){str_from_c(texts[2 * n]), str_from_c(texts[2 * n + 1])};
    return chart_load_files(&f->a, files, n, &f->diags);
}

static inline struct map *fixture_values(struct fixture *f, const char *json)
{
    val v;
    str error;
    assert_true(json_parse(&f->a, str_from_c(json), JSON_ROOT_MAP, &v, &error));
    return v.map;
}

static inline void fixture_check(str got, const char *want)
{
    if (!str_eq(got, str_from_c(want)))
        fail_msg("got  %.*s\nwant %s", STR_ARG(got), want);
}

static inline str fixture_json(struct fixture *f, val v)
{
    struct buf b;
    str error;
    buf_init(&b, &f->a);
    assert_true(json_write(&b, v, JSON_RAW, &error));
    return buf_str(&b);
}

static inline void fixture_check_json(struct fixture *f, val v, const char *want)
{
    fixture_check(fixture_json(f, v), want);
}

static inline void fixture_check_error(struct fixture *f, const char *want)
{
    assert_non_null(diag_last_error(&f->diags));
    fixture_check(diag_last_error(&f->diags)->text, want);
}

#endif
