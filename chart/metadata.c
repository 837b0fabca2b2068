#include "chart/metadata.h"

#include "base/arena.h"
#include "base/path.h"
#include "base/quote.h"
#include "base/semver.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "value/list.h"
#include "value/map.h"

#include <stddef.h>
#include <string.h>

#define FIELD(type, key, kind, member)                                                             \
    {                                                                                              \
        STR_INIT(key), kind, offsetof(struct type, member), NULL                                   \
    }
#define COUNT(table) (sizeof(table) / sizeof *(table))

static const struct decode_field maintainer_fields[] = {
    FIELD(maintainer, "name", DECODE_STRING, name),
    FIELD(maintainer, "email", DECODE_STRING, email),
    FIELD(maintainer, "url", DECODE_STRING, url),
};
static const struct decode_type maintainer_type = {
    STR_INIT("Maintainer"),    STR_INIT("v2"),    {0},
    sizeof(struct maintainer), maintainer_fields, COUNT(maintainer_fields)};

static const struct decode_field dependency_fields[] = {
    FIELD(dependency, "name", DECODE_STRING, name),
    FIELD(dependency, "version", DECODE_STRING, version),
    FIELD(dependency, "repository", DECODE_STRING, repository),
    FIELD(dependency, "condition", DECODE_STRING, condition),
    FIELD(dependency, "tags", DECODE_STRINGS, tags),
    FIELD(dependency, "enabled", DECODE_BOOL, enabled),
    FIELD(dependency, "import-values", DECODE_ANYS, import_values),
    FIELD(dependency, "alias", DECODE_STRING, alias),
};
static const struct decode_type dependency_type = {
    STR_INIT("Dependency"),    STR_INIT("v2"),    {0},
    sizeof(struct dependency), dependency_fields, COUNT(dependency_fields)};

static const struct decode_field metadata_fields[] = {
    FIELD(metadata, "name", DECODE_STRING, name),
    FIELD(metadata, "home", DECODE_STRING, home),
    FIELD(metadata, "sources", DECODE_STRINGS, sources),
    FIELD(metadata, "version", DECODE_STRING, version),
    FIELD(metadata, "description", DECODE_STRING, description),
    FIELD(metadata, "keywords", DECODE_STRINGS, keywords),
    {STR_INIT("maintainers"), DECODE_STRUCTS, offsetof(struct metadata, maintainers),
     &maintainer_type},
    FIELD(metadata, "icon", DECODE_STRING, icon),
    FIELD(metadata, "apiVersion", DECODE_STRING, api_version),
    FIELD(metadata, "condition", DECODE_STRING, condition),
    FIELD(metadata, "tags", DECODE_STRING, tags),
    FIELD(metadata, "appVersion", DECODE_STRING, app_version),
    FIELD(metadata, "deprecated", DECODE_BOOL, deprecated),
    FIELD(metadata, "annotations", DECODE_STRING_MAP, annotations),
    FIELD(metadata, "kubeVersion", DECODE_STRING, kube_version),
    {STR_INIT("dependencies"), DECODE_STRUCTS, offsetof(struct metadata, dependencies),
     &dependency_type},
    FIELD(metadata, "type", DECODE_STRING, type),
};
static const struct decode_type chart_type = {
    STR_INIT("Metadata"),    STR_INIT("v2"),  {0},
    sizeof(struct metadata), metadata_fields, COUNT(metadata_fields)};

struct base {
    str api_version;
};
static const struct decode_field base_fields[] = {
    FIELD(base, "apiVersion", DECODE_STRING, api_version),
};
static const struct decode_type base_type = {STR_INIT("chartBase"), STR_INIT("loader"), {0},
                                             sizeof(struct base),   base_fields,        1};

struct lock {
    str digest;
    struct ptrs dependencies;
};
static const struct decode_field lock_fields[] = {
    {STR_INIT("generated"), DECODE_TIME, 0, NULL},
    FIELD(lock, "digest", DECODE_STRING, digest),
    {STR_INIT("dependencies"), DECODE_STRUCTS, offsetof(struct lock, dependencies),
     &dependency_type},
};
static const struct decode_type lock_type = {
    STR_INIT("Lock"), STR_INIT("v2"), {0}, sizeof(struct lock), lock_fields, COUNT(lock_fields)};

const struct decode_type *metadata_type(void)
{
    return &chart_type;
}

bool metadata_read(struct arena *a, str text, struct metadata *m, str *ret_error)
{
    return decode_yaml(a, text, &chart_type, m, ret_error);
}

