#include "lint/type.h"

#include "base/buf.h"
#include "base/quote.h"

enum { FIELDS_SHOWN = 4, LITERALS_SHOWN = 4, DEPTH_SHOWN = 3 };

struct printer {
    struct buf *out;
    bool some; /* a member of the union is written */
};

static void print(struct buf *out, const struct type *t, unsigned depth);

static void member(struct printer *p, const char *name)
{
    if (p->some)
        buf_put_char(p->out, '|');
    p->some = true;
    buf_put_str(p->out, str_from_c(name));
}

static void print_numbers(struct printer *p, unsigned kinds)
{
    if (kinds & TYPE_FLOAT)
        member(p, "number");
    else if (kinds & TYPE_INT && kinds & TYPE_INT64)
        member(p, "integer");
    else if (kinds & TYPE_NUMBER)
        member(p, kinds & TYPE_INT ? "int" : "int64");
}

static void print_text(struct printer *p, const struct type *t)
{
    if (!t->literal_count || t->literal_count > LITERALS_SHOWN) {
        member(p, "string");
        return;
    }
    for (uint8_t i = 0; i < t->literal_count; i++) {
        member(p, "");
        quote_go(p->out, t->literals[i]);
    }
}

/* The fields that can be there, at most four: "{a: string; b}". */
static void print_fields(struct buf *out, const struct type *t, unsigned depth)
{
    unsigned shown = 0;
    buf_put_char(out, '{');
    for (uint32_t i = 0; i < t->field_count; i++) {
        if (t->fields[i].presence == PRESENCE_NEVER)
            continue;
        if (shown)
            buf_put_str(out, STR("; "));
        if (shown++ == FIELDS_SHOWN) {
            buf_put_str(out, STR("…"));
            break;
        }
        buf_put_str(out, t->fields[i].name);
        if (depth)
            continue;
        buf_put_str(out, STR(": "));
        print(out, t->fields[i].type, depth + 1);
    }
    buf_put_char(out, '}');
}

static void print_map(struct printer *p, const struct type *t, unsigned depth)
{
    member(p, "map");
    if (t->field_count) {
        print_fields(p->out, t, depth);
    } else if (t->rest == MAP_OPEN && t->value && depth < DEPTH_SHOWN) {
        buf_put_char(p->out, '<');
        print(p->out, t->value, depth + 1);
        buf_put_char(p->out, '>');
    }
}

static void print_list(struct printer *p, const struct type *t, unsigned depth)
{
    member(p, "list");
    if (!t->item || depth >= DEPTH_SHOWN)
        return;
    buf_put_char(p->out, '<');
    print(p->out, t->item, depth + 1);
    buf_put_char(p->out, '>');
}

static void print_kinds(struct printer *p, const struct type *t, unsigned depth)
{
    if (t->kinds & TYPE_BOOL)
        member(p, "bool");
    print_numbers(p, t->kinds);
    if (t->kinds & TYPE_STRING)
        print_text(p, t);
    if (t->kinds & TYPE_LIST)
        print_list(p, t, depth);
    if (t->kinds & TYPE_MAP)
        print_map(p, t, depth);
    if (t->kinds & TYPE_OPAQUE) {
        member(p, "");
        buf_put_str(p->out, gotype_name((enum gotype)t->opaque));
    }
}

static bool has_one_kind(unsigned kinds)
{
    if (kinds & TYPE_NUMBER)
        return !(kinds & ~(unsigned)TYPE_NUMBER);
    return kinds && !(kinds & (kinds - 1));
}

static void print(struct buf *out, const struct type *t, unsigned depth)
{
    struct printer p = {.out = out};
    if (t->any || !t->kinds) {
        member(&p, t->any ? "any" : "never");
        return;
    }
    print_kinds(&p, t, depth);
    if (!(t->kinds & TYPE_NULL))
        return;
    if (has_one_kind(t->kinds & ~(unsigned)TYPE_NULL) && t->literal_count < 2)
        buf_put_char(out, '?');
    else
        member(&p, "null");
}

void type_print(struct buf *out, const struct type *t)
{
    print(out, t, 0);
}

str type_text(struct arena *a, const struct type *t)
{
    struct buf b;
    buf_init(&b, a);
    type_print(&b, t);
    return buf_str(&b);
}
