#include "value/yaml_detour.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "value/json_write.h"
#include "value/yaml_parse.h"
#include "value/yaml_style.h"

enum { RUNE_NEL = 0x85, KEY_JSON_MAX = 1024, JSON_ESCAPE_MAX = 6 };

enum reader_verdict { READER_TAKES, READER_FOLDS, READER_REFUSES };

/* JSON leaves these characters as they are; YAML's reader refuses them, or its scanner folds them.
 */
static enum reader_verdict verdict(str s)
{
    enum reader_verdict v = READER_TAKES;
    size_t len;
    for (size_t i = 0; i < s.len; i += len) {
        uint32_t r = utf8_decode(str_from(s, i), &len);
        if (r == RUNE_NEL)
            v = READER_FOLDS;
        else if ((r >= 0x7F && r < 0xA0) || r == 0xFFFE || r == 0xFFFF)
            return READER_REFUSES;
    }
    return v;
}

/* A string with U+0085 goes the real way. */
static bool fold_string(struct arena *a, str s, str *ret)
{
    struct buf json;
    val v;
    str error;
    buf_init(&json, a);
    json_write_string(&json, s, JSON_HTML);
    if (!yaml_parse(a, buf_str(&json), YAML_ROOT_ANY, &v, &error) || v.tag != V_STRING)
        return false;
    *ret = val_text(v);
    return true;
}

bool yaml_detour_string(struct arena *a, str s, str *ret)
{
    s = utf8_repair(a, s);
    switch (verdict(s)) {
    case READER_TAKES:
        *ret = s;
        return true;
    case READER_FOLDS:
        return fold_string(a, s, ret);
    case READER_REFUSES:
        break;
    }
    return false;
}

/* The characters of a key in JSON, with its quotes. */
static size_t json_length(str s)
{
    size_t n = 2, len;
    for (size_t i = 0; i < s.len; i += len) {
        uint32_t r = utf8_decode(str_from(s, i), &len);
        if (r == '"' || r == '\\' || r == '\b' || r == '\f' || r == '\n' || r == '\r' || r == '\t')
            n += 2;
        else if (r < 0x20 || r == '<' || r == '>' || r == '&' || r == 0x2028 || r == 0x2029)
            n += JSON_ESCAPE_MAX;
        else
            n += r == UTF8_BAD && len == 1 ? JSON_ESCAPE_MAX : 1;
    }
    return n;
}

bool yaml_detour_key(str key)
{
    if ((yaml_bytes_of(key) & YAML_HAS_SPECIAL) && verdict(key) != READER_TAKES)
        return false;
    return key.len * JSON_ESCAPE_MAX + 2 <= KEY_JSON_MAX || json_length(key) <= KEY_JSON_MAX;
}

struct map *yaml_detour_map(struct arena *a, struct map *m)
{
    uint32_t i = 0;
    while (i < m->len && (utf8_is_ascii(m->entries[i].key) || utf8_valid(m->entries[i].key)))
        i++;
    if (i == m->len)
        return m;
    struct map *repaired = map_new(a, m->len);
    for (i = 0; i < m->len; i++) {
        const struct map_entry *e = map_sorted_entry(m, i);
        map_set(repaired, utf8_repair(a, e->key), e->value);
    }
    return repaired;
}

str yaml_detour_error(struct arena *a, val v)
{
    static const char converting[] = "error converting YAML to JSON: ";
    struct buf json;
    str error;
    val unused;
    buf_init(&json, a);
    if (!json_write(&json, v, JSON_HTML, &error))
        return str_concat(a, STR("error marshaling into JSON: "), error);
    if (yaml_parse(a, buf_str(&json), YAML_ROOT_ANY, &unused, &error))
        return STR("yaml: control characters are not allowed");
    if (str_has_prefix(error, str_from_c(converting)))
        error = str_from(error, sizeof converting - 1);
    return error;
}
