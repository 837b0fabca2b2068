#include "spec-tests/case_file.h"

#include "base/arena.h"
#include "base/base64.h"

static const str kinds[] = {STR_INIT("template"), STR_INIT("values"), STR_INIT("file"),
                            STR_INIT("render"),   STR_INIT("delims"), STR_INIT("output"),
                            STR_INIT("error")};

struct reader {
    struct arena *arena;
    str file, rest;
    uint32_t line;
};

static str next_line(struct reader *r)
{
    size_t end = str_find_char(r->rest, '\n');
    str line = str_slice(r->rest, 0, end == STR_NONE ? r->rest.len : end);
    r->rest = str_from(r->rest, end == STR_NONE ? r->rest.len : end + 1);
    r->line++;
    return line;
}

/* Whether a line begins a section; takes it apart if so. */
static bool is_section(str line, str *what, str *argument)
{
    if (!str_has_prefix(line, STR("--- ")))
        return false;
    line = str_from(line, 4);
    size_t blank = str_find_char(line, ' ');
    *what = str_slice(line, 0, blank == STR_NONE ? line.len : blank);
    *argument = str_from(line, blank == STR_NONE ? line.len : blank + 1);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_eq(*what, kinds[i]))
            return true;
    return false;
}

static bool is_marker(str line)
{
    str what, argument;
    return str_has_prefix(line, STR("=== ")) || is_section(line, &what, &argument);
}

/* The text up to the next marker, without its last line end. */
static str section_text(struct reader *r)
{
    const char *begin = r->rest.s;
    size_t len = 0;
    while (r->rest.len) {
        struct reader before = *r;
        str line = next_line(r);
        if (is_marker(line)) {
            *r = before;
            break;
        }
        len = (size_t)(r->rest.s - begin);
    }
    if (len && begin[len - 1] == '\n')
        len--;
    return str_make(begin, len);
}

static bool fail(const struct reader *r, const char *what, str *ret_error)
{
    *ret_error = str_fmt(r->arena, "%.*s:%u: %s", STR_ARG(r->file), r->line, what);
    return false;
}

static bool read_sections(struct reader *r, struct spec_case *c, str *ret_error)
{
    enum { MOST = 64 };
    c->sections = ARENA_ARRAY(r->arena, struct case_section, MOST);
    while (r->rest.len && !str_has_prefix(r->rest, STR("=== "))) {
        struct case_section *s = &c->sections[c->section_count];
        str line = next_line(r);
        if (!is_section(line, &s->what, &s->argument))
            return fail(r, "expected a section", ret_error);
        if (++c->section_count == MOST)
            return fail(r, "too many sections", ret_error);
        s->text = section_text(r);
        if (str_eq(s->argument, STR("base64"))) {
            size_t bad;
            if (!base64_decode(r->arena, s->text, &s->text, &bad))
                return fail(r, "not base64", ret_error);
            s->argument = STR("");
        }
    }
    return true;
}

bool case_file_parse(struct arena *a, str name, str text, struct case_file *ret, str *ret_error)
{
    struct reader r = {.arena = a, .file = name, .rest = text};
    ret->cases = ARENA_ARRAY(a, struct spec_case, str_count(text, STR("=== ")) + 1);
    ret->count = 0;
    while (r.rest.len && !str_has_prefix(r.rest, STR("=== ")))
        next_line(&r);
    while (r.rest.len) {
        struct spec_case *c = &ret->cases[ret->count++];
        c->file = name;
        c->name = str_from(next_line(&r), 4);
        c->line = r.line;
        if (!read_sections(&r, c, ret_error))
            return false;
    }
    return true;
}

const struct case_section *case_find(const struct spec_case *c, str what)
{
    for (size_t i = 0; i < c->section_count; i++)
        if (str_eq(c->sections[i].what, what))
            return &c->sections[i];
    return NULL;
}
