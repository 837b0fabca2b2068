#include "lint/web_names.h"

#include "base/arena.h"
#include "base/url.h"
#include "base/utf8.h"

#include <string.h>

enum { URL_RUNES_MAX = 2082, URL_BYTES_MIN = 4 };

/* What e-mail addresses may hold beyond ASCII. */
#define WIDE "\\x{00A0}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFEF}"
#define ATOM "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~" WIDE "-]+"
/* Blanks, perhaps with one folded line. */
#define FOLD "(?:(?:[ \\t]*\\r\\n)?[ \\t]+)?"
/* The library wants a quote in front of each character; "(" escapes what follows it. */
#define QUOTED_PART                                                                                \
    "(?:[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\x21\\x23-\\x5b\\x5d-\\x7e" WIDE "]"                \
    "|\\([\\x01-\\x09\\x0b-\\x7f])"
#define QUOTED       "(?:\"" FOLD QUOTED_PART ")*" FOLD "\""
#define LABEL_CHAR   "[a-zA-Z0-9" WIDE "]"
#define LETTER       "[a-zA-Z" WIDE "]"
#define EMAIL_LABEL  LABEL_CHAR "(?:[a-zA-Z0-9._~" WIDE "-]*" LABEL_CHAR ")?"
#define EMAIL_TOP    LETTER "(?:[a-zA-Z0-9_~" WIDE "-]*" LETTER ")?"
#define EMAIL_DOMAIN "(?:" EMAIL_LABEL "\\.)+" EMAIL_TOP "\\.?"
#define EMAIL        "^(?:" ATOM "(?:\\." ATOM ")*|" QUOTED ")@" EMAIL_DOMAIN "$"

#define SCHEME "(?:(?:ftp|tcp|udp|wss?|https?)://)?"
#define USER   "(?:\\S+(?::\\S*)?@)?"
/* Four numbers; the library's reading of which ones is looser in the middle. */
#define IP4                                                                                        \
    "(?:[1-9][0-9]?|1[0-9][0-9]|2[01][0-9]|22[0-3]|24[0-9]|25[0-5])"                               \
    "(?:\\.(?:[0-9]{1,2}|1[0-9][0-9]|2[0-4][0-9]|25[0-5])){2}"                                     \
    "\\.(?:[0-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])"
#define IP6       "\\[[0-9a-fA-F:.]+(?:%[0-9a-zA-Z]+)?\\]"
#define HOST_CHAR "[a-zA-Z\\x{00a1}-\\x{ffff}0-9]"
#define SUBDOMAIN "(?:www\\.|[a-zA-Z0-9]+(?:[-_.]?[a-zA-Z0-9])*[a-zA-Z0-9]\\.[a-zA-Z0-9]+)"
#define HOST_FRONT                                                                                 \
    "(?:[a-zA-Z0-9](?:[a-zA-Z0-9_-]+)?[a-zA-Z0-9](?:[-.][a-zA-Z0-9]+)*|" SUBDOMAIN "?)?"
#define HOST HOST_FRONT "(?:" HOST_CHAR "+-?-?)*" HOST_CHAR "+(?:\\.[a-zA-Z\\x{00a1}-\\x{ffff}]+)?"
#define REST "(?:[/?#]\\S*)?"
#define URL  "^" SCHEME USER "(?:" IP4 "|" IP6 "|" HOST ")\\.?(?::[0-9]{1,5})?" REST "$"

void web_names_init(struct web_names *w, struct arena *a)
{
    *w = (struct web_names){.arena = a};
}

static bool matches(struct web_names *w, str pattern, str text)
{
    str error;
    if (!w->regexes)
        w->regexes = regex_cache_new(w->arena);
    struct regex *re = regex_compile(w->regexes, pattern, &error);
    return re && regex_match(re, w->arena, text);
}

bool web_is_email(struct web_names *w, str text)
{
    return matches(w, STR(EMAIL), text);
}

bool web_is_url(struct web_names *w, str text)
{
    struct url url;
    str error, read = text;
    if (text.len < URL_BYTES_MIN || utf8_count(text) > URL_RUNES_MAX || text.s[0] == '.')
        return false;
    if (str_has(text, STR(":")) && !str_has(text, STR("://")))
        read = str_concat(w->arena, STR("http://"), text);
    if (!url_parse(w->arena, read, &url, &error) || str_has_prefix(url.host, STR(".")))
        return false;
    if (!url.host.len && url.path.len && !str_has(url.path, STR(".")))
        return false;
    return matches(w, STR(URL), text);
}

/* A '#' begins no fragment there: it may stand in the path, not in the host. */
static bool hash_in_host(str text)
{
    size_t from = str_find(text, STR("://"));
    if (from == STR_NONE)
        return false;
    for (str s = str_from(text, from + 3); s.len && *s.s != '/' && *s.s != '?'; s = str_from(s, 1))
        if (*s.s == '#')
            return true;
    return false;
}

bool web_is_request_url(struct web_names *w, str text)
{
    struct url url;
    str error;
    if (!text.len || hash_in_host(text))
        return false;
    str plain = str_replace_all(w->arena, text, STR("#"), STR("x"));
    return url_parse(w->arena, plain, &url, &error) && url.scheme.len;
}
