#include "value/json_parse.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/quote.h"
#include "base/utf8.h"
#include "value/list.h"
#include "value/map.h"

#include <string.h>

enum { DEPTH_MAX = 10000 }; /* encoding/json's maxNestingDepth */

/* An object or array that is open. */
struct frame {
    uint32_t first; /* of its entries or items on the stack */
    bool is_map;
    str key; /* whose value comes next */
};

struct json {
    struct arena *arena;
    str text;
    size_t at;
    bool stream;     /* Decoder's errors at the end of the text, not Unmarshal's */
    bool exact;      /* numbers stay text: Decoder.UseNumber */
    str error;       /* of syntax */
    str range_error; /* the first number that is no float64 */
    struct frame *frames;
    uint32_t nframes, frames_cap;
    struct map_entry *entries;
    uint32_t nentries, entries_cap;
    val *items;
    uint32_t nitems, items_cap;
};

/* ------------------------------------------------------------------------------------------
 * Errors
 */

/* As encoding/json's quoteChar: a byte is taken for the rune of its number. */
static str quote_byte(struct arena *a, char c)
{
    char rune[UTF8_MAX];
    if (c == '\'')
        return STR("'\\''");
    if (c == '"')
        return STR("'\"'");
    str s = quote(a, str_make(rune, utf8_encode(rune, (unsigned char)c)));
    return str_fmt(a, "'%.*s'", STR_ARG(str_slice(s, 1, s.len - 1)));
}

static bool fail_end(struct json *j)
{
    j->error = j->stream ? STR("unexpected EOF") : STR("unexpected end of JSON input");
    return false;
}

/* The byte at the cursor is wrong. Unmarshal takes the end of the text for a blank first. */
static bool fail_token(struct json *j, const char *context)
{
    if (j->at == j->text.len && j->stream)
        return fail_end(j);
    str c = quote_byte(j->arena, j->at < j->text.len ? j->text.s[j->at] : ' ');
    j->error = str_fmt(j->arena, "invalid character %.*s %s", STR_ARG(c), context);
    return false;
}

/* The same where a blank would be right. */
static bool fail(struct json *j, const char *context)
{
    return j->at == j->text.len ? fail_end(j) : fail_token(j, context);
}

/* ------------------------------------------------------------------------------------------
 * Literals
 */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The byte at the cursor, NUL (which no rule wants) at the end. */
static char peek(const struct json *j)
{
    return j->at < j->text.len ? j->text.s[j->at] : '\0';
}

static bool read_word(struct json *j, const char *word)
{
    for (size_t i = 0; word[i]; i++, j->at++) {
        if (peek(j) == word[i])
            continue;
        str context = str_fmt(j->arena, "in literal %s (expecting '%c')", word, word[i]);
        return fail_token(j, str_c(j->arena, context));
    }
    return true;
}

static bool read_digits(struct json *j, const char *context)
{
    if (!is_digit(peek(j)))
        return fail_token(j, context);
    while (is_digit(peek(j)))
        j->at++;
    return true;
}

static bool read_number(struct json *j, val *ret)
{
    size_t start = j->at;
    j->at += peek(j) == '-';
    if (peek(j) == '0')
        j->at++;
    else if (!read_digits(j, "in numeric literal"))
        return false;
    if (peek(j) == '.') {
        j->at++;
        if (!read_digits(j, "after decimal point in numeric literal"))
            return false;
    }
    if (peek(j) == 'e' || peek(j) == 'E') {
        j->at++;
        j->at += peek(j) == '+' || peek(j) == '-';
        if (!read_digits(j, "in exponent of numeric literal"))
            return false;
    }
    double f;
    str text = str_slice(j->text, start, j->at);
    if (j->exact) {
        *ret = val_str(str_dup(j->arena, text));
        ret->gotype = T_JSON_NUMBER;
        return true;
    }
    bool fits = number_parse_float(text, &f);
    if (!fits && !j->range_error.len)
        j->range_error =
            str_fmt(j->arena, "json: cannot unmarshal number %.*s into Go value of type float64",
                    STR_ARG(text));
    *ret = fits ? val_float(f) : val_nil();
    return true;
}

/* ------------------------------------------------------------------------------------------
 * Strings
 */

static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* Goes past bytes of a string that stand for themselves. */
static void skip_plain(struct json *j)
{
    const char *s = j->text.s;
    size_t i = j->at;
    while (i < j->text.len && s[i] >= 0x20 && s[i] < 0x7F && s[i] != '"' && s[i] != '\\')
        i++;
    j->at = i;
}

