#include "lint/deprecation.h"

#include "base/buf.h"

static const struct deprecation table[] = {
#define DEPRECATED(api, kind, major, minor, gone_major, gone_minor, new_api, new_kind)             \
    {STR_INIT(api),     STR_INIT(kind),    major, minor, gone_major, gone_minor,                   \
     STR_INIT(new_api), STR_INIT(new_kind)},
#include "lint/deprecations.def"
#undef DEPRECATED
};

const struct deprecation *deprecation_find(str api_version, str kind, uint32_t major,
                                           uint32_t minor)
{
    size_t lo = 0, hi = sizeof table / sizeof *table;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct deprecation *d = &table[mid];
        int order = str_cmp(d->api_version, api_version);
        if (order == 0)
            order = str_cmp(d->kind, kind);
        if (order == 0)
            return d->deprecated_major < major ||
                           (d->deprecated_major == major && d->deprecated_minor <= minor)
                       ? d
                       : NULL;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

str deprecation_text(struct arena *a, const struct deprecation *d)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_fmt(&b, "%.*s %.*s is deprecated in v%u.%u+", STR_ARG(d->api_version), STR_ARG(d->kind),
                d->deprecated_major, d->deprecated_minor);
    if (d->removed_major)
        buf_put_fmt(&b, ", unavailable in v%u.%u+", d->removed_major, d->removed_minor);
    if (d->new_kind.len)
        buf_put_fmt(&b, "; use %.*s %.*s", STR_ARG(d->new_api_version), STR_ARG(d->new_kind));
    return buf_str(&b);
}

static uint32_t read_number(str *s)
{
    uint32_t n = 0;
    while (s->len && *s->s >= '0' && *s->s <= '9' && n < 100000) {
        n = n * 10 + (uint32_t)(*s->s - '0');
        *s = str_from(*s, 1);
    }
    return n;
}

void deprecation_version(str version, uint32_t *ret_major, uint32_t *ret_minor)
{
    if (str_has_prefix(version, STR("v")))
        version = str_from(version, 1);
    *ret_major = read_number(&version);
    *ret_minor = 0;
    if (str_has_prefix(version, STR("."))) {
        version = str_from(version, 1);
        *ret_minor = read_number(&version);
    }
}
