#include "chart/schema_format.h"

#include "base/gotime.h"
#include "base/ip.h"
#include "base/number.h"
#include "base/quote.h"
#include "base/url.h"
#include "base/utf8.h"
#include "chart/schema_url.h"

#include <string.h>

/* A text being checked, and where the error goes. */
struct check {
    struct arena *a;
    struct regex_cache *regexes;
    str error;
};

typedef bool format_check(struct check *c, str s);

struct schema_format {
    const char *name;
    format_check *check;
};

/* ---- help ---- */

static bool fail(struct check *c, const char *text)
{
    c->error = str_from_c(text);
    return false;
}

static bool fail_about(struct check *c, const char *before, str what, const char *after)
{
    c->error = str_concat(c->a, str_concat(c->a, str_from_c(before), what), str_from_c(after));
    return false;
}

/* The error of a part, with what part it is before it. */
static bool fail_part(struct check *c, const char *part)
{
    str why = c->error;
    return fail_about(c, part, why, "");
}

/* "invalid character 'x'" for the rune at the start of s. */
static bool fail_rune(struct check *c, const char *before, str s, const char *after)
{
    size_t n;
    struct buf b;
    buf_init(&b, c->a);
    quote_go_rune(&b, utf8_decode(s, &n));
    return fail_about(c, before, buf_str(&b), after);
}

/* The next part of *rest up to a separator; false when there is none left. *rest.s is NULL at the
 * end. As strings.Split. */
static bool next_part(str *rest, char separator, str *ret)
{
    if (!rest->s)
        return false;
    size_t at = str_find_char(*rest, separator);
    *ret = at == STR_NONE ? *rest : str_slice(*rest, 0, at);
    *rest = at == STR_NONE ? (str){NULL, 0} : str_from(*rest, at + 1);
    return true;
}