/* From behind the opening quote to behind the closing one. *ret_plain: no byte needs a change. */
static bool scan_string(struct json *j, bool *ret_plain)
{
    *ret_plain = true;
    for (;; j->at++) {
        skip_plain(j);
        if (j->at == j->text.len || j->text.s[j->at] == '"')
            break;
        unsigned char c = (unsigned char)j->text.s[j->at];
        if (c < 0x20)
            return fail_token(j, "in string literal");
        *ret_plain &= c < 0x80 && c != '\\';
        if (c != '\\')
            continue;
        j->at++;
        char escape = peek(j);
        if (!escape || !strchr("bfnrt\\/\"u", escape))
            return fail_token(j, "in string escape code");
        for (int i = 0; escape == 'u' && i < 4; i++) {
            j->at++;
            if (hex_digit(peek(j)) < 0)
                return fail_token(j, "in \\u hexadecimal character escape");
        }
    }
    if (j->at == j->text.len)
        return fail_end(j);
    j->at++;
    return true;
}

/* The rune of a \uXXXX at i, or a value beyond all runes. */
static uint32_t escaped_rune(str s, size_t i)
{
    uint32_t rune = 0;
    if (i + 6 > s.len || s.s[i] != '\\' || s.s[i + 1] != 'u')
        return UINT32_MAX;
    for (size_t k = i + 2; k < i + 6; k++)
        rune = rune << 4 | (uint32_t)hex_digit(s.s[k]);
    return rune;
}

/* The bytes of an escape at *i, which goes past it. */
static size_t unescape(str s, size_t *i, char *out)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    char c = s.s[*i + 1];
    if (c != 'u') {
        const char *p = strchr(from, c);
        *out = p ? to[p - from] : c;
        *i += 2;
        return 1;
    }
    uint32_t rune = escaped_rune(s, *i);
    *i += 6;
    if (rune < 0xD800 || rune > 0xDFFF)
        return utf8_encode(out, rune);
    uint32_t low = escaped_rune(s, *i);
    if (rune > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return utf8_encode(out, UTF8_BAD);
    *i += 6;
    return utf8_encode(out, 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00));
}

static str unquote(struct arena *a, str s)
{
    struct buf b;
    buf_init(&b, a);
    buf_reserve(&b, s.len);
    for (size_t i = 0; i < s.len;) {
        char *out = buf_reserve(&b, UTF8_MAX);
        size_t n;
        if (s.s[i] == '\\') {
            b.len += unescape(s, &i, out);
            continue;
        }
        b.len += utf8_encode(out, utf8_decode(str_from(s, i), &n));
        i += n;
    }
    return buf_str(&b);
}

static bool read_string(struct json *j, str *ret)
{
    bool plain;
    size_t start = ++j->at;
    if (!scan_string(j, &plain))
        return false;
    str raw = str_slice(j->text, start, j->at - 1);
    *ret = plain ? str_dup(j->arena, raw) : unquote(j->arena, raw);
    return true;
}

/* ------------------------------------------------------------------------------------------
 * Objects and arrays, on a stack of our own
 */

