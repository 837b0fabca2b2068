#include "funcs/printed_key.h"

#include "value/cast.h"
#include "value/gofmt.h"

/* What the files in a value take when they are printed, as far as a look at *left values tells. */
static size_t room_for_files(val v, unsigned *left)
{
    enum { OF_BYTE = 4 };
    if (!*left)
        return 0;
    --*left;
    size_t room = v.tag == V_BYTES ? (size_t)v.len * OF_BYTE : 0;
    for (size_t i = 0; v.tag == V_MAP && i < map_len(v.map); i++)
        room += room_for_files(v.map->entries[i].value, left);
    return room;
}

/* Prints a map or list into memory of its own; the text is large, or gone with `own`. */
static str print_apart(struct fn_call *c, val v, struct arena *own)
{
    own->is_for_one = true;
    own->max_block = c->arena->max_block;
    own->block_limit = c->arena->block_limit;
    unsigned left = 10000;
    struct buf b;
    buf_init(&b, own);
    buf_reserve(&b, room_for_files(v, &left)); /* at once, which the system gives in large pages */
    gofmt_value(&b, v);
    return buf_str(&b);
}

str printed_key(struct fn_call *c, val v)
{
    enum { LARGE = 256 << 10 };
    struct printed *last = c->env ? &c->env->printed : NULL;
    if (v.tag != V_MAP && v.tag != V_LIST)
        return cast_strval(c->arena, v);
    if (last && printed_key_is_old(c, v) && last->of == v.map && last->edits == c->env->edits)
        return last->text;
    struct arena *own = arena_within(c->arena);
    str s = print_apart(c, v, own);
    if (!last || s.len < LARGE) {
        s = str_dup(c->arena, s);
        arena_done(own);
        return s;
    }
    if (str_eq(s, last->text)) {
        arena_done(own);
        s = last->text;
    }
    *last = (struct printed){printed_key_is_old(c, v) ? v.map : NULL, c->env->edits, s};
    return s;
}
