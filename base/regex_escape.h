/* Escape sequences and classes of RE2's syntax. Internal to regex_syntax. */
#ifndef CHELM_BASE_REGEX_ESCAPE_H
#define CHELM_BASE_REGEX_ESCAPE_H

#include "base/regex_class.h"

/* Why a pattern is none: Go's ErrorCode and the text it is shown with. */
struct rx_error {
    const char *code; /* NULL: no error */
    str fragment;
};

/* What has been expanded, by name: tables of Unicode are worth keeping for one pattern. */
struct property_memo {
    str name;
    bool fold;
    struct rune_class class;
    struct property_memo *next;
};

struct class_parser {
    struct arena *arena;
    struct property_memo *memo;
    struct rx_error error;
    bool fold;
};

/* Each of these moves *s past what it reads. False with p->error set. */
bool rx_next_rune(struct class_parser *p, str *s, uint32_t *ret);
/* `\n`, `\x{41}`, `\.`: s begins with a backslash. */
bool rx_escape(struct class_parser *p, str *s, uint32_t *ret);
/* `[...]` */
bool rx_bracket_class(struct class_parser *p, str *s, struct rune_class *ret);
/* `\d`, `\PL`: adds it. *ret tells whether s begins with one. */
bool rx_escaped_class(struct class_parser *p, str *s, struct rune_class *c, bool *ret);

bool rx_fail(struct class_parser *p, const char *code, str fragment);
/* The part of `whole` before its tail `rest`. */
static inline str rx_before(str whole, str rest)
{
    return (str){whole.s, whole.len - rest.len};
}
bool rx_check_utf8(struct class_parser *p, str s);

#endif
