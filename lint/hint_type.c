#include "lint/hint.h"

#include "base/arena.h"

enum { DEPTH_MAX = 8 };

struct reader {
    struct arena *arena;
    str text;
    size_t at;
};

static const struct type *union_of(struct reader *r, unsigned depth);

static bool take(struct reader *r, char c)
{
    while (r->at < r->text.len && r->text.s[r->at] == ' ')
        r->at++;
    if (r->at == r->text.len || r->text.s[r->at] != c)
        return false;
    r->at++;
    return true;
}

static str word(struct reader *r)
{
    while (r->at < r->text.len && r->text.s[r->at] == ' ')
        r->at++;
    size_t from = r->at;
    while (r->at < r->text.len && ((r->text.s[r->at] >= 'a' && r->text.s[r->at] <= 'z') ||
                                   (r->text.s[r->at] >= '0' && r->text.s[r->at] <= '9')))
        r->at++;
    return str_slice(r->text, from, r->at);
}

/* Helm and its schemas have several words for the same. */
static const struct {
    str name;
    unsigned kinds;
} words[] = {
    {STR_INIT("bool"), TYPE_BOOL},     {STR_INIT("boolean"), TYPE_BOOL},
    {STR_INIT("int"), TYPE_FLOAT},     {STR_INIT("integer"), TYPE_FLOAT},
    {STR_INIT("number"), TYPE_FLOAT},  {STR_INIT("float"), TYPE_FLOAT},
    {STR_INIT("float64"), TYPE_FLOAT}, {STR_INIT("string"), TYPE_STRING},
    {STR_INIT("null"), TYPE_NULL},     {STR_INIT("list"), TYPE_LIST},
    {STR_INIT("array"), TYPE_LIST},    {STR_INIT("map"), TYPE_MAP},
    {STR_INIT("dict"), TYPE_MAP},      {STR_INIT("object"), TYPE_MAP},
    {STR_INIT("any"), TYPE_ALL},
};

static const struct type *of_kinds(struct arena *a, unsigned kinds)
{
    if (kinds == TYPE_ALL)
        return &type_any;
    struct type *t = ARENA_NEW(a, struct type);
    t->kinds = (uint16_t)kinds;
    t->rest = kinds & TYPE_MAP ? MAP_OPEN : MAP_RECORD;
    return t;
}

static const struct type *member(struct reader *r, unsigned depth)
{
    str name = word(r);
    unsigned kinds = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(words[i].name, name))
            kinds = words[i].kinds;
    if (!kinds)
        return NULL;
    struct type *t = ARENA_NEW(r->arena, struct type);
    *t = *of_kinds(r->arena, kinds);
    if (kinds & (TYPE_MAP | TYPE_LIST) && kinds != TYPE_ALL && take(r, '<')) {
        const struct type *inner = depth < DEPTH_MAX ? union_of(r, depth + 1) : NULL;
        if (!inner || !take(r, '>'))
            return NULL;
        const struct type *known = inner->any ? NULL : inner;
        *(kinds & TYPE_MAP ? &t->value : &t->item) = known;
    }
    return take(r, '?') ? type_join(r->arena, t, &type_null) : t;
}

static const struct type *union_of(struct reader *r, unsigned depth)
{
    const struct type *t = &type_never;
    do {
        const struct type *m = member(r, depth);
        if (!m)
            return NULL;
        t = type_join(r->arena, t, m);
    } while (take(r, '|'));
    return t;
}

const struct type *hint_type(struct arena *a, str text)
{
    struct reader r = {.arena = a, .text = str_trim_blanks(text)};
    const struct type *t = union_of(&r, 0);
    return t && r.at == r.text.len ? t : NULL;
}
