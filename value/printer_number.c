#include "value/printer.h"

#include "base/number.h"
#include "base/quote.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <string.h>

static void to_upper(char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] >= 'a' && s[i] <= 'z')
            s[i] = (char)(s[i] - 'a' + 'A');
}

/* How many digits the flags ask for at least. */
static size_t wanted_digits(const struct printer *p, bool negative)
{
    if (p->has_prec)
        return (size_t)p->prec;
    if (!p->zero || p->minus || !p->has_width)
        return 0;
    bool sign = negative || p->plus || p->space;
    return (size_t)p->width > sign ? (size_t)p->width - sign : 0;
}

/* Sign and base prefix in front of the digits, whose first one is given. */
static size_t put_prefix(const struct printer *p, char *out, bool negative, unsigned base,
                         uint32_t verb, char first)
{
    size_t len = 0;
    if (negative)
        out[len++] = '-';
    else if (p->plus || p->space)
        out[len++] = p->plus ? '+' : ' ';
    if (verb == 'O') {
        out[len++] = '0';
        out[len++] = 'o';
    }
    if (!p->sharp || base == 10 || (base == 8 && first == '0'))
        return len;
    out[len++] = '0';
    if (base != 8)
        out[len++] = base == 2 ? 'b' : verb == 'X' ? 'X' : 'x';
    return len;
}

static void put_integer(struct printer *p, uint64_t u, bool is_signed, unsigned base, uint32_t verb)
{
    bool negative = is_signed && (int64_t)u < 0;
    if (p->has_prec && p->prec == 0 && u == 0) {
        buf_put_fill(p->out, ' ', (size_t)p->width);
        return;
    }
    char digits[NUMBER_INT_MAX], prefix[8];
    size_t len = number_format_uint(digits, negative ? 0 - u : u, base);
    if (verb == 'X')
        to_upper(digits, len);
    size_t wanted = wanted_digits(p, negative), zeros = wanted > len ? wanted - len : 0;
    size_t prefix_len = put_prefix(p, prefix, negative, base, verb, zeros ? '0' : digits[0]);
    size_t total = prefix_len + zeros + len;
    size_t blanks = p->has_width && (size_t)p->width > total ? (size_t)p->width - total : 0;
    if (!p->minus)
        buf_put_fill(p->out, ' ', blanks);
    buf_put(p->out, prefix, prefix_len);
    buf_put_fill(p->out, '0', zeros);
    buf_put(p->out, digits, len);
    if (p->minus)
        buf_put_fill(p->out, ' ', blanks);
}

void printer_hex(struct printer *p, uint64_t u, bool prefix)
{
    bool sharp = p->sharp;
    p->sharp = prefix;
    put_integer(p, u, false, 16, 'v');
    p->sharp = sharp;
}

static uint32_t rune_of(uint64_t u)
{
    return u > 0x10FFFF ? (uint32_t)UTF8_BAD : (uint32_t)u;
}

static void put_char(struct printer *p, uint64_t u)
{
    char c[UTF8_MAX];
    printer_pad(p, str_make(c, utf8_encode(c, rune_of(u))));
}

static void put_quoted_char(struct printer *p, uint64_t u)
{
    struct buf b;
    buf_init(&b, p->out->arena);
    if (p->plus)
        quote_go_rune_ascii(&b, rune_of(u));
    else
        quote_go_rune(&b, rune_of(u));
    printer_pad(p, buf_str(&b));
}

/* U+0078, with '#' also 'x'. */
static void put_code_point(struct printer *p, uint64_t u)
{
    struct buf b;
    buf_init(&b, p->out->arena);
    char digits[NUMBER_INT_MAX];
    size_t len = number_format_uint(digits, u, 16);
    size_t wanted = p->has_prec && p->prec > 4 ? (size_t)p->prec : 4;
    to_upper(digits, len);
    buf_put_str(&b, STR("U+"));
    buf_put_fill(&b, '0', wanted > len ? wanted - len : 0);
    buf_put(&b, digits, len);
    if (p->sharp && u <= 0x10FFFF && unicode_is_print((uint32_t)u)) {
        buf_put_str(&b, STR(" '"));
        b.len += utf8_encode(buf_reserve(&b, UTF8_MAX), (uint32_t)u);
        buf_put_char(&b, '\'');
    }
    printer_pad_unsigned(p, buf_str(&b));
}

