#include "value/printer.h"

#include "base/utf8.h"
#include "value/list.h"
#include "value/map.h"
#include "value/native.h"

/* JSON and YAML nest up to 10000 deep: deeper values are cycles, or might as well be. */
enum { MAX_DEPTH = 10100 };

/* Stands for every address. */
static const uint64_t ADDRESS = UINT64_C(0xc000010000);

static void print_value(struct printer *p, val v, uint32_t verb, unsigned depth);

void printer_init(struct printer *p, struct buf *out)
{
    *p = (struct printer){.out = out};
}

void printer_clear_flags(struct printer *p)
{
    bool stopped = p->stopped;
    printer_init(p, p->out);
    p->stopped = stopped;
}

static void put_rune(struct buf *out, uint32_t r)
{
    out->len += utf8_encode(buf_reserve(out, UTF8_MAX), r);
}

void printer_bad_verb(struct printer *p, val v, uint32_t verb)
{
    p->erroring = true;
    buf_put_str(p->out, STR("%!"));
    put_rune(p->out, verb);
    buf_put_char(p->out, '(');
    if (val_is_nil(v)) {
        buf_put_str(p->out, STR("<nil>"));
    } else {
        buf_put_str(p->out, gotype_name((enum gotype)v.gotype));
        buf_put_char(p->out, '=');
        printer_arg(p, v, 'v');
    }
    buf_put_char(p->out, ')');
    p->erroring = false;
}

static void put_pointer(struct printer *p, val v, uint32_t verb)
{
    bool is_nil = (v.tag == V_BYTES && !v.s) || (v.tag != V_BYTES && !v.p);
    uint64_t u = is_nil ? 0 : ADDRESS;
    switch (verb) {
    case 'v':
        if (p->sharp_v) {
            buf_put_char(p->out, '(');
            buf_put_str(p->out, gotype_name((enum gotype)v.gotype));
            buf_put_str(p->out, STR(")("));
            if (is_nil)
                buf_put_str(p->out, STR("nil"));
            else
                printer_hex(p, u, true);
            buf_put_char(p->out, ')');
        } else if (is_nil) {
            printer_pad(p, STR("<nil>"));
        } else {
            printer_hex(p, u, !p->sharp);
        }
        break;
    case 'p':
        printer_hex(p, u, !p->sharp);
        break;
    case 'b':
    case 'o':
    case 'd':
    case 'x':
    case 'X':
        printer_integer(p, v, u, false, verb);
        break;
    default:
        printer_bad_verb(p, v, verb);
    }
}

static bool has_address(val v)
{
    enum gokind k = val_kind(v);
    return k == K_MAP || k == K_PTR || k == K_SLICE;
}

/* String() and GoString(). As pp.handleMethods. */
static bool put_by_method(struct printer *p, val v, uint32_t verb)
{
    if (p->erroring)
        return false;
    if (verb == 'w') { /* only for errors, of which templates have none */
        printer_bad_verb(p, v, verb);
        return true;
    }
    bool stringable = verb == 'v' || verb == 's' || verb == 'x' || verb == 'X' || verb == 'q';
    bool go_string = p->sharp_v && v.gotype == T_TIME;
    if (!go_string && (p->sharp_v || !stringable || !native_has_string((enum gotype)v.gotype)))
        return false;
    struct buf b;
    buf_init(&b, p->out->arena);
    if (go_string)
        gotime_put_go_string(&b, native_get_time(v));
    else
        native_put_string(&b, v);
    printer_string(p, v, buf_str(&b), go_string ? 's' : verb);
    return true;
}

static void put_separator(struct printer *p, size_t i)
{
    if (i > 0)
        buf_put_str(p->out, p->sharp_v ? STR(", ") : STR(" "));
}

/* An element of a container: nothing is <nil> whatever the verb. */
static void print_item(struct printer *p, val v, uint32_t verb, unsigned depth)
{
    if (val_is_nil(v))
        buf_put_str(p->out, p->sharp_v ? STR("interface {}(nil)") : STR("<nil>"));
    else if (!put_by_method(p, v, verb))
        print_value(p, v, verb, depth);
}

/* "map[string]interface {}{" or, when nil, "…(nil)" (then false). */
static bool open_go_syntax(struct printer *p, val v, bool is_nil)
{
    buf_put_str(p->out, gotype_name((enum gotype)v.gotype));
    buf_put_str(p->out, is_nil ? STR("(nil)") : STR("{"));
    return !is_nil;
}

static void print_map(struct printer *p, val v, uint32_t verb, unsigned depth)
{
    if (!p->sharp_v)
        buf_put_str(p->out, STR("map["));
    else if (!open_go_syntax(p, v, !v.map))
        return;
    for (size_t i = 0, n = map_len(v.map); i < n && !p->stopped; i++) {
        struct map_entry *e = map_sorted_entry(v.map, i);
        put_separator(p, i);
        print_item(p, val_str(e->key), verb, depth + 1);
        buf_put_char(p->out, ':');
        print_item(p, e->value, verb, depth + 1);
    }
    buf_put_char(p->out, p->sharp_v ? '}' : ']');
}

/* What is printed of each byte: its number and a space. */
struct byte_numbers {
    char text[256][4];
    uint8_t len[256];
};

static void make_byte_numbers(struct byte_numbers *ret)
{
    for (unsigned b = 0; b < 256; b++) {
        char *to = ret->text[b];
        if (b >= 100)
            *to++ = (char)('0' + b / 100);
        if (b >= 10)
            *to++ = (char)('0' + b / 10 % 10);
        *to++ = (char)('0' + b % 10);
        *to++ = ' ';
        ret->len[b] = (uint8_t)(to - ret->text[b]);
    }
}

