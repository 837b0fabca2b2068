#include "lint/file.h"

#include "chart/schema.h"
#include "lint/yaml_tree.h"

const struct ynode *lint_file_yaml(struct arena *a, struct lint_file *f)
{
    if (!f)
        return NULL;
    if (!f->yaml_made)
        f->yaml = yaml_tree(a, f->source.text);
    f->yaml_made = true;
    return f->yaml;
}

struct schema *lint_file_schema(struct arena *a, struct lint_file *f,
                                const struct chart_files *files)
{
    if (!f->schema_made)
        f->schema = schema_compile(a, f->source.text, files, NULL, &f->schema_error);
    f->schema_made = true;
    return f->schema;
}