void printer_integer(struct printer *p, val v, uint64_t u, bool is_signed, uint32_t verb)
{
    switch (verb) {
    case 'v':
        if (p->sharp_v && !is_signed)
            printer_hex(p, u, true);
        else
            put_integer(p, u, is_signed, 10, verb);
        break;
    case 'd':
        put_integer(p, u, is_signed, 10, verb);
        break;
    case 'b':
        put_integer(p, u, is_signed, 2, verb);
        break;
    case 'o':
    case 'O':
        put_integer(p, u, is_signed, 8, verb);
        break;
    case 'x':
    case 'X':
        put_integer(p, u, is_signed, 16, verb);
        break;
    case 'c':
        put_char(p, u);
        break;
    case 'q':
        put_quoted_char(p, u);
        break;
    case 'U':
        put_code_point(p, u);
        break;
    default:
        printer_bad_verb(p, v, verb);
    }
}

/* The flag '#': a point always, and for %g and %x as many significant digits as the precision
 * says. `num` has its sign in front. */
static str keep_zeros(struct printer *p, str num, char verb, int prec)
{
    bool hex = verb == 'x' || verb == 'X', point = false, nonzero = false;
    int missing = verb == 'g' || verb == 'G' || verb == 'x' ? (prec < 0 ? 6 : prec) : 0;
    size_t end = 1;
    for (; end < num.len; end++) {
        char c = num.s[end];
        if (c == 'p' || c == 'P' || (!hex && (c == 'e' || c == 'E')))
            break;
        if (c == '.') {
            point = true;
            continue;
        }
        nonzero = nonzero || c != '0';
        if (nonzero)
            missing--;
    }
    struct buf b;
    buf_init(&b, p->out->arena);
    buf_put(&b, num.s, end);
    if (!point) {
        if (end == 2 && num.s[1] == '0')
            missing--;
        buf_put_char(&b, '.');
    }
    if (missing > 0)
        buf_put_fill(&b, '0', (size_t)missing);
    buf_put_str(&b, str_from(num, end));
    return buf_str(&b);
}

/* A number with its sign in front; a plus is shown only when asked for. */
static void pad_signed(struct printer *p, str num)
{
    if (!p->plus && num.s[0] == '+') {
        printer_pad(p, str_from(num, 1));
        return;
    }
    if (p->zero && !p->minus && p->has_width && (size_t)p->width > num.len) {
        buf_put_char(p->out, num.s[0]);
        printer_fill(p, p->width - (int)num.len);
        buf_put_str(p->out, str_from(num, 1));
        return;
    }
    printer_pad(p, num);
}

static void put_float(struct printer *p, double f, char verb, int prec)
{
    if (p->has_prec)
        prec = p->prec;
    struct buf b;
    char room[NUMBER_MAX + 1], *signed_num = room;
    size_t len;
    if (prec <= NUMBER_PREC_MAX) {
        len = 1 + number_format_float(room + 1, f, verb, prec, 64);
    } else {
        buf_init(&b, p->out->arena);
        buf_put_char(&b, '+');
        number_put_float(&b, f, verb, prec, 64);
        signed_num = b.s;
        len = b.len;
    }
    if (signed_num[1] == '-' || signed_num[1] == '+') {
        signed_num++;
        len--;
    } else {
        signed_num[0] = '+';
    }
    if (p->space && !p->plus && signed_num[0] == '+')
        signed_num[0] = ' ';
    str num = str_make(signed_num, len);
    if (num.s[1] == 'I' || num.s[1] == 'N') {
        /* Go shows the plus of +Inf, hides it before NaN, and never pads these with zeros. */
        bool hidden = !p->space && !p->plus && (num.s[1] == 'N');
        printer_pad_unsigned(p, hidden ? str_from(num, 1) : num);
        return;
    }
    if (p->sharp && verb != 'b')
        num = keep_zeros(p, num, verb, prec);
    pad_signed(p, num);
}

void printer_float(struct printer *p, val v, double f, uint32_t verb)
{
    switch (verb) {
    case 'v':
        put_float(p, f, 'g', -1);
        break;
    case 'b':
    case 'g':
    case 'G':
    case 'x':
    case 'X':
        put_float(p, f, (char)verb, -1);
        break;
    case 'f':
    case 'e':
    case 'E':
        put_float(p, f, (char)verb, 6);
        break;
    case 'F':
        put_float(p, f, 'f', 6);
        break;
    default:
        printer_bad_verb(p, v, verb);
    }
}

void printer_complex(struct printer *p, val v, uint32_t verb)
{
    if (verb > 0x7F || !strchr("vbgGxXfFeE", (int)verb)) {
        printer_bad_verb(p, v, verb);
        return;
    }
    bool plus = p->plus;
    buf_put_char(p->out, '(');
    printer_float(p, v, v.c[0], verb);
    p->plus = true; /* the imaginary part always has a sign */
    printer_float(p, v, v.c[1], verb);
    buf_put_str(p->out, STR("i)"));
    p->plus = plus;
}
