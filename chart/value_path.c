#include "chart/value_path.h"

#include "base/arena.h"
#include "base/number.h"
#include "value/list.h"
#include "value/map.h"

struct reader {
    struct arena *arena;
    str text;
    size_t at;
};

static bool more(const struct reader *r)
{
    return r->at < r->text.len;
}

static bool read_name(struct reader *r, struct value_step *ret)
{
    struct buf b;
    buf_init(&b, r->arena);
    while (more(r) && r->text.s[r->at] != '.' && r->text.s[r->at] != '[') {
        if (r->text.s[r->at] == '\\' && r->at + 1 < r->text.len)
            r->at++;
        buf_put_char(&b, r->text.s[r->at++]);
    }
    ret->key = buf_str(&b);
    return b.len > 0;
}

static bool read_index(struct reader *r, struct value_step *ret)
{
    str rest = str_from(r->text, r->at + 1);
    size_t end = str_find_char(rest, ']');
    int64_t i;
    if (end == STR_NONE || !number_parse_int(str_slice(rest, 0, end), 10, &i) || i < 0)
        return false;
    *ret = (struct value_step){.index = (size_t)i};
    r->at += end + 2;
    return true;
}

bool value_path_parse(struct arena *a, str text, struct value_path *ret)
{
    struct reader r = {a, text, 0};
    *ret = (struct value_path){.len = 0};
    ret->steps = ARENA_ARRAY(a, struct value_step, text.len + 1);
    do {
        bool index = ret->len && more(&r) && text.s[r.at] == '[';
        if (ret->len && !index && text.s[r.at++] != '.')
            return false;
        struct value_step *step = &ret->steps[ret->len++];
        if (!(index ? read_index(&r, step) : read_name(&r, step)))
            return false;
    } while (more(&r));
    return true;
}

void value_path_put(struct buf *out, const struct value_path *p)
{
    for (size_t i = 0; i < p->len; i++) {
        const struct value_step *step = &p->steps[i];
        if (!step->key.s) {
            buf_put_fmt(out, "[%zu]", step->index);
            continue;
        }
        if (i)
            buf_put_char(out, '.');
        for (size_t k = 0; k < step->key.len; k++) {
            if (memchr(".[\\", step->key.s[k], 3))
                buf_put_char(out, '\\');
            buf_put_char(out, step->key.s[k]);
        }
    }
}

struct value_path value_path_append(struct arena *a, const struct value_path *p,
                                    struct value_step step)
{
    struct value_path longer = {ARENA_ARRAY(a, struct value_step, p->len + 1), p->len + 1};
    for (size_t i = 0; i < p->len; i++)
        longer.steps[i] = p->steps[i];
    longer.steps[p->len] = step;
    return longer;
}

static const val *follow(const val *v, const struct value_step *step)
{
    if (step->key.s)
        return v->tag == V_MAP ? map_get(v->map, step->key) : NULL;
    return v->tag == V_LIST && step->index < list_len(v->list) ? &v->list->items[step->index]
                                                               : NULL;
}

const val *value_path_walk(const val *root, const struct value_path *p, size_t *ret_taken)
{
    size_t i = 0;
    for (; i < p->len; i++) {
        const val *next = follow(root, &p->steps[i]);
        if (!next)
            break;
        root = next;
    }
    *ret_taken = i;
    return root;
}

const val *value_path_get(const val *root, const struct value_path *p)
{
    size_t taken;
    const val *v = value_path_walk(root, p, &taken);
    return taken == p->len ? v : NULL;
}
