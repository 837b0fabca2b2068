/* URLs by the rules of Go's net/url.
 *
 * Parts are unescaped, but for the query. How a path was escaped is not kept: formatting escapes
 * anew. Nothing is shared with the text that was parsed, except views of its bytes.
 */
#ifndef CHELM_BASE_URL_H
#define CHELM_BASE_URL_H

#include "base/str.h"

struct url {
    str scheme, opaque, host, path, query, fragment;
    str username, password;
    bool has_user, has_password;
};

/* As url.Parse. On false, *ret_error is its error text: parse "…": missing protocol scheme */
bool url_parse(struct arena *a, str text, struct url *ret, str *ret_error);
/* As URL.String. */
str url_format(struct arena *a, const struct url *u);
/* As Userinfo.String; "" without user. */
str url_userinfo(struct arena *a, const struct url *u);
/* The host without port and brackets, as URL.Hostname. */
str url_hostname(const struct url *u);

#endif
