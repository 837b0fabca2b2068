#include "lint/type.h"

#include "base/arena.h"
#include "value/list.h"
#include "value/map.h"

#include <stdlib.h>

/* How deep types go: what lies deeper is any. */
enum { DEPTH_MAX = 64, LITERALS_MAX = 8 };

const struct type type_any = {.kinds = TYPE_ALL, .any = true, .rest = MAP_OPEN};
const struct type type_never = {.kinds = 0};
const struct type type_null = {.kinds = TYPE_NULL};
const struct type type_missing = {.kinds = TYPE_NULL, .tags = TYPE_MISSING};
const struct type type_bool = {.kinds = TYPE_BOOL};
const struct type type_int = {.kinds = TYPE_INT};
const struct type type_int64 = {.kinds = TYPE_INT64};
const struct type type_float = {.kinds = TYPE_FLOAT};
const struct type type_string = {.kinds = TYPE_STRING};
const struct type type_output = {.kinds = TYPE_STRING, .tags = TYPE_OUTPUT};

static struct type *copy_of(struct arena *a, const struct type *t)
{
    struct type *r = ARENA_NEW(a, struct type);
    *r = *t;
    return r;
}

const struct type *type_map(struct arena *a, enum map_rest rest)
{
    struct type *t = ARENA_NEW(a, struct type);
    t->kinds = TYPE_MAP;
    t->rest = (uint8_t)rest;
    return t;
}

const struct type *type_list(struct arena *a, const struct type *item)
{
    struct type *t = ARENA_NEW(a, struct type);
    t->kinds = TYPE_LIST;
    t->item = item && item->any ? NULL : item;
    return t;
}

const struct type *type_opaque(struct arena *a, enum gotype g)
{
    struct type *t = ARENA_NEW(a, struct type);
    t->kinds = TYPE_OPAQUE;
    t->opaque = (uint8_t)g;
    return t;
}

const struct type *type_tagged(struct arena *a, const struct type *t, unsigned tags)
{
    struct type *r = copy_of(a, t);
    r->tags = (uint16_t)(r->tags | tags);
    return r;
}

const struct type *type_declared(struct arena *a, const struct type *t, const struct decl *decl)
{
    struct type *r = copy_of(a, t);
    r->decl = decl;
    return r;
}

/* ---- Go types ---- */

static const struct type *scalar_of_gotype(enum gotype g)
{
    switch (gotype_kind(g)) {
    case K_BOOL:
        return &type_bool;
    case K_INT:
        return &type_int;
    case K_INT32:
    case K_INT64:
    case K_UINT8:
    case K_UINT32:
    case K_UINT64:
        return &type_int64;
    case K_FLOAT64:
        return &type_float;
    case K_STRING:
        return &type_string;
    default:
        return NULL;
    }
}

static const struct type *dictionary(struct arena *a, const struct type *value)
{
    struct type *t = copy_of(a, type_map(a, MAP_OPEN));
    t->value = value->any ? NULL : value;
    return t;
}

const struct type *type_of_gotype(struct arena *a, enum gotype g)
{
    switch (g) {
    case T_INVALID:
    case T_ANY:
    case T_REFLECT:
        return &type_any;
    case T_LIST:
    case T_STRINGS:
    case T_INTS:
    case T_BYTES:
    case T_LISTS:
    case T_MAPS:
        return type_list(a, type_of_gotype(a, gotype_elem(g)));
    case T_MAP:
    case T_STRING_MAP:
    case T_VALUES:
        return dictionary(a, type_of_gotype(a, gotype_elem(g)));
    case T_DURATION: /* numbers, but with methods */
    case T_MONTH:
    case T_WEEKDAY:
        return type_opaque(a, g);
    default: {
        const struct type *scalar = scalar_of_gotype(g);
        return scalar ? scalar : type_opaque(a, g);
    }
    }
}

/* ---- values ---- */

static const struct type *of_value(struct arena *a, val v, unsigned depth);

