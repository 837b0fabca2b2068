#include "lint/user_values.h"

#include "base/arena.h"
#include "base/file.h"
#include "value/map.h"
#include "value/yaml_parse.h"

struct user_list {
    struct user_values *items;
    size_t n;
};

static struct lint_file *new_file(struct lint_project *p, str name, str text,
                                  enum lint_file_kind kind)
{
    struct lint_file *f = ARENA_NEW(p->arena, struct lint_file);
    *f = (struct lint_file){
        .source = {.name = name, .text = text}, .path = name, .outside = true, .kind = kind};
    return f;
}

static bool read_file(struct lint_project *p, str path, struct user_values *ret)
{
    str text, error;
    val v;
    if (!file_read(p->arena, path, 0, &text, &error) ||
        !yaml_parse(p->arena, text, YAML_ROOT_MAP, &v, &error) || v.tag != V_MAP)
        return false;
    struct lint_file *f = new_file(p, path, text, LINT_FILE_USER);
    *ret = (struct user_values){f, false, v.map, lint_file_yaml(p->arena, f)};
    return true;
}

static bool read_option(struct lint_project *p, const struct value_option *o,
                        struct user_values *ret)
{
    struct diags ignored;
    diags_init(&ignored, p->arena);
    struct map *m = map_new(p->arena, 0);
    if (!values_apply_option(p->arena, o, NULL, m, &ignored))
        return false;
    *ret = (struct user_values){new_file(p, o->text, o->text, LINT_FILE_OPTION), false, m, NULL};
    return true;
}

static struct user_list *read_all(struct lint_project *p)
{
    const struct lint_options *o = p->options;
    struct user_list *l = ARENA_NEW(p->arena, struct user_list);
    l->items = ARENA_ARRAY(p->arena, struct user_values, p->set_count + o->value_count);
    for (size_t i = 0; i < p->set_count; i++)
        if (p->sets[i].values.tag == V_MAP)
            l->items[l->n++] = (struct user_values){p->sets[i].file, true, p->sets[i].values.map,
                                                    lint_file_yaml(p->arena, p->sets[i].file)};
    for (size_t i = 0; i < o->value_count; i++) {
        bool file = o->values[i].kind == VALUES_FILE;
        struct user_values *next = &l->items[l->n];
        l->n += file ? read_file(p, o->values[i].text, next) : read_option(p, &o->values[i], next);
    }
    return l;
}

const struct user_values *user_values(struct lint_project *p, size_t *ret_n)
{
    if (!p->users)
        p->users = read_all(p);
    *ret_n = p->users->n;
    return p->users->items;
}

struct span user_values_span(const struct user_values *u, const struct yentry *place)
{
    if (place)
        return place->key_span;
    if (u->places)
        return (struct span){0, 0};
    size_t end = str_find_char(u->file->source.text, '=');
    return (struct span){0, (uint32_t)(end == STR_NONE ? u->file->source.text.len : end)};
}
