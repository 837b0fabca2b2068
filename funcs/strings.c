/* Sprig's strings that work on bytes: trimming, searching, cutting, indenting. */
#include "funcs/random.h"

#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

/* Above this, Go's runtime refuses a length outright; below, it would take the memory. */
static const uint64_t GO_MAX_ALLOC = UINT64_C(1) << 48;

/* Room for a result of n bytes. Longer than a value can say: as if memory were out. */
static char *result_bytes(struct fn_call *c, uint64_t n)
{
    if (n > UINT32_MAX)
        arena_too_large(c->arena);
    return arena_bytes(c->arena, (size_t)n);
}

static bool return_text(val *ret, const char *s, size_t len)
{
    *ret = val_str(str_make(s, len));
    return true;
}

static bool return_str(val *ret, str s)
{
    *ret = val_str(s);
    return true;
}

bool fn_hello(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)arg, (void)n;
    return return_str(ret, STR("Hello!"));
}

bool fn_trim(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    return return_str(ret, unicode_trim_space(val_text(arg[0])));
}

/* What reading so many bytes once more counts as one step for. */
enum { BYTES_A_STEP = 64 };

/* Bytes that are no UTF-8 count as U+FFFD on both sides, as in strings.Trim. */
static bool has_rune(str set, uint32_t rune)
{
    for (size_t at = 0, len; at < set.len; at += len)
        if (utf8_decode(str_from(set, at), &len) == rune)
            return true;
    return false;
}

bool fn_trim_all(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str set = val_text(arg[0]), s = val_text(arg[1]);
    size_t len;
    for (; s.len && has_rune(set, utf8_decode(s, &len)); s = str_from(s, len))
        arena_spend(c->arena, set.len / BYTES_A_STEP);
    for (; s.len && has_rune(set, utf8_decode_last(s, &len)); s.len -= len)
        arena_spend(c->arena, set.len / BYTES_A_STEP);
    return return_str(ret, s);
}

bool fn_trim_prefix(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    str s = val_text(arg[1]);
    return return_str(ret, str_has_prefix(s, val_text(arg[0])) ? str_from(s, arg[0].len) : s);
}

bool fn_trim_suffix(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    str s = val_text(arg[1]);
    if (str_has_suffix(s, val_text(arg[0])))
        s.len -= arg[0].len;
    return return_str(ret, s);
}

bool fn_trunc(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    int64_t count = arg[0].i, len = arg[1].len;
    str s = val_text(arg[1]);
    if (count < 0 && len + count > 0)
        s = str_from(s, (size_t)(len + count));
    else if (count >= 0 && len > count)
        s.len = (size_t)count;
    return return_str(ret, s);
}

bool fn_substr(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int64_t start = arg[0].i, end = arg[1].i, len = arg[2].len;
    if (start < 0) {
        if (end < 0)
            return call_fail(c, "runtime error: slice bounds out of range [:%" PRId64 "]", end);
        if (end > len)
            return call_fail(
                c, "runtime error: slice bounds out of range [:%" PRId64 "] with length %" PRId64,
                end, len);
        start = 0;
    } else if (end < 0 || end > len) {
        end = len;
    }
    if (start > end)
        return call_fail(c, "runtime error: slice bounds out of range [%" PRId64 ":%" PRId64 "]",
                         start, end);
    return return_str(ret, str_slice(val_text(arg[2]), (size_t)start, (size_t)end));
}

bool fn_contains(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = val_bool(str_has(val_text(arg[1]), val_text(arg[0])));
    return true;
}

bool fn_has_prefix(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = val_bool(str_has_prefix(val_text(arg[1]), val_text(arg[0])));
    return true;
}

bool fn_has_suffix(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = val_bool(str_has_suffix(val_text(arg[1]), val_text(arg[0])));
    return true;
}

/* strings.Replace with an empty `old`: `with` goes before each rune and at the end. */
static str interleave(struct fn_call *c, str with, str s)
{
    struct buf b;
    buf_init(&b, c->arena);
    buf_put_str(&b, with);
    for (size_t at = 0, len; at < s.len; at += len) {
        utf8_decode(str_from(s, at), &len);
        buf_put(&b, s.s + at, len);
        buf_put_str(&b, with);
    }
    return buf_str(&b);
}

bool fn_replace(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str old = val_text(arg[0]), with = val_text(arg[1]), s = val_text(arg[2]);
    if (old.len == 0)
        return return_str(ret, with.len ? interleave(c, with, s) : s);
    return return_str(ret, str_replace_all(c->arena, s, old, with));
}

