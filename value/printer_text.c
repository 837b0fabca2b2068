#include "value/printer.h"

#include "base/quote.h"
#include "base/utf8.h"

void printer_fill(struct printer *p, int n)
{
    /* Zeros are only ever put on the left. */
    if (n > 0)
        buf_put_fill(p->out, p->zero && !p->minus ? '0' : ' ', (size_t)n);
}

void printer_pad(struct printer *p, str s)
{
    int missing = 0;
    if (p->has_width && p->width > 0) {
        size_t count = utf8_count(s);
        missing = count < (size_t)p->width ? p->width - (int)count : 0;
    }
    if (!p->minus)
        printer_fill(p, missing);
    buf_put_str(p->out, s);
    if (p->minus)
        printer_fill(p, missing);
}

void printer_pad_unsigned(struct printer *p, str s)
{
    bool zero = p->zero;
    p->zero = false;
    printer_pad(p, s);
    p->zero = zero;
}

/* Cut to the precision, counted in runes. */
static str truncated(const struct printer *p, str s)
{
    if (!p->has_prec)
        return s;
    size_t at = 0, len;
    for (int n = p->prec; n > 0 && at < s.len; n--, at += len)
        utf8_decode(str_from(s, at), &len);
    return str_slice(s, 0, at);
}

static void put_quoted(struct printer *p, str s)
{
    struct buf b;
    buf_init(&b, p->out->arena);
    s = truncated(p, s);
    if (p->sharp && quote_can_backquote(s)) {
        buf_put_char(&b, '`');
        buf_put_str(&b, s);
        buf_put_char(&b, '`');
    } else if (p->plus) {
        quote_go_ascii(&b, s);
    } else {
        quote_go(&b, s);
    }
    printer_pad(p, buf_str(&b));
}

/* %x of text: the flags '#' and ' ' put 0x and blanks in front of bytes; the width counts bytes. */
static void put_hex_bytes(struct printer *p, str s, const char *digits)
{
    size_t len = p->has_prec && (size_t)p->prec < s.len ? (size_t)p->prec : s.len;
    if (len == 0) {
        if (p->has_width)
            printer_fill(p, p->width);
        return;
    }
    size_t width = 2 * len;
    if (p->space)
        width = width * (p->sharp ? 2 : 1) + len - 1;
    else if (p->sharp)
        width += 2;
    int missing = p->has_width && (size_t)p->width > width ? (int)((size_t)p->width - width) : 0;
    if (!p->minus)
        printer_fill(p, missing);
    for (size_t i = 0; i < len; i++) {
        if (p->space && i > 0)
            buf_put_char(p->out, ' ');
        if (p->sharp && (i == 0 || p->space))
            buf_put(p->out, (const char[]){'0', digits[16]}, 2);
        uint8_t c = (uint8_t)s.s[i];
        buf_put(p->out, (const char[]){digits[c >> 4], digits[c & 15]}, 2);
    }
    if (p->minus)
        printer_fill(p, missing);
}

void printer_string(struct printer *p, val v, str s, uint32_t verb)
{
    switch (verb) {
    case 'v':
        if (p->sharp_v)
            put_quoted(p, s);
        else
            printer_pad(p, truncated(p, s));
        break;
    case 's':
        printer_pad(p, truncated(p, s));
        break;
    case 'x':
        put_hex_bytes(p, s, "0123456789abcdefx");
        break;
    case 'X':
        put_hex_bytes(p, s, "0123456789ABCDEFX");
        break;
    case 'q':
        put_quoted(p, s);
        break;
    default:
        printer_bad_verb(p, v, verb);
    }
}

void printer_bytes(struct printer *p, val v, uint32_t verb)
{
    str s = val_text(v);
    if (verb != 'v' && verb != 'd') {
        printer_string(p, v, s, verb);
        return;
    }
    if (p->sharp_v && !s.s) {
        buf_put_str(p->out, STR("[]byte(nil)"));
        return;
    }
    buf_put_str(p->out, p->sharp_v ? STR("[]byte{") : STR("["));
    for (size_t i = 0; i < s.len; i++) {
        if (i > 0)
            buf_put_str(p->out, p->sharp_v ? STR(", ") : STR(" "));
        val item = val_uint(T_UINT8, (uint8_t)s.s[i]);
        printer_integer(p, item, item.u, false, verb);
    }
    buf_put_char(p->out, p->sharp_v ? '}' : ']');
}
