#include "release/head.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "release/hooks.h"
#include "release/skim.h"
#include "value/list.h"
#include "value/map.h"
#include "value/yaml_parse.h"

/* How Go names the types that a field may have to be, and the places of the fields. */
#define STRING_TYPE      "string"
#define ANNOTATIONS_TYPE "map[string]string"
#define METADATA_TYPE                                                                              \
    "struct { Name string \"json:\\\"name\\\"\"; Annotations map[string]string "                   \
    "\"json:\\\"annotations\\\"\" }"

struct decoder {
    struct arena *arena;
    struct head *head;
    str error; /* the first one; encoding/json keeps it and goes on */
};

static void type_error(struct decoder *d, val v, const char *field, const char *type)
{
    if (d->error.len)
        return;
    static const char prefix[] = "error unmarshaling JSON: while decoding JSON: json: "
                                 "cannot unmarshal";
    if (field)
        d->error = str_fmt(d->arena, "%s %s into Go struct field %s of type %s", prefix,
                           val_json_kind(v), field, type);
    else
        d->error =
            str_fmt(d->arena, "%s %s into Go value of type %s", prefix, val_json_kind(v), type);
}

/* Whether a key means the field `name` (lower case, ASCII): encoding/json folds as Unicode does,
 * so that U+212A is a 'k' and U+017F an 's'. */
static bool is_field(str key, const char *name)
{
    for (; key.len && *name; name++) {
        size_t n;
        uint32_t r = utf8_decode(key, &n);
        if (r >= 'A' && r <= 'Z')
            r += 'a' - 'A';
        r = r == 0x212A ? 'k' : r == 0x17F ? 's' : r;
        if (r != (unsigned char)*name)
            return false;
        key = str_from(key, n);
    }
    return key.len == 0 && *name == '\0';
}

/* A scalar as the string that it is turned into where Go wants one; null leaves *ret alone. */
static void decode_string(struct decoder *d, val v, const char *field, str *ret)
{
    if (v.tag == V_STRING)
        *ret = val_text(v);
    else if (v.tag == V_BOOL)
        *ret = v.i ? STR("true") : STR("false");
    else if (v.tag == V_INT)
        *ret = str_fmt(d->arena, "%lld", (long long)v.i);
    else if (v.tag == V_UINT)
        *ret = str_fmt(d->arena, "%llu", (unsigned long long)v.u);
    else if (v.tag == V_FLOAT)
        *ret = str_fmt(d->arena, "%.8g", v.f);
    else if (!val_is_nil(v))
        type_error(d, v, field, STRING_TYPE);
}

static void decode_annotations(struct decoder *d, val v)
{
    if (v.tag == V_NIL)
        d->head->is_hook = false; /* null empties what an earlier spelling of the key had set */
    else if (v.tag != V_MAP)
        type_error(d, v, ".metadata.annotations", ANNOTATIONS_TYPE);
    if (v.tag != V_MAP)
        return;
    for (size_t i = 0; i < map_len(v.map); i++) {
        const struct map_entry *e = map_sorted_entry(v.map, i);
        str text = {0};
        decode_string(d, e->value, ".metadata.annotations", &text);
        if (str_eq(e->key, HOOK_ANNOTATION)) {
            d->head->is_hook = true;
            d->head->hook = text;
        } else if (str_eq(e->key, HOOK_WEIGHT_ANNOTATION)) {
            d->head->hook_weight = text;
        }
    }
}

static void decode_metadata(struct decoder *d, val v)
{
    if (v.tag == V_NIL) {
        d->head->is_hook = false;
        d->head->name = (str){0};
    } else if (v.tag != V_MAP) {
        type_error(d, v, "SimpleHead.metadata", METADATA_TYPE);
    }
    if (v.tag != V_MAP)
        return;
    for (size_t i = 0; i < map_len(v.map); i++) {
        const struct map_entry *e = map_sorted_entry(v.map, i);
        if (is_field(e->key, "name"))
            decode_string(d, e->value, ".metadata.name", &d->head->name);
        else if (is_field(e->key, "annotations"))
            decode_annotations(d, e->value);
    }
}

static void decode_document(struct decoder *d, val v)
{
    if (v.tag == V_MAP) {
        for (size_t i = 0; i < map_len(v.map); i++) {
            const struct map_entry *e = map_sorted_entry(v.map, i);
            if (is_field(e->key, "apiversion"))
                decode_string(d, e->value, "SimpleHead.apiVersion", &d->head->version);
            else if (is_field(e->key, "kind"))
                decode_string(d, e->value, "SimpleHead.kind", &d->head->kind);
            else if (is_field(e->key, "metadata"))
                decode_metadata(d, e->value);
        }
    } else if (!val_is_nil(v)) {
        type_error(d, v, NULL, "util.SimpleHead");
    }
}

bool head_parse(struct arena *scratch, str text, struct head *ret, str *ret_error)
{
    return skim_head(text, ret) || head_parse_yaml(scratch, text, ret, ret_error);
}

bool head_parse_yaml(struct arena *scratch, str text, struct head *ret, str *ret_error)
{
    val v;
    if (!yaml_parse_exact(scratch, text, &v, ret_error))
        return false;
    struct head head = {.is_hook = false};
    struct decoder d = {.arena = scratch, .head = &head};
    decode_document(&d, v);
    if (d.error.len) {
        *ret_error = d.error;
        return false;
    }
    *ret = head;
    return true;
}
