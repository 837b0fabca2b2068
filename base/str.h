/* A string view: bytes that somebody else owns.
 *
 * A `str` is passed by value and never owns its bytes; it is not terminated by NUL and may hold
 * any bytes. Its owner (an arena, a source text, a literal) must outlive it. An empty view may
 * have a NULL pointer. Functions here never fail; those that make new bytes take the arena in
 * which the bytes will live.
 */
#ifndef CHELM_BASE_STR_H
#define CHELM_BASE_STR_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;

typedef struct str {
    const char *s;
    size_t len;
} str;

/* A view of a string literal, usable as an expression and (STR_INIT) as a static initialiser. */
#define STR(lit) ((str){(lit), sizeof(lit) - 1})
#define STR_INIT(lit)                                                                              \
    {                                                                                              \
        (lit), sizeof(lit) - 1                                                                     \
    }
/* The two arguments of "%.*s" in a printf-like call. */
#define STR_ARG(v) (int)(v).len, (v).s

/* What str_find and its kin return when nothing is found. */
#define STR_NONE SIZE_MAX

static inline str str_make(const char *s, size_t len)
{
    return (str){s, len};
}
str str_from_c(const char *s); /* NULL gives the empty view */

/* Inline are those that lexers and look-ups call for every few bytes. */

static inline bool str_eq(str a, str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.s, b.s, a.len) == 0);
}

/* Bytes [from, to) and [from, end); bounds must hold. */
static inline str str_slice(str s, size_t from, size_t to)
{
    assert(from <= to && to <= s.len);
    return (str){from ? s.s + from : s.s, to - from}; /* NULL + 0 is undefined */
}

static inline str str_from(str s, size_t from)
{
    return str_slice(s, from, s.len);
}

static inline bool str_has_prefix(str s, str prefix)
{
    return s.len >= prefix.len && str_eq(str_slice(s, 0, prefix.len), prefix);
}

int str_cmp_bytes(str a, str b);
/* Bytewise, as Go orders strings: <0, 0, >0. Most names that are looked for in a table differ in
 * their first byte. */
static inline int str_cmp(str a, str b)
{
    if (a.len && b.len && a.s[0] != b.s[0])
        return (unsigned char)a.s[0] < (unsigned char)b.s[0] ? -1 : 1;
    return str_cmp_bytes(a, b);
}
bool str_has_suffix(str s, str suffix);
size_t str_find(str s, str needle); /* offset of the first occurrence, STR_NONE if absent */
size_t str_find_last(str s, str needle);
size_t str_find_char(str s, char c);
/* What stands between the first quotation marks; empty when nothing does. */
str str_in_quotes(str s);
bool str_has(str s, str needle);
size_t str_count(str s, str needle); /* occurrences that do not overlap; needle not empty */

/* ASCII blanks " \t\r\n" cut off at both ends. (Unicode: unicode_trim_space.) */
str str_trim_blanks(str s);
/* Equal when ASCII letters are compared without case. */
bool str_eq_fold(str a, str b);

/* Copies in the arena; str_c's result ends in NUL. */
str str_dup(struct arena *a, str s);
const char *str_c(struct arena *a, str s);
/* printf into the arena. */
str str_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
str str_concat(struct arena *a, str x, str y);
str str_replace_all(struct arena *a, str s, str old, str with); /* old not empty */

/* What maps store beside each key: it may differ between machines, nothing printed depends on it.
 */
uint32_t str_hash(str s);
/* The same of a text as long as a file, of which only some parts count: for texts that are compared
 * once their hashes are the same. */
uint32_t str_hash_text(str s);

#endif
