/* split, splitn, splitList: strings.SplitN's parts, as views of the text. */
#include "funcs/func.h"

#include "base/utf8.h"

/* How many parts strings.SplitN(s, sep, limit) gives; limit < 0: all. */
static size_t count_parts(str s, str sep, int64_t limit)
{
    if (limit == 0)
        return 0;
    size_t parts = sep.len ? str_count(s, sep) + 1 : utf8_count(s);
    return limit > 0 && (uint64_t)limit < parts ? (size_t)limit : parts;
}

/* Takes the next part off *s; the last one takes the rest. An empty separator stands between
 * runes. */
static str take_part(str *s, str sep, bool last)
{
    str part = *s;
    size_t len;
    if (last) {
        *s = str_from(part, part.len);
        return part;
    }
    if (sep.len)
        len = str_find(part, sep);
    else
        utf8_decode(part, &len);
    *s = str_from(part, len + sep.len);
    return str_slice(part, 0, len);
}

static str part_key(struct arena *a, size_t i)
{
    return str_fmt(a, "_%zu", i);
}

static bool split_to_map(struct fn_call *c, str s, str sep, int64_t limit, val *ret)
{
    size_t parts = count_parts(s, sep, limit);
    struct map *m = map_new(c->arena, parts);
    for (size_t i = 0; i < parts; i++)
        map_set(m, part_key(c->arena, i), val_str(take_part(&s, sep, i + 1 == parts)));
    *ret = val_typed_map(T_STRING_MAP, m);
    return true;
}

bool fn_split(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return split_to_map(c, val_text(arg[1]), val_text(arg[0]), -1, ret);
}

bool fn_splitn(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return split_to_map(c, val_text(arg[2]), val_text(arg[0]), arg[1].i, ret);
}

bool fn_split_list(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str sep = val_text(arg[0]), s = val_text(arg[1]);
    size_t parts = count_parts(s, sep, -1);
    struct list *l = list_new(c->arena, parts);
    for (size_t i = 0; i < parts; i++)
        list_push(l, val_str(take_part(&s, sep, i + 1 == parts)));
    *ret = val_typed_list(T_STRINGS, l);
    return true;
}
