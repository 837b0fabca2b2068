#include "funcs/func.h"

#include "base/buf.h"

#include <stdarg.h>
#include <string.h>

#define P0                                                                                         \
    0, false,                                                                                      \
    {                                                                                              \
        0                                                                                          \
    }
#define P1(a)                                                                                      \
    1, false,                                                                                      \
    {                                                                                              \
        T_##a                                                                                      \
    }
#define P2(a, b)                                                                                   \
    2, false,                                                                                      \
    {                                                                                              \
        T_##a, T_##b                                                                               \
    }
#define P3(a, b, c)                                                                                \
    3, false,                                                                                      \
    {                                                                                              \
        T_##a, T_##b, T_##c                                                                        \
    }
#define P4(a, b, c, d)                                                                             \
    4, false,                                                                                      \
    {                                                                                              \
        T_##a, T_##b, T_##c, T_##d                                                                 \
    }
#define P5(a, b, c, d, e)                                                                          \
    5, false,                                                                                      \
    {                                                                                              \
        T_##a, T_##b, T_##c, T_##d, T_##e                                                          \
    }
#define P6(a, b, c, d, e, f)                                                                       \
    6, false,                                                                                      \
    {                                                                                              \
        T_##a, T_##b, T_##c, T_##d, T_##e, T_##f                                                   \
    }
#define V1(a)                                                                                      \
    1, true,                                                                                       \
    {                                                                                              \
        T_##a                                                                                      \
    }
#define V2(a, b)                                                                                   \
    2, true,                                                                                       \
    {                                                                                              \
        T_##a, T_##b                                                                               \
    }
#define V3(a, b, c)                                                                                \
    3, true,                                                                                       \
    {                                                                                              \
        T_##a, T_##b, T_##c                                                                        \
    }

/* The rows expand P and V macros into three initialisers. */
#define FN(name, body, result, params, flags, doc)                                                 \
    {name, sizeof(name) - 1, T_##result, params, flags},
#define METHOD(receiver, name, body, result, params, flags, doc)                                   \
    {name, sizeof(name) - 1, T_##result, params, flags},
const struct fn fn_rows[] = {
#include "funcs/funcs.def"
#include "funcs/methods.def"
};
#undef METHOD
#undef FN

#define FN(name, body, ...)               body,
#define METHOD(receiver, name, body, ...) body,
fn_body *const fn_bodies[] = {
#include "funcs/funcs.def"
#include "funcs/methods.def"
};
#undef METHOD
#undef FN

enum { DOC_SIZE = 192 };

#define FN(name, body, result, params, flags, doc)               doc,
#define METHOD(receiver, name, body, result, params, flags, doc) doc,
static const char docs[][DOC_SIZE] = {
#include "funcs/funcs.def"
#include "funcs/methods.def"
};
#undef METHOD
#undef FN

#define METHOD(receiver, ...) T_##receiver,
static const uint8_t receivers[] = {
#include "funcs/methods.def"
};
#undef METHOD

enum {
    METHODS = sizeof receivers,
    FUNCTIONS = sizeof fn_rows / sizeof *fn_rows - METHODS,
};

static const struct fn *const methods = fn_rows + FUNCTIONS;

size_t fn_count(void)
{
    return FUNCTIONS;
}

const struct fn *fn_at(size_t i)
{
    return &fn_rows[i];
}

str fn_doc(const struct fn *f)
{
    return str_from_c(docs[f - fn_rows]);
}

/* As str_cmp, for short names of which most differ at once. */
static int cmp_names(str a, str b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++)
        if (a.s[i] != b.s[i])
            return (unsigned char)a.s[i] - (unsigned char)b.s[i];
    return (a.len > b.len) - (a.len < b.len);
}

const struct fn *fn_find(str name)
{
    size_t lo = 0, hi = FUNCTIONS;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = cmp_names(name, fn_name(&fn_rows[mid]));
        if (c == 0)
            return &fn_rows[mid];
        if (c < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return NULL;
}

const struct fn *fn_find_cached(struct fn_cache *cache, str name)
{
    enum { SLOTS = sizeof cache->slots / sizeof *cache->slots };
    if (!name.len)
        return NULL;
    unsigned first = (unsigned char)name.s[0], middle = (unsigned char)name.s[name.len / 2],
             last = (unsigned char)name.s[name.len - 1];
    size_t slot = (name.len * 7 + first + middle * 3 + last * 5) % SLOTS;
    const struct fn *f = cache->slots[slot];
    if (f && str_eq(fn_name(f), name))
        return f;
    f = fn_find(name);
    if (f)
        cache->slots[slot] = f;
    return f;
}

const struct fn *method_find(enum gotype receiver, str name)
{
    for (size_t i = 0; i < METHODS; i++)
        if (receivers[i] == receiver && str_eq(fn_name(&methods[i]), name))
            return &methods[i];
    return NULL;
}

size_t method_count(void)
{
    return METHODS;
}

const struct fn *method_at(size_t i, enum gotype *ret_receiver)
{
    *ret_receiver = (enum gotype)receivers[i];
    return &methods[i];
}

/* A few bits of a name, of 64. */
#define NAME_BIT(first, last, len) (1ull << (((first)*6u + (last)*12u + 5u * (len)) & 63))

/* Whether the bits of a name are those of some method's: a quick no for almost all fields. */
static bool may_be_method(str name)
{
    enum { CHARS = 2 }; /* of a name and its NUL, looked at from the end */
    uint64_t bits = 0;
#define METHOD(receiver, name, body, result, params, flags, doc)                                   \
    bits |= NAME_BIT((unsigned)(name)[0], (unsigned)(name)[sizeof(name) - CHARS], sizeof(name) - 1);
#include "funcs/methods.def"
#undef METHOD
    unsigned first = (unsigned)name.s[0], last = (unsigned)name.s[name.len - 1];
    return (bits & NAME_BIT(first, last, name.len)) != 0;
}

bool method_name_exists(str name)
{
    if (name.len == 0 || !may_be_method(name))
        return false;
    for (const struct fn *m = methods; m < methods + METHODS; m++)
        if (m->name_len == name.len && m->name[0] == name.s[0] && str_eq(fn_name(m), name))
            return true;
    return false;
}

str method_misfit(enum gotype receiver, str name)
{
    static const struct {
        enum gotype receiver;
        str name, text;
    } misfits[] = {
#define MISFIT(receiver, name, text) {T_##receiver, STR_INIT(name), STR_INIT(text)},
#include "funcs/misfits.def"
#undef MISFIT
    };
    for (size_t i = 0; i < sizeof misfits / sizeof *misfits; i++)
        if (misfits[i].receiver == receiver && str_eq(misfits[i].name, name))
            return misfits[i].text;
    return STR("");
}

bool(call_fail)(struct fn_call *c, const char *fmt, ...)
{
    struct buf b;
    buf_init(&b, c->arena);
    va_list ap;
    va_start(ap, fmt);
    buf_put_vfmt(&b, fmt, ap);
    va_end(ap);
    c->failure = FN_FAILED;
    c->error = buf_str(&b);
    return false;
}
