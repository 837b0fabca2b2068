#include "value/yaml_style.h"

#include "base/utf8.h"
#include "value/yaml_scalar.h"

#include <string.h>

enum { RUNE_NEL = 0x85, RUNE_LS = 0x2028, RUNE_PS = 0x2029, RUNE_BOM = 0xFEFF };

static bool is_break(uint32_t r)
{
    return r == '\n' || r == '\r' || r == RUNE_NEL || r == RUNE_LS || r == RUNE_PS;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool yaml_is_printable(uint32_t r)
{
    if (r < 0x7F)
        return r >= 0x20 || r == '\n';
    return r >= 0xA0 && r <= 0xFFFD && r != RUNE_BOM;
}

size_t yaml_break_len(str s)
{
    if (s.s[0] == '\n' || s.s[0] == '\r')
        return 1;
    if (!(s.s[0] & 0x80))
        return 0;
    size_t len;
    return is_break(utf8_decode(s, &len)) ? len : 0;
}

unsigned yaml_bytes_of(str s)
{
    static const uint8_t kind[256] = {
        [' '] = YAML_HAS_SPACE,        [':'] = YAML_HAS_COLON,        ['#'] = YAML_HAS_HASH,
        ['\n'] = YAML_HAS_NEWLINE,     [0x7F] = YAML_HAS_SPECIAL,
#define ROW4(c, k)  [c] = k, [(c) + 1] = k, [(c) + 2] = k, [(c) + 3] = k
#define ROW16(c, k) ROW4(c, k), ROW4((c) + 4, k), ROW4((c) + 8, k), ROW4((c) + 12, k)
        ROW4(0, YAML_HAS_SPECIAL),     ROW4(4, YAML_HAS_SPECIAL),     [8] = YAML_HAS_SPECIAL,
        [9] = YAML_HAS_SPECIAL,        [11] = YAML_HAS_SPECIAL,       ROW4(12, YAML_HAS_SPECIAL),
        ROW16(0x10, YAML_HAS_SPECIAL), ROW16(0x80, YAML_HAS_SPECIAL), ROW16(0x90, YAML_HAS_SPECIAL),
        ROW16(0xA0, YAML_HAS_SPECIAL), ROW16(0xB0, YAML_HAS_SPECIAL), ROW16(0xC0, YAML_HAS_SPECIAL),
        ROW16(0xD0, YAML_HAS_SPECIAL), ROW16(0xE0, YAML_HAS_SPECIAL), ROW16(0xF0, YAML_HAS_SPECIAL),
#undef ROW16
#undef ROW4
    };
    unsigned bytes = 0;
    for (size_t i = 0; i < s.len; i++)
        bytes |= kind[(unsigned char)s.s[i]];
    return bytes;
}

/* ------------------------------------------------------------------------------------------
 * Whether the text would be read as something else than a string
 */

static size_t skip_digits(str s, size_t i, bool underscores)
{
    while (i < s.len && (is_digit(s.s[i]) || (underscores && s.s[i] == '_')))
        i++;
    return i;
}

/* go-yaml's ^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$ */
static bool is_base60(str s)
{
    size_t i = s.len && (s.s[0] == '-' || s.s[0] == '+'), start = i;
    i = skip_digits(s, i, true);
    if (i == start || s.s[start] == '_' || i == s.len || s.s[i] != ':')
        return false;
    while (i < s.len && s.s[i] == ':') {
        size_t digits = skip_digits(s, i + 1, false) - (i + 1);
        if (digits == 0 || digits > 2 || (digits == 2 && s.s[i + 1] > '5'))
            return false;
        i += 1 + digits;
    }
    if (i < s.len && s.s[i] == '.')
        i = skip_digits(s, i + 1, true);
    return i == s.len;
}

/* go-yaml v3 reads a sign after the prefix of an octal number. */
static bool is_signed_octal(str s)
{
    if (s.len < 4 || memcmp(s.s, "0o", 2) != 0 || (s.s[2] != '-' && s.s[2] != '+'))
        return false;
    for (size_t i = 3; i < s.len; i++)
        if ((s.s[i] < '0' || s.s[i] > '7') && s.s[i] != '_')
            return false;
    return true;
}

static bool is_string(str s, unsigned bytes, bool pretty)
{
    if (s.len == 0)
        return false;
    if (!memchr("0123456789+-.yYnNtTfFoO~", s.s[0], 24))
        return true;
    if (yaml_scalar_resolve(s, NULL) != YAML_STR)
        return false;
    if ((bytes & YAML_HAS_COLON) && is_base60(s))
        return false;
    return !(pretty && is_signed_octal(s));
}

/* ------------------------------------------------------------------------------------------
 * What the emitter allows, as yaml_emitter_analyze_scalar finds it
 */

struct traits {
    bool indicator; /* something means structure in a block */
    bool breaks, special, tab;
    bool outer_blank; /* begins or ends with a space or a break */
    bool trailing_space, break_space, space_break;
};

static bool first_is_indicator(str s)
{
    if (s.len >= 3 && (memcmp(s.s, "---", 3) == 0 || memcmp(s.s, "...", 3) == 0))
        return true;
    switch (s.s[0]) {
    case '#':
    case ',':
    case '[':
    case ']':
    case '{':
    case '}':
    case '&':
    case '*':
    case '!':
    case '|':
    case '>':
    case '\'':
    case '"':
    case '%':
    case '@':
    case '`':
        return true;
    case '?':
    case '-':
        return s.len == 1 || is_blank(s.s[1]);
    default:
        return false;
    }
}

/* A colon before a blank or the end, or a hash after a blank, in ASCII text. */
static bool has_inner_indicator(str s, unsigned bytes)
{
    if (!(bytes & (YAML_HAS_COLON | YAML_HAS_HASH)))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.s[i] == ':' && (i + 1 == s.len || is_blank(s.s[i + 1])))
            return true;
        if (s.s[i] == '#' && i > 0 && s.s[i - 1] == ' ')
            return true;
    }
    return false;
}

