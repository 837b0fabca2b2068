#include "eval/literal.h"

#include "base/arena.h"
#include "base/buf.h"

bool literal_is(const struct node *n)
{
    return n->kind == NODE_NIL || n->kind == NODE_BOOL || n->kind == NODE_NUMBER ||
           n->kind == NODE_STRING;
}

static str node_text(struct arena *a, const struct node *n)
{
    struct buf b;
    buf_init(&b, a);
    ast_print(&b, n);
    return buf_str(&b);
}

static bool is_hex_int(str s)
{
    return s.len > 2 && s.s[0] == '0' && (s.s[1] | 32) == 'x' &&
           str_find_char(s, 'p') == STR_NONE && str_find_char(s, 'P') == STR_NONE;
}

static bool has_float_syntax(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (str_find_char(STR(".eEpP"), s.s[i]) != STR_NONE)
            return true;
    return false;
}

static bool ideal_number(struct arena *a, const struct node *n, val *ret, str *ret_error)
{
    const struct number *num = n->num.value;
    str text = n->num.source;
    bool is_rune = text.len && text.s[0] == '\'';
    if (num->is_complex) {
        *ret = val_complex(a, num->re, num->im);
    } else if (num->is_float && !is_hex_int(text) && !is_rune && has_float_syntax(text)) {
        *ret = val_float(num->f);
    } else if (num->is_int) {
        *ret = val_int(num->i);
    } else if (num->is_uint) {
        *ret_error = str_fmt(a, "%.*s overflows int", STR_ARG(text));
        return false;
    } else {
        *ret = val_invalid();
    }
    return true;
}

bool literal_ideal(struct arena *a, const struct node *n, val *ret, str *ret_error)
{
    switch (n->kind) {
    case NODE_BOOL:
        *ret = val_bool(n->truth);
        return true;
    case NODE_STRING:
        *ret = val_str(n->string.value);
        return true;
    default:
        return ideal_number(a, n, ret, ret_error);
    }
}

static bool found(struct arena *a, const char *expected, const struct node *n, str *ret_error)
{
    *ret_error = str_fmt(a, "expected %s; found %.*s", expected, STR_ARG(node_text(a, n)));
    return false;
}

static bool can_be_nil(enum gotype t)
{
    switch (gotype_kind(t)) {
    case K_INTERFACE:
    case K_MAP:
    case K_PTR:
    case K_SLICE:
        return true;
    default:
        return t == T_REFLECT;
    }
}

static bool nil_argument(struct arena *a, enum gotype want, val *ret, str *ret_error)
{
    if (!can_be_nil(want)) {
        *ret_error = str_fmt(a, "cannot assign nil to %.*s", STR_ARG(gotype_name(want)));
        return false;
    }
    *ret = want == T_REFLECT ? val_invalid() : val_zero(want);
    return true;
}

bool literal_argument(struct arena *a, const struct node *n, enum gotype want, val *ret,
                      str *ret_error)
{
    if (n->kind == NODE_NIL)
        return nil_argument(a, want, ret, ret_error);
    if (want == T_REFLECT || want == T_ANY)
        return literal_ideal(a, n, ret, ret_error);
    const struct number *num = n->kind == NODE_NUMBER ? n->num.value : NULL;
    switch (gotype_kind(want)) {
    case K_BOOL:
        if (n->kind != NODE_BOOL)
            return found(a, "bool", n, ret_error);
        *ret = val_bool(n->truth);
        return true;
    case K_STRING:
        if (n->kind != NODE_STRING)
            return found(a, "string", n, ret_error);
        *ret = val_str(n->string.value);
        return true;
    case K_INT:
    case K_INT32:
    case K_INT64:
        if (!num || !num->is_int)
            return found(a, "integer", n, ret_error);
        *ret = val_typed_int(want, num->i);
        return true;
    case K_UINT8:
    case K_UINT32:
    case K_UINT64:
        if (!num || !num->is_uint)
            return found(a, "unsigned integer", n, ret_error);
        /* reflect's SetUint keeps the low bits */
        *ret = val_uint(want, want == T_UINT32 ? (uint32_t)num->u : num->u);
        return true;
    case K_FLOAT64:
        if (!num || !num->is_float)
            return found(a, "float", n, ret_error);
        *ret = val_float(num->f);
        return true;
    default:
        *ret_error = str_fmt(a, "can't handle %.*s for arg of type %.*s", STR_ARG(node_text(a, n)),
                             STR_ARG(gotype_name(want)));
        return false;
    }
}
