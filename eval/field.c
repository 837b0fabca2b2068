#include "eval/field.h"

static str receiver_type(val v)
{
    return v.aux & VAL_BOXED || v.tag == V_NIL ? gotype_name(T_ANY)
                                               : gotype_name((enum gotype)v.gotype);
}

static enum field_result fail(str *ret_error, str text)
{
    *ret_error = text;
    return FIELD_ERROR;
}

static enum field_result map_field(struct arena *a, val v, const struct name *name, bool has_args,
                                   val *ret, str *ret_error)
{
    if (has_args)
        return fail(ret_error,
                    str_fmt(a, "%.*s is not a method but has arguments", STR_ARG(name->text)));
    enum gotype elem = gotype_elem((enum gotype)v.gotype);
    const val *found = map_get_hashed(v.map, name->text, name->hash);
    *ret = found ? *found : val_zero(elem);
    if (elem == T_ANY)
        ret->aux |= VAL_BOXED;
    return FIELD_FOUND;
}

static enum field_result struct_field(struct arena *a, val v, const struct name *name,
                                      bool has_args, val *ret, str *ret_error)
{
    enum gotype t = (enum gotype)v.gotype;
    if (gotype_kind(t) == K_PTR)
        t = gotype_elem(t);
    size_t i = gotype_find_field(t, name->text);
    str misfit = i == STR_NONE ? method_misfit(t, name->text) : STR("");
    if (misfit.len)
        return fail(ret_error, misfit);
    if (i == STR_NONE)
        return fail(ret_error, str_fmt(a, "can't evaluate field %.*s in type %.*s",
                                       STR_ARG(name->text), STR_ARG(receiver_type(v))));
    if (!gotype_field(t, i).exported)
        return fail(ret_error, str_fmt(a, "%.*s is an unexported field of struct type %.*s",
                                       STR_ARG(name->text), STR_ARG(receiver_type(v))));
    if (has_args)
        return fail(ret_error, str_fmt(a, "%.*s has arguments but cannot be invoked as function",
                                       STR_ARG(name->text)));
    *ret = v.record->field[i];
    if (ret->tag == V_RECORD && gotype_kind((enum gotype)ret->gotype) == K_STRUCT)
        ret->aux |= VAL_IN_PLACE;
    return FIELD_FOUND;
}

enum field_result field_read(struct arena *a, val v, const struct name *name, bool has_args,
                             val *ret, const struct fn **ret_method, str *ret_error)
{
    if (v.tag == V_INVALID) {
        *ret = v;
        return FIELD_INVALID;
    }
    if (v.tag == V_NIL)
        return fail(ret_error,
                    str_fmt(a, "nil pointer evaluating interface {}.%.*s", STR_ARG(name->text)));
    if (name->is_method) {
        *ret_method = method_find((enum gotype)v.gotype, name->text);
        if (*ret_method)
            return FIELD_METHOD;
    }
    if (v.tag == V_MAP)
        return map_field(a, v, name, has_args, ret, ret_error);
    if (v.tag == V_RECORD)
        return struct_field(a, v, name, has_args, ret, ret_error);
    return fail(ret_error, str_fmt(a, "can't evaluate field %.*s in type %.*s", STR_ARG(name->text),
                                   STR_ARG(receiver_type(v))));
}