static inline char *put_byte_number(const struct byte_numbers *numbers, char *to, unsigned b)
{
    memcpy(to, numbers->text[b], 4);
    return to + numbers->len[b];
}

/* The numbers of many bytes: charts print whole files so, inside of `.`, by mistake. */
static void put_byte_numbers(struct buf *out, str bytes)
{
    struct byte_numbers numbers = {{{0}}, {0}};
    if (!bytes.len)
        return;
    make_byte_numbers(&numbers);
    char *start = buf_reserve(out, bytes.len * 4), *to = start;
    const unsigned char *at = (const unsigned char *)bytes.s, *end = at + bytes.len;
    for (; end - at >= 4; at += 4) {
        unsigned a = at[0], b = at[1], c = at[2], d = at[3]; /* before anything is written */
        to = put_byte_number(&numbers, to, a);
        to = put_byte_number(&numbers, to, b);
        to = put_byte_number(&numbers, to, c);
        to = put_byte_number(&numbers, to, d);
    }
    while (at < end)
        to = put_byte_number(&numbers, to, *at++);
    out->len += (size_t)(to - start) - 1; /* no space at the end */
}

static bool has_flags(const struct printer *p)
{
    return p->plus || p->minus || p->sharp || p->space || p->zero || p->plus_v || p->sharp_v ||
           p->has_width || p->has_prec;
}

static void print_list(struct printer *p, val v, uint32_t verb, unsigned depth)
{
    bool is_bytes = v.tag == V_BYTES;
    if (is_bytes && (verb == 's' || verb == 'q' || verb == 'x' || verb == 'X')) {
        printer_bytes(p, v, verb);
        return;
    }
    if (!p->sharp_v)
        buf_put_char(p->out, '[');
    else if (!open_go_syntax(p, v, is_bytes ? !v.s : !v.list))
        return;
    if (is_bytes && depth < MAX_DEPTH && !has_flags(p) && (verb == 'v' || verb == 'd'))
        put_byte_numbers(p->out, val_text(v));
    else
        for (size_t i = 0, n = val_len(v); i < n && !p->stopped; i++) {
            put_separator(p, i);
            print_item(p, val_at(v, i), verb, depth + 1);
        }
    buf_put_char(p->out, p->sharp_v ? '}' : ']');
}

static void print_record(struct printer *p, val v, uint32_t verb, unsigned depth)
{
    enum gotype t = (enum gotype)v.gotype;
    if (gotype_kind(t) == K_PTR) {
        if (depth > 0) {
            put_pointer(p, v, verb);
            return;
        }
        buf_put_char(p->out, '&');
        v.gotype = (uint8_t)gotype_elem(t);
        /* Go looks at the struct as an element: with String() it would have been caught before,
         * and %d of a semver goes on to the fields. */
        if (put_by_method(p, v, verb))
            return;
        t = (enum gotype)v.gotype;
    }
    if (p->sharp_v)
        buf_put_str(p->out, gotype_name(t));
    buf_put_char(p->out, '{');
    for (size_t i = 0; i < v.record->n && !p->stopped; i++) {
        struct gofield f = gotype_field(t, i);
        put_separator(p, i);
        if (p->plus_v || p->sharp_v) {
            buf_put_str(p->out, f.name);
            buf_put_char(p->out, ':');
        }
        if (f.exported)
            print_item(p, v.record->field[i], verb, depth + 1);
        else /* methods of what is not exported cannot be called */
            print_value(p, v.record->field[i], verb, depth + 1);
    }
    buf_put_char(p->out, '}');
}

/* As pp.printValue, after the methods. */
static void print_value(struct printer *p, val v, uint32_t verb, unsigned depth)
{
    if (depth > MAX_DEPTH)
        p->stopped = true;
    if (p->stopped)
        return;
    switch (v.tag) {
    case V_BOOL:
        if (verb == 't' || verb == 'v')
            printer_pad(p, v.i ? STR("true") : STR("false"));
        else
            printer_bad_verb(p, v, verb);
        break;
    case V_INT:
        printer_integer(p, v, v.u, true, verb);
        break;
    case V_UINT:
        printer_integer(p, v, v.u, false, verb);
        break;
    case V_FLOAT:
        printer_float(p, v, v.f, verb);
        break;
    case V_COMPLEX:
        printer_complex(p, v, verb);
        break;
    case V_STRING:
        printer_string(p, v, val_text(v), verb);
        break;
    case V_BYTES:
    case V_LIST:
        print_list(p, v, verb, depth);
        break;
    case V_MAP:
        print_map(p, v, verb, depth);
        break;
    case V_RECORD:
        print_record(p, v, verb, depth);
        break;
    case V_OPAQUE:
        put_pointer(p, v, verb);
        break;
    default:
        print_item(p, v, verb, depth);
    }
}

void printer_arg(struct printer *p, val v, uint32_t verb)
{
    if (val_is_nil(v)) {
        if (verb == 'T' || verb == 'v')
            printer_pad(p, STR("<nil>"));
        else
            printer_bad_verb(p, v, verb);
        return;
    }
    if (verb == 'T') {
        printer_string(p, v, gotype_name((enum gotype)v.gotype), 's');
    } else if (verb == 'p') {
        if (has_address(v))
            put_pointer(p, v, 'p');
        else
            printer_bad_verb(p, v, verb);
    } else if (v.tag == V_BYTES && (verb == 'v' || verb == 'd')) {
        printer_bytes(p, v, verb);
    } else if (!put_by_method(p, v, verb)) {
        print_value(p, v, verb, 0);
    }
}
