#include "lint/object_reader.h"

#include "base/unicode.h"
#include "chart/decode.h"
#include "release/skim.h"
#include "value/json_parse.h"
#include "value/yaml_parse.h"

#include <stddef.h>

enum { GUESS = 4096 }; /* bytes that the decoder looks at for a '{' */

static const struct decode_field metadata_fields[] = {
    {STR_INIT("Namespace"), DECODE_STRING,
     offsetof(struct object_head, metadata.name_space) - offsetof(struct object_head, metadata),
     NULL},
    {STR_INIT("Name"), DECODE_STRING,
     offsetof(struct object_head, metadata.name) - offsetof(struct object_head, metadata), NULL},
};
static const struct decode_type metadata = {STR_INIT("k8sYamlMetadata"),
                                            STR_INIT("rules"),
                                            {0},
                                            sizeof(((struct object_head *)0)->metadata),
                                            metadata_fields,
                                            2};
static const struct decode_field fields[] = {
    {STR_INIT("apiVersion"), DECODE_STRING, offsetof(struct object_head, api_version), NULL},
    {STR_INIT("Kind"), DECODE_STRING, offsetof(struct object_head, kind), NULL},
    {STR_INIT("Metadata"), DECODE_STRUCT, offsetof(struct object_head, metadata), &metadata},
};
static const struct decode_type object_type = {
    STR_INIT("k8sYamlStruct"), STR_INIT("rules"), {0}, sizeof(struct object_head), fields, 3};

void object_reader_init(struct object_reader *r, struct arena *a, str text)
{
    *r = (struct object_reader){.arena = a, .yaml = {.text = text}, .json = text};
    buf_init(&r->doc, a);
    str start = unicode_trim_space(str_slice(text, 0, text.len < GUESS ? text.len : GUESS));
    r->is_json = str_has_prefix(start, STR("{"));
}

/* ---- JSON ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* What is left after JSON, for the YAML reader: leading blanks up to the first line end go. */
static void leave_json(struct object_reader *r)
{
    str rest = r->json;
    while (rest.len && is_blank(*rest.s)) {
        bool line_end = *rest.s == '\n';
        rest = str_from(rest, 1);
        if (line_end)
            break;
    }
    r->yaml = (struct yaml_docs){.text = rest};
    r->is_json = false;
}

/* False: this is no JSON (any more). */
static bool next_json(struct object_reader *r, struct object_head *ret, bool *ret_null,
                      enum object_step *ret_step)
{
    val v;
    size_t used = 0;
    str why;
    str rest = r->json;
    while (rest.len && is_blank(*rest.s))
        rest = str_from(rest, 1);
    *ret_step = OBJECT_END;
    if (!rest.len)
        return true;
    if (!json_parse_prefix(r->arena, rest, &v, &used, &why) ||
        !decode_val(r->arena, v, &object_type, ret, &why)) {
        r->json_error = why;
        if (str_has_prefix(why, STR("invalid character")))
            r->json_error = str_fmt(r->arena, "json: offset %zu: %.*s",
                                    (size_t)(rest.s - r->yaml.text.s) + used + 1, STR_ARG(why));
        *ret_step = OBJECT_FAILED;
        return r->count > 1;
    }
    r->json = str_from(rest, used);
    r->count++;
    *ret_null = val_is_nil(v);
    *ret_step = OBJECT_OK;
    return true;
}

/* ---- YAML ---- */

static bool names_namespace(str line)
{
    static const str key = STR_INIT("namespace");
    for (size_t i = 0; i < line.len; i++)
        if ((line.s[i] & 0x80) ||
            (i + key.len <= line.len && str_eq_fold(str_slice(line, i, i + key.len), key)))
            return true;
    return false;
}

/* Whether the namespace may be set, which the quick look does not look at. */
static bool may_have_namespace(str text)
{
    static const str head = STR_INIT("\nmetadata:\n");
    size_t at = str_find(text, head);
    if (at == STR_NONE)
        return true;
    for (str rest = str_from(text, at + head.len); rest.len;) {
        size_t end = str_find_char(rest, '\n');
        str line = str_slice(rest, 0, end == STR_NONE ? rest.len : end);
        if (names_namespace(line))
            return true;
        if (line.len && line.s[0] != ' ')
            return false;
        rest = str_from(rest, end == STR_NONE ? rest.len : end + 1);
    }
    return false;
}

/* Most documents are so plain that they need no parser (release/skim.h). */
static bool read_plain(struct object_reader *r, struct object_head *ret)
{
    static const str separator = STR_INIT("---\n");
    str text = buf_str(&r->doc);
    struct head head;
    if (str_has_prefix(text, separator))
        text = str_from(text, separator.len);
    if (may_have_namespace(text) || !skim_head(text, &head) || !head.kind.len)
        return false;
    ret->api_version = str_dup(r->arena, head.version);
    ret->kind = str_dup(r->arena, head.kind);
    ret->metadata.name = str_dup(r->arena, head.name);
    return true;
}

static enum object_step next_yaml(struct object_reader *r, struct object_head *ret, bool *ret_null,
                                  str *ret_error)
{
    val v;
    if (!yaml_docs_next(&r->yaml, &r->doc, ret_error))
        return OBJECT_FAILED;
    if (!r->doc.len)
        return OBJECT_END;
    if (read_plain(r, ret)) {
        *ret_null = false;
    } else {
        if (!yaml_parse_exact(r->arena, buf_str(&r->doc), &v, ret_error) ||
            !decode_val(r->arena, v, &object_type, ret, ret_error))
            return OBJECT_FAILED;
        *ret_null = val_is_nil(v);
    }
    r->count++;
    return OBJECT_OK;
}

enum object_step object_reader_next(struct object_reader *r, struct object_head *ret,
                                    bool *ret_null, str *ret_error)
{
    enum object_step step;
    *ret = (struct object_head){.api_version = STR("")};
    *ret_null = false;
    if (r->is_json) {
        if (next_json(r, ret, ret_null, &step)) {
            *ret_error = r->json_error;
            return step;
        }
        leave_json(r);
        *ret = (struct object_head){.api_version = STR("")};
    }
    step = next_yaml(r, ret, ret_null, ret_error);
    if (step == OBJECT_FAILED && r->json_error.len)
        *ret_error = r->json_error;
    return step;
}
