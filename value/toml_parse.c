#include "value/toml_parse.h"

#include "base/arena.h"
#include "base/quote.h"
#include "value/list.h"
#include "value/toml_key.h"
#include "value/toml_lex.h"
#include "value/toml_tables.h"
#include "value/toml_value.h"

#include <string.h>

/* Go's parser recurses as deeply as the text does. */
enum { DEPTH_MAX = 1000 };

struct parser {
    struct arena *arena;
    struct toml_cursor c;
    struct toml_zones zones;
    struct toml_tables t;
    unsigned depth;
    str error;
};

/* ------------------------------------------------------------------------------------------
 * Errors
 */

static str with_place(const struct parser *p, int64_t line, str message)
{
    struct buf b;
    buf_init(&b, p->arena);
    buf_put_str(&b, STR("toml: line "));
    buf_put_int(&b, line);
    str last = toml_tables_current(&p->t);
    if (last.len) {
        buf_put_str(&b, STR(" (last key "));
        quote_go(&b, last);
        buf_put_char(&b, ')');
    }
    buf_put_str(&b, STR(": "));
    buf_put_str(&b, message);
    return buf_str(&b);
}

static bool fail(struct parser *p, int64_t line, str message)
{
    p->error = with_place(p, line, message);
    return false;
}

/* The lexer has failed. */
static bool fail_lexer(struct parser *p)
{
    return fail(p, p->c.error_line, p->c.message);
}

/* The tables have refused: their message stands at the first part of the last key. */
static bool check(struct parser *p, bool ok)
{
    return ok || fail(p, p->t.line, p->t.message);
}

static bool fail_at_rune(struct parser *p, const char *before, uint32_t r, const char *after)
{
    toml_fail(&p->c, toml_quote_rune(&p->c, before, r, after));
    return fail_lexer(p);
}

static bool fail_text(struct parser *p, str message)
{
    toml_fail(&p->c, message);
    return fail_lexer(p);
}

/* "…, but got 'x'", or "end of file". */
static bool fail_but_got(struct parser *p, const char *before, uint32_t r, const char *after)
{
    struct buf b;
    str got = r == TOML_END ? STR("end of file") : toml_current(&p->c);
    buf_init(&b, p->arena);
    buf_put_str(&b, str_from_c(before));
    if (r != TOML_END)
        buf_put_fmt(&b, "'%.*s'", STR_ARG(got));
    else
        buf_put_str(&b, got);
    buf_put_str(&b, str_from_c(after));
    return fail_text(p, buf_str(&b));
}

/* ------------------------------------------------------------------------------------------
 * Keys
 */

/* A part of a key as text. */
static bool key_part(struct parser *p, uint32_t r, const struct toml_key **key)
{
    struct toml_item item;
    if (!toml_lex_key_part(&p->c, r, &item))
        return fail_lexer(p);
    if (!*key)
        p->t.line = item.line;
    val part;
    str message;
    if (!toml_value(p->arena, &p->zones, &item, &part, &message))
        return fail(p, item.line, message);
    *key = toml_key_add(p->arena, *key, val_text(part));
    return (*key)->len <= DEPTH_MAX || fail(p, item.line, STR("nested too deeply"));
}

static bool end_of_key(struct parser *p, uint32_t r)
{
    if (r == '=' && !p->c.failed) {
        toml_ignore(&p->c);
        return true;
    }
    if (r == TOML_END)
        return fail_text(p, STR("unexpected EOF; expected key separator '='"));
    str message = toml_quote_rune(&p->c, "expected '.' or '=', but got ", r, " instead");
    if (r == '\n')
        toml_fail_before(&p->c, message);
    else
        toml_fail(&p->c, message);
    return fail_lexer(p);
}

/* The parts of a key up to and with '='. */
static bool read_key(struct parser *p, const struct toml_key **ret)
{
    *ret = NULL;
    toml_skip_blanks(&p->c);
    uint32_t r = toml_peek(&p->c);
    if (r == '=' || r == TOML_END)
        return fail_text(p, STR("unexpected '=': key name appears blank"));
    if (r == '.')
        return fail_text(p, STR("unexpected '.': keys cannot start with a '.'"));
    for (;;) {
        if (!key_part(p, r, ret))
            return false;
        toml_skip_blanks(&p->c);
        r = toml_next(&p->c);
        if (r != '.')
            return end_of_key(p, r);
        toml_skip_blanks(&p->c);
        r = toml_peek(&p->c);
        if (r == '=' || r == TOML_END)
            return fail_text(p, STR("unexpected '='"));
        if (r == '.')
            return fail_text(p, STR("unexpected '.'"));
    }
}

