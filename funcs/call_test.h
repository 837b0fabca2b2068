/* For the tests of function families: evaluates calls written as in a template.
 *
 *   call_check("trunc -3 \"hello\"", "llo");          the result as printf "%v" prints it
 *   call_check("first 5", "!Cannot find first on type int");              an error, after "!"
 *
 *   call_check("first 5", "!Cannot find first on type int");    an error, after "!"
 * and calls in parentheses. Types are trusted: only what the tested body itself checks is checked.
 */
#ifndef CHELM_FUNCS_CALL_TEST_H
#define CHELM_FUNCS_CALL_TEST_H

#include "base/buf.h"
#include "funcs/func.h"
#include "value/gofmt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CALL_MAX_ARGS = 64 };

struct call_case {
    const char *call, *want;
};

struct call_parser {
    struct arena *arena;
    struct fn_env *env;
    const char *at;
    str error; /* of the call that failed; empty: none did */
};

/* A random source that a test can foresee. */
static inline void call_random(void *data, void *out, size_t n)
{
    (void)data;
    for (size_t i = 0; i < n; i++)
        ((uint8_t *)out)[i] = (uint8_t)(i * 37 + 11);
}

static inline bool call_expression(struct call_parser *p, val *ret);

static inline char call_hex(const char **at)
{
    char digits[3] = {(*at)[0], (*at)[1], '\0'};
    *at += 2;
    return (char)strtoul(digits, NULL, 16);
}

/* After the opening quote. */
static inline val call_string(struct call_parser *p)
{
    struct buf b;
    buf_init(&b, p->arena);
    while (*p->at != '"') {
        assert_true(*p->at != '\0');
        char c = *p->at++;
        if (c == '\\') {
            c = *p->at++;
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == '0' ? '\0' : c;
            if (c == 'x')
                c = call_hex(&p->at);
        }
        buf_put_char(&b, c);
    }
    p->at++;
    return val_str(buf_str(&b));
}

static inline str call_word(struct call_parser *p)
{
    size_t len = strcspn(p->at, " ()\"");
    str word = str_make(p->at, len);
    p->at += len;
    return word;
}

static inline val call_literal(struct call_parser *p)
{
    str word = call_word(p);
    if (str_eq(word, STR("nil")))
        return val_nil();
    if (str_eq(word, STR("true")) || str_eq(word, STR("false")))
        return val_bool(str_eq(word, STR("true")));
    const char *text = str_c(p->arena, word);
    if (strpbrk(text, ".e"))
        return val_float(strtod(text, NULL));
    return val_int(strtoll(text, NULL, 10));
}

static inline bool call_argument(struct call_parser *p, val *ret)
{
    if (*p->at == '"') {
        p->at++;
        *ret = call_string(p);
        return true;
    }
    if (*p->at != '(') {
        *ret = call_literal(p);
        return true;
    }
    p->at++;
    if (!call_expression(p, ret))
        return false;
    assert_int_equal(*p->at, ')');
    p->at++;
    return true;
}

/* What text/template makes of an argument before the body sees it, as far as tests need it. */
static inline val call_convert(const struct fn *f, uint32_t i, val v)
{
    enum gotype want = (enum gotype)f->param[i < f->nparam ? i : f->nparam - 1u];
    if (want == T_MAP && v.tag == V_NIL)
        return val_map(NULL);
    if (want == T_LIST && v.tag == V_NIL)
        return val_list(NULL);
    if (want == T_MAP && v.gotype == T_VALUES)
        v.gotype = T_MAP;
    if (want == T_FLOAT64 && v.tag == V_INT)
        return val_float((double)v.i);
    if (want == T_INT && v.tag == V_FLOAT)
        return val_int((int64_t)v.f);
    return v;
}

/* One call; `piped`, unless NULL, is its last argument. */
static inline bool call_command(struct call_parser *p, const val *piped, val *ret)
{
    str name = call_word(p);
    struct fn_call c = {.fn = fn_find(name), .arena = p->arena, .env = p->env};
    val arg[CALL_MAX_ARGS];
    uint32_t n = 0;
    if (!c.fn)
        fail_msg("no function %.*s", STR_ARG(name));
    while (*p->at == ' ' && strncmp(p->at, " | ", 3) != 0) {
        p->at++;
        assert_true(n < CALL_MAX_ARGS - 1);
        if (!call_argument(p, &arg[n++]))
            return false;
    }
    if (piped)
        arg[n++] = *piped;
    for (uint32_t i = 0; i < n; i++)
        arg[i] = call_convert(c.fn, i, arg[i]);
    *ret = val_invalid(); /* a body that forgets its result is found out */
    if (fn_body_of(c.fn)(&c, arg, n, ret))
        return true;
    assert_true(c.error.len > 0);
    p->error = c.error;
    return false;
}

static inline bool call_expression(struct call_parser *p, val *ret)
{
    val v;
    bool ok = call_command(p, NULL, &v);
    while (ok && strncmp(p->at, " | ", 3) == 0) {
        p->at += 3;
        val piped = v;
        ok = call_command(p, &piped, &v);
    }
    *ret = v;
    return ok;
}

/* The result of a call; a failure fails the test. */
static inline val call_eval(struct arena *a, const char *call)
{
    struct fn_env env = {.arena = a, .random = call_random};
    struct call_parser p = {.arena = a, .env = &env, .at = call};
    val v;
    if (!call_expression(&p, &v))
        fail_msg("%s: %.*s", call, STR_ARG(p.error));
    return v;
}

static inline void call_check(const char *call, const char *want)
{
    struct arena a;
    arena_init(&a, NULL);
    struct fn_env env = {.arena = &a, .random = call_random};
    struct call_parser p = {.arena = &a, .env = &env, .at = call};
    struct buf b;
    buf_init(&b, &a);
    val v;
    if (call_expression(&p, &v)) {
        assert_int_equal(*p.at, '\0');
        gofmt_value(&b, v);
    } else {
        buf_put_char(&b, '!');
        buf_put_str(&b, p.error);
    }
    buf_put_char(&b, '\0');
    if (strcmp(b.s, want) != 0)
        fail_msg("%s\n got: %s\nwant: %s", call, b.s, want);
    arena_done(&a);
}

static inline void call_check_all(const struct call_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        call_check(cases[i].call, cases[i].want);
}

/* The size of a table of cases and the table. */
#define CALL_CHECK_ALL(cases) call_check_all((cases), sizeof(cases) / sizeof *(cases))

#endif
