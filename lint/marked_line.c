#include "lint/marked_line.h"

bool marked_line_has_mark(str s)
{
    return str_find_char(s, MARK_HOLE) != STR_NONE || str_find_char(s, MARK_SCALAR) != STR_NONE;
}

size_t marked_line_indent(str s)
{
    size_t n = 0;
    while (n < s.len && s.s[n] == ' ')
        n++;
    return n;
}

static bool is_key_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == '/';
}

size_t marked_line_key(str s)
{
    size_t n = 0;
    while (n < s.len && is_key_char(s.s[n]))
        n++;
    return n && s.s[0] != '-' && n < s.len && s.s[n] == ':' ? n + 1 : 0;
}

str marked_line_value(str s)
{
    size_t at = str_find(s, STR(" #"));
    return str_trim_blanks(at == STR_NONE ? s : str_slice(s, 0, at));
}

bool marked_line_is_block_header(str value)
{
    if (!value.len || (*value.s != '|' && *value.s != '>'))
        return false;
    for (size_t i = 1; i < value.len; i++)
        if (value.s[i] != '-' && value.s[i] != '+' && !(value.s[i] >= '1' && value.s[i] <= '9'))
            return false;
    return true;
}
