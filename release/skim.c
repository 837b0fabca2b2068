#include "release/skim.h"

#include "release/hooks.h"
#include "value/yaml_plain.h"
#include "value/yaml_scalar.h"

#include <math.h>

/* What a value of the head is. */
enum field {
    OTHER,
    VERSION,
    KIND,
    METADATA,
    NAME,
    ANNOTATIONS,
    ANNOTATION, /* of no meaning to Helm, but a scalar */
    HOOK,
    WEIGHT,
    FIELD_COUNT
};

/* Those that are found by name, and how deep the map lies that they are in. */
static const struct {
    str name;
    enum field field;
    unsigned depth;
} fields[] = {
    {STR_INIT("apiVersion"), VERSION, 1},      {STR_INIT("kind"), KIND, 1},
    {STR_INIT("metadata"), METADATA, 1},       {STR_INIT("name"), NAME, 2},
    {STR_INIT("annotations"), ANNOTATIONS, 2},
};

struct skim {
    struct head head;
    unsigned depth;   /* of open containers */
    uint64_t top;     /* the bit of the innermost, in */
    uint64_t maps;    /* those that are maps, */
    uint64_t waiting; /* and wait for a key */
    unsigned within;  /* how deep the containers go, from outside, that are the head's */
    enum field place; /* what the innermost of those is: OTHER is the document */
    enum field field; /* what the value that comes next is */
    bool seen[FIELD_COUNT];
};

/* ---- keys ---- */

/* Whether JSON has no such key: null, or an integer beyond int64. */
static bool is_odd_key(const struct yaml_plain_event *e)
{
    enum { LONG = 17 }; /* 0x8000000000000000, the shortest, is longer */
    str s = e->text;
    if (!e->plain || (s.len > 4 && s.len <= LONG))
        return false;
    if (s.len == 4 && ((s.s[0] | 0x20) != 'n' || (s.s[1] | 0x20) != 'u'))
        return false;
    enum yaml_scalar_kind kind = yaml_scalar_resolve(s, NULL);
    return kind == YAML_NULL || kind == YAML_UINT;
}

/* False for another spelling of a field: encoding/json takes it for the same one. */
static bool find_field(const struct skim *k, str key, enum field *ret)
{
    *ret = OTHER;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (fields[i].depth != k->depth || !str_eq_fold(fields[i].name, key))
            continue;
        *ret = fields[i].field;
        return str_eq(fields[i].name, key);
    }
    for (size_t i = 0; i < key.len; i++)
        if (key.s[i] & 0x80) /* U+212A is a 'k', U+017F an 's' */
            return false;
    return true;
}

static bool take_head_key(struct skim *k, str key)
{
    if (k->place == ANNOTATIONS) {
        k->field = str_eq(key, HOOK_ANNOTATION)          ? HOOK
                   : str_eq(key, HOOK_WEIGHT_ANNOTATION) ? WEIGHT
                                                         : ANNOTATION;
        return true;
    }
    if (!find_field(k, key, &k->field) || k->seen[k->field])
        return false;
    k->seen[k->field] = k->field != OTHER;
    return true;
}

static bool take_key(struct skim *k, const struct yaml_plain_event *e)
{
    k->waiting &= ~k->top;
    if (e->kept || is_odd_key(e))
        return false;
    return k->depth != k->within || take_head_key(k, e->text);
}

/* ---- values ---- */

/* Whether a scalar is digits that stand for themselves. */
static bool is_number(str s)
{
    enum { DIGITS_MAX = 9 };
    size_t first = s.len && s.s[0] == '-';
    if (first == s.len || s.len > DIGITS_MAX || (s.s[first] == '0' && s.len > 1))
        return false;
    for (size_t i = first; i < s.len; i++)
        if (s.s[i] < '0' || s.s[i] > '9')
            return false;
    return true;
}

/* The text of a scalar of the head, when it is text beyond doubt. */
static bool take_text(const struct yaml_plain_event *e, str *ret)
{
    val v = val_str(e->text);
    *ret = e->text;
    if (e->plain)
        yaml_scalar_resolve(e->text, &v);
    return v.tag == V_STRING && !e->kept;
}

/* JSON has neither infinities nor NaN. */
static bool is_finite(const struct yaml_plain_event *e)
{
    val v = val_nil();
    char first = e->plain && e->text.len ? e->text.s[0] : 'a';
    if (first != '.' && first != '+' && first != '-')
        return true;
    yaml_scalar_resolve(e->text, &v);
    return v.tag != V_FLOAT || isfinite(v.f);
}

static bool take_value(struct skim *k, const struct yaml_plain_event *e)
{
    switch (k->field) {
    case VERSION:
        return take_text(e, &k->head.version);
    case KIND:
        return take_text(e, &k->head.kind);
    case NAME:
        return take_text(e, &k->head.name);
    case HOOK:
        k->head.is_hook = true;
        return take_text(e, &k->head.hook);
    case WEIGHT:
        return take_text(e, &k->head.hook_weight) || (!e->kept && is_number(e->text));
    case METADATA:
    case ANNOTATIONS:
        return false;
    default:
        return is_finite(e);
    }
}

/* ---- structure ---- */

/* What has been read is a value of its container. */
static inline void end_value(struct skim *k)
{
    k->waiting |= k->maps & k->top;
    k->field = OTHER;
}

static bool open_container(struct skim *k, bool map)
{
    if (k->depth == 0 || k->field != OTHER) {
        if (!map || (k->depth && k->field != METADATA && k->field != ANNOTATIONS))
            return false;
        k->within++;
        k->place = k->field;
    }
    k->top = (uint64_t)1 << k->depth++;
    k->maps = map ? k->maps | k->top : k->maps & ~k->top;
    k->waiting = map ? k->waiting | k->top : k->waiting & ~k->top;
    k->field = OTHER;
    return true;
}

static void close_container(struct skim *k)
{
    if (k->within == k->depth) {
        k->within--;
        k->place = k->place == ANNOTATIONS ? METADATA : OTHER;
    }
    k->depth--;
    k->top >>= 1;
    end_value(k);
}

static bool take_scalar(struct skim *k, const struct yaml_plain_event *e)
{
    if (k->waiting & k->top)
        return take_key(k, e);
    bool ok = k->depth && (k->field == OTHER ? is_finite(e) : take_value(k, e));
    end_value(k);
    return ok;
}

static bool take(void *context, const struct yaml_plain_event *e)
{
    struct skim *k = context;
    if (e->kind == YAML_PLAIN_SCALAR)
        return take_scalar(k, e);
    if (e->kind != YAML_PLAIN_END)
        return open_container(k, e->kind == YAML_PLAIN_MAP);
    close_container(k);
    return true;
}

bool skim_head(str text, struct head *ret)
{
    struct skim k = {.depth = 0};
    if (!yaml_plain_read(NULL, text, take, &k))
        return false;
    *ret = k.head;
    return true;
}