bool metadata_read_api_version(struct arena *a, str text, str *ret, str *ret_error)
{
    struct base base = {0};
    if (!decode_yaml(a, text, &base_type, &base, ret_error))
        return false;
    *ret = base.api_version;
    return true;
}

bool metadata_check_lock(struct arena *a, str text, str *ret_error)
{
    struct lock lock = {0};
    return decode_yaml(a, text, &lock_type, &lock, ret_error);
}

static bool is_clean(str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.s[i] < ' ' || s.s[i] > '~')
            return false;
    return true;
}

/* As sanitizeString. */
static void clean(struct arena *a, str *s)
{
    if (is_clean(*s))
        return;
    struct buf b;
    buf_init(&b, a);
    for (str at = *s; at.len;) {
        size_t n;
        uint32_t r = utf8_decode(at, &n);
        if (unicode_is_space(r))
            buf_put_char(&b, ' ');
        else if (unicode_is_print(r))
            b.len += utf8_encode(buf_reserve(&b, UTF8_MAX), r);
        at = str_from(at, n);
    }
    *s = buf_str(&b);
}

static void clean_all(struct arena *a, struct strs list)
{
    for (size_t i = 0; i < list.n; i++)
        clean(a, &list.items[i]);
}

static bool invalid(struct arena *a, str *ret_error, const char *fmt, str arg)
{
    struct buf b;
    buf_init(&b, a);
    buf_put_fmt(&b, "validation: ");
    const char *hole = strstr(fmt, "%q");
    size_t before = hole ? (size_t)(hole - fmt) : strlen(fmt);
    buf_put(&b, fmt, before);
    if (hole) {
        quote_go(&b, arg);
        buf_put_str(&b, str_from_c(hole + 2));
    }
    *ret_error = buf_str(&b);
    return false;
}

static bool check_identity(struct arena *a, const struct metadata *m, str *ret_error)
{
    struct semver version;
    str why;
    if (m->api_version.len == 0)
        return invalid(a, ret_error, "chart.metadata.apiVersion is required", STR(""));
    if (m->name.len == 0)
        return invalid(a, ret_error, "chart.metadata.name is required", STR(""));
    if (str_eq(m->name, STR(".")) || str_eq(m->name, STR("..")))
        return invalid(a, ret_error, "chart.metadata.name %q is not allowed", m->name);
    if (!str_eq(m->name, path_base(m->name)))
        return invalid(a, ret_error, "chart.metadata.name %q is invalid", m->name);
    if (m->version.len == 0)
        return invalid(a, ret_error, "chart.metadata.version is required", STR(""));
    if (!semver_parse(a, m->version, &version, &why))
        return invalid(a, ret_error, "chart.metadata.version %q is invalid", m->version);
    if (m->type.len && !str_eq(m->type, STR("application")) && !str_eq(m->type, STR("library")))
        return invalid(a, ret_error, "chart.metadata.type must be application or library", STR(""));
    return true;
}

static bool check_maintainers(struct arena *a, const struct metadata *m, str *ret_error)
{
    for (size_t i = 0; i < m->maintainers.n; i++) {
        struct maintainer *who = m->maintainers.items[i];
        if (!who)
            return invalid(a, ret_error, "maintainers must not contain empty or null nodes",
                           STR(""));
        clean(a, &who->name);
        clean(a, &who->email);
        clean(a, &who->url);
    }
    return true;
}

static bool is_alias(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i], lower = (char)(c | 0x20);
        if (!(lower >= 'a' && lower <= 'z') && !(c >= '0' && c <= '9') && c != '_' && c != '-')
            return false;
    }
    return true;
}

static bool check_dependencies(struct arena *a, const struct metadata *m, str *ret_error)
{
    struct map *seen = map_new(a, m->dependencies.n);
    for (size_t i = 0; i < m->dependencies.n; i++) {
        struct dependency *d = metadata_dependency(m, i);
        if (!d)
            return invalid(a, ret_error, "dependencies must not contain empty or null nodes",
                           STR(""));
        clean(a, &d->name);
        clean(a, &d->version);
        clean(a, &d->repository);
        clean(a, &d->condition);
        clean_all(a, d->tags);
        if (!is_alias(d->alias))
            return invalid(a, ret_error, "dependency %q has disallowed characters in the alias",
                           d->name);
        str key = d->alias.len ? d->alias : d->name;
        if (map_has(seen, key))
            return invalid(a, ret_error, "more than one dependency with name or alias %q", key);
        map_set(seen, key, val_nil());
    }
    return true;
}

