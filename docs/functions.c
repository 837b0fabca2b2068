/* Writes docs/functions.md from the function table and the examples recorded from Helm.
 *
 * usage: docs-functions [--names]      in the project's root
 *
 * With --names it lists the table's names instead, one a line. A function without an example or
 * without documentation, or an example of no function, is an error.
 */
#include "base/buf.h"
#include "base/file.h"
#include "funcs/func.h"
#include "spec-tests/case_file.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct family {
    str file, title, about;
    struct case_file cases;
};

static const struct family rows[] = {
#define FAMILY(file, title, about) {STR_INIT(file), STR_INIT(title), STR_INIT(about), {NULL, 0}},
#include "docs/families.def"
#undef FAMILY
};
enum { FAMILIES = sizeof rows / sizeof *rows };

struct page {
    struct arena arena;
    struct buf out;
    struct family families[FAMILIES];
    unsigned faults;
};

static void fault(struct page *p, str name, const char *what)
{
    p->faults++;
    fprintf(stderr, "docs-functions: %.*s: %s\n", STR_ARG(name), what);
}

/* ---- examples ---- */

/* The function that a case shows: its name up to a colon. */
static str case_function(const struct spec_case *c)
{
    size_t colon = str_find_char(c->name, ':');
    return str_slice(c->name, 0, colon == STR_NONE ? c->name.len : colon);
}

static void read_family(struct page *p, size_t i)
{
    str text, error;
    struct family *f = &p->families[i];
    *f = rows[i];
    str path = str_fmt(&p->arena, "spec-tests/examples/%.*s.cases", STR_ARG(f->file));
    if (!file_read(&p->arena, path, 0, &text, &error) ||
        !case_file_parse(&p->arena, path, text, &f->cases, &error)) {
        fault(p, path, str_c(&p->arena, error));
        return;
    }
    for (size_t k = 0; k < f->cases.count; k++)
        if (!fn_find(case_function(&f->cases.cases[k])))
            fault(p, f->cases.cases[k].name, "an example of no function");
}

static bool has_example(const struct family *f, str name)
{
    for (size_t i = 0; i < f->cases.count; i++)
        if (str_eq(case_function(&f->cases.cases[i]), name))
            return true;
    return false;
}

static bool is_inline(str s)
{
    return s.len && s.s[0] != ' ' && s.s[s.len - 1] != ' ' && str_find_char(s, '\n') == STR_NONE &&
           str_find_char(s, '`') == STR_NONE;
}

static void put_fenced(struct buf *out, const char *language, str text)
{
    buf_put_fmt(out, "```%s\n%.*s%s```\n\n", language, STR_ARG(text),
                str_has_suffix(text, STR("\n")) ? "" : "\n");
}

/* On one line where template, values and result fit on one each, else in blocks. */
static void put_example(struct page *p, const struct spec_case *c)
{
    const struct case_section *t = case_find(c, STR("template")), *v = case_find(c, STR("values")),
                              *out = case_find(c, STR("output")), *err = case_find(c, STR("error"));
    if (!t || (!out && !err)) {
        fault(p, c->name, "the example is not recorded");
        return;
    }
    str result = out ? out->text : err->text;
    if (is_inline(t->text) && is_inline(result) && (!v || is_inline(v->text))) {
        buf_put_fmt(&p->out, "`%.*s`", STR_ARG(t->text));
        if (v)
            buf_put_fmt(&p->out, " with the values `%.*s`", STR_ARG(v->text));
        buf_put_fmt(&p->out, " → %s`%.*s`\n\n", out ? "" : "error: ", STR_ARG(result));
        return;
    }
    put_fenced(&p->out, "", t->text);
    if (v) {
        buf_put_str(&p->out, STR("with the values\n\n"));
        put_fenced(&p->out, "yaml", v->text);
    }
    buf_put_str(&p->out, out ? STR("gives\n\n") : STR("fails:\n\n"));
    put_fenced(&p->out, "", result);
}

/* ---- functions ---- */

/* A Go type as one writes it today. */
static void put_type(struct buf *out, enum gotype t)
{
    static const str old = STR_INIT("interface {}");
    str name = t == T_REFLECT ? old : gotype_name(t);
    size_t at = str_find(name, old);
    if (at == STR_NONE)
        buf_put_str(out, name);
    else
        buf_put_fmt(out, "%.*sany", STR_ARG(str_slice(name, 0, at)));
}

static void put_signature(struct buf *out, const struct fn *f)
{
    buf_put_fmt(out, "`%.*s(", STR_ARG(fn_name(f)));
    for (uint8_t i = 0; i < f->nparam; i++) {
        buf_put_fmt(out, "%s%s", i ? ", " : "", f->variadic && i + 1 == f->nparam ? "..." : "");
        put_type(out, (enum gotype)f->param[i]);
    }
    buf_put_str(out, STR(") "));
    put_type(out, (enum gotype)f->result);
    buf_put_char(out, '`');
}

