/* Regular expressions, as Sprig's regex.go on Go's package regexp.
 *
 * The functions without "must" use MustCompile, whose panic text the user sees; regexMatch alone
 * takes a bad pattern for one that does not match.
 */
#include "base/regex.h"

#include "base/buf.h"
#include "base/quote.h"
#include "funcs/func.h"

static struct regex *compile(struct fn_call *c, str pattern, str *ret_error)
{
    if (!c->env->regexes)
        c->env->regexes = regex_cache_new(c->env->arena);
    return regex_compile(c->env->regexes, pattern, ret_error);
}

/* The pattern as regexp.MustCompile's panic shows it. */
static void put_pattern(struct buf *b, str pattern)
{
    if (!quote_can_backquote(pattern)) {
        quote_go(b, pattern);
        return;
    }
    buf_put_char(b, '`');
    buf_put_str(b, pattern);
    buf_put_char(b, '`');
}

/* NULL after call_fail. */
static struct regex *compile_or_fail(struct fn_call *c, val pattern)
{
    str error;
    struct regex *re = compile(c, val_text(pattern), &error);
    if (re)
        return re;
    if (c->fn->flags & FN_MUST) {
        call_fail(c, "%.*s", STR_ARG(error));
        return NULL;
    }
    struct buf b;
    buf_init(&b, c->arena);
    put_pattern(&b, val_text(pattern));
    call_fail(c, "regexp: Compile(%.*s): %.*s", STR_ARG(buf_str(&b)), STR_ARG(error));
    return NULL;
}

bool fn_regex_match(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str error;
    struct regex *re = compile(c, val_text(arg[0]), &error);
    *ret = val_bool(re && regex_match(re, c->arena, val_text(arg[1])));
    return true;
}

bool fn_must_regex_match(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct regex *re = compile_or_fail(c, arg[0]);
    if (re)
        *ret = val_bool(regex_match(re, c->arena, val_text(arg[1])));
    return re != NULL;
}

bool fn_regex_find(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct regex *re = compile_or_fail(c, arg[0]);
    if (re)
        *ret = val_str(regex_find(re, c->arena, val_text(arg[1])));
    return re != NULL;
}

bool fn_regex_find_all(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    enum { GO_START_SIZE = 10 }; /* what regexp makes room for at the first match */
    (void)n;
    struct regex *re = compile_or_fail(c, arg[0]);
    if (!re)
        return false;
    str text = val_text(arg[1]);
    struct regex_span *span;
    size_t found = regex_find_all(re, c->arena, text, arg[2].i, &span);
    struct list *l = found ? list_new(c->arena, GO_START_SIZE) : NULL;
    for (size_t i = 0; i < found; i++)
        list_push(l, val_str(str_slice(text, span[i].begin, span[i].end)));
    *ret = val_typed_list(T_STRINGS, l);
    return true;
}

static bool replace_all(struct fn_call *c, const val *arg, bool literal, val *ret)
{
    struct regex *re = compile_or_fail(c, arg[0]);
    if (re)
        *ret =
            val_str(regex_replace_all(re, c->arena, val_text(arg[1]), val_text(arg[2]), literal));
    return re != NULL;
}

bool fn_regex_replace_all(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return replace_all(c, arg, false, ret);
}

bool fn_regex_replace_all_literal(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return replace_all(c, arg, true, ret);
}

bool fn_regex_split(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct regex *re = compile_or_fail(c, arg[0]);
    if (!re)
        return false;
    str *piece;
    size_t cap;
    size_t pieces = regex_split(re, c->arena, val_text(arg[1]), arg[2].i, &piece, &cap);
    struct list *l = arg[2].i ? list_new(c->arena, cap) : NULL;
    for (size_t i = 0; i < pieces; i++)
        list_push(l, val_str(piece[i]));
    *ret = val_typed_list(T_STRINGS, l);
    return true;
}

bool fn_regex_quote_meta(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(regex_quote_meta(c->arena, val_text(arg[0])));
    return true;
}
