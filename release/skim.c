#include "release/skim.h"

#include "base/utf8.h"
#include "release/hooks.h"
#include "value/yaml_plain.h"

#include <string.h>

enum {
    DEPTH_MAX = 64,
    KEY_MAX = 512,   /* libyaml's limit for a key is 1024 bytes */
    NUMBER_MAX = 17, /* 0x8000000000000000, one longer, is an integer that no key may be */
};

enum place { ELSEWHERE, IN_METADATA, IN_ANNOTATIONS };

struct level {
    size_t indent;
    bool is_list;
};

struct skim {
    str rest; /* from the current line on */
    struct head head;
    struct level levels[DEPTH_MAX]; /* block collections that are open */
    size_t depth;
    bool started;     /* the outermost map was opened: there is but one */
    bool pending;     /* the innermost collection waits for a value */
    bool taken;       /* the head has the text of this line's value: it must be all of it */
    enum place place; /* of the entries of levels 2 and 3 */
    bool has_version, has_kind, has_metadata, has_name, has_annotations;
};

/* ---- bytes ---- */

/* What a byte may be: of a word, or of a key only. */
enum { W = 1, K = 2 };

/* clang-format off */
static const unsigned char classes[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, K, K, K, /* - . / */
    W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, 0, 0,
    0, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, W, /* _ */
    0, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, 0,
};
/* clang-format on */

static bool is_word_char(char c)
{
    return classes[(unsigned char)c] == W;
}

static bool is_key_char(char c)
{
    return classes[(unsigned char)c] != 0;
}

static bool is_letter(char c)
{
    return is_word_char(c) && (c < '0' || c > '9') && c != '_';
}

static str skip_spaces(str s)
{
    while (s.len && *s.s == ' ')
        s = str_from(s, 1);
    return s;
}

static size_t spaces(str s)
{
    return s.len - skip_spaces(s).len;
}

/* Nothing, or a comment, which needs a blank before it. */
static bool ends_line(str s)
{
    str rest = skip_spaces(s);
    return rest.len == 0 || (*rest.s == '#' && rest.len < s.len);
}

/* ---- scalars on one line ---- */

enum quoted { QUOTED_ODD, QUOTED_OPEN, QUOTED_CLOSED };

/* Looks for the end of a quoted scalar in the rest of its line, or in one of its further lines. */
static enum quoted scan_quoted(str s, char quote, size_t *ret_end)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.s[i] == '\t')
            return QUOTED_ODD;
        if (quote == '"' && s.s[i] == '\\') {
            if (++i < s.len && !strchr("\"\\ntr ", s.s[i]))
                return QUOTED_ODD;
        } else if (s.s[i] == quote) {
            *ret_end = i + 1;
            if (quote == '"' || i + 1 == s.len || s.s[i + 1] != '\'')
                return QUOTED_CLOSED;
            i++;
        }
    }
    return QUOTED_OPEN;
}

/* The end of a quoted scalar at the start of s, 0 when it is not a simple one. */
static size_t quoted_end(str s)
{
    size_t end;
    return scan_quoted(str_from(s, 1), *s.s, &end) == QUOTED_CLOSED ? end + 1 : 0;
}

/* Whether a plain scalar may start so, and is no infinity or NaN, which JSON lacks. */
static bool starts_plain(str s)
{
    char c = *s.s;
    if (c == '-' || c == '+')
        return s.len > 1 && s.s[1] != ' ' && s.s[1] != '.' && s.s[1] != '\t';
    if (c == '.')
        return s.len > 1 && !strchr("iInN", s.s[1]);
    if (c == ':')
        return s.len > 1 && s.s[1] != ' ' && s.s[1] != '\t';
    return is_word_char(c) || c == '/' || c == '(' || c == '$' || c == '^' || c == ';' ||
           c == '~' || c == '\\' || c == '=' || (unsigned char)c >= 0x80;
}

/* Cuts a plain scalar off at its comment. False when it holds what ends or spoils it. */
static bool plain_scalar(str s, str *ret)
{
    if (!starts_plain(s))
        return false;
    size_t len = s.len;
    for (size_t i = 1; i < s.len; i++) {
        char c = s.s[i];
        if (c == '\t' || (c == ':' && (i + 1 == s.len || s.s[i + 1] == ' ')))
            return false;
        if (c == '#' && s.s[i - 1] == ' ') {
            len = i;
            break;
        }
    }
    while (len && s.s[len - 1] == ' ')
        len--;
    *ret = (str){s.s, len};
    return true;
}

