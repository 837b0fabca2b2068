/* The tokens of TOML: characters, keys and scalar values, with BurntSushi's verdicts.
 *
 * The cursor reads the text once from front to back, a few characters of backing up apart. The
 * first error stays: from then on the text is at its end, and every function here gives false.
 * Internal to toml_parse.
 */
#ifndef CHELM_VALUE_TOML_LEX_H
#define CHELM_VALUE_TOML_LEX_H

#include "base/buf.h"

enum { TOML_BACKUP_MAX = 4, TOML_END = 0 };

struct toml_cursor {
    struct arena *arena;
    str text;
    size_t start, pos; /* of the token, of the next character */
    int64_t line;
    bool at_end; /* the last thing read was the end */
    size_t width[TOML_BACKUP_MAX];
    bool failed;
    str message;
    int64_t error_line;
};

enum toml_kind {
    TOML_BARE, /* a part of a key */
    TOML_STRING,
    TOML_MULTILINE,
    TOML_RAW,
    TOML_RAW_MULTILINE,
    TOML_BOOL,
    TOML_INTEGER,
    TOML_FLOAT,
    TOML_DATETIME,
    TOML_ARRAY_START,
    TOML_TABLE_START
};

struct toml_item {
    enum toml_kind kind;
    str text; /* as written, without quotes */
    int64_t line;
};

uint32_t toml_next(struct toml_cursor *c); /* TOML_END at the end */
void toml_backup(struct toml_cursor *c);
uint32_t toml_peek(struct toml_cursor *c);
bool toml_accept(struct toml_cursor *c, char want);
void toml_ignore(struct toml_cursor *c); /* the token begins here */
void toml_skip_blanks(struct toml_cursor *c);
static inline bool toml_is_blank(uint32_t r)
{
    return r == ' ' || r == '\t';
}
static inline bool toml_is_newline(uint32_t r)
{
    return r == '\n' || r == '\r';
}
/* The text of the token so far. */
str toml_current(const struct toml_cursor *c);
/* Gives the token and begins the next one. Always true. */
bool toml_emit(struct toml_cursor *c, enum toml_kind kind, struct toml_item *ret);

/* Errors; always false. With a rune or a text, it stands quoted (%q) between the two parts. */
bool toml_fail(struct toml_cursor *c, str message);
bool toml_fail_before(struct toml_cursor *c, str message); /* shown on the line before */
str toml_quote_rune(struct toml_cursor *c, const char *before, uint32_t rune, const char *after);

/* The text after an opening quote. (toml_string.c) */
bool toml_lex_string(struct toml_cursor *c, struct toml_item *ret);
bool toml_lex_raw(struct toml_cursor *c, struct toml_item *ret);
/* Either, of several lines where three quotes begin it. As in lexValue. */
bool toml_lex_quoted(struct toml_cursor *c, uint32_t quote, struct toml_item *ret);
/* A number or date that begins with the digit or sign r, which was read. (toml_number.c) */
bool toml_lex_number(struct toml_cursor *c, uint32_t r, struct toml_item *ret);

/* A value; of arrays and tables only the opening bracket. As lexValue. */
bool toml_lex_value(struct toml_cursor *c, struct toml_item *ret);
/* A part of a key, bare or quoted, where `r` comes next. */
bool toml_lex_key_part(struct toml_cursor *c, uint32_t r, struct toml_item *ret);
/* From after '#' up to the line's end. */
void toml_skip_comment(struct toml_cursor *c);

#endif
