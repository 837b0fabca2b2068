#include "lint/declare_parts.h"

#include "base/arena.h"

static str word_of(str *rest)
{
    *rest = str_trim_blanks(*rest);
    size_t n = 0;
    while (n < rest->len && rest->s[n] != ' ' && rest->s[n] != '\t')
        n++;
    str word = str_slice(*rest, 0, n);
    *rest = str_trim_blanks(str_from(*rest, n));
    return word;
}

static bool is_path(str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i];
        bool ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '_' || c == '-' || c == '[' || c == ']';
        if (!ok)
            return false;
    }
    return s.len && s.s[0] != '.' && s.s[0] != '-' && s.s[0] != '[';
}

static void documented(struct arena *a, const struct lint_file *file, struct span span, str path,
                       struct hint *root, const struct type *type)
{
    struct hint *h = is_path(path) ? hint_path(a, root, path) : NULL;
    if (!h)
        return;
    struct decl *d = ARENA_NEW(a, struct decl);
    *d = (struct decl){.kind = DECL_DOC, .file = file, .span = span};
    if (!h->decl)
        h->decl = d;
    if (!h->type)
        h->type = type;
}

/* bitnami's readme generator: "@param a.b [string,nullable] text"; @extra documents keys that are
 * not in the file, @skip names some that are not documented. */
static bool bitnami(struct arena *a, const struct lint_file *file, struct span span, str text,
                    struct hint *root)
{
    str rest = text, mark = word_of(&rest);
    if (!str_eq(mark, STR("@param")) && !str_eq(mark, STR("@extra")) && !str_eq(mark, STR("@skip")))
        return false;
    documented(a, file, span, word_of(&rest), root, NULL);
    return true;
}

/* helm-docs: "a.b -- (type) text"; without a path it is about a key that is there anyway. */
static bool helm_docs(struct arena *a, const struct lint_file *file, struct span span, str text,
                      struct hint *root)
{
    str rest = text, path = word_of(&rest);
    if (!str_has_prefix(rest, STR("-- ")))
        return false;
    documented(a, file, span, path, root, NULL);
    return true;
}

/* "type: [integer, string]", "type:[integer, null]", "type: string" → its types with '|'. */
static const struct type *schema_types(struct arena *a, str text)
{
    size_t at = str_find(text, STR("type:"));
    if (at == STR_NONE || (at && text.s[at - 1] != ' ' && text.s[at - 1] != ';'))
        return NULL;
    text = str_trim_blanks(str_from(text, at + 5));
    size_t end = text.len && text.s[0] == '[' ? str_find_char(text, ']') : str_find_char(text, ';');
    if (text.len && text.s[0] == '[')
        text = str_slice(text, 1, end == STR_NONE ? text.len : end);
    else if (end != STR_NONE)
        text = str_slice(text, 0, end);
    text = str_replace_all(a, text, STR(","), STR("|"));
    text = str_replace_all(a, text, STR("\""), STR(""));
    return hint_type(a, text);
}

/* helm-schema of dadav, between two lines "@schema", and of losisin, on one. */
static bool schema_note(struct arena *a, str text, struct hint *next, bool *in_schema)
{
    bool mark = str_has_prefix(text, STR("@schema"));
    if (mark && str_eq(str_trim_blanks(text), STR("@schema"))) {
        *in_schema = !*in_schema;
        return true;
    }
    if (!mark && !*in_schema)
        return false;
    const struct type *t = schema_types(a, text);
    if (t && next)
        next->more = t;
    if (next && (str_has(text, STR("additionalProperties: true")) ||
                 str_has(text, STR("additionalProperties:true"))))
        next->open = true;
    return true;
}

static bool own_note(struct arena *a, str text, struct hint *next)
{
    if (!str_has_prefix(text, STR("chelm:")))
        return false;
    text = str_from(text, 6);
    if (!next)
        return true;
    if (str_has_prefix(text, STR("open")))
        next->open = true;
    else if (str_has_prefix(text, STR("dict")))
        next->set = hint_type(a, text);
    else if (str_has_prefix(text, STR("type ")))
        next->set = hint_type(a, str_from(text, 5));
    return true;
}

void declare_doc_line(struct arena *a, const struct lint_file *file, struct span span,
                      struct hint *root, struct hint *next, bool *in_schema)
{
    str text = str_slice(file->source.text, span.begin, span.end);
    if (schema_note(a, text, next, in_schema) || own_note(a, text, next))
        return;
    if (text.len && text.s[0] == '@')
        bitnami(a, file, span, text, root);
    else if (str_has(text, STR(" -- ")))
        helm_docs(a, file, span, text, root);
}

/* ---- README.md ---- */

/* "| `a.b` | text | `default` |", also with bold or a link around the path. */
static void table_row(struct arena *a, str line, struct hint *into)
{
    line = str_trim_blanks(line);
    if (!line.len || line.s[0] != '|')
        return;
    size_t end = str_find_char(str_from(line, 1), '|');
    str cell = end == STR_NONE ? str_from(line, 1) : str_slice(line, 1, end + 1);
    cell = str_trim_blanks(cell);
    if (cell.len > 2 && cell.s[0] == '`' && cell.s[cell.len - 1] == '`')
        documented(a, NULL, (struct span){0, 0}, str_slice(cell, 1, cell.len - 1), into, NULL);
    else if (cell.len && cell.s[0] >= 'a' && cell.s[0] <= 'z' && !str_has(cell, STR(" ")))
        documented(a, NULL, (struct span){0, 0}, cell, into, NULL);
}

void declare_readme(struct arena *a, const struct chart *c, struct hint *into)
{
    for (size_t i = 0; i < c->raw.n; i++) {
        if (!str_eq(c->raw.items[i].name, STR("README.md")))
            continue;
        str text = c->raw.items[i].data;
        for (size_t at = 0; at < text.len;) {
            size_t end = str_find_char(str_from(text, at), '\n');
            end = end == STR_NONE ? text.len : at + end;
            table_row(a, str_slice(text, at, end), into);
            at = end + 1;
        }
    }
}
