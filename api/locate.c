#include "api/locate.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"
#include "base/quote.h"
#include "base/unicode.h"
#include "base/url.h"

static bool not_found(str name, struct diags *diags)
{
    struct buf b;
    buf_init(&b, diags->arena);
    buf_put_str(&b, STR("path "));
    quote_go(&b, name);
    buf_put_str(&b, STR(" not found"));
    diag_put(diags, DIAG_ERROR, buf_str(&b));
    return false;
}

/* Whether Go's URL.String gives the name back as it is: net/url's validEncoded. */
static bool is_encoded(str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.s[i];
        bool is_alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!is_alnum && str_find_char(STR("-_.~!$&'()*+,;=:@/[]%"), c) == STR_NONE)
            return false;
    }
    return true;
}

/* What Helm's downloader says of a name that is no chart of a repository; those it would fetch are
 * refused. As ResolveChartVersion. */
static bool refuse(struct arena *a, str name, struct diags *diags)
{
    struct url u;
    str error;
    if (!url_parse(a, name, &u, &error))
        return diag_error(diags, "invalid chart URL format: %.*s", STR_ARG(name));
    if (u.scheme.len && u.host.len && u.path.len)
        return diag_error(diags, "charts are not downloaded: %.*s", STR_ARG(name));
    size_t slash = str_find_char(u.path, '/');
    if (slash != STR_NONE)
        return diag_error(diags, "repo %.*s not found", (int)slash, u.path.s);
    return diag_error(diags,
                      "non-absolute URLs should be in form of repo_name/path_to_chart, got: %.*s",
                      STR_ARG(is_encoded(name) ? name : url_format(a, &u)));
}

bool locate_chart(struct arena *a, str name, str *ret, struct diags *diags)
{
    name = unicode_trim_space(name);
    struct file_info info;
    str error;
    if (file_stat(a, name, &info, &error)) {
        *ret = file_abs(a, name);
        return true;
    }
    if (path_is_abs(name) || str_has_prefix(name, STR(".")))
        return not_found(name, diags);
    return refuse(a, name, diags);
}
