/* The objects in a rendered file, as `helm lint` reads them: apimachinery's YAMLOrJSONDecoder. */
#ifndef CHELM_LINT_OBJECT_READER_H
#define CHELM_LINT_OBJECT_READER_H

#include "value/yaml_docs.h"

/* What Helm's linter looks at (its k8sYamlStruct). */
struct object_head {
    str api_version, kind;
    struct {
        str name_space, name;
    } metadata;
};

struct object_reader {
    struct arena *arena;
    struct buf doc;
    struct yaml_docs yaml;
    str json; /* the rest of a stream of JSON objects */
    bool is_json;
    size_t count;
    str json_error; /* what ended the JSON */
};

void object_reader_init(struct object_reader *r, struct arena *a, str text);

enum object_step { OBJECT_OK, OBJECT_END, OBJECT_FAILED };

/* The next document; *ret_null when it is null and has no head. After OBJECT_FAILED *ret_error is
 * the decoder's text, and nothing more can be read. */
enum object_step object_reader_next(struct object_reader *r, struct object_head *ret,
                                    bool *ret_null, str *ret_error);

#endif