/* [] and {}, or a list of words and simple quoted scalars: what follows it, or NULL. */
static const char *flow_end(str s)
{
    if (str_has_prefix(s, STR("[]")) || str_has_prefix(s, STR("{}")))
        return s.s + 2;
    if (*s.s != '[')
        return NULL;
    size_t i = 1;
    for (;;) {
        i += spaces(str_from(s, i));
        size_t start = i;
        if (i < s.len && (s.s[i] == '"' || s.s[i] == '\''))
            i += quoted_end(str_from(s, i));
        else if (i < s.len && is_word_char(s.s[i]))
            while (i < s.len && is_key_char(s.s[i]))
                i++;
        if (i == start)
            return NULL;
        i += spaces(str_from(s, i));
        if (i < s.len && s.s[i] == ']')
            return s.s + i + 1;
        if (i >= s.len || s.s[i++] != ',')
            return NULL;
    }
}

/* Words that YAML 1.1 takes for something else than text. */
static bool is_reserved(str s)
{
    static const char *const words[] = {"y",   "n",    "yes",   "no",  "on",
                                        "off", "true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_fold(s, str_from_c(words[i])))
            return true;
    return false;
}

/* The text of a scalar of the head, when it is text beyond doubt. */
static bool text_scalar(str s, str *ret)
{
    if (s.len == 0)
        return false;
    if (*s.s == '"' || *s.s == '\'') {
        size_t end = quoted_end(s);
        str inner = end > 1 ? str_slice(s, 1, end - 1) : (str){0};
        if (end < 2 || !ends_line(str_from(s, end)) || str_has(inner, STR("\\")) ||
            str_has(inner, STR("'")))
            return false;
        *ret = inner;
        return true;
    }
    return is_letter(*s.s) && plain_scalar(s, ret) && !is_reserved(*ret);
}

/* ---- lines ---- */

static str line_of(str s)
{
    const char *end = s.len ? memchr(s.s, '\n', s.len) : NULL;
    return end ? (str){s.s, (size_t)(end - s.s)} : s;
}

static void next_line(struct skim *k, str line)
{
    size_t n = line.len < k->rest.len ? line.len + 1 : line.len;
    k->rest = str_from(k->rest, n);
}

/* Passes the lines of a block scalar, whose header has been read, below `parent` columns. */
static bool skip_block_scalar(struct skim *k, size_t parent)
{
    size_t indent = 0, blank_indent = 0;
    while (k->rest.len) {
        str line = line_of(k->rest), text = skip_spaces(line);
        size_t column = line.len - text.len;
        bool blank = text.len == 0;
        if (!indent && blank && column > blank_indent)
            blank_indent = column;
        if (!blank && !indent) {
            if (*text.s == '\t' || (column > parent && blank_indent > column))
                return false;
            if (column <= parent)
                return blank_indent <= parent;
            indent = column;
        }
        if (!blank && column < indent)
            return *text.s != '\t';
        next_line(k, line);
    }
    return true;
}

/* Whether a line that continues a plain scalar has neither what ends nor what spoils one. */
static bool continues_plain(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i];
        if (c == '\t' || (c == ':' && (i + 1 == s.len || s.s[i + 1] == ' ')) ||
            (c == '#' && i && s.s[i - 1] == ' '))
            return false;
    }
    return true;
}

/* A plain scalar goes on over all lines below `parent` columns, up to a comment. */
static bool skim_plain(struct skim *k, str s, size_t parent)
{
    str scalar;
    if (!plain_scalar(s, &scalar))
        return false;
    if (skip_spaces(str_from(s, scalar.len)).len)
        return true; /* a comment */
    while (k->rest.len) {
        str line = line_of(k->rest), text = skip_spaces(line);
        bool blank = text.len == 0;
        if (!blank && (line.len - text.len <= parent || *text.s == '#'))
            return true;
        if (!blank && (k->taken || !continues_plain(text)))
            return false;
        next_line(k, line);
    }
    return true;
}

static bool skim_quoted(struct skim *k, str s, size_t parent)
{
    size_t end;
    char quote = *s.s;
    s = str_from(s, 1);
    enum quoted q;
    while ((q = scan_quoted(s, quote, &end)) == QUOTED_OPEN) {
        s = line_of(k->rest);
        size_t column = spaces(s);
        if (k->taken || !k->rest.len || (column < s.len && column <= parent))
            return false;
        next_line(k, s);
    }
    return q == QUOTED_CLOSED && ends_line(str_from(s, end));
}

