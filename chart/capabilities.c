#include "chart/capabilities.h"

#include "base/arena.h"
#include "base/number.h"
#include "base/quote.h"
#include "value/list.h"

/* Fields by their place in gofields.def. */
enum { KUBE_VERSION, API_VERSIONS, HELM_VERSION };
enum { KUBE_FULL, KUBE_NORMALIZED, KUBE_MAJOR, KUBE_MINOR };

static const str known_versions[] = {
#define APIVERSION(name) STR_INIT(name),
#include "chart/apiversions.def"
#undef APIVERSION
};
enum { KNOWN_COUNT = sizeof known_versions / sizeof *known_versions };

static val kube_record(struct arena *a, str full, str normalized, str major, str minor)
{
    struct record *r = record_new(a, T_KUBE_VERSION);
    r->field[KUBE_FULL] = val_str(full);
    r->field[KUBE_NORMALIZED] = val_str(normalized);
    r->field[KUBE_MAJOR] = val_str(major);
    r->field[KUBE_MINOR] = val_str(minor);
    return val_record(T_KUBE_VERSION, r);
}

/* What follows blanks and "v": digits and dots, each dot between digits. */
static bool find_numbers(str text, str *ret)
{
    size_t at = 0, end;
    while (at < text.len && str_find_char(STR("\t\n\f\r "), text.s[at]) != STR_NONE)
        at++;
    if (at < text.len && text.s[at] == 'v')
        at++;
    size_t digits = 0;
    for (end = at; end < text.len; end++) {
        char c = text.s[end];
        if (c >= '0' && c <= '9')
            digits = end + 1;
        else if (c != '.' || digits != end)
            break;
    }
    if (digits <= at || str_find_char(str_from(text, digits), '\n') != STR_NONE)
        return false;
    *ret = str_slice(text, at, digits);
    return true;
}

static bool bad_version(struct diags *diags, str text, str why)
{
    return diag_error(diags, "invalid kube version '%.*s': %.*s", STR_ARG(text), STR_ARG(why));
}

/* One number of the version; its normal form goes to *ret. */
static bool read_component(struct arena *a, str text, str part, bool first, str *ret,
                           struct diags *diags)
{
    uint64_t u;
    char digits[NUMBER_INT_MAX];
    str q = quote(a, part), whole = quote(a, text);
    if (first && part.s[0] == '0' && part.len > 1)
        return bad_version(diags, text,
                           str_fmt(a, "illegal zero-prefixed version component %.*s in %.*s",
                                   STR_ARG(q), STR_ARG(whole)));
    if (!number_parse_uint(part, 10, &u))
        return bad_version(diags, text,
                           str_fmt(a,
                                   "illegal non-numeric version component %.*s in %.*s: "
                                   "strconv.ParseUint: parsing %.*s: value out of range",
                                   STR_ARG(q), STR_ARG(whole), STR_ARG(q)));
    *ret = str_dup(a, (str){digits, number_format_uint(digits, u, 10)});
    return true;
}

/* As ParseKubeVersion and apimachinery's ParseGeneric. */
static bool parse_kube_version(struct arena *a, str text, val *ret, struct diags *diags)
{
    str numbers, q = quote(a, text), part[2] = {STR(""), STR("")};
    if (!find_numbers(text, &numbers))
        return bad_version(diags, text, str_fmt(a, "could not parse %.*s as version", STR_ARG(q)));
    if (str_find_char(numbers, '.') == STR_NONE)
        return bad_version(diags, text, str_fmt(a, "illegal version string %.*s", STR_ARG(q)));
    struct buf normalized;
    buf_init(&normalized, a);
    for (size_t i = 0; numbers.len; i++) {
        size_t dot = str_find_char(numbers, '.');
        str piece = dot == STR_NONE ? numbers : str_slice(numbers, 0, dot);
        numbers = str_from(numbers, dot == STR_NONE ? numbers.len : dot + 1);
        if (!read_component(a, text, piece, i == 0, &piece, diags))
            return false;
        if (i < 2)
            part[i] = piece;
        buf_put_char(&normalized, i ? '.' : 'v');
        buf_put_str(&normalized, piece);
    }
    str full = str_has_prefix(text, STR("v")) ? text : str_concat(a, STR("v"), text);
    *ret = kube_record(a, full, buf_str(&normalized), part[0], part[1]);
    return true;
}

static val version_set(struct arena *a, const str *more, size_t n)
{
    struct list *l = list_new(a, KNOWN_COUNT + n);
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        list_push(l, val_str(known_versions[i]));
    for (size_t i = 0; i < n; i++)
        list_push(l, val_str(more[i]));
    return val_typed_list(T_VERSION_SET, l);
}

/* What Helm v4.2.4 says of itself: charts ask for its version, not for ours. */
static val build_info(struct arena *a)
{
    struct record *r = record_new(a, T_BUILD_INFO);
    r->field[0] = val_str(STR("v4.2"));
    r->field[1] = val_str(STR(""));
    r->field[2] = val_str(STR(""));
    r->field[3] = val_str(STR("go1.26.8"));
    r->field[4] = val_str(STR("v1.36"));
    return val_record(T_BUILD_INFO, r);
}

bool capabilities_init(struct arena *a, str kube_version, const str *api_versions, size_t n,
                       val *ret, struct diags *diags)
{
    val kube = kube_record(a, STR("v1.36.0"), STR("v1.36.0"), STR("1"), STR("36"));
    if (kube_version.len && !parse_kube_version(a, kube_version, &kube, diags))
        return false;
    struct record *r = record_new(a, T_CAPABILITIES);
    r->field[KUBE_VERSION] = kube;
    r->field[API_VERSIONS] = version_set(a, api_versions, n);
    r->field[HELM_VERSION] = build_info(a);
    *ret = val_record(T_CAPABILITIES_PTR, r);
    return true;
}

bool capabilities_check(const struct chart *c, val capabilities, struct diags *diags)
{
    const struct record *kube = capabilities.record->field[KUBE_VERSION].record;
    str range = c->meta->kube_version, full = val_text(kube->field[KUBE_FULL]);
    if (range.len == 0 ||
        metadata_version_matches(diags->arena, range, val_text(kube->field[KUBE_NORMALIZED])))
        return true;
    diag_error(diags, "chart requires kubeVersion: %.*s which is incompatible with Kubernetes %.*s",
               STR_ARG(range), STR_ARG(full));
    diags->last->rendering = true;
    return false;
}
