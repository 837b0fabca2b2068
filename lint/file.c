#include "lint/file.h"

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