/* The parts of a table's name up to and with ']'. */
static bool read_table_name(struct parser *p, const struct toml_key **ret)
{
    *ret = NULL;
    for (;;) {
        toml_skip_blanks(&p->c);
        uint32_t r = toml_peek(&p->c);
        if (r == ']' || r == TOML_END)
            return fail_text(p, STR("unexpected end of table name (table names cannot be empty)"));
        if (r == '.')
            return fail_text(p, STR("unexpected table separator (table names cannot be empty)"));
        if (!key_part(p, r, ret))
            return false;
        toml_skip_blanks(&p->c);
        r = toml_next(&p->c);
        if (r == ']' && !p->c.failed)
            return true;
        if (r != '.')
            return fail_at_rune(p, "expected '.' or ']' to end table name, but got ", r,
                                " instead");
        toml_ignore(&p->c);
    }
}

/* ------------------------------------------------------------------------------------------
 * Values
 */

static bool read_value(struct parser *p, bool in_array, val *ret, bool *ret_array);

/* Over blanks, line ends and comments; the character after them is read, and begins the token. */
static uint32_t next_significant(struct parser *p)
{
    for (;;) {
        toml_ignore(&p->c);
        uint32_t r = toml_next(&p->c);
        if (r == '#')
            toml_skip_comment(&p->c);
        else if (!toml_is_blank(r) && !toml_is_newline(r))
            return r;
    }
}

static bool read_items(struct parser *p, struct list *l)
{
    for (;;) {
        uint32_t r = next_significant(p);
        if (r == ',')
            return fail_text(p, STR("unexpected comma"));
        if (r == ']')
            return true;
        toml_backup(&p->c);
        val v;
        bool unused;
        if (!read_value(p, true, &v, &unused))
            return false;
        list_push(l, v);
        r = next_significant(p);
        if (r == ']')
            return true;
        if (r != ',')
            return fail_but_got(p, "expected a comma (',') or array terminator (']'), but got ", r,
                                "");
    }
}

static bool read_array(struct parser *p, val *ret)
{
    toml_tables_set_array(&p->t, p->t.key, true);
    struct list *l = list_new(p->arena, 2);
    if (!read_items(p, l))
        return false;
    *ret = val_list(l);
    return true;
}

/* Enters the tables that a dotted key names before its last part. */
static bool enter_parents(struct parser *p, const struct toml_key *key)
{
    if (!key)
        return true;
    if (!enter_parents(p, key->parent))
        return false;
    const struct toml_key *table = toml_key_add(p->arena, p->t.context, key->part);
    return check(p, toml_tables_enter_implicit(&p->t, table));
}

/* Puts a value where its dotted key says, in the inline table itself. */
static struct map *parent_table(struct parser *p, struct map *m, const struct toml_key *parents)
{
    if (!parents)
        return m;
    m = parent_table(p, m, parents->parent);
    if (!m)
        return NULL;
    val *at = map_get(m, parents->part);
    if (!at) {
        struct map *made = map_new(p->arena, 0);
        map_set(m, parents->part, val_map(made));
        return made;
    }
    return at->tag == V_MAP ? at->map : NULL;
}

static bool fail_no_table(struct parser *p)
{
    struct buf name, b;
    buf_init(&name, p->arena);
    buf_init(&b, p->arena);
    toml_key_put(&name, p->t.context);
    quote_go(&b, buf_str(&name));
    buf_put_str(&b, STR(" is not a table"));
    return fail(p, p->t.line, buf_str(&b));
}

/* key = value, in the current table. */
static bool read_pair(struct parser *p, const struct toml_key **ret_key, val *ret)
{
    const struct toml_key *key;
    bool array;
    if (!read_key(p, &key))
        return false;
    p->t.key = key->part;
    if (!enter_parents(p, key->parent))
        return false;
    if (!read_value(p, false, ret, &array))
        return false;
    if (!check(p, toml_tables_set(&p->t, p->t.key, *ret)))
        return false;
    toml_tables_set_array(&p->t, p->t.key, array);
    *ret_key = key;
    return true;
}

static bool read_inline_pair(struct parser *p, struct map *m)
{
    const struct toml_key *key, *context = p->t.context;
    val v;
    if (!read_pair(p, &key, &v))
        return false;
    struct map *into = parent_table(p, m, key->parent);
    if (!into)
        return fail_no_table(p);
    map_set(into, p->t.key, v);
    p->t.context = context;
    return true;
}

static bool read_inline_pairs(struct parser *p, struct map *m)
{
    for (;;) {
        uint32_t r = next_significant(p);
        if (r == ',')
            return fail_text(p, STR("unexpected comma"));
        if (r == '}')
            return true;
        toml_backup(&p->c);
        if (!read_inline_pair(p, m))
            return false;
        do { /* after a comma the end may follow, even a comma before the end */
            r = next_significant(p);
            if (r == '}')
                return true;
            if (r != ',')
                return fail_but_got(p,
                                    "expected a comma or an inline table terminator '}', but got ",
                                    r, " instead");
            toml_ignore(&p->c);
            toml_skip_blanks(&p->c);
        } while (toml_peek(&p->c) == '}');
    }
}