static const struct type *item_of(struct arena *a, const struct list *l, unsigned depth)
{
    const struct type *item = &type_never;
    for (size_t i = 0; i < list_len(l); i++)
        item = type_join(a, item, of_value(a, l->items[i], depth + 1));
    return item->kinds && !item->any ? item : NULL;
}

static void fields_of(struct arena *a, struct type *t, struct map *m, unsigned depth)
{
    size_t n = map_len(m);
    struct type_field *f = ARENA_ARRAY(a, struct type_field, n);
    for (size_t i = 0; i < n; i++) {
        const struct map_entry *e = map_sorted_entry(m, i);
        f[i] = (struct type_field){e->key, of_value(a, e->value, depth + 1), PRESENCE_ALWAYS, NULL};
    }
    t->fields = f;
    t->field_count = (uint32_t)n;
    t->rest = n ? MAP_RECORD : MAP_OPEN;
}

static unsigned kind_of(val v)
{
    switch (v.tag) {
    case V_BOOL:
        return TYPE_BOOL;
    case V_INT:
    case V_UINT:
        return v.gotype == T_INT ? TYPE_INT : TYPE_INT64;
    case V_FLOAT:
        return TYPE_FLOAT;
    case V_STRING:
        return TYPE_STRING;
    case V_LIST:
    case V_BYTES:
        return TYPE_LIST;
    case V_MAP:
        return TYPE_MAP;
    case V_INVALID:
    case V_NIL:
        return TYPE_NULL;
    default:
        return TYPE_OPAQUE;
    }
}

static const struct type *of_value(struct arena *a, val v, unsigned depth)
{
    if (depth > DEPTH_MAX)
        return &type_any;
    struct type *t = ARENA_NEW(a, struct type);
    t->kinds = (uint16_t)kind_of(v);
    t->known = v.tag == V_INVALID ? val_nil() : v;
    if (v.tag == V_MAP)
        fields_of(a, t, v.map, depth);
    else if (v.tag == V_LIST)
        t->item = item_of(a, v.list, depth);
    else if (t->kinds == TYPE_OPAQUE)
        t->opaque = v.gotype;
    bool empty = t->kinds & (TYPE_STRING | TYPE_LIST | TYPE_MAP) && !val_len(v);
    if (empty || t->kinds == TYPE_NULL)
        t->tags |= TYPE_PLACEHOLDER;
    if (v.tag == V_STRING && str_has(val_text(v), STR("{{")))
        t->tags |= TYPE_TEMPLATE;
    return t;
}

const struct type *type_of_value(struct arena *a, val v)
{
    return of_value(a, v, 0);
}

const struct type *type_one_of(struct arena *a, const str *texts, size_t n)
{
    struct type *t = copy_of(a, &type_string);
    if (n > LITERALS_MAX)
        return t;
    str *all = ARENA_ARRAY(a, str, n);
    for (size_t i = 0; i < n; i++)
        all[i] = texts[i];
    t->literals = all;
    t->literal_count = (uint8_t)n;
    return t;
}

const struct type *type_literal(struct arena *a, str text)
{
    struct type *t = copy_of(a, type_one_of(a, &text, 1));
    t->known = val_str(text);
    t->tags = TYPE_CONSTANT;
    if (str_has(text, STR("{{")))
        t->tags |= TYPE_TEMPLATE;
    return t;
}

const struct type *type_constant(struct arena *a, val v)
{
    if (v.tag == V_STRING)
        return type_literal(a, val_text(v));
    struct type *t = copy_of(a, type_of_value(a, v));
    t->tags = (uint16_t)((t->tags & ~(unsigned)TYPE_PLACEHOLDER) | TYPE_CONSTANT);
    return t;
}

/* ---- fields ---- */

/* As str_cmp, for short names of which most differ soon. */
static int cmp_names(str a, str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    for (size_t i = 0; i < n; i++)
        if (a.s[i] != b.s[i])
            return (unsigned char)a.s[i] < (unsigned char)b.s[i] ? -1 : 1;
    return (a.len > b.len) - (a.len < b.len);
}

