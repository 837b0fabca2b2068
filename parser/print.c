#include "base/buf.h"
#include "base/quote.h"
#include "base/unicode.h"
#include "parser/ast.h"

#include <assert.h>

static void put_list(struct buf *out, const struct node_list *list, const char *between)
{
    for (uint32_t i = 0; i < list->len; i++) {
        if (i)
            buf_put_str(out, str_from_c(between));
        ast_print(out, list->items[i]);
    }
}

static void put_pipe(struct buf *out, const struct node *n)
{
    if (n->pipeline.decl.len) {
        put_list(out, &n->pipeline.decl, ", ");
        buf_put_str(out, ast_is_assign(n) ? STR(" = ") : STR(" := "));
    }
    put_list(out, &n->pipeline.cmds, " | ");
}

/* An operand: a pipeline among operands stands in parentheses. */
static void put_operand(struct buf *out, const struct node *n)
{
    bool parens = n->kind == NODE_PIPE;
    if (parens)
        buf_put_char(out, '(');
    ast_print(out, n);
    if (parens)
        buf_put_char(out, ')');
}

static void put_command(struct buf *out, const struct node *n)
{
    for (uint32_t i = 0; i < n->list.len; i++) {
        if (i)
            buf_put_char(out, ' ');
        put_operand(out, n->list.items[i]);
    }
}

static void put_path(struct buf *out, const struct node *n)
{
    if (n->path.base)
        put_operand(out, n->path.base);
    for (uint32_t i = 0; i < n->path.len; i++) {
        if (i || n->kind != NODE_VARIABLE)
            buf_put_char(out, '.');
        buf_put_str(out, n->path.names[i]);
    }
}

static void put_branch(struct buf *out, const struct node *n)
{
    buf_put_str(out, n->kind == NODE_IF      ? STR("{{if ")
                     : n->kind == NODE_RANGE ? STR("{{range ")
                                             : STR("{{with "));
    put_pipe(out, n->branch.pipe);
    buf_put_str(out, STR("}}"));
    ast_print(out, n->branch.body);
    if (n->branch.orelse) {
        buf_put_str(out, STR("{{else}}"));
        ast_print(out, n->branch.orelse);
    }
    buf_put_str(out, STR("{{end}}"));
}

static void put_call(struct buf *out, const struct node *n)
{
    buf_put_str(out, STR("{{template "));
    quote_go(out, n->call.name);
    if (n->call.pipe) {
        buf_put_char(out, ' ');
        put_pipe(out, n->call.pipe);
    }
    buf_put_str(out, STR("}}"));
}

static void put_action(struct buf *out, const struct node *n)
{
    buf_put_str(out, STR("{{"));
    put_pipe(out, n->pipe);
    buf_put_str(out, STR("}}"));
}

void ast_print(struct buf *out, const struct node *n)
{
    switch (n->kind) {
    case NODE_LIST:
        put_list(out, &n->list, "");
        break;
    case NODE_TEXT:
    case NODE_IDENT:
        buf_put_str(out, n->text);
        break;
    case NODE_ACTION:
        put_action(out, n);
        break;
    case NODE_PIPE:
        put_pipe(out, n);
        break;
    case NODE_COMMAND:
        put_command(out, n);
        break;
    case NODE_FIELD:
    case NODE_CHAIN:
    case NODE_VARIABLE:
        put_path(out, n);
        break;
    case NODE_DOT:
        buf_put_char(out, '.');
        break;
    case NODE_NIL:
        buf_put_str(out, STR("nil"));
        break;
    case NODE_BOOL:
        buf_put_str(out, n->truth ? STR("true") : STR("false"));
        break;
    case NODE_NUMBER:
        buf_put_str(out, n->num.source);
        break;
    case NODE_STRING:
        buf_put_str(out, n->string.quoted);
        break;
    case NODE_IF:
    case NODE_RANGE:
    case NODE_WITH:
        put_branch(out, n);
        break;
    case NODE_TEMPLATE:
        put_call(out, n);
        break;
    case NODE_BREAK:
        buf_put_str(out, STR("{{break}}"));
        break;
    case NODE_CONTINUE:
        buf_put_str(out, STR("{{continue}}"));
        break;
    case NODE_KIND_COUNT:
        assert(false);
    }
}

bool ast_is_empty(const struct node *n)
{
    if (n->kind == NODE_TEXT)
        return unicode_trim_space(n->text).len == 0;
    if (n->kind != NODE_LIST)
        return false;
    /* A list holds no lists: this goes one level deep. */
    for (uint32_t i = 0; i < n->list.len; i++)
        if (!ast_is_empty(n->list.items[i]))
            return false;
    return true;
}
