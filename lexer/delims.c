#include "lexer/delims.h"

static const struct {
    str left, right;
} pairs[] = {
    [DELIMS_HELM] = {STR_INIT("{{"), STR_INIT("}}")},
    [DELIMS_CHELM] = {STR_INIT("<<"), STR_INIT(">>")},
};

str delims_left(enum delims d)
{
    return pairs[d].left;
}

str delims_right(enum delims d)
{
    return pairs[d].right;
}

bool delims_parse(str text, enum delims *ret)
{
    text = str_trim_blanks(text);
    for (int d = DELIMS_HELM; d <= DELIMS_CHELM; d++) {
        str left = pairs[d].left, right = pairs[d].right;
        if (text.len < left.len + right.len || !str_has_prefix(text, left) ||
            !str_has_suffix(text, right))
            continue;
        str between = str_slice(text, left.len, text.len - right.len);
        if (str_trim_blanks(between).len)
            return false;
        *ret = (enum delims)d;
        return true;
    }
    return false;
}
