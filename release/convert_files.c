#include "release/convert_files.h"

#include "base/arena.h"
#include "chart/annotate.h"
#include "parser/convert.h"
#include "release/convert_values.h"

static bool is_own_template(str name)
{
    return str_has_prefix(name, STR("templates/"));
}

/* ---- templates ---- */

static bool is_read(void *data, str literal, bool in_tpl)
{
    const struct convert_plan *p = data;
    return in_tpl || tpl_texts_has(p->texts, p->to, literal);
}

/* What is no template (a library chart may keep anything) stays. */
static str convert_template(const struct convert_plan *p, str text)
{
    struct convert_plan copy = *p;
    struct conversion c = {.from = p->from, .to = p->to, .is_template = is_read, .data = &copy};
    str out, error;
    return convert_text(p->arena, &c, text, &out, &error) ? out : text;
}

/* ---- other files ---- */

static bool is_plain_file(str name)
{
    static const str no[] = {STR_INIT("Chart.yaml"),        STR_INIT("Chart.lock"),
                             STR_INIT("values.yaml"),       STR_INIT("values.schema.json"),
                             STR_INIT("requirements.yaml"), STR_INIT("requirements.lock")};
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (str_eq(name, no[i]))
            return false;
    return !str_has_prefix(name, STR("charts/")) && !str_has_prefix(name, STR("crds/"));
}

static str convert_file(const struct convert_plan *p, str text)
{
    struct conversion c = {.from = p->from, .to = p->to};
    str out, error;
    bool read = str_has(text, delims_left(p->from)) && tpl_texts_has(p->texts, p->to, text);
    return read && convert_text(p->arena, &c, text, &out, &error) ? out : text;
}

/* ---- Chart.yaml ---- */

static bool holds(const struct chart_file *files, size_t n, enum delims d)
{
    for (size_t i = 0; i < n; i++)
        if (is_own_template(files[i].name) && str_has(files[i].data, delims_left(d)))
            return true;
    return false;
}

/* Braces need no word; << >>, and text that would be taken for it, do. */
static bool convert_metadata(const struct convert_plan *p, const struct chart_file *now,
                             struct chart_file *f, struct diags *diags)
{
    str value = p->to == DELIMS_CHELM ? STR("\"<< >>\"") : STR("\"{{ }}\"");
    if (p->to == DELIMS_HELM && (holds(now, p->n, DELIMS_HELM) || !holds(now, p->n, DELIMS_CHELM)))
        value = STR("");
    return annotate(p->arena, f->data, STR("chelm/delimiters"), value, &f->data) ||
           diag_error(diags, "the annotations in Chart.yaml are written in a way that is not "
                             "edited here: set chelm/delimiters by hand");
}

/* ---- all ---- */

bool convert_files(const struct convert_plan *p, struct chart_file *ret,
                   struct convert_count *count, struct diags *diags)
{
    struct chart_file *metadata = NULL;
    for (size_t i = 0; i < p->n; i++) {
        struct chart_file *f = &ret[i];
        str text = p->files[i].data;
        *f = p->files[i];
        if (is_own_template(f->name)) {
            f->data = convert_template(p, text);
            count->templates += !str_eq(f->data, text);
        } else if (str_eq(f->name, STR("values.yaml"))) {
            f->data = convert_values(p, text, count);
        } else if (str_eq(f->name, STR("Chart.yaml"))) {
            metadata = f;
        } else if (is_plain_file(f->name)) {
            f->data = convert_file(p, text);
            count->files += !str_eq(f->data, text);
        }
    }
    return !metadata || convert_metadata(p, ret, metadata, diags);
}