static str not_null(str s)
{
    return s.s ? s : STR("");
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t count_digits(str s)
{
    size_t n = 0;
    while (n < s.len && is_digit(s.s[n]))
        n++;
    return n;
}

/* strconv.Atoi; its error goes into the check. */
static bool read_int(struct check *c, str s, int64_t *ret)
{
    enum number_status status = number_read_int(s, 10, ret);
    if (status == NUMBER_OK)
        return true;
    return fail_about(c, "strconv.Atoi: parsing ", quote(c->a, s),
                      status == NUMBER_RANGE ? ": value out of range" : ": invalid syntax");
}

/* ---- pointers, identifiers ---- */

static bool check_pointer(struct check *c, str s)
{
    if (!s.len)
        return true;
    if (s.s[0] != '/')
        return fail(c, "not starting with /");
    for (size_t i = 0; i < s.len; i++)
        if (s.s[i] == '~' && (i + 1 == s.len || (s.s[i + 1] != '0' && s.s[i + 1] != '1')))
            return fail(c, "~ must be followed by 0 or 1");
    return true;
}

static bool check_relative_pointer(struct check *c, str s)
{
    size_t n = count_digits(s);
    if (!n)
        return fail(c, "must start with non-negative integer");
    if (n > 1 && s.s[0] == '0')
        return fail(c, "starts with zero");
    s = str_from(s, n);
    return str_eq(s, STR("#")) || check_pointer(c, s);
}

static bool check_hex(struct check *c, str group)
{
    for (size_t i = 0; i < group.len; i++) {
        char ch = group.s[i];
        if (!is_digit(ch) && !((ch | 0x20) >= 'a' && (ch | 0x20) <= 'f'))
            return fail_rune(c, "non-hex character ", str_from(group, i), "");
    }
    return true;
}

static bool check_uuid(struct check *c, str s)
{
    static const size_t lengths[] = {8, 4, 4, 4, 12};
    static const char *const wrong[] = {
        "element 1 must be 8 characters long", "element 2 must be 4 characters long",
        "element 3 must be 4 characters long", "element 4 must be 4 characters long",
        "element 5 must be 12 characters long"};
    str group;
    if (!s.len || str_count(s, STR("-")) != 4)
        return fail(c, "must have 5 elements");
    for (int i = 0; next_part(&s, '-', &group); i++) {
        if (group.len != lengths[i])
            return fail(c, wrong[i]);
        if (!check_hex(c, group))
            return false;
    }
    return true;
}

/* ---- durations and times ---- */

/* Numbers with units, the units in the order given. */
static bool check_units(struct check *c, str s, const char *all)
{
    const char *units = all;
    while (s.len) {
        size_t n = count_digits(s);
        if (!n)
            return fail(c, "missing number");
        s = str_from(s, n);
        if (!s.len)
            return fail(c, "missing unit");
        const char *unit = s.s[0] ? strchr(units, s.s[0]) : NULL;
        if (!unit) {
            struct buf b;
            buf_init(&b, c->a);
            quote_go_rune(&b, (unsigned char)s.s[0]);
            bool known = s.s[0] && strchr(all, s.s[0]);
            return fail_about(c, known ? "unit " : "invalid unit ", buf_str(&b),
                              known ? " out of order" : "");
        }
        units = unit + 1;
        s = str_from(s, 1);
    }
    return true;
}

static bool check_duration(struct check *c, str s)
{
    static const char *const units[] = {"YMD", "HMS"};
    str part;
    if (!str_has_prefix(s, STR("P")))
        return fail(c, "must start with P");
    s = str_from(s, 1);
    if (!s.len)
        return fail(c, "nothing after P");
    if (s.s[s.len - 1] == 'W') {
        if (s.len == 1)
            return fail(c, "no number in week");
        return count_digits(s) == s.len - 1 || fail(c, "invalid week");
    }
    for (int i = 0; next_part(&s, 'T', &part); i++) {
        if (i != 0 && !part.len)
            return fail(c, "no time elements");
        if (i > 1)
            return fail(c, "more than one T");
        if (!check_units(c, part, units[i]))
            return false;
    }
    return true;
}

static bool check_date(struct check *c, str s)
{
    struct gotime t;
    return gotime_parse(c->a, STR("2006-01-02"), s, NULL, &t, &c->error);
}

/* A field of a time; texts for what is no number and what is negative. */
static bool read_field(struct check *c, str s, const char *invalid, const char *negative,
                       int64_t *ret)
{
    if (!read_int(c, s, ret))
        return fail(c, invalid);
    return *ret >= 0 || fail(c, negative);
}

/* "+01:30" as minutes to add for UTC. */
static bool read_offset(struct check *c, str s, int64_t *ret)
{
    static const char invalid[] = "invalid hour/min in offset";
    static const char negative[] = "non-positive hour/min in offset";
    int64_t hour, minute;
    if (s.len != 6)
        return fail(c, "offset must be 6 characters long");
    if (s.s[0] != '+' && s.s[0] != '-')
        return fail(c, "offset must begin with plus/minus");
    if (s.s[3] != ':')
        return fail(c, "missing colon in offset in correct place");
    if (!read_field(c, str_slice(s, 1, 3), invalid, negative, &hour) ||
        !read_field(c, str_slice(s, 4, 6), invalid, negative, &minute))
        return false;
    if (hour > 23 || minute > 59)
        return fail(c, "hour/min in offset out of range");
    *ret = (hour * 60 + minute) * (s.s[0] == '+' ? -1 : 1);
    return true;
}

static bool check_time(struct check *c, str s)
{
    static const char invalid[] = "invalid hour/min/sec";
    static const char negative[] = "non-positive hour/min/sec";
    int64_t h, m, sec, offset = 0;
    if (s.len < 9)
        return fail(c, "less than 9 characters long");
    if (s.s[2] != ':' || s.s[5] != ':')
        return fail(c, "missing colon in correct place");
    if (!read_field(c, str_slice(s, 0, 2), invalid, negative, &h) ||
        !read_field(c, str_slice(s, 3, 5), invalid, negative, &m) ||
        !read_field(c, str_slice(s, 6, 8), invalid, negative, &sec))
        return false;
    if (h > 23 || m > 59 || sec > 60)
        return fail(c, "hour/min/sec out of range");
    s = str_from(s, 8);
    if (str_has_prefix(s, STR("."))) {
        size_t n = count_digits(str_from(s, 1));
        if (!n)
            return fail(c, "no digits in second fraction");
        s = str_from(s, n + 1);
    }
    bool utc = str_eq(s, STR("z")) || str_eq(s, STR("Z"));
    if (!utc && !read_offset(c, s, &offset))
        return false;
    int64_t minutes = h * 60 + m + offset;
    if (!utc && minutes < 0)
        minutes += 24 * 60;
    return sec < 60 || minutes == 24 * 60 - 1 || fail(c, "invalid leap second");
}

static bool check_date_time(struct check *c, str s)
{
    if (s.len < 20)
        return fail(c, "less than 20 characters long");
    if (s.s[10] != 't' && s.s[10] != 'T')
        return fail(c, "11th character must be t or T");
    if (!check_date(c, str_slice(s, 0, 10)))
        return fail_part(c, "invalid date element: ");
    return check_time(c, str_from(s, 11)) || fail_part(c, "invalid time element: ");
}

static bool check_period(struct check *c, str s)
{
    size_t slash = str_find_char(s, '/');
    if (slash == STR_NONE)
        return fail(c, "missing slash");
    str start = str_slice(s, 0, slash), end = str_from(s, slash + 1);
    if (str_has_prefix(start, STR("P"))) {
        if (!check_duration(c, start))
            return fail_part(c, "invalid start duration: ");
        return check_date_time(c, end) || fail_part(c, "invalid end date-time: ");
    }
    if (!check_date_time(c, start))
        return fail_part(c, "invalid start date-time: ");
    if (str_has_prefix(end, STR("P")))
        return check_duration(c, end) || fail_part(c, "invalid end duration: ");
    return check_date_time(c, end) || fail_part(c, "invalid end date-time: ");
}

/* ---- the net ---- */

static bool check_ipv4(struct check *c, str s)
{
    str group;
    s = not_null(s);
    if (str_count(s, STR(".")) != 3)
        return fail(c, "expected four decimals");
    while (next_part(&s, '.', &group)) {
        int64_t n;
        if (group.len > 1 && group.s[0] == '0')
            return fail(c, "leading zeros");
        if (!read_int(c, group, &n))
            return false;
        if (n < 0 || n > 255)
            return fail(c, "decimal must be between 0 and 255");
    }
    return true;
}

static bool check_ipv6(struct check *c, str s)
{
    struct ip ip;
    if (str_find_char(s, ':') == STR_NONE)
        return fail(c, "missing colon");
    if (!ip_parse(c->a, s, &ip, &c->error))
        return false;
    return !ip.zone.len || fail(c, "zone id is not a part of ipv6 address");
}

static bool check_label(struct check *c, str label)
{
    if (label.len < 1 || label.len > 63)
        return fail(c, "label must be 1 to 63 characters long");
    if (label.s[0] == '-')
        return fail(c, "label starts with hyphen");
    if (label.s[label.len - 1] == '-')
        return fail(c, "label ends with hyphen");
    for (size_t i = 0; i < label.len; i++)
        if (!is_letter(label.s[i]) && !is_digit(label.s[i]) && label.s[i] != '-')
            return fail_rune(c, "invalid character ", str_from(label, i), "");
    return true;
}

static bool check_hostname(struct check *c, str s)
{
    str label;
    s = not_null(s);
    if (str_has_suffix(s, STR(".")))
        s.len--;
    if (s.len > 253)
        return fail(c, "more than 253 characters long");
    while (next_part(&s, '.', &label))
        if (!check_label(c, label))
            return false;
    return true;
}

static bool check_local_part(struct check *c, str local)
{
    if (local.len > 1 && local.s[0] == '"') {
        str inner = str_slice(local, 1, local.len - 1);
        bool clean =
            str_find_char(inner, '\\') == STR_NONE && str_find_char(inner, '"') == STR_NONE;
        return clean || fail(c, "backslash and quote are not allowed within quoted local part");
    }
    if (str_has_prefix(local, STR(".")))
        return fail(c, "starts with dot");
    if (str_has_suffix(local, STR(".")))
        return fail(c, "ends with dot");
    if (str_has(local, STR("..")))
        return fail(c, "consecutive dots");
    for (size_t i = 0; i < local.len; i++) {
        char ch = local.s[i];
        if (!is_letter(ch) && !is_digit(ch) && !(ch && strchr(".!#$%&'*+-/=?^_`{|}~", ch)))
            return fail_rune(c, "invalid character ", str_from(local, i), "");
    }
    return true;
}

static bool check_email(struct check *c, str s)
{
    if (s.len > 254)
        return fail(c, "more than 255 characters long");
    size_t at = str_find_last(s, STR("@"));
    if (at == STR_NONE)
        return fail(c, "missing @");
    str local = str_slice(s, 0, at), domain = str_from(s, at + 1);
    if (local.len > 64)
        return fail(c, "local part more than 64 characters long");
    if (!check_local_part(c, local))
        return false;
    if (!str_has_prefix(domain, STR("[")) || !str_has_suffix(domain, STR("]")))
        return check_hostname(c, domain) || fail_part(c, "invalid domain: ");
    domain = str_slice(domain, 1, domain.len - 1);
    if (str_has_prefix(domain, STR("IPv6:")))
        return check_ipv6(c, str_from(domain, 5)) || fail_part(c, "invalid ipv6 address: ");
    return check_ipv4(c, domain) || fail_part(c, "invalid ipv4 address: ");
}

static bool parse_url(struct check *c, str s, struct url *ret)
{
    if (!url_parse(c->a, s, ret, &c->error))
        return false;
    str host = url_hostname(ret);
    if (str_find_char(host, ':') == STR_NONE)
        return true;
    if (!str_has(ret->host, STR("[")) || !str_has(ret->host, STR("]")))
        return fail(c, "ipv6 address not enclosed in brackets");
    return check_ipv6(c, host) || fail_part(c, "invalid ipv6 address: ");
}

static bool check_uri(struct check *c, str s)
{
    struct url u;
    if (!parse_url(c, s, &u))
        return false;
    return u.scheme.len || fail(c, "relative url");
}

static bool check_uri_reference(struct check *c, str s)
{
    struct url u;
    if (str_find_char(s, '\\') != STR_NONE)
        return fail(c, "contains \\");
    return parse_url(c, s, &u);
}

static bool check_uri_template(struct check *c, str s)
{
    struct url u;
    str part;
    if (!parse_url(c, s, &u))
        return false;
    str path = not_null(u.path);
    while (next_part(&path, '/', &part)) {
        bool open = false;
        for (size_t i = 0; i < part.len; i++) {
            if (part.s[i] != '{' && part.s[i] != '}')
                continue;
            if ((part.s[i] == '{') == open)
                return fail(c, "nested curly braces");
            open = !open;
        }
        if (open)
            return fail(c, "no matching closing brace");
    }
    return true;
}

/* ---- others ---- */

static bool check_identifier(struct check *c, str s, const char *after, bool *ret_digits)
{
    *ret_digits = true;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.s[i]) && !is_letter(s.s[i]) && s.s[i] != '-')
            return fail_rune(c, "invalid character ", str_from(s, i), after);
        *ret_digits &= is_digit(s.s[i]);
    }
    return true;
}

