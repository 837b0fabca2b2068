#include "base/path.h"

#include "base/arena.h"

#include <string.h>

/* The path being put together. It never gets longer than the path it is made from. */
struct clean {
    char *s;
    size_t len;
    size_t floor; /* what ".." must leave: the root, or "..", "../.." */
    bool rooted;
};

static void put_element(struct clean *out, str element)
{
    if (out->len > (out->rooted ? 1u : 0u))
        out->s[out->len++] = '/';
    memcpy(out->s + out->len, element.s, element.len);
    out->len += element.len;
}

static void go_up(struct clean *out)
{
    if (out->len > out->floor) {
        out->len--;
        while (out->len > out->floor && out->s[out->len] != '/')
            out->len--;
    } else if (!out->rooted) {
        put_element(out, STR(".."));
        out->floor = out->len;
    }
}

str path_clean(struct arena *a, str path)
{
    if (path.len == 0)
        return STR(".");
    struct clean out = {.s = arena_bytes(a, path.len), .rooted = path.s[0] == '/'};
    if (out.rooted)
        out.s[out.len++] = '/';
    out.floor = out.len;
    for (size_t at = 0, end; at < path.len; at = end + 1) {
        str rest = str_from(path, at);
        size_t slash = str_find_char(rest, '/');
        end = slash == STR_NONE ? path.len : at + slash;
        str element = str_slice(path, at, end);
        if (str_eq(element, STR("..")))
            go_up(&out);
        else if (element.len && !str_eq(element, STR(".")))
            put_element(&out, element);
    }
    return out.len ? str_make(out.s, out.len) : STR(".");
}

str path_base(str path)
{
    if (path.len == 0)
        return STR(".");
    while (path.len && path.s[path.len - 1] == '/')
        path.len--;
    if (path.len == 0)
        return STR("/");
    size_t slash = str_find_last(path, STR("/"));
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

str path_dir(struct arena *a, str path)
{
    size_t slash = str_find_last(path, STR("/"));
    return path_clean(a, str_slice(path, 0, slash == STR_NONE ? 0 : slash + 1));
}

str path_ext(str path)
{
    for (size_t i = path.len; i-- > 0 && path.s[i] != '/';)
        if (path.s[i] == '.')
            return str_from(path, i);
    return STR("");
}