/* Index of the field of that name, or of the one before which it belongs. */
static uint32_t place_of(const struct type *t, str name, bool *found)
{
    uint32_t low = 0, high = t->field_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        int order = cmp_names(t->fields[mid].name, name);
        if (order == 0) {
            *found = true;
            return mid;
        }
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    *found = false;
    return low;
}

const struct type_field *type_field(const struct type *t, str name)
{
    bool found;
    uint32_t at = place_of(t, name, &found);
    return found ? &t->fields[at] : NULL;
}

const struct type *type_with_field(struct arena *a, const struct type *t, str name,
                                   const struct type *field, enum presence presence,
                                   const struct decl *decl)
{
    bool found;
    uint32_t at = place_of(t, name, &found);
    uint32_t n = t->field_count + !found;
    struct type_field *f = ARENA_ARRAY(a, struct type_field, n);
    for (uint32_t i = 0; i < at; i++)
        f[i] = t->fields[i];
    f[at] = (struct type_field){name, field, presence, decl};
    for (uint32_t i = at + 1; i < n; i++)
        f[i] = t->fields[found ? i : i - 1];
    struct type *r = copy_of(a, t);
    r->fields = f;
    r->field_count = n;
    r->known = val_invalid();
    return r;
}

const struct type *type_without_field(struct arena *a, const struct type *t, str name)
{
    bool found;
    uint32_t at = place_of(t, name, &found);
    if (!found)
        return t;
    struct type_field *f = ARENA_ARRAY(a, struct type_field, t->field_count - 1);
    for (uint32_t i = 0; i + 1 < t->field_count; i++)
        f[i] = t->fields[i < at ? i : i + 1];
    struct type *r = copy_of(a, t);
    r->fields = f;
    r->field_count--;
    r->known = val_invalid();
    return r;
}

struct numbered {
    struct type_field field;
    size_t number;
};

static int by_name_and_number(const void *x, const void *y)
{
    const struct numbered *p = x, *q = y;
    int order = str_cmp(p->field.name, q->field.name);
    return order ? order : (p->number > q->number) - (p->number < q->number);
}

const struct type *type_with_fields(struct arena *a, const struct type *t,
                                    const struct type_field *fields, size_t n)
{
    size_t total = n + t->field_count;
    if (!n)
        return t;
    struct numbered *all = ARENA_ARRAY(a, struct numbered, total);
    for (size_t i = 0; i < total; i++)
        all[i] =
            (struct numbered){i < t->field_count ? t->fields[i] : fields[i - t->field_count], i};
    qsort(all, total, sizeof *all, by_name_and_number);
    struct type_field *f = ARENA_ARRAY(a, struct type_field, total);
    uint32_t kept = 0;
    for (size_t i = 0; i < total; i++) {
        if (i + 1 < total && str_eq(all[i].field.name, all[i + 1].field.name))
            continue;
        f[kept++] = all[i].field;
    }
    struct type *r = copy_of(a, t);
    r->fields = f;
    r->field_count = kept;
    r->known = val_invalid();
    return r;
}

const struct type *type_read(struct arena *a, const struct type *t, str name)
{
    if (!(t->kinds & TYPE_MAP))
        return t->kinds == TYPE_NULL ? &type_missing : &type_any;
    const struct type_field *f = type_field(t, name);
    if (!f && t->rest == MAP_OPEN)
        return t->value ? type_join(a, t->value, &type_missing) : &type_any;
    if (!f || f->presence == PRESENCE_NEVER)
        return &type_missing;
    if (f->presence == PRESENCE_ALWAYS)
        return f->type;
    return type_join(a, f->type, &type_missing);
}

bool type_one_text(const struct type *t, str *ret)
{
    if (t->any || t->kinds != TYPE_STRING || t->literal_count != 1)
        return false;
    *ret = t->literals[0];
    return true;
}
