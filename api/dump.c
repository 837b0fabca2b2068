/* chelm_dump: what the templates of a chart, or one template file, become on the way to their
 * output. */
#include "api/inputs.h"
#include "api/locate.h"
#include "base/buf.h"
#include "base/file.h"
#include "chart/load.h"
#include "eval/compile.h"
#include "eval/template_set.h"
#include "lexer/lexer.h"
#include "parser/parser.h"
#include "release/delims.h"

struct job {
    str path;
    chelm_delims delims;
    chelm_dump_kind kind;
};

/* One line that names the definition, then its tree or code. */
static void dump_tree(struct buf *out, const struct tree *tree, chelm_dump_kind kind)
{
    buf_put_fmt(out, "define %.*s\n", STR_ARG(tree->name));
    if (kind == CHELM_DUMP_AST)
        ast_dump(out, tree->root);
    else
        code_disassemble(out, compile_tree(compiler_new(out->arena), out->arena, tree, COMPILE_FUSED));
}

static bool dump_source(struct chelm_result *r, struct buf *out, struct source *src,
                        enum delims delims, chelm_dump_kind kind)
{
    buf_put_fmt(out, "# %.*s\n", STR_ARG(src->name));
    if (kind == CHELM_DUMP_TOKENS) {
        lexer_dump(out, src, delims);
        return true;
    }
    struct parse_options o = {.delims = delims, .has_function = template_has_function};
    struct parse_result parsed;
    if (!parse_source(&r->program, src, &o, &r->diags, &parsed))
        return false;
    for (size_t i = 0; i < parsed.count; i++)
        dump_tree(out, &parsed.trees[i], kind);
    return true;
}

static bool is_template_file(struct arena *a, str path)
{
    struct file_info info;
    str error;
    return file_stat(a, path, &info, &error) && info.kind == FILE_REGULAR &&
           !str_has_suffix(path, STR(".tgz")) && !str_has_suffix(path, STR(".tar.gz"));
}

static enum delims guess(str text)
{
    return str_has(text, STR("{{")) || !str_has(text, STR("<<")) ? DELIMS_HELM : DELIMS_CHELM;
}

static enum delims asked(chelm_delims delims)
{
    return delims == CHELM_DELIMS_ANGLES ? DELIMS_CHELM : DELIMS_HELM;
}

static bool dump_file(struct chelm_result *r, struct buf *out, const struct job *job)
{
    str text, error;
    if (!file_read(&r->program, job->path, 0, &text, &error))
        return diag_error(&r->diags, "%.*s", STR_ARG(error));
    struct source *src = ARENA_NEW(&r->program, struct source);
    *src = (struct source){.name = job->path, .text = text};
    enum delims delims = job->delims == CHELM_DELIMS_AUTO ? guess(text) : asked(job->delims);
    return dump_source(r, out, src, delims, job->kind);
}

static bool dump_templates(struct chelm_result *r, struct buf *out, const struct chart *c,
                           const struct job *job)
{
    enum delims delims = asked(job->delims);
    if (job->delims == CHELM_DELIMS_AUTO && !delims_of_chart(c, &delims, &r->diags))
        return false;
    str name = chart_name(c);
    for (size_t i = 0; i < c->templates.n; i++) {
        const struct chart_file *f = &c->templates.items[i];
        struct source *src = ARENA_NEW(&r->program, struct source);
        src->name = str_fmt(&r->program, "%.*s/%.*s", STR_ARG(name), STR_ARG(f->name));
        src->text = f->data;
        if (!dump_source(r, out, src, delims, job->kind))
            return false;
    }
    return true;
}

static bool dump_work(struct chelm_result *r, const chelm_context *context, const void *data)
{
    (void)context;
    const struct job *job = data;
    struct buf out;
    buf_init(&out, &r->render);
    if (is_template_file(&r->program, job->path)) {
        if (!dump_file(r, &out, job))
            return false;
    } else {
        str path;
        if (!locate_chart(&r->program, job->path, &path, &r->diags))
            return false;
        const struct chart *c = chart_load_as(&r->program, path, inputs_load_flags(r), &r->diags);
        if (!c || !dump_templates(r, &out, c, job))
            return false;
    }
    r->output = buf_str(&out);
    return true;
}

chelm_result *chelm_dump(chelm_context *c, chelm_text path, chelm_delims delims,
                         chelm_dump_kind kind)
{
    struct job job = {.path = text_str(path), .delims = delims, .kind = kind};
    return result_run(c, dump_work, &job);
}
