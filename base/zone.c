#include "base/zone.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/zone_rule.h"

#include <stdlib.h>

enum { MAX_FILE = 10 << 20, FIRST_HOUR = -12, LAST_HOUR = 14 };

/* An offset with its abbreviation, in use for some of the time. */
struct kind {
    str name;
    int32_t offset;
    bool is_dst;
};

struct transition {
    int64_t when;
    uint8_t kind;
};

struct zone {
    str name;
    bool is_local;
    struct kind fixed;        /* when nothing else is set */
    const struct kind *kinds; /* NULL: a fixed zone */
    const struct transition *tx;
    uint32_t kind_count, tx_count;
    str rule; /* for times after the last transition; may be empty */
};

static const struct zone UTC_ZONE = {.name = STR_INIT("UTC"), .fixed = {.name = STR_INIT("UTC")}};

/* Go hands out one location per whole hour without a name, so that times in it compare equal. */
#define HOUR(h)                                                                                    \
    {                                                                                              \
        .fixed = {.offset = (h)*3600 }                                                             \
    }
static const struct zone HOUR_ZONES[] = {
    HOUR(-12), HOUR(-11), HOUR(-10), HOUR(-9), HOUR(-8), HOUR(-7), HOUR(-6), HOUR(-5), HOUR(-4),
    HOUR(-3),  HOUR(-2),  HOUR(-1),  HOUR(0),  HOUR(1),  HOUR(2),  HOUR(3),  HOUR(4),  HOUR(5),
    HOUR(6),   HOUR(7),   HOUR(8),   HOUR(9),  HOUR(10), HOUR(11), HOUR(12), HOUR(13), HOUR(14)};
#undef HOUR

/* ---- TZif files (RFC 9636) ---- */

struct reader {
    str rest;
    bool failed;
};

static str take(struct reader *r, uint64_t n)
{
    if (r->failed || n > r->rest.len) {
        r->failed = true;
        return STR("");
    }
    str p = str_slice(r->rest, 0, (size_t)n);
    r->rest = str_from(r->rest, (size_t)n);
    return p;
}

static uint64_t big_endian(str bytes)
{
    uint64_t v = 0;
    for (size_t i = 0; i < bytes.len; i++)
        v = v << 8 | (uint8_t)bytes.s[i];
    return v;
}

enum { N_UTC_LOCAL, N_STD_WALL, N_LEAP, N_TIME, N_KIND, N_CHAR, N_COUNTS };

static void take_counts(struct reader *r, uint64_t n[N_COUNTS])
{
    for (int i = 0; i < N_COUNTS; i++)
        n[i] = big_endian(take(r, 4));
}

static uint64_t block_size(const uint64_t n[N_COUNTS])
{
    return n[N_TIME] * 5 + n[N_KIND] * 6 + n[N_CHAR] + n[N_LEAP] * 8 + n[N_STD_WALL] +
           n[N_UTC_LOCAL];
}

/* The parts of the file that matter. */
struct tzif {
    str times, time_kinds, kinds, names, rule;
    uint64_t n[N_COUNTS];
    uint32_t time_size;
};

static bool split_file(str data, struct tzif *f)
{
    struct reader r = {.rest = data};
    if (!str_eq(take(&r, 4), STR("TZif")))
        return false;
    str head = take(&r, 16);
    if (head.len == 0 || (head.s[0] != 0 && head.s[0] != '2' && head.s[0] != '3'))
        return false;
    take_counts(&r, f->n);
    f->time_size = 4;
    if (head.s[0] != 0) { /* the same again with 64-bit times */
        take(&r, block_size(f->n) + 4 + 16);
        take_counts(&r, f->n);
        f->time_size = 8;
    }
    f->times = take(&r, f->n[N_TIME] * f->time_size);
    f->time_kinds = take(&r, f->n[N_TIME]);
    f->kinds = take(&r, f->n[N_KIND] * 6);
    f->names = take(&r, f->n[N_CHAR]);
    take(&r, f->n[N_LEAP] * (f->time_size + 4) + f->n[N_STD_WALL] + f->n[N_UTC_LOCAL]);
    str rest = r.rest;
    f->rule = STR("");
    if (rest.len > 2 && rest.s[0] == '\n' && rest.s[rest.len - 1] == '\n')
        f->rule = str_slice(rest, 1, rest.len - 1);
    return !r.failed && f->n[N_KIND] > 0;
}

