#include "value/yaml_reader.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

#define BOM "\xEF\xBB\xBF"

enum {
    GO_READ = 512,       /* input_raw_buffer_size of go-yaml */
    WORK_MAX = 64 << 20, /* bytes that attempts after the first may read */
    LEVELS_A_STEP = 128,
    PRIVATE_FIRST = 0xE000,
    PRIVATE_LAST = 0xE0FF
};

/* A place in the text that only moves forward, to find the bytes that a mark means. */
struct place {
    size_t line, at;
};

struct yaml_reader {
    struct yaml_input *in;
    yaml_parser_t parser;
    yaml_event_t event;
    bool open, has_event;
    size_t fed; /* bytes given to libyaml, with small reads */
    struct place place;
    str error;
};

/* ------------------------------------------------------------------------------------------
 * The input
 */

/* A private rune that the text does not use, 0 if there is none among the first few. */
static uint32_t unused_rune(const struct yaml_input *in)
{
    for (uint32_t rune = PRIVATE_FIRST; rune <= PRIVATE_LAST; rune++) {
        char bytes[UTF8_MAX];
        size_t n = utf8_encode(bytes, rune);
        bool taken = rune == in->bom || rune == in->slash || rune == in->colon;
        if (!taken && !str_has(in->text, str_make(bytes, n)))
            return rune;
    }
    return 0;
}

/* Each `old` from byte `first` on becomes `keep` bytes of it and the rune. */
static void hide(struct yaml_input *in, size_t first, str old, size_t keep, uint32_t rune)
{
    char bytes[UTF8_MAX + 1];
    memcpy(bytes, old.s, keep);
    str with = str_make(bytes, keep + utf8_encode(bytes + keep, rune));
    str rest = str_replace_all(in->arena, str_from(in->text, first), old, with);
    in->text = str_concat(in->arena, str_slice(in->text, 0, first), rest);
}

/* libyaml drops a BOM at the start of any line, Go only at the start of the text. */
static void hide_boms(struct yaml_input *in)
{
    str bom = STR(BOM);
    size_t first = str_has_prefix(in->text, bom) ? bom.len : 0;
    if (str_has(str_from(in->text, first), bom) && (in->bom = unused_rune(in)) != 0)
        hide(in, first, bom, 0, in->bom);
}

/* An escaped slash in double quotes is no escape for Go; with the rune it is none for libyaml. */
static void hide_slashes(struct yaml_input *in)
{
    if (str_has(in->text, STR("\\/")) && (in->slash = unused_rune(in)) != 0)
        hide(in, 0, STR("\\/"), 1, in->slash);
}

/* Go refuses YAML 1.2, libyaml does not; 1.9 is refused by both. Directives stand before all but
 * blank lines and comments. */
static void change_version(struct yaml_input *in)
{
    str s = in->text;
    for (size_t at = 0; at < s.len;) {
        size_t n = str_find_char(str_from(s, at), '\n');
        str line = n == STR_NONE ? str_from(s, at) : str_slice(s, at, at + n);
        size_t two = str_has_prefix(line, STR("%YAML")) ? str_find(line, STR("1.2")) : STR_NONE;
        if (two != STR_NONE) {
            char *copy = arena_bytes(in->arena, s.len);
            memcpy(copy, s.s, s.len);
            copy[at + two + 2] = '9';
            in->text.s = copy;
            return;
        }
        str rest = str_trim_blanks(line);
        if (n == STR_NONE || (rest.len && !strchr("#%", *rest.s)))
            return;
        at += n + 1;
    }
}

void yaml_input_init(struct yaml_input *in, struct arena *a, str text)
{
    *in = (struct yaml_input){.arena = a, .text = text};
    if (text.len == 0)
        in->text = STR("\n");
    in->utf16 = str_has_prefix(text, STR("\xFF\xFE")) || str_has_prefix(text, STR("\xFE\xFF"));
    if (in->utf16)
        return;
    if (memchr(in->text.s, 0xEF, in->text.len))
        hide_boms(in);
    change_version(in);
    if (memchr(in->text.s, '\\', in->text.len))
        hide_slashes(in);
}

