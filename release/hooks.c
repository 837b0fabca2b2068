#include "release/hooks.h"

#include "base/unicode.h"
#include "base/utf8.h"

/* Whether s, lower-cased as Go does it, is the ASCII word `name`. */
static bool is_word(str s, const char *name)
{
    while (s.len && *name) {
        size_t n;
        if (unicode_to_lower(utf8_decode(s, &n)) != (unsigned char)*name++)
            return false;
        s = str_from(s, n);
    }
    return s.len == 0 && *name == '\0';
}

static uint32_t find_event(str s)
{
#define HOOK(id, name)                                                                             \
    if (is_word(s, name))                                                                          \
        return HOOK_##id;
#include "release/hooks.def"
#undef HOOK
    return is_word(s, "test-success") ? HOOK_TEST : 0;
}

bool hooks_parse(str annotation, uint32_t *ret_events)
{
    uint32_t events = 0;
    for (str rest = annotation;;) {
        size_t comma = str_find_char(rest, ',');
        str part = comma == STR_NONE ? rest : (str){rest.s, comma};
        uint32_t event = find_event(unicode_trim_space(part));
        if (!event)
            return false;
        events |= event;
        if (comma == STR_NONE)
            break;
        rest = str_from(rest, comma + 1);
    }
    *ret_events = events;
    return true;
}

int64_t hooks_weight(str s)
{
    bool negative = s.len && *s.s == '-';
    if (s.len && (*s.s == '-' || *s.s == '+'))
        s = str_from(s, 1);
    if (s.len == 0)
        return 0;
    int64_t weight = 0; /* counted downwards, where there is room for the least int64 */
    for (size_t i = 0; i < s.len; i++) {
        int digit = s.s[i] - '0';
        if (digit < 0 || digit > 9 || weight < (INT64_MIN + digit) / 10)
            return 0;
        weight = weight * 10 - digit;
    }
    if (negative)
        return weight;
    return weight == INT64_MIN ? 0 : -weight;
}
