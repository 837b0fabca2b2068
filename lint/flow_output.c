/* What templates write: whether anything at all, and, for few constant texts, which. */
#include "lint/flow_walk.h"

/* Texts that are told apart: few, and short ones. */
enum { MAX_TEXTS = 8, MAX_LENGTH = 80 };

const struct flow_output flow_output_nothing = {.nothing = true};

static bool has_break(str s)
{
    return str_find_char(s, '\n') != STR_NONE;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void find_lines(struct flow_output *o, str text)
{
    size_t begin = 0, end = text.len;
    while (begin < end && is_blank(text.s[begin]))
        begin++;
    while (end > begin && is_blank(text.s[end - 1]))
        end--;
    o->ink = end > begin;
    o->break_before = has_break(str_slice(text, 0, begin));
    o->break_behind = has_break(str_from(text, end)) || (!o->ink && o->break_before);
    o->lines = has_break(str_slice(text, begin, end));
}

struct flow_output flow_output_text(struct arena *a, str text)
{
    if (!text.len)
        return flow_output_nothing;
    str *s = ARENA_NEW(a, str);
    *s = text;
    struct flow_output o = {.always = true};
    if (text.len <= MAX_LENGTH) {
        o.texts = s;
        o.text_count = 1;
    }
    find_lines(&o, text);
    return o;
}

struct flow_output flow_output_value(const struct flow_value *v)
{
    struct flow_output o = {0};
    const struct type *t = v->type;
    if (t->any || !t->kinds)
        return o;
    if (t->kinds == TYPE_STRING && t->literal_count) {
        o.texts = t->literals;
        o.text_count = t->literal_count;
        o.always = true;
        for (uint32_t i = 0; i < t->literal_count; i++)
            o.always = o.always && t->literals[i].len > 0;
        if (t->literal_count == 1)
            find_lines(&o, t->literals[0]);
    } else if (!(t->kinds & (TYPE_STRING | TYPE_NULL | TYPE_OPAQUE)))
        o.always = o.ink = true;
    if (t->kinds == TYPE_STRING && type_always_true(t))
        o.always = true;
    if (t->kinds == TYPE_STRING && (t->tags & TYPE_OUTPUT) && !o.always)
        o.cond = v->cond;
    return o;
}

static void concat_lines(const struct flow_output *x, const struct flow_output *y,
                         struct flow_output *r)
{
    r->ink = x->ink || y->ink;
    r->break_before = x->ink ? x->break_before : x->break_before || y->break_before;
    r->break_behind = y->ink ? y->break_behind : x->break_behind || y->break_behind;
    r->lines = x->lines || y->lines || (x->ink && y->ink && (x->break_behind || y->break_before));
}

static bool are_short(const struct flow_output *o)
{
    for (uint32_t i = 0; i < o->text_count; i++)
        if (o->texts[i].len > MAX_LENGTH)
            return false;
    return o->texts != NULL;
}

struct flow_output flow_output_concat(struct arena *a, struct flow_output x, struct flow_output y)
{
    if (x.nothing || y.nothing) {
        struct flow_output r = x.nothing ? y : x;
        r.fails = x.fails || y.fails;
        return r;
    }
    struct flow_output r = {.always = x.always || y.always, .fails = x.fails || y.fails};
    concat_lines(&x, &y, &r);
    if (!r.always && x.cond && y.cond)
        r.cond = flow_cond_or(a, x.cond, y.cond);
    if (are_short(&x) && are_short(&y) && x.text_count * y.text_count <= MAX_TEXTS) {
        str *texts = ARENA_ARRAY(a, str, x.text_count * y.text_count);
        for (uint32_t i = 0; i < x.text_count; i++)
            for (uint32_t j = 0; j < y.text_count; j++)
                texts[r.text_count++] = str_concat(a, x.texts[i], y.texts[j]);
        r.texts = texts;
    }
    return r;
}

/* Texts of both; "" for one that writes nothing. */
static void join_texts(struct arena *arena, const struct flow_output *x,
                       const struct flow_output *y, struct flow_output *r)
{
    static const str empty[] = {STR_INIT("")};
    const str *a = x->nothing ? empty : x->texts, *b = y->nothing ? empty : y->texts;
    uint32_t na = x->nothing ? 1 : x->text_count, nb = y->nothing ? 1 : y->text_count;
    if (!a || !b || na + nb > MAX_TEXTS)
        return;
    str *texts = ARENA_ARRAY(arena, str, na + nb);
    memcpy(texts, a, na * sizeof *a);
    memcpy(texts + na, b, nb * sizeof *b);
    r->texts = texts;
    r->text_count = na + nb;
}

struct flow_output flow_output_either(struct arena *a, const struct flow_cond *c,
                                      struct flow_output x, struct flow_output y)
{
    if (x.fails != y.fails)
        return x.fails ? y : x;
    struct flow_output r = {.nothing = x.nothing && y.nothing,
                            .always = x.always && y.always,
                            .fails = x.fails && y.fails,
                            .ink = x.ink && y.ink,
                            .break_before = x.break_before && y.break_before,
                            .break_behind = x.break_behind && y.break_behind,
                            .lines = x.lines && y.lines};
    join_texts(a, &x, &y, &r);
    if (r.nothing || r.always || !c)
        return r;
    const struct flow_cond *when_x = x.nothing ? NULL : flow_cond_and(a, c, x.cond);
    const struct flow_cond *when_y =
        y.nothing ? NULL : flow_cond_and(a, flow_cond_not(a, c), y.cond);
    r.cond = y.nothing ? when_x : x.nothing ? when_y : flow_cond_or(a, when_x, when_y);
    return r;
}
