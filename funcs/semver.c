/* Semantic versions: Sprig's semver and semverCompare, and the methods of *semver.Version. */
#include "base/semver.h"

#include "base/arena.h"
#include "funcs/keep.h"
#include "value/native.h"

static bool fail(struct fn_call *c, str error)
{
    return call_fail(c, "%.*s", STR_ARG(error));
}

bool fn_semver(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct semver v;
    str error;
    if (!semver_parse(c->arena, val_text(arg[0]), &v, &error))
        return fail(c, error);
    *ret = native_semver(c->arena, &v, T_SEMVER_PTR);
    return true;
}

bool fn_semver_compare(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    /* Sprig reads the constraint first, and tells its error. Whether it is one does not depend on
     * the version. */
    struct semver v = {0};
    bool matches;
    str error, unread;
    bool is_version = semver_parse(c->arena, val_text(arg[1]), &v, &unread);
    if (!semver_check(c->arena, val_text(arg[0]), &v, &matches, &error))
        return fail(c, error);
    if (!is_version)
        return fail(c, unread);
    *ret = val_bool(matches);
    return true;
}

/* ---- methods: the receiver is arg[0] ---- */

#define NUMBER_METHOD(name, field)                                                                 \
    bool fn_semver_##name(struct fn_call *c, const val *arg, uint32_t n, val *ret)                 \
    {                                                                                              \
        (void)c, (void)n;                                                                          \
        *ret = val_uint(T_UINT64, native_get_semver(arg[0]).field);                                \
        return true;                                                                               \
    }
NUMBER_METHOD(major, major)
NUMBER_METHOD(minor, minor)
NUMBER_METHOD(patch, patch)
#undef NUMBER_METHOD

#define TEXT_METHOD(name, field)                                                                   \
    bool fn_semver_##name(struct fn_call *c, const val *arg, uint32_t n, val *ret)                 \
    {                                                                                              \
        (void)c, (void)n;                                                                          \
        *ret = val_str(native_get_semver(arg[0]).field);                                           \
        return true;                                                                               \
    }
TEXT_METHOD(prerelease, pre)
TEXT_METHOD(metadata, metadata)
TEXT_METHOD(original, original)
#undef TEXT_METHOD

static str to_text(struct arena *a, val v)
{
    struct semver s = native_get_semver(v);
    struct buf b;
    buf_init(&b, a);
    semver_put(&b, &s);
    return buf_str(&b);
}

bool fn_semver_string(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_str(to_text(c->arena, arg[0]));
    return true;
}

bool fn_semver_marshal_text(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    *ret = val_bytes(to_text(c->arena, arg[0]));
    return true;
}

bool fn_semver_marshal_json(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str text = to_text(c->arena, arg[0]); /* nothing in a version needs escaping */
    *ret = val_bytes(str_fmt(c->arena, "\"%.*s\"", STR_ARG(text)));
    return true;
}

/* Compare with an argument that may be a nil pointer. */
static bool compare(struct fn_call *c, const val *arg, int *ret)
{
    if (val_is_nil(arg[1]))
        return call_fail_nil(c);
    struct semver v = native_get_semver(arg[0]), w = native_get_semver(arg[1]);
    int order = semver_compare(&v, &w);
    *ret = (order > 0) - (order < 0);
    return true;
}

bool fn_semver_method_compare(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int order;
    if (!compare(c, arg, &order))
        return false;
    *ret = val_int(order);
    return true;
}

bool fn_semver_equal(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int order = 1;
    if (!val_is_nil(arg[1]) && !compare(c, arg, &order))
        return false;
    *ret = val_bool(order == 0);
    return true;
}

#define ORDER_METHOD(name, condition)                                                              \
    bool fn_semver_##name(struct fn_call *c, const val *arg, uint32_t n, val *ret)                 \
    {                                                                                              \
        (void)n;                                                                                   \
        int order;                                                                                 \
        if (!compare(c, arg, &order))                                                              \
            return false;                                                                          \
        *ret = val_bool(condition);                                                                \
        return true;                                                                               \
    }
ORDER_METHOD(less_than, order < 0)
ORDER_METHOD(less_than_equal, order <= 0)
ORDER_METHOD(greater_than, order > 0)
ORDER_METHOD(greater_than_equal, order >= 0)
#undef ORDER_METHOD

static bool increment(struct fn_call *c, const val *arg, enum semver_part part, val *ret)
{
    struct semver v = native_get_semver(arg[0]), next;
    str error;
    if (!semver_inc(c->arena, &v, part, &next, &error))
        return fail(c, error);
    *ret = native_semver(c->arena, &next, T_SEMVER);
    return true;
}

bool fn_semver_inc_major(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return increment(c, arg, SEMVER_MAJOR, ret);
}

bool fn_semver_inc_minor(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return increment(c, arg, SEMVER_MINOR, ret);
}

bool fn_semver_inc_patch(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    return increment(c, arg, SEMVER_PATCH, ret);
}

bool fn_semver_set_prerelease(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct semver v = native_get_semver(arg[0]), next;
    str error;
    if (!semver_set_pre(c->arena, &v, val_text(arg[1]), &next, &error))
        return fail(c, error);
    *ret = native_semver(c->arena, &next, T_SEMVER);
    return true;
}

bool fn_semver_set_metadata(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct semver v = native_get_semver(arg[0]), next;
    str error;
    if (!semver_set_metadata(c->arena, &v, val_text(arg[1]), &next, &error))
        return fail(c, error);
    *ret = native_semver(c->arena, &next, T_SEMVER);
    return true;
}

/* ---- methods that change the version behind the pointer ---- */

/* Writes the version into the receiver's record. Everyone who holds the pointer sees it, as in Go:
 * these methods are the only ones to change a record, hence the cast. */
static void overwrite(struct arena *a, val receiver, const struct semver *v)
{
    val fresh = native_semver(a, v, T_SEMVER_PTR);
    struct record *r = (struct record *)(uintptr_t)receiver.record;
    for (uint32_t i = 0; i < r->n; i++)
        r->field[i] = fresh.record->field[i];
}

static bool overwrite_from_text(struct fn_call *c, val receiver, str text, str *ret_error)
{
    struct semver v;
    if (!semver_parse(c->arena, str_dup(c->arena, text), &v, ret_error))
        return false;
    keep_all(c);
    overwrite(c->arena, receiver, &v);
    return true;
}

/* A method whose only result is an error gives it to the template as a value. */
static bool give_error(bool ok, str error, val *ret)
{
    *ret = ok ? val_nil() : val_str(error);
    return true;
}

bool fn_semver_scan(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str error;
    if (arg[1].tag == V_NIL)
        return give_error(false, STR("cannot scan nil into Version"), ret);
    if (arg[1].gotype != T_STRING && arg[1].gotype != T_BYTES)
        return give_error(false,
                          str_fmt(c->arena, "unsupported Scan type %.*s",
                                  STR_ARG(gotype_name((enum gotype)arg[1].gotype))),
                          ret);
    bool ok = overwrite_from_text(c, arg[0], val_text(arg[1]), &error);
    return give_error(ok, error, ret);
}

bool fn_semver_unmarshal_text(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str error;
    bool ok = overwrite_from_text(c, arg[0], val_text(arg[1]), &error);
    return give_error(ok, error, ret);
}
