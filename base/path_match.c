#include "base/path_match.h"

#include "base/utf8.h"

/* A piece of a pattern between stars. */
struct chunk {
    bool star; /* at least one '*' stands before it */
    str text;
};

static struct chunk next_chunk(str *pattern)
{
    struct chunk c = {.star = false};
    str p = *pattern;
    while (p.len && *p.s == '*') {
        p = str_from(p, 1);
        c.star = true;
    }
    bool in_class = false;
    size_t i = 0;
    for (; i < p.len && (p.s[i] != '*' || in_class); i++) {
        if (p.s[i] == '\\' && i + 1 < p.len)
            i++;
        else if (p.s[i] == '[')
            in_class = true;
        else if (p.s[i] == ']')
            in_class = false;
    }
    c.text = (str){p.s, i};
    *pattern = str_from(p, i);
    return c;
}

/* One bound of a class, which must not be the end of the chunk. */
static bool class_rune(str *chunk, uint32_t *ret)
{
    if (chunk->len == 0 || *chunk->s == '-' || *chunk->s == ']')
        return false;
    if (*chunk->s == '\\')
        *chunk = str_from(*chunk, 1);
    if (chunk->len == 0)
        return false;
    size_t n;
    *ret = utf8_decode(*chunk, &n);
    if (*ret == UTF8_BAD && n == 1)
        return false;
    *chunk = str_from(*chunk, n);
    return chunk->len > 0;
}

/* Reads a class behind its '['. False when it is malformed. */
static bool match_class(str *chunk, uint32_t rune, bool *ret_matches)
{
    bool negated = chunk->len && *chunk->s == '^', inside = false;
    if (negated)
        *chunk = str_from(*chunk, 1);
    for (size_t ranges = 0;; ranges++) {
        if (ranges && chunk->len && *chunk->s == ']')
            break;
        uint32_t low, high;
        if (!class_rune(chunk, &low))
            return false;
        high = low;
        if (*chunk->s == '-') {
            *chunk = str_from(*chunk, 1);
            if (!class_rune(chunk, &high))
                return false;
        }
        inside = inside || (low <= rune && rune <= high);
    }
    *chunk = str_from(*chunk, 1);
    *ret_matches = inside != negated;
    return true;
}

/* Matches a chunk at the start of *name, which then loses what matched. After a mismatch the
 * chunk is still read to its end, for its syntax. */
static enum path_match match_chunk(str chunk, str *name)
{
    str rest = *name;
    bool failed = false;
    while (chunk.len) {
        failed = failed || rest.len == 0;
        char c = *chunk.s;
        chunk = str_from(chunk, 1);
        size_t n = 1;
        if (c == '[') {
            bool matches = false;
            uint32_t rune = failed ? 0 : utf8_decode(rest, &n);
            if (!match_class(&chunk, rune, &matches))
                return PATH_MATCH_BAD;
            failed = failed || !matches;
        } else if (c == '?') {
            failed = failed || *rest.s == '/';
            if (!failed)
                utf8_decode(rest, &n);
        } else {
            if (c == '\\') {
                if (chunk.len == 0)
                    return PATH_MATCH_BAD;
                c = *chunk.s;
                chunk = str_from(chunk, 1);
            }
            failed = failed || *rest.s != c;
        }
        if (!failed)
            rest = str_from(rest, n);
    }
    if (failed)
        return PATH_MATCH_NO;
    *name = rest;
    return PATH_MATCH_YES;
}

/* Tries a chunk behind a star at every later place. */
static enum path_match match_later(struct chunk c, bool last, str *name)
{
    for (size_t i = 0; c.star && i < name->len && name->s[i] != '/'; i++) {
        str rest = str_from(*name, i + 1);
        enum path_match m = match_chunk(c.text, &rest);
        if (m == PATH_MATCH_YES && last && rest.len)
            continue;
        if (m == PATH_MATCH_YES)
            *name = rest;
        if (m != PATH_MATCH_NO)
            return m;
    }
    return PATH_MATCH_NO;
}

static enum path_match check_syntax(str pattern)
{
    while (pattern.len) {
        str none = {0};
        if (match_chunk(next_chunk(&pattern).text, &none) == PATH_MATCH_BAD)
            return PATH_MATCH_BAD;
    }
    return PATH_MATCH_NO;
}

enum path_match path_match(str pattern, str name)
{
    while (pattern.len) {
        struct chunk c = next_chunk(&pattern);
        if (c.star && c.text.len == 0)
            return str_find_char(name, '/') == STR_NONE ? PATH_MATCH_YES : PATH_MATCH_NO;
        str rest = name;
        enum path_match m = match_chunk(c.text, &rest);
        if (m == PATH_MATCH_YES && (rest.len == 0 || pattern.len)) {
            name = rest;
            continue;
        }
        if (m != PATH_MATCH_BAD)
            m = match_later(c, pattern.len == 0, &name);
        if (m == PATH_MATCH_BAD)
            return m;
        if (m == PATH_MATCH_NO)
            return check_syntax(pattern);
    }
    return name.len == 0 ? PATH_MATCH_YES : PATH_MATCH_NO;
}