/* A value at the end of a line, in a collection at column `parent`. */
static bool skim_value(struct skim *k, str s, size_t parent)
{
    char c = *s.s;
    if (c == '|' || c == '>') {
        size_t n = s.len > 1 && (s.s[1] == '-' || s.s[1] == '+') ? 2 : 1;
        return ends_line(str_from(s, n)) && skip_block_scalar(k, parent);
    }
    if (c == '"' || c == '\'')
        return skim_quoted(k, s, parent);
    if (c == '[' || c == '{') {
        const char *end = flow_end(s);
        return end && ends_line(str_from(s, (size_t)(end - s.s)));
    }
    return skim_plain(k, s, parent);
}

/* ---- structure ---- */

static bool open_level(struct skim *k, size_t indent, bool is_list)
{
    if (k->depth == DEPTH_MAX || (k->depth ? !k->pending : k->started))
        return false;
    /* What must be a scalar in the head, or a map, is left to the parser when it is none. */
    bool in_metadata = k->depth == 1 && k->place == IN_METADATA;
    bool in_annotations = k->depth >= 2 && k->place == IN_ANNOTATIONS;
    if ((is_list && (k->depth == 0 || in_metadata || in_annotations)) ||
        (in_annotations && k->depth > 2))
        return false;
    k->levels[k->depth++] = (struct level){indent, is_list};
    k->started = true;
    k->pending = false;
    return true;
}

static void close_levels(struct skim *k, size_t indent)
{
    while (k->depth && k->levels[k->depth - 1].indent > indent) {
        k->depth--;
        k->pending = false;
    }
}

static struct level *top(struct skim *k)
{
    return k->depth ? &k->levels[k->depth - 1] : NULL;
}

/* Finds, or opens, the map that has a key at this column. */
static bool enter_map(struct skim *k, size_t column)
{
    close_levels(k, column);
    struct level *l = top(k);
    if (l && l->indent == column && l->is_list) { /* a list at the column of its parent's keys */
        k->depth--;
        k->pending = false;
        l = top(k);
        return l && l->indent == column && !l->is_list;
    }
    return (l && l->indent == column) || open_level(k, column, false);
}

static bool enter_list(struct skim *k, size_t column)
{
    close_levels(k, column);
    struct level *l = top(k);
    return (l && l->indent == column && l->is_list) || open_level(k, column, true);
}

/* Once only, and in the canonical spelling. */
static bool claim(bool *seen)
{
    bool first = !*seen;
    *seen = true;
    return first;
}

/* Whether a scalar is digits, quoted or such that they stand for themselves. */
static bool digit_scalar(str s, str *ret)
{
    bool quoted = s.len && (*s.s == '"' || *s.s == '\'');
    if (quoted)
        return text_scalar(s, ret);
    if (s.len == 0 || !plain_scalar(s, ret) || ret->len > 9)
        return false;
    size_t first = *ret->s == '-';
    if (first == ret->len || (ret->s[first] == '0' && ret->len > 1))
        return false;
    for (size_t i = first; i < ret->len; i++)
        if (ret->s[i] < '0' || ret->s[i] > '9')
            return false;
    return true;
}

/* Annotations are scalars; of those of Helm the text matters. */
static bool note_annotation(struct skim *k, str key, str value)
{
    k->taken = str_eq(key, HOOK_ANNOTATION) || str_eq(key, HOOK_WEIGHT_ANNOTATION);
    if (str_eq(key, HOOK_ANNOTATION)) {
        k->head.is_hook = true;
        return text_scalar(value, &k->head.hook);
    }
    if (str_eq(key, HOOK_WEIGHT_ANNOTATION))
        return digit_scalar(value, &k->head.hook_weight);
    return value.len == 0 || (*value.s != '[' && *value.s != '{');
}

