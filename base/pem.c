#include "base/pem.h"

#include "base/base64.h"
#include "base/buf.h"

#define BEGIN  STR("-----BEGIN ")
#define END    STR("\n-----END ")
#define DASHES STR("-----")

/* A line without blanks at its end; *rest becomes what follows its line feed. */
static str take_line(str *rest)
{
    size_t feed = str_find_char(*rest, '\n');
    str line = feed == STR_NONE ? *rest : str_slice(*rest, 0, feed);
    *rest = feed == STR_NONE ? str_from(*rest, rest->len) : str_from(*rest, feed + 1);
    if (feed != STR_NONE && line.len && line.s[line.len - 1] == '\r')
        line.len--;
    while (line.len && (line.s[line.len - 1] == ' ' || line.s[line.len - 1] == '\t'))
        line.len--;
    return line;
}

static str without_blanks(struct arena *a, str text)
{
    if (str_find_char(text, ' ') == STR_NONE && str_find_char(text, '\t') == STR_NONE)
        return text;
    struct buf b;
    buf_init(&b, a);
    for (size_t i = 0; i < text.len; i++)
        if (text.s[i] != ' ' && text.s[i] != '\t')
            buf_put_char(&b, text.s[i]);
    return buf_str(&b);
}

/* Whether `text`, after "-----END ", closes a block of that type. */
static bool closes(str text, str type)
{
    if (text.len < type.len + 5 || !str_has_prefix(text, type))
        return false;
    str rest = str_from(text, type.len);
    if (!str_has_prefix(rest, DASHES))
        return false;
    rest = str_from(rest, 5);
    return take_line(&rest).len == 0;
}

/* A block from its type on; `end` is where "\n-----END " was found. */
static bool read_block(struct arena *a, str text, size_t end, struct pem *ret, bool *ret_stop)
{
    str rest = text;
    str type = take_line(&rest);
    if (!str_has_suffix(type, DASHES))
        return false;
    type.len -= 5;
    bool headers = false;
    for (;;) {
        if (rest.len == 0) {
            *ret_stop = true;
            return false;
        }
        str next = rest;
        if (str_find_char(take_line(&next), ':') == STR_NONE)
            break;
        headers = true;
        rest = next;
    }
    size_t at = (size_t)(rest.s - text.s); /* of the base 64; one past `end` in an empty block */
    if ((headers && at > end) || !closes(str_from(text, end + END.len), type))
        return false;
    str base64 = at < end ? without_blanks(a, str_slice(text, at, end)) : STR("");
    size_t bad;
    ret->type = type;
    return base64_decode(a, base64, &ret->bytes, &bad);
}

/* A block ends at the first END line and begins at the last BEGIN line before that. */
bool pem_decode(struct arena *a, str text, struct pem *ret)
{
    str rest = text;
    bool stop = false;
    while (!stop) {
        size_t end = str_find(rest, END);
        if (end == STR_NONE)
            return false;
        size_t begin = str_find_last(str_slice(rest, 0, end), BEGIN);
        if (begin != STR_NONE && (begin == 0 || rest.s[begin - 1] == '\n')) {
            size_t type = begin + BEGIN.len;
            if (read_block(a, str_from(rest, type), end - type, ret, &stop))
                return true;
        }
        rest = str_from(rest, end + END.len);
    }
    return false;
}

str pem_encode(struct arena *a, struct pem block)
{
    enum { LINE = 64 };
    str base64 = base64_encode(a, block.bytes);
    struct buf b;
    buf_init(&b, a);
    buf_put_fmt(&b, "-----BEGIN %.*s-----\n", STR_ARG(block.type));
    for (size_t i = 0; i < base64.len; i += LINE) {
        size_t to = base64.len - i < LINE ? base64.len : i + LINE;
        buf_put_str(&b, str_slice(base64, i, to));
        buf_put_char(&b, '\n');
    }
    buf_put_fmt(&b, "-----END %.*s-----\n", STR_ARG(block.type));
    return buf_str(&b);
}