/* ------------------------------------------------------------------------------------------
 * Marks to bytes
 */

/* Bytes of the line break at `at`, 0 if there is none. */
static size_t break_len(str s, size_t at)
{
    size_t left = s.len - at;
    const char *p = s.s + at;
    if (left == 0)
        return 0;
    if (*p == '\r')
        return left > 1 && p[1] == '\n' ? 2 : 1;
    if (*p == '\n')
        return 1;
    if (left > 1 && memcmp(p, "\xC2\x85", 2) == 0)
        return 2;
    if (left > 2 && (memcmp(p, "\xE2\x80\xA8", 3) == 0 || memcmp(p, "\xE2\x80\xA9", 3) == 0))
        return 3;
    return 0;
}

/* The offset of a mark that is not before the place's line. */
static size_t find_mark(struct yaml_reader *r, const yaml_mark_t *mark)
{
    str s = r->in->text;
    struct place *p = &r->place;
    if (p->at == 0 && str_has_prefix(s, STR(BOM)))
        p->at = strlen(BOM);
    while (p->line < mark->line && p->at < s.len) {
        size_t n = break_len(s, p->at);
        p->line += n > 0;
        p->at += n ? n : 1;
    }
    size_t at = p->at;
    for (size_t column = 0; column < mark->column && at < s.len; column++) {
        size_t n;
        utf8_decode(str_from(s, at), &n);
        at += n;
    }
    return at;
}

/* ------------------------------------------------------------------------------------------
 * Errors
 */

enum yaml_step yaml_reader_fail(struct yaml_reader *r, bool scanner, const char *problem,
                                size_t line, size_t context_line)
{
    struct arena *a = r->in->arena;
    /* Scanner errors don't count the line they are in (go-yaml's decode.go). */
    size_t shown = line ? line + scanner : context_line;
    if (shown)
        r->error = str_fmt(a, "yaml: line %zu: %s", shown, problem);
    else
        r->error = str_fmt(a, "yaml: %s", problem);
    return YAML_STEP_FAILED;
}

static enum yaml_step fail_as_libyaml(struct yaml_reader *r)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem =
        p->problem && *p->problem ? p->problem : "unknown problem parsing YAML content";
    return yaml_reader_fail(r, p->error == YAML_SCANNER_ERROR, problem, p->problem_mark.line,
                            p->context_mark.line);
}

/* ------------------------------------------------------------------------------------------
 * Rewriting what only libyaml refuses
 */

static bool may_retry(struct yaml_reader *r)
{
    struct yaml_input *in = r->in;
    in->work += in->text.len + GO_READ;
    return in->work < WORK_MAX;
}

/* `\'` is an escape for Go alone. All of the scalar that holds byte `at` are rewritten. */
static enum yaml_step rewrite_quotes(struct yaml_reader *r, size_t at)
{
    str s = r->in->text;
    struct buf b;
    buf_init(&b, r->in->arena);
    buf_put(&b, s.s, at);
    while (at < s.len && s.s[at] != '"') {
        size_t n = s.s[at] == '\\' && at + 1 < s.len ? 2 : 1;
        if (n == 2 && s.s[at + 1] == '\'')
            buf_put_str(&b, STR("\\x27"));
        else
            buf_put(&b, s.s + at, n);
        at += n;
    }
    buf_put_str(&b, str_from(s, at));
    r->in->text = buf_str(&b);
    return YAML_STEP_RETRY;
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c != '\0' && strchr("-_./:", c) != NULL);
}

/* In flow context Go takes "x:" before one of ",?[]{}" for plain text. The colon at `at`, and those
 * after it that look the same, become a rune that is turned back in scalars. */
