#include "lint/suppress.h"

#include "base/arena.h"
#include "base/nearest.h"

/* A comment that is being read. */
struct reader {
    struct suppressions *out;
    struct findings *findings;
    struct lint_file *file;
    bool require_reason;
    str text;
    struct suppressions open; /* of ignore-start */
};

enum kind { IGNORE_LINE, IGNORE_FILE, IGNORE_START, IGNORE_END };

struct comment {
    enum kind kind;
    struct span body;  /* behind the word, up to the comment's end */
    struct span whole; /* with delimiters */
    bool is_template;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t line_begin(str s, size_t at)
{
    while (at && s.s[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(str s, size_t at)
{
    size_t n = str_find_char(str_from(s, at), '\n');
    return n == STR_NONE ? s.len : at + n;
}

/* ---- what is a comment ---- */

/* The opening of a template comment in front of `at`, with any white space between; where it
 * begins. */
static bool opens_template(str s, size_t at, size_t *ret)
{
    while (at && is_blank(s.s[at - 1]))
        at--;
    if (at < 4 || s.s[at - 1] != '*' || s.s[at - 2] != '/')
        return false;
    at -= 2;
    while (at && is_blank(s.s[at - 1]))
        at--;
    if (at && s.s[at - 1] == '-')
        at--;
    if (at < 2 || (memcmp(s.s + at - 2, "{{", 2) != 0 && memcmp(s.s + at - 2, "<<", 2) != 0))
        return false;
    *ret = at - 2;
    return true;
}

/* A '#' in front of `at` that begins a YAML comment. */
static bool opens_yaml(str s, size_t at, size_t *ret)
{
    size_t begin = line_begin(s, at), hash = at;
    while (hash > begin && (s.s[hash - 1] == ' ' || s.s[hash - 1] == '\t'))
        hash--;
    while (hash > begin && s.s[hash - 1] == '#')
        hash--;
    if (hash == at || s.s[hash] != '#' || (hash > begin && !is_blank(s.s[hash - 1])))
        return false;
    *ret = hash;
    return true;
}

static bool find_end(str s, struct comment *c)
{
    if (!c->is_template) {
        c->body.end = c->whole.end = (uint32_t)line_end(s, c->body.begin);
        return true;
    }
    size_t stars = str_find(str_from(s, c->body.begin), STR("*/"));
    if (stars == STR_NONE)
        return false;
    size_t at = c->body.begin + stars, line = line_end(s, c->body.begin);
    c->body.end = (uint32_t)(at < line ? at : line);
    at += 2;
    while (at < s.len && (is_blank(s.s[at]) || s.s[at] == '-'))
        at++;
    if (at + 2 > s.len)
        return false;
    c->whole.end = (uint32_t)(at + 2);
    return true;
}

static bool read_comment(str s, size_t at, struct comment *ret)
{
    static const struct {
        str word;
        enum kind kind;
    } words[] = {{STR_INIT("chelm:ignore-file"), IGNORE_FILE},
                 {STR_INIT("chelm:ignore-start"), IGNORE_START},
                 {STR_INIT("chelm:ignore-end"), IGNORE_END},
                 {STR_INIT("chelm:ignore"), IGNORE_LINE}};
    size_t begin;
    *ret = (struct comment){.is_template = opens_template(s, at, &begin)};
    if (!ret->is_template && !opens_yaml(s, at, &begin))
        return false;
    ret->whole.begin = (uint32_t)begin;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_has_prefix(str_from(s, at), words[i].word))
            continue;
        ret->kind = words[i].kind;
        ret->body.begin = (uint32_t)(at + words[i].word.len);
        return find_end(s, ret);
    }
    return false;
}

/* ---- what it covers ---- */

static bool is_alone(str s, const struct comment *c)
{
    str before = str_slice(s, line_begin(s, c->whole.begin), c->whole.begin);
    str after = str_slice(s, c->whole.end, line_end(s, c->whole.end));
    return !str_trim_blanks(before).len && !str_trim_blanks(after).len;
}

/* Where the lines end that belong to the one at `begin`: an action goes on to its end. */
static size_t covered_end(str s, size_t begin)
{
    size_t end = line_end(s, begin);
    for (;;) {
        str line = str_slice(s, begin, end);
        size_t open = str_find_last(line, STR("{{"));
        if (open == STR_NONE || str_has(str_from(line, open), STR("}}")))
            return end;
        size_t close = str_find(str_from(s, end), STR("}}"));
        if (close == STR_NONE)
            return end;
        begin = end + close;
        end = line_end(s, begin);
    }
}

static struct span covers(str s, const struct comment *c)
{
    if (c->kind == IGNORE_FILE)
        return (struct span){0, UINT32_MAX};
    if (c->kind == IGNORE_START)
        return (struct span){c->whole.end, UINT32_MAX};
    size_t begin = line_begin(s, c->whole.begin);
    if (is_alone(s, c)) {
        struct comment next;
        begin = line_end(s, c->whole.end);
        begin += begin < s.len;
        /* Several comments may stand above one line. */
        for (;;) {
            str line = str_slice(s, begin, line_end(s, begin));
            size_t word = str_find(line, STR("chelm:ignore"));
            if (word == STR_NONE || !read_comment(s, begin + word, &next) || !is_alone(s, &next))
                break;
            begin = line_end(s, next.whole.end);
            begin += begin < s.len;
        }
    }
    return (struct span){(uint32_t)begin, (uint32_t)covered_end(s, begin) + 1};
}

/* The comment with its line, when nothing else is there. */
static struct span removable(str s, const struct comment *c)
{
    if (!is_alone(s, c))
        return c->whole;
    size_t end = line_end(s, c->whole.end);
    return (struct span){(uint32_t)line_begin(s, c->whole.begin), (uint32_t)(end + (end < s.len))};
}

/* ---- the rules it names ---- */

static void report_unknown(struct reader *r, str name, struct span span)
{
    struct finding *g =
        finding_put(r->findings, RULE_CH991, r->file, span, "there is no rule %.*s", STR_ARG(name));
    struct nearest near;
    nearest_init(&near, name);
    for (int i = 0; i < RULE_COUNT; i++) {
        nearest_offer(&near, rule_get((enum rule_id)i)->code);
        nearest_offer(&near, rule_get((enum rule_id)i)->name);
    }
    if (near.best.len)
        finding_help(r->findings, g, "did you mean %.*s?", STR_ARG(near.best));
}

static void add(struct suppressions *list, struct arena *a, const struct suppression *s)
{
    list->items = arena_room(a, list->items, list->n, &list->cap, sizeof *list->items);
    list->items[list->n++] = *s;
}

static void close_open(struct reader *r, const struct rule *rule, uint32_t end)
{
    for (uint32_t i = 0; i < r->out->n; i++) {
        struct suppression *s = &r->out->items[i];
        if (s->file == r->file && s->end == UINT32_MAX && s->begin && (!rule || s->rule == rule))
            s->end = end;
    }
}

static void take_rules(struct reader *r, const struct comment *c, size_t end, str reason)
{
    struct span covered = covers(r->text, c);
    struct suppression s = {.file = r->file,
                            .begin = covered.begin,
                            .end = covered.end,
                            .comment = removable(r->text, c),
                            .first = r->out->n,
                            .reason = reason};
    size_t at = c->body.begin, named = 0;
    while (at < end) {
        size_t from = at;
        while (from < end && (is_blank(r->text.s[from]) || r->text.s[from] == ','))
            from++;
        for (at = from; at < end && !is_blank(r->text.s[at]) && r->text.s[at] != ',';)
            at++;
        if (at == from)
            break;
        str name = str_slice(r->text, from, at);
        s.name = (struct span){(uint32_t)from, (uint32_t)at};
        s.rule = rule_find(name);
        named++;
        if (!s.rule)
            report_unknown(r, name, s.name);
        else if (c->kind == IGNORE_END)
            close_open(r, s.rule, c->whole.begin);
        else
            add(r->out, r->findings->arena, &s);
    }
    for (uint32_t i = s.first; i < r->out->n; i++)
        r->out->items[i].rules = r->out->n - s.first;
    if (!named && c->kind == IGNORE_END)
        close_open(r, NULL, c->whole.begin);
    else if (!named)
        finding_put(r->findings, RULE_CH991, r->file, c->whole,
                    "the comment names no rule: chelm:ignore CH101 -- why");
}

static void take_comment(struct reader *r, const struct comment *c)
{
    str body = str_slice(r->text, c->body.begin, c->body.end);
    size_t dashes = str_find(body, STR("--"));
    str reason = dashes == STR_NONE ? STR("") : str_trim_blanks(str_from(body, dashes + 2));
    size_t end = dashes == STR_NONE ? c->body.end : c->body.begin + dashes;
    take_rules(r, c, end, reason);
    if (r->require_reason && !reason.len && c->kind != IGNORE_END)
        finding_put(r->findings, RULE_CH991, r->file, c->whole,
                    "the suppression gives no reason: chelm:ignore CH101 -- why");
}

void suppress_read(struct suppressions *s, struct findings *f, struct lint_file *file,
                   bool require_reason)
{
    static const str word = STR_INIT("chelm:ignore");
    struct reader r = {s, f, file, require_reason, file->source.text, {.n = 0}};
    for (size_t at = 0; at < r.text.len;) {
        size_t found = str_find(str_from(r.text, at), word);
        if (found == STR_NONE)
            break;
        struct comment c;
        at += found;
        if (read_comment(r.text, at, &c))
            take_comment(&r, &c);
        at += word.len;
    }
}

const struct suppression *suppress_find(struct suppressions *s, const struct finding *g)
{
    const struct suppression *found = NULL;
    for (uint32_t i = 0; i < s->n; i++) {
        struct suppression *x = &s->items[i];
        if (x->file != g->file || x->rule != rule_get(g->rule) || g->span.begin < x->begin ||
            g->span.begin >= x->end)
            continue;
        x->used = true;
        found = x;
    }
    return found;
}

static bool any_used(const struct suppressions *s, const struct suppression *x)
{
    for (uint32_t i = 0; i < x->rules; i++)
        if (s->items[x->first + i].used)
            return true;
    return false;
}

void suppress_report_unused(const struct suppressions *s, struct findings *f,
                            const struct rule_choice *choice)
{
    for (uint32_t i = 0; i < s->n; i++) {
        const struct suppression *x = &s->items[i];
        /* A template that cannot be parsed was not looked at. */
        bool unread = x->file->kind == LINT_FILE_TEMPLATE && !x->file->parsed;
        if (x->used || unread || !choice->on[x->rule - rule_get((enum rule_id)0)])
            continue;
        struct finding *g =
            finding_put(f, RULE_CH990, x->file, x->name,
                        "nothing is suppressed here: %.*s is not found", STR_ARG(x->rule->code));
        g->subject = x->rule->code;
        if (x->rules == 1 || (!any_used(s, x) && i == x->first))
            finding_edit(f, g, LINT_FIX_SAFE, x->file, x->comment, STR(""));
    }
}