static bool check_build(struct check *c, str s)
{
    str id;
    bool digits;
    if (!s.len)
        return fail(c, "build is empty");
    while (next_part(&s, '.', &id)) {
        if (!id.len)
            return fail(c, "build identifier is empty");
        if (!check_identifier(c, id, " in build identifier", &digits))
            return false;
    }
    return true;
}

static bool check_pre_release(struct check *c, str s)
{
    str id;
    bool digits;
    while (next_part(&s, '.', &id)) {
        if (!id.len)
            return fail(c, "pre-release identifier is empty");
        if (!check_identifier(c, id, " in pre-release identifier", &digits))
            return false;
        if (digits && id.len > 1 && id.s[0] == '0')
            return fail(c, "pre-release numeric identifier starts with zero");
    }
    return true;
}

static bool check_version_core(struct check *c, str s)
{
    static const char *const names[] = {"major", "minor", "patch"};
    str part;
    if (str_count(s, STR(".")) != 2)
        return fail(c, "versionCore must have 3 numbers separated by dot");
    for (int i = 0; i < 3 && next_part(&s, '.', &part); i++) {
        str name = str_from_c(names[i]);
        if (!part.len)
            return fail_about(c, "", name, " is empty");
        if (part.len > 1 && part.s[0] == '0')
            return fail_about(c, "", name, " starts with zero");
        if (count_digits(part) != part.len)
            return fail_about(c, "", name, " contains non-digit");
    }
    return true;
}