static void skip_blanks(struct json *j)
{
    const char *s = j->text.s;
    size_t i = j->at;
    while (i < j->text.len && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r'))
        i++;
    j->at = i;
}

static bool open_frame(struct json *j, bool is_map)
{
    if (j->nframes == DEPTH_MAX)
        return fail_token(j, "exceeded max depth");
    j->frames = arena_room(j->arena, j->frames, j->nframes, &j->frames_cap, sizeof *j->frames);
    j->frames[j->nframes++] =
        (struct frame){.is_map = is_map, .first = is_map ? j->nentries : j->nitems};
    j->at++;
    return true;
}

static val close_frame(struct json *j)
{
    struct frame f = j->frames[--j->nframes];
    j->at++;
    if (f.is_map) {
        uint32_t n = j->nentries - f.first;
        j->nentries = f.first;
        return val_map(map_of(j->arena, n ? j->entries + f.first : NULL, n));
    }
    struct list *l = list_copied(j->arena, j->items, f.first, j->nitems);
    j->nitems = f.first;
    return val_list(l);
}

static void add(struct json *j, val v)
{
    struct frame *f = &j->frames[j->nframes - 1];
    if (f->is_map) {
        j->entries =
            arena_room(j->arena, j->entries, j->nentries, &j->entries_cap, sizeof *j->entries);
        j->entries[j->nentries++] = (struct map_entry){f->key, str_hash(f->key), v};
        return;
    }
    j->items = arena_room(j->arena, j->items, j->nitems, &j->items_cap, sizeof *j->items);
    j->items[j->nitems++] = v;
}

static bool read_key(struct json *j)
{
    skip_blanks(j);
    if (peek(j) != '"')
        return fail(j, "looking for beginning of object key string");
    if (!read_string(j, &j->frames[j->nframes - 1].key))
        return false;
    skip_blanks(j);
    if (peek(j) != ':')
        return fail(j, "after object key");
    j->at++;
    return true;
}

/* What follows a value in its container: true with *ret_closed telling whether the container ended,
 * its value then being in *v. */
static bool after_value(struct json *j, val *v, bool *ret_closed)
{
    bool is_map = j->frames[j->nframes - 1].is_map;
    add(j, *v);
    skip_blanks(j);
    *ret_closed = peek(j) == (is_map ? '}' : ']');
    if (*ret_closed) {
        *v = close_frame(j);
        return true;
    }
    if (peek(j) != ',')
        return fail(j, is_map ? "after object key:value pair" : "after array element");
    j->at++;
    return !is_map || read_key(j);
}

static bool read_literal(struct json *j, val *ret)
{
    char c = peek(j);
    str s;
    *ret = val_nil();
    switch (c) {
    case '"':
        if (!read_string(j, &s))
            return false;
        *ret = val_str(s);
        return true;
    case 't':
    case 'f':
        *ret = val_bool(c == 't');
        return read_word(j, c == 't' ? "true" : "false");
    case 'n':
        return read_word(j, "null");
    default:
        if (c == '-' || is_digit(c))
            return read_number(j, ret);
        return fail(j, "looking for beginning of value");
    }
}

/* A literal, an empty container, or (*ret_open) the start of one with something in it. */
static bool read_start(struct json *j, val *ret, bool *ret_open)
{
    skip_blanks(j);
    char c = peek(j);
    *ret_open = false;
    if (c != '{' && c != '[')
        return read_literal(j, ret);
    if (!open_frame(j, c == '{'))
        return false;
    skip_blanks(j);
    if (peek(j) == (c == '{' ? '}' : ']')) {
        *ret = close_frame(j);
        return true;
    }
    *ret_open = true;
    return c == '[' || read_key(j);
}

static bool read_value(struct json *j, val *ret)
{
    for (;;) {
        bool open;
        if (!read_start(j, ret, &open))
            return false;
        if (open)
            continue;
        bool closed;
        do {
            if (!j->nframes)
                return true;
            if (!after_value(j, ret, &closed))
                return false;
        } while (closed);
    }
}

/* ------------------------------------------------------------------------------------------
 * Roots
 */

bool json_check_root(struct arena *a, val v, enum json_root root, str *ret_error)
{
    uint8_t want = root == JSON_ROOT_MAP ? V_MAP : V_LIST;
    if (root == JSON_ROOT_ANY || v.tag == want || v.tag == V_NIL)
        return true;
    const char *got = v.tag == V_MAP      ? "object"
                      : v.tag == V_LIST   ? "array"
                      : v.tag == V_STRING ? "string"
                      : v.tag == V_BOOL   ? "bool"
                                          : "number";
    *ret_error = str_fmt(a, "json: cannot unmarshal %s into Go value of type %s", got,
                         root == JSON_ROOT_MAP ? "map[string]interface {}" : "[]interface {}");
    return false;
}

bool json_parse(struct arena *a, str text, enum json_root root, val *ret, str *ret_error)
{
    struct json j = {.arena = a, .text = text};
    val v;
    bool ok = read_value(&j, &v);
    if (ok) {
        skip_blanks(&j);
        ok = j.at == text.len || fail_token(&j, "after top-level value");
    }
    if (!ok) {
        *ret_error = j.error;
        return false;
    }
    bool out_of_range = j.range_error.len > 0;
    val as_read = out_of_range && v.tag == V_NIL ? val_float(0) : v;
    if (!json_check_root(a, as_read, root, ret_error))
        return false;
    *ret = v;
    if (out_of_range)
        *ret_error = j.range_error;
    return !out_of_range;
}

static bool parse_stream(struct json *j, val *ret, str *ret_error)
{
    val v;
    skip_blanks(j);
    if (j->at == j->text.len) {
        *ret_error = STR("EOF");
        return false;
    }
    if (!read_value(j, &v)) {
        *ret_error = j->error;
        return false;
    }
    if (j->range_error.len) {
        *ret_error = j->range_error;
        return false;
    }
    *ret = v;
    return true;
}

bool json_parse_prefix(struct arena *a, str text, val *ret, size_t *ret_used, str *ret_error)
{
    struct json j = {.arena = a, .text = text, .stream = true};
    bool ok = parse_stream(&j, ret, ret_error);
    *ret_used = j.at;
    return ok;
}

bool json_parse_exact(struct arena *a, str text, val *ret, str *ret_error)
{
    struct json j = {.arena = a, .text = text, .stream = true, .exact = true};
    val v;
    if (!parse_stream(&j, &v, ret_error))
        return false;
    skip_blanks(&j);
    if (j.at < text.len) {
        *ret_error = STR("invalid character after top-level value");
        return false;
    }
    *ret = v;
    return true;
}