static enum yaml_step rewrite_colons(struct yaml_reader *r, size_t at)
{
    struct yaml_input *in = r->in;
    str s = in->text;
    if (!in->colon)
        in->colon = unused_rune(in);
    if (!in->colon)
        return fail_as_libyaml(r);
    char rune[UTF8_MAX];
    size_t n = utf8_encode(rune, in->colon), first = at;
    struct buf b;
    buf_init(&b, in->arena);
    buf_put(&b, s.s, at);
    for (; at < s.len; at++) {
        bool before = at + 1 < s.len && s.s[at + 1] && strchr(",?[]{}", s.s[at + 1]);
        if (at == first || (s.s[at] == ':' && before && is_word(s.s[at - 1])))
            buf_put(&b, rune, n);
        else
            buf_put_char(&b, s.s[at]);
    }
    in->text = buf_str(&b);
    return YAML_STEP_RETRY;
}

/* Go takes ",", "[" and "]" for part of a tag, which no tag that means anything has. */
static enum yaml_step rewrite_tag(struct yaml_reader *r, size_t at)
{
    struct yaml_input *in = r->in;
    char *copy = arena_bytes(in->arena, in->text.len);
    memcpy(copy, in->text.s, in->text.len);
    copy[at] = '_';
    in->text.s = copy;
    return YAML_STEP_RETRY;
}

static bool is_problem(const struct yaml_reader *r, const char *problem)
{
    return r->parser.problem && strcmp(r->parser.problem, problem) == 0;
}

static enum yaml_step handle_error(struct yaml_reader *r)
{
    yaml_parser_t *p = &r->parser;
    struct yaml_input *in = r->in;
    if (p->error == YAML_MEMORY_ERROR)
        arena_fail(in->arena);
    if (p->error == YAML_READER_ERROR && !in->small_reads && may_retry(r)) {
        in->small_reads = true;
        return YAML_STEP_RETRY;
    }
    if (p->error != YAML_SCANNER_ERROR || in->utf16)
        return fail_as_libyaml(r);
    bool quote = is_problem(r, "found unknown escape character");
    bool colon = is_problem(r, "found unexpected ':'");
    bool tag = is_problem(r, "did not find expected whitespace or line break") ||
               is_problem(r, "did not find expected tag URI");
    if (!quote && !colon && !tag)
        return fail_as_libyaml(r);
    size_t at = find_mark(r, &p->problem_mark);
    str rest = str_from(in->text, at);
    if (quote && str_has_prefix(rest, STR("\\'")) && may_retry(r))
        return rewrite_quotes(r, at);
    if (colon && str_has_prefix(rest, STR(":")) && may_retry(r))
        return rewrite_colons(r, at);
    if (tag && rest.len && *rest.s && strchr(",[]", *rest.s) && may_retry(r))
        return rewrite_tag(r, at);
    return fail_as_libyaml(r);
}

/* ------------------------------------------------------------------------------------------
 * Events
 */

static void restore_runes(const struct yaml_input *in, char *s, size_t *len)
{
    size_t out = 0;
    for (size_t i = 0; i < *len;) {
        size_t n;
        uint32_t rune = utf8_decode(str_make(s + i, *len - i), &n);
        if (rune && (rune == in->colon || rune == in->slash)) {
            s[out++] = rune == in->colon ? ':' : '/';
        } else {
            memmove(s + out, in->bom && rune == in->bom ? BOM : s + i, n);
            out += n;
        }
        i += n;
    }
    s[out] = '\0';
    *len = out;
}

/* Whether a value may stand at `at` without a blank: behind the ':' of a key in quotes or brackets.
 */
static bool ends_key(str s, size_t at)
{
    return at > 1 && s.s[at - 1] == ':' && strchr("\"'[]{}", s.s[at - 2]);
}

/* The ',' right behind a tag ends it for libyaml, which gives an empty scalar. Where it stands,
 * else STR_NONE. */
static size_t find_tag_comma(struct yaml_reader *r, const yaml_event_t *e)
{
    str s = r->in->text;
    if (e->type != YAML_SCALAR_EVENT || !e->data.scalar.tag || e->data.scalar.length ||
        e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE || r->in->utf16)
        return STR_NONE;
    size_t at = find_mark(r, &e->end_mark), first = at;
    if (at >= s.len || s.s[at] != ',')
        return STR_NONE;
    while (first > 0 && !strchr(" \t\r\n,[]{}", s.s[first - 1]) && !ends_key(s, first))
        first--;
    return s.s[first] == '!' ? at : STR_NONE;
}

