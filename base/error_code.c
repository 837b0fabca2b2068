#include "base/error_code.h"

/* Texts and not where they are: addresses would have to be relocated at each start. */
struct row {
    char code[6], name[24], head[48], part[48];
};

static const struct row rows[] = {
#define CODE(code, name, head, part) {code, name, head, part},
#include "base/error_codes.def"
#undef CODE
};

enum { ROWS = sizeof rows / sizeof *rows };

static const struct row *find(str message)
{
    for (size_t i = 0; i < ROWS; i++)
        if (str_has_prefix(message, str_from_c(rows[i].head)) &&
            (!rows[i].part[0] || str_has(message, str_from_c(rows[i].part))))
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
        return str_from_c(row->code);
    if (is_syntax)
        return STR("CH001");
    return str_has_prefix(text, STR("execution error at (")) ? STR("CH230") : STR("CH003");
}

str error_code_name(str code)
{
    for (size_t i = 0; i < ROWS; i++)
        if (str_eq(str_from_c(rows[i].code), code))
            return str_from_c(rows[i].name);
    return STR("error");
}
