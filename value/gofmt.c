#include "value/gofmt.h"

#include "base/number.h"
#include "base/utf8.h"
#include "value/native.h"
#include "value/printer.h"

/* Greatest width, precision and index in a format. */
enum { TOO_LARGE = 1000000 };

/* A format being read. */
struct format {
    struct printer p;
    str text;
    size_t at;
    const val *args;
    size_t n, next;   /* operands; the next one */
    bool reordered;   /* some [n] was seen */
    bool good_index;  /* the verb's [n] are sound */
    bool after_index; /* an [n] stands just before */
};

static bool at_char(const struct format *f, char c)
{
    return f->at < f->text.len && f->text.s[f->at] == c;
}

/* Digits of text[*at, end): false when there are none, or too many (*at is then the end). */
static bool read_number(str text, size_t *at, size_t end, int *ret)
{
    int n = 0;
    size_t begin = *at;
    *ret = 0;
    for (; *at < end && text.s[*at] >= '0' && text.s[*at] <= '9'; ++*at) {
        if (n > TOO_LARGE) {
            *at = end;
            return false;
        }
        n = n * 10 + (text.s[*at] - '0');
    }
    *ret = n;
    return *at > begin;
}

/* [n]: takes operand n for the next. As pp.argNumber. */
static void read_index(struct format *f)
{
    f->after_index = false;
    if (!at_char(f, '['))
        return;
    f->reordered = true;
    str rest = str_from(f->text, f->at);
    size_t close = str_find_char(rest, ']');
    if (rest.len < 3 || close == STR_NONE) {
        f->good_index = false;
        f->at++;
        return;
    }
    size_t digits = 1;
    int index;
    bool ok = read_number(rest, &digits, close, &index) && digits == close;
    f->at += close + 1;
    f->after_index = ok;
    if (ok && index >= 1 && (size_t)index <= f->n)
        f->next = (size_t)index - 1;
    else
        f->good_index = false;
}

/* An operand as width or precision. As intFromArg. */
static bool int_operand(struct format *f, int *ret)
{
    *ret = 0;
    if (f->next >= f->n)
        return false;
    val v = f->args[f->next++];
    bool fits = v.tag == V_INT ? v.i <= TOO_LARGE && v.i >= -TOO_LARGE
                               : v.tag == V_UINT && v.u <= TOO_LARGE;
    if (fits)
        *ret = (int)v.i;
    return fits;
}

static bool read_flag(struct format *f)
{
    struct printer *p = &f->p;
    if (f->at >= f->text.len)
        return false;
    switch (f->text.s[f->at]) {
    case '#':
        p->sharp = true;
        return true;
    case '0':
        p->zero = true;
        return true;
    case '+':
        p->plus = true;
        return true;
    case '-':
        p->minus = true;
        return true;
    case ' ':
        p->space = true;
        return true;
    default:
        return false;
    }
}

static void read_width(struct format *f)
{
    struct printer *p = &f->p;
    if (!at_char(f, '*')) {
        p->has_width = read_number(f->text, &f->at, f->text.len, &p->width);
        if (f->after_index && p->has_width) /* "%[3]2d" */
            f->good_index = false;
        return;
    }
    f->at++;
    p->has_width = int_operand(f, &p->width);
    if (!p->has_width)
        buf_put_str(p->out, STR("%!(BADWIDTH)"));
    if (p->width < 0) {
        p->width = -p->width;
        p->minus = true;
        p->zero = false;
    }
    f->after_index = false;
}

static void read_precision(struct format *f)
{
    struct printer *p = &f->p;
    if (f->at + 1 >= f->text.len || !at_char(f, '.'))
        return;
    f->at++;
    if (f->after_index) /* "%[3].2d" */
        f->good_index = false;
    read_index(f);
    if (!at_char(f, '*')) {
        read_number(f->text, &f->at, f->text.len, &p->prec);
        p->has_prec = true;
        return;
    }
    f->at++;
    p->has_prec = int_operand(f, &p->prec) && p->prec >= 0;
    if (p->prec < 0)
        p->prec = 0;
    if (!p->has_prec)
        buf_put_str(p->out, STR("%!(BADPREC)"));
    f->after_index = false;
}

static void put_verb_error(struct format *f, uint32_t verb, str what)
{
    buf_put_str(f->p.out, STR("%!"));
    f->p.out->len += utf8_encode(buf_reserve(f->p.out, UTF8_MAX), verb);
    buf_put_str(f->p.out, what);
}

