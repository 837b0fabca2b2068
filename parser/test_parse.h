/* For the tests of parser/: a text to trees, with a handful of known functions. */
#ifndef CHELM_PARSER_TEST_PARSE_H
#define CHELM_PARSER_TEST_PARSE_H

#include "base/arena.h"
#include "base/buf.h"
#include "parser/parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct parsed {
    struct arena arena;
    struct source src;
    struct diags diags;
    struct parse_result trees;
    bool ok;
};

static inline bool test_has_function(void *data, str name)
{
    (void)data;
    static const char *const known[] = {"print", "list", "quote", "include", "dict", "add"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(name, str_from_c(known[i])))
            return true;
    return false;
}

static inline void test_parse(struct parsed *p, str text, enum delims d, enum parse_errors errors)
{
    arena_init(&p->arena, NULL);
    p->src = (struct source){.name = STR("c/t.yaml"), .text = text};
    diags_init(&p->diags, &p->arena);
    struct parse_options o = {.delims = d, .errors = errors, .has_function = test_has_function};
    p->ok = parse_source(&p->arena, &p->src, &o, &p->diags, &p->trees);
    assert_int_equal(p->ok, p->diags.errors == 0);
}

/* The tree of that name, which must be there. */
static inline const struct node *test_root(const struct parsed *p, str name)
{
    for (size_t i = 0; i < p->trees.count; i++)
        if (str_eq(p->trees.trees[i].name, name))
            return p->trees.trees[i].root;
    fail();
    return NULL;
}

static inline void test_parse_done(struct parsed *p)
{
    arena_done(&p->arena);
}

#endif
