#include "base/regex_escape.h"

#include "base/arena.h"
#include "base/utf8.h"

static const char BAD_ESCAPE[] = "invalid escape sequence";
static const char BAD_RANGE[] = "invalid character class range";

bool rx_fail(struct class_parser *p, const char *code, str fragment)
{
    p->error = (struct rx_error){code, fragment};
    return false;
}

bool rx_next_rune(struct class_parser *p, str *s, uint32_t *ret)
{
    size_t length = 0;
    uint32_t r = s->len ? utf8_decode(*s, &length) : UTF8_BAD; /* at the end: U+FFFD, as in Go */
    if (r == UTF8_BAD && length == 1)
        return rx_fail(p, "invalid UTF-8", *s);
    *s = str_from(*s, length);
    *ret = r;
    return true;
}

bool rx_check_utf8(struct class_parser *p, str s)
{
    uint32_t r;
    while (s.len)
        if (!rx_next_rune(p, &s, &r))
            return false;
    return true;
}

/* ---- escapes ---- */

static bool is_octal(str s)
{
    return s.len && s.s[0] >= '0' && s.s[0] <= '7';
}

static bool is_alnum(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int hex_digit(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (int)(c - 'a') + 10;
    return c >= 'A' && c <= 'F' ? (int)(c - 'A') + 10 : -1;
}

static uint32_t take_octal(str *s, uint32_t first)
{
    uint32_t r = first - '0';
    for (int i = 1; i < 3 && is_octal(*s); i++) {
        r = r * 8 + (uint32_t)(s->s[0] - '0');
        *s = str_from(*s, 1);
    }
    return r;
}

/* `{41}` behind its brace. */
static bool take_braced_hex(struct class_parser *p, str whole, str *s, uint32_t *ret)
{
    uint32_t r = 0, c;
    for (int n = 0;; n++) {
        if (s->len == 0)
            return rx_fail(p, BAD_ESCAPE, whole);
        if (!rx_next_rune(p, s, &c))
            return false;
        if (c == '}' && n > 0)
            break;
        int digit = hex_digit(c);
        if (digit < 0)
            return rx_fail(p, BAD_ESCAPE, rx_before(whole, *s));
        r = r * 16 + (uint32_t)digit;
        if (r > RUNE_MAX)
            return rx_fail(p, BAD_ESCAPE, rx_before(whole, *s));
    }
    *ret = r;
    return true;
}

static bool take_hex(struct class_parser *p, str whole, str *s, uint32_t *ret)
{
    uint32_t c, d;
    if (s->len == 0)
        return rx_fail(p, BAD_ESCAPE, whole);
    if (!rx_next_rune(p, s, &c))
        return false;
    if (c == '{')
        return take_braced_hex(p, whole, s, ret);
    if (!rx_next_rune(p, s, &d))
        return false;
    if (hex_digit(c) < 0 || hex_digit(d) < 0)
        return rx_fail(p, BAD_ESCAPE, rx_before(whole, *s));
    *ret = (uint32_t)(hex_digit(c) * 16 + hex_digit(d));
    return true;
}

static uint32_t control_escape(uint32_t c)
{
    switch (c) {
    case 'a':
        return '\a';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return 0;
    }
}

bool rx_escape(struct class_parser *p, str *s, uint32_t *ret)
{
    str whole = *s, t = str_from(*s, 1);
    uint32_t c;
    if (t.len == 0)
        return rx_fail(p, "trailing backslash at end of expression", STR(""));
    if (!rx_next_rune(p, &t, &c))
        return false;
    if (c == '0' || (c >= '1' && c <= '7' && is_octal(t))) {
        *ret = take_octal(&t, c);
    } else if (c == 'x') {
        if (!take_hex(p, whole, &t, ret))
            return false;
    } else if (control_escape(c)) {
        *ret = control_escape(c);
    } else if (c < 0x80 && !is_alnum(c)) {
        *ret = c;
    } else {
        return rx_fail(p, BAD_ESCAPE, rx_before(whole, t));
    }
    *s = t;
    return true;
}

/* ---- named classes ---- */

struct named_class {
    str name;
    bool negated;
    uint8_t n;
    struct rune_range range[4];
};

#define DIGIT                                                                                      \
    1,                                                                                             \
    {                                                                                              \
        {                                                                                          \
            '0', '9'                                                                               \
        }                                                                                          \
    }
#define SPACE                                                                                      \
    3,                                                                                             \
    {                                                                                              \
        {'\t', '\n'}, {'\f', '\r'},                                                                \
        {                                                                                          \
            ' ', ' '                                                                               \
        }                                                                                          \
    }
#define WORD                                                                                       \
    4,                                                                                             \
    {                                                                                              \
        {'0', '9'}, {'A', 'Z'}, {'_', '_'},                                                        \
        {                                                                                          \
            'a', 'z'                                                                               \
        }                                                                                          \
    }

static const struct named_class PERL[] = {
    {STR_INIT("\\d"), false, DIGIT}, {STR_INIT("\\D"), true, DIGIT},
    {STR_INIT("\\s"), false, SPACE}, {STR_INIT("\\S"), true, SPACE},
    {STR_INIT("\\w"), false, WORD},  {STR_INIT("\\W"), true, WORD}};

static const struct named_class POSIX[] = {
    {STR_INIT("alnum"), false, 3, {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
    {STR_INIT("alpha"), false, 2, {{'A', 'Z'}, {'a', 'z'}}},
    {STR_INIT("ascii"), false, 1, {{0, 0x7F}}},
    {STR_INIT("blank"), false, 2, {{'\t', '\t'}, {' ', ' '}}},
    {STR_INIT("cntrl"), false, 2, {{0, 0x1F}, {0x7F, 0x7F}}},
    {STR_INIT("digit"), false, DIGIT},
    {STR_INIT("graph"), false, 1, {{'!', '~'}}},
    {STR_INIT("lower"), false, 1, {{'a', 'z'}}},
    {STR_INIT("print"), false, 1, {{' ', '~'}}},
    {STR_INIT("punct"), false, 4, {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
    {STR_INIT("space"), false, 2, {{'\t', '\r'}, {' ', ' '}}},
    {STR_INIT("upper"), false, 1, {{'A', 'Z'}}},
    {STR_INIT("word"), false, WORD},
    {STR_INIT("xdigit"), false, 3, {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}}};

#undef DIGIT
#undef SPACE
#undef WORD

static void add_named(struct class_parser *p, const struct named_class *g, bool negated,
                      struct rune_class *c)
{
    struct rune_class all;
    class_init(&all, p->arena);
    for (uint8_t i = 0; i < g->n; i++) {
        if (p->fold)
            class_add_folded(&all, g->range[i].low, g->range[i].high);
        else
            class_add(&all, g->range[i].low, g->range[i].high);
    }
    class_clean(&all);
    if (negated)
        class_add_complement(c, &all);
    else
        class_add_class(c, &all, false);
}

static bool add_perl(struct class_parser *p, str *s, struct rune_class *c)
{
    for (size_t i = 0; i < sizeof PERL / sizeof *PERL; i++) {
        if (!str_has_prefix(*s, PERL[i].name))
            continue;
        add_named(p, &PERL[i], PERL[i].negated, c);
        *s = str_from(*s, 2);
        return true;
    }
    return false;
}

/* `[:alpha:]`; *ret tells whether s begins with one. */
static bool add_posix(struct class_parser *p, str *s, struct rune_class *c, bool *ret)
{
    *ret = false;
    size_t end = s->len > 2 && str_has_prefix(*s, STR("[:")) ? str_find(str_from(*s, 2), STR(":]"))
                                                             : STR_NONE;
    if (end == STR_NONE)
        return true;
    str name = str_slice(*s, 2, end + 2);
    bool negated = name.len && name.s[0] == '^';
    if (negated)
        name = str_from(name, 1);
    for (size_t i = 0; i < sizeof POSIX / sizeof *POSIX; i++) {
        if (!str_eq(name, POSIX[i].name))
            continue;
        add_named(p, &POSIX[i], negated, c);
        *s = str_from(*s, end + 4);
        *ret = true;
        return true;
    }
    return rx_fail(p, BAD_RANGE, str_slice(*s, 0, end + 4));
}

/* ---- \pL and \p{Greek} ---- */

static const struct rune_class *find_property(struct class_parser *p, str name)
{
    for (struct property_memo *m = p->memo; m; m = m->next)
        if (m->fold == p->fold && str_eq(m->name, name))
            return &m->class;
    struct property_memo *m = ARENA_NEW(p->arena, struct property_memo);
    struct rune_class plain;
    class_init(&plain, p->arena);
    class_init(&m->class, p->arena);
    if (!class_add_property(&plain, name))
        return NULL;
    class_clean(&plain);
    class_add_class(&m->class, &plain, p->fold);
    class_clean(&m->class);
    m->name = name;
    m->fold = p->fold;
    m->next = p->memo;
    p->memo = m;
    return &m->class;
}

/* The name behind \p, and all of it in *whole. */
static bool take_property_name(struct class_parser *p, str *s, str *whole, str *name)
{
    str t = str_from(*s, 2);
    uint32_t c;
    if (!rx_next_rune(p, &t, &c))
        return false;
    if (c != '{') {
        *whole = rx_before(*s, t);
        *name = str_from(*whole, 2);
        *s = t;
        return true;
    }
    size_t end = str_find_char(*s, '}');
    if (end == STR_NONE)
        return rx_check_utf8(p, *s) && rx_fail(p, BAD_RANGE, *s);
    *whole = str_slice(*s, 0, end + 1);
    *name = str_slice(*s, 3, end);
    *s = str_from(*s, end + 1);
    return rx_check_utf8(p, *name);
}

static bool add_property(struct class_parser *p, str *s, struct rune_class *c)
{
    bool negated = s->s[1] == 'P';
    str whole, name;
    if (!take_property_name(p, s, &whole, &name))
        return false;
    if (name.len && name.s[0] == '^') {
        negated = !negated;
        name = str_from(name, 1);
    }
    const struct rune_class *property = find_property(p, name);
    if (!property)
        return rx_fail(p, BAD_RANGE, whole);
    if (negated)
        class_add_complement(c, property);
    else
        class_add_class(c, property, false);
    return true;
}

bool rx_escaped_class(struct class_parser *p, str *s, struct rune_class *c, bool *ret)
{
    *ret = false;
    if (s->len < 2 || s->s[0] != '\\')
        return true;
    if (s->s[1] == 'p' || s->s[1] == 'P') {
        *ret = true;
        return add_property(p, s, c);
    }
    *ret = add_perl(p, s, c);
    return true;
}

/* ---- [...] ---- */

static bool take_class_rune(struct class_parser *p, str whole, str *s, uint32_t *ret)
{
    if (s->len == 0)
        return rx_fail(p, "missing closing ]", whole);
    return s->s[0] == '\\' ? rx_escape(p, s, ret) : rx_next_rune(p, s, ret);
}

static bool take_range(struct class_parser *p, str whole, str *s, struct rune_class *c)
{
    str begin = *s;
    uint32_t low, high;
    if (!take_class_rune(p, whole, s, &low))
        return false;
    high = low;
    if (s->len >= 2 && s->s[0] == '-' && s->s[1] != ']') {
        *s = str_from(*s, 1);
        if (!take_class_rune(p, whole, s, &high))
            return false;
        if (high < low)
            return rx_fail(p, BAD_RANGE, rx_before(begin, *s));
    }
    if (p->fold)
        class_add_folded(c, low, high);
    else
        class_add(c, low, high);
    return true;
}

bool rx_bracket_class(struct class_parser *p, str *s, struct rune_class *ret)
{
    str whole = *s, t = str_from(*s, 1);
    bool negated = t.len && t.s[0] == '^';
    if (negated)
        t = str_from(t, 1);
    struct rune_class c;
    class_init(&c, p->arena);
    for (bool first = true; first || t.len == 0 || t.s[0] != ']'; first = false) {
        bool found;
        if (!add_posix(p, &t, &c, &found))
            return false;
        if (!found && !rx_escaped_class(p, &t, &c, &found))
            return false;
        if (!found && !take_range(p, whole, &t, &c))
            return false;
    }
    class_clean(&c);
    if (negated)
        class_negate(&c);
    *s = str_from(t, 1);
    *ret = c;
    return true;
}