static bool read_kinds(struct arena *a, const struct tzif *f, struct zone *z)
{
    struct kind *kinds = ARENA_ARRAY(a, struct kind, f->n[N_KIND]);
    for (size_t i = 0; i < f->n[N_KIND]; i++) {
        str k = str_slice(f->kinds, i * 6, i * 6 + 6);
        size_t name = (uint8_t)k.s[5];
        if (name >= f->names.len)
            return false;
        str rest = str_from(f->names, name);
        size_t end = str_find_char(rest, '\0');
        kinds[i].name = end == STR_NONE ? rest : str_slice(rest, 0, end);
        kinds[i].offset = (int32_t)(uint32_t)big_endian(str_slice(k, 0, 4));
        kinds[i].is_dst = k.s[4] != 0;
    }
    z->kinds = kinds;
    z->kind_count = (uint32_t)f->n[N_KIND];
    return true;
}

static bool read_transitions(struct arena *a, const struct tzif *f, struct zone *z)
{
    size_t n = (size_t)f->n[N_TIME];
    struct transition *tx = ARENA_ARRAY(a, struct transition, n ? n : 1);
    for (size_t i = 0; i < n; i++) {
        uint64_t when = big_endian(str_slice(f->times, i * f->time_size, (i + 1) * f->time_size));
        tx[i].when = f->time_size == 4 ? (int32_t)(uint32_t)when : (int64_t)when;
        tx[i].kind = (uint8_t)f->time_kinds.s[i];
        if (tx[i].kind >= z->kind_count)
            return false;
    }
    if (n == 0) /* fixed zones such as Etc/GMT0 */
        tx[0] = (struct transition){.when = INT64_MIN};
    z->tx = tx;
    z->tx_count = (uint32_t)(n ? n : 1);
    return true;
}

static struct zone *parse_file(struct arena *a, str name, str data)
{
    struct tzif f;
    struct zone *z = ARENA_NEW(a, struct zone);
    if (!split_file(data, &f) || !read_kinds(a, &f, z) || !read_transitions(a, &f, z))
        return NULL;
    z->name = str_dup(a, name);
    z->rule = f.rule;
    return z;
}

static struct zone *load_from(struct arena *a, const char *folder, str name)
{
    if (str_find_char(name, '\0') != STR_NONE)
        return NULL;
    str path = *folder ? str_fmt(a, "%s/%.*s", folder, STR_ARG(name)) : name;
    str data, error;
    if (!file_read(a, path, MAX_FILE + 1, &data, &error) || data.len > MAX_FILE)
        return NULL;
    return parse_file(a, name, data);
}

static struct zone *load_from_system(struct arena *a, str name)
{
    static const char *const folders[] = {"/usr/share/zoneinfo", "/usr/share/lib/zoneinfo",
                                          "/usr/lib/locale/TZ", "/etc/zoneinfo"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        struct zone *z = load_from(a, folders[i], name);
        if (z)
            return z;
    }
    return NULL;
}

/* ---- zones by name ---- */

bool zone_load(struct arena *a, str name, const struct zone **ret)
{
    if (name.len == 0 || str_eq(name, STR("UTC"))) {
        *ret = NULL;
        return true;
    }
    if (str_eq(name, STR("Local"))) {
        *ret = zone_local(a);
        return true;
    }
    if (str_has(name, STR("..")) || name.s[0] == '/' || name.s[0] == '\\')
        return false;
    const char *folder = getenv("ZONEINFO");
    const struct zone *z = folder && *folder ? load_from(a, folder, name) : NULL;
    if (!z)
        z = load_from_system(a, name);
    if (z)
        *ret = z;
    return z != NULL;
}

static struct zone *load_local(struct arena *a)
{
    const char *env = getenv("TZ");
    if (!env) {
        struct zone *z = load_from(a, "/etc", STR("localtime"));
        if (z)
            z->name = STR("Local");
        return z;
    }
    str name = str_from_c(*env == ':' ? env + 1 : env);
    if (name.len == 0 || str_eq(name, STR("UTC")))
        return NULL;
    if (name.s[0] != '/')
        return load_from_system(a, name);
    struct zone *z = load_from(a, "", name);
    if (z && str_eq(name, STR("/etc/localtime")))
        z->name = STR("Local");
    return z;
}