static bool check_semver(struct check *c, str s)
{
    s = not_null(s);
    size_t at = str_find_char(s, '+');
    if (at != STR_NONE && !check_build(c, str_from(s, at + 1)))
        return false;
    s = at == STR_NONE ? s : str_slice(s, 0, at);
    at = str_find_char(s, '-');
    if (at != STR_NONE && !check_pre_release(c, str_from(s, at + 1)))
        return false;
    return check_version_core(c, at == STR_NONE ? s : str_slice(s, 0, at));
}

static bool check_regex(struct check *c, str s)
{
    return regex_compile(c->regexes, s, &c->error) != NULL;
}

/* ---- the table ---- */

static const struct schema_format formats[] = {
    {"date", check_date},
    {"date-time", check_date_time},
    {"duration", check_duration},
    {"email", check_email},
    {"hostname", check_hostname},
    {"ipv4", check_ipv4},
    {"ipv6", check_ipv6},
    {"iri", check_uri},
    {"iri-reference", check_uri_reference},
    {"json-pointer", check_pointer},
    {"period", check_period},
    {"regex", check_regex},
    {"relative-json-pointer", check_relative_pointer},
    {"semver", check_semver},
    {"time", check_time},
    {"uri", check_uri},
    {"uri-reference", check_uri_reference},
    {"uri-template", check_uri_template},
    {"uuid", check_uuid},
};

const struct schema_format *schema_format_find(str name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (str_eq(name, str_from_c(formats[i].name)))
            return &formats[i];
    return NULL;
}

str schema_format_name(const struct schema_format *f)
{
    return str_from_c(f->name);
}

bool schema_format_check(const struct schema_format *f, struct arena *a,
                         struct regex_cache *regexes, str s, str *ret_error)
{
    struct check c = {.a = a, .regexes = regexes};
    if (f->check(&c, not_null(s)))
        return true;
    *ret_error = c.error;
    return false;
}
