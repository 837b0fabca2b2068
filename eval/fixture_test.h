/* What tests of eval share: an arena that lives as long as a group of them, and a clock. */
#ifndef CHELM_EVAL_FIXTURE_TEST_H
#define CHELM_EVAL_FIXTURE_TEST_H

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;

static inline int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

static inline void no_clock(void *data, int64_t *seconds, int32_t *nanoseconds)
{
    (void)data;
    *seconds = 0;
    *nanoseconds = 0;
}

#endif
