#include "parser/number.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/quote.h"
#include "parser/unquote.h"

#include <string.h>

static bool has_any(str s, const char *set)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.s[i] && strchr(set, s.s[i]))
            return true;
    return false;
}

/* message "text" */
static bool fail_quoted(struct arena *a, const char *message, str text, str *ret_error)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_fmt(&b, "%s ", message);
    quote_go(&b, text);
    *ret_error = buf_str(&b);
    return false;
}

/* The integers that are exactly f. -0.0 is 0. */
static void take_integers(struct number *n, double f)
{
    if (!n->is_int && f >= -0x1p63 && f < 0x1p63 && (double)(int64_t)f == f) {
        n->is_int = true;
        n->i = (int64_t)f;
    }
    if (!n->is_uint && f >= 0 && f < 0x1p64 && (double)(uint64_t)f == f) {
        n->is_uint = true;
        n->u = (uint64_t)f;
    }
}

static void set_complex(struct number *n, double re, double im)
{
    n->is_complex = true;
    n->re = re;
    n->im = im;
    n->is_float = im == 0;
    if (n->is_float) {
        n->f = re;
        take_integers(n, re);
    }
}

/* ---- runes ---- */

static bool parse_rune(struct arena *a, str text, struct number *n, str *ret_error)
{
    uint32_t r;
    size_t len;
    bool is_byte;
    if (!unquote_rune(str_from(text, 1), '\'', &r, &len, &is_byte)) {
        *ret_error = STR("invalid syntax");
        return false;
    }
    if (!str_eq(str_from(text, 1 + len), STR("'"))) {
        *ret_error = str_concat(a, STR("malformed character constant: "), text);
        return false;
    }
    n->is_int = n->is_uint = n->is_float = true;
    n->i = r;
    n->u = r;
    n->f = r;
    return true;
}

/* ---- complex numbers: what fmt.Sscan reads, with its oddities ---- */

static bool accept(str *s, const char *set)
{
    if (s->len == 0 || s->s[0] == '\0' || !strchr(set, s->s[0]))
        return false;
    *s = str_from(*s, 1);
    return true;
}

static void accept_run(str *s, const char *set)
{
    while (accept(s, set))
        ;
}

/* Cuts from *s what Sscan takes for a float. (A letter of "inf" that leads nowhere is taken.) */
static str cut_float(str *s)
{
    str begin = *s;
    const char *digits = "0123456789_", *exponent = "eEpP";
    accept(s, "+-");
    if (accept(s, "iI") && accept(s, "nN") && accept(s, "fF"))
        return str_slice(begin, 0, begin.len - s->len);
    if (accept(s, "0") && accept(s, "xX")) {
        digits = "0123456789aAbBcCdDeEfF_";
        exponent = "pP";
    }
    accept_run(s, digits);
    if (accept(s, "."))
        accept_run(s, digits);
    if (accept(s, exponent)) {
        accept(s, "+-");
        accept_run(s, "0123456789_");
    }
    return str_slice(begin, 0, begin.len - s->len);
}

static bool read_part(struct arena *a, str text, double *ret, str *ret_error)
{
    enum number_status status = number_read_float(text, ret);
    if (status == NUMBER_OK)
        return true;
    fail_quoted(a, "strconv.ParseFloat: parsing", text, ret_error);
    *ret_error =
        str_concat(a, *ret_error,
                   status == NUMBER_RANGE ? STR(": value out of range") : STR(": invalid syntax"));
    return false;
}

static bool parse_complex(struct arena *a, str text, struct number *n, str *ret_error)
{
    str rest = text;
    str real = cut_float(&rest);
    str imag = rest; /* with its sign */
    if (accept(&rest, "+-")) {
        str digits = cut_float(&rest);
        imag.len = 1 + digits.len;
        if (accept(&rest, "i")) {
            double re, im;
            if (!read_part(a, real, &re, ret_error) || !read_part(a, imag, &im, ret_error))
                return false;
            set_complex(n, re, im);
            return true;
        }
    }
    *ret_error = STR("syntax error scanning complex number");
    return false;
}

/* ---- plain numbers ---- */

static bool parse_imaginary(str text, struct number *n)
{
    double f;
    if (text.len == 0 || text.s[text.len - 1] != 'i' ||
        !number_parse_float(str_slice(text, 0, text.len - 1), &f))
        return false;
    set_complex(n, 0, f);
    return true;
}

static bool parse_integer(str text, struct number *n)
{
    n->is_uint = number_parse_uint(text, 0, &n->u);
    n->is_int = number_parse_int(text, 0, &n->i);
    if (n->is_int && n->i == 0)
        n->is_uint = true; /* "-0", which is no unsigned number by itself */
    n->is_float = n->is_int || n->is_uint;
    n->f = n->is_int ? (double)n->i : (double)n->u;
    return n->is_float;
}

static bool parse_plain(struct arena *a, str text, struct number *n, str *ret_error)
{
    if (parse_imaginary(text, n) || parse_integer(text, n))
        return true;
    if (!number_parse_float(text, &n->f))
        return fail_quoted(a, "illegal number syntax:", text, ret_error);
    if (!has_any(text, ".eEpP"))
        return fail_quoted(a, "integer overflow:", text, ret_error);
    n->is_float = true;
    take_integers(n, n->f);
    return true;
}

bool number_parse(struct arena *a, enum token_kind kind, str text, struct number *ret,
                  str *ret_error)
{
    struct number n = {0};
    bool ok = kind == TOK_RUNE      ? parse_rune(a, text, &n, ret_error)
              : kind == TOK_COMPLEX ? parse_complex(a, text, &n, ret_error)
                                    : parse_plain(a, text, &n, ret_error);
    if (ok)
        *ret = n;
    return ok;
}