bool metadata_validate(struct arena *a, struct metadata *m, str *ret_error)
{
    str *texts[] = {&m->name,      &m->description, &m->home,        &m->icon,
                    &m->condition, &m->tags,        &m->app_version, &m->kube_version};
    for (size_t i = 0; i < COUNT(texts); i++)
        clean(a, texts[i]);
    clean_all(a, m->sources);
    clean_all(a, m->keywords);
    return check_identity(a, m, ret_error) && check_maintainers(a, m, ret_error) &&
           check_dependencies(a, m, ret_error);
}

struct metadata *metadata_copy(struct arena *a, const struct metadata *m)
{
    struct metadata *copy = ARENA_NEW(a, struct metadata);
    *copy = *m;
    copy->dependencies.items = ARENA_ARRAY(a, void *, m->dependencies.n);
    for (size_t i = 0; i < m->dependencies.n; i++) {
        struct dependency *d = ARENA_NEW(a, struct dependency);
        *d = *metadata_dependency(m, i);
        copy->dependencies.items[i] = d;
    }
    return copy;
}

static val strings_val(struct arena *a, struct strs s)
{
    struct list *l = list_new(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        list_push(l, val_str(s.items[i]));
    return val_list(l);
}

static val anys_val(struct arena *a, const struct list *from)
{
    struct list *l = list_new(a, list_len(from));
    for (size_t i = 0; i < list_len(from); i++)
        list_push(l, val_clone(a, from->items[i]));
    return val_list(l);
}

static val maintainers_val(struct arena *a, const struct metadata *m)
{
    struct list *l = list_new(a, m->maintainers.n);
    for (size_t i = 0; i < m->maintainers.n; i++) {
        const struct maintainer *who = m->maintainers.items[i];
        struct map *e = map_new(a, 3);
        map_set(e, STR("Name"), val_str(who->name));
        map_set(e, STR("Email"), val_str(who->email));
        map_set(e, STR("URL"), val_str(who->url));
        list_push(l, val_map(e));
    }
    return val_list(l);
}

static val dependencies_val(struct arena *a, const struct metadata *m)
{
    struct list *l = list_new(a, m->dependencies.n);
    for (size_t i = 0; i < m->dependencies.n; i++) {
        const struct dependency *d = metadata_dependency(m, i);
        struct map *e = map_new(a, 8);
        map_set(e, STR("Name"), val_str(d->name));
        map_set(e, STR("Version"), val_str(d->version));
        map_set(e, STR("Repository"), val_str(d->repository));
        map_set(e, STR("Condition"), val_str(d->condition));
        map_set(e, STR("Tags"), strings_val(a, d->tags));
        map_set(e, STR("Enabled"), val_bool(d->enabled));
        map_set(e, STR("ImportValues"), anys_val(a, d->import_values));
        map_set(e, STR("Alias"), val_str(d->alias));
        list_push(l, val_map(e));
    }
    return val_list(l);
}

struct map *metadata_map(struct arena *a, const struct metadata *m)
{
    const struct {
        str key, text;
    } texts[] = {
        {STR("Name"), m->name},
        {STR("Home"), m->home},
        {STR("Version"), m->version},
        {STR("Description"), m->description},
        {STR("Icon"), m->icon},
        {STR("APIVersion"), m->api_version},
        {STR("Condition"), m->condition},
        {STR("Tags"), m->tags},
        {STR("AppVersion"), m->app_version},
        {STR("KubeVersion"), m->kube_version},
        {STR("Type"), m->type},
    };
    struct map *out = map_new(a, 18);
    for (size_t i = 0; i < COUNT(texts); i++)
        map_set(out, texts[i].key, val_str(texts[i].text));
    val annotations = val_typed_map(T_STRING_MAP, m->annotations);
    map_set(out, STR("Sources"), strings_val(a, m->sources));
    map_set(out, STR("Keywords"), strings_val(a, m->keywords));
    map_set(out, STR("Maintainers"), maintainers_val(a, m));
    map_set(out, STR("Deprecated"), val_bool(m->deprecated));
    map_set(out, STR("Annotations"), val_clone(a, annotations));
    map_set(out, STR("Dependencies"), dependencies_val(a, m));
    return out;
}

bool metadata_version_matches(struct arena *a, str range, str version)
{
    struct semver v;
    str why;
    bool ok = false;
    return semver_parse(a, version, &v, &why) && semver_check(a, range, &v, &ok, &why) && ok;
}
