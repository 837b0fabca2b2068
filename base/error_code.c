#include "base/error_code.h"

struct row {
    str code, name, head, part;
};

static const struct row rows[] = {
#define CODE(code, name, head, part)                                                               \
    {STR_INIT(code), STR_INIT(name), STR_INIT(head), STR_INIT(part)},
#include "base/error_codes.def"
#undef CODE
};

enum { ROWS = sizeof rows / sizeof *rows };

static const struct row *find(str message)
{
    for (size_t i = 0; i < ROWS; i++)
        if (str_has_prefix(message, rows[i].head) &&
            (!rows[i].part.len || str_has(message, rows[i].part)))
            return &rows[i];
    return NULL;
}

str error_code(str text)
{
    static const str parse = STR_INIT("parse error at (");
    bool is_syntax = str_has_prefix(text, parse);
    size_t place_end = is_syntax ? str_find(text, STR("): ")) : STR_NONE;
    if (place_end != STR_NONE)
        text = str_from(text, place_end + 3);
    const struct row *row = find(text);
    if (row)
        return row->code;
    if (is_syntax)
        return STR("CH001");
    return str_has_prefix(text, STR("execution error at (")) ? STR("CH230") : STR("CH003");
}

str error_code_name(str code)
{
    for (size_t i = 0; i < ROWS; i++)
        if (str_eq(rows[i].code, code))
            return rows[i].name;
    return STR("error");
}