const struct zone *zone_local(struct arena *a)
{
    struct zone *z = load_local(a);
    if (!z) {
        z = ARENA_NEW(a, struct zone);
        *z = UTC_ZONE;
    }
    z->is_local = true;
    return z;
}

const struct zone *zone_fixed(struct arena *a, str name, int32_t offset)
{
    int32_t hour = offset / 3600;
    if (name.len == 0 && hour >= FIRST_HOUR && hour <= LAST_HOUR && hour * 3600 == offset)
        return &HOUR_ZONES[hour - FIRST_HOUR];
    struct zone *z = ARENA_NEW(a, struct zone);
    z->name = str_dup(a, name);
    z->fixed = (struct kind){.name = z->name, .offset = offset};
    return z;
}

/* ---- what a zone says ---- */

str zone_name(const struct zone *z)
{
    return z ? z->name : UTC_ZONE.name;
}

bool zone_is_local(const struct zone *z)
{
    return z && z->is_local;
}

bool zone_equal(const struct zone *x, const struct zone *y)
{
    if (x == y || !x || !y)
        return x == y;
    return !x->kinds && !y->kinds && str_eq(x->name, y->name) &&
           str_eq(x->fixed.name, y->fixed.name) && x->fixed.offset == y->fixed.offset;
}

static struct zone_info info_of(const struct kind *k, int64_t start, int64_t end)
{
    return (struct zone_info){.abbreviation = k->name,
                              .offset = k->offset,
                              .is_dst = k->is_dst,
                              .start = start,
                              .end = end};
}

static bool first_kind_is_used(const struct zone *z)
{
    for (uint32_t i = 0; i < z->tx_count; i++)
        if (z->tx[i].kind == 0)
            return true;
    return false;
}

/* The kind for times before the first transition, as the reference implementation picks it. */
static const struct kind *first_kind(const struct zone *z)
{
    if (!first_kind_is_used(z))
        return &z->kinds[0];
    uint32_t first = z->tx[0].kind;
    if (z->kinds[first].is_dst)
        for (uint32_t i = first; i-- > 0;)
            if (!z->kinds[i].is_dst)
                return &z->kinds[i];
    for (uint32_t i = 0; i < z->kind_count; i++)
        if (!z->kinds[i].is_dst)
            return &z->kinds[i];
    return &z->kinds[0];
}

struct zone_info zone_lookup(const struct zone *z, int64_t sec)
{
    if (!z)
        z = &UTC_ZONE;
    if (!z->kinds)
        return info_of(&z->fixed, INT64_MIN, INT64_MAX);
    if (sec < z->tx[0].when)
        return info_of(first_kind(z), INT64_MIN, z->tx[0].when);
    uint32_t low = 0, high = z->tx_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (sec < z->tx[middle].when)
            high = middle;
        else
            low = middle;
    }
    struct zone_info info;
    bool last = low == z->tx_count - 1;
    if (last && z->rule.len && zone_rule_lookup(z->rule, z->tx[low].when, sec, &info))
        return info;
    return info_of(&z->kinds[z->tx[low].kind], z->tx[low].when,
                   last ? INT64_MAX : z->tx[low + 1].when);
}

bool zone_find_name(const struct zone *z, str abbreviation, int64_t unix_sec, int32_t *ret_offset)
{
    if (!z)
        return false; /* Go's UTC has no list of abbreviations */
    const struct kind *kinds = z->kinds ? z->kinds : &z->fixed;
    uint32_t n = z->kinds ? z->kind_count : 1;
    for (uint32_t i = 0; i < n; i++) {
        if (!str_eq(kinds[i].name, abbreviation))
            continue;
        uint64_t sec = (uint64_t)unix_sec - (uint64_t)(int64_t)kinds[i].offset;
        struct zone_info info = zone_lookup(z, (int64_t)sec);
        if (str_eq(info.abbreviation, abbreviation)) {
            *ret_offset = info.offset;
            return true;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        if (str_eq(kinds[i].name, abbreviation)) {
            *ret_offset = kinds[i].offset;
            return true;
        }
    }
    return false;
}
