/* until, untilStep, seq: runs of integers. Counts are known before anything is written, so that a
 * hostile range takes the arena's trap at once. */
#include "funcs/func.h"

#include "base/buf.h"

/* start, start + step, … short of stop: as Sprig's untilStep. */
struct sequence {
    int64_t start, step;
    uint64_t count;
};

static struct sequence sequence_make(int64_t start, int64_t stop, int64_t step)
{
    struct sequence s = {.start = start, .step = step};
    uint64_t way = 0, stride = 1;
    if (stop < start && step < 0) {
        way = (uint64_t)start - (uint64_t)stop;
        stride = -(uint64_t)step;
    } else if (stop >= start && step > 0) {
        way = (uint64_t)stop - (uint64_t)start;
        stride = (uint64_t)step;
    }
    s.count = way / stride + (way % stride != 0);
    return s;
}

/* Call only for i < count: no step before the end overflows. */
static int64_t sequence_at(const struct sequence *s, uint64_t i)
{
    return (int64_t)((uint64_t)s->start + i * (uint64_t)s->step);
}

static bool return_ints(struct fn_call *c, struct sequence s, val *ret)
{
    if (s.count > UINT32_MAX / sizeof(val))
        arena_too_large(c->arena);
    struct list *l = list_new(c->arena, list_appended_cap((size_t)s.count));
    for (uint64_t i = 0; i < s.count; i++)
        list_push(l, val_int(sequence_at(&s, i)));
    *ret = val_typed_list(T_INTS, l);
    return true;
}

bool fn_until(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return return_ints(c, sequence_make(0, arg[0].i, arg[0].i < 0 ? -1 : 1), ret);
}

bool fn_until_step(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return return_ints(c, sequence_make(arg[0].i, arg[1].i, arg[2].i), ret);
}

/* As Go adds: round the corner. */
static int64_t add_wrapping(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

static struct sequence inclusive(int64_t start, int64_t end, int64_t step)
{
    return sequence_make(start, add_wrapping(end, end < start ? -1 : 1), step);
}

/* The range that seq's arguments mean, both ends included; count 0 when they mean nothing. */
static struct sequence seq_range(const val *arg, uint32_t n)
{
    switch (n) {
    case 1:
        return inclusive(1, arg[0].i, arg[0].i < 1 ? -1 : 1);
    case 2:
        return inclusive(arg[0].i, arg[1].i, arg[1].i < arg[0].i ? -1 : 1);
    case 3:
        return inclusive(arg[0].i, arg[2].i, arg[1].i);
    default:
        return (struct sequence){0};
    }
}

bool fn_seq(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct sequence s = seq_range(arg, n);
    if (s.count > UINT32_MAX / 2)
        arena_too_large(c->arena);
    struct buf b;
    buf_init(&b, c->arena);
    for (uint64_t i = 0; i < s.count; i++) {
        if (i)
            buf_put_char(&b, ' ');
        buf_put_int(&b, sequence_at(&s, i));
    }
    *ret = val_str(buf_str(&b));
    return true;
}
