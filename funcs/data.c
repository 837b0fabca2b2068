/* Values as text and back: toYaml, toJson, toToml, fromYaml and their kin. */
#include "funcs/func.h"

#include "value/json_parse.h"
#include "value/json_write.h"
#include "value/toml_parse.h"
#include "value/toml_write.h"
#include "value/yaml_parse.h"
#include "value/yaml_write.h"

/* A text that a writer has made, or the error that its must-twin reports. */
struct text {
    struct buf buf;
    str error;
    bool ok;
};

static bool give(struct text *t, val *ret)
{
    *ret = val_str(t->ok ? buf_str(&t->buf) : STR(""));
    return true;
}

static bool give_or_fail(struct fn_call *c, struct text *t, val *ret)
{
    if (!t->ok)
        return call_fail(c, "%.*s", STR_ARG(t->error));
    return give(t, ret);
}

/* ------------------------------------------------------------------------------------------
 * YAML
 */

typedef bool yaml_writer(struct buf *out, val v, str *ret_error);

static struct text yaml_text(struct fn_call *c, val v, yaml_writer *write)
{
    struct text t = {.ok = false};
    buf_init(&t.buf, c->arena);
    t.ok = write(&t.buf, v, &t.error);
    yaml_trim_newline(&t.buf, 0);
    return t;
}

bool fn_to_yaml(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct text t = yaml_text(c, arg[0], yaml_write);
    return give(&t, ret);
}

bool fn_must_to_yaml(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct text t = yaml_text(c, arg[0], yaml_write);
    return give_or_fail(c, &t, ret);
}

bool fn_to_yaml_pretty(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct text t = yaml_text(c, arg[0], yaml_write_pretty);
    return give_or_fail(c, &t, ret);
}

/* What Helm returns beside an error: the values read so far with the text under "Error". */
static val error_map(struct fn_call *c, val partial, str error)
{
    struct map *m = partial.tag == V_MAP && partial.map ? partial.map : map_new(c->arena, 1);
    map_set(m, STR("Error"), val_str(error));
    return val_map(m);
}

static val error_list(struct fn_call *c, str error)
{
    struct list *l = list_new(c->arena, 1);
    list_push(l, val_str(error));
    return val_list(l);
}

bool fn_from_yaml(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    val v = val_nil();
    str error;
    if (!yaml_parse(c->arena, val_text(arg[0]), YAML_ROOT_MAP, &v, &error))
        v = error_map(c, val_nil(), error);
    *ret = v.tag == V_MAP ? v : val_map(map_new(c->arena, 0));
    return true;
}

bool fn_from_yaml_array(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    val v = val_nil();
    str error;
    if (!yaml_parse(c->arena, val_text(arg[0]), YAML_ROOT_LIST, &v, &error))
        v = error_list(c, error);
    *ret = v.tag == V_LIST ? v : val_list(list_new(c->arena, 0));
    return true;
}

/* ------------------------------------------------------------------------------------------
 * JSON
 */

static struct text json_text(struct fn_call *c, val v, enum json_style style)
{
    struct text t = {.ok = false};
    buf_init(&t.buf, c->arena);
    t.ok = json_write(&t.buf, v, style, &t.error);
    return t;
}

bool fn_to_json(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct text t = json_text(c, arg[0], JSON_HTML);
    return give(&t, ret);
}

bool fn_must_to_json(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct text t = json_text(c, arg[0], JSON_HTML);
    return give_or_fail(c, &t, ret);
}

bool fn_to_pretty_json(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct text t = json_text(c, arg[0], JSON_PRETTY);
    return give(&t, ret);
}

bool fn_must_to_pretty_json(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct text t = json_text(c, arg[0], JSON_PRETTY);
    return give_or_fail(c, &t, ret);
}

/* toRawJson fails as its must-twin does. */
bool fn_to_raw_json(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct text t = json_text(c, arg[0], JSON_RAW);
    return give_or_fail(c, &t, ret);
}

bool fn_from_json(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    val v = val_nil();
    str error;
    if (!json_parse(c->arena, val_text(arg[0]), JSON_ROOT_MAP, &v, &error))
        v = error_map(c, v, error);
    *ret = v.tag == V_MAP ? v : val_map(NULL);
    return true;
}

bool fn_from_json_array(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    val v = val_nil();
    str error;
    if (!json_parse(c->arena, val_text(arg[0]), JSON_ROOT_LIST, &v, &error))
        v = error_list(c, error);
    *ret = v.tag == V_LIST ? v : val_list(NULL);
    return true;
}

bool fn_must_from_json(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    str error;
    if (!json_parse(c->arena, val_text(arg[0]), JSON_ROOT_ANY, ret, &error))
        return call_fail(c, "%.*s", STR_ARG(error));
    return true;
}

/* ------------------------------------------------------------------------------------------
 * TOML
 */

static bool toml_text(struct fn_call *c, val v, struct text *ret)
{
    if (val_is_nil(v))
        return call_fail(c, "reflect: call of reflect.Value.Type on zero Value");
    *ret = (struct text){.ok = false};
    buf_init(&ret->buf, c->arena);
    ret->ok = toml_write(&ret->buf, v, &ret->error);
    return true;
}

/* An error's text is the result. */
bool fn_to_toml(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct text t;
    if (!toml_text(c, arg[0], &t))
        return false;
    *ret = val_str(t.ok ? buf_str(&t.buf) : t.error);
    return true;
}

bool fn_must_to_toml(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    struct text t;
    return toml_text(c, arg[0], &t) && give_or_fail(c, &t, ret);
}

bool fn_from_toml(struct fn_call *c, const val *arg, uint32_t n, val *ret)
{
    (void)n;
    int64_t now = 0;
    int32_t nsec;
    str error;
    struct map *m;
    if (c->env && c->env->now)
        c->env->now(c->env->data, &now, &nsec);
    if (!toml_parse(c->arena, val_text(arg[0]), now, &m, &error))
        *ret = error_map(c, val_nil(), error);
    else
        *ret = val_map(m);
    return true;
}