/* What strings.Repeat says of `count` copies of `len` bytes before it begins. */
static bool check_repeat(struct fn_call *c, int64_t count, size_t len)
{
    if (count < 0)
        return call_fail(c, "strings: negative Repeat count");
    if (len && (uint64_t)count > (uint64_t)INT64_MAX / len)
        return call_fail(c, "strings: Repeat output length overflow");
    if ((uint64_t)count * len > GO_MAX_ALLOC)
        return call_fail(c, "runtime error: makeslice: len out of range");
    return true;
}

bool fn_repeat(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str s = val_text(arg[1]);
    if (!check_repeat(c, arg[0].i, s.len))
        return false;
    size_t total = (size_t)arg[0].i * s.len;
    if (total == 0)
        return return_str(ret, STR(""));
    char *out = result_bytes(c, total);
    memcpy(out, s.s, s.len);
    for (size_t done = s.len; done < total;) {
        size_t part = done < total - done ? done : total - done;
        memcpy(out + done, out, part);
        done += part;
    }
    return return_text(ret, out, total);
}

/* `pad` blanks before every line of s, after `lead`. */
static bool put_indented(struct fn_call *c, str lead, int64_t pad, str s, val *ret)
{
    if (!check_repeat(c, pad, 1))
        return false;
    size_t width = (size_t)pad, lines = 1 + str_count(s, STR("\n"));
    if (width > UINT32_MAX / lines)
        arena_too_large(c->arena);
    size_t total = lead.len + lines * width + s.len;
    char *out = result_bytes(c, total), *to = out;
    if (lead.len)
        memcpy(to, lead.s, lead.len);
    to += lead.len;
    for (size_t at = 0; at <= s.len;) {
        memset(to, ' ', width);
        to += width;
        str rest = str_from(s, at);
        size_t line = str_find_char(rest, '\n');
        line = line == STR_NONE ? rest.len : line + 1;
        if (line)
            memcpy(to, rest.s, line);
        to += line;
        at += line;
        if (line == 0 || rest.s[line - 1] != '\n')
            break;
    }
    return return_text(ret, out, total);
}

bool fn_indent(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return put_indented(c, STR(""), arg[0].i, val_text(arg[1]), ret);
}

bool fn_nindent(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return put_indented(c, STR("\n"), arg[0].i, val_text(arg[1]), ret);
}

bool fn_plural(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)c, (void)n;
    *ret = arg[2].i == 1 ? arg[0] : arg[1];
    return true;
}

/* goutils walks bytes and takes each for a rune: what is not ASCII comes out as Latin-1. */
static bool is_latin1_space(uint8_t byte)
{
    return unicode_is_space(byte);
}

static void put_latin1(struct buf *b, uint8_t byte)
{
    b->len += utf8_encode(buf_reserve(b, UTF8_MAX), byte);
}

bool fn_nospace(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str s = val_text(arg[0]);
    struct buf b;
    buf_init(&b, c->arena);
    size_t kept = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (is_latin1_space((uint8_t)s.s[i]))
            continue;
        put_latin1(&b, (uint8_t)s.s[i]);
        kept++;
    }
    return return_str(ret, kept == s.len ? s : buf_str(&b));
}

bool fn_initials(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str s = val_text(arg[0]);
    struct buf b;
    buf_init(&b, c->arena);
    bool gap = true;
    for (size_t i = 0; i < s.len; i++) {
        bool space = is_latin1_space((uint8_t)s.s[i]);
        if (!space && gap)
            put_latin1(&b, (uint8_t)s.s[i]);
        gap = space;
    }
    return return_str(ret, buf_str(&b));
}

bool fn_shuffle(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str s = val_text(arg[0]);
    size_t count = utf8_count(s), at = 0;
    uint32_t *rune = ARENA_ARRAY(c->arena, uint32_t, count);
    for (size_t i = 0, len; i < count; i++, at += len)
        rune[i] = utf8_decode(str_from(s, at), &len);
    for (size_t i = count; i > 1; i--) {
        uint32_t other = (uint32_t)random_below(c->env, i), last = rune[i - 1];
        rune[i - 1] = rune[other];
        rune[other] = last;
    }
    struct buf b;
    buf_init(&b, c->arena);
    for (size_t i = 0; i < count; i++)
        b.len += utf8_encode(buf_reserve(&b, UTF8_MAX), rune[i]);
    return return_str(ret, buf_str(&b));
}
