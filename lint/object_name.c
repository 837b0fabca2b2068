#include "lint/object_name.h"

#include "base/buf.h"
#include "base/quote.h"

#define LABEL1123     "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
#define SUBDOMAIN1123 LABEL1123 "(\\." LABEL1123 ")*"
#define LABEL1035     "[a-z]([-a-z0-9]*[a-z0-9])?"

enum { LABEL_MAX = 63, SUBDOMAIN_MAX = 253 };

struct complaint {
    struct buf text;
    str name;
    int count;
};

static void complain(struct complaint *c, const char *why)
{
    if (c->count++)
        buf_put_str(&c->text, STR(", "));
    buf_put_str(&c->text, STR("metadata.name: Invalid value: "));
    quote_go(&c->text, c->name);
    buf_put_str(&c->text, STR(": "));
    buf_put_str(&c->text, str_from_c(why));
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_label(str s, bool letter_first)
{
    if (!s.len || s.s[0] == '-' || s.s[s.len - 1] == '-' || (letter_first && !is_lower(s.s[0])))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!is_lower(s.s[i]) && !is_digit(s.s[i]) && s.s[i] != '-')
            return false;
    return true;
}

static bool is_subdomain(str s)
{
    for (;;) {
        size_t dot = str_find_char(s, '.');
        if (!is_label(dot == STR_NONE ? s : str_slice(s, 0, dot), false))
            return false;
        if (dot == STR_NONE)
            return true;
        s = str_from(s, dot + 1);
    }
}

static void check_subdomain(struct complaint *c)
{
    if (c->name.len > SUBDOMAIN_MAX)
        complain(c, "must be no more than 253 characters");
    if (!is_subdomain(c->name))
        complain(c, "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric "
                    "characters, '-' or '.', and must start and end with an alphanumeric "
                    "character (e.g. 'example.com', regex used for validation is "
                    "'" SUBDOMAIN1123 "')");
}

static void check_label1123(struct complaint *c)
{
    if (c->name.len > LABEL_MAX)
        complain(c, "must be no more than 63 characters");
    if (is_label(c->name, false))
        return;
    if (is_subdomain(c->name))
        complain(c, "must not contain dots");
    else
        complain(c, "a lowercase RFC 1123 label must consist of lower case alphanumeric "
                    "characters or '-', and must start and end with an alphanumeric character "
                    "(e.g. 'my-name',  or '123-abc', regex used for validation is "
                    "'" LABEL1123 "')");
}

static void check_label1035(struct complaint *c)
{
    if (c->name.len > LABEL_MAX)
        complain(c, "must be no more than 63 characters");
    if (!is_label(c->name, true))
        complain(c, "a DNS-1035 label must consist of lower case alphanumeric characters or '-', "
                    "start with an alphabetic character, and end with an alphanumeric character "
                    "(e.g. 'my-name',  or 'abc-123', regex used for validation is "
                    "'" LABEL1035 "')");
}

static void check_path_segment(struct complaint *c)
{
    if (str_eq(c->name, STR(".")))
        complain(c, "may not be '.'");
    else if (str_eq(c->name, STR("..")))
        complain(c, "may not be '..'");
    if (str_has(c->name, STR("/")))
        complain(c, "may not contain '/'");
    if (str_has(c->name, STR("%")))
        complain(c, "may not contain '%'");
}

static bool is_rbac(str kind)
{
    return str_eq_fold(kind, STR("role")) || str_eq_fold(kind, STR("clusterrole")) ||
           str_eq_fold(kind, STR("rolebinding")) || str_eq_fold(kind, STR("clusterrolebinding"));
}

bool object_name_check(struct arena *a, str kind, str name, str *ret_error)
{
    struct complaint c = {.name = name};
    buf_init(&c.text, a);
    if (str_eq_fold(kind, STR("service")))
        check_label1035(&c);
    else if (str_eq_fold(kind, STR("namespace")))
        check_label1123(&c);
    else if (is_rbac(kind))
        check_path_segment(&c);
    else if (!str_eq_fold(kind, STR("certificatesigningrequest")))
        check_subdomain(&c);
    str text = buf_str(&c.text);
    *ret_error = c.count > 1 ? str_fmt(a, "[%.*s]", STR_ARG(text)) : text;
    return c.count == 0;
}

static bool is_alphanumeric(char c)
{
    return is_digit(c) || is_lower((char)(c | 0x20));
}

bool object_label_is_valid(str value)
{
    if (!value.len)
        return true;
    if (value.len > LABEL_MAX || !is_alphanumeric(value.s[0]) ||
        !is_alphanumeric(value.s[value.len - 1]))
        return false;
    for (size_t i = 0; i < value.len; i++)
        if (!is_alphanumeric(value.s[i]) && !str_has(STR("-_."), str_make(value.s + i, 1)))
            return false;
    return true;
}
