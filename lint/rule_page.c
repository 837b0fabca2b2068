#include "lint/rule_page.h"

static const struct {
    enum rule_id rule;
    str why, repair;
} pages[] = {
#define PAGE(rule, why, repair) {RULE_##rule, STR_INIT(why), STR_INIT(repair)},
#include "lint/rule_pages.def"
#undef PAGE
};

static const struct {
    enum rule_id rule;
    str bad, good, found;
} examples[] = {
#define EXAMPLE(rule, bad, good, found)                                                            \
    {RULE_##rule, STR_INIT(bad), STR_INIT(good), STR_INIT(found)},
#include "rule_examples.def"
#undef EXAMPLE
};

struct rule_page rule_page(const struct rule *r)
{
    struct rule_page p = {.why = {NULL, 0}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (rule_get(pages[i].rule) == r) {
            p.why = pages[i].why;
            p.repair = pages[i].repair;
        }
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        if (rule_get(examples[i].rule) == r) {
            p.bad = examples[i].bad;
            p.good = examples[i].good;
            p.found = examples[i].found;
        }
    return p;
}

enum { WIDTH = 78 };

static void put_wrapped(struct buf *out, str text)
{
    size_t column = 0;
    while (text.len) {
        size_t end = str_find_char(text, ' ');
        str word = end == STR_NONE ? text : str_slice(text, 0, end);
        if (column && column + 1 + word.len > WIDTH) {
            buf_put_char(out, '\n');
            column = 0;
        }
        if (column)
            buf_put_char(out, ' ');
        buf_put_str(out, word);
        column += word.len + (column > 0);
        text = end == STR_NONE ? STR("") : str_from(text, end + 1);
    }
    buf_put_char(out, '\n');
}

static void put_indented(struct buf *out, const char *title, str text)
{
    if (!text.len)
        return;
    buf_put_fmt(out, "\n%s:\n\n", title);
    while (text.len) {
        size_t end = str_find_char(text, '\n');
        str line = end == STR_NONE ? text : str_slice(text, 0, end);
        if (line.len)
            buf_put_str(out, STR("    "));
        buf_put_str(out, line);
        buf_put_char(out, '\n');
        text = end == STR_NONE ? STR("") : str_from(text, end + 1);
    }
}

static const char *fix_text(const struct rule *r)
{
    return r->fix == LINT_FIX_SAFE     ? "; --fix repairs it"
           : r->fix == LINT_FIX_UNSAFE ? "; --fix --unsafe-fixes may repair it"
                                       : "";
}

void rule_page_put_text(struct buf *out, const struct rule *r)
{
    struct rule_page p = rule_page(r);
    buf_put_fmt(out, "%.*s %.*s (%.*s, %.*s%s)\n\n", STR_ARG(r->code), STR_ARG(r->name),
                STR_ARG(lint_severity_name(r->severity)),
                STR_ARG(lint_confidence_name(r->confidence)), fix_text(r));
    put_wrapped(out, r->summary);
    buf_put_char(out, '\n');
    put_wrapped(out, p.why);
    put_indented(out, "Wrong", p.bad);
    put_indented(out, "Found", p.found);
    put_indented(out, "Right", p.good);
    buf_put_char(out, '\n');
    put_wrapped(out, p.repair);
    buf_put_fmt(out,
                "\nWhere it is meant: chelm:ignore %.*s -- why, in a comment in the line above.\n",
                STR_ARG(r->code));
}

static void put_fence(struct buf *out, const char *title, const char *language, str text)
{
    if (text.len)
        buf_put_fmt(out, "\n%s:\n\n```%s\n%.*s```\n", title, language, STR_ARG(text));
}

void rule_page_put_markdown(struct buf *out, const struct rule *r)
{
    struct rule_page p = rule_page(r);
    buf_put_fmt(out, "## %.*s %.*s\n\n", STR_ARG(r->code), STR_ARG(r->name));
    buf_put_fmt(out, "*%.*s, %.*s%s*: %.*s.\n\n", STR_ARG(lint_severity_name(r->severity)),
                STR_ARG(lint_confidence_name(r->confidence)), fix_text(r), STR_ARG(r->summary));
    put_wrapped(out, p.why);
    put_fence(out, "Wrong", "yaml", p.bad);
    put_fence(out, "Found", "text", p.found);
    put_fence(out, "Right", "yaml", p.good);
    buf_put_char(out, '\n');
    put_wrapped(out, p.repair);
    buf_put_char(out, '\n');
}