/* Text of one line of printable ASCII. */
static struct traits analyze_line(str s, unsigned bytes)
{
    struct traits t = {0};
    t.trailing_space = s.s[s.len - 1] == ' ';
    t.outer_blank = t.trailing_space || s.s[0] == ' ';
    t.indicator = first_is_indicator(s) || has_inner_indicator(s, bytes);
    return t;
}

/* The same of several lines; what matters for a literal block. */
static struct traits analyze_lines(str s)
{
    struct traits t = {.breaks = true, .trailing_space = s.s[s.len - 1] == ' '};
    const char *end = s.s + s.len;
    for (const char *at = s.s; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        t.space_break |= at > s.s && at[-1] == ' ';
    return t;
}

/* Any text. */
static struct traits analyze(str s, bool pretty)
{
    struct traits t = {.indicator = first_is_indicator(s)};
    bool after_blank = true, after_space = false, after_break = false;
    size_t len;
    for (size_t i = 0; i < s.len; i += len) {
        uint32_t r = utf8_decode(str_from(s, i), &len);
        bool last = i + len == s.len;
        if (r == ':' && (last || is_blank(s.s[i + 1])))
            t.indicator = true;
        if (r == '#' && after_blank)
            t.indicator = true;
        if (pretty && r == '\t')
            t.tab = true;
        else if (!yaml_is_printable(r))
            t.special = true;
        bool space = r == ' ', brk = is_break(r);
        if ((space || brk) && (i == 0 || last))
            t.outer_blank = true;
        t.trailing_space |= space && last;
        t.break_space |= space && after_break;
        t.space_break |= brk && after_space;
        t.breaks |= brk;
        after_space = space;
        after_break = brk;
        after_blank = space || brk || r == '\t' || r == 0;
    }
    return t;
}

struct yaml_form yaml_form_of(str s, unsigned bytes, bool pretty, bool tagged)
{
    struct yaml_form f = {YAML_DOUBLE_QUOTED, false};
    if (s.len == 0)
        return f;
    struct traits t = bytes & YAML_HAS_SPECIAL   ? analyze(s, pretty)
                      : bytes & YAML_HAS_NEWLINE ? analyze_lines(s)
                                                 : analyze_line(s, bytes);
    f.multiline = t.breaks;
    bool quotable = !t.break_space && !t.space_break && !t.special && !t.tab;
    if (bytes & YAML_HAS_NEWLINE) {
        if (!t.trailing_space && !t.space_break && !t.special)
            f.style = YAML_LITERAL;
    } else if (tagged || is_string(s, bytes, pretty)) {
        if (quotable)
            f.style = t.indicator || t.breaks || t.outer_blank ? YAML_SINGLE_QUOTED : YAML_PLAIN;
    }
    return f;
}

bool yaml_is_simple(str s)
{
    enum { LETTER = 1, INNER = 2, LONGEST_MEANING = 5 };
    static const uint8_t kind[256] = {
#define ROW4(c, k)  [c] = k, [(c) + 1] = k, [(c) + 2] = k, [(c) + 3] = k
#define ROW12(c, k) ROW4(c, k), ROW4((c) + 4, k), ROW4((c) + 8, k)
        ROW12('a', LETTER), ROW12('m', LETTER), ['y'] = LETTER, ['z'] = LETTER,
        ROW12('A', LETTER), ROW12('M', LETTER), ['Y'] = LETTER, ['Z'] = LETTER,
        ROW4('0', INNER),   ROW4('4', INNER),   ['8'] = INNER,  ['9'] = INNER,
        ['_'] = INNER,      ['-'] = INNER,      ['.'] = INNER,  ['/'] = INNER,
#undef ROW12
#undef ROW4
    };
    if (!s.len || !(kind[(unsigned char)s.s[0]] & LETTER))
        return false;
    unsigned kinds = 0;
    for (size_t i = 1; i < s.len; i++) {
        unsigned k = kind[(unsigned char)s.s[i]];
        if (!k)
            return false;
        kinds |= k;
    }
    return s.len > LONGEST_MEANING || (kinds & INNER) || yaml_scalar_resolve(s, NULL) == YAML_STR;
}
