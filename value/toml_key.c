#include "value/toml_key.h"

#include "base/arena.h"

#include <string.h>

const struct toml_key *toml_key_add(struct arena *a, const struct toml_key *parent, str part)
{
    struct toml_key *k = ARENA_NEW(a, struct toml_key);
    *k = (struct toml_key){parent, part, toml_key_len(parent) + 1};
    return k;
}

static bool is_bare(str part)
{
    for (size_t i = 0; i < part.len; i++) {
        char c = part.s[i], lower = (char)(c | 0x20);
        if (!(lower >= 'a' && lower <= 'z') && !(c >= '0' && c <= '9') && c != '_' && c != '-')
            return false;
    }
    return part.len > 0;
}

static void put_escaped(struct buf *out, char c)
{
    static const char from[] = "\"\\\b\t\n\f\r", to[] = "\"\\btnfr";
    const char *at = memchr(from, c, sizeof from - 1);
    if (at) {
        buf_put_char(out, '\\');
        buf_put_char(out, to[at - from]);
    } else {
        buf_put_fmt(out, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

void toml_put_quoted(struct buf *out, str s)
{
    buf_put_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.s[i];
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
            put_escaped(out, s.s[i]);
        else
            buf_put_char(out, s.s[i]);
    }
    buf_put_char(out, '"');
}

void toml_key_put_part(struct buf *out, str part)
{
    if (is_bare(part))
        buf_put_str(out, part);
    else
        toml_put_quoted(out, part);
}

/* The parts stand innermost first: the text is laid out from its end. */
void toml_key_put(struct buf *out, const struct toml_key *k)
{
    struct buf part;
    if (!k)
        return;
    buf_init(&part, out->arena);
    size_t total = 0;
    for (const struct toml_key *at = k; at; at = at->parent) {
        part.len = 0;
        toml_key_put_part(&part, at->part);
        total += part.len + (at->parent != NULL);
    }
    char *end = buf_reserve(out, total) + total;
    for (; k; k = k->parent) {
        part.len = 0;
        toml_key_put_part(&part, k->part);
        end -= part.len;
        memcpy(end, part.s, part.len);
        if (k->parent)
            *--end = '.';
    }
    out->len += total;
}