enum yaml_step yaml_reader_next(struct yaml_reader *r, const yaml_event_t **ret)
{
    const struct yaml_input *in = r->in;
    yaml_event_t *e = &r->event;
    if (r->has_event) {
        yaml_event_delete(e);
        r->has_event = false;
    }
    /* For each token libyaml looks at all brackets that are open. */
    arena_spend(in->arena, (uint64_t)r->parser.flow_level / LEVELS_A_STEP);
    if (!yaml_parser_parse(&r->parser, e))
        return handle_error(r);
    r->has_event = true;
    size_t comma = find_tag_comma(r, e);
    if (comma != STR_NONE && may_retry(r))
        return rewrite_tag(r, comma);
    if (e->type == YAML_SCALAR_EVENT && (in->bom || in->slash || in->colon))
        restore_runes(in, (char *)e->data.scalar.value, &e->data.scalar.length);
    *ret = e;
    return YAML_STEP_OK;
}

size_t yaml_reader_find_line(struct yaml_reader *r, const yaml_mark_t *from, char c)
{
    str s = r->in->text;
    size_t line = from->line;
    if (r->in->utf16)
        return line;
    for (size_t at = find_mark(r, from); at < s.len && s.s[at] != c;) {
        size_t n = break_len(s, at);
        line += n > 0;
        at += n ? n : 1;
    }
    return line;
}

str yaml_reader_error(const struct yaml_reader *r)
{
    return r->error;
}

bool yaml_reader_sees(struct yaml_reader *r, const yaml_mark_t *from, char c)
{
    str s = r->in->text;
    if (r->in->utf16)
        return false;
    size_t at = find_mark(r, from);
    while (at < s.len && (s.s[at] == ' ' || s.s[at] == '\t'))
        at++;
    return at < s.len && s.s[at] == c;
}

uint32_t yaml_reader_count_openers(struct yaml_reader *r, const yaml_mark_t *from, uint32_t n,
                                   size_t *ret_line)
{
    str s = r->in->text;
    uint32_t count = 0;
    *ret_line = from->line;
    if (r->in->utf16)
        return 0;
    for (size_t at = find_mark(r, from); at < s.len && count < n && strchr("[{ \n", s.s[at]);
         at++) {
        count += s.s[at] == '[' || s.s[at] == '{';
        *ret_line += s.s[at] == '\n';
    }
    return count;
}

/* ------------------------------------------------------------------------------------------
 * Opening and closing
 */

/* Gives libyaml no more at a time than Go's reader takes: 512 bytes, less what it still holds.
 * Which of two errors is found first depends on it. */
static int read_small(void *data, unsigned char *buffer, size_t size, size_t *size_read)
{
    struct yaml_reader *r = data;
    const yaml_parser_t *p = &r->parser;
    size_t held = (size_t)(p->raw_buffer.last - p->raw_buffer.pointer);
    size_t n = held < GO_READ ? GO_READ - held : 1, left = r->in->text.len - r->fed;
    if (n > size)
        n = size;
    if (n > left)
        n = left;
    memcpy(buffer, r->in->text.s + r->fed, n);
    r->fed += n;
    *size_read = n;
    return 1;
}

static void close_reader(void *p)
{
    yaml_reader_close(p);
}

struct yaml_reader *yaml_reader_open(struct yaml_input *in)
{
    struct yaml_reader *r = ARENA_NEW(in->arena, struct yaml_reader);
    r->in = in;
    arena_defer(in->arena, close_reader, r);
    if (!yaml_parser_initialize(&r->parser))
        arena_fail(in->arena);
    r->open = true;
    if (in->small_reads)
        yaml_parser_set_input(&r->parser, read_small, r);
    else
        yaml_parser_set_input_string(&r->parser, (const unsigned char *)in->text.s, in->text.len);
    return r;
}

void yaml_reader_close(struct yaml_reader *r)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    if (r->open)
        yaml_parser_delete(&r->parser);
    r->has_event = r->open = false;
}
