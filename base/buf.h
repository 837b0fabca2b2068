/* A growing buffer of bytes in an arena.
 *
 * Writing never fails (the arena's budget traps). The view that buf_str gives stays valid as long
 * as the arena, but its bytes belong to the buffer until the buffer is written to no more.
 */
#ifndef CHELM_BASE_BUF_H
#define CHELM_BASE_BUF_H

#include "base/str.h"

#include <stdarg.h>

struct buf {
    struct arena *arena;
    char *s;
    size_t len, cap;
};

void buf_init(struct buf *b, struct arena *a);
/* What buf_reserve does where there is no room. */
char *buf_grow(struct buf *b, size_t n);
/* Room for n more bytes; returns where they go. The caller adds what it wrote to len. */
static inline char *buf_reserve(struct buf *b, size_t n)
{
    return n <= b->cap - b->len ? b->s + b->len : buf_grow(b, n);
}
void buf_put(struct buf *b, const char *s, size_t n);
void buf_put_str(struct buf *b, str s);
void buf_put_fill(struct buf *b, char c, size_t n);
void buf_put_fmt(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_put_vfmt(struct buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
void buf_put_int(struct buf *b, int64_t i); /* decimal */

static inline void buf_put_char(struct buf *b, char c)
{
    *buf_reserve(b, 1) = c;
    b->len++;
}

static inline str buf_str(const struct buf *b)
{
    return (str){b->s, b->len};
}

#endif
