/* urlParse and urlJoin: URLs as dicts of strings. */
#include "funcs/func.h"

#include "base/url.h"

bool fn_url_parse(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct url u;
    str error;
    if (!url_parse(c->arena, val_text(arg[0]), &u, &error))
        return call_fail(c, "unable to parse url: %.*s", STR_ARG(error));
    struct map *m = map_new(c->arena, 8);
    map_set(m, STR("scheme"), val_str(u.scheme));
    map_set(m, STR("host"), val_str(u.host));
    map_set(m, STR("hostname"), val_str(url_hostname(&u)));
    map_set(m, STR("path"), val_str(u.path));
    map_set(m, STR("query"), val_str(u.query));
    map_set(m, STR("opaque"), val_str(u.opaque));
    map_set(m, STR("fragment"), val_str(u.fragment));
    map_set(m, STR("userinfo"), val_str(url_userinfo(c->arena, &u)));
    *ret = val_map(m);
    return true;
}

static bool get_part(struct fn_call *c, const struct map *m, str key, str *ret)
{
    const val *v = map_get(m, key);
    if (!v)
        return true;
    if (val_is_nil(*v))
        return call_fail_nil(c);
    if (v->tag != V_STRING)
        return call_fail(c, "unable to parse %.*s key, must be of type string, but %.*s found",
                         STR_ARG(key), STR_ARG(gokind_name(val_kind(*v))));
    *ret = val_text(*v);
    return true;
}

static bool set_userinfo(struct fn_call *c, struct url *u, str userinfo)
{
    struct url parsed;
    str error, text = str_concat(c->arena, STR("proto://"), userinfo);
    text = str_concat(c->arena, text, STR("@host"));
    if (!url_parse(c->arena, text, &parsed, &error))
        return call_fail(c, "unable to parse userinfo in dict: %.*s", STR_ARG(error));
    u->has_user = parsed.has_user;
    u->has_password = parsed.has_password;
    u->username = parsed.username;
    u->password = parsed.password;
    return true;
}

bool fn_url_join(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    const struct map *m = arg[0].map;
    struct url u = {.scheme = {NULL, 0}};
    str userinfo = STR("");
    if (!get_part(c, m, STR("scheme"), &u.scheme) || !get_part(c, m, STR("host"), &u.host) ||
        !get_part(c, m, STR("path"), &u.path) || !get_part(c, m, STR("query"), &u.query) ||
        !get_part(c, m, STR("opaque"), &u.opaque) ||
        !get_part(c, m, STR("fragment"), &u.fragment) ||
        !get_part(c, m, STR("userinfo"), &userinfo))
        return false;
    if (userinfo.len && !set_userinfo(c, &u, userinfo))
        return false;
    *ret = val_str(url_format(c->arena, &u));
    return true;
}