static bool read_inline_table(struct parser *p, bool in_array, val *ret)
{
    struct map *m = map_new(p->arena, 0);
    const struct toml_key *outer_context = p->t.context;
    str outer_key = p->t.key;
    const struct toml_key *table = toml_key_add(p->arena, p->t.context, p->t.key);
    p->t.context = table;
    p->t.key = STR("");
    toml_tables_add_implicit(&p->t, table);
    if (!check(p, toml_tables_enter(&p->t, table, in_array)))
        return false;
    p->t.context = table;
    if (!read_inline_pairs(p, m))
        return false;
    p->t.context = outer_context;
    p->t.key = outer_key;
    *ret = val_map(m);
    return true;
}

static bool read_scalar(struct parser *p, const struct toml_item *item, val *ret)
{
    str message;
    if (toml_value(p->arena, &p->zones, item, ret, &message))
        return true;
    return fail(p, item->line, message);
}

static bool read_value(struct parser *p, bool in_array, val *ret, bool *ret_array)
{
    struct toml_item item;
    if (!toml_lex_value(&p->c, &item))
        return fail_lexer(p);
    *ret_array = item.kind == TOML_ARRAY_START;
    if (item.kind != TOML_ARRAY_START && item.kind != TOML_TABLE_START)
        return read_scalar(p, &item, ret);
    if (p->depth == DEPTH_MAX || toml_key_len(p->t.context) >= DEPTH_MAX)
        return fail(p, item.line, STR("nested too deeply"));
    p->depth++;
    bool ok = *ret_array ? read_array(p, ret) : read_inline_table(p, in_array, ret);
    p->depth--;
    return ok;
}

/* ------------------------------------------------------------------------------------------
 * The document
 */

static bool read_table_header(struct parser *p)
{
    const struct toml_key *key;
    bool array = toml_peek(&p->c) == '[';
    if (array)
        toml_next(&p->c);
    if (!read_table_name(p, &key))
        return false;
    if (array) {
        toml_ignore(&p->c);
        uint32_t r = toml_next(&p->c);
        if (r != ']')
            return fail_at_rune(p, "expected end of table array name delimiter ']', but got ", r,
                                " instead");
    }
    if (!check(p, toml_tables_enter(&p->t, key, array)))
        return false;
    toml_tables_set_array(&p->t, STR(""), false);
    return true;
}

static bool read_top_pair(struct parser *p)
{
    const struct toml_key *key, *context = p->t.context;
    val v;
    if (!read_pair(p, &key, &v))
        return false;
    p->t.context = context;
    p->t.key = STR("");
    return true;
}

/* After a pair or a header: the line must end. */
static bool read_line_end(struct parser *p)
{
    for (;;) {
        uint32_t r = toml_next(&p->c);
        if (r == '#')
            toml_skip_comment(&p->c);
        if (p->c.failed)
            return fail_lexer(p);
        if (r == '#' || r == TOML_END || toml_is_newline(r))
            return true;
        if (!toml_is_blank(r))
            return fail_at_rune(
                p, "expected a top-level item to end with a newline, comment, or EOF, but got ", r,
                " instead");
    }
}

static bool read_document(struct parser *p)
{
    for (;;) {
        uint32_t r = next_significant(p);
        if (p->c.failed)
            return fail_lexer(p);
        if (r == TOML_END)
            return true;
        if (r != '[')
            toml_backup(&p->c);
        bool ok = r == '[' ? read_table_header(p) : read_top_pair(p);
        if (!ok || !read_line_end(p))
            return false;
    }
}

static str without_bom(str text)
{
    if (str_has_prefix(text, STR("\xff\xfe")) || str_has_prefix(text, STR("\xfe\xff")))
        return str_from(text, 2);
    return str_has_prefix(text, STR("\xef\xbb\xbf")) ? str_from(text, 3) : text;
}

bool toml_parse(struct arena *a, str text, int64_t now, struct map **ret, str *ret_error)
{
    text = without_bom(text);
    if (text.len && memchr(text.s, '\0', text.len < 6 ? text.len : 6)) {
        *ret_error = STR("toml: line 1: files cannot contain NULL bytes; probably using UTF-16; "
                         "TOML files must be UTF-8");
        return false;
    }
    struct parser p = {.arena = a, .zones = {.now = now}};
    p.c = (struct toml_cursor){.arena = a, .text = text, .line = 1};
    toml_tables_init(&p.t, a);
    if (!read_document(&p)) {
        *ret_error = p.error;
        return false;
    }
    *ret = p.t.root;
    return true;
}