static void put_operand(struct format *f, uint32_t verb)
{
    struct printer *p = &f->p;
    if (verb == '%') {
        buf_put_char(p->out, '%'); /* takes no operand, whatever the flags */
    } else if (!f->good_index) {
        put_verb_error(f, verb, STR("(BADINDEX)"));
    } else if (f->next >= f->n) {
        put_verb_error(f, verb, STR("(MISSING)"));
    } else {
        if (verb == 'v' || verb == 'w') {
            p->sharp_v = p->sharp;
            p->plus_v = p->plus;
            p->sharp = p->plus = false;
        }
        printer_arg(p, f->args[f->next++], verb);
    }
}

/* What follows a '%'. False at the format's end. */
static bool put_directive(struct format *f)
{
    printer_clear_flags(&f->p);
    f->good_index = true;
    while (read_flag(f))
        f->at++;
    read_index(f);
    read_width(f);
    read_precision(f);
    if (!f->after_index)
        read_index(f);
    if (f->at >= f->text.len) {
        buf_put_str(f->p.out, STR("%!(NOVERB)"));
        return false;
    }
    size_t len;
    uint32_t verb = utf8_decode(str_from(f->text, f->at), &len);
    f->at += len;
    put_operand(f, verb);
    return true;
}

static void put_extra(struct format *f)
{
    printer_clear_flags(&f->p);
    buf_put_str(f->p.out, STR("%!(EXTRA "));
    for (size_t i = f->next; i < f->n; i++) {
        if (i > f->next)
            buf_put_str(f->p.out, STR(", "));
        val v = f->args[i];
        if (!val_is_nil(v)) {
            buf_put_str(f->p.out, gotype_name((enum gotype)v.gotype));
            buf_put_char(f->p.out, '=');
        }
        printer_arg(&f->p, v, 'v');
    }
    buf_put_char(f->p.out, ')');
}

void gofmt_sprintf(struct buf *out, str format, const val *args, size_t n)
{
    struct format f = {.text = format, .args = args, .n = n};
    printer_init(&f.p, out);
    while (f.at < format.len) {
        str rest = str_from(format, f.at);
        size_t plain = str_find_char(rest, '%');
        if (plain == STR_NONE)
            plain = rest.len;
        buf_put(out, rest.s, plain);
        f.at += plain;
        if (f.at >= format.len)
            break;
        f.at++;
        if (!put_directive(&f))
            break;
    }
    if (!f.reordered && f.next < n)
        put_extra(&f);
}

void gofmt_value(struct buf *out, val v)
{
    if (v.tag == V_STRING) {
        buf_put_str(out, val_text(v));
    } else if (v.tag == V_FLOAT) {
        number_put_go_float(out, v.f);
    } else if (v.tag == V_INT && v.gotype <= T_INT64) {
        buf_put_int(out, v.i);
    } else {
        struct printer p;
        printer_init(&p, out);
        printer_arg(&p, v, 'v');
    }
}

str gofmt_str(struct arena *a, val v)
{
    if (v.tag == V_STRING)
        return val_text(v);
    struct buf b;
    buf_init(&b, a);
    gofmt_value(&b, v);
    return buf_str(&b);
}

void gofmt_sprint(struct buf *out, const val *args, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && args[i].tag != V_STRING && args[i - 1].tag != V_STRING)
            buf_put_char(out, ' ');
        gofmt_value(out, args[i]);
    }
}

void gofmt_sprintln(struct buf *out, const val *args, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_put_char(out, ' ');
        gofmt_value(out, args[i]);
    }
    buf_put_char(out, '\n');
}

/* KubeVersion.String(): the normalised version, or the version as given. */
static void put_kube_version(struct buf *out, val v)
{
    str normalized = val_text(v.record->field[1]);
    buf_put_str(out, normalized.len ? normalized : val_text(v.record->field[0]));
}

void gofmt_print_value(struct buf *out, val v)
{
    if (val_is_nil(v)) {
        buf_put_str(out, STR("<no value>"));
        return;
    }
    if (v.tag == V_RECORD && gotype_kind((enum gotype)v.gotype) == K_PTR)
        v.gotype = (uint8_t)gotype_elem((enum gotype)v.gotype);
    if (v.gotype == T_KUBE_VERSION && v.aux & VAL_IN_PLACE)
        put_kube_version(out, v);
    else
        gofmt_value(out, v);
}