/* Takes note of a key of the head. `value` is empty when nothing stands behind the colon. */
static bool note_key(struct skim *k, str key, str value)
{
    if (k->depth == 1) {
        k->place = ELSEWHERE;
        k->taken = str_eq(key, STR("kind")) || str_eq(key, STR("apiVersion"));
        if (str_eq(key, STR("kind")))
            return claim(&k->has_kind) && text_scalar(value, &k->head.kind);
        if (str_eq(key, STR("apiVersion")))
            return claim(&k->has_version) && text_scalar(value, &k->head.version);
        if (str_eq(key, STR("metadata"))) {
            k->place = IN_METADATA;
            return claim(&k->has_metadata) && value.len == 0;
        }
        return !str_eq_fold(key, STR("kind")) && !str_eq_fold(key, STR("apiversion")) &&
               !str_eq_fold(key, STR("metadata"));
    }
    if (k->depth == 2 && k->place != ELSEWHERE) {
        k->place = IN_METADATA;
        k->taken = str_eq(key, STR("name"));
        if (k->taken)
            return claim(&k->has_name) && text_scalar(value, &k->head.name);
        if (str_eq(key, STR("annotations"))) {
            k->place = IN_ANNOTATIONS;
            return claim(&k->has_annotations) && (value.len == 0 || str_eq(value, STR("{}")));
        }
        return !str_eq_fold(key, STR("name")) && !str_eq_fold(key, STR("annotations"));
    }
    return k->depth != 3 || k->place != IN_ANNOTATIONS || note_annotation(k, key, value);
}

/* The key at the start of s, and what stands behind its colon. */
static bool split_key(str s, str *ret_key, str *ret_value)
{
    size_t end = 0;
    bool quoted = *s.s == '"' || *s.s == '\'';
    if (quoted)
        end = quoted_end(s);
    else if (is_word_char(*s.s))
        while (end < s.len && is_key_char(s.s[end]))
            end++;
    if (end == 0 || end > KEY_MAX || end == s.len || s.s[end] != ':')
        return false;
    if (end + 1 < s.len && s.s[end + 1] != ' ')
        return false;
    *ret_key = quoted ? str_slice(s, 1, end - 1) : (str){s.s, end};
    str value = str_from(s, end + 1);
    *ret_value = ends_line(value) ? (str){NULL, 0} : skip_spaces(value);
    if (quoted)
        return !str_has(*ret_key, STR("\\")) && !str_has(*ret_key, STR("'"));
    bool huge = end > NUMBER_MAX && *s.s >= '0' && *s.s <= '9';
    return !huge && !str_eq_fold(*ret_key, STR("null"));
}

static bool skim_entry(struct skim *k, str s, size_t column);

static bool skim_item(struct skim *k, str s, size_t column)
{
    if (!enter_list(k, column))
        return false;
    k->pending = true;
    str value = skip_spaces(str_from(s, 1));
    if (ends_line(str_from(s, 1)))
        return true;
    str key, rest;
    if (split_key(value, &key, &rest))
        return skim_entry(k, value, column + (size_t)(value.s - s.s));
    k->pending = k->taken = false;
    return skim_value(k, value, column);
}

static bool skim_entry(struct skim *k, str s, size_t column)
{
    str key, value;
    k->taken = false;
    if (!split_key(s, &key, &value) || !enter_map(k, column) || !note_key(k, key, value))
        return false;
    k->pending = value.len == 0;
    return k->pending || skim_value(k, value, column);
}

/* Whether a value that starts so may stand where the head wants a map or a scalar. */
static bool suits_head(const struct skim *k, str s)
{
    bool scalar = *s.s != '[' && *s.s != '{';
    if (k->place == ELSEWHERE || (k->place == IN_METADATA && k->depth > 1))
        return true;
    return k->depth > 2 ? scalar : str_has_prefix(s, STR("{}"));
}

/* A value on a line of its own, below the key or dash that it belongs to. */
static bool skim_alone(struct skim *k, str s, size_t column)
{
    const struct level *l = top(k);
    if (!l || !k->pending || column <= l->indent || !suits_head(k, s))
        return false;
    k->pending = k->taken = false;
    return skim_value(k, s, l->indent);
}

static bool skim_line(struct skim *k)
{
    str line = line_of(k->rest), s = skip_spaces(line);
    size_t column = line.len - s.len;
    next_line(k, line);
    if (s.len == 0 || *s.s == '#')
        return true;
    if (*s.s == '-' && (s.len == 1 || s.s[1] == ' '))
        return skim_item(k, s, column);
    str key, value;
    bool quoted = *s.s == '"' || *s.s == '\'';
    if (strchr("[{|>", *s.s) || (quoted && !split_key(s, &key, &value)))
        return skim_alone(k, s, column);
    return skim_entry(k, s, column);
}

bool skim_head(str text, struct head *ret)
{
    struct skim k = {.rest = text};
    if (!yaml_plain_bytes(text))
        return false;
    while (k.rest.len)
        if (!skim_line(&k))
            return false;
    *ret = k.head;
    return true;
}
