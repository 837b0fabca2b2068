#include "value/yaml_docs.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/unicode.h"
#include "value/map.h"
#include "value/yaml_parse.h"

/* The next line without its "\n" or "\r\n"; false at the end. As bufio's ReadLine. */
static bool next_line(struct yaml_docs *l, str *ret)
{
    if (l->at == l->text.len)
        return false;
    str rest = str_from(l->text, l->at);
    size_t n = str_find_char(rest, '\n');
    str line = n == STR_NONE ? rest : str_slice(rest, 0, n);
    l->at += n == STR_NONE ? rest.len : n + 1;
    l->taken++;
    if (n != STR_NONE && str_has_suffix(line, STR("\r")))
        line.len--;
    *ret = line;
    return true;
}

static bool check_separator(struct arena *a, str line, str *ret_error)
{
    str rest = unicode_trim_space(str_from(line, 3));
    if (rest.len == 0 || rest.s[0] == '#')
        return true;
    *ret_error = str_concat(a, STR("invalid Yaml document separator: "), rest);
    return false;
}

bool yaml_docs_next(struct yaml_docs *l, struct buf *doc, str *ret_error)
{
    str line;
    doc->len = 0;
    while (next_line(l, &line)) {
        if (str_has_prefix(line, STR("---"))) {
            if (!check_separator(doc->arena, line, ret_error))
                return false;
            if (doc->len)
                return true;
        }
        buf_put_str(doc, line);
        buf_put_char(doc, '\n');
    }
    return true;
}

void yaml_merge_values(struct map *into, const struct map *from)
{
    for (size_t i = 0; i < map_len(from); i++) {
        const struct map_entry *e = &from->entries[i];
        const val *old = e->value.tag == V_MAP ? map_get_hashed(into, e->key, e->hash) : NULL;
        if (old && old->tag == V_MAP)
            yaml_merge_values(old->map, e->value.map);
        else
            map_set_hashed(into, e->key, e->hash, e->value);
    }
}

static bool add_document(struct arena *a, str text, struct marks *marks, struct map **values,
                         str *ret_error)
{
    val v;
    str error;
    if (!yaml_parse_marked(a, text, YAML_ROOT_MAP, marks, &v, &error)) {
        *ret_error = str_concat(a, STR("cannot unmarshal yaml document: "), error);
        return false;
    }
    if (v.tag == V_MAP && *values)
        yaml_merge_values(*values, v.map);
    else if (v.tag == V_MAP)
        *values = v.map;
    return true;
}

/* Whether the one document of a text is that text, byte for byte: no need to copy its lines. */
static bool is_one_document(str text)
{
    return str_has_suffix(text, STR("\n")) && !str_has_prefix(text, STR("---")) &&
           !str_has(text, STR("\n---")) && str_find_char(text, '\r') == STR_NONE;
}

bool yaml_parse_values_marked(struct arena *a, str text, struct marks *marks, struct map **ret,
                              str *ret_error)
{
    struct yaml_docs l = {.text = text};
    str why;
    struct map *values = NULL;
    if (!marks && is_one_document(text)) {
        if (!add_document(a, text, NULL, &values, ret_error))
            return false;
        *ret = values ? values : map_new(a, 0);
        return true;
    }
    struct buf doc;
    buf_init(&doc, a);
    buf_reserve(&doc, text.len + 1);
    do {
        if (marks)
            marks->line_above = l.taken;
        if (!yaml_docs_next(&l, &doc, &why)) {
            *ret_error = str_concat(a, STR("error reading yaml document: "), why);
            return false;
        }
        if (doc.len && !add_document(a, buf_str(&doc), marks, &values, ret_error))
            return false;
    } while (doc.len);
    *ret = values ? values : map_new(a, 0);
    return true;
}

bool yaml_parse_values(struct arena *a, str text, struct map **ret, str *ret_error)
{
    return yaml_parse_values_marked(a, text, NULL, ret, ret_error);
}
