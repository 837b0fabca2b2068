/* print println printf html js urlquery: text/template's printing builtins. */
#include "funcs/func.h"

#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "value/gofmt.h"

bool fn_print(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct buf b;
    buf_init(&b, c->arena);
    gofmt_sprint(&b, arg, n);
    *ret = val_str(buf_str(&b));
    return true;
}

bool fn_println(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct buf b;
    buf_init(&b, c->arena);
    gofmt_sprintln(&b, arg, n);
    *ret = val_str(buf_str(&b));
    return true;
}

bool fn_printf(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    struct buf b;
    buf_init(&b, c->arena);
    gofmt_sprintf(&b, val_text(arg[0]), arg + 1, n - 1);
    *ret = val_str(buf_str(&b));
    return true;
}

/* As print, but nothing is "<no value>" (a string, so that no blank is put beside it) and pointers
 * are followed. As text/template's evalArgs. */
static str printed(struct fn_call *c, const val *arg, uint32_t n)
{
    if (n == 1 && arg[0].tag == V_STRING)
        return val_text(arg[0]);
    val *printable = ARENA_ARRAY(c->arena, val, n);
    for (uint32_t i = 0; i < n; i++) {
        printable[i] = val_is_nil(arg[i]) ? val_str(STR("<no value>")) : arg[i];
        enum gotype t = (enum gotype)printable[i].gotype;
        if (arg[i].tag == V_RECORD && gotype_kind(t) == K_PTR)
            printable[i].gotype = (uint8_t)gotype_elem(t);
    }
    struct buf b;
    buf_init(&b, c->arena);
    gofmt_sprint(&b, printable, n);
    return buf_str(&b);
}

bool fn_html(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    str s = printed(c, arg, n);
    struct buf b;
    buf_init(&b, c->arena);
    for (size_t i = 0; i < s.len; i++) {
        switch (s.s[i]) {
        case '"':
            buf_put_str(&b, STR("&#34;"));
            break;
        case '\'':
            buf_put_str(&b, STR("&#39;"));
            break;
        case '&':
            buf_put_str(&b, STR("&amp;"));
            break;
        case '<':
            buf_put_str(&b, STR("&lt;"));
            break;
        case '>':
            buf_put_str(&b, STR("&gt;"));
            break;
        case '\0':
            buf_put_str(&b, STR("\xEF\xBF\xBD"));
            break;
        default:
            buf_put_char(&b, s.s[i]);
        }
    }
    *ret = val_str(buf_str(&b));
    return true;
}

static void put_js_ascii(struct buf *b, char c)
{
    switch (c) {
    case '\\':
    case '\'':
    case '"':
        buf_put_char(b, '\\');
        buf_put_char(b, c);
        break;
    case '<':
    case '>':
    case '&':
    case '=':
        buf_put_fmt(b, "\\u%04X", (unsigned)c);
        break;
    default:
        if ((uint8_t)c < ' ')
            buf_put_fmt(b, "\\u%04X", (unsigned)c);
        else
            buf_put_char(b, c);
    }
}

bool fn_js(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    str s = printed(c, arg, n);
    struct buf b;
    buf_init(&b, c->arena);
    for (size_t at = 0, len; at < s.len; at += len) {
        uint32_t r = utf8_decode(str_from(s, at), &len);
        if (r < 0x80)
            put_js_ascii(&b, s.s[at]);
        else if (unicode_is_print(r)) /* also a byte that is not UTF-8, as it is */
            buf_put(&b, s.s + at, len);
        else
            buf_put_fmt(&b, "\\u%04X", (unsigned)r);
    }
    *ret = val_str(buf_str(&b));
    return true;
}

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '~';
}

bool fn_urlquery(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    str s = printed(c, arg, n);
    struct buf b;
    buf_init(&b, c->arena);
    for (size_t i = 0; i < s.len; i++) {
        if (is_unreserved(s.s[i]))
            buf_put_char(&b, s.s[i]);
        else if (s.s[i] == ' ')
            buf_put_char(&b, '+');
        else
            buf_put_fmt(&b, "%%%02X", (unsigned)(uint8_t)s.s[i]);
    }
    *ret = val_str(buf_str(&b));
    return true;
}
