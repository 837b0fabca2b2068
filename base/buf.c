#include "base/buf.h"

#include "base/arena.h"
#include "base/number.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

void buf_init(struct buf *b, struct arena *a)
{
    *b = (struct buf){.arena = a};
}

char *buf_grow(struct buf *b, size_t n)
{
    size_t cap = b->cap ? b->cap * 2 : 64, most = b->arena->max_block;
    if (n > SIZE_MAX / 4)
        arena_too_large(b->arena);
    if (most && cap > most)
        cap = most;
    if (cap < b->len + n)
        cap = b->len + n;
    b->s = arena_grow(b->arena, b->s, b->cap, cap);
    b->cap = cap;
    return b->s + b->len;
}

void buf_put(struct buf *b, const char *s, size_t n)
{
    if (n == 0)
        return;
    memcpy(buf_reserve(b, n), s, n);
    b->len += n;
}

void buf_put_str(struct buf *b, str s)
{
    buf_put(b, s.s, s.len);
}

void buf_put_fill(struct buf *b, char c, size_t n)
{
    if (n == 0)
        return;
    memset(buf_reserve(b, n), c, n);
    b->len += n;
}

static void put_rest(struct buf *b, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));
static void put_rest(struct buf *b, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    assert(n >= 0);
    vsnprintf(buf_reserve(b, (size_t)n + 1), (size_t)n + 1, fmt, again);
    va_end(again);
    b->len += (size_t)n;
}

/* Most formats are texts and views only. A view is put as it is, with every NUL that it holds,
 * where the C library would stop; what else there is and all behind it is left to the library. */
void buf_put_vfmt(struct buf *b, const char *fmt, va_list ap)
{
    va_list args;
    va_copy(args, ap);
    for (const char *p; (p = strchr(fmt, '%')) != NULL;) {
        bool view = strncmp(p, "%.*s", 4) == 0, text = strncmp(p, "%s", 2) == 0;
        if (!view && !text)
            break;
        buf_put(b, fmt, (size_t)(p - fmt));
        int len = view ? va_arg(args, int) : 0;
        const char *s = va_arg(args, const char *);
        buf_put(b, s, view ? (size_t)len : strlen(s));
        fmt = p + (view ? 4 : 2);
    }
    put_rest(b, fmt, args);
    va_end(args);
}

void buf_put_fmt(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    buf_put_vfmt(b, fmt, ap);
    va_end(ap);
}

void buf_put_int(struct buf *b, int64_t i)
{
    char *at = buf_reserve(b, NUMBER_INT_MAX);
    if (i < 0)
        *at = '-';
    b->len += (i < 0) + number_format_decimal(at + (i < 0), i < 0 ? 0 - (uint64_t)i : (uint64_t)i);
}
