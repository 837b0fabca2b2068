/* toString, toStrings, join, quote, squote, cat: values printed into strings. */
#include "funcs/stringify.h"

#include "base/buf.h"
#include "base/quote.h"
#include "funcs/func.h"
#include "value/cast.h"
#include "value/gofmt.h"

struct list *stringify_items(struct arena *a, val v)
{
    if (v.tag == V_LIST && v.gotype == T_STRINGS)
        return v.list;
    bool many = v.tag == V_LIST || v.tag == V_BYTES;
    size_t n = many ? val_len(v) : v.tag != V_NIL;
    struct list *l = list_new(a, n);
    for (size_t i = 0; i < n; i++) {
        val item = many ? val_at(v, i) : v;
        if (!val_is_nil(item))
            list_push(l, val_str(cast_strval(a, item)));
    }
    return l;
}

bool fn_to_string(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(cast_strval(c->arena, arg[0]));
    return true;
}

bool fn_to_strings(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_typed_list(T_STRINGS, stringify_items(c->arena, arg[0]));
    return true;
}

bool fn_join(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    const struct list *l = stringify_items(c->arena, arg[1]);
    if (list_len(l) == 1) {
        *ret = l->items[0];
        return true;
    }
    struct buf b;
    buf_init(&b, c->arena);
    for (size_t i = 0; i < list_len(l); i++) {
        if (i)
            buf_put_str(&b, val_text(arg[0]));
        buf_put_str(&b, val_text(l->items[i]));
    }
    *ret = val_str(buf_str(&b));
    return true;
}

/* The values that are not nil, each put by `put`, with blanks between them. */
static bool join_values(struct fn_call *c, const val *arg, uint32_t n,
                        void (*put)(struct buf *, val), val *ret)
{
    struct buf b;
    buf_init(&b, c->arena);
    bool first = true;
    for (uint32_t i = 0; i < n; i++) {
        if (val_is_nil(arg[i]))
            continue;
        if (!first)
            buf_put_char(&b, ' ');
        first = false;
        put(&b, arg[i]);
    }
    *ret = val_str(buf_str(&b));
    return true;
}

static void put_quoted(struct buf *b, val v)
{
    quote_go(b, v.tag == V_STRING ? val_text(v) : cast_strval(b->arena, v));
}

bool fn_quote(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return join_values(c, arg, n, put_quoted, ret);
}

static void put_printed(struct buf *b, val v)
{
    if (v.tag == V_STRING)
        buf_put_str(b, val_text(v));
    else
        gofmt_value(b, v);
}

static void put_single_quoted(struct buf *b, val v)
{
    buf_put_char(b, '\'');
    put_printed(b, v);
    buf_put_char(b, '\'');
}

bool fn_squote(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return join_values(c, arg, n, put_single_quoted, ret);
}

bool fn_cat(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    return join_values(c, arg, n, put_printed, ret);
}