static void put_flags(struct buf *out, const struct fn *f)
{
    static const struct {
        uint16_t flag;
        const char *text;
    } texts[] = {
        {FN_PURE, "pure"},       {FN_MUTATES, "changes its argument"},
        {FN_RANDOM, "random"},   {FN_CLOCK, "clock or time zone"},
        {FN_CLUSTER, "cluster"}, {FN_NETWORK, "network"},
        {FN_RENDERS, "renders"}, {FN_DEPRECATED, "deprecated"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (f->flags & texts[i].flag)
            buf_put_fmt(out, " · %s", texts[i].text);
}

/* A line of documentation, as Markdown that shows it as it is. */
static void put_text(struct buf *out, str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (strchr("\\`*_<[|~", s.s[i]))
            buf_put_char(out, '\\');
        buf_put_char(out, s.s[i]);
    }
}

static void put_function(struct page *p, const struct family *family, const struct fn *f)
{
    if (!fn_doc(f).len)
        fault(p, fn_name(f), "has no documentation");
    buf_put_fmt(&p->out, "### %.*s\n\n", STR_ARG(fn_name(f)));
    put_signature(&p->out, f);
    put_flags(&p->out, f);
    buf_put_str(&p->out, STR("\n\n"));
    put_text(&p->out, fn_doc(f));
    buf_put_str(&p->out, STR("\n\n"));
    for (size_t i = 0; i < family->cases.count; i++)
        if (str_eq(case_function(&family->cases.cases[i]), fn_name(f)))
            put_example(p, &family->cases.cases[i]);
}

static void put_family(struct page *p, const struct family *family)
{
    buf_put_fmt(&p->out, "## %.*s\n\n", STR_ARG(family->title));
    if (family->about.len)
        buf_put_fmt(&p->out, "%.*s\n\n", STR_ARG(family->about));
    for (size_t i = 0; i < fn_count(); i++)
        if (has_example(family, fn_name(fn_at(i))))
            put_function(p, family, fn_at(i));
}

/* Each function must stand in exactly one family. */
static void check_families(struct page *p)
{
    for (size_t i = 0; i < fn_count(); i++) {
        unsigned n = 0;
        for (size_t k = 0; k < FAMILIES; k++)
            n += has_example(&p->families[k], fn_name(fn_at(i)));
        if (n != 1)
            fault(p, fn_name(fn_at(i)), n ? "has examples in two families" : "has no example");
    }
}

/* ---- the page ---- */

/* A link to the heading of function i: code hosts put it into lower case and number equal ones. */
static void put_link(struct buf *out, size_t i)
{
    str name = fn_name(fn_at(i));
    unsigned before = 0;
    for (size_t k = 0; k < i; k++)
        before += fn_name(fn_at(k)).len == name.len &&
                  strncasecmp(fn_name(fn_at(k)).s, name.s, name.len) == 0;
    buf_put_fmt(out, " [%.*s](#", STR_ARG(name));
    for (size_t k = 0; k < name.len; k++)
        buf_put_char(out, (char)tolower((unsigned char)name.s[k]));
    if (before)
        buf_put_fmt(out, "-%u", before);
    buf_put_char(out, ')');
}

static void put_index(struct page *p)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        const struct family *f = &p->families[i];
        buf_put_fmt(&p->out, "- **%.*s**:", STR_ARG(f->title));
        for (size_t k = 0; k < fn_count(); k++)
            if (has_example(f, fn_name(fn_at(k))))
                put_link(&p->out, k);
        buf_put_char(&p->out, '\n');
    }
    buf_put_char(&p->out, '\n');
}

static void put_methods(struct page *p)
{
    enum gotype last = T_INVALID, receiver;
    buf_put_str(&p->out, STR("## Methods of Go types\n\n"
                             "A value of these types is called as in `.Files.Get \"a.txt\"` or "
                             "`(now).Year`.\n\n"));
    for (size_t i = 0; i < method_count(); i++) {
        const struct fn *m = method_at(i, &receiver);
        if (receiver != last)
            buf_put_fmt(&p->out, "%s### `%.*s`\n\n| method | gives |\n|---|---|\n", i ? "\n" : "",
                        STR_ARG(gotype_name(receiver)));
        last = receiver;
        buf_put_str(&p->out, STR("| "));
        put_signature(&p->out, m);
        buf_put_str(&p->out, STR(" | "));
        put_text(&p->out, fn_doc(m));
        buf_put_str(&p->out, STR(" |\n"));
    }
}

static void put_page(struct page *p)
{
    buf_put_fmt(&p->out,
                "<!-- Written by `make docs` from funcs/*.def, docs/families.def and "
                "spec-tests/examples. -->\n"
                "# Functions\n\n"
                "The %zu functions that a template can call: those of Go's text/template, of Sprig "
                "3.3 without `env` and\n`expandenv`, and Helm's own. Each example's result was "
                "recorded from Helm v4.2.4.\n\n"
                "A signature shows Go's types; an argument of another type is an error, `any` "
                "takes all, and the last one may\nbe piped in: `\"hello\" | trunc 3` is "
                "`trunc 3 \"hello\"`. "
                "*Pure* functions depend on nothing but their arguments;\n*random* ones and the "
                "clock follow the option `--seed`.\n\n",
                fn_count());
    put_index(p);
    for (size_t i = 0; i < FAMILIES; i++)
        put_family(p, &p->families[i]);
    put_methods(p);
}

int main(int argc, char **argv)
{
    struct page p = {.faults = 0};
    arena_init(&p.arena, NULL);
    buf_init(&p.out, &p.arena);
    if (argc == 2 && strcmp(argv[1], "--names") == 0) {
        for (size_t i = 0; i < fn_count(); i++)
            buf_put_fmt(&p.out, "%.*s\n", STR_ARG(fn_name(fn_at(i))));
    } else {
        for (size_t i = 0; i < FAMILIES; i++)
            read_family(&p, i);
        check_families(&p);
        put_page(&p);
    }
    fwrite(p.out.s, 1, p.out.len, stdout);
    arena_done(&p.arena);
    return p.faults ? EXIT_FAILURE : EXIT_SUCCESS;
}
