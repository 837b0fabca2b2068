/* Sprig's changes of letter case, rune by rune: upper, lower, title, untitle, swapcase, camelcase.
 *
 * Go's simple case mappings; bytes that are no UTF-8 come out as U+FFFD.
 */
#include "funcs/func.h"

#include "base/buf.h"
#include "base/unicode.h"
#include "base/utf8.h"

static void put_rune(struct buf *b, uint32_t rune)
{
    b->len += utf8_encode(buf_reserve(b, UTF8_MAX), rune);
}

/* One step through a text: `state` belongs to the mapping and begins as the caller sets it. */
typedef uint32_t rune_map(uint32_t rune, uint32_t *state);

static str map_runes(struct arena *a, str s, rune_map *map, uint32_t state)
{
    struct buf b;
    buf_init(&b, a);
    buf_reserve(&b, s.len);
    for (size_t at = 0, len; at < s.len; at += len)
        put_rune(&b, map(utf8_decode(str_from(s, at), &len), &state));
    return buf_str(&b);
}

/* strings.ToUpper and ToLower leave ASCII alone when it holds none of [first, last]. */
static bool is_settled(str s, char first, char last)
{
    for (size_t i = 0; i < s.len; i++)
        if ((uint8_t)s.s[i] >= 0x80 || (s.s[i] >= first && s.s[i] <= last))
            return false;
    return true;
}

static uint32_t upper_rune(uint32_t rune, uint32_t *state)
{
    (void)state;
    return unicode_to_upper(rune);
}

bool fn_upper(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str s = val_text(arg[0]);
    *ret = val_str(is_settled(s, 'a', 'z') ? s : map_runes(c->arena, s, upper_rune, 0));
    return true;
}

static uint32_t lower_rune(uint32_t rune, uint32_t *state)
{
    (void)state;
    return unicode_to_lower(rune);
}

bool fn_lower(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str s = val_text(arg[0]);
    *ret = val_str(is_settled(s, 'A', 'Z') ? s : map_runes(c->arena, s, lower_rune, 0));
    return true;
}

/* What separates words for strings.Title. */
static bool is_separator(uint32_t rune)
{
    if (rune < 0x80)
        return !((rune >= '0' && rune <= '9') || (rune >= 'a' && rune <= 'z') ||
                 (rune >= 'A' && rune <= 'Z') || rune == '_');
    if (unicode_is_letter(rune) || unicode_is_digit(rune))
        return false;
    return unicode_is_space(rune);
}

/* The state is the rune before. */
static uint32_t title_rune(uint32_t rune, uint32_t *before)
{
    bool starts = is_separator(*before);
    *before = rune;
    return starts ? unicode_to_title(rune) : rune;
}

bool fn_title(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(map_runes(c->arena, val_text(arg[0]), title_rune, ' '));
    return true;
}

/* The state says whether a word begins here. */
static uint32_t untitle_rune(uint32_t rune, uint32_t *begins)
{
    if (unicode_is_space(rune)) {
        *begins = true;
        return rune;
    }
    uint32_t mapped = *begins ? unicode_to_lower(rune) : rune;
    *begins = false;
    return mapped;
}

bool fn_untitle(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(map_runes(c->arena, val_text(arg[0]), untitle_rune, true));
    return true;
}

/* The state says whether white space (or nothing) came before; as goutils.SwapCase. */
static uint32_t swap_rune(uint32_t rune, uint32_t *after_space)
{
    if (unicode_is_upper(rune) || unicode_is_title(rune)) {
        *after_space = false;
        return unicode_to_lower(rune);
    }
    if (unicode_is_lower(rune)) {
        bool starts = *after_space;
        *after_space = false;
        return starts ? unicode_to_title(rune) : unicode_to_upper(rune);
    }
    *after_space = unicode_is_space(rune);
    return rune;
}

bool fn_swapcase(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(map_runes(c->arena, val_text(arg[0]), swap_rune, true));
    return true;
}

static bool is_connector(uint32_t rune)
{
    return rune == '-' || rune == '_' || unicode_is_space(rune);
}

/* Copies the leading connectors; *ret_rune is the last rune read, raised when it is no
 * connector. The rest of the text, perhaps empty. */
static str put_lead(struct buf *b, str s, bool *ret_was_upper, uint32_t *ret_rune)
{
    while (s.len) {
        size_t len;
        uint32_t rune = utf8_decode(s, &len);
        s = str_from(s, len);
        *ret_rune = rune;
        if (!is_connector(rune)) {
            *ret_was_upper = unicode_is_upper(rune);
            *ret_rune = unicode_to_upper(rune);
            break;
        }
        put_rune(b, rune);
    }
    return s;
}

/* As xstrings.ToPascalCase, which writes a text of connectors alone with its last one twice. A
 * connector goes when a word follows it; a run of capitals is lowered but for its first. */
static str to_pascal_case(struct arena *a, str s)
{
    struct buf b;
    buf_init(&b, a);
    bool lowering = false; /* the word has been all capitals so far */
    uint32_t rune = 0;
    size_t len;
    for (s = put_lead(&b, s, &lowering, &rune); s.len; s = str_from(s, len)) {
        uint32_t before = rune;
        rune = utf8_decode(s, &len);
        if (is_connector(before)) {
            if (is_connector(rune)) {
                put_rune(&b, before);
                continue;
            }
            lowering = unicode_is_upper(rune);
            rune = unicode_to_upper(rune);
            continue;
        }
        lowering = lowering && unicode_is_upper(rune);
        if (lowering)
            rune = unicode_to_lower(rune);
        put_rune(&b, before);
    }
    put_rune(&b, rune);
    return buf_str(&b);
}

bool fn_camelcase(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str s = val_text(arg[0]);
    *ret = s.len ? val_str(to_pascal_case(c->arena, s)) : arg[0];
    return true;
}
